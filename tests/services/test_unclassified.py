"""A code that nobody knows is never lost: in every table it has a visible place, 未分类."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, update

from mediation_desk.domain.design_figures import RULES, Figure, Narrow
from mediation_desk.domain.statistics import Filter, Indicator, Rows, TableDefinition
from mediation_desk.domain.table_designs import Condition, DesignColumn, TableDesign
from mediation_desk.services.statistics_question import question_of, read_rules
from mediation_desk.services.statistics_read import read_built
from mediation_desk.services.statistics_rows import StatisticsTable
from mediation_desk.storage.tables.cases import confirmation, dispute
from mediation_desk.storage.tables.funds import fund
from mediation_desk.storage.tables.linkage import inquiry, letter, prevention, venue
from mediation_desk.storage.tables.office import committee, mediator
from tests.services.counted_office import Office, invented_office
from tests.services.recount import Fact, Promise
from tests.services.test_statistics_records import fill

DAY = date(2025, 6, 1)
PAID = Promise(800_00, 0, (), True, (DAY,), (DAY,))
CASE = Fact(1, "neighbour", "court", "simple", 2, DAY, lead=0)
AGREED = replace(CASE, form="written", effect=DAY, promises=(PAID,), rulings=(("valid", DAY),))
CLOSED = {"flow", "claim", "part", "standing", "record", "answered", "party_count"}
CLOSED |= {"politics", "ethnicity"}
"""What the program itself says, or a single 其中 column that splits nothing."""

SPOILT: Mapping[str, tuple[Table, Mapping[str, Any]]] = {
    "type": (dispute, {"type": "old.type", "type_group": "old"}),
    "source": (dispute, {"source": "old"}),
    "difficulty": (dispute, {"difficulty": "old"}),
    "agreed_form": (dispute, {"agreed_form": ""}),
    "kind": (committee, {"kind": "old"}),
    "result": (confirmation, {"result": "old"}),
    "effect": (prevention, {"effect": "old"}),
    "line": (inquiry, {"kind": "old"}),
    "direction": (letter, {"direction": "old"}),
    "venue": (venue, {"kind": "old"}),
    "fund_kind": (fund, {"kind": "old"}),
    "fund_source": (fund, {"source": "old"}),
    "employment": (mediator, {"employment": "old"}),
    "sex": (mediator, {"sex": "9"}),
    "education": (mediator, {"education": "old"}),
}
LOCAL = {"type_group": "type"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with invented_office(tmp_path_factory.mktemp("office")) as made:
        fill(made)
        yield made


def field_of(one: Filter) -> str:
    return LOCAL.get(one.column, one.column)


def splits(table: TableDefinition) -> dict[tuple[Any, ...], list[Indicator]]:
    """Return the columns that tell the codes of one list apart, and nothing else does."""
    found: dict[tuple[Any, ...], list[Indicator]] = {}
    for column in table.indicators:
        for one in column.filters:
            if one.op in ("in", "not_in") and one.column not in CLOSED:
                others = tuple(other for other in column.filters if other is not one)
                key = (column.moment, column.measure, one.column, one.attribute, others)
                found.setdefault(key, []).append(column)
    return found


def listed(columns: Sequence[Indicator], name: str, op: str) -> set[str]:
    parts = (part for one in columns for part in one.filters if part.column == name)
    return {value for part in parts if part.op == op for value in part.values}


def test_every_split_of_every_table_has_a_column_for_what_it_does_not_list(office: Office) -> None:
    checked = 0
    for table in office.desk.reference.statistics.values():
        for key, columns in splits(table).items():
            inside = listed(columns, key[2], "in")
            rest = [one for one in columns if listed([one], key[2], "not_in")]
            unknown = any(part.op == "unknown" for one in table.indicators for part in one.filters)
            if len(inside) == 1 and unknown:  # 疑难复杂 beside 难易程度未分类
                continue
            assert rest, (table.key, key)
            assert all(one.only_if_any for one in rest)
            assert inside <= listed(rest, key[2], "not_in"), (table.key, key)
            checked += 1
    assert checked > 15


def rests(table: TableDefinition, field: str) -> list[Indicator]:
    """Return the columns of what nobody knows of a field."""
    return [
        column
        for column in table.indicators
        for one in column.filters
        if field_of(one) == field and one.op in ("not_in", "unknown")
    ]


@settings(
    max_examples=10,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.function_scoped_fixture),
)
@given(
    spoilt=st.sets(st.sampled_from(sorted(SPOILT)), min_size=1, max_size=8),
    basis=st.sampled_from(("dates", "accepted")),
)
def test_what_is_spoilt_stands_in_its_column_and_every_row_adds_up_to_the_total(
    office: Office, spoilt: set[str], basis: str
) -> None:
    office.enter([CASE, AGREED, replace(AGREED, unit=0, form="oral"), replace(CASE, unit=5)])
    desk = office.desk
    with desk._context.db.write() as connection:
        point = connection.begin_nested()
        for field in spoilt:
            table, values = SPOILT[field]
            connection.execute(update(table).values(**values))
        assert_all(office, connection, spoilt, basis)
        point.rollback()


def assert_all(office: Office, connection: Any, spoilt: set[str], basis: str) -> None:
    """Hold every table in this very transaction, which is taken back afterwards."""
    desk, rules = office.desk, read_rules(connection)
    place = ("", desk.statistics.period("2025"))
    for definition in desk.reference.statistics.values():
        question = question_of(definition, rules, desk.reference, place, basis)
        table = read_built(connection, question).table
        shown = dict(zip((one.key for one in table.leaves), table.total.values, strict=True))
        for field in spoilt:
            for column in rests(definition, field):
                whole = replace(column, key="whole", filters=rest_of(column, field))
                asked = replace(
                    question,
                    definition=replace(definition, indicators=(whole,), rates=(), equations=()),
                )
                everything = read_built(connection, asked).table.total.values[0]
                assert shown.get(column.key, 0) == everything, (definition.key, column.key)
        rows_add_up(table)


def rest_of(column: Indicator, field: str) -> tuple[Filter, ...]:
    return tuple(one for one in column.filters if field_of(one) != field)


def rows_add_up(table: StatisticsTable) -> None:
    """Hold the rows against the total, those of the deepest level once."""
    rows = [one for one in table.rows if not one.unit.startswith("township:")]
    rows = [one for one in rows if not one.row.startswith("of:")]
    for at, leaf in enumerate(table.leaves):
        stock = leaf.key in ("carried", "pending") and table.corner == Rows.MONTHS.label
        if leaf.unit_label != "率" and not stock:
            assert sum(one.values[at] for one in rows) == table.total.values[at], leaf.key


def first(narrow: Narrow) -> Figure:
    return next(figure for figure, rule in RULES.items() if narrow in rule.narrows)


@pytest.mark.parametrize("narrow", [one for one in Narrow])
def test_a_table_of_an_own_design_has_its_column_too(office: Office, narrow: Narrow) -> None:
    designs = office.desk.table_designs
    codes = [one.code for one in designs.options()[narrow] if not one.parent][:2]
    parts = [
        DesignColumn(f"c{at}", code, ("分",), first(narrow), (Condition(narrow, (code,)),))
        for at, code in enumerate(codes)
    ]
    columns = (DesignColumn("all", "全部", (), first(narrow)), *parts)
    office.enter([CASE, AGREED, replace(CASE, kind="old", source="old", difficulty="old")])
    period = office.desk.statistics.period("2025")
    table = designs.preview(TableDesign("试", Rows.UNITS, columns), period)
    figures = dict(zip((one.key for one in table.leaves), table.total.values, strict=True))
    whole = figures.pop("all")
    assert whole > 0
    assert sum(figures.values()) == whole


@pytest.mark.parametrize("rows", [Rows.TYPES, Rows.SOURCES, Rows.DIFFICULTY])
def test_rows_have_one_for_what_no_list_knows(office: Office, rows: Rows) -> None:
    office.enter([CASE, replace(CASE, kind="old", source="old", difficulty="old")])
    design = TableDesign("试", rows, (DesignColumn("all", "全部", (), Figure.CASES),))
    table = office.desk.table_designs.preview(design, office.desk.statistics.period("2025"))
    assert [one.values for one in table.rows if one.label == "未分类"] == [(1,)]
