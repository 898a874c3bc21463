"""The rescuer: finds out why the office does not open and puts it right, asking every time.

The damaged files are kept by every remedy (services/recovery.py); nothing is done unasked.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from mediation_desk.domain.passwords import Credentials
from mediation_desk.errors import AppError, DamagedStore, SignInNeeded
from mediation_desk.gui.door.backup_choice import BackupChoiceScreen
from mediation_desk.gui.door.entrance import Entrance
from mediation_desk.gui.door.screen import Screen, waiting
from mediation_desk.gui.door.sign_in import SignInScreen
from mediation_desk.gui.door.trouble import Act, DoneScreen, Remedy, TroubleScreen, facts_of
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.parts import label
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.recovery_rows import (
    CheckedBackup,
    Diagnosis,
    ProvedBackup,
    Restored,
)

Found = tuple[Diagnosis, ProvedBackup]


class Rescuer(QObject):
    """Stands by while the office is closed; `again` tries to open it once more."""

    def __init__(self, window: MainWindow, entrance: Entrance, again: Act) -> None:
        """Work before `window`."""
        super().__init__(window)
        self._window = window
        self._entrance = entrance
        self._again = Remedy(tr("再试一次"), again)
        self._service: Any = None
        window.going_back.connect(self._go_back)

    # What is wrong -------------------------------------------------------------------------

    def meet(self, error: AppError, given: Credentials | None) -> None:
        """Show what kept the office closed; a damaged store is looked into first."""
        if not isinstance(error, DamagedStore):
            self._say(error)
            return
        if not isinstance(self._window.shut_by, SignInScreen):
            self._window.shut(lambda theme: waiting(theme, tr("数据打不开，正在检查数据和备份…")))

        def look() -> tuple[Any, Diagnosis | None, ProvedBackup]:
            service = self._entrance.rescue(given)
            return service, service.diagnose(), service.best()

        def looked(answer: tuple[Any, Diagnosis | None, ProvedBackup]) -> None:
            self._service, found, best = answer
            if found is None:
                self._again.act()
            else:
                self._offer(error, (found, best))

        def failed(problem: AppError) -> None:
            if isinstance(problem, SignInNeeded):
                self._who(error)
            else:
                self._failed(problem)

        self._window.runner.read(look, self, looked, failed=failed)

    def _who(self, error: AppError) -> None:
        """Ask who rescues: the backups of an office with accounts open to them alone."""
        said = tr("{trouble}要看备份并恢复，请先登录。", trouble=str(error))
        self._window.shut(
            lambda theme: SignInScreen(theme, lambda given: self.meet(error, given), said=said)
        )

    def _say(self, error: AppError) -> None:
        again = self._again
        self._window.shut(lambda theme: TroubleScreen(theme, error, [again]))

    def _offer(self, error: AppError, found: Found) -> None:
        remedies = self._remedies(error, found)
        lines = facts_of(*found)
        self._window.shut(lambda theme: TroubleScreen(theme, error, remedies, lines=lines))

    # What can be done ----------------------------------------------------------------------

    def _remedies(self, error: AppError, found: Found) -> list[Remedy]:
        """Return what helps, the mildest first; without a proved backup there is less."""
        service, (trouble, best) = self._service, found
        remedies = []
        if trouble.can_set_log_aside:
            words = tr("把不属于它的日志文件移开")
            remedies.append(Remedy(words, lambda: self._act(service.set_log_aside)))
        if best.row is not None:
            row, replay = best.row, trouble.can_replay
            if trouble.can_put_key_back:
                words = tr("从备份取回密钥文件")
                put_back = Remedy(words, lambda: self._act(lambda: service.put_key_back(row.id)))
                remedies.append(put_back)
            words = tr("恢复这份备份，并找回之后的修改") if replay else tr("恢复这份备份")
            if trouble.can_restore:
                remedies.append(Remedy(words, lambda: self._restore(row.id, replay)))
        choose = Remedy(tr("选另一份备份…"), lambda: self._choose(error, found))
        others = [choose] if trouble.can_restore else []
        return [*remedies, *others, self._again] if remedies else [self._again, *others]

    def _choose(self, error: AppError, found: Found, folder: Path | None = None) -> None:
        """Open and check every backup, within reach or in a folder, and list them."""
        service = self._service

        def elsewhere() -> None:
            chosen = self._window.prompts.folder(self._window, tr("备份在哪个文件夹"))
            if chosen is not None:
                self._choose(error, found, chosen)

        def make(theme: Theme, backups: tuple[CheckedBackup, ...]) -> Screen:
            screen = BackupChoiceScreen(
                theme, backups, self._restore, can_replay=found[0].can_replay
            )
            screen.link(tr("到别的文件夹里找…"), elsewhere)
            screen.link(tr("返回"), lambda: self._offer(error, found))
            return screen

        self._window.shut(lambda theme: waiting(theme, tr("正在逐份打开、核对备份…")))
        self._window.runner.read(
            lambda: service.checked(folder),
            self,
            lambda backups: self._window.shut(lambda theme: make(theme, backups)),
            failed=self._failed,
        )

    def _restore(self, backup_id: str, replay: bool) -> None:
        ask = tr("现在的数据文件会原样另存，不会删除。确定用备份换下它吗？")
        if self._window.prompts.confirm(self._window, ask, yes=tr("恢复"), no=tr("不恢复")):
            self._act(lambda: self._service.restore(backup_id, replay=replay))

    def _act(self, job: Callable[[], Any]) -> None:
        self._window.shut_by.wait(tr("正在恢复并核对，请不要关机…"))
        self._window.runner.write(job, self, self._done, failed=self._failed)

    # A sound office ------------------------------------------------------------------------

    def _go_back(self, backup_id: str) -> None:
        """Close an office that is sound and put an older state of it in place."""
        window = self._window
        desk, service = window.desk, window.desk.recovery()
        window.stack.flush()
        # Whoever closes the window meanwhile must not have the closed office backed up.
        window.desk = None

        def restore() -> Restored:
            desk.close()
            done: Restored = service.restore(backup_id)
            return done

        def restored(answer: Restored) -> None:
            self._window.detach()
            self._done(answer)

        def refused(error: AppError) -> None:
            self._window.detach()
            self._window.shut(lambda theme: self._not_restored(theme, error))

        window.shut(lambda theme: waiting(theme, tr("正在恢复并核对，请不要关机…")))
        window.runner.write(restore, self, restored, failed=refused)

    def _not_restored(self, theme: Theme, error: AppError) -> Screen:
        said = tr("没有删除任何数据文件。")
        screen = DoneScreen(theme, tr("没有恢复"), said, self._again.act)
        screen.bar.show_line("bad", str(error))
        return screen

    # What became of it ---------------------------------------------------------------------

    def _done(self, answer: Restored | str) -> None:
        said = answer if isinstance(answer, str) else answer.message
        report = "" if isinstance(answer, str) else answer.report

        def paper() -> None:
            self._window.prompts.print_text(self._window, tr("数据恢复报告"), report)

        def make(theme: Theme) -> Screen:
            screen = DoneScreen(theme, tr("已恢复"), said, self._again.act)
            if report:
                screen.form.add_wide(label(report, wrap=True))
                screen.link(tr("打印报告"), paper)
            return screen

        self._window.shut(make)

    def _failed(self, error: AppError) -> None:
        standing = self._window.shut_by
        if isinstance(standing, TroubleScreen | BackupChoiceScreen | SignInScreen):
            standing.show_error(error)
        else:
            self._say(error)
