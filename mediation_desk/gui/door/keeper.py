"""The doorkeeper: opens the office for whoever may come in, locks it, lets people leave.

The window shows pages and screens; which screen stands before it, and when, is decided here.
"""

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from mediation_desk.domain.passwords import Credentials
from mediation_desk.errors import AppError, SignInNeeded, StorageProblem
from mediation_desk.gui.backup_clock import back_up_on_leaving
from mediation_desk.gui.door.entrance import Entrance
from mediation_desk.gui.door.founding import FirstAccountScreen, RecoveryKeyScreen
from mediation_desk.gui.door.rescue import Rescuer
from mediation_desk.gui.door.screen import Screen, waiting
from mediation_desk.gui.door.sign_in import (
    ChangeScreen,
    ForgottenScreen,
    LockScreen,
    SignInScreen,
)
from mediation_desk.gui.idle import IdleWatch
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.words import tr
from mediation_desk.services.account_rows import NewRecoveryKey
from mediation_desk.services.changes import Area, Changed

log = logging.getLogger(__name__)


class Doorkeeper(QObject):
    """Stands between one window and one office; `entered` says that somebody works in it now."""

    entered = Signal()

    def __init__(self, window: MainWindow, entrance: Entrance) -> None:
        """Keep the door of `window`; `come` opens the office."""
        super().__init__(window)
        self._window = window
        self._entrance = entrance
        self._founding = False
        self._rescuer = Rescuer(window, entrance, self.come)
        self.idle = IdleWatch(self)
        self.idle.idle.connect(self.lock)
        window.asked.connect(self._asked)
        window.going_back.connect(lambda _: self.idle.watch(0))
        window.refused.connect(self._refused)
        window.runner.changed.connect(self._changed)

    def come(self) -> None:
        """Open the office, or ask who is there."""
        self._read(lambda: self._entrance.open(None), self._opened, self._closed)

    def lock(self) -> None:
        """Hide everything until the password of whoever is signed in is given again."""
        me = self._me()
        if me is None or self._window.shut_by is not None:
            return
        self._shut(lambda theme: LockScreen(theme, me.name, self._unlock, self.leave))
        self._window.runner.write(self._window.desk.sign_in.lock, self)

    def leave(self, said: str = "") -> None:
        """Sign out and close the office; somebody else may sign in. `said` tells them why."""
        desk = self._window.desk

        def left(_answer: Any) -> None:
            self.idle.watch(0)
            self._window.detach()
            self._ask(said)

        def go() -> None:
            back_up_on_leaving(desk)
            desk.sign_in.sign_out()
            desk.close()

        self._window.stack.flush()
        self._shut(lambda theme: waiting(theme, tr("正在备份并退出登录…")))
        self._window.runner.write(go, self, left, failed=left)

    def found(self) -> None:
        """Offer to make the first account."""
        self._shut(lambda theme: FirstAccountScreen(theme, self._first, self._window.lift))

    # Coming in ---------------------------------------------------------------------------

    def _ask(self, said: str = "") -> None:
        self._shut(
            lambda theme: SignInScreen(theme, self._sign_in, forgotten=self._forgotten, said=said)
        )

    def _sign_in(self, given: Credentials) -> None:
        self._read(
            lambda: self._entrance.open(given),
            self._opened,
            lambda error: self._not_let_in(error, given),
        )

    def _not_let_in(self, error: AppError, given: Credentials) -> None:
        if isinstance(error, StorageProblem):
            self._rescuer.meet(error, given)
        else:
            self._wrong(error)

    def _forgotten(self) -> None:
        self._shut(lambda theme: ForgottenScreen(theme, self._recover, self._ask))

    def _recover(self, key: str, given: Credentials) -> None:
        def recover() -> Any:
            self._entrance.recover(key, given)
            return self._entrance.open(given)

        self._read(recover, self._opened)

    def _opened(self, desk: Any) -> None:
        self._window.desk = desk
        me = desk.sign_in.me()
        if me is not None and me.must_change:
            self._shut(lambda theme: ChangeScreen(theme, self._change, self.leave))
            return
        self._enter()

    def _change(self, old: str, new: str) -> None:
        desk = self._window.desk
        self._write(lambda: desk.sign_in.change_password(old, new), self._enter)

    def _enter(self, _answer: Any = None) -> None:
        self._window.attach(self._window.desk)
        self._window.lift()
        desk = self._window.desk
        self._founding = self._me() is None and desk.office.office() is None
        self._watch()
        if desk.notices:
            self._window.say("warn", "\n".join(desk.notices))
        self.entered.emit()

    def _closed(self, error: AppError) -> None:
        if isinstance(error, SignInNeeded):
            self._ask()
        else:
            self._rescuer.meet(error, None)

    # The lock ----------------------------------------------------------------------------

    def _unlock(self, password: str) -> None:
        desk = self._window.desk
        self._write(lambda: desk.sign_in.unlock(password), self._unlocked)

    def _unlocked(self, _answer: Any) -> None:
        self._window.lift()
        self.idle.wake()

    def _watch(self) -> None:
        """Take the idle time of the policy; an office without accounts is never locked."""
        minutes = self._window.desk.accounts.policy().idle_minutes if self._me() else 0
        self.idle.watch(60 * minutes)

    # Going, and what changes meanwhile ---------------------------------------------------

    def _first(self, *given: Any) -> None:
        draft, password, duties = given
        accounts = self._window.desk.accounts
        self._write(
            lambda: accounts.first(draft, password, duties=duties),
            lambda answer: self._show_key(answer, self._enter),
        )

    def _show_key(self, answer: NewRecoveryKey, done: Callable[[], None]) -> None:
        printed = answer.recovery_key

        def paper(text: str) -> None:
            self._window.prompts.print_text(self._window, tr("调解台恢复密钥"), text)

        self._shut(lambda theme: RecoveryKeyScreen(theme, printed, print_out=paper, done=done))

    def _changed(self, done: Changed) -> None:
        if self._founding and self._window.desk.office.office() is not None:
            self._founding = False
            self.found()
        if isinstance(done, NewRecoveryKey) and self._window.shut_by is None:
            self._show_key(done, self._window.lift)
        if Area.SETTINGS in done.areas:
            self._watch()

    def _refused(self, error: SignInNeeded) -> None:
        """Somebody's account ended, or the desk is locked: show what stands between."""
        if self._window.shut_by is None and self._window.desk is not None:
            self.leave(str(error))

    def _asked(self, what: str) -> None:
        ways: dict[str, Callable[[], None]] = {
            "lock": self.lock,
            "leave": self.leave,
            "found": self.found,
        }
        ways[what]()

    # Jobs --------------------------------------------------------------------------------

    def _me(self) -> Any:
        desk = self._window.desk
        return desk.sign_in.me() if desk is not None else None

    def _shut(self, make: Callable[[Any], Screen]) -> None:
        self._window.shut(make)

    def _read(
        self,
        job: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        self._window.runner.read(job, self, done, failed=failed or self._wrong)

    def _write(self, job: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._window.runner.write(job, self, done, failed=self._wrong)

    def _wrong(self, error: AppError) -> None:
        screen = self._window.shut_by
        if screen is not None:
            screen.show_error(error)
        else:
            self._window.show_error(error)
