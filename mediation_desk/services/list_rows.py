"""Lines of the case list: the columns of a case, its people's names, its limit counted to today."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from mediation_desk.domain.codes import OPEN, Side, State
from mediation_desk.services.context import Context
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.services.rows import CaseRow
from mediation_desk.services.search import Hit
from mediation_desk.storage.case_keys import CASE_KEY, among
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.office import committee, mediator
from mediation_desk.storage.tables.people import party


def rows_of(
    connection: Connection, context: Context, keys: Sequence[int], hits: Mapping[str, Hit]
) -> dict[int, CaseRow]:
    """Return the lines of the cases with these keys, by key; one that is gone has none."""
    found = connection.execute(_COLUMNS.where(CASE_KEY.in_(among(keys)))).all()
    ids = [row.id for row in found]
    names = _party_names(connection, ids)
    hidden = hidden_among(connection, context, ids)
    today = context.today()
    lines = {}
    for row in found:
        line = _line(row, names.get(row.id, ""), context.reference.label("types", row.type), today)
        if row.id in hidden:
            line = replace(line, title=NEUTRAL_TITLE, parties="", place="")
        elif row.id in hits:
            line = replace(line, found=_found_words(hits[row.id]))
        lines[row.key] = line
    return lines


def _line(row: Row[*tuple[Any, ...]], parties: str, type_label: str, today: date) -> CaseRow:
    state = State(row.state)
    due = row.extended_to or row.due_on
    running = due is not None and state in OPEN
    return CaseRow(
        id=row.id,
        number=row.number,
        title=row.title,
        state=state,
        type_label=type_label,
        committee_name=row.committee_name,
        lead_name=row.lead_name or "",
        parties=parties,
        registered_on=row.registered_on,
        accepted_on=row.accepted_on,
        due_on=due,
        days_left=(due - today).days if running else None,
        agreed_on=row.agreed_on,
        agreed_fen=row.agreed_fen,
        place=row.place,
    )


def _found_words(hit: Hit) -> str:
    """Return 电话：…1234, the field a word was found in and the words around it."""
    return f"{hit.field}：{hit.excerpt}"


_COLUMNS: Select[Any] = (
    select(
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
        committee.c.name.label("committee_name"),
        mediator.c.name.label("lead_name"),
    )
    .select_from(dispute)
    .join(committee, committee.c.id == dispute.c.committee_id)
    .outerjoin(mediator, mediator.c.id == dispute.c.lead_id)
)


def _party_names(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return 甲 — 乙等3人 for each case."""
    sides: dict[str, dict[str, list[str]]] = {}
    query = (
        select(party.c.case_id, party.c.side, party.c.name)
        .where(party.c.case_id.in_(among(ids)))
        .order_by(party.c.case_id, party.c.position)
    )
    for case_id, side, name in connection.execute(query).all():
        sides.setdefault(case_id, {}).setdefault(side, []).append(name)
    return {case_id: " — ".join(_side_names(found)) for case_id, found in sides.items()}


def _side_names(sides: Mapping[str, list[str]]) -> list[str]:
    words = []
    for side in Side:
        names = sides.get(side, [])
        if names:
            words.append(names[0] if len(names) == 1 else f"{names[0]}等{len(names)}人")
    return words
