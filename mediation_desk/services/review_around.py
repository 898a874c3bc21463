"""What the office's other cases say about one: what the questions of plausibility compare."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, func, select

from mediation_desk.clock import CHINA
from mediation_desk.domain.codes import PartyKind, Role
from mediation_desk.domain.review.questions import Around, Clash
from mediation_desk.services.rows import CaseDetail, SessionRow
from mediation_desk.storage.tables.cases import IN_USE, assignment, dispute
from mediation_desk.storage.tables.evidence import evidence
from mediation_desk.storage.tables.office import committee, mediator
from mediation_desk.storage.tables.people import party, person
from mediation_desk.storage.tables.sessions import session

SAME_SHOWN = 20


def around_of(connection: Connection, case: CaseDetail) -> Around:
    """Return what stands around a case in the year it was accepted."""
    year = _year(case.accepted_on or case.registered_on)
    ours = and_(year, dispute.c.committee_id == case.committee_id)
    return Around(
        committee=case.committee_name,
        committee_year=_count(connection, ours),
        office_year=_count(connection, year),
        committees=connection.execute(select(func.count()).select_from(committee)).scalar_one(),
        same_records=_same_records(connection, case),
        same_files=_same_files(connection, case.id),
        clashes=tuple(_clashes(connection, case)),
        same_day=_same_day(connection, case),
        often=_often(connection, case, year),
    )


def _year(day: date) -> ColumnElement[bool]:
    between = dispute.c.accepted_on.between(date(day.year, 1, 1), date(day.year, 12, 31))
    return and_(between, IN_USE)


def _count(connection: Connection, condition: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(dispute).where(condition)
    return connection.execute(query).scalar_one()


def _same_records(connection: Connection, case: CaseDetail) -> tuple[str, ...]:
    texts = [one.record for one in case.sessions if one.record.strip()]
    query = (
        select(dispute.c.number)
        .join(session, session.c.case_id == dispute.c.id)
        .where(
            session.c.record.in_(texts),
            dispute.c.id != case.id,
            dispute.c.number != "",
            IN_USE,
        )
        .distinct()
        .order_by(dispute.c.number)
        .limit(SAME_SHOWN)
    )
    return tuple(connection.execute(query).scalars()) if texts else ()


def _same_files(connection: Connection, case_id: str) -> tuple[tuple[str, str], ...]:
    other = evidence.alias("other")
    query = (
        select(evidence.c.name, dispute.c.number)
        .join(other, other.c.sha256 == evidence.c.sha256)
        .join(dispute, dispute.c.id == other.c.case_id)
        .where(
            evidence.c.case_id == case_id,
            other.c.case_id != case_id,
            evidence.c.removed_on.is_(None),
            other.c.removed_on.is_(None),
            dispute.c.number != "",
            IN_USE,
        )
        .distinct()
        .order_by(evidence.c.name, dispute.c.number)
        .limit(SAME_SHOWN)
    )
    return tuple((row.name, row.number) for row in connection.execute(query))


def _clashes(connection: Connection, case: CaseDetail) -> Iterator[Clash]:
    ids = [one.mediator_id for one in case.assignments if one.role is not Role.RECORDER]
    for held in case.sessions:
        yield from _at_the_time(connection, case, held, ids)


def _at_the_time(
    connection: Connection, case: CaseDetail, held: SessionRow, mediators: list[str]
) -> Iterator[Clash]:
    """Yield the sessions of other cases that run while one of ours does."""
    ended = held.ended_at or held.held_at
    query = (
        select(mediator.c.name, dispute.c.number)
        .select_from(session)
        .join(dispute, dispute.c.id == session.c.case_id)
        .join(assignment, assignment.c.case_id == session.c.case_id)
        .join(mediator, mediator.c.id == assignment.c.mediator_id)
        .where(
            assignment.c.mediator_id.in_(mediators),
            assignment.c.role != Role.RECORDER,
            session.c.case_id != case.id,
            session.c.held_at < ended,
            func.coalesce(session.c.ended_at, session.c.held_at) > held.held_at,
            IN_USE,
        )
        .distinct()
    )
    for name, number in connection.execute(query):
        yield Clash(name, held.ordinal, held.held_at.astimezone(CHINA), number or "另一件案件")


def _same_day(connection: Connection, case: CaseDetail) -> int:
    lead = next(
        (one.mediator_id for one in case.assignments if one.role is Role.LEAD and not one.to_on), ""
    )
    if case.agreement is None or not lead:
        return 0
    reached = case.agreement.reached_on
    condition = and_(dispute.c.lead_id == lead, dispute.c.agreed_on == reached, IN_USE)
    return _count(connection, condition)


def _often(
    connection: Connection, case: CaseDetail, year: ColumnElement[bool]
) -> tuple[tuple[str, int], ...]:
    """Return how many cases of the year each person of this one has, by their numbers."""
    ids = {one.person_id: one.name for one in case.parties if one.kind is PartyKind.NATURAL}
    query = (
        select(party.c.person_id, func.count(party.c.case_id.distinct()))
        .join(dispute, dispute.c.id == party.c.case_id)
        .join(person, person.c.id == party.c.person_id)
        .where(party.c.person_id.in_(ids), person.c.id_number != "", year)
        .group_by(party.c.person_id)
    )
    return tuple((ids[person_id], count) for person_id, count in connection.execute(query))
