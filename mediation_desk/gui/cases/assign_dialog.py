"""指派调解员: who leads, helps and records, who is invited; reassigning starts from what is."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.codes import ChosenBy, Role
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import CheckField, Choice, ChoiceField, DateField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import button
from mediation_desk.gui.sheet import Lines, Sheet
from mediation_desk.gui.words import plain_words, tr
from mediation_desk.services.daily_rows import suggested
from mediation_desk.services.drafts import AssignDraft, InvitedDraft
from mediation_desk.services.rows import CaseDetail, MediatorRow


class AssignDialog(FormDialog):
    """Lead, co-mediators, recorder, guests; appointed or chosen."""

    def __init__(self, context: GuiContext, case: CaseDetail) -> None:
        """Ask about `case`; who mediates now is filled in."""
        super().__init__(context, tr("指派调解员"), save=tr("指派"))
        self._case = case
        self._people = _choices(context.desk.office.mediators(active_only=True), case)
        theme = context.theme
        self.co = self.add_lines("co_ids", Lines(theme, tr("协办调解员"), self._co, columns=2))
        self.guests = self.add_lines("invited", Lines(theme, tr("邀请参加的人"), self._guest))
        self._build()
        self._fill()

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the assignment."""
        co_ids = [line["mediator_id"] for line in values.pop("co_ids")]
        invited = tuple(InvitedDraft(**line) for line in values.pop("invited"))
        co_ids = tuple(one for one in co_ids if one)
        draft = AssignDraft(**values, co_ids=co_ids, invited=invited)
        return lambda: self._context.desk.assignments.assign(self._case.id, draft)

    def _build(self) -> None:
        form, today = self.form, self._context.desk.clock.today()
        self._candidates = self._context.desk.suggestions.candidates(self._case.id)
        form.add_wide(self._suggested())
        chosen = [(one, tr(one.label)) for one in ChosenBy]
        nobody: list[Choice] = [("", tr("（请选择）"))]
        without: list[Choice] = [("", tr("（不另设）"))]
        form.add(tr("主办调解员"), ChoiceField("lead_id", nobody + self._people), required=True)
        form.fields["lead_id"].touched.connect(self._show_doubt)
        form.add(tr("产生方式"), ChoiceField("chosen_by", chosen))
        form.add(tr("记录人"), ChoiceField("recorder_id", without + self._people))
        form.add(tr("从哪天起"), DateField("from_on", today=today, required=True), required=True)
        hint = tr("选了建议里的人，可以不写")
        form.add(tr("理由、披露和各方意见"), TextField("reason", hint=hint), span=2)

    def _suggested(self) -> QWidget:
        """Return the three most suitable, each with its reasons; a click or Enter takes one."""
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        fitting = suggested(self._candidates)
        for at, one in enumerate(fitting):
            words = tr("建议 {name}：{reasons}", name=one.name, reasons="，".join(one.reasons))
            made = button(plain_words(words), lambda one=one: self._take(one.id))
            made.setObjectName(f"suggestion_{at}")
            layout.addWidget(made)
        return holder

    def _take(self, mediator_id: str) -> None:
        self.form.fill({"lead_id": mediator_id})
        self._show_doubt()
        self._on_edited()

    def _show_doubt(self) -> None:
        """Put the question of closeness under the mediator it is about."""
        chosen = self.form.fields["lead_id"].value()
        doubts = {one.id: one.doubt for one in self._candidates}
        self.form.note("lead_id", doubts.get(chosen, ""))

    def _co(self, sheet: Sheet) -> None:
        people: list[Choice] = [("", tr("（请选择）")), *self._people]
        sheet.form.add(tr("协办调解员"), ChoiceField("mediator_id", people))

    def _guest(self, sheet: Sheet) -> None:
        sheet.form.add(tr("姓名"), TextField("name"), required=True)
        sheet.form.add(tr("单位或职务"), TextField("organisation"))
        sheet.form.add(tr("与当事人的关系"), TextField("relation"))
        sheet.form.add_ticks(
            "", [CheckField("consented", tr("当事人同意邀请（人民调解法第二十条）"))]
        )

    def _fill(self) -> None:
        now = [part for part in self._case.assignments if part.to_on is None]
        by_role = {part.role: part.mediator_id for part in now}
        standing = next((part.chosen_by for part in now), ChosenBy.APPOINTED)
        self.form.fill(
            {
                "lead_id": by_role.get(Role.LEAD, ""),
                "recorder_id": by_role.get(Role.RECORDER, ""),
                "chosen_by": standing,
                "from_on": self._context.desk.clock.today(),
            }
        )
        for part in now:
            if part.role is Role.CO:
                self.co.add_line({"mediator_id": part.mediator_id})
        for guest in self._case.invited:
            names = ("name", "organisation", "relation", "consented")
            self.guests.add_line({name: getattr(guest, name) for name in names})


def _choices(mediators: tuple[MediatorRow, ...], case: CaseDetail) -> list[Choice]:
    """Return the mediators of the case's own committee first, the others with their committee's."""
    own = [one for one in mediators if one.committee_id == case.committee_id]
    others = [one for one in mediators if one.committee_id != case.committee_id]
    choices: list[Choice] = [
        (one.id, tr("{name}（在办 {number} 件）", name=one.name, number=one.open_cases))
        for one in own
    ]
    return choices + [(one.id, f"{one.name}（{one.committee_name}）") for one in others]
