"""Own tables: rows × columns × measure from lists, counted and opened like any other."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from mediation_desk.domain.own_tables import Across, Counted, OwnTable
from mediation_desk.domain.statistics import Rows
from mediation_desk.errors import InvalidInput, NotFound
from tests.services.counted_office import UNITS, Office, invented_office
from tests.services.recount import BODIES, Fact, Promise, Way, columns_of
from tests.services.recount_tables import summed

PAID = Promise(800_00, 0, (), True, (date(2025, 4, 1),))
BASE = Fact(
    unit=1,
    kind="neighbour",
    source="own_initiative",
    difficulty="simple",
    parties=2,
    accepted=date(2025, 3, 3),
    lead=0,
)
ORAL = replace(BASE, form="oral", effect=date(2025, 3, 4), promises=(PAID,))
CASES = (
    BASE,
    ORAL,
    replace(ORAL, unit=0, form="written", difficulty="major", kind="traffic.death", lead=1),
    replace(BASE, unit=5, terminated=date(2025, 6, 1), source="court", lead=None),
    replace(ORAL, unit=6, source="old_source", kind="old_type", difficulty="old_level"),
)
WAY = Way(date(2024, 12, 1), date(2025, 11, 30), by_acceptance=False, oral=True)
KEYS = {
    Across.TYPES: lambda fact: fact.kind.split(".")[0],
    Across.SOURCES: lambda fact: fact.source,
    Across.DIFFICULTY: lambda fact: fact.difficulty,
    Across.FORMS: lambda fact: fact.form,
    Across.BODIES: lambda fact: BODIES.get(UNITS[fact.unit].kind, ""),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with invented_office(tmp_path_factory.mktemp("office")) as made:
        made.enter(CASES)
        yield made


@pytest.fixture
def key(office: Office) -> Iterator[str]:
    own = OwnTable("各镇难易程度", Rows.UNITS, Across.DIFFICULTY, Counted.CASES)
    made = office.desk.own_tables.save(own).id
    yield made
    office.desk.own_tables.remove(made)


@pytest.mark.parametrize("counted", [Counted.CASES, Counted.SUCCESS, Counted.AMOUNT])
@pytest.mark.parametrize("across", list(KEYS))
def test_every_column_is_the_cases_of_its_code_and_the_rest_is_shown(
    office: Office, key: str, across: Across, counted: Counted
) -> None:
    desk = office.desk
    desk.own_tables.save(OwnTable("按各类分", Rows.MONTHS, across, counted), key)
    table = desk.statistics.table(key, period=desk.statistics.period("2025"))
    wanted: dict[str, int] = {}
    for fact in CASES:
        added = columns_of(fact, UNITS[fact.unit], WAY).get(counted.value, 0)
        wanted[KEYS[across](fact)] = wanted.get(KEYS[across](fact), 0) + added
    assert table.value("total") == sum(wanted.values())
    told = {leaf.key: value for leaf, value in zip(table.leaves, table.total.values, strict=True)}
    del told["total"]
    assert sorted(v for v in told.values() if v) == sorted(v for v in wanted.values() if v)
    assert sum(told.values()) == table.value("total")
    for leaf in table.leaves:
        found = desk.statistics.cases_in(table, leaf.key, table.total)
        if leaf.unit_label == "件":
            assert len(found) == table.value(leaf.key)


@pytest.mark.parametrize("rows", [one for one in Rows if one is not Rows.MAP])
def test_all_measures_of_any_rows_add_up_to_the_whole(office: Office, key: str, rows: Rows) -> None:
    desk = office.desk
    desk.own_tables.save(OwnTable("各项", rows, Across.MEASURES, Counted.CASES), key)
    table = desk.statistics.table(key, period=desk.statistics.period("2025"))
    whole = summed(CASES, UNITS, WAY)
    for leaf in table.leaves:
        assert table.value(leaf.key) == whole.get(leaf.key, 0), leaf.key
    leaves = [row for row in table.rows if not row.unit.startswith("township:")]
    leaves = [row for row in leaves if not row.row.startswith("of:")]
    for at, leaf in enumerate(table.leaves):
        if leaf.key not in ("carried", "pending") or rows is not Rows.MONTHS:
            assert sum(row.values[at] for row in leaves) == table.value(leaf.key), leaf.key
    assert table.broken == ()


def test_an_own_table_is_offered_by_its_name_submitted_and_then_taken_away(
    office: Office,
) -> None:
    desk = office.desk
    own = OwnTable("调解员难易程度", Rows.MEDIATORS, Across.DIFFICULTY, Counted.CASES)
    key = desk.own_tables.save(own).id
    assert desk.statistics.tables()[-1].title == own.title
    assert desk.own_tables.show(key) == own
    table = desk.statistics.table(key, period=desk.statistics.period("2025"))
    report = desk.reports.submit(table, "县司法局").id
    desk.own_tables.remove(key)
    assert own.title not in {one.title for one in desk.statistics.tables()}
    assert desk.reports.show(report) == table
    assert desk.reports.changes(report).cases == ()
    with pytest.raises(NotFound, match="没有这张统计表"):
        desk.statistics.table(key, period=table.period)


@pytest.mark.parametrize(
    ("own", "field"),
    [
        (OwnTable(" ", Rows.UNITS, Across.TYPES, Counted.CASES), "title"),
        (OwnTable("重复", Rows.TYPES, Across.TYPES, Counted.CASES), "across"),
        (OwnTable("人民调解案件情况统计表", Rows.UNITS, Across.TYPES, Counted.CASES), "title"),
    ],
)
def test_a_table_that_cannot_be_is_refused_beside_its_field(
    office: Office, own: OwnTable, field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        office.desk.own_tables.save(own)
    assert list(refused.value.fields) == [field]
