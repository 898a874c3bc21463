"""What a review asks for: how dossiers are drawn, a reviewer's marks, what two agreed on."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from mediation_desk.errors import InvalidInput
from mediation_desk.gui.cases.question_card import QuestionCard
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import (
    AreaField,
    ChoiceField,
    DateField,
    NumberField,
    TextField,
    TickField,
)
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import button, heading, label, row
from mediation_desk.gui.reviews.points_field import PointsField
from mediation_desk.gui.words import tr
from mediation_desk.services.review_rows import DossierDetail, DossierRow, MarkDraft, RoundDraft

Job = Callable[[], Any]
PERCENT = 10
"""What counties take as a rule ([U]: an office writes its own)."""


class RoundDialog(FormDialog):
    """新的抽查: which cases, how many of them, by which lot, who reviews."""

    def __init__(self, context: GuiContext) -> None:
        """Offer the cases closed this year so far."""
        super().__init__(context, tr("新的抽查"), save=tr("抽取"))
        today: date = context.desk.clock.today()
        form = self.form
        form.add(tr("名称"), TextField("title"), span=2, required=True)
        first, last = DateField("from_on", today=today), DateField("to_on", today=today)
        for field in (first, last):
            field.required = True
        form.add(tr("从哪天起结案的"), first, required=True)
        form.add(tr("到哪天止"), last, required=True)
        form.add(tr("抽查比例（%）"), NumberField("percent"), required=True)
        form.add(tr("抽签号"), NumberField("seed"), required=True)
        words = tr("按调解员和纠纷类型均匀抽取。同样的案件、比例和抽签号，抽出来的总是这几件。")
        form.add_wide(label(words, "muted", wrap=True))
        people = [(one.id, one.label) for one in context.desk.reviews.reviewers()]
        ticks = TickField("reviewer_ids", people, spacing=context.theme.px(14))
        form.add(tr("评查人（至少两名，自己办的案件不会分给自己）"), ticks, span=2, required=True)
        form.fill(
            {
                "title": tr("{year}年度卷宗评查", year=today.year),
                "from_on": date(today.year, 1, 1),
                "to_on": today,
                "percent": PERCENT,
                "seed": int(f"{today:%Y%m%d}"),
            }
        )
        form.edited.connect(self._count)
        self._count()

    def job(self, values: dict[str, Any]) -> Job:
        """Return the drawing."""
        draft = RoundDraft(**values)
        return lambda: self._context.desk.reviews.open_round(draft)

    def _count(self) -> None:
        """Say how many cases there are to draw from."""
        try:
            first = self.form.fields["from_on"].value()
            last = self.form.fields["to_on"].value()
        except InvalidInput:
            return  # half a date
        count = self._context.desk.reviews.count(first, last)
        self.form.note("to_on", tr("这段时间结案的有 {count} 件。", count=count))


class MarkDialog(FormDialog):
    """评查: points and reasons item by item, a veto, the whole in words."""

    def __init__(self, context: GuiContext, one: DossierDetail) -> None:
        """Ask for the marks of a dossier; one's own are filled in again."""
        super().__init__(context, tr("评查"), save=tr("提交"), columns=4)
        self._one = one
        form = self.form
        form.add_wide(label(f"{one.row.number}　{one.row.title}", wrap=True))
        words = tr("对方看不到您的评分；两份都提交以前可以修改，提交以后互相看得到，不能再改。")
        form.add_wide(label(words, "muted", wrap=True))
        self.copy_button = button(tr("照程序初评填入"), self._copy)
        self.copy_button.setAutoDefault(False)
        holder = QWidget()
        line = row(self.copy_button)
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        form.add_wide(holder)
        for item in one.items:
            form.add_wide(heading(context.theme, item.label))
            reasons = "\n".join(one.reasons.get(item.code, ()))
            if reasons:
                form.add_wide(label(reasons, "muted", wrap=True))
            points = PointsField(f"points.{item.code}", hint=f"0–{item.points}")
            form.add(tr("得分（满分 {points}）", points=item.points), points, required=True)
            form.add(tr("扣分的理由"), TextField(f"notes.{item.code}"), span=3)
        if one.questions:
            form.add_wide(QuestionCard(context.theme, one.questions, None))
        vetoes = [("", tr("没有")), *((veto.code, veto.label) for veto in one.vetoes)]
        form.add(tr("一票否决"), ChoiceField("veto", vetoes), span=2)
        form.add(tr("评查意见"), AreaField("remark", lines=3), span=4)
        self._fill()

    def job(self, values: dict[str, Any]) -> Job:
        """Return the handing in."""
        codes = [item.code for item in self._one.items]
        given = {code: values[f"points.{code}"] for code in codes}
        draft = MarkDraft(
            points={code: points for code, points in given.items() if points is not None},
            notes={code: values[f"notes.{code}"] for code in codes},
            veto=values["veto"],
            remark=values["remark"],
        )
        return lambda: self._context.desk.reviews.mark(self._one.row.id, draft)

    def _fill(self) -> None:
        own = self._one.own
        if own is None:
            return
        self.form.fill({f"points.{code}": points for code, points in own.points.items()})
        self.form.fill({f"notes.{code}": words for code, words in own.notes.items()})
        self.form.fill({"veto": own.veto, "remark": own.remark})

    def _copy(self) -> None:
        """Fill in what the rules suggest; the reviewer answers for it and changes what is wrong."""
        for item in self._one.items:
            reasons = "；".join(line.split("　", 1)[1] for line in self._one.reasons[item.code])
            values = {
                f"points.{item.code}": self._one.suggested.get(item.code, item.points),
                f"notes.{item.code}": reasons,
            }
            self.form.fill(values)
        self.sheet.edited.emit()


class SettleDialog(FormDialog):
    """合议: the points both agreed on, and why."""

    def __init__(self, context: GuiContext, dossier: DossierRow) -> None:
        """Ask about a dossier whose marks are too far apart."""
        super().__init__(context, tr("合议定分"), save=tr("定分"), columns=1)
        self._row = dossier
        both = "、".join(str(total) for total in dossier.totals)
        words = tr(
            "两份评查意见是 {both} 分，相差 {apart} 分。", both=both, apart=dossier.difference
        )
        self.form.add_wide(label(words, wrap=True))
        self.form.add(tr("合议的分数"), PointsField("total", hint="0–100"), required=True)
        self.form.add(tr("合议的意见"), AreaField("reason", lines=4), required=True)

    def job(self, values: dict[str, Any]) -> Job:
        """Return the settling. Raises InvalidInput while there are no points."""
        total, reason = values["total"], values["reason"]
        if total is None:
            raise InvalidInput({"total": "请写合议的分数。"})
        return lambda: self._context.desk.reviews.settle(self._row.id, total, reason)
