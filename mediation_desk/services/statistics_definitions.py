"""Every table there is: those that came along and those the office put together itself."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.design_document import document_of
from mediation_desk.domain.own_tables import Across, Counted, OwnTable, design_of
from mediation_desk.domain.statistics import Rows, TableDefinition
from mediation_desk.domain.statistics_tables import parse_table
from mediation_desk.domain.table_designs import TableDesign, from_tree
from mediation_desk.errors import NotFound
from mediation_desk.services.design_options import options_of
from mediation_desk.services.reference import Reference
from mediation_desk.storage.tables.own_tables import own_table

OWN = "own:"
"""What the key of an own table starts with; its id follows."""


def all_definitions(connection: Connection, reference: Reference) -> tuple[TableDefinition, ...]:
    """Return the tables to choose from, own ones at the end by name."""
    query = select(own_table).order_by(own_table.c.title, own_table.c.id)
    rows = connection.execute(query).mappings().all()
    own = tuple(parse_table(_document(row, reference)) for row in rows)
    return (*reference.statistics.values(), *own)


def find_definition(
    connection: Connection, reference: Reference, key: str
) -> tuple[TableDefinition, Mapping[str, Any]]:
    """Return a table and how it is written. Raises NotFound."""
    if key in reference.statistics:
        return reference.statistics[key], reference.statistics_documents[key]
    query = select(own_table).where(own_table.c.id == key.removeprefix(OWN))
    row = connection.execute(query).mappings().one_or_none() if key.startswith(OWN) else None
    if row is None:
        raise NotFound("没有这张统计表。", "请重新选择。")
    document = _document(row, reference)
    return parse_table(document), document


def own_of(row: RowMapping) -> OwnTable:
    """Return what the office chose."""
    return OwnTable(row["title"], Rows(row["rows"]), Across(row["across"]), Counted(row["counted"]))


def design_of_row(row: RowMapping, reference: Reference) -> TableDesign:
    """Return an own table as a design, whichever way it was made."""
    if row["design"] is not None:
        return from_tree(row["design"])
    return design_of(own_of(row), options_of(reference))


def _document(row: RowMapping, reference: Reference) -> dict[str, Any]:
    return document_of(OWN + row["id"], design_of_row(row, reference), options_of(reference))
