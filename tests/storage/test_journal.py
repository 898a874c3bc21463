"""Every write leaves its change lines and one chained audit line, or nothing at all."""

import json
from hashlib import sha256

import pytest
from sqlalchemy import select

from mediation_desk.clock import FixedClock
from mediation_desk.errors import Conflict
from mediation_desk.storage import store
from mediation_desk.storage.audit import verify
from mediation_desk.storage.database import Database
from mediation_desk.storage.hashing import restored
from mediation_desk.storage.journal import Act, writing
from mediation_desk.storage.place import StorePlace
from mediation_desk.storage.tables.journal import audit, change
from mediation_desk.storage.tables.office import office


@pytest.fixture
def db(place: StorePlace, clock: FixedClock):
    opened = store.create(place, clock)
    yield opened
    opened.close()


def _make(db: Database, clock: FixedClock) -> str:
    with writing(db, clock, Act("set_up", "王某")) as writer:
        office_id = writer.insert(office, {"name": "甲所"})
        writer.about(office, office_id)
    return office_id


def _lines(db: Database, table) -> list:
    with db.read() as connection:
        return connection.execute(select(table).order_by(table.c.seq)).mappings().all()


def test_a_changed_field_says_who_when_before_after_why(db: Database, clock: FixedClock) -> None:
    office_id = _make(db, clock)
    with writing(db, clock, Act("rename", "李某", reason="更名")) as writer:
        writer.about(office, office_id)
        writer.update(office, office_id, {"name": "乙所", "region_code": ""})
    made, renamed = _lines(db, change)
    assert made["field"] == "*"
    assert restored(made["after"])["name"] == "甲所"
    assert (renamed["field"], renamed["before"], renamed["after"]) == ("name", '"甲所"', '"乙所"')
    assert (renamed["actor"], renamed["reason"], renamed["at"]) == ("李某", "更名", clock.now())
    assert renamed["aggregate_id"] == office_id


def test_a_revision_names_the_one_it_replaced(db: Database, clock: FixedClock) -> None:
    office_id = _make(db, clock)
    with writing(db, clock, Act("rename", "李某")) as writer:
        first = writer.row(office, office_id)
        writer.update(office, office_id, {"name": "乙所"})
        second = writer.row(office, office_id)
    assert second["rev_parents"] == [[first["rev_device"], first["rev_counter"]]]
    assert second["rev_counter"] == first["rev_counter"] + 1


def test_a_stale_edit_is_a_conflict_and_loses_nothing(db: Database, clock: FixedClock) -> None:
    office_id = _make(db, clock)
    with writing(db, clock, Act("rename", "李某")) as writer:
        seen = writer.row(office, office_id)["rev_counter"]
        writer.update(office, office_id, {"name": "乙所"}, seen=seen)
    with pytest.raises(Conflict), writing(db, clock, Act("rename", "张某")) as writer:
        writer.update(office, office_id, {"name": "丙所"}, seen=seen)
    with db.read() as connection:
        assert connection.execute(select(office.c.name)).scalar_one() == "乙所"
    assert len(_lines(db, audit)) == 2


def test_the_audit_chain_covers_each_line_and_its_changes(db: Database, clock: FixedClock) -> None:
    office_id = _make(db, clock)
    with writing(db, clock, Act("rename", "李某")) as writer:
        writer.update(office, office_id, {"name": "乙所", "region_code": "341823"})
    assert [line["seq"] for line in _lines(db, change)] == [1, 2, 3]
    made, renamed = _lines(db, audit)
    assert (made["last_change"], renamed["last_change"]) == (1, 3)
    assert renamed["previous_hash"] == made["hash"]
    with db.read() as connection:
        assert verify(connection).fault is None


def test_a_hash_known_from_outside_still_verifies(db: Database, clock: FixedClock) -> None:
    # The recipe of hashing.py, done by hand: a store of today must verify with tomorrow's program.
    _make(db, clock)
    line, (made,) = _lines(db, audit)[0], _lines(db, change)
    at = clock.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def digest(*parts: object) -> str:
        text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()

    content = digest(made["salt"], None, made["after"], "")
    change_line = digest(
        *(1, made["write_id"], at, "王某", made["device"], made["counter"]),
        *(made["row_id"], "office", made["row_id"], "*", content),
    )
    covered = sha256(change_line.encode()).hexdigest()
    assert line["changes_hash"] == covered
    assert line["hash"] == digest(
        *(1, line["write_id"], at, "王某", line["device"], "set_up", "office", made["row_id"]),
        *("", 1, covered, "0" * 64),
    )


def test_without_its_audit_line_nothing_is_saved(db: Database, clock: FixedClock) -> None:
    with db.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no_audit BEFORE INSERT ON audit"
            " BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    with pytest.raises(Exception, match=r"。"):
        _make(db, clock)
    with db.read() as connection:
        assert connection.execute(select(office)).first() is None
        assert connection.execute(select(change)).first() is None
