"""When the office does not open (打不开): what is wrong and what can be done, mildest first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mediation_desk.errors import AppError
from mediation_desk.gui.door.screen import Screen
from mediation_desk.gui.parts import label
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr
from mediation_desk.services.recovery_rows import Diagnosis, ProvedBackup

Act = Callable[[], None]


@dataclass(frozen=True)
class Remedy:
    """Something that can be done: the words on its button, and the doing."""

    words: str
    act: Act


class TroubleScreen(Screen):
    """Says what is wrong; the first remedy is the primary button, the others stand under it."""

    def __init__(
        self,
        theme: Theme,
        error: AppError,
        remedies: Sequence[Remedy],
        *,
        lines: Sequence[str] = (),
    ) -> None:
        """Show the sentence of `error` and what else is known."""
        first = remedies[0] if remedies else Remedy("", lambda: None)
        super().__init__(theme, tr("数据打不开"), action=first.words)
        self._first = first
        self.bar.show_line("bad", str(error))
        for line in lines:
            self.form.add_wide(label(line, wrap=True))
        for remedy in remedies[1:]:
            self.link(remedy.words, remedy.act)

    def submit(self) -> None:
        """Use the first remedy."""
        self._first.act()


class DoneScreen(Screen):
    """What became of a remedy; the primary button opens the office."""

    def __init__(self, theme: Theme, title: str, said: str, go_on: Act) -> None:
        """Say it; `go_on` opens the office."""
        super().__init__(theme, title, said, action=tr("打开数据"))
        self._go_on = go_on

    def submit(self) -> None:
        """Open the office."""
        self._go_on()


def facts_of(found: Diagnosis, best: ProvedBackup) -> list[str]:
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
