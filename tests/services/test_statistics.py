"""Statistics: which period and table a case is in, what an office may set, what is refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from mediation_desk.errors import InvalidInput, NotFound
from mediation_desk.services.settings import DEFAULTS
from mediation_desk.services.statistics import CASE_ANNUAL
from mediation_desk.services.statistics_checks import SETTING as CHECKS
from mediation_desk.services.statistics_rows import StatisticsTable
from tests.services.counted_office import Office, invented_office
from tests.services.recount import Fact, Promise


def neighbours(accepted: date, **changes: object) -> Fact:
    """Return an oral agreement of the village, reached on the day it was accepted."""
    return replace(
        Fact(1, "neighbour", "own_initiative", "simple", 2, accepted, form="oral", effect=accepted),
        **changes,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with invented_office(tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.fixture
def office(made: Office) -> Iterator[Office]:
    before = {name: made.desk.settings.get(name) for name in DEFAULTS if name != CHECKS}
    yield made
    for name, value in before.items():
        made.desk.settings.set(name, value)


def table_of(found: Office, period: str, **how: str) -> StatisticsTable:
    statistics = found.desk.statistics
    return statistics.table(CASE_ANNUAL, period=statistics.period(period), **how)


def test_what_was_performed_before_the_seal_counts_when_the_agreement_takes_effect(
    office: Office,
) -> None:
    paid = Promise(1_500_00, 0, (), True, (date(2025, 11, 28),))
    sealed = {"form": "written", "effect": date(2025, 12, 2), "promises": (paid,)}
    office.enter([neighbours(date(2025, 11, 20), **sealed)])
    performed = [table_of(office, year).value("performed") for year in ("2025", "2026")]
    assert performed == [0, 1]


def test_a_case_accepted_and_agreed_in_different_years_is_in_both_and_nothing_is_lost(
    office: Office,
) -> None:
    office.enter([neighbours(date(2025, 11, 25), effect=date(2025, 12, 1))])
    old, new = table_of(office, "2025"), table_of(office, "2026")
    flow = ("carried", "cases", "success", "failed", "pending")
    assert [old.value(key) for key in flow] == [0, 1, 0, 0, 1]
    assert [new.value(key) for key in flow] == [1, 0, 1, 0, 0]
    assert (old.value("success_rate").text, new.value("success_rate").text) == (
        "—（0/0）",
        "100.00%（1/1）",
    )
    assert not old.broken
    assert not new.broken


def test_an_office_may_leave_oral_agreements_out_and_every_table_says_so(
    office: Office,
) -> None:
    office.enter([neighbours(date(2025, 3, 3)), neighbours(date(2025, 3, 4), form="written")])
    assert table_of(office, "2025").value("cases") == 2
    assert "；含口头协议" in table_of(office, "2025").basis_lines[1]
    office.desk.settings.set("count_oral", False)
    table = table_of(office, "2025")
    assert (table.value("cases"), table.value("form_oral")) == (1, 0)
    assert "；不含口头协议" in table.basis_lines[1]


@pytest.mark.parametrize(
    ("denominator", "rate"),
    [("decided", "50.00%（1/2）"), ("accepted", "25.00%（1/4）"), ("mediated", "20.00%（1/5）")],
)
def test_the_office_chooses_what_the_rate_is_divided_by(
    office: Office, denominator: str, rate: str
) -> None:
    settled, open_ones = neighbours(date(2025, 3, 3)), {"form": "", "effect": None}
    office.enter(
        [
            settled,
            neighbours(date(2025, 3, 3), **open_ones, terminated=date(2025, 3, 9)),
            neighbours(date(2025, 3, 3), **open_ones),
            neighbours(date(2025, 3, 3), **open_ones),
            neighbours(date(2024, 3, 3), **open_ones),
        ]
    )
    office.desk.settings.set("success_denominator", denominator)
    table = table_of(office, "2025")
    assert table.value("success_rate").text == rate
    said = next(line for line in table.basis_lines if line.startswith("成功率："))
    for one in ("50.00%（1/2）", "25.00%（1/4）", "20.00%（1/5）"):
        assert one in said


def test_every_column_says_what_it_counts_and_in_what(office: Office) -> None:
    for leaf in table_of(office, "2025").leaves:
        assert leaf.definition.endswith("。"), leaf.label
        assert leaf.unit_label in ("件", "人", "元", "率")


def test_a_workbook_of_too_many_cases_says_that_it_lists_none(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.enter([neighbours(date(2025, 3, 3))] * 3)
    statistics = office.desk.statistics
    monkeypatch.setattr("mediation_desk.services.statistics.MOST", 2)
    content = statistics.workbook(CASE_ANNUAL, period=statistics.period("2025"))
    book = load_workbook(BytesIO(content))
    assert "案件编号" not in book.sheetnames
    assert any("没有附案件编号" in str(cell.value) for cell in book["统计表"]["A"])


def test_an_unknown_table_unit_column_or_basis_is_named(office: Office) -> None:
    statistics = office.desk.statistics
    period = statistics.period("2025")
    with pytest.raises(NotFound, match="没有这张统计表"):
        statistics.table("nothing", period=period)
    for unit in ("township:无此镇", "township:", "nobody"):
        with pytest.raises(NotFound, match="找不到这个统计单位"):
            statistics.table(CASE_ANNUAL, period=period, unit=unit)
    with pytest.raises(NotFound, match="没有这一栏"):
        statistics.cases_of(CASE_ANNUAL, period=period, column="nothing")
    with pytest.raises(InvalidInput, match="统计口径"):
        statistics.table(CASE_ANNUAL, period=period, basis="always")
