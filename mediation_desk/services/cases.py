"""Registering a dispute, correcting it, closing it, going back a step."""

from collections.abc import Collection
from dataclasses import fields, replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from mediation_desk.domain.codes import Origin, Side, State
from mediation_desk.domain.lifecycle import Move, before, require
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.beginnings import mark_begun
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.details import read_case
from mediation_desk.services.drafts import CaseDraft, typed
from mediation_desk.services.history import read_history
from mediation_desk.services.history_rows import HistoryEntry
from mediation_desk.services.history_words import ActionKind
from mediation_desk.services.parties import add_parties, as_draft, complete, put_parties
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import masked, refuse_hidden
from mediation_desk.services.rows import CaseDetail
from mediation_desk.services.summary import summarise
from mediation_desk.services.unsaved import forget
from mediation_desk.services.views import ViewRow, note_view, read_views
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.agreements import agreement
from mediation_desk.storage.tables.cases import assignment, dispute
from mediation_desk.storage.tables.office import committee


class CaseService:
    """The case as a whole; each stage has its own service."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.REGISTER)
    def register(self, draft: CaseDraft, *, form: str = "", began: str = "") -> Changed:
        """Register a dispute; it waits for acceptance. Raises InvalidInput naming every field.

        `form` is where it was typed: what was kept of that form (unsaved.py) goes with the saving.
        `began` is the id of the line or letter it came from (beginnings.py).
        """
        draft = self._checked(draft)
        with self._context.write("register_case") as writer:
            self._require_committee(writer, draft.committee_id)
            case_id = writer.insert(dispute, new_case(draft))
            writer.about(dispute, case_id)
            add_parties(writer, case_id, draft.parties, self._context.reference)
            forget(writer.connection, self._context, form)
            mark_begun(writer, self._context, case_id, began)
        areas = (Area.CASES, Area.LINKAGE) if began else (Area.CASES,)
        return changed(*areas, id=case_id, message=f"已登记：{draft.title}")

    @needs(Permission.REGISTER)
    def draft(self, case_id: str) -> tuple[CaseDraft, int]:
        """Return a registered case as it would be typed, and its revision. Raises NotFound.

        What the program worked out itself is left out, so that it follows the corrections.
        """
        with self._context.db.read() as connection:
            case = read_case(connection, self._context, case_id)
        note_view(self._context, "edit_case", case_id)
        values = {name: getattr(case, name) for name in _TYPED}
        parties = tuple(as_draft(row) for row in case.parties)
        draft = CaseDraft(**values, parties=parties)
        if draft.title == title_of(draft, self._context):
            draft = replace(draft, title="")
        if draft.people_involved == len(parties):
            draft = replace(draft, people_involved=0)
        return draft, case.revision

    @needs(Permission.REGISTER)
    def revise(self, case_id: str, draft: CaseDraft, *, revision: int, form: str = "") -> Changed:
        """Correct what was registered. `revision` is the one on screen; a newer one conflicts.

        `form` as in `register`.
        """
        draft = self._checked(draft)
        with self._context.write("revise_case") as writer:
            row = writer.row(dispute, case_id)
            require(Move.REVISE, State(row["state"]))
            writer.about(dispute, case_id)
            writer.update(dispute, case_id, _values(draft), seen=revision)
            put_parties(writer, case_id, draft.parties, self._context.reference)
            summarise(writer, case_id)
            forget(writer.connection, self._context, form)
        return changed(Area.CASES, id=case_id, message="修改已保存")

    @needs(Permission.READ_CASES)
    def show(self, case_id: str) -> CaseDetail:
        """Return everything of one case, its people's numbers with their middle hidden.

        Raises NotFound, RuleViolation for a sensitive case without the right.
        """
        with self._context.db.read() as connection:
            case = read_case(connection, self._context, case_id)
        note_view(self._context, "show_case", case_id)
        return masked(case)

    @needs(Permission.READ_CASES)
    def viewers(self, case_id: str) -> tuple[ViewRow, ...]:
        """Return who looked at the case, newest first; nobody in an office without accounts."""
        with self._context.db.read() as connection:
            refuse_hidden(connection, self._context, case_id)
            return read_views(connection, case_id)

    @needs(Permission.READ_CASES)
    def history(self, case_id: str, kinds: Collection[ActionKind] = ()) -> tuple[HistoryEntry, ...]:
        """Return every saved action of a case in words, newest first; `kinds` filters them."""
        with self._context.db.read() as connection:
            refuse_hidden(connection, self._context, case_id)
            return read_history(connection, self._context.reference, case_id, kinds)

    @needs(Permission.CLOSE)
    def close(self, case_id: str, closed_on: date) -> Changed:
        """Close the case; what happens later is still recorded as performance or confirmation."""
        with self._context.write("close_case") as writer:
            row = writer.row(dispute, case_id)
            state = State(row["state"])
            after = require(Move.CLOSE, state)
            if closed_on < (row["terminated_on"] or row["agreed_on"] or row["registered_on"]):
                raise InvalidInput({"closed_on": "结案日期早于达成协议或终止的日期，请核对。"})
            if closed_on > self._context.today():
                raise InvalidInput({"closed_on": "结案日期在今天之后，请核对。"})
            values = {
                "state": after,
                "outcome": state,
                "closed_on": closed_on,
            }
            writer.about(dispute, case_id)
            writer.update(dispute, case_id, values)
        return changed(Area.CASES, id=case_id, message="已结案")

    @needs(Permission.APPROVE)
    def step_back(self, case_id: str, reason: str) -> Changed:
        """Take the case one step back, with the reason recorded; nothing is erased.

        An agreement is withdrawn (kept, marked), an assignment ended; the number stays the case's.
        """
        if not reason.strip():
            raise InvalidInput({"reason": "请写明退回的原因，它会留在案件历史里。"})
        with self._context.write("step_back", reason=reason.strip()) as writer:
            row = writer.row(dispute, case_id)
            state = State(row["state"])
            outcome = State(row["outcome"]) if row["outcome"] else None
            target = before(state, outcome=outcome, assigned=row["lead_id"] is not None)
            writer.about(dispute, case_id)
            self._take_back(writer, case_id, state, reason.strip())
            writer.update(dispute, case_id, {"state": target, **_CLEARED.get(state, {})})
            summarise(writer, case_id)
        return changed(Area.CASES, id=case_id, message=f"已退回到“{target.label}”")

    def _take_back(self, writer: Writer, case_id: str, state: State, reason: str) -> None:
        today = self._context.today()
        if state is State.AGREED:
            made = select(agreement.c.id).where(
                agreement.c.case_id == case_id, agreement.c.withdrawn_on.is_(None)
            )
            agreement_id = writer.connection.execute(made).scalar_one()
            values = {"withdrawn_on": today, "withdrawn_reason": reason}
            writer.update(agreement, agreement_id, values)
        if state is State.MEDIATING:
            current = select(assignment.c.id).where(
                assignment.c.case_id == case_id, assignment.c.to_on.is_(None)
            )
            for assignment_id in writer.connection.execute(current).scalars().all():
                writer.update(assignment, assignment_id, {"to_on": today})

    def _checked(self, draft: CaseDraft) -> CaseDraft:
        problems = _problems(draft, self._context)
        parties = []
        for number, party in enumerate(draft.parties):
            try:
                place = f"parties.{number}."
                done = complete(party, place=place, today=draft.registered_on)
                parties.append(done)
            except InvalidInput as error:
                problems.update(error.fields)
        if problems:
            raise InvalidInput(problems)
        draft = replace(draft, parties=tuple(parties))
        if not draft.title.strip():
            draft = replace(draft, title=title_of(draft, self._context))
        return draft

    def _require_committee(self, writer: Writer, committee_id: str) -> None:
        wanted = {"committee_id": committee_id}
        active = writer.connection.execute(_ACTIVE, wanted).scalar_one_or_none()
        if active is None:
            raise InvalidInput({"committee_id": "请选择受理的调委会。"})
        if not active:
            raise RuleViolation("这个调委会已停用，不能再登记案件。", "请另选调委会。")


def new_case(draft: CaseDraft) -> dict[str, Any]:
    """Return the row of a dispute as it is registered, before anything is decided.

    Its summary columns stand as `summarise` would leave them: the number of parties, else nothing.
    """
    begun = {"state": State.REGISTERED, "party_count": len(draft.parties)}
    return {**_values(draft), **begun, **_EMPTY}


def _values(draft: CaseDraft) -> dict[str, Any]:
    values = typed(draft)
    del values["parties"]
    values.update(
        type_group=draft.type.split(".", maxsplit=1)[0],
        application_form=draft.application_form or "",
        requests=list(draft.requests),
        flags=list(draft.flags),
        is_public=int(draft.is_public),
        cross_committee=int(draft.cross_committee),
        people_involved=draft.people_involved or len(draft.parties),
    )
    return values


def _problems(draft: CaseDraft, context: Context) -> dict[str, str]:
    problems: dict[str, str] = {}
    reference = context.reference
    if not reference.has("types", draft.type):
        problems["type"] = "请选择纠纷类型。"
    if not reference.has("sources", draft.source):
        problems["source"] = "请选择案件来源。"
    if not reference.has("difficulty", draft.difficulty):
        problems["difficulty"] = "请选择难易程度。"
    if not draft.facts.strip():
        problems["facts"] = "请写明纠纷简要情况，一句话也可以。"
    if not draft.parties:
        problems["parties"] = "请至少填写一名当事人。"
    if draft.registered_on > context.today():
        problems["registered_on"] = "登记日期在今天之后，请核对。"
    if draft.occurred_on and draft.occurred_on > draft.registered_on:
        problems["occurred_on"] = "纠纷发生日期在登记日期之后，请核对。"
    if draft.origin is Origin.APPLICATION and draft.application_form is None:
        problems["application_form"] = "当事人申请的，请选择书面申请或口头申请。"
    return problems


def title_of(draft: CaseDraft, context: Context) -> str:
    """Return the customary case name: 甲与乙×××纠纷, 甲等N人 for several."""
    sides = []
    for side in (Side.APPLICANT, Side.RESPONDENT):
        names = [party.name for party in draft.parties if party.side is side]
        if names:
            sides.append(names[0] if len(names) == 1 else f"{names[0]}等{len(names)}人")
    label = context.reference.label("types", draft.type)
    return "与".join(sides) + (label if label.endswith("纠纷") else label + "纠纷")


_ACTIVE = select(committee.c.active).where(committee.c.id == bindparam("committee_id"))

_TYPED = tuple(one.name for one in fields(CaseDraft) if one.name != "parties")

_EMPTY: dict[str, Any] = {
    "number": "",
    "series": "",
    "answers": [],
    "remedies": [],
    "outcome": "",
}

_CLEARED: dict[State, dict[str, Any]] = {
    State.REFUSED: {"refusal_reason": ""},
    State.ACCEPTED: {"accepted_on": None, "due_on": None, "answers": []},
    State.TERMINATED: {
        "terminated_on": None,
        "termination_ground": "",
        "termination_note": "",
        "remedies": [],
    },
    State.CLOSED: {"closed_on": None, "outcome": ""},
}
"""What leaving a state backwards empties; the change log keeps what stood there."""
