"""The first account (首个账户), and the recovery key that is shown once."""

import secrets
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from mediation_desk.domain.rights import Duties
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.door.screen import Screen
from mediation_desk.gui.door.sign_in import add_new_password, new_password
from mediation_desk.gui.fields import ChoiceField, TextField
from mediation_desk.gui.parts import button, label
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.account_rows import AccountDraft

Given = Callable[[AccountDraft, str, Duties], None]


class FirstAccountScreen(Screen):
    """Makes the first account; from then on nobody opens the office without a password."""

    def __init__(self, theme: Theme, given: Given, later: Callable[[], None]) -> None:
        """Draw the form; `later` leaves the office open to whoever uses the computer."""
        words = tr(
            "现在谁打开这台电脑都能看到案件。建立首个账户以后，要凭用户名和口令才能打开，"
            "数据会用新的密钥重新加密。"
        )
        super().__init__(theme, tr("建立首个账户"), words, action=tr("建立账户"))
        self._given = given
        self.form.add(tr("您的姓名"), TextField("name"), required=True)
        self.form.add(tr("用户名"), TextField("login", hint=tr("如姓名拼音")), required=True)
        duties = [
            (Duties.SMALL, tr("一两人的小单位：管理和办案都由这个账户做")),
            (Duties.SEPARATE, tr("职责分开：这个账户只做管理，办案的人另建账户")),
        ]
        self.form.add(tr("单位怎样分工"), ChoiceField("duties", duties))
        add_new_password(self)
        self.link(tr("以后再建"), later)

    def submit(self) -> None:
        """Hand the account on. Raises InvalidInput."""
        values = self.form.read()
        password = new_password(values)
        self.wait(tr("正在建立账户，并用新的密钥重新加密数据…"))
        self._given(AccountDraft(values["login"], values["name"]), password, values["duties"])


class RecoveryKeyScreen(Screen):
    """Shows the recovery key once; typing one group back proves that it was printed or copied."""

    def __init__(
        self,
        theme: Theme,
        printed: str,
        *,
        print_out: Callable[[str], None],
        done: Callable[[], None],
    ) -> None:
        """Show the key; `print_out` puts it on paper, `done` follows the proof."""
        words = tr(
            "这是恢复密钥，只显示这一次。请打印或抄下来，放进单位的保险柜。"
            "所有人都忘记口令时，只有它能打开数据；谁拿到它，谁就能打开数据。"
        )
        super().__init__(theme, tr("恢复密钥"), words, action=tr("已经收好，继续"))
        self._groups = printed.split("-")
        self._asked = secrets.randbelow(len(self._groups))
        self._done = done
        shown = label(_lines(self._groups))
        shown.setObjectName("recovery_key")
        shown.setFont(theme.font(1.5, bold=True))
        lines = _lines(self._groups).count("\n") + 1
        shown.setMinimumHeight(QFontMetrics(shown.font()).lineSpacing() * lines + theme.px(4))
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.print_button = button(tr("打印"), lambda: print_out(_lines(self._groups)))
        self.form.add_wide(shown)
        self.form.add_wide(self.print_button)
        ask = tr("请照打印件输入第 {number} 组", number=self._asked + 1)
        self.form.add(ask, TextField("group"))

    def submit(self) -> None:
        """Go on when the group is right. Raises InvalidInput."""
        typed = self.form.read()["group"].upper()
        if typed != self._groups[self._asked]:
            ask = f"这不是第 {self._asked + 1} 组，请对照打印件再看一遍。"
            raise InvalidInput({"group": ask})
        self._done()


def _lines(groups: list[str]) -> str:
    """Return the key in lines short enough to be read and copied."""
    return "\n".join("-".join(groups[start : start + 3]) for start in range(0, len(groups), 3))
