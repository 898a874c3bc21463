"""What the services of linkage (联动) share: saving a row, its case, finding words."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, select, true

from mediation_desk.errors import InvalidInput
from mediation_desk.services.context import Context
from mediation_desk.services.privacy import refuse_hidden
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.office import committee


def put(
    writer: Writer, table: Table, row_id: str, values: Mapping[str, Any], seen: int | None = None
) -> str:
    """Add a row, or change the one of `row_id`; return its id. Raises Conflict."""
    if row_id:
        writer.about(table, row_id)
        writer.update(table, row_id, values, seen=seen)
        return row_id
    row_id = writer.insert(table, values)
    writer.about(table, row_id)
    return row_id


def require_committee(connection: Connection, committee_id: str) -> None:
    """Raise InvalidInput for a committee that is not in the store."""
    query = select(committee.c.id).where(committee.c.id == committee_id)
    if connection.execute(query).first() is None:
        raise InvalidInput({"committee_id": "请选择调委会。"})


def require_case(connection: Connection, context: Context, case_id: str) -> None:
    """Raise InvalidInput for a case that is not in use, RuleViolation for one hidden from view."""
    if not case_id:
        return
    query = select(dispute.c.deleted_on, dispute.c.destroyed_on).where(dispute.c.id == case_id)
    found = connection.execute(query).one_or_none()
    if found is None or found.deleted_on or found.destroyed_on:
        raise InvalidInput({"case_id": "这个案件已不在用，请另选，或者不关联案件。"})
    refuse_hidden(connection, context, case_id)


def is_in_use(connection: Connection, case_id: str | None) -> bool:
    """Tell whether there is this case and it is not in the bin."""
    query = select(dispute.c.id).where(dispute.c.id == case_id, IN_USE)
    return case_id is not None and connection.execute(query).first() is not None


def holding(words: str, columns: Iterable[ColumnElement[str]]) -> ColumnElement[bool]:
    """Return the condition that every word typed stands in one of the columns."""
    places = list(columns)
    return and_(
        *(or_(*(one.icontains(word, autoescape=True) for one in places)) for word in words.split()),
        true(),
    )
