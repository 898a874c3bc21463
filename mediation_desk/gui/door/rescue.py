"""When the office does not open (打不开): what is wrong, the remedies, and what they brought back.

The damaged files are kept by every remedy (services/recovery.py); nothing is done unasked.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from mediation_desk.domain.passwords import Credentials
from mediation_desk.errors import AppError, DamagedStore
from mediation_desk.gui.door.entrance import Entrance
from mediation_desk.gui.door.screen import Screen, waiting
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.gui.parts import label
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.recovery_rows import Diagnosis, ProvedBackup, Restored

Act = Callable[[], None]


class TroubleScreen(Screen):
    """Says what is wrong; `remedy` is what the primary button does, if there is a remedy."""

    def __init__(
        self, theme: Theme, error: AppError, lines: list[str], *, action: str, remedy: Act
    ) -> None:
        """Show the sentence of `error` and what else is known."""
        super().__init__(theme, tr("数据打不开"), action=action)
        self._remedy = remedy
        self.bar.show_line("bad", str(error))
        for line in lines:
            self.form.add_wide(label(line, wrap=True))

    def submit(self) -> None:
        """Use the remedy."""
        self._remedy()


class Rescuer(QObject):
    """Stands by while the office is closed; `again` tries to open it once more."""

    def __init__(self, window: MainWindow, entrance: Entrance, again: Act) -> None:
        """Work before `window`."""
        super().__init__(window)
        self._window = window
        self._entrance = entrance
        self._again = again
        self._service: Any = None
        window.going_back.connect(self._go_back)

    def meet(self, error: AppError, given: Credentials | None) -> None:
        """Show what kept the office closed; a damaged store is looked into first."""
        if not isinstance(error, DamagedStore):
            self._window.shut(
                lambda theme: TroubleScreen(
                    theme, error, [], action=tr("再试一次"), remedy=self._again
                )
            )
            return
        self._window.shut(lambda theme: waiting(theme, tr("数据打不开，正在检查数据和备份…")))

        def look() -> tuple[Any, Diagnosis | None, ProvedBackup]:
            service = self._entrance.rescue(given)
            return service, service.diagnose(), service.best()

        self._window.runner.read(
            look, self, lambda found: self._offer(error, *found), failed=self._failed
        )

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
        screen = _Done(theme, tr("没有恢复"), tr("没有删除任何数据文件。"), action=tr("打开数据"))
        screen.go_on = self._again
        screen.bar.show_line("bad", str(error))
        return screen

    def _offer(
        self, error: AppError, service: Any, found: Diagnosis | None, best: ProvedBackup
    ) -> None:
        self._service = service
        if found is None:
            self._again()
            return
        action, remedy = self._remedy(found, best)

        def make(theme: Theme) -> TroubleScreen:
            screen = TroubleScreen(theme, error, _facts(found, best), action=action, remedy=remedy)
            screen.link(tr("再试一次"), self._again)
            return screen

        self._window.shut(make)

    def _remedy(self, found: Diagnosis, best: ProvedBackup) -> tuple[str, Act]:
        """Return the mildest remedy that helps; none without a proved backup."""
        service = self._service
        if found.can_set_log_aside:
            return tr("把不属于它的日志文件移开"), lambda: self._act(service.set_log_aside)
        if best.row is None:
            return "", self._again
        row, replay = best.row, found.can_replay
        if found.can_put_key_back:
            return tr("从备份取回密钥文件"), lambda: self._act(lambda: service.put_key_back(row.id))
        words = tr("恢复这份备份，并找回之后的修改") if replay else tr("恢复这份备份")
        return words, lambda: self._restore(row.id, replay=replay)

    def _restore(self, backup_id: str, *, replay: bool) -> None:
        ask = tr("现在的数据文件会原样另存，不会删除。确定用备份换下它吗？")
        if self._window.prompts.confirm(self._window, ask, yes=tr("恢复"), no=tr("不恢复")):
            self._act(lambda: self._service.restore(backup_id, replay=replay))

    def _act(self, job: Callable[[], Any]) -> None:
        self._window.shut_by.wait(tr("正在恢复并核对，请不要关机…"))
        self._window.runner.write(job, self, self._done, failed=self._failed)

    def _done(self, answer: Restored | str) -> None:
        said = answer if isinstance(answer, str) else answer.message
        report = "" if isinstance(answer, str) else answer.report

        def paper() -> None:
            self._window.prompts.print_text(self._window, tr("数据恢复报告"), report)

        def make(theme: Theme) -> Screen:
            screen = _Done(theme, tr("已恢复"), said, action=tr("打开数据"))
            screen.go_on = self._again
            if report:
                screen.form.add_wide(label(report, wrap=True))
                screen.link(tr("打印报告"), paper)
            return screen

        self._window.shut(make)

    def _failed(self, error: AppError) -> None:
        if isinstance(self._window.shut_by, TroubleScreen):
            self._window.shut_by.show_error(error)
            return
        self._window.shut(
            lambda theme: TroubleScreen(theme, error, [], action=tr("再试一次"), remedy=self._again)
        )


class _Done(Screen):
    """What became of a remedy."""

    go_on: Act

    def submit(self) -> None:
        """Open the office."""
        self.go_on()


def _facts(found: Diagnosis, best: ProvedBackup) -> list[str]:
    """Return what stands under the sentence: the file, the backup, why newer ones do not do."""
    lines = [tr("数据文件：{file}（没有改动）", file=found.file)]
    if best.row is None:
        lines.append(tr("够得着的地方没有完好的备份。请插上备份用的 U 盘，再试一次。"))
    else:
        row = best.row
        lines.append(
            tr(
                "最近一份完好的备份：{age}，{place}，案件 {cases} 件",
                age=row.age,
                place=row.place,
                cases=row.cases,
            )
        )
    return [*lines, *best.passed_over]
