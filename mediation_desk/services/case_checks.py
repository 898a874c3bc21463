"""Whether a case agrees with itself: what an undo may not leave behind."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select

from mediation_desk.clock import CHINA
from mediation_desk.domain.codes import State
from mediation_desk.storage.tables.agreements import agreement
from mediation_desk.storage.tables.cases import assignment, confirmation, dispute
from mediation_desk.storage.tables.people import party
from mediation_desk.storage.tables.sessions import session

_UNDER_WAY = frozenset({State.MEDIATING, State.AGREED})


def contradictions(connection: Connection, case_id: str) -> tuple[str, ...]:
    """Return how a case contradicts itself, in words; nothing for one that is not there."""
    query = select(dispute).where(dispute.c.id == case_id)
    case = connection.execute(query).mappings().one_or_none()
    return () if case is None else tuple(dict.fromkeys(_found(connection, case)))


def _found(connection: Connection, case: RowMapping) -> Iterator[str]:
    accepted, registered = case["accepted_on"], case["registered_on"]
    if accepted and accepted < registered:
        yield "受理日期会早于登记日期"
    if case["state"] in _UNDER_WAY and case["lead_id"] is None:
        yield "案件会没有主办调解员"
    if accepted and case["extended_to"] and case["extended_to"] <= case["due_on"]:
        yield "延长后的期限会不晚于原来的期限"
    if case["terminated_on"] and accepted and case["terminated_on"] < accepted:
        yield "终止日期会早于受理日期"
    yield from _sessions(connection, case)
    for part in _of(connection, assignment, case):
        if accepted and part["from_on"] < accepted:
            yield "指派日期会早于受理日期"
    for made in _of(connection, agreement, case):
        if accepted and made["reached_on"] < accepted:
            yield "达成协议的日期会早于受理日期"
    for filed in _of(connection, confirmation, case):
        if case["effect_on"] is None or filed["filed_on"] < case["effect_on"]:
            yield "已申请司法确认的协议会没有生效"


def _sessions(connection: Connection, case: RowMapping) -> Iterator[str]:
    known = select(party.c.id).where(party.c.case_id == case["id"])
    ids = set(connection.execute(known).scalars())
    for held in _of(connection, session, case):
        if set(held["present"]) - ids:
            yield "调解记录里的到场当事人会不在案件里"
        day = held["held_at"].astimezone(CHINA).date()
        if case["accepted_on"] and day < case["accepted_on"]:
            yield "调解时间会早于受理日期"


def _of(connection: Connection, table: Table, case: RowMapping) -> list[Any]:
    query = select(table).where(table.c.case_id == case["id"])
    return list(connection.execute(query).mappings())
