"""修改评分表: the county's sheet in the window, line by line, checked before it takes effect."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from mediation_desk.domain.review.model import Aspect, Severity
from mediation_desk.domain.review.sheet import FULL, ScoreSheet
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import CheckField, DateField, TextField, TickField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.reviews.points_field import PointsField
from mediation_desk.gui.sheet import Lines, Sheet
from mediation_desk.gui.words import tr


class SheetEditDialog(FormDialog):
    """Title and date, deductions, items, grades, vetoes; the sum of the points as it is typed."""

    def __init__(self, context: GuiContext, sheet: ScoreSheet) -> None:
        """Show the sheet in force, to be changed."""
        super().__init__(context, tr("修改评分表"), save=tr("换上"), columns=3)
        self._sheet = sheet
        self._build()
        self._lists = {
            "items": self.add_lines(
                "items", Lines(context.theme, tr("评分项目"), self._item, columns=4)
            ),
            "grades": self.add_lines("grades", Lines(context.theme, tr("等次"), self._grade)),
            "vetoes": self.add_lines(
                "vetoes", Lines(context.theme, tr("一票否决"), self._veto, columns=1)
            ),
        }
        self._fill()
        self.sheet.edited.connect(self._add_up)
        self._add_up()

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the putting in force. The service names everything that is wrong."""
        day: date = values["version"]
        tree = {name: values[name].strip() for name in ("title", "status", "source")}
        known = {one.label: one.code for one in (*self._sheet.items, *self._sheet.vetoes)}
        whole = {
            **tree,
            "version": day.isoformat(),
            "tolerance": values["tolerance"],
            "deductions": {one.value: values[one.value] for one in Severity},
            "items": _coded(values["items"], known, "item"),
            "grades": values["grades"],
            "vetoes": _coded(values["vetoes"], known, "veto"),
        }
        save = self._context.desk.self_check.edit_sheet
        return lambda: save(whole)

    def _build(self) -> None:
        form, today = self.form, self._context.desk.clock.today()
        form.add(tr("名称"), TextField("title"), span=2, required=True)
        form.add(tr("日期"), DateField("version", today=today, required=True), required=True)
        form.add(tr("性质"), TextField("status"), span=3, required=True)
        form.add(tr("依据"), TextField("source"), span=3, required=True)
        for one in Severity:
            words = tr("“{severity}”扣几分", severity=tr(one.label))
            form.add(words, PointsField(one.value), required=True)
        form.add(tr("两人允许相差几分"), PointsField("tolerance"), required=True)
        words = tr("改的是以后的评查；已经抽取的评查仍按当时的评分表计算。")
        form.add_wide(label(words, "muted", wrap=True))
        self.total = label("", "standing", wrap=True)
        form.add_wide(self.total)

    def _item(self, sheet: Sheet) -> None:
        form = sheet.form
        form.add(tr("项目"), TextField("label"), span=3, required=True)
        form.add(tr("分数"), PointsField("points"), required=True)
        aspects = [(one.value, tr(one.label)) for one in Aspect]
        ticks = TickField("aspects", aspects, spacing=self._context.theme.px(14))
        form.add(tr("程序看哪些方面（每个方面只放一项）"), ticks, span=4)
        form.add_ticks("", [CheckField("manual", tr("程序只能看出一部分，要人再看"))])

    def _grade(self, sheet: Sheet) -> None:
        sheet.form.add(tr("等次"), TextField("label"), span=2, required=True)
        sheet.form.add(tr("从几分起"), PointsField("least"), required=True)

    def _veto(self, sheet: Sheet) -> None:
        sheet.form.add(tr("什么情况一票否决"), TextField("label"), required=True)

    def _fill(self) -> None:
        sheet = self._sheet
        plain = {name: getattr(sheet, name) for name in ("title", "status", "source", "tolerance")}
        self.form.fill({**plain, "version": self._context.desk.clock.today()})
        self.form.fill({one.value: cost for one, cost in sheet.deductions.items()})
        for item in sheet.items:
            self._lists["items"].add_line(
                {
                    "label": item.label,
                    "points": item.points,
                    "aspects": [aspect.value for aspect in item.aspects],
                    "manual": item.manual,
                }
            )
        for grade in sheet.grades:
            self._lists["grades"].add_line({"label": grade.label, "least": grade.least})
        for veto in sheet.vetoes:
            self._lists["vetoes"].add_line({"label": veto.label})

    def _add_up(self) -> None:
        """Say what the points come to, as far as they can be read."""
        total = 0
        for line in self._lists["items"].sheets:
            try:
                total += line.form.fields["points"].value() or 0
            except InvalidInput:
                return  # half a number
        words = tr("各项分数之和：{total}", total=total)
        self.total.setText(words if total == FULL else words + tr("，应当是 {full}", full=FULL))


def _coded(
    rows: Iterable[Mapping[str, Any]], known: Mapping[str, str], stem: str
) -> list[dict[str, Any]]:
    """Return rows with a code each: the one it had, else a new one that nobody has."""
    made: list[dict[str, Any]] = []
    taken = set(known.values())
    for row in rows:
        code = known.get(row["label"].strip(), "")
        number = 1
        while not code or code in {one["code"] for one in made}:
            code = "" if f"{stem}_{number}" in taken else f"{stem}_{number}"
            number += 1
        made.append({"code": code, **row, "label": row["label"].strip()})
    return made
