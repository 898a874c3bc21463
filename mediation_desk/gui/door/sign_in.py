"""登录: name and password, before anything of the office is shown; and the locked desk's screen."""

from collections.abc import Callable

from mediation_desk.domain.passwords import RULE, Credentials
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.door.fields import PasswordField, reveal_field
from mediation_desk.gui.door.screen import Screen
from mediation_desk.gui.fields import TextField
from mediation_desk.gui.parts import label
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr


class SignInScreen(Screen):
    """Asks who is there; `given` gets the credentials, `forgotten`, if any, to the recovery key."""

    def __init__(
        self,
        theme: Theme,
        given: Callable[[Credentials], None],
        *,
        forgotten: Callable[[], None] | None = None,
        said: str = "",
    ) -> None:
        """Draw the form; `said` is a sentence about why one is here again."""
        super().__init__(theme, tr("登录调解台"), action=tr("登录"))
        self._given = given
        self.form.add(tr("用户名"), TextField("login"))
        password = PasswordField("password")
        self.form.add(tr("口令"), password)
        self.form.add_wide(reveal_field(password))
        if forgotten is not None:
            self.link(tr("忘记口令"), forgotten)
        words = tr("本程序不是涉密系统，不得录入国家秘密。")
        self.body.addWidget(label(words, "muted", wrap=True))
        self.bar.show_line("warn", said)

    def submit(self) -> None:
        """Hand the credentials on."""
        values = self.form.read()
        self.wait(tr("正在核对口令并打开数据…"))
        self._given(Credentials(values["login"], values["password"]))


class LockScreen(Screen):
    """The locked desk: hides everything until the password is given again."""

    def __init__(
        self, theme: Theme, name: str, given: Callable[[str], None], leave: Callable[[], None]
    ) -> None:
        """Draw the form for the account of `name`; `leave` lets somebody else sign in."""
        words = tr("没有保存的内容还在，解锁后可以接着写。")
        super().__init__(theme, tr("已锁定，输入口令继续"), words, action=tr("解锁"))
        self._given = given
        password = PasswordField("password")
        self.form.add(tr("{name} 的口令", name=name), password)
        self.form.add_wide(reveal_field(password))
        self.link(tr("退出登录"), leave)

    def submit(self) -> None:
        """Hand the password on."""
        password = self.form.read()["password"]
        self.wait(tr("正在核对口令…"))
        self._given(password)


class ForgottenScreen(Screen):
    """忘记口令: a new password on the strength of the printed recovery key."""

    def __init__(
        self,
        theme: Theme,
        given: Callable[[str, Credentials], None],
        back: Callable[[], None],
    ) -> None:
        """Draw the form; `given` gets the recovery key and the new credentials."""
        words = tr(
            "先找安全管理员重设口令。没有别的管理员时，取出单位保险柜里打印的恢复密钥，"
            "在这里给账户设一个新口令。"
        )
        super().__init__(theme, tr("忘记口令"), words, action=tr("设新口令并登录"))
        self._given = given
        key = TextField("recovery_key", hint=tr("七组，每组六个字符；大小写、空格都不要紧"))
        self.form.add(tr("恢复密钥"), key)
        self.form.add(tr("用户名"), TextField("login"))
        add_new_password(self)
        self.link(tr("返回登录"), back)

    def submit(self) -> None:
        """Hand the recovery key and the new credentials on. Raises InvalidInput."""
        values = self.form.read()
        new = new_password(values)
        self.wait(tr("正在核对恢复密钥…"))
        self._given(values["recovery_key"], Credentials(values["login"], new))


class ChangeScreen(Screen):
    """更换口令: a temporary or expired password gives way before anything else is done."""

    def __init__(
        self, theme: Theme, given: Callable[[str, str], None], leave: Callable[[], None]
    ) -> None:
        """Draw the form; `given` gets the old and the new password."""
        words = tr("您的口令是临时的或已到期，请先更换，再开始工作。")
        super().__init__(theme, tr("更换口令"), words, action=tr("更换口令"))
        self._given = given
        self.form.add(tr("现在的口令"), PasswordField("old"))
        add_new_password(self, "new")
        self.link(tr("退出登录"), leave)

    def submit(self) -> None:
        """Hand both passwords on. Raises InvalidInput."""
        values = self.form.read()
        new = new_password(values, "new")
        self.wait(tr("正在更换口令…"))
        self._given(values["old"], new)


def add_new_password(screen: Screen, name: str = "password") -> None:
    """Add the two fields of a new password and the rule it must hold to."""
    new, again = PasswordField(name), PasswordField("again")
    screen.form.add(tr("新口令"), new)
    screen.form.add(tr("再输入一次"), again)
    screen.form.add_wide(reveal_field(new, again))
    screen.form.add_wide(label(RULE, "muted", wrap=True))


def new_password(values: dict[str, str], name: str = "password") -> str:
    """Return the new password. Raises InvalidInput when the two are not the same."""
    if values[name] != values["again"]:
        raise InvalidInput({"again": "两次输入的口令不一样，请重新输入。"})
    return values[name]
