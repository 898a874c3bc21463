"""The tables beside the annual one against an independent recount: every row, every column."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mediation_desk.errors import NotFound
from mediation_desk.services import figure_cases
from mediation_desk.services.filters import Filters
from mediation_desk.services.listing import FIRST
from mediation_desk.services.statistics_rows import StatisticsTable
from tests.services.counted_office import MEDIATORS, UNITS, Office, invented_office
from tests.services.recount import Fact, Figures, Promise, Way
from tests.services.recount_tables import assisted, summed

TABLES = ("case_workload", "case_sources", "case_outcome", "case_months")
EDGES = (
    *(date(2024, 11, 30), date(2024, 12, 1), date(2025, 2, 28), date(2025, 3, 1)),
    *(date(2025, 5, 31), date(2025, 6, 1), date(2025, 11, 30), date(2025, 12, 1)),
)
days = st.sampled_from(EDGES) | st.dates(date(2024, 11, 1), date(2025, 12, 31))
gaps = st.sampled_from((0, 0, 1, 15, 30, 90))
people = st.none() | st.integers(0, len(MEDIATORS) - 1)
SOURCES = ("own_initiative", "court", "police", "other_dept", "old_source")


@st.composite
def promises(draw: st.DrawFn, reached: date) -> Promise:
    """One clause with its dues, some of them without a day."""
    done = draw(st.lists(st.none() | gaps, max_size=3))
    due = draw(st.lists(st.none() | gaps, min_size=len(done), max_size=len(done)))
    return Promise(
        amount=draw(st.integers(1, 900_000)),
        months=0,
        parts=(),
        counts=True,
        done=tuple(None if gap is None else reached + timedelta(gap) for gap in done),
        due=tuple(None if gap is None else reached + timedelta(gap) for gap in due),
    )


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """A case with its people, sessions, dues and applications to the court."""
    accepted = draw(days)
    reached = accepted + timedelta(draw(gaps))
    fact = Fact(
        unit=draw(st.sampled_from((0, 1, 5))),
        kind="neighbour",
        source=draw(st.sampled_from(SOURCES)),
        difficulty=draw(st.sampled_from(("simple", "general", "difficult", "major", "old_level"))),
        parties=2,
        accepted=accepted,
        lead=draw(people),
        helper=draw(people),
        held=tuple(accepted + timedelta(gap) for gap in draw(st.lists(gaps, max_size=2))),
    )
    end = draw(st.sampled_from(("open", "terminated", "oral", "written", "written", "unsigned")))
    if end in ("open", "terminated"):
        return replace(fact, terminated=reached if end == "terminated" else None)
    ruled = st.tuples(st.sampled_from(("valid", "pending", "refused", "old_result")), days)
    return replace(
        fact,
        form="oral" if end == "oral" else "written",
        effect=None if end == "unsigned" else reached,
        promises=tuple(draw(st.lists(promises(reached), min_size=1, max_size=2))),
        rulings=tuple(draw(st.lists(ruled, max_size=2))) if end == "written" else (),
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with invented_office(tmp_path_factory.mktemp("office")) as made:
        yield made


def shown(table: StatisticsTable) -> dict[tuple[str, str], dict[str, object]]:
    """Return the figures of every row, without the rates."""
    return {
        (row.unit, row.row): {
            leaf.key: value
            for leaf, value in zip(table.leaves, row.values, strict=True)
            if leaf.unit_label != "率"
        }
        for row in table.rows
    }


def total_of(table: StatisticsTable) -> dict[str, object]:
    values = zip(table.leaves, table.total.values, strict=True)
    return {leaf.key: value for leaf, value in values if leaf.unit_label != "率"}


def expected(table: StatisticsTable, cases: Sequence[Fact], way: Way) -> Figures:
    figures = dict.fromkeys(total_of(table), 0)
    found = summed(cases, UNITS, way)
    return figures | {key: found.get(key, 0) for key in figures}


Chosen = Callable[[Fact], bool]


def mediators_of(office: Office) -> dict[str, frozenset[int | None]]:
    """Return which mediators each row of the workload table is about."""
    rows = {row_id: frozenset({at}) for at, row_id in enumerate(office.mediators)}
    for unit, committee in enumerate(office.committees):
        own = frozenset(at for at, (_, of, _) in enumerate(MEDIATORS) if of == unit)
        rows[f"of:{committee}"] = own
    return rows | {"-": frozenset({None})}


@settings(
    max_examples=30,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.function_scoped_fixture),
)
@given(
    cases=st.lists(facts(), min_size=1, max_size=8),
    period=st.sampled_from(("2025", "2025H1", "2025Q4", "2025-03", "2025-02-10..2025-06-05")),
    basis=st.sampled_from(("dates", "accepted")),
    name=st.sampled_from(TABLES),
)
def test_every_row_and_column_is_as_recounted_by_hand(
    office: Office, cases: list[Fact], period: str, basis: str, name: str
) -> None:
    known = office.enter(cases)
    span = office.desk.statistics.period(period)
    way = Way(span.start, span.end, basis == "accepted", oral=True)
    table = office.desk.statistics.table(name, period=span, basis=basis)
    wanted = expected(table, cases, way)
    if "assisted" in wanted:
        wanted["assisted"] = sum(assisted(fact, way) for fact in cases)
    assert total_of(table) == wanted
    assert_lists(office, table, known, way)
    if name == "case_workload":
        assert_workload(office, table, cases, way)
    if name == "case_sources":
        assert_sources(table, cases, way)
    if name == "case_months":
        assert_months(table, cases, way)


def assert_workload(
    office: Office, table: StatisticsTable, cases: Sequence[Fact], way: Way
) -> None:
    rows = shown(table)
    about = mediators_of(office)
    for (_, row), figures in rows.items():
        wanted = expected(table, [fact for fact in cases if fact.lead in about[row]], way)
        helped = [fact for fact in cases if fact.helper in about[row] - {None}]
        wanted["assisted"] = sum(assisted(fact, way) for fact in helped)
        assert figures == wanted, row
    single = [figures for (_, row), figures in rows.items() if not row.startswith("of:")]
    for key, whole in total_of(table).items():
        assert sum(figures[key] for figures in single) == whole, key


def assert_sources(table: StatisticsTable, cases: Sequence[Fact], way: Way) -> None:
    for (_, row), figures in shown(table).items():
        here = "old_source" if row == "?" else row
        of_this = [fact for fact in cases if fact.source == here]
        assert figures == expected(table, of_this, way), row
    unknown = expected(table, [fact for fact in cases if fact.source == "old_source"], way)
    assert any(unknown.values()) == any(row.row == "?" for row in table.rows)


def assert_months(table: StatisticsTable, cases: Sequence[Fact], way: Way) -> None:
    """Every month is a table of its own; together they are the period without a gap."""
    starts = [date.fromisoformat(row.row) for row in table.rows]
    ends = [*(day - timedelta(1) for day in starts[1:]), way.end]
    assert starts[0] == way.start
    for start, end, row in zip(starts, ends, table.rows, strict=True):
        month = Way(start, end, way.by_acceptance, way.oral)
        assert shown(table)[row.unit, row.row] == expected(table, cases, month), row.label


def assert_lists(office: Office, table: StatisticsTable, known: dict[str, Fact], way: Way) -> None:
    """The figures of the fullest row and the total open their cases, which add up to them."""
    fullest = max(table.rows, key=lambda row: sum(v for v in row.values if isinstance(v, int)))
    for row in (fullest, table.total):
        for leaf, value in zip(table.leaves, row.values, strict=True):
            if leaf.unit_label == "率":
                continue
            found = office.desk.statistics.cases_in(table, leaf.key, row)
            assert len(set(found)) == len(found)
            if leaf.unit_label == "件":
                assert_listed(office, Filters(figure=table.figure(leaf.key, row)), found)
                assert len(found) == value, (row.label, leaf.key)
            elif row == table.total:
                listed = [known[case_id] for case_id in found]
                assert expected(table, listed, way)[leaf.key] == value, leaf.key


def assert_listed(office: Office, filters: Filters, ids: Sequence[str]) -> None:
    """The case list shows the same cases, the newest first, and begins with the same ones."""
    listing = office.desk.listing
    keys = listing.keys(filters)
    assert {row.id for row in listing.rows(keys).values()} == set(ids)
    assert len(keys) == len(ids)
    assert listing.first(filters).keys == keys[:FIRST]
    context = office.desk._context
    with context.db.read() as connection, pytest.MonkeyPatch.context() as patch:
        cell = figure_cases.cell_behind(connection, context, filters.figure)
        for newest, most in ((3, 2), (0, 2)):
            patch.setattr(figure_cases, "NEWEST", newest)
            assert list(figure_cases.head(connection, cell, most)) == list(keys[:most])


def test_a_row_that_is_not_there_is_named(office: Office) -> None:
    statistics = office.desk.statistics
    table = statistics.table("case_sources", period=statistics.period("2025"))
    with pytest.raises(NotFound, match="没有这一行"):
        statistics.cases_in(table, "cases", replace(table.rows[0], row="nothing"))


def test_the_months_of_another_first_day_are_its_own(office: Office) -> None:
    office.desk.settings.set("statistics_year_start", "11-16")
    try:
        statistics = office.desk.statistics
        table = statistics.table("case_months", period=statistics.period("2025"))
    finally:
        office.desk.settings.set("statistics_year_start", "12-01")
    assert [row.label for row in table.rows][:2] == ["2024年12月", "2025年1月"]
    assert (table.rows[0].row, table.rows[-1].row) == ("2024-11-16", "2025-10-16")


OLD = Fact(
    unit=1,
    kind="neighbour",
    source="court",
    difficulty="general",
    parties=2,
    accepted=date(2024, 3, 3),
    form="oral",
    effect=date(2024, 3, 4),
    promises=(Promise(700_00, 0, (), True, ()),),
    lead=0,
)


@pytest.mark.parametrize("name", ["case_annual", *TABLES])
def test_the_cases_that_explain_a_difference_add_up_to_it(office: Office, name: str) -> None:
    office.enter(
        [
            OLD,
            replace(OLD, accepted=date(2025, 3, 2), effect=date(2025, 4, 1)),
            replace(OLD, accepted=date(2025, 5, 6), effect=None, form="", unit=5, lead=2),
            replace(OLD, accepted=date(2024, 11, 30), effect=date(2024, 12, 1), lead=None),
        ]
    )
    statistics = office.desk.statistics
    compared = statistics.compared(statistics.table(name, period=statistics.period("2025")))
    assert compared.before.period == statistics.period("2024")
    for row in (*compared.now.rows[:4], compared.now.total):
        for leaf in compared.now.leaves:
            value = row.values[[one.key for one in compared.now.leaves].index(leaf.key)]
            before = compared.value(leaf.key, row)
            cases = statistics.difference(compared, leaf.key, row)
            if leaf.unit_label == "件":
                gained = sum(one.what.startswith("本期") for one in cases)
                assert gained - (len(cases) - gained) == value - before, (row.label, leaf.key)
            elif leaf.unit_label != "率":
                assert bool(cases) >= (value != before)


def test_the_same_period_of_a_year_before_has_the_same_days(office: Office) -> None:
    statistics = office.desk.statistics
    period = statistics.period("2024-02-29..2024-02-29")
    before = statistics.compared(statistics.table("case_annual", period=period)).before.period
    assert (before.start, before.end) == (date(2023, 2, 28), date(2023, 2, 28))
    leap = statistics.period("2025Q1")
    table = statistics.table("case_annual", period=leap)
    assert statistics.compared(table).before.period == statistics.period("2024Q1")
