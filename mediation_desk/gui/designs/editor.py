"""The design on the left: title, rows, the columns in their order, the map of types."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.design_document import definition_of
from mediation_desk.domain.design_figures import Figure, Narrow
from mediation_desk.domain.statistics import Rows
from mediation_desk.domain.table_designs import DesignColumn, Options, TableDesign, Target
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.designs.dialogs import (
    LEVEL,
    ColumnDialog,
    SplitDialog,
    SumDialog,
    TargetDialog,
)
from mediation_desk.gui.fields import ChoiceField, TextField
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.form import Form
from mediation_desk.gui.parts import ListView, button, card, label
from mediation_desk.gui.rows_model import Column, RowsModel
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr

EMPTY = TableDesign("", Rows.UNITS, ())


@dataclass(frozen=True, slots=True)
class Line:
    """A column or an entry of the map as the list shows it."""

    id: str
    place: str
    words: str


COLUMN_COLUMNS = (
    Column("栏目", lambda row: row.place, width=170),
    Column("怎样统计", lambda row: row.words, width=220, rank=1),
)
TARGET_COLUMNS = (
    Column("上级的类型", lambda row: row.place, width=140),
    Column("包括本单位的类型", lambda row: row.words, width=240, rank=1),
)


class DesignEditor(QWidget):
    """Holds the design that is being made; `changed` is called after every change by the user."""

    def __init__(self, context: GuiContext, changed: Callable[[], None]) -> None:
        """Begin with an empty table."""
        super().__init__()
        self._context, self._changed = context, changed
        self.options: Options = context.desk.table_designs.options()
        self.design = EMPTY
        theme = context.theme
        self.form = Form(theme, columns=2)
        name = TextField("title", hint=tr("如：某县纠纷类型月报"))
        self.form.add(tr("表名"), name, required=True)
        self.form.add(tr("行"), ChoiceField("rows", [(one, tr(one.label)) for one in Rows]))
        self.form.add(tr("附注（印在表下）"), TextField("note"), span=2)
        self.form.edited.connect(self._on_form)
        self.columns = ListView(theme, RowsModel(COLUMN_COLUMNS), lambda _: self.alter())
        self.columns.setObjectName("design_columns")
        self.columns.setAccessibleName(tr("栏目"))
        self.columns.stretch(1)
        self.columns.setMinimumHeight(theme.px(220))
        self.targets = ListView(theme, RowsModel(TARGET_COLUMNS), lambda _: self.alter_target())
        self.targets.setObjectName("design_targets")
        self.targets.setAccessibleName(tr("类型对照"))
        self.targets.stretch(1)
        self.targets.setMinimumHeight(theme.px(160))
        self._map = QWidget()
        self._build()

    def show_design(self, design: TableDesign) -> None:
        """Show another design."""
        self.design = design
        values = {"title": design.title, "rows": design.rows, "note": design.note}
        self.form.fill(values)
        self._list()

    def add(self) -> None:
        """Ask for a new column below the chosen one."""
        column = DesignColumn(self.design.free_key(), "", self._path(), Figure.CASES)
        ColumnDialog(self._context, self.options, column, self._put).ask(self)

    def add_sum(self) -> None:
        """Ask for a sum of columns."""
        column = DesignColumn(self.design.free_key(), tr("合计"), self._path())
        SumDialog(self._context, self.design, column, self._put).ask(self)

    def add_several(self) -> None:
        """Ask for a column for each code of a list."""
        SplitDialog(self._context, self.options, self._put_several).ask(self)

    def alter(self) -> None:
        """Change the chosen column."""
        column = self._chosen()
        if column is None:
            return
        if column.figure is None:
            SumDialog(self._context, self.design, column, self._put).ask(self)
        else:
            ColumnDialog(self._context, self.options, column, self._put).ask(self)

    def remove(self) -> None:
        """Take the chosen column out."""
        column = self._chosen()
        if column is not None:
            self._set_columns([one for one in self.design.columns if one is not column])

    def move(self, by: int) -> None:
        """Move the chosen column up (-1) or down (1)."""
        column = self._chosen()
        if column is None:
            return
        columns = list(self.design.columns)
        at = columns.index(column)
        to = min(max(at + by, 0), len(columns) - 1)
        columns.insert(to, columns.pop(at))
        self._set_columns(columns)

    def add_target(self) -> None:
        """Ask for another official type."""
        TargetDialog(
            self._context, self.options, Target("", ()), lambda made: self._put_target(made, "")
        ).ask(self)

    def alter_target(self) -> None:
        """Change the chosen official type."""
        chosen = self.targets.chosen()
        if chosen is not None:
            target = next(one for one in self.design.targets if one.label == chosen.id)
            TargetDialog(
                self._context,
                self.options,
                target,
                lambda made: self._put_target(made, chosen.id),
            ).ask(self)

    def remove_target(self) -> None:
        """Take the chosen official type out."""
        chosen = self.targets.chosen()
        if chosen is not None:
            left = [one for one in self.design.targets if one.label != chosen.id]
            self._set(targets=tuple(left))

    def fill_targets(self) -> None:
        """Begin the map with the office's own types, each by itself."""
        own = [one for one in self.options[Narrow.TYPE] if not one.parent and not one.retired]
        self._set(targets=tuple(Target(one.label, (one.code,)) for one in own))

    def _build(self) -> None:
        theme = self._context.theme
        frame, inside = card(theme)
        inside.addWidget(self.form)
        inside.addWidget(self.columns, 2)
        acts = (
            (tr("加一栏…"), self.add),
            (tr("按目录加多栏…"), self.add_several),
            (tr("加合计栏…"), self.add_sum),
            (tr("修改…"), self.alter),
            (tr("上移"), lambda: self.move(-1)),
            (tr("下移"), lambda: self.move(1)),
            (tr("删除"), self.remove),
        )
        inside.addLayout(_flow(theme, acts))
        below = _stack(self._map)
        words = tr("类型对照：上级的每一类包括本单位的哪些类型；没有归入的列在“未分类”一行。")
        below.addWidget(label(words, "muted", wrap=True))
        below.addWidget(self.targets)
        acts = (
            (tr("加一类…"), self.add_target),
            (tr("按本单位类型填好"), self.fill_targets),
            (tr("修改…"), self.alter_target),
            (tr("删除"), self.remove_target),
        )
        below.addLayout(_flow(theme, acts))
        inside.addWidget(self._map, 1)
        _stack(self).addWidget(frame)

    def _on_form(self) -> None:
        values = self.form.read()
        self._set(title=values["title"], rows=values["rows"], note=values["note"])

    def _chosen(self) -> DesignColumn | None:
        chosen = self.columns.chosen()
        return self.design.column(chosen.id) if chosen is not None else None

    def _path(self) -> tuple[str, ...]:
        column = self._chosen()
        return column.path if column is not None else ()

    def _put(self, column: DesignColumn) -> None:
        """Put a column in its place, a new one below the chosen one."""
        columns, chosen = list(self.design.columns), self._chosen()
        keys = [one.key for one in columns]
        if column.key in keys:
            columns[keys.index(column.key)] = column
        else:
            columns.insert(columns.index(chosen) + 1 if chosen else len(columns), column)
        self._set_columns(columns)
        self.columns.choose(column.key)

    def _put_several(self, made: Sequence[DesignColumn]) -> None:
        design = self.design
        for column in made:
            keyed = replace(column, key=design.free_key())
            design = replace(design, columns=(*design.columns, keyed))
        self._set_columns(design.columns)

    def _put_target(self, target: Target, standing: str) -> None:
        targets = [target if one.label == standing else one for one in self.design.targets]
        if not standing:
            targets.append(target)
        self._set(targets=tuple(targets))

    def _set_columns(self, columns: Sequence[DesignColumn]) -> None:
        self._set(columns=tuple(columns))

    def _set(self, **parts: Any) -> None:
        self.design = replace(self.design, **parts)
        self._list()
        self._changed()

    def _list(self) -> None:
        self.columns.show_rows([self._line(one) for one in self.design.columns])
        labels = {one.code: one.label for one in self.options[Narrow.TYPE]}
        self.targets.show_rows(
            [
                Line(one.label, one.label, "、".join(labels.get(code, code) for code in one.codes))
                for one in self.design.targets
            ]
        )
        self._map.setVisible(self.design.rows is Rows.MAP)

    def _line(self, column: DesignColumn) -> Line:
        place = LEVEL.join((*column.path, column.label))
        if column.figure is not None:
            return Line(column.key, place, definition_of(column, self.options))
        parts = (self.design.column(key) for key in column.sums)
        return Line(column.key, place, "＋".join(one.label if one else "？" for one in parts))


def _flow(theme: Theme, acts: Sequence[tuple[str, Callable[[], None]]]) -> FlowLayout:
    flow = FlowLayout(theme.px(8))
    for words, clicked in acts:
        flow.addWidget(button(words, clicked))
    return flow


def _stack(holder: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    return layout
