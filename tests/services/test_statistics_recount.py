"""Statistics against an independent recount: random offices, every cell, every equation."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mediation_desk.app import Desk
from mediation_desk.services.statistics import CASE_ANNUAL
from mediation_desk.services.statistics_rows import StatisticsTable, UnitRow
from tests.services.counted_office import UNITS, WHOLE, Office, invented_office
from tests.services.recount import (
    DELEGATED,
    RARE,
    SOURCES,
    TYPES,
    Fact,
    Promise,
    Way,
    broken,
    columns_of,
    total,
)

TOTAL = "合计"
PERIODS = (
    *("2025", "2025H1", "2025H2", "2025Q1", "2025Q4", "2026Q1", "2025-01", "2025-11"),
    *("2025-11-30..2025-12-01", "2025-03-01..2025-03-01", "2024-12-15..2025-06-30"),
)
EDGES = (
    *(date(2024, 11, 30), date(2024, 12, 1), date(2025, 2, 28), date(2025, 3, 1)),
    *(date(2025, 5, 31), date(2025, 6, 1), date(2025, 11, 15), date(2025, 11, 16)),
    *(date(2025, 11, 30), date(2025, 12, 1), date(2025, 12, 31), date(2026, 1, 1)),
)
days = st.sampled_from(EDGES) | st.dates(date(2024, 10, 15), date(2026, 1, 15))
later = st.sampled_from((0, 0, 1, 14, 15, 30, 61)) | st.integers(0, 400)
amounts = st.integers(1, 5_000_000)


@st.composite
def promises(draw: st.DrawFn, reached: date) -> Promise:
    """A clause: a sum, a sum by the month or year, instalments, or an act without money."""
    months = draw(st.sampled_from((0, 0, 0, 1, 3, 5, 12)))
    parts = () if months else tuple(draw(st.lists(amounts, max_size=3)))
    amount = draw(amounts) if months or (draw(st.booleans()) and not parts) else None
    dues = len(parts) or draw(st.sampled_from((0, 1)))
    done = draw(st.lists(st.none() | later, min_size=dues, max_size=dues))
    return Promise(
        amount=amount,
        months=months,
        parts=parts,
        counts=draw(st.integers(0, 5)) > 0,
        done=tuple(None if gap is None else reached + timedelta(gap) for gap in done),
    )


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """A case in any state a user can bring it to."""
    accepted = draw(days)
    what = {
        "unit": draw(st.integers(0, len(UNITS) - 1)),
        "kind": draw(st.sampled_from((*TYPES, "neighbour.drainage", "traffic.death", "old_type"))),
        "source": draw(st.sampled_from((*SOURCES, *DELEGATED, "old_source"))),
        "difficulty": draw(st.sampled_from(("simple", "general", "difficult", "major"))),
        "parties": draw(st.sampled_from((1, 2, 2, 3, 5))),
    }
    end = draw(
        st.sampled_from("refused open terminated oral oral written written unsigned".split())
    )
    if end == "refused":
        return Fact(**what, accepted=None)
    reached = accepted + timedelta(draw(later))
    if end in ("open", "terminated"):
        return Fact(**what, accepted=accepted, terminated=reached if end != "open" else None)
    signed = {"oral": reached, "written": reached + timedelta(draw(later)), "unsigned": None}
    ruled = st.tuples(st.sampled_from(("valid", "valid", "dismissed", "pending")), days)
    return Fact(
        **what,
        accepted=accepted,
        form="oral" if end == "oral" else "written",
        effect=signed[end],
        promises=tuple(draw(st.lists(promises(reached), min_size=1, max_size=2))),
        rulings=tuple(draw(st.lists(ruled, max_size=2))) if end == "written" else (),
    )


@pytest.fixture(scope="module")
def random_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with invented_office(tmp_path_factory.mktemp("office")) as made:
        yield made


def members_of(label: str) -> list[int]:
    """Return which committees a row of the table stands for."""
    return [
        number
        for number, unit in enumerate(UNITS)
        if label in (unit.name, unit.township, WHOLE, TOTAL) or label in (WHOLE, TOTAL)
    ]


@settings(
    max_examples=60,
    deadline=None,
    # A failure names its row and column; making the office smaller would take minutes.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.function_scoped_fixture),
)
@given(
    cases=st.lists(facts(), max_size=10),
    period=st.sampled_from(PERIODS),
    start=st.sampled_from(("12-01", "01-01", "11-16")),
    oral=st.booleans(),
    chosen=st.sampled_from(("", "township:示例镇", "township:样板街道", 0, 5, 7)),
)
def test_every_cell_and_equation_is_as_recounted_by_hand(
    random_office: Office,
    cases: list[Fact],
    period: str,
    start: str,
    oral: bool,
    chosen: str | int,
) -> None:
    desk = random_office.desk
    known = random_office.enter(cases)
    desk.settings.set("statistics_year_start", start)
    desk.settings.set("count_oral", oral)
    span = desk.statistics.period(period)
    unit = random_office.committees[chosen] if isinstance(chosen, int) else chosen
    for basis in ("dates", "accepted"):
        way = Way(span.start, span.end, basis == "accepted", oral)
        table = desk.statistics.table(CASE_ANNUAL, period=span, unit=unit, basis=basis)
        scope = members_of(table.unit_label)
        here = [fact for fact in cases if fact.unit in scope]
        assert_figures(table, here, way)
        assert_broken(table, here, way)
        assert_rows(table, here, way, scope)
        assert_cases(desk, table, known, way)


def keys_of(table: StatisticsTable) -> list[str]:
    return [leaf.key for leaf in table.leaves if leaf.unit_label != "率"]


def recounted(row: UnitRow, cases: Sequence[Fact], way: Way, keys: Sequence[str]) -> dict[str, int]:
    members = members_of(row.label)
    return total([fact for fact in cases if fact.unit in members], UNITS, way, keys)


def figures_of(table: StatisticsTable, row: UnitRow) -> dict[str, object]:
    values = zip(table.leaves, row.values, strict=True)
    return {leaf.key: value for leaf, value in values if leaf.unit_label != "率"}


def assert_figures(table: StatisticsTable, cases: Sequence[Fact], way: Way) -> None:
    """Every cell of every row is what the recount says; a rare column is there when it must."""
    keys = keys_of(table)
    for row in (*table.rows, table.total):
        assert figures_of(table, row) == recounted(row, cases, way, keys), row.label
    everything = recounted(table.total, cases, way, (*keys, *RARE))
    assert {key for key in RARE if everything[key]} == set(RARE) & set(keys)
    rate = table.value("success_rate")
    assert rate.numerator == everything["success"]
    assert rate.denominator == everything["success"] + everything["failed"]


def assert_broken(table: StatisticsTable, cases: Sequence[Fact], way: Way) -> None:
    """Every equation that does not hold is reported with its row, and no other one."""
    keys = (*keys_of(table), *RARE)
    expected = {
        (row.label, key)
        for row in (*table.rows, table.total)
        for key in broken(recounted(row, cases, way, keys), way)
    }
    assert {(one.unit_label, one.key) for one in table.broken} == expected


def assert_rows(
    table: StatisticsTable, cases: Sequence[Fact], way: Way, scope: Sequence[int]
) -> None:
    """A row for every committee and township of the unit; a dissolved one only with figures."""
    units = [UNITS[number] for number in scope]
    counted = {UNITS[fact.unit].name for fact in cases if columns_of(fact, UNITS[fact.unit], way)}
    expected = [unit.name for unit in units if unit.active or unit.name in counted]
    if len(units) > 1:
        expected += {unit.township for unit in units if unit.township}
    assert sorted(row.label for row in table.rows) == sorted(expected)


def assert_cases(desk: Desk, table: StatisticsTable, known: dict[str, Fact], way: Way) -> None:
    """Every figure of the total row opens the cases it is made of, each once."""
    scope = members_of(table.unit_label)
    here = {case_id: fact for case_id, fact in known.items() if fact.unit in scope}
    for key in keys_of(table):
        found = desk.statistics.cases_of(
            CASE_ANNUAL, period=table.period, column=key, unit=table.unit, basis=table.basis.value
        )
        behind = {
            case_id: columns_of(fact, UNITS[fact.unit], way)[key]
            for case_id, fact in here.items()
            if key in columns_of(fact, UNITS[fact.unit], way)
        }
        assert sorted(found) == sorted(behind), key
        assert sum(behind.values()) == table.value(key), key
