"""What one write did to each row, and the writing of its opposite (撤销).

An undo erases nothing: it is a new write that puts back what stood before. Whether that may be done
is asked first: what the write left behind must still stand as it left it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, select

from mediation_desk.storage.hashing import plain, restored, typed
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables import metadata
from mediation_desk.storage.tables.base import defaults
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.journal import audit, change

_BATCH = 500
_REVISION = frozenset({"rev_device", "rev_counter", "rev_parents"})


@dataclass(slots=True)
class RowChange:
    """One row before and after a write: only the fields it changed, or the whole row.

    `made` and `gone` tell that the row was not there before, or is not there after; `skipped` are
    fields that follow from others and are not looked at.
    """

    table: Table
    row_id: str
    aggregate_id: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    made: bool = False
    gone: bool = False
    skipped: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Collision:
    """Why a row cannot be taken back: what was changed later, or which later rows need it."""

    table: str
    row_id: str
    fields: tuple[str, ...] = ()
    needed_by: str = ""


def lines_of(connection: Connection, audit_seq: int) -> Sequence[RowMapping]:
    """Return the change lines that one audit line covers, in order."""
    around = select(audit.c.seq, audit.c.last_change).where(
        audit.c.seq.in_((audit_seq - 1, audit_seq))
    )
    last: dict[int, int] = dict(connection.execute(around).all())
    query = select(change).where(
        change.c.seq > last.get(audit_seq - 1, 0), change.c.seq <= last[audit_seq]
    )
    return connection.execute(query.order_by(change.c.seq)).mappings().all()


def changes_in(
    lines: Iterable[RowMapping], skipped: Mapping[str, frozenset[str]]
) -> list[RowChange]:
    """Fold the change lines of a write into one change a row, without `skipped` fields by table."""
    found: dict[tuple[str, str], RowChange] = {}
    for line in lines:
        key = (line["table_name"], line["row_id"])
        one = found.get(key)
        if one is None:
            table = metadata.tables[line["table_name"]]
            one = found[key] = RowChange(table, line["row_id"], line["aggregate_id"])
            one.skipped = skipped.get(table.name, frozenset())
        _fold(one, line)
    return [one for one in found.values() if not (one.made and one.gone)]


def _fold(one: RowChange, line: RowMapping) -> None:
    before, after = restored(line["before"]), restored(line["after"])
    if line["field"] == "*":
        if after is not None:
            one.made, one.after = True, _without(after, one.skipped)
        else:
            one.gone, one.before = True, {**before, **one.before}
    elif line["field"] not in one.skipped:
        one.before.setdefault(line["field"], before)
        one.after[line["field"]] = after


def _without(row: Mapping[str, Any], skipped: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in skipped | _REVISION}


class Standing:
    """What stands now in the rows that a write changed, read in a few statements."""

    def __init__(
        self, connection: Connection, changes: Sequence[RowChange], others: Collection[str] = ()
    ) -> None:
        """Read the rows, and who points at those the write made.

        Rows that go back together, and `others`, may point at each other; a row whose field is
        set back lets go of what it pointed at.
        """
        going = {one.row_id for one in changes if one.made}.union(others)
        let_go = {(one.row_id, name) for one in changes for name in one.before}
        by_table: dict[Table, list[RowChange]] = {}
        for one in changes:
            by_table.setdefault(one.table, []).append(one)
        self._rows: dict[str, RowMapping] = {}
        self._users: dict[str, str] = {}
        for table, mine in by_table.items():
            for row in _batched(
                connection, select(table), table.c.id, [one.row_id for one in mine]
            ):
                self._rows[row["id"]] = row
            made = [one.row_id for one in mine if one.made]
            self._users |= _users(connection, table, made, (going, let_go))

    def collision(self, one: RowChange) -> Collision | None:
        """Return what stands in the way of taking one row back."""
        row = self._rows.get(one.row_id)
        if (row is None) != one.gone:
            return Collision(one.table.name, one.row_id, ("*",))
        if row is not None:
            left = {**_known(one), **one.after}
            changed = tuple(name for name, value in left.items() if plain(row[name]) != value)
            if changed:
                return Collision(one.table.name, one.row_id, changed)
        user = self._users.get(one.row_id, "")
        return Collision(one.table.name, one.row_id, needed_by=user) if user else None


def _known(one: RowChange) -> dict[str, Any]:
    """Return what else is known of a row that the write made: the columns nothing was given for."""
    return _without(defaults(one.table), one.skipped) if one.made else {}


def _users(
    connection: Connection,
    table: Table,
    ids: list[str],
    leaving: tuple[Collection[str], Collection[tuple[str, str]]],
) -> dict[str, str]:
    """Return for each row a table with rows that point at it and stay.

    `leaving` are the rows that go, and rows with the field by which they let go.
    """
    going, let_go = leaving
    found: dict[str, str] = {}
    for other in metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column.table is not table or "id" not in other.c:
                continue
            query = select(other.c.id, key.parent.label("used"))
            for row in _batched(connection, query, key.parent, ids):
                if row["id"] not in going and (row["id"], key.parent.name) not in let_go:
                    found[row["used"]] = other.name
    return found


def _batched(
    connection: Connection,
    query: Select[*tuple[Any, ...]],
    column: ColumnElement[Any],
    wanted: Sequence[str],
) -> Iterator[RowMapping]:
    for start in range(0, len(wanted), _BATCH):
        some = query.where(column.in_(wanted[start : start + _BATCH]))
        yield from connection.execute(some).mappings()


def take_back(writer: Writer, changes: Sequence[RowChange]) -> None:
    """Write the opposite: rows put back parents first, fields set back, rows taken away last."""
    order = {table.name: number for number, table in enumerate(metadata.sorted_tables)}
    ranked = sorted(changes, key=lambda one: order[one.table.name])
    for one in ranked:
        if one.gone:
            _about(writer, one)
            writer.revive(one.table, typed(one.table, one.before))
    for one in ranked:
        if one.before and not one.made and not one.gone:
            _about(writer, one)
            writer.update(one.table, one.row_id, typed(one.table, one.before))
    for one in reversed(ranked):
        if one.made:
            _about(writer, one)
            writer.remove(one.table, one.row_id)


def _about(writer: Writer, one: RowChange) -> None:
    """Let the lines of the opposite belong to the aggregate of the lines they take back."""
    own = one.aggregate_id == one.row_id
    writer.about(one.table if own else dispute, one.aggregate_id)
