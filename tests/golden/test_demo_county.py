"""The demo county's year: 2,868 disputes, 2,856 agreements, every figure opens its cases."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from itertools import dropwhile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from mediation_desk.app import Desk, build, has_store, make_demo
from mediation_desk.clock import FixedClock, local
from mediation_desk.domain.statistics import Basis, Rate
from mediation_desk.errors import RuleViolation
from mediation_desk.paths import Paths, find
from mediation_desk.services.demo import YEAR_END
from mediation_desk.services.demo_county_drafts import (
    ASSIGNED,
    GROUND,
    agreement_of,
    answers_of,
    confirmation_of,
    registration_of,
    sessions_of,
)
from mediation_desk.services.demo_county_plan import PlannedCase, county_office, plan_year
from mediation_desk.services.drafts import AcceptDraft, AssignDraft, TerminationDraft
from mediation_desk.services.listing import Filters
from mediation_desk.services.rollup_rows import Wanted
from mediation_desk.services.rows import CaseDetail
from mediation_desk.services.statistics import CASE_ANNUAL
from mediation_desk.services.statistics_rows import StatisticsTable
from tests.golden.by_duckdb import Dump
from tests.golden.test_tables_by_duckdb import compare, keys
from tests.services.counted_office import invented_office

pytestmark = pytest.mark.slow

BASES = ("dates", "accepted")
PLAN = "928fb67d19116e1a6b77e46aca226998603e39516124dfdd4c59d7c8e2fc9122"
"""SHA-256 of the plan: a change of the county year is a decision, never an accident."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    paths = find(tmp_path_factory.mktemp("county"))
    make_demo(paths, county=True)
    return paths


@pytest.fixture(scope="module")
def county(home: Paths) -> Iterator[Desk]:
    opened = build(home, FixedClock(YEAR_END))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def plans() -> tuple[PlannedCase, ...]:
    return plan_year(county_office())


def year(county: Desk, basis: str, period: str = "2025") -> StatisticsTable:
    return county.statistics.table(
        CASE_ANNUAL, period=county.statistics.period(period), basis=basis
    )


@pytest.mark.parametrize("basis", BASES)
def test_the_annual_table_says_2868_disputes_2856_agreements_and_99_58_percent(
    county: Desk, basis: str
) -> None:
    table = year(county, basis)
    assert (table.value("cases"), table.value("success"), table.value("failed")) == (2868, 2856, 12)
    assert table.value("success_rate") == Rate(2856, 2868)
    assert table.value("success_rate").text == "99.58%（2856/2868）"
    assert table.broken == ()
    assert table.demo
    told = "\n".join(table.basis_lines)
    assert "2025年度（2024-12-01至2025-11-30）" in told
    assert "含口头协议" in told
    assert "本表采用成功÷（成功＋未成功）" in told
    assert told.count("99.58%（2856/2868）") == 3


def test_the_sentence_of_the_years_report_has_the_figures_and_their_rule(county: Desk) -> None:
    narrative = county.narratives.narrative(period=county.statistics.period("2025"))
    assert "共调解矛盾纠纷2,868件，调解成功2,856件，成功率99.58%" in narrative.text
    assert "成功÷（成功＋未成功）" in narrative.rule


def test_eleven_townships_stand_with_their_villages(county: Desk) -> None:
    units = county.statistics.units()
    townships = [one for one in units if one.level == 1 and one.unit.startswith("township:")]
    assert len(townships) == 11
    kinds = [row.kind for row in county.office.committees()]
    assert kinds.count("township") == 11
    assert kinds.count("village") > 110
    assert {"resident", "enterprise", "social", "industry"} < set(kinds)
    table = year(county, "dates")
    assert all(table.value("body_village", one.unit) > 0 for one in townships)


@pytest.mark.parametrize("basis", BASES)
def test_every_township_row_is_the_sum_of_its_committees_and_the_total_of_all(
    county: Desk, basis: str
) -> None:
    table = year(county, basis)
    columns = [n for n, leaf in enumerate(table.leaves) if leaf.unit_label != "率"]
    below = [0] * len(table.leaves)
    everything = [0] * len(table.leaves)
    for row in reversed(table.rows):
        grouped = row.unit.startswith("township:")
        for n in columns:
            if grouped:
                assert row.values[n] == below[n], (row.label, table.leaves[n].label)
                below[n] = 0
            else:
                below[n] += row.values[n] if row.level == 2 else 0
                everything[n] += row.values[n]
    assert [table.total.values[n] for n in columns] == [everything[n] for n in columns]


@pytest.mark.parametrize("basis", BASES)
def test_every_cell_of_the_total_row_opens_as_many_cases_as_it_says(
    county: Desk, basis: str
) -> None:
    table = year(county, basis)
    for leaf, value in zip(table.leaves, table.total.values, strict=True):
        found = county.statistics.cases_of(
            CASE_ANNUAL, period=table.period, column=leaf.key, basis=basis
        )
        assert len(set(found)) == len(found)
        if leaf.unit_label == "件":
            assert len(found) == value, leaf.label


def test_the_quarters_add_up_to_the_year(county: Desk) -> None:
    whole = year(county, "dates")
    quarters = [year(county, "dates", f"2025Q{number}") for number in (1, 2, 3, 4)]
    for leaf, value in zip(whole.leaves, whole.total.values, strict=True):
        if leaf.key not in ("carried", "pending", "success_rate"):
            assert sum(one.value(leaf.key) for one in quarters) == value, leaf.label
    assert [one.value("carried") for one in quarters[1:]] == [
        one.value("pending") for one in quarters[:-1]
    ]


@pytest.fixture(scope="module")
def book(county: Desk) -> Workbook:
    period = county.statistics.period("2025")
    data = county.statistics.workbook(CASE_ANNUAL, period=period)
    return load_workbook(BytesIO(data), data_only=True)


def test_every_cell_of_the_workbook_is_the_tables_number(county: Desk, book: Workbook) -> None:
    table = year(county, "dates")
    lines = [line for line in book["统计表"].iter_rows(min_row=6) if line[1].value is not None]
    assert len(lines) == len(table.rows) + 1
    for line, row in zip(lines, (*table.rows, table.total), strict=True):
        assert line[0].value == row.label
        for cell, leaf, value in zip(line[1:], table.leaves, row.values, strict=True):
            assert cell.data_type == "n", cell.coordinate
            if isinstance(value, Rate):
                assert cell.value == value.numerator / value.denominator
                assert f"（{value.numerator}/{value.denominator}）" in cell.number_format
            elif leaf.unit_label == "元":
                assert (cell.value, cell.number_format) == (value / 100, "#,##0.00")
            else:
                assert (cell.value, cell.number_format) == (value, "#,##0")


def test_the_workbook_has_the_official_headings_and_prints_on_one_page_width(
    book: Workbook,
) -> None:
    sheet = book["统计表"]
    heads = {str(cells): sheet[cells.coord.split(":")[0]].value for cells in sheet.merged_cells}
    assert heads["A1:AU1"] == "【演示数据】人民调解案件情况统计表"
    assert heads["A3:A5"] == "单位"
    assert heads["B3:B5"] == "案件总数"
    assert heads["F3:F5"] == "协议涉及金额\n（元）"
    assert heads["G3:L3"] == "按调解组织分"
    assert heads["M3:T3"] == "按案件来源分"
    assert heads["O4:T4"] == "接受委托移送"
    assert [
        cell.value for cell in sheet["O5:T5"][0]
    ] == "合计 法院 检察院 公安 信访 其他部门".split()
    assert heads["U3:AL3"] == "按纠纷类型分"
    assert heads["AM3:AN3"] == "按协议形式分"
    setup = sheet.page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$3:$5", "B6")
    assert sheet.oddHeader.right.text == "演示数据"


def test_the_basis_of_counting_stands_below_the_figures(county: Desk, book: Workbook) -> None:
    sheet = book["统计表"]
    labels = [cell.value for cell in sheet["A"]]
    total = labels.index("合计")
    table = year(county, "dates")
    below = [text for text in labels[total + 1 :] if text]
    assert below == [*table.basis_lines, "勾稽关系：13 项勾稽关系全部通过"]
    defined = {
        row[0].value: row[2].value for row in book["统计口径"].iter_rows(2, 1 + len(table.leaves))
    }
    assert len(defined) == len(table.leaves)
    assert "一件纠纷不论调解几次只计一件" in defined["案件总数"]


def test_the_total_of_each_column_leads_to_its_case_numbers(county: Desk, book: Workbook) -> None:
    table, sheet = year(county, "dates"), book["统计表"]
    lists: dict[str, list[str]] = {}
    rows = book["案件编号"].iter_rows(min_row=2, values_only=True)
    of_total = dropwhile(lambda line: line[0] != "合计", rows)
    for _, name, _, number in of_total:
        lists.setdefault(name or list(lists)[-1], []).append(number)
    totals = next(line for line in sheet.iter_rows() if line[0].value == "合计")
    for cell, path, leaf, value in zip(
        totals[1:], table.paths, table.leaves, table.total.values, strict=True
    ):
        if leaf.unit_label == "件":
            numbers = lists.get("·".join(path), [])
            assert len(numbers) == value
            assert all(re.fullmatch(r"（202[45]）示.+第\d{3,}号", number) for number in numbers)
            assert bool(cell.hyperlink) == bool(value)


def test_every_name_shows_that_it_is_invented_and_nobody_has_a_number(county: Desk) -> None:
    names = {row.name for row in county.office.mediators()}
    names |= {row.name for row in county.office.committees()}
    for row in county.listing.cases(Filters(), limit=60):
        case = county.cases.show(row.id)
        names |= {party.name for party in case.parties}
        assert "演示" in case.facts
        assert not any(party.id_number or party.phone for party in case.parties)
    assert all(re.search("[示样例]", name) for name in names)


def filled(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return what was filled in: a field that is new and empty is no other plan."""
    return {name: value for name, value in pairs if value not in ("", None, (), [], False, 0)}


def test_the_plan_is_the_same_on_every_machine(plans: tuple[PlannedCase, ...]) -> None:
    whole = [asdict(one, dict_factory=filled) for one in (county_office(), *plans)]
    text = json.dumps(whole, default=str, ensure_ascii=False)
    assert sha256(text.encode()).hexdigest() == PLAN


def test_a_loaded_case_is_as_if_it_had_been_entered_step_by_step(
    county: Desk, tmp_path: Path, plans: tuple[PlannedCase, ...]
) -> None:
    clock = FixedClock(YEAR_END)
    desk = build(find(tmp_path), clock)
    desk.office.set_up(county_office())
    # Ids are made in the order of the plan and sort in it.
    ids = sorted(row.id for row in county.listing.cases(Filters(), limit=len(plans)))
    sorts = {sort_of(plan): (plan, case_id) for plan, case_id in zip(plans, ids, strict=True)}
    assert len(sorts) >= 20
    for plan, case_id in sorts.values():
        loaded = county.cases.show(case_id)
        entered = enter(desk, clock, plan, loaded.number)
        assert without_ids(entered) == without_ids(loaded)
    desk.close()


def sort_of(plan: PlannedCase) -> tuple[object, ...]:
    """Return what makes a case take another way through the services."""
    ends = (bool(plan.performed_on), bool(plan.filed_on), bool(plan.closed_on))
    return (plan.oral, plan.failed, plan.on_spot, plan.with_firm, bool(answers_of(plan)), *ends)


def enter(desk: Desk, clock: FixedClock, plan: PlannedCase, number: str) -> CaseDetail:
    """Enter a planned case through the services, one user action after the other."""
    committee = next(row for row in desk.office.committees() if row.name == plan.committee)
    lead = next(
        row.id
        for row in desk.office.mediators(committee_id=committee.id)
        if row.name == plan.mediator
    )
    clock.set(local(plan.ended_on, 20))
    case_id = desk.cases.register(registration_of(plan, committee)).id
    sequence = int(re.findall(r"第(\d+)号", number)[0])
    series = "口" if plan.oral else ""
    desk.acceptance.accept(
        case_id, AcceptDraft(plan.accepted_on, series, sequence, answers=answers_of(plan))
    )
    desk.assignments.assign(case_id, AssignDraft(lead, plan.accepted_on, reason=ASSIGNED))
    ids = [party.id for party in desk.cases.show(case_id).parties]
    for held in sessions_of(plan, ids):
        desk.sessions.record(case_id, held)
    if plan.failed:
        told = desk.outcomes.remedies_for(plan.type, GROUND)
        desk.outcomes.terminate(case_id, TerminationDraft(plan.ended_on, GROUND, told))
    else:
        desk.agreements.conclude(case_id, agreement_of(plan, ids, lead))
    clock.set(YEAR_END)
    made = desk.cases.show(case_id).agreement
    if made and plan.performed_on and not plan.on_spot:
        desk.agreements.perform(case_id, made.instalments[0].id, plan.performed_on)
    if plan.filed_on:
        desk.outcomes.record_confirmation(case_id, confirmation_of(plan))
    if plan.closed_on:
        desk.cases.close(case_id, plan.closed_on)
    return desk.cases.show(case_id)


def without_ids(case: CaseDetail) -> str:
    """Return everything of a case, its ids replaced by the order they come in."""
    known: dict[str, str] = {}
    uuid = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    text = repr(replace(case, revision=0))
    return re.sub(uuid, lambda found: known.setdefault(found[0], f"#{len(known)}"), text)


class Cut(Exception):
    """Stands for whatever stops a demo half-way."""


@pytest.mark.parametrize("county", [True, False])
def test_a_demo_that_is_stopped_half_way_leaves_nothing_of_it(tmp_path: Path, county: bool) -> None:
    def stop(done: int, total: int) -> None:
        raise Cut

    paths = find(tmp_path / "demo")
    with pytest.raises(Cut):
        make_demo(paths, county=county, progress=stop)
    assert not paths.data.exists()
    paths.data.mkdir()
    letter = paths.data / "信.txt"
    letter.write_text("不是本程序的文件", encoding="utf-8")
    with pytest.raises(Cut):
        make_demo(paths, county=county, progress=stop)
    assert list(paths.data.iterdir()) == [letter]
    assert not has_store(paths)


def test_a_demo_is_never_made_over_an_office(county: Desk, home: Paths) -> None:
    before = sorted(home.data.iterdir())
    with pytest.raises(RuleViolation, match="已经有数据，没有改动"):
        make_demo(home, county=True)
    assert sorted(home.data.iterdir()) == before


def test_every_table_of_the_county_is_what_duckdb_makes_of_its_records(
    county: Desk, tmp_path: Path
) -> None:
    dump = Dump(county, tmp_path)
    start, end = date(2024, 12, 1), date(2025, 11, 30)
    annual = dump.figures(CASE_ANNUAL, start, end, oral=True, by_acceptance=False)
    assert sum(row["cases"] for row in annual.values()) == 2868
    assert sum(row["success"] for row in annual.values()) == 2856
    for key in keys():
        for basis in BASES:
            compare(county, dump, key, period="2025", basis=basis)


def test_the_county_reported_by_its_townships_adds_up_to_its_year(
    county: Desk, tmp_path: Path
) -> None:
    whole = year(county, "dates")
    units = [row.unit for row in whole.rows if row.level == 1]
    with invented_office(tmp_path / "above") as above:
        rollup = above.desk.rollup
        for unit in units:
            table = county.statistics.table(CASE_ANNUAL, period=whole.period, unit=unit)
            report_id = county.reports.submit(table, "市司法局").id
            rollup.receive(county.report_files.file(report_id, "上报"))
        found = rollup.rollup(Wanted(CASE_ANNUAL, whole.period, Basis.DATES))
        assert found.table is not None
        assert found.table.total.values == whole.total.values
        assert len(rollup.lines(found, "cases", found.table.total)) == 2868
        assert len(found.lines) == len(units)
