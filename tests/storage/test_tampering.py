"""Whatever raw SQL does to the journal is found, and the first bad line is named (J8)."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Connection, select

from mediation_desk.app import Desk, build
from mediation_desk.clock import FixedClock
from mediation_desk.paths import find
from mediation_desk.storage import audit as evidence
from mediation_desk.storage.audit import Head, check_anchor, head, verify
from mediation_desk.storage.hashing import AUDIT, LINE, content_hash
from mediation_desk.storage.tables.journal import audit, change
from tests.conftest import NOON
from tests.factories import agreement_draft, mediating, session_draft, set_up, signatures
from tests.storage.raw import rolled_back

MUTATIONS = 1000


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with three cases' journal; tests change it inside transactions they roll back."""
    desk = build(find(tmp_path_factory.mktemp("tamper")), FixedClock(NOON), actor="测试员")
    committee = set_up(desk)
    for _ in range(3):
        case = mediating(desk, committee)
        desk.sessions.record(case.id, session_draft(case))
        desk.agreements.conclude(case.id, agreement_draft(case))
        desk.agreements.sign(case.id, signatures(case))
    yield desk
    desk.close()


def counts(connection: Connection) -> tuple[int, int]:
    last = connection.execute(
        select(audit.c.seq, audit.c.last_change).order_by(audit.c.seq.desc()).limit(1)
    ).one()
    return last.seq, last.last_change


def covering(connection: Connection, change_seq: int) -> int:
    """Return the audit line that covers a change line."""
    query = select(audit.c.seq).where(audit.c.last_change >= change_seq).order_by(audit.c.seq)
    found = connection.execute(query.limit(1)).scalar_one_or_none()
    return found or counts(connection)[0] + 1


def edit(connection: Connection, table: str, seq: int, random: Random) -> None:
    """Give one column another value: one character more, other bytes, a number off by one."""
    columns = (*AUDIT, "hash") if table == "audit" else (*LINE, "before", "after", "reason", "salt")
    column = random.choice([name for name in columns if name != "seq"])
    query = f'SELECT "{column}" FROM {table} WHERE seq = ?'
    value = connection.exec_driver_sql(query, (seq,)).scalar_one()
    if isinstance(value, int):
        after: object = value + random.choice((-1, 1))
    elif value:
        cut = random.randrange(len(value))
        after = value[:cut] + random.choice(("x", "王", "\udce9", "")) + value[cut + 1 :]
        after = after.encode("utf-8", "surrogateescape") if "\udce9" in after else after
        after = value + "," if after == value else after
    else:
        after = "null" if value is None else " "
    place = "CAST(? AS TEXT)" if isinstance(after, bytes) else "?"
    connection.exec_driver_sql(
        f'UPDATE {table} SET "{column}" = {place} WHERE seq = ?', (after, seq)
    )


def delete(connection: Connection, table: str, seq: int, random: Random) -> None:
    connection.exec_driver_sql(f"DELETE FROM {table} WHERE seq = ?", (seq,))


def renumber(connection: Connection, table: str, seq: int, random: Random) -> None:
    last = connection.exec_driver_sql(f"SELECT max(seq) FROM {table}").scalar_one()
    target = random.choice((last + 1, last + 7, 0, -seq))
    connection.exec_driver_sql(f"UPDATE {table} SET seq = ? WHERE seq = ?", (target, seq))


def swap(connection: Connection, table: str, seq: int, random: Random) -> None:
    """Exchange two lines that follow each other."""
    last = connection.exec_driver_sql(f"SELECT max(seq) FROM {table}").scalar_one()
    low = seq if seq < last else seq - 1
    for before, after in ((low, -1), (low + 1, low), (-1, low + 1)):
        connection.exec_driver_sql(f"UPDATE {table} SET seq = ? WHERE seq = ?", (after, before))


def insert(connection: Connection, table: str, seq: int, random: Random) -> None:
    """Push a copy of a line in behind it, the later ones one further."""
    names = [column.name for column in (audit if table == "audit" else change).c]
    chosen = ", ".join("seq + 1" if name == "seq" else f'"{name}"' for name in names)
    if table == "audit":
        chosen = chosen.replace('"write_id"', "write_id || 'x'")
    listed = ", ".join(f'"{name}"' for name in names)
    connection.exec_driver_sql(f"UPDATE {table} SET seq = -(seq + 1) WHERE seq > ?", (seq,))
    connection.exec_driver_sql(f"UPDATE {table} SET seq = -seq WHERE seq < 0")
    connection.exec_driver_sql(
        f"INSERT INTO {table} ({listed}) SELECT {chosen} FROM {table} WHERE seq = ?", (seq,)
    )


WAYS = (edit, edit, edit, delete, renumber, swap, insert)


def test_an_untouched_journal_is_whole(office: Desk) -> None:
    seen: list[tuple[int, int]] = []
    with office._context.db.read() as connection:
        verdict = verify(connection, lambda *step: seen.append(step))
        lines, changes = counts(connection)
        assert (verdict.lines, verdict.changes, verdict.fault) == (lines, changes, None)
        assert verdict.head == head(connection)
    assert seen == [(lines, lines)]


def test_every_raw_change_is_located(office: Desk) -> None:
    random = Random(20251231)
    missed = []
    for number in range(MUTATIONS):
        way = random.choice(WAYS)
        table = random.choice(("audit", "change"))
        with office._context.db.read() as connection:
            lines, changes = counts(connection)
            last = lines if table == "audit" else changes
            seq = random.randint(1, last)
            first = {swap: min(seq, last - 1), insert: seq + 1}.get(way, seq)
            where = first if table == "audit" else covering(connection, first)
        with rolled_back(office) as connection:
            way(connection, table, seq, random)
            fault = verify(connection).fault
        if fault is None or fault.seq != where or f"第 {where} 条起" not in fault.sentence:
            missed.append((number, way.__name__, table, seq, where, fault))
    assert missed == []


def test_content_that_was_erased_without_a_destruction_is_found(office: Desk) -> None:
    with rolled_back(office) as connection:
        row = connection.execute(select(change).where(change.c.seq == 9)).mappings().one()
        connection.exec_driver_sql(
            "UPDATE change SET before = NULL, after = NULL, reason = '', salt = '', sealed = ?"
            " WHERE seq = 9",
            (content_hash(row),),
        )
        fault = verify(connection).fault
        assert fault.seq == covering(connection, 9)
    assert "没有销毁记录" in fault.sentence


def test_a_cut_tail_is_found_up_to_the_last_anchor(office: Desk) -> None:
    with office._context.db.read() as connection:
        anchor = head(connection)

    def cut(connection: Connection, keep: int) -> None:
        last = select(audit.c.last_change).where(audit.c.seq == keep)
        kept = connection.execute(last).scalar_one()
        connection.exec_driver_sql("DELETE FROM audit WHERE seq > ?", (keep,))
        connection.exec_driver_sql("DELETE FROM change WHERE seq > ?", (kept,))

    for keep in range(1, anchor.seq):
        with rolled_back(office) as connection:
            cut(connection, keep)
            # Honest: the bare chain cannot see it, the anchor does.
            assert verify(connection).fault is None
            assert check_anchor(connection, anchor).seq == keep + 1
    with office._context.db.read() as connection:
        assert check_anchor(connection, anchor) is None
        other = check_anchor(connection, Head(anchor.seq, "0" * 64))
        assert "校验值不符" in other.sentence


def test_nothing_in_the_program_purges_or_rewrites_the_journal() -> None:
    """J10: audit and change lines are only ever added; destruction alone seals contents."""
    package = Path(evidence.__file__).resolve().parent.parent
    touching = [
        f"{path.relative_to(package).as_posix()}: {word}"
        for path in package.rglob("*.py")
        if path.name != "redaction.py"
        for word in ("delete(audit)", "delete(change)", "update(audit)", "update(change)")
        if word in path.read_text(encoding="utf-8")
    ]
    assert touching == []
