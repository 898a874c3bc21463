"""The demo county's year, loaded into an empty store: the rows the services would have written.

Entered step by step it would be seventeen thousand user actions, minutes on an office's machine. So
a month is one action, with its change and audit rows; the rows are made by the services' own
functions and the summary columns by services/summary.py. tests/golden/test_demo_county.py enters
some of the cases step by step and finds no difference.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Any

from sqlalchemy import Table

from mediation_desk.domain.codes import ChosenBy, Role, State
from mediation_desk.domain.numbering import DEFAULT_PATTERN, NumberPattern
from mediation_desk.services.agreements import agreement_values, clause_rows
from mediation_desk.services.cases import new_case, title_of
from mediation_desk.services.context import Context
from mediation_desk.services.demo import Progress
from mediation_desk.services.demo_county_drafts import (
    ASSIGNED,
    GROUND,
    agreement_of,
    answers_of,
    confirmation_of,
    registration_of,
    sessions_of,
)
from mediation_desk.services.demo_county_plan import CASES, PlannedCase, county_office, plan_year
from mediation_desk.services.limits import LimitFacts, limit_of
from mediation_desk.services.office import OfficeService
from mediation_desk.services.parties import party_values, person_values
from mediation_desk.services.rows import CommitteeRow
from mediation_desk.services.sessions import session_values
from mediation_desk.services.summary import summarise
from mediation_desk.storage.ids import new_id
from mediation_desk.storage.search import refresh_case
from mediation_desk.storage.tables.agreements import agreement, clause, instalment, signature
from mediation_desk.storage.tables.cases import assignment, confirmation, dispute
from mediation_desk.storage.tables.office import case_number
from mediation_desk.storage.tables.people import party, person
from mediation_desk.storage.tables.sessions import session

_TABLES = (
    dispute,
    case_number,
    person,
    party,
    assignment,
    session,
    agreement,
    clause,
    instalment,
    signature,
    confirmation,
)
"""In the order of their foreign keys."""

_PATTERN = NumberPattern.parse(DEFAULT_PATTERN)

Rows = Iterator[tuple[Table, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class _Case:
    """A planned case with what it got on its way in."""

    plan: PlannedCase
    committee: CommitteeRow
    lead_id: str
    sequence: int
    id: str
    party_ids: tuple[str, ...]

    @property
    def series(self) -> str:
        """Oral agreements are numbered apart."""
        return "口" if self.plan.oral else ""

    @property
    def number(self) -> str:
        """The case number."""
        return _PATTERN.render(
            year=self.plan.accepted_on.year,
            short_name=self.committee.short_name,
            series=self.series,
            sequence=self.sequence,
        )


def fill_county(context: Context, *, progress: Progress | None = None) -> None:
    """Make the demo county with its year of cases in an empty store."""
    office = county_office()
    OfficeService(context).set_up(office)
    cases = _numbered(context, plan_year(office))
    done = 0
    for month, group in groupby(cases, key=lambda case: f"{case.plan.accepted_on:%Y-%m}"):
        loaded = list(group)
        _load(context, month, loaded)
        done += len(loaded)
        if progress is not None:
            progress(done, CASES)


def _numbered(context: Context, plans: tuple[PlannedCase, ...]) -> Iterator[_Case]:
    office = OfficeService(context)
    committees = {row.name: row for row in office.committees()}
    mediators = {(row.committee_name, row.name): row.id for row in office.mediators()}
    given: Counter[tuple[str, int, bool]] = Counter()
    for plan in plans:
        counter = (plan.committee, plan.accepted_on.year, plan.oral)
        given[counter] += 1
        yield _Case(
            plan=plan,
            committee=committees[plan.committee],
            lead_id=mediators[plan.committee, plan.mediator],
            sequence=given[counter],
            id=new_id(),
            party_ids=tuple(new_id() for _ in plan.parties),
        )


def _load(context: Context, month: str, cases: list[_Case]) -> None:
    rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
    for case in cases:
        for table, row in _rows_of(context, case):
            rows[table].append(row)
    with context.write("load_demo_month", detail=month) as writer:
        for table in _TABLES:
            writer.insert_many(table, rows[table])
        for case in cases:
            summarise(writer, case.id)
            refresh_case(writer.connection, case.id)


def _rows_of(context: Context, case: _Case) -> Rows:
    plan = case.plan
    yield from _registered(context, case)
    yield (
        assignment,
        {
            "case_id": case.id,
            "mediator_id": case.lead_id,
            "role": Role.LEAD,
            "chosen_by": ChosenBy.APPOINTED,
            "from_on": plan.accepted_on,
            "to_on": None,
            "reason": ASSIGNED,
        },
    )
    for ordinal, held in enumerate(sessions_of(plan, case.party_ids), start=1):
        yield session, {**session_values(held), "case_id": case.id, "ordinal": ordinal}
    if not plan.failed:
        yield from _agreed(case)
    if plan.filed_on:
        yield confirmation, {**asdict(confirmation_of(plan)), "case_id": case.id}


def _registered(context: Context, case: _Case) -> Rows:
    draft = registration_of(case.plan, case.committee)
    draft = replace(draft, title=title_of(draft, context))
    yield dispute, {**new_case(draft), "id": case.id, **_decided(context, case)}
    yield (
        case_number,
        {
            "committee_id": case.committee.id,
            "year": case.plan.accepted_on.year,
            "series": case.series,
            "sequence": case.sequence,
            "number": case.number,
            "case_id": case.id,
            "void_reason": "",
            "given_at": context.clock.now(),
        },
    )
    for position, (party_id, typed) in enumerate(
        zip(case.party_ids, draft.parties, strict=True), start=1
    ):
        person_id = new_id()
        yield person, {**person_values(typed), "id": person_id}
        place = {"id": party_id, "case_id": case.id, "position": position}
        yield party, {**party_values(typed, context.reference), **place, "person_id": person_id}


def _decided(context: Context, case: _Case) -> dict[str, Any]:
    """Return the columns of a dispute that acceptance and its end fill."""
    plan = case.plan
    outcome = State.TERMINATED if plan.failed else State.AGREED
    limit = limit_of(context, LimitFacts(plan.type, plan.source), accepted_on=plan.accepted_on)
    told = context.reference.remedies(plan.type, GROUND) if plan.failed else ()
    return {
        "state": State.CLOSED if plan.closed_on else outcome,
        "outcome": outcome if plan.closed_on else "",
        "number": case.number,
        "series": case.series,
        "accepted_on": plan.accepted_on,
        "due_on": limit.due_on,
        "answers": [asdict(answer) for answer in answers_of(plan)],
        "terminated_on": plan.ended_on if plan.failed else None,
        "termination_ground": GROUND if plan.failed else "",
        "remedies": list(told),
        "closed_on": plan.closed_on,
    }


def _agreed(case: _Case) -> Rows:
    draft = agreement_of(case.plan, case.party_ids, case.lead_id)
    agreement_id = new_id()
    values = agreement_values(case.id, draft, len(case.party_ids))
    yield agreement, {**values, "id": agreement_id, "effect_on": draft.reached_on}
    clauses, dues = clause_rows(agreement_id, draft)
    for row in clauses:
        yield clause, row
    for row in dues:
        yield instalment, {**row, "performed_on": case.plan.performed_on, "performed_note": ""}
    for given in draft.signatures:
        yield signature, {**asdict(given), "agreement_id": agreement_id}
