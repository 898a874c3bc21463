"""Every column of every table of random offices against DuckDB: each row, and the total."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mediation_desk.app import Desk
from mediation_desk.domain.statistics import Rate, Rows
from mediation_desk.services.statistics_rows import StatisticsTable, UnitRow
from tests.golden.by_duckdb import SQL, Dump, Figures, summed
from tests.services.counted_office import Office, invented_office
from tests.services.recount import Fact
from tests.services.test_statistics_records import claim, fill
from tests.services.test_statistics_recount import facts as annual_facts
from tests.services.test_statistics_tables import facts

PERIODS = ("2025", "2025H1", "2025Q4", "2025-06", "2025-11-30..2025-12-01")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with invented_office(tmp_path_factory.mktemp("office")) as made:
        fill(made)
        yield made


@settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.function_scoped_fixture),
)
@given(
    cases=st.lists(facts() | annual_facts(), min_size=20, max_size=40),
    period=st.sampled_from(PERIODS),
    oral=st.booleans(),
)
def test_every_table_of_a_random_office_is_what_duckdb_makes_of_its_records(
    office: Office, cases: list[Fact], period: str, oral: bool
) -> None:
    claim(office, list(office.enter(cases)))
    office.desk.settings.set("count_oral", oral)
    with TemporaryDirectory() as folder:
        dump = Dump(office.desk, Path(folder))
        for key in keys():
            for basis in ("dates", "accepted"):
                compare(office.desk, dump, key, period=period, basis=basis, oral=oral)


def test_there_is_a_second_computation_of_every_table(office: Office) -> None:
    assert {table.key for table in office.desk.statistics.tables()} == set(keys())


def keys() -> list[str]:
    """Return the tables that DuckDB computes."""
    return sorted(file.stem for file in SQL.glob("*.sql") if file.stem != "facts")


def compare(
    desk: Desk, dump: Dump, key: str, *, period: str, basis: str = "dates", oral: bool = True
) -> None:
    """Hold every figure of a table against DuckDB's."""
    statistics = desk.statistics
    table = statistics.table(key, period=statistics.period(period), basis=basis)

    def told(start: date, end: date) -> dict[str, Figures]:
        accepted = basis == "accepted"
        return dump.figures(key, start, end, oral=oral, by_acceptance=accepted)

    whole = told(table.period.start, table.period.end)
    if table.corner == Rows.MONTHS.label:
        for row, (start, end) in zip(table.rows, months(table), strict=True):
            assert_row(table, row, summed(told(start, end).values()))
    else:
        assert_rows(table, whole)
    if key != "case_workload":  # its total has cases without a mediator too
        assert_row(table, table.total, summed(whole.values()))


def assert_rows(table: StatisticsTable, whole: dict[str, Figures]) -> None:
    """Hold each single row against its own; what has figures must have a row."""
    shown = {row.row or row.unit: row for row in table.rows}
    missing = {one for one, part in whole.items() if any(part.values())} - shown.keys()
    assert missing <= unlisted(table), missing
    for name, row in shown.items():
        if name in whole or not name.startswith(("township:", "of:", "?", "-")):
            assert_row(table, row, whole.get(name, {}))


def unlisted(table: StatisticsTable) -> set[str]:
    """Return the codes that stand in the row of what no list knows."""
    return {"old_source"} if any(row.row == "?" for row in table.rows) else set()


def assert_row(table: StatisticsTable, row: UnitRow, wanted: Figures) -> None:
    """Hold every column of a row against what is wanted of it."""
    for leaf, value in zip(table.leaves, row.values, strict=True):
        if isinstance(value, Rate):
            assert value.numerator == wanted.get(leaf.counts, 0), (row.label, leaf.key)
        elif leaf.key in wanted or not leaf.key.endswith("_unlisted"):
            assert value == wanted.get(leaf.key, 0), (row.label, leaf.key)


def months(table: StatisticsTable) -> list[tuple[date, date]]:
    """Return the first and last day of every row."""
    starts = [date.fromisoformat(row.row) for row in table.rows]
    ends = [*(day - timedelta(1) for day in starts[1:]), table.period.end]
    return list(zip(starts, ends, strict=True))
