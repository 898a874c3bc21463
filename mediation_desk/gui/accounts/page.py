"""账户: one's own password for everybody; the accounts for the administrators."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.accounts.columns import ACCOUNT_COLUMNS
from mediation_desk.gui.accounts.dialogs import (
    AddDialog,
    OwnPasswordDialog,
    PasswordDialog,
    PolicyDialog,
    RolesDialog,
)
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.list_pane import ListPane
from mediation_desk.gui.parts import button, card, heading, label, page_layout, row
from mediation_desk.gui.progress import ProgressLine
from mediation_desk.gui.words import tr
from mediation_desk.services.account_rows import AccountRow
from mediation_desk.services.changes import Area

_P = Permission


class AccountsPage(QWidget):
    """Accounts and keys of the office."""

    areas = frozenset({Area.ACCOUNTS, Area.SETTINGS})
    help_topic = "accounts"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        theme = context.theme
        self.pane = self._list()
        self.progress = ProgressLine(theme)
        self.add_button = button(tr("新建账户"), self._add, primary=True)
        self.first_button = button(
            tr("建立首个账户"), lambda: context.ask_door("found"), primary=True
        )
        self.first = self._first()
        self.keys = self._keys()
        layout = page_layout(theme, self)
        back = button(tr("返回设置"), lambda: context.go_to("settings"))
        title = heading(theme, tr("账户"), 1.6)
        layout.addLayout(row(title, back, self.add_button, stretch=0))
        for part in (self.first, self.pane, self.keys):
            layout.addWidget(part, 1 if part is self.pane else 0)
        layout.addStretch(0)

    def reload(self) -> None:
        """Show what whoever is signed in may see."""
        may = self._context.desk.sign_in.may
        closed = self._context.desk.sign_in.me() is not None
        sees = closed and may(_P.SEE_ACCOUNTS)
        self.first.setVisible(not closed)
        self.pane.setVisible(sees)
        self.keys.setVisible(closed)
        self.add_button.setVisible(closed and may(_P.ACCOUNTS))
        if sees:
            self.pane.show_rows(self._context.desk.accounts.accounts())

    def _first(self) -> QWidget:
        frame, inside = card(self._context.theme)
        words = tr("本单位还没有账户：谁打开这台电脑都能看到和修改案件，也分不清是谁做的。")
        inside.addWidget(label(words, wrap=True))
        inside.addLayout(row(self.first_button))
        return frame

    def _list(self) -> ListPane:
        pane = ListPane(
            self._context,
            ACCOUNT_COLUMNS,
            words=tr("系统管理员建立和停用账户；安全管理员给角色、重设口令。"),
            empty=tr("还没有账户。"),
        )
        pane.add(tr("角色"), self._roles, _P.RIGHTS, _why_not_active)
        pane.add(tr("重设口令"), self._reset, _P.RIGHTS, _why_not_active)
        pane.add(tr("停用"), self._disable, _P.ACCOUNTS, _why_not_active)
        pane.add(tr("启用"), self._reset, _P.ACCOUNTS, _why_not_disabled)
        return pane

    def _keys(self) -> QWidget:
        frame, inside = card(self._context.theme)
        holder = QWidget()
        buttons = FlowLayout(self._context.theme.px(8))
        holder.setLayout(buttons)
        ways: tuple[tuple[str, Callable[[], None], Permission], ...] = (
            (tr("更换我的口令"), self._own, _P.OWN),
            (tr("安全策略"), self._policy, _P.RIGHTS),
            (tr("换新的恢复密钥"), self._recovery, _P.RIGHTS),
            (tr("更换数据密钥"), self._rekey, _P.RIGHTS),
        )
        self.ways = []
        for words, clicked, needs in ways:
            made = button(words, clicked)
            if not self._context.desk.sign_in.may(needs):
                made.setEnabled(False)
                made.setToolTip(tr("没有权限（需要：{right}）。", right=tr(needs.label)))
            self.ways.append(made)
            buttons.addWidget(made)
        inside.addWidget(holder)
        inside.addWidget(self.progress)
        return frame

    def _add(self) -> None:
        AddDialog(self._context).ask(self)

    def _roles(self, chosen: AccountRow) -> None:
        RolesDialog(self._context, chosen).ask(self)

    def _reset(self, chosen: AccountRow) -> None:
        PasswordDialog(self._context, chosen).ask(self)

    def _disable(self, chosen: AccountRow) -> None:
        words = tr("停用后，{name} 不能再登录；做过的事仍记在名下。", name=chosen.name)
        if self._context.prompts.confirm(self, words, yes=tr("停用")):
            accounts = self._context.desk.accounts
            self._context.runner.write(lambda: accounts.disable(chosen.id), self)

    def _own(self) -> None:
        OwnPasswordDialog(self._context).ask(self)

    def _policy(self) -> None:
        PolicyDialog(self._context).ask(self)

    def _recovery(self) -> None:
        words = tr("换新以后，以前打印的恢复密钥就作废了，请销毁旧的打印件。")
        if self._context.prompts.confirm(self, words, yes=tr("换新")):
            self._context.runner.write(self._context.desk.accounts.new_recovery_key, self)

    def _rekey(self) -> None:
        words = tr(
            "怀疑密钥文件和口令被人拿走时才需要更换。全部数据会重新加密，"
            "期间不要关机；口令和恢复密钥不变。"
        )
        if not self._context.prompts.confirm(self, words, yes=tr("更换")):
            return
        accounts, report = self._context.desk.accounts, self.progress.start(tr("正在重新加密"))
        self._context.runner.write(
            lambda: accounts.change_data_key(report),
            self,
            lambda _: self.progress.end(),
            failed=self._failed,
        )

    def _failed(self, error: Any) -> None:
        self.progress.end()
        self._context.say("bad", str(error))


def _why_not_active(chosen: AccountRow) -> str:
    return "" if chosen.active else tr("账户已停用，请先启用。")


def _why_not_disabled(chosen: AccountRow) -> str:
    return tr("账户在用，不需要启用。") if chosen.active else ""
