"""年度评比: all dossiers reviewed for a year, their committees and mediators, ranked; exported."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.review.yearly import points
from mediation_desk.errors import AppError
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.exporting import SheetDialog
from mediation_desk.gui.fields import ChoiceField
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import ListView, button, card, label
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.review_year import Group, YearDossier, YearRanking

DOSSIERS = (
    Column("名次", lambda one: str(one.rank), width=64),
    Column("案件", lambda one: one.title, width=170),
    Column("卷号", lambda one: one.number, width=190, rank=4),
    Column("调委会", lambda one: one.committee_name, width=190, rank=3),
    Column("调解员", lambda one: one.lead_name, width=84, rank=2),
    Column("得分", lambda one: f"{one.total} {tr(one.grade)}", width=100),
    Column("评查", lambda one: one.round_title, width=150, rank=5),
)


def _group_columns(*named: Column) -> tuple[Column, ...]:
    return (
        Column("名次", lambda one: str(one.standing.rank), width=64),
        *named,
        Column("件数", lambda one: str(one.standing.count), right=True, width=70),
        Column("平均分", lambda one: points(one.standing.mean), right=True, width=84),
        Column("最高", lambda one: str(one.standing.best), right=True, width=70, rank=1),
        Column("最低", lambda one: str(one.standing.worst), right=True, width=70, rank=1),
    )


_UNIT = Column("调委会", lambda one: one.name, width=260)
_PERSON = Column("调解员", lambda one: one.name, width=140)
_THEIRS = Column("调委会", lambda one: one.committee_name, width=220, rank=2)


class YearPane(QWidget):
    """A year, and how it is ranked; a dossier opens its case."""

    def __init__(self, context: GuiContext) -> None:
        """Begin empty; `reload` fills it."""
        super().__init__()
        self._context = context
        theme = context.theme
        self.year = ChoiceField("year", [])
        kinds = [
            ("dossiers", tr("按卷宗")),
            ("committees", tr("按调委会")),
            ("mediators", tr("按调解员")),
        ]
        self.kind = ChoiceField("kind", kinds)
        self.export_button = button(tr("导出"), self._export)
        self.year.touched.connect(self._read)
        self.kind.touched.connect(self._turn)
        self.lists = {
            "dossiers": self._list(DOSSIERS, 1),
            "committees": self._list(_group_columns(_UNIT), 1),
            "mediators": self._list(_group_columns(_PERSON, _THEIRS), 2),
        }
        self.told = label("", "muted", wrap=True)
        asked = FlowLayout(theme.px(8))
        for words, field in ((tr("年度"), self.year), (tr("排名"), self.kind)):
            field.setAccessibleName(words)
            asked.addWidget(label(words, "muted"))
            asked.addWidget(field)
        asked.addWidget(self.export_button)
        frame, inside = card(theme)
        inside.addLayout(asked)
        inside.addWidget(self.told)
        for one in self.lists.values():
            inside.addWidget(one, 1)
        inside.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(10), 0, 0)
        layout.addWidget(frame)

    def reload(self) -> None:
        """Read the years and the chosen one anew."""
        years = self._context.desk.review_years.years()
        self.year.set_choices([(one, tr("{year}年", year=one)) for one in years])
        self._read()

    def keep(self) -> Any:
        """Return which year is ranked how."""
        return self.year.state(), self.kind.state()

    def restore(self, state: Any) -> None:
        """Rank again what `keep` returned."""
        year, kind = state
        if year is not None:
            self.year.set_state(year)
        self.kind.set_state(kind)
        self._read()

    def _list(self, columns: tuple[Column, ...], stretched: int) -> ListView:
        made = ListView(self._context.theme, RowsModel(columns), self._open)
        made.setAccessibleName(tr("年度评比"))
        made.stretch(stretched)
        return made

    def _read(self) -> None:
        year, ranking = self.year.value(), self._context.desk.review_years.ranking
        if year is None:
            self.told.setText(tr("还没有评查。抽取卷宗、评出分数以后，这里按年度排名。"))
            self.export_button.setEnabled(False)
            self._turn()
            return
        self._context.runner.read(lambda: ranking(year), self, self._show, failed=self._refuse)

    def _show(self, found: YearRanking) -> None:
        if found.year != self.year.value():
            return
        for kind, rows in (
            ("dossiers", found.dossiers),
            ("committees", found.committees),
            ("mediators", found.mediators),
        ):
            self.lists[kind].show_rows(rows)
        words = tr(
            "{year}年度：{rounds} 次抽查，已定分 {count} 件。",
            year=found.year,
            rounds=found.rounds,
            count=len(found.dossiers),
        )
        self.told.setText(words + "".join(found.notes))
        self.export_button.setEnabled(bool(found.dossiers))
        self._turn()

    def _turn(self) -> None:
        for kind, one in self.lists.items():
            one.setVisible(kind == self.kind.value() and one.rows.rowCount() > 0)

    def _open(self, chosen: YearDossier | Group) -> None:
        if isinstance(chosen, YearDossier):
            self._context.open_case(chosen.id)

    def _export(self) -> None:
        YearDialog(self._context, self.year.value()).ask(self)

    def _refuse(self, error: AppError) -> None:
        self._context.say("bad", str(error))


class YearDialog(SheetDialog):
    """The year's comparison on its way out."""

    def __init__(self, context: GuiContext, year: int) -> None:
        """Ask how the comparison of a year is wanted."""
        name = tr("卷宗年度评比-{year}", year=year)
        super().__init__(context, tr("导出年度评比"), name)
        self._year = year

    def made(self, kind: str, purpose: str, **_values: Any) -> Callable[[], bytes]:
        """Return what makes the file."""
        years, year = self._context.desk.review_years, self._year
        make = years.pdf if kind == "pdf" else years.workbook
        return lambda: make(year, purpose=purpose)
