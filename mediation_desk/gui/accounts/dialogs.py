"""What is asked about an account: who, which roles, a temporary password, one's own."""

import secrets
from collections.abc import Callable
from typing import Any

from mediation_desk.domain.passwords import RULE
from mediation_desk.domain.rights import GRANTS, AccountRole, Duties, Permission
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.door.fields import PasswordField, reveal_field
from mediation_desk.gui.fields import CheckField, ChoiceField, NumberField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.account_rows import AccountDraft, AccountRow

Job = Callable[[], Any]
_READABLE = "ABCDEFGHJKMNPQRSTWXYZabcdefhjkmnpqrstwxyz23456789"


def temporary() -> str:
    """Return a password that is easy to read out, to be changed when it is first used."""
    groups = ("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(3))
    return "-".join(groups) + str(secrets.randbelow(90) + 10)


class _TemporaryDialog(FormDialog):
    """A dialog that gives a temporary password."""

    def add_password(self) -> None:
        """Offer a password; whoever gets it changes it when signing in."""
        self.form.add(tr("临时口令"), TextField("password"), required=True)
        words = tr("请当面告诉使用人。他第一次登录时必须换成自己的口令。")
        self.form.add_wide(label(words, "muted", wrap=True))
        self.form.fill({"password": temporary()})


class AddDialog(_TemporaryDialog):
    """新建账户; its roles are given afterwards, by the security administrator."""

    def __init__(self, context: GuiContext) -> None:
        """Ask for name and login."""
        super().__init__(context, tr("新建账户"), columns=1)
        self.form.add(tr("姓名"), TextField("name"), required=True)
        self.form.add(tr("用户名"), TextField("login", hint=tr("如姓名拼音")), required=True)
        people = [("", tr("不是调解员"))]
        people += [(one.id, one.name) for one in context.desk.office.mediators()]
        self.form.add(tr("对应的调解员"), ChoiceField("mediator_id", people))
        self.add_password()

    def job(self, values: dict[str, Any]) -> Job:
        """Return the adding."""
        draft = AccountDraft(values["login"], values["name"], values["mediator_id"])
        return lambda: self._context.desk.accounts.add(draft, values["password"])


class PasswordDialog(_TemporaryDialog):
    """重设口令, or 启用 an account that was disabled."""

    def __init__(self, context: GuiContext, row: AccountRow) -> None:
        """Ask about the account of `row`."""
        title = tr("重设口令") if row.active else tr("启用账户")
        super().__init__(context, title, save=title, columns=1)
        self._row = row
        self.form.add_wide(label(f"{row.name}（{row.login}）", wrap=True))
        self.add_password()

    def job(self, values: dict[str, Any]) -> Job:
        """Return the new password."""
        accounts, password = self._context.desk.accounts, values["password"]
        act = accounts.reset_password if self._row.active else accounts.enable
        return lambda: act(self._row.id, password)


class RolesDialog(FormDialog):
    """角色: each with what it may do, in words."""

    def __init__(self, context: GuiContext, row: AccountRow) -> None:
        """Tick the roles of `row`."""
        super().__init__(context, tr("{name}的角色", name=row.name), columns=1)
        self._row = row
        for role in AccountRole:
            tick = CheckField(role.value, tr(role.label))
            tick.set_value(role in row.roles)
            rights = "、".join(tr(right.label) for right in Permission if right in GRANTS[role])
            self.form.add_wide(tick)
            self.form.take(tick, label("", "fault"))
            self.form.add_wide(label(rights, "muted", wrap=True))

    def job(self, values: dict[str, Any]) -> Job:
        """Return the roles that are ticked."""
        roles = [role for role in AccountRole if values[role.value]]
        return lambda: self._context.desk.accounts.set_roles(self._row.id, roles)


class OwnPasswordDialog(FormDialog):
    """更换自己的口令."""

    def __init__(self, context: GuiContext) -> None:
        """Ask for the old password and twice for the new one."""
        super().__init__(context, tr("更换我的口令"), columns=1)
        fields = [PasswordField(name) for name in ("old", "new", "again")]
        for field, words in zip(
            fields, (tr("现在的口令"), tr("新口令"), tr("再输入一次")), strict=True
        ):
            self.form.add(words, field, required=True)
        self.form.add_wide(reveal_field(*fields))
        self.form.add_wide(label(RULE, "muted", wrap=True))

    def job(self, values: dict[str, Any]) -> Job:
        """Return the change. Raises InvalidInput when the two are not the same."""
        if values["new"] != values["again"]:
            raise InvalidInput({"again": "两次输入的口令不一样，请重新输入。"})
        return lambda: self._context.desk.sign_in.change_password(values["old"], values["new"])


class PolicyDialog(FormDialog):
    """安全策略: how duties are shared, how long passwords live, when the desk locks itself."""

    def __init__(self, context: GuiContext) -> None:
        """Show the policy in force."""
        super().__init__(context, tr("安全策略"), columns=1)
        duties = [(one, tr(one.label)) for one in Duties]
        self.form.add(tr("职责分工"), ChoiceField("duties", duties))
        self.form.add(tr("口令有效天数（0 表示不限）"), NumberField("password_days"))
        self.form.add(tr("无人操作多少分钟后自动锁定"), NumberField("idle_minutes"))
        policy = context.desk.accounts.policy()
        self.form.fill({name: getattr(policy, name) for name in self.form.fields})

    def job(self, values: dict[str, Any]) -> Job:
        """Return the change."""
        from mediation_desk.services.policy import Policy

        return lambda: self._context.desk.accounts.set_policy(Policy(**values))
