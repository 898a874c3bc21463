"""The forms of a design: a column, several columns at once, a sum, a type of the map."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from mediation_desk.domain.design_figures import RULES, Figure, Narrow
from mediation_desk.domain.table_designs import (
    Condition,
    DesignColumn,
    Option,
    Options,
    TableDesign,
    Target,
)
from mediation_desk.errors import AppError, InvalidInput
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import Choice, ChoiceField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.pick_field import PickField
from mediation_desk.gui.words import tr

CONDITIONS = 2
"""So many conditions are set in the form; a column with more keeps the others as they are."""

LEVEL = "/"
_SEPARATORS = ("／", "、", ">")


class PartDialog(FormDialog):
    """A form whose answer is a part of the design; nothing is written before the table is."""

    def __init__(
        self, context: GuiContext, title: str, done: Callable[[Any], None], *, columns: int = 2
    ) -> None:
        """Give what was entered to `done`."""
        super().__init__(context, title, save=tr("确定"), columns=columns)
        self._done = done

    def part(self, values: dict[str, Any]) -> Any:
        """Return the part of the design. Raises InvalidInput."""
        raise NotImplementedError

    def _save(self) -> None:
        try:
            made = self.part(self.sheet.read())
        except AppError as error:
            self.show_error(error)
            return
        self._dirty = False
        self.accept()
        self._done(made)


class ColumnDialog(PartDialog):
    """One column: its name and headings, what it counts, of which codes."""

    def __init__(
        self,
        context: GuiContext,
        options: Options,
        column: DesignColumn,
        done: Callable[[DesignColumn], None],
    ) -> None:
        """Show a column."""
        super().__init__(context, tr("栏目"), done)
        self._options, self._column = options, column
        self.form.add(tr("栏名"), TextField("label"), required=True)
        self.form.add(tr("上面的标题"), _path_field())
        self.figure = ChoiceField("figure", [(one, tr(one.label)) for one in Figure])
        self.form.add(tr("统计什么"), self.figure, span=2)
        self.form.note("figure", "")
        self.narrows: list[ChoiceField] = []
        self.codes: list[PickField] = []
        for at in range(CONDITIONS):
            self._add_condition(at)
        self.figure.touched.connect(self._offer)
        self._fill(column)

    def part(self, values: dict[str, Any]) -> DesignColumn:
        """Return the column. Raises InvalidInput for a condition without a code."""
        conditions = []
        for at in range(CONDITIONS):
            narrow = values[f"narrow_{at}"]
            if narrow is None:
                continue
            if not values[f"codes_{at}"]:
                raise InvalidInput({f"codes_{at}": "请至少勾一项，或者把条件改为“不限”。"})
            conditions.append(Condition(narrow, values[f"codes_{at}"]))
        if not values["label"]:
            raise InvalidInput({"label": "请写栏名。"})
        return replace(
            self._column,
            label=values["label"],
            path=path_of(values["path"]),
            figure=values["figure"],
            conditions=(*conditions, *self._column.conditions[CONDITIONS:]),
        )

    def _add_condition(self, at: int) -> None:
        narrow = ChoiceField(f"narrow_{at}", [(None, tr("不限"))])
        codes = PickField(f"codes_{at}", self._context.theme)
        narrow.touched.connect(lambda: self._offer_codes(at))
        self.form.add(tr("条件：只统计"), narrow)
        self.form.add(tr("为下面这些的"), codes)
        self.narrows.append(narrow)
        self.codes.append(codes)

    def _fill(self, column: DesignColumn) -> None:
        self.form.fill(
            {
                "label": column.label,
                "path": LEVEL.join(column.path),
                "figure": column.figure or Figure.CASES,
            }
        )
        self._offer()
        for at, condition in enumerate(column.conditions[:CONDITIONS]):
            self.narrows[at].set_value(condition.narrow)
            self._offer_codes(at)
            self.codes[at].set_value(condition.codes)

    def _offer(self) -> None:
        """Offer the conditions the figure can have."""
        rule = RULES[self.figure.value()]
        self.form.note("figure", rule.definition + "。")
        choices: list[Choice] = [(None, tr("不限"))]
        choices += [(one, tr(one.label)) for one in rule.narrows]
        for at, narrow in enumerate(self.narrows):
            narrow.set_choices(choices)
            self._offer_codes(at)

    def _offer_codes(self, at: int) -> None:
        narrow = self.narrows[at].value()
        codes = self.codes[at]
        codes.set_choices(code_choices(self._options[narrow]) if narrow else [])
        codes.setVisible(narrow is not None)


class SplitDialog(PartDialog):
    """Several columns at once: one for each code of a list, under one heading."""

    def __init__(
        self, context: GuiContext, options: Options, done: Callable[[list[DesignColumn]], None]
    ) -> None:
        """Begin with cases by type."""
        super().__init__(context, tr("按目录加多栏"), done)
        self._options = options
        words = tr("勾上的每一项成为一栏；没有列到的自动归入“未分类”。")
        self.form.add_wide(label(words, "muted", wrap=True))
        self.figure = ChoiceField("figure", [(one, tr(one.label)) for one in Figure])
        self.narrow = ChoiceField("narrow", [])
        self.codes = PickField("codes", context.theme)
        self.form.add(tr("统计什么"), self.figure)
        self.form.add(tr("按什么分"), self.narrow)
        self.form.add(tr("上面的标题"), _path_field(), span=2)
        self.form.add(tr("哪些成为一栏"), self.codes, span=2)
        self.figure.touched.connect(self._offer)
        self.narrow.touched.connect(self._offer_codes)
        self._offer()

    def part(self, values: dict[str, Any]) -> list[DesignColumn]:
        """Return the columns, without keys. Raises InvalidInput."""
        narrow, figure = values["narrow"], values["figure"]
        if len(values["codes"]) < 2:
            raise InvalidInput({"codes": "请至少勾两项。"})
        labels = {one.code: one.label for one in self._options[narrow]}
        heading = f"{figure.label}，按{narrow.label}分"
        path = path_of(values["path"]) or (heading,)
        return [
            DesignColumn("", labels[code], path, figure, (Condition(narrow, (code,)),))
            for code in values["codes"]
        ]

    def _offer(self) -> None:
        rule = RULES[self.figure.value()]
        self.narrow.set_choices([(one, tr(one.label)) for one in rule.narrows])
        self._offer_codes()

    def _offer_codes(self) -> None:
        offered = self._options[self.narrow.value()]
        self.codes.set_choices(code_choices(offered))
        self.codes.set_value([one.code for one in offered if not one.parent and not one.retired])


class SumDialog(PartDialog):
    """A column that is the sum of others."""

    def __init__(
        self,
        context: GuiContext,
        design: TableDesign,
        column: DesignColumn,
        done: Callable[[DesignColumn], None],
    ) -> None:
        """Offer every other column."""
        super().__init__(context, tr("合计栏"), done)
        self._column = column
        words = tr("只能把同一种统计项、互不重复的栏相加；有重复的，保存前会指出来。")
        self.form.add_wide(label(words, "muted", wrap=True))
        self.form.add(tr("栏名"), TextField("label"), required=True)
        self.form.add(tr("上面的标题"), _path_field())
        others = [one for one in design.columns if one.key != column.key]
        choices = [(one.key, LEVEL.join((*one.path, one.label))) for one in others]
        self.form.add(tr("哪些栏相加"), PickField("sums", context.theme, choices), span=2)
        path = LEVEL.join(column.path)
        self.form.fill({"label": column.label, "path": path, "sums": column.sums})

    def part(self, values: dict[str, Any]) -> DesignColumn:
        """Return the column. Raises InvalidInput."""
        if not values["label"]:
            raise InvalidInput({"label": "请写栏名。"})
        path = path_of(values["path"])
        return replace(self._column, label=values["label"], path=path, sums=values["sums"])


class TargetDialog(PartDialog):
    """One official type and the office's own types that belong to it."""

    def __init__(
        self,
        context: GuiContext,
        options: Options,
        target: Target,
        done: Callable[[Target], None],
    ) -> None:
        """Show an entry of the map."""
        super().__init__(context, tr("类型对照"), done, columns=1)
        self.form.add(tr("上级的类型"), TextField("label"), required=True)
        types = PickField("codes", context.theme, code_choices(options[Narrow.TYPE]))
        self.form.add(tr("包括本单位的这些类型"), types)
        words = tr("勾上大类就包括它下面的小类；小类另外归入别处的，以小类为准。")
        self.form.note("codes", words)
        self.form.fill({"label": target.label, "codes": target.codes})

    def part(self, values: dict[str, Any]) -> Target:
        """Return the entry. Raises InvalidInput."""
        if not values["label"]:
            raise InvalidInput({"label": "请写上级的类型名称。"})
        return Target(values["label"], values["codes"])


def _path_field() -> TextField:
    return TextField("path", hint=tr("可以不写；几层用 / 隔开，如 受理/按类型"))


def path_of(text: str) -> tuple[str, ...]:
    """Return the headings a person typed, from the top down."""
    for one in _SEPARATORS:
        text = text.replace(one, LEVEL)
    return tuple(part.strip() for part in text.split(LEVEL) if part.strip())


def code_choices(options: Sequence[Option]) -> list[Choice]:
    """Return the codes that may be chosen, those below another set in."""
    return [
        (one.code, ("　　" if one.parent else "") + one.label) for one in options if not one.retired
    ]
