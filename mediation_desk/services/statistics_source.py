"""A source of figures: a table of cases or of other records, and what is looked at in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause

from mediation_desk.domain.statistics import Measure, Rows
from mediation_desk.storage.tables.cases import dispute

_D = dispute.c
Columns = Mapping[str, ColumnElement[Any]]
Conditions = tuple[ColumnElement[bool], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A table of records: filters' columns, rows' keys, what is added up, who they belong to.

    What is not among the measures is counted. `id` and `name` are those of the case, or of the
    record itself where it has none.
    """

    table: FromClause
    columns: Columns
    keys: Mapping[Rows, ColumnElement[Any]]
    measures: Mapping[Measure, ColumnElement[Any]]
    committee_id: ColumnElement[Any] = _D.committee_id
    id: ColumnElement[Any] = _D.id
    name: ColumnElement[Any] = _D.number
    cases: bool = True


def source_of_records(
    table: Any, name: ColumnElement[Any], columns: Columns, measures: Any = None
) -> Source:
    """Return a table whose rows belong to a committee and are no cases; `name` tells one."""
    return Source(
        table=table,
        columns=columns,
        keys={},
        measures=measures or {},
        committee_id=table.c.committee_id,
        id=table.c.id,
        name=name,
        cases=False,
    )
