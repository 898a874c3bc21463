"""Whom to assign (指派建议): every mediator in office, with what speaks for each in words.

A suggestion, never a decision: who is on leave stands behind those who are there, who seems close
to a party last, with the question that has to be answered.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select

from mediation_desk.domain.closeness import Someone, closeness
from mediation_desk.domain.codes import OPEN, Decision, Role
from mediation_desk.domain.rights import Permission
from mediation_desk.services.context import Context
from mediation_desk.services.daily_rows import Candidate
from mediation_desk.services.mediator_records import leave_words, on_leave
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import refuse_hidden
from mediation_desk.storage.tables.cases import IN_USE, assignment, dispute
from mediation_desk.storage.tables.office import committee, mediator
from mediation_desk.storage.tables.people import party
from mediation_desk.storage.tables.records import recusal

_OWN, _VILLAGE, _MOST_DONE = 3, 3, 3
"""How many open cases less each reason outweighs; cases of the same type count up to three."""


class SuggestionService:
    """Suggests mediators for a case."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.APPROVE)
    def candidates(self, case_id: str) -> tuple[Candidate, ...]:
        """Return the mediators in office for a case, the most suitable first."""
        with self._context.db.read() as connection:
            return candidates_of(connection, self._context, case_id)


def candidates_of(connection: Connection, context: Context, case_id: str) -> tuple[Candidate, ...]:
    """Return the mediators in office for a case, the most suitable first.

    Who withdrew from the case is not among them.
    """
    refuse_hidden(connection, context, case_id)
    query = select(dispute).where(dispute.c.id == case_id)
    case = connection.execute(query).mappings().one()
    parties = parties_of(connection, case_id)
    recused = recusals_of(connection, case_id)
    people = connection.execute(_IN_OFFICE).mappings().all()
    same = dispute.c.type_group == case["type_group"]
    done = _led(connection, same, dispute.c.effect_on.is_not(None))
    load = _led(connection, dispute.c.state.in_(OPEN), dispute.c.id != case_id)
    away = on_leave(connection, context.today())
    found = []
    for one in people:
        if recused.get(one["id"]) is Decision.WITHDRAW:
            continue
        reasons, points = _reasons(one, case, done.get(one["id"], 0))
        busy = load.get(one["id"], 0)
        doubt = "" if one["id"] in recused else closeness(someone(one), parties)
        if one["id"] in away:
            reasons.insert(0, leave_words(away[one["id"]]))
        told = Candidate(one["id"], one["name"], (*reasons, f"在办 {busy} 件"), doubt)
        found.append(((bool(doubt), one["id"] in away, busy - points, one["id"]), told))
    return tuple(told for _, told in sorted(found, key=lambda pair: pair[0]))


def recusals_of(connection: Connection, case_id: str) -> dict[str, Decision]:
    """Return what was decided last about each mediator who was asked about in a case."""
    query = (
        select(recusal.c.mediator_id, recusal.c.decision)
        .where(recusal.c.case_id == case_id)
        .order_by(recusal.c.stated_on, recusal.c.id)
    )
    return {row.mediator_id: Decision(row.decision) for row in connection.execute(query)}


def someone(row: Any) -> Someone:
    """Return what is compared of a mediator or a party."""
    return Someone(row["name"], row["id_number"], row["address"])


def parties_of(connection: Connection, case_id: str) -> list[Someone]:
    """Return the parties of a case, to be compared with its mediators."""
    query = select(party.c.name, party.c.id_number, party.c.address)
    rows = connection.execute(query.where(party.c.case_id == case_id)).mappings()
    return [someone(row) for row in rows]


_IN_OFFICE = (
    select(
        mediator.c.id,
        mediator.c.name,
        mediator.c.id_number,
        mediator.c.address,
        mediator.c.committee_id,
        committee.c.village,
    )
    .join(committee, committee.c.id == mediator.c.committee_id)
    .where(mediator.c.active == 1)
)


def _led(connection: Connection, *which: ColumnElement[bool]) -> dict[str, int]:
    """Return how many of such cases each mediator leads or led."""
    query = (
        select(assignment.c.mediator_id, func.count().label("number"))
        .join(dispute, dispute.c.id == assignment.c.case_id)
        .where(assignment.c.role == Role.LEAD, assignment.c.to_on.is_(None), IN_USE, *which)
        .group_by(assignment.c.mediator_id)
    )
    return {row.mediator_id: row.number for row in connection.execute(query)}


def _reasons(one: RowMapping, case: RowMapping, done: int) -> tuple[list[str], int]:
    """Return what speaks for a mediator, and how much."""
    reasons, points = [], 0
    if one["committee_id"] == case["committee_id"]:
        reasons.append("本调委会")
        points += _OWN
    if one["village"] and one["village"] in case["place"]:
        reasons.append(f"在{one['village']}")
        points += _VILLAGE
    if done:
        reasons.append(f"调成同类纠纷 {done} 件")
        points += min(done, _MOST_DONE)
    return reasons, points
