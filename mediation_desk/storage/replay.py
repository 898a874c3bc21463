"""Writing saves of a damaged store again, on top of a restored backup, each whole or not at all.

A save is written again only when every line of it was found and everything it changed stands as it
stood before it; what depends on a lost save is lost too, and said. Lines that follow the backup
without a gap keep their numbers and hashes; after a gap they are chained anew and marked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    Connection,
    LargeBinary,
    RowMapping,
    String,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from mediation_desk.errors import Conflict
from mediation_desk.storage import audit as audits
from mediation_desk.storage.database import Database
from mediation_desk.storage.hashing import (
    Line,
    audit_hash,
    canonical,
    change_digest,
    changes_hash,
    restored,
    typed,
)
from mediation_desk.storage.salvage import DamagedFile, Found, Write
from mediation_desk.storage.search import refresh_case
from mediation_desk.storage.tables import metadata
from mediation_desk.storage.tables.journal import audit, change, meta
from mediation_desk.storage.tables.unsaved import draft

INCOMPLETE = "修改记录残缺"
NO_ORIGINAL = "文书或附件的原件读不出来"
NO_FOOTING = "它所依据的内容没有找回"
NO_AUDIT = "审计记录读不出来"
OTHER_HISTORY = "受损的数据和这份备份不是同一段历史"
DESTRUCTION = "销毁要重新办理"


class _Lost(Exception):
    """This save cannot be written again; the text says why."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One save (its audit line, its change lines), and why it was lost, "" when it was not."""

    audit: Line | None
    changes: tuple[Line, ...]
    why_lost: str = ""


def replay(db: Database, found: Found, damaged: DamagedFile) -> list[Outcome]:
    """Write the saves again into `db`; return what became of each."""
    outcomes = []
    for write in found.writes:
        why = OTHER_HISTORY if not found.same_history else _again(db, write, damaged)
        outcomes.append(Outcome(write.audit, write.changes, why))
    known = {write.audit["seq"] for write in found.writes}
    outcomes += [Outcome(None, (), NO_AUDIT) for seq in found.unreadable if seq not in known]
    if found.orphans:
        outcomes.append(Outcome(None, found.orphans, NO_AUDIT))
    return outcomes


def keep_drafts(db: Database, damaged: DamagedFile) -> None:
    """Take over what was typed and not saved yet, as far as it can be read."""
    rows = damaged.ask("SELECT owner, form, saved_at, content FROM draft") or []
    with db.write() as connection:
        for row in rows:
            owner, form, saved_at, content = row
            connection.execute(delete(draft).where(draft.c.owner == owner, draft.c.form == form))
            values = {"owner": owner, "form": form, "saved_at": saved_at, "content": content}
            connection.execute(_as_stored(draft, "saved_at"), values)


def _again(db: Database, write: Write, damaged: DamagedFile) -> str:
    """Write one save again in one transaction; return why not, "" when it stands."""
    if not write.whole:
        return INCOMPLETE
    try:
        with db.write() as connection:
            for lines in _steps(write.changes):
                _apply(connection, lines, damaged)
            _record(connection, write)
            for case_id in {line["aggregate_id"] for line in write.changes}:
                refresh_case(connection, case_id)
    except _Lost as lost:
        return str(lost)
    except Conflict:
        return NO_FOOTING
    return ""


def _steps(lines: Iterable[Line]) -> list[list[Line]]:
    """Put the lines of one update (one row, one revision) together; others stand alone."""
    steps: list[list[Line]] = []
    for line in lines:
        last = steps[-1][-1] if steps else None
        if last is not None and line["field"] != "*" and _mark(last) == _mark(line):
            steps[-1].append(line)
        else:
            steps.append([line])
    return steps


def _mark(line: Line) -> tuple[Any, ...]:
    return line["table_name"], line["row_id"], line["counter"], line["field"] == "*"


def _apply(connection: Connection, lines: list[Line], damaged: DamagedFile) -> None:
    first = lines[0]
    table = metadata.tables.get(first["table_name"])
    if table is None:
        raise _Lost(NO_FOOTING)
    if first["field"] != "*":
        _update(connection, table, lines)
    elif first["after"] is not None:
        connection.execute(insert(table), _row(table, restored(first["after"]), damaged))
    elif first["before"] is not None:
        _present(connection, table, first["row_id"])
        connection.execute(delete(table).where(table.c.id == first["row_id"]))
    else:
        raise _Lost(DESTRUCTION)


def _update(connection: Connection, table: Table, lines: list[Line]) -> None:
    row = _present(connection, table, lines[0]["row_id"])
    values: dict[str, Any] = {}
    for line in lines:
        name = line["field"]
        if canonical(row[name]) != line["before"]:
            raise _Lost(NO_FOOTING)
        values |= typed(table, {name: restored(line["after"])})
    if "rev_counter" in table.c:
        values["rev_parents"] = [[row["rev_device"], row["rev_counter"]]]
        values["rev_device"], values["rev_counter"] = lines[0]["device"], lines[0]["counter"]
    statement = update(table).where(table.c.id == bindparam("changed_id"))
    connection.execute(statement.values(values), {"changed_id": row["id"]})


def _present(connection: Connection, table: Table, row_id: str) -> RowMapping:
    query = select(table).where(table.c.id == row_id)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise _Lost(NO_FOOTING)
    return row


def _row(table: Table, logged: Mapping[str, Any], damaged: DamagedFile) -> dict[str, Any]:
    """Return a row from its log line; bytes, which the log knows by hash, from the damaged file."""
    row = typed(table, logged)
    for name, value in logged.items():
        if isinstance(table.c[name].type, LargeBinary) and value is not None:
            row[name] = damaged.value(table.name, logged["id"], name)
            if row[name] is None or sha256(row[name]).hexdigest() != value["sha256"]:
                raise _Lost(NO_ORIGINAL)
    return row


def _record(connection: Connection, write: Write) -> None:
    """Put the save's own lines behind the last one; unchanged where no line is missing between."""
    head = audits.head(connection)
    query = select(audit.c.last_change).where(audit.c.seq == head.seq)
    before = connection.execute(query).scalar_one_or_none() or 0
    lines = [{**line, "seq": seq} for seq, line in enumerate(write.changes, start=before + 1)]
    line = {
        **write.audit,
        "seq": head.seq + 1,
        "last_change": before + len(lines),
        "changes_hash": changes_hash(change_digest(one) for one in lines),
        "previous_hash": head.hash,
    }
    if any(line[name] != write.audit[name] for name in ("seq", "last_change", "previous_hash")):
        line["detail"] = f"{line['detail']}（恢复，原第 {write.audit['seq']} 条）"
    if lines:
        connection.execute(_as_stored(change), lines)
    connection.execute(_as_stored(audit), {**line, "hash": audit_hash(line)})
    highest = max((one["counter"] for one in lines), default=0)
    counter = meta.c.name == "counter"
    present = int(connection.execute(select(meta.c.value).where(counter)).scalar_one())
    mark = update(meta).where(counter).values(value=str(max(present, highest)))
    connection.execute(mark)


def _as_stored(table: Table, instant: str = "at") -> Any:
    """Return an insert that takes its instant as the text it was read as."""
    return insert(table).values({instant: bindparam(instant, type_=String)})
