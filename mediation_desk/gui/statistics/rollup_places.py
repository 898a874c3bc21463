"""The places that are to report: how each stands, what can be done about it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import LinesField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.list_pane import ListPane
from mediation_desk.gui.parts import button, label, row
from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr
from mediation_desk.services.rollup_rows import PlaceLine, Standing

_INKS = {
    Standing.MISSING: "danger",
    Standing.LATE: "warn",
    Standing.OTHER_RULES: "warn",
}


def _standing(line: PlaceLine) -> str:
    return tr(line.standing.label)


def _when(line: PlaceLine) -> str:
    return moment_words(line.submitted_at) if line.submitted_at else ""


PLACE_COLUMNS = (
    Column("单位", lambda line: line.place.name, width=260),
    Column("情况", _standing, width=180, ink=lambda line: _INKS.get(line.standing, "")),
    Column("上报时间", _when, width=170),
    Column("上报人", lambda line: line.submitted_by, width=100, rank=1),
    Column("说明", lambda line: line.why, width=180, rank=2),
    Column("指纹", lambda line: line.seal[:12], width=130, rank=3),
)


class PlacesPane(QWidget):
    """A line for every place."""

    def __init__(self, context: GuiContext, compare: Callable[[Any], None]) -> None:
        """Begin empty; `compare` gets the line whose last two reports are to be compared."""
        super().__init__()
        self._context = context
        self.pane = ListPane(
            context,
            PLACE_COLUMNS,
            words=tr("各单位用“存上报文件”存出的文件带来后在这里收；没有来的标红。"),
            empty=tr("还没有应报单位。按“列入应报单位…”，或直接收上报文件。"),
        )
        self.pane.table.setAccessibleName(tr("应报单位"))
        self.pane.add(tr("与上一份的差别"), compare, Permission.STATISTICS, _only_one)
        self.pane.add(tr("不再要求上报"), self._release, Permission.SUBMIT, _not_ours)
        self.pane.add(tr("改认新密钥…"), self._trust, Permission.SUBMIT, _never_sent)
        self.add_button = button(tr("列入应报单位…"), self._add)
        self.add_button.setEnabled(context.desk.sign_in.may(Permission.SUBMIT))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pane, 1)
        layout.addLayout(row(self.add_button, label("", "muted"), stretch=1))

    def show_lines(self, lines: Sequence[PlaceLine]) -> None:
        """Show how the places stand."""
        self.pane.show_rows(lines)

    def _add(self) -> None:
        PlacesDialog(self._context).ask(self)

    def _release(self, line: PlaceLine) -> None:
        rollup = self._context.desk.rollup
        self._context.runner.write(lambda: rollup.release(line.place.id), self)

    def _trust(self, line: PlaceLine) -> None:
        title = tr("改认“{name}”的新密钥", name=line.place.name)
        reason = self._context.prompts.reason(self, title, tr("怎样核实的"))
        if reason:
            rollup = self._context.desk.rollup
            self._context.runner.write(lambda: rollup.trust_anew(line.place.id, reason), self)


class PlacesDialog(FormDialog):
    """Asks which places are to report."""

    def __init__(self, context: GuiContext) -> None:
        """Ask for names, one a line."""
        super().__init__(context, tr("列入应报单位"), save=tr("列入"), columns=1)
        words = tr("每行一个单位，名称与对方设置里的单位名称一样；没有来文件的会标红。")
        self.form.add_wide(label(words, "muted", wrap=True))
        self.form.add(tr("单位"), LinesField("names", lines=8), required=True)

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the listing."""
        return lambda: self._context.desk.rollup.add_places(values["names"])


def _only_one(line: PlaceLine) -> str:
    return "" if line.versions > 1 else tr("这个单位只报过一份，没有可以比较的。")


def _not_ours(line: PlaceLine) -> str:
    return tr("这是本单位自己的案件。") if line.standing is Standing.OWN else ""


def _never_sent(line: PlaceLine) -> str:
    return _not_ours(line) or ("" if line.place.known else tr("这个单位还没有交来过文件。"))
