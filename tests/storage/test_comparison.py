"""A row that raw SQL altered, removed or slipped in is found by laying it beside the change log."""

from collections.abc import Iterator
from random import Random

import pytest
from sqlalchemy import Connection, select

from mediation_desk.app import Desk, build
from mediation_desk.clock import FixedClock
from mediation_desk.paths import find
from mediation_desk.storage.comparison import Difference, compare, logged_tables
from mediation_desk.storage.database import Database
from tests.conftest import NOON
from tests.factories import agreement_draft, case_draft, mediating, session_draft, set_up
from tests.storage.raw import rolled_back

MUTATIONS = 300


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with a case that went all the way, and one that was corrected and taken back."""
    desk = build(find(tmp_path_factory.mktemp("compare")), FixedClock(NOON), actor="测试员")
    committee = set_up(desk)
    case = mediating(desk, committee)
    desk.sessions.record(case.id, session_draft(case))
    desk.agreements.conclude(case.id, agreement_draft(case))
    desk.papers.issue(case.id, "agreement")
    other = mediating(desk, committee)
    desk.cases.revise(other.id, case_draft(committee, place="另一处"), revision=other.revision)
    desk.cases.step_back(other.id, "登记有误")
    desk.settings.set("count_oral", False)
    desk.settings.set("bin_days", 30)
    yield desk
    desk.close()


def database(desk: Desk) -> Database:
    return desk._context.db


def rows(connection: Connection) -> list[tuple[str, str]]:
    return [
        (table.name, row_id)
        for table in logged_tables()
        for row_id in connection.execute(select(table.c.id)).scalars()
    ]


def test_what_the_program_wrote_is_what_the_log_says(office: Desk) -> None:
    seen: list[tuple[int, int]] = []
    with database(office).read() as connection:
        assert len(rows(connection)) >= 28
        assert compare(connection, lambda *step: seen.append(step)) == ()
    assert seen[-1][0] == seen[-1][1] > 0


def test_every_altered_field_is_named(office: Desk) -> None:
    random = Random(7)
    with database(office).read() as connection:
        everything = rows(connection)
    missed = []
    for _ in range(MUTATIONS):
        table_name, row_id = random.choice(everything)
        with rolled_back(office) as connection:
            connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            read = connection.exec_driver_sql(
                f"SELECT * FROM {table_name} WHERE id = ?", (row_id,)
            ).mappings()
            row = read.one()
            column = random.choice([name for name in row if name != "id"])
            changed = {int: lambda value: value + 1000, str: lambda value: f"{value}x"}
            value = changed.get(type(row[column]), lambda value: b"\xff\xfe")(row[column])
            connection.exec_driver_sql(
                f"UPDATE {table_name} SET {column} = ? WHERE id = ?", (value, row_id)
            )
            found = compare(connection)
        if found != (Difference(table_name, row_id, (column,)),):
            missed.append((table_name, column, value, found))
    assert missed == []


def test_a_removed_row_and_one_without_origin_are_named(office: Desk) -> None:
    with rolled_back(office) as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        row_id = connection.exec_driver_sql("SELECT id FROM session").scalar_one()
        connection.exec_driver_sql("DELETE FROM session")
        assert compare(connection) == (Difference("session", row_id, (), missing=True),)
    with rolled_back(office) as connection:
        connection.exec_driver_sql(
            "INSERT INTO person (id, kind, rev_device, rev_counter,"
            " rev_parents) VALUES ('0', 'natural', 'x', 1, '[]')"
        )
        assert compare(connection) == (Difference("person", "0", (), unknown=True),)


def test_a_row_that_was_taken_away_may_not_come_back(office: Desk) -> None:
    with rolled_back(office) as connection:
        gone = (
            connection.exec_driver_sql(
                "SELECT row_id FROM change WHERE table_name = 'party' AND field = '*'"
                " AND after IS NULL"
            )
            .scalars()
            .first()
        )
        connection.exec_driver_sql(
            "INSERT INTO party (id, case_id, person_id, position, side, kind, special_groups)"
            " SELECT ?, case_id, person_id, 9, side, kind, '[]' FROM party LIMIT 1",
            (gone,),
        )
        assert compare(connection) == (Difference("party", gone, (), unknown=True),)


def test_a_counter_set_back_is_noticed(office: Desk) -> None:
    with rolled_back(office) as connection:
        connection.exec_driver_sql("UPDATE meta SET value = '3' WHERE name = 'counter'")
        assert compare(connection) == (Difference("meta", "counter", ("value",)),)
