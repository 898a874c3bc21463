"""What the subsidy rules look at, read from the store: results, papers, mediators, doubles."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from mediation_desk.domain.codes import Form, Role, State
from mediation_desk.domain.subsidy import Claimable, Exclusion, Helper, Need
from mediation_desk.services.context import Context
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.services.reference import Reference
from mediation_desk.storage.tables.cases import IN_USE, assignment, dispute
from mediation_desk.storage.tables.office import committee, mediator
from mediation_desk.storage.tables.papers import issued_paper
from mediation_desk.storage.tables.people import party
from mediation_desk.storage.tables.sessions import session

RESULT_ON = func.coalesce(dispute.c.effect_on, dispute.c.terminated_on, dispute.c.agreed_on)
"""The day by which a case belongs to a period and to a version of the rules."""

HAS_RESULT = (
    dispute.c.state.in_((State.AGREED, State.TERMINATED, State.CLOSED))
    & RESULT_ON.is_not(None)
    & IN_USE
)

SAME_DISPUTE = timedelta(days=365)
"""Two cases of the same people and type within this time may be one dispute."""

_PROOF = ("agreement", "oral_agreement")
"""Papers that show an agreement."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case with a result: what the rules look at, and what a person calls it."""

    case: Claimable
    number: str
    title: str
    committee_name: str


def read_candidates(
    connection: Connection,
    context: Context,
    which: ColumnElement[bool],
    *,
    check: Callable[[Sequence[str]], Container[str]] = lambda ids: (),
) -> tuple[Candidate, ...]:
    """Return the cases with a result that `which` leaves, the earliest result first.

    `check` is given their ids and says which of their dossiers are sound; without it none is.
    """
    query = _CASES.where(HAS_RESULT, which).order_by(RESULT_ON, dispute.c.number, dispute.c.id)
    rows = connection.execute(query).mappings().all()
    ids = [row["id"] for row in rows]
    hidden = hidden_among(connection, context, ids)
    crews = _crews(connection, select(dispute.c.id).where(HAS_RESULT, which))
    sound = check(ids)
    return tuple(
        Candidate(
            case=_claimable(row, crews.get(row["id"], ()), context.reference, row["id"] in sound),
            number=row["number"],
            title=NEUTRAL_TITLE if row["id"] in hidden else row["title"],
            committee_name=row["committee_name"],
        )
        for row in rows
    )


_CASES: Select[Any] = select(
    dispute.c.id,
    dispute.c.number,
    dispute.c.title,
    dispute.c.state,
    dispute.c.difficulty,
    dispute.c.type,
    dispute.c.type_group,
    dispute.c.flags,
    dispute.c.party_count,
    dispute.c.people_involved,
    dispute.c.agreed_on,
    dispute.c.agreed_form,
    dispute.c.agreed_fen,
    dispute.c.effect_on,
    dispute.c.performed_on,
    RESULT_ON.label("result_on"),
    committee.c.name.label("committee_name"),
    exists().where(session.c.case_id == dispute.c.id).label("recorded"),
    exists()
    .where(issued_paper.c.case_id == dispute.c.id, issued_paper.c.kind.in_(_PROOF))
    .label("printed"),
).join(committee, committee.c.id == dispute.c.committee_id)


def _claimable(row: Any, crew: Sequence[Helper], reference: Reference, sound: bool) -> Claimable:
    met = {
        Need.EFFECTIVE: row["effect_on"] is not None,
        Need.PERFORMED: row["performed_on"] is not None,
        Need.CLOSED: row["state"] == State.CLOSED,
        Need.RECORD: row["recorded"],
        Need.PAPER: row["printed"],
        Need.DOSSIER: sound,
    }
    words = {
        row["difficulty"]: reference.label("difficulty", row["difficulty"]),
        row["type"]: reference.label("types", row["type"]),
    }
    words |= {flag: reference.label("case_flags", flag) for flag in row["flags"]}
    return Claimable(
        id=row["id"],
        result_on=row["result_on"],
        succeeded=row["agreed_on"] is not None,
        oral=row["agreed_form"] == Form.ORAL,
        difficulty=row["difficulty"],
        type=row["type"],
        type_group=row["type_group"],
        flags=tuple(row["flags"]),
        parties=row["party_count"],
        people=max(row["people_involved"], row["party_count"]),
        amount_fen=row["agreed_fen"],
        met=frozenset(need for need, shown in met.items() if shown),
        crew=tuple(crew),
        words=words,
    )


def _crews(connection: Connection, cases: Select[Any]) -> dict[str, list[Helper]]:
    """Return who led and helped in each case, leaders first."""
    query = (
        select(
            assignment.c.case_id,
            assignment.c.role,
            mediator.c.id,
            mediator.c.name,
            mediator.c.subsidised,
            mediator.c.employment,
            mediator.c.purchased_service,
        )
        .join(mediator, mediator.c.id == assignment.c.mediator_id)
        .where(
            assignment.c.case_id.in_(cases),
            assignment.c.to_on.is_(None),
            assignment.c.role.in_((Role.LEAD, Role.CO)),
        )
        .order_by(assignment.c.role.desc(), assignment.c.id)
    )
    found: dict[str, list[Helper]] = {}
    for row in connection.execute(query):
        found.setdefault(row.case_id, []).append(_helper(row))
    return found


def _helper(row: Any) -> Helper:
    traits = {
        Exclusion.FULL_TIME: row.employment == "full_time",
        Exclusion.PURCHASED: bool(row.purchased_service),
    }
    held = frozenset(trait for trait, has in traits.items() if has)
    return Helper(row.id, row.name, row.role == Role.LEAD, bool(row.subsidised), held)


def doubles(connection: Connection, candidates: Sequence[Candidate]) -> dict[str, str]:
    """Return a question for each case that may be another's dispute over again (一案一补).

    Two cases are alike with the same type and two names or more in common, a year apart at most.
    """
    if not candidates:
        return {}
    days = [one.case.result_on for one in candidates]
    around = RESULT_ON.between(min(days) - SAME_DISPUTE, max(days) + SAME_DISPUTE)
    query = (
        select(dispute.c.id, dispute.c.number, dispute.c.type_group, party.c.name)
        .add_columns(RESULT_ON.label("result_on"))
        .join(party, party.c.case_id == dispute.c.id)
        .where(HAS_RESULT, around)
    )
    cases: dict[str, _Known] = {}
    for row in connection.execute(query):
        known = cases.setdefault(row.id, _Known(row.number, row.type_group, row.result_on))
        known.names.add(row.name)
    alike: dict[tuple[str, str, str], list[str]] = {}
    for case_id, known in cases.items():
        for pair in known.pairs():
            alike.setdefault(pair, []).append(case_id)
    found: dict[str, str] = {}
    for one in candidates:
        mine = cases.get(one.case.id)
        others = [other for pair in mine.pairs() for other in alike[pair]] if mine else []
        twin = next((cases[other] for other in others if _twins(one.case, other, cases)), None)
        if twin is not None:
            found[one.case.id] = (
                f"与{twin.number or '另一案'}的当事人和类型相同，请核对是不是同一起纠纷；"
                "同一起纠纷只补贴一次。"
            )
    return found


@dataclass(slots=True)
class _Known:
    """What tells one dispute from another."""

    number: str
    type_group: str
    result_on: date
    names: set[str] = field(default_factory=set)

    def pairs(self) -> Iterable[tuple[str, str, str]]:
        """Return every two of its names, with its type."""
        return ((self.type_group, *pair) for pair in combinations(sorted(self.names), 2))


def _twins(case: Claimable, other: str, cases: Mapping[str, _Known]) -> bool:
    return other != case.id and abs(cases[other].result_on - case.result_on) <= SAME_DISPUTE
