"""Lines of the case list: the columns of a case, its people's names, its limit counted to today."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, select

from mediation_desk.domain.codes import OPEN, Side, State
from mediation_desk.services.context import Context
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.services.rows import CaseRow
from mediation_desk.storage.case_keys import CASE_KEY, among
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.office import committee, mediator
from mediation_desk.storage.tables.people import party

AnyRow = Row[*tuple[Any, ...]]


def rows_of(
    connection: Connection, context: Context, keys: Sequence[int], found: Mapping[int, str]
) -> dict[int, CaseRow]:
    """Return the lines of the cases with these keys, by key; one that is gone has none.

    `found` says by which words the cases of a search were found.
    """
    query = select(*COLUMNS).select_from(with_names(dispute))
    rows = connection.execute(query.where(CASE_KEY.in_(among(keys)))).all()
    ids = [row.id for row in rows]
    names = _party_names(connection, ids)
    hidden = hidden_among(connection, context, ids)
    lines = {}
    for row in rows:
        line = line_of(context, row, names.get(row.id, ()), found=found.get(row.key, ""))
        if row.id in hidden:
            line = replace(line, title=NEUTRAL_TITLE, parties="", place="", found="")
        lines[row.key] = line
    return lines


def line_of(
    context: Context, row: AnyRow, parties: Iterable[tuple[str, str]], *, found: str = ""
) -> CaseRow:
    """Return the line of a case from its COLUMNS and the sides and names of its parties."""
    state = State(row.state)
    due = row.extended_to or row.due_on
    running = due is not None and state in OPEN
    return CaseRow(
        id=row.id,
        number=row.number,
        title=row.title,
        state=state,
        type_label=context.reference.label("types", row.type),
        committee_name=row.committee_name,
        lead_name=row.lead_name or "",
        parties=_names_of(parties),
        registered_on=row.registered_on,
        accepted_on=row.accepted_on,
        due_on=due,
        days_left=(due - context.today()).days if running else None,
        agreed_on=row.agreed_on,
        agreed_fen=row.agreed_fen,
        place=row.place,
        found=found,
        risk=row.risk,
        risk_label=context.reference.label("risk_levels", row.risk) if row.risk else "",
    )


def with_names(cases: FromClause) -> FromClause:
    """Return these cases joined with what COLUMNS names: their committee, their mediator."""
    return cases.outerjoin(committee, committee.c.id == dispute.c.committee_id).outerjoin(
        mediator, mediator.c.id == dispute.c.lead_id
    )


COLUMNS: tuple[ColumnElement[Any], ...] = (
    CASE_KEY.label("key"),
    dispute.c.id,
    dispute.c.number,
    dispute.c.title,
    dispute.c.state,
    dispute.c.type,
    dispute.c.registered_on,
    dispute.c.accepted_on,
    dispute.c.due_on,
    dispute.c.extended_to,
    dispute.c.agreed_on,
    dispute.c.agreed_fen,
    dispute.c.place,
    dispute.c.risk,
    committee.c.name.label("committee_name"),
    mediator.c.name.label("lead_name"),
)
"""What a line shows, of `dispute` joined `with_names`."""


def _party_names(connection: Connection, ids: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Return the sides and names of the parties of each case."""
    names: dict[str, list[tuple[str, str]]] = defaultdict(list)
    query = (
        select(party.c.case_id, party.c.side, party.c.name)
        .where(party.c.case_id.in_(among(ids)))
        .order_by(party.c.case_id, party.c.position)
    )
    for case_id, side, name in connection.execute(query).all():
        names[case_id].append((side, name))
    return names


def _names_of(parties: Iterable[tuple[str, str]]) -> str:
    """Return 甲 — 乙等3人."""
    sides: dict[str, list[str]] = defaultdict(list)
    for side, name in parties:
        sides[side].append(name)
    several = (sides[side] for side in Side if side in sides)
    return " — ".join(one[0] if len(one) == 1 else f"{one[0]}等{len(one)}人" for one in several)
