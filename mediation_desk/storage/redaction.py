"""Destroying what a case held, so that it is gone and the journal still proves itself (销毁).

Every row that hangs under the case is deleted; a letter, a line of the front desk or a prevention
record that is about it stands for itself and is counted by its own day, so it stays without a word
about anybody. Of each of its change lines stays what happened when
and by whom; the content makes room for its salted hash (hashing.py), which keeps the line's digest
and the audit chain as they were. Each destroyed row gets a line of its own, so that a content which
was erased in any other way is found (audit.py).
"""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, Table, and_, select, update

from mediation_desk.storage.hashing import content_hash
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables import metadata
from mediation_desk.storage.tables.base import defaults
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.journal import change
from mediation_desk.storage.tables.linkage import inquiry, letter, prevention
from mediation_desk.storage.tables.office import case_number
from mediation_desk.storage.tables.people import party, person

KEPT = (
    "id committee_id number series state origin source type type_group difficulty people_involved"
    " registered_on accepted_on effect_on terminated_on outcome closed_on lead_id party_count"
    " agreed_on agreed_form agreed_fen performed_on confirmed_on filed_on deleted_on retention"
    " destroyed_on"
).split()
"""What stays of a destroyed case: its number and what statistics count, nothing about people."""

LISTS = ("requests", "flags", "answers", "remedies")
TITLE = "（内容已依法销毁）"

_STAYING = (dispute, case_number, person)
"""The case's stub and its number stay; a person goes when no other case knows them."""

_STANDING: Mapping[Table, tuple[str, str]] = {
    letter: (
        "id committee_id case_id direction kind body own_number their_number dated_on due_on"
        " answered_on result",
        "subject",
    ),
    inquiry: ("id committee_id case_id informant_id kind day state handled_on", "content"),
    prevention: (
        "id committee_id sweep_id case_id prevented_on effect people_involved recorded_by"
        " approved_by approved_on",
        "facts",
    ),
}
"""What stays of the linkage's rows about a case, and the column that says they were emptied."""

_BATCH = 500


def destroy_case(writer: Writer, case_id: str, stub: dict[str, object]) -> int:
    """Destroy a case's content; return how many rows are gone. `stub` is laid over what is kept."""
    connection = writer.connection
    people = _people(connection, case_id)
    here = _under(connection, case_id)
    for table, ids in reversed(here.items()):
        for row_id in ids:
            stays = _emptied(writer, table, row_id) if table in _STANDING else None
            writer.destroy(table, row_id, stub=stays)
    others = [(person, row_id) for row_id in _without_a_case(connection, people)]
    others += _gone_before(connection, case_id, {one for ids in here.values() for one in ids})
    for table, row_id in others:
        writer.destroy(table, row_id)
    kept = writer.row(dispute, case_id)
    whole = {**defaults(dispute), **{name: [] for name in LISTS}, "title": TITLE}
    whole |= {name: kept[name] for name in KEPT} | stub
    writer.destroy(dispute, case_id, stub=whole)
    gone = [*(one for ids in here.values() for one in ids), *(row_id for _, row_id in others)]
    _seal(connection, [*gone, case_id])
    return len(gone)


def _emptied(writer: Writer, table: Table, row_id: str) -> dict[str, object]:
    """Return what stays of a row of the linkage."""
    kept, told = _STANDING[table]
    row = writer.row(table, row_id)
    return {**defaults(table), told: TITLE} | {name: row[name] for name in kept.split()}


def _under(connection: Connection, case_id: str) -> dict[Table, list[str]]:
    """Return the rows that hang under a case, by table, parents first."""
    found: dict[Table, list[str]] = {dispute: [case_id]}
    for table in metadata.sorted_tables:
        if table in _STAYING or "id" not in table.c:
            continue
        ids = {
            row_id: None
            for key in table.foreign_keys
            for row_id in _ids(connection, table, key.parent, found.get(key.column.table, []))
        }
        if ids:
            found[table] = list(ids)
    del found[dispute]
    return found


def _ids(
    connection: Connection, table: Table, column: ColumnElement[str], wanted: list[str]
) -> list[str]:
    found: list[str] = []
    for start in range(0, len(wanted), _BATCH):
        query = select(table.c.id).where(column.in_(wanted[start : start + _BATCH]))
        found += connection.execute(query).scalars()
    return found


def _people(connection: Connection, case_id: str) -> set[str]:
    """Return everybody the case ever knew."""
    now = select(party.c.person_id).where(party.c.case_id == case_id)
    ever = select(change.c.row_id).where(
        change.c.aggregate_id == case_id, change.c.table_name == person.name
    )
    return {str(one) for query in (now, ever) for one in connection.execute(query).scalars()}


def _without_a_case(connection: Connection, people: set[str]) -> list[str]:
    """Return those whom no case knows any more, in the store or gone from it before."""
    known = select(party.c.person_id).where(party.c.person_id.in_(people))
    lonely = people.difference(connection.execute(known).scalars())
    return sorted(lonely - _destroyed(connection, list(lonely)))


def _gone_before(connection: Connection, case_id: str, here: set[str]) -> list[tuple[Table, str]]:
    """Return the rows that left the case earlier: they stand in the change log alone."""
    query = (
        select(change.c.row_id, change.c.table_name)
        .where(
            change.c.aggregate_id == case_id,
            change.c.table_name.not_in([table.name for table in (*_STAYING, *_STANDING)]),
        )
        .distinct()
    )
    tables: dict[str, str] = dict(connection.execute(query).all())
    gone = set(tables) - here
    gone -= _destroyed(connection, list(gone))
    return [(metadata.tables[tables[row_id]], row_id) for row_id in sorted(gone)]


def _destroyed(connection: Connection, row_ids: list[str]) -> set[str]:
    """Return those of these rows that were destroyed before, with another case."""
    nothing = and_(change.c.field == "*", change.c.before.is_(None), change.c.after.is_(None))
    found: set[str] = set()
    for start in range(0, len(row_ids), _BATCH):
        some = change.c.row_id.in_(row_ids[start : start + _BATCH])
        query = select(change.c.row_id).where(some, nothing, change.c.sealed == "")
        found.update(connection.execute(query).scalars())
    return found


def _seal(connection: Connection, row_ids: list[str]) -> None:
    """Put the salted hash in the place of the content of every line these rows have in the log."""
    for start in range(0, len(row_ids), _BATCH):
        query = select(change).where(
            change.c.row_id.in_(row_ids[start : start + _BATCH]), change.c.sealed == ""
        )
        for line in connection.execute(query).mappings().all():
            emptied = {"before": None, "after": None, "reason": "", "salt": ""}
            connection.execute(
                update(change)
                .where(change.c.seq == line["seq"])
                .values(**emptied, sealed=content_hash(line))
            )
