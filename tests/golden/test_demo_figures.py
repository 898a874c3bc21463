"""The eight invented cases give the figures worked out by hand in the field's reference."""

from datetime import date

import pytest

from mediation_desk.app import Desk
from mediation_desk.clock import FixedClock
from mediation_desk.domain.codes import State
from mediation_desk.services.demo import fill_demo, ninth_case
from mediation_desk.services.rows import CaseDetail
from mediation_desk.services.statistics import CASE_ANNUAL

EXPECTED = {
    "cases": 8,
    "parties": 36,
    "success": 7,
    "difficult": 3,
    "amount": 568_116_35,
    "body_village": 2,
    "body_resident": 0,
    "body_township": 6,
    "body_street": 0,
    "body_enterprise": 0,
    "body_social": 0,
    "source_own": 2,
    "source_application": 1,
    "source_delegated": 5,
    "delegated_court": 1,
    "delegated_procuratorate": 0,
    "delegated_police": 2,
    "delegated_petition": 0,
    "delegated_other": 2,
    "type_marriage_family": 1,
    "type_neighbour": 1,
    "type_housing_homestead": 1,
    "type_contract": 1,
    "type_production_business": 0,
    "type_damages": 1,
    "type_forest_land": 1,
    "type_land_requisition": 0,
    "type_pollution": 0,
    "type_migrant_wages": 1,
    "type_labour_other": 0,
    "type_tourism": 0,
    "type_e_commerce": 0,
    "type_consumer_other": 0,
    "type_medical": 0,
    "type_traffic": 1,
    "type_property_management": 0,
    "type_other": 0,
    "form_oral": 1,
    "form_written": 6,
    "failed": 1,
    "performed": 4,
    "confirmed": 2,
}

WINDOWS = {
    "1": date(2025, 4, 9),
    "3": date(2025, 5, 6),
    "5": date(2025, 2, 7),
    "6": date(2025, 5, 19),
    "7": date(2025, 10, 9),
    "8": date(2025, 11, 19),
}

COPIES = {"1": 6, "3": 3, "5": 6, "6": 4, "7": 14, "8": 5}

AMOUNTS = {
    "1": 10_800_00,
    "2": 160_00,
    "3": 1_500_00,
    "5": 22_000_00,
    "6": 30_406_35,
    "7": 23_250_00,
    "8": 480_000_00,
}


@pytest.fixture
def ids(desk: Desk, clock: FixedClock) -> dict[str, str]:
    return fill_demo(desk, clock, desk.paths.resources)


@pytest.fixture
def cases(desk: Desk, ids: dict[str, str]) -> dict[str, CaseDetail]:
    return {code: desk.cases.show(case_id) for code, case_id in ids.items()}


@pytest.mark.parametrize("basis", ["dates", "accepted"])
def test_every_column_of_the_annual_table_is_as_worked_out(
    desk: Desk, ids: dict[str, str], basis: str
) -> None:
    period = desk.statistics.period("2025")
    assert (period.start, period.end) == (date(2024, 12, 1), date(2025, 11, 30))
    table = desk.statistics.table(CASE_ANNUAL, period=period, basis=basis)
    assert {key: table.value(key) for key in EXPECTED} == EXPECTED
    assert table.value("success_rate").text == "87.50%（7/8）"
    assert table.broken == ()


def test_every_cell_lists_as_many_cases_as_it_says(desk: Desk, ids: dict[str, str]) -> None:
    period = desk.statistics.period("2025")
    table = desk.statistics.table(CASE_ANNUAL, period=period)
    for row in (*table.rows, table.total):
        for leaf, value in zip(table.leaves, row.values, strict=True):
            if leaf.unit_label == "件":
                unit = row.unit if row is not table.total else ""
                found = desk.statistics.cases_of(
                    CASE_ANNUAL, period=period, column=leaf.key, unit=unit
                )
                assert len(found) == value, (row.label, leaf.label)


def test_the_ninth_case_tells_the_two_bases_apart(
    desk: Desk, clock: FixedClock, ids: dict[str, str]
) -> None:
    ninth_case(desk, clock, desk.paths.resources)
    figures = {}
    for basis in ("dates", "accepted"):
        for year in ("2025", "2026"):
            table = desk.statistics.table(
                CASE_ANNUAL, period=desk.statistics.period(year), basis=basis
            )
            figures[basis, year] = (table.value("cases"), table.value("success"))
    assert figures["dates", "2025"] == (9, 7)
    assert figures["dates", "2026"] == (0, 1)
    assert figures["accepted", "2025"] == (9, 7)
    assert figures["accepted", "2026"] == (0, 0)


def test_confirmation_windows_copies_and_amounts(cases: dict[str, CaseDetail]) -> None:
    made = {code: case.agreement for code, case in cases.items() if case.agreement}
    written = {code: one for code, one in made.items() if one.form == "written"}
    assert {code: one.confirmation_last_on for code, one in written.items()} == WINDOWS
    assert {code: one.copies for code, one in written.items()} == COPIES
    assert {code: one.amount_fen for code, one in made.items()} == AMOUNTS


def test_the_failed_case_was_extended_and_told_of_the_government(
    cases: dict[str, CaseDetail],
) -> None:
    forest = cases["4"]
    assert (forest.due_on, forest.extended_to) == (date(2025, 7, 16), date(2025, 7, 31))
    assert (forest.outcome or forest.state) is State.TERMINATED
    assert forest.people_involved == 233
    assert any("人民政府" in sentence for sentence in forest.remedies)


def test_numbers_are_the_paper_ones(cases: dict[str, CaseDetail]) -> None:
    assert [cases[code].number for code in "12345678"] == [
        "（2025）泾示人调字第003号",
        "（2025）泾示样人调口字第011号",
        "（2025）泾示样人调字第004号",
        "（2025）泾示人调字第009号",
        "（2025）泾示人调字第001号",
        "（2025）泾示人调字第006号",
        "（2025）泾示人调字第012号",
        "（2025）泾示人调字第015号",
    ]
