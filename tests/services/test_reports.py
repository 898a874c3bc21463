"""Submitted reports: frozen, opened cell by cell, compared with today, bound into the audit."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import delete, update

from mediation_desk.errors import Conflict, InvalidInput, StorageProblem
from mediation_desk.services.reports import anchors
from mediation_desk.services.settings import DEFAULTS
from mediation_desk.services.statistics import CASE_ANNUAL
from mediation_desk.services.statistics_checks import SETTING as CHECKS
from mediation_desk.services.statistics_rows import StatisticsTable
from mediation_desk.services.summary import summarise
from mediation_desk.storage.audit import check_anchor
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.reports import report
from tests.conftest import NOON
from tests.services.counted_office import Office, invented_office
from tests.services.recount import Fact, Promise

PAID = Promise(900_00, 0, (), True, (date(2025, 4, 1),), (date(2025, 4, 2),))
SETTLED = Fact(
    unit=1,
    kind="neighbour",
    source="own_initiative",
    difficulty="simple",
    parties=2,
    accepted=date(2025, 3, 3),
    form="oral",
    effect=date(2025, 3, 4),
    promises=(PAID,),
    lead=0,
    helper=1,
    held=(date(2025, 3, 3), date(2025, 3, 4)),
)
OPEN = replace(SETTLED, form="", effect=None, promises=(), accepted=date(2025, 11, 20), lead=None)
COURT = replace(SETTLED, unit=0, source="court", form="written", rulings=(("valid", NOON.date()),))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with invented_office(tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.fixture
def office(made: Office) -> Iterator[Office]:
    with made.desk._context.db.write() as connection:
        connection.execute(delete(report))
    before = {name: made.desk.settings.get(name) for name in DEFAULTS if name != CHECKS}
    made.desk._context.clock.set(NOON)
    yield made
    for name, value in before.items():
        made.desk.settings.set(name, value)


def table_of(office: Office, key: str = CASE_ANNUAL, period: str = "2025") -> StatisticsTable:
    statistics = office.desk.statistics
    return statistics.table(key, period=statistics.period(period))


def submitted(office: Office, key: str = CASE_ANNUAL, period: str = "2025") -> str:
    return office.desk.reports.submit(table_of(office, key, period), "县司法局").id


def later(office: Office) -> None:
    """Let a day go by, so that what is saved now comes after the report."""
    office.desk._context.clock.set(NOON + timedelta(days=1))


def correct_type(office: Office, case_id: str) -> None:
    with office.desk._context.write("revise_case") as writer:
        writer.about(dispute, case_id)
        writer.update(dispute, case_id, {"type": "damages", "type_group": "damages"})


def test_a_report_stays_the_table_that_was_on_screen_whatever_becomes_of_the_cases(
    office: Office,
) -> None:
    office.enter([SETTLED, OPEN, COURT])
    table = table_of(office)
    report_id = office.desk.reports.submit(table, "县司法局").id
    (row,) = office.desk.reports.reports()
    book = office.desk.reports.content(report_id)
    office.enter([])
    office.desk.settings.set("success_denominator", "accepted")
    assert table_of(office).value("cases") == 0
    assert office.desk.reports.show(report_id) == table
    assert office.desk.reports.content(report_id) == book
    assert any(cell.value == 900 for line in load_workbook(BytesIO(book)).active for cell in line)
    assert (row.title, row.recipient, row.cases) == ("人民调解案件情况统计表", "县司法局", 3)


@pytest.mark.parametrize(
    "key", [CASE_ANNUAL, "case_workload", "case_sources", "case_outcome", "case_months"]
)
def test_every_figure_of_a_report_opens_the_cases_it_opened_when_it_was_submitted(
    office: Office, key: str
) -> None:
    unknown = replace(OPEN, source="old_source", difficulty="old_level")
    office.enter([SETTLED, OPEN, COURT, unknown, replace(COURT, unit=5, lead=2)])
    table, report_id = table_of(office, key), submitted(office, key)
    for row in (*table.rows, table.total):
        for leaf in table.leaves[::4]:
            expected = office.desk.statistics.cases_in(table, leaf.key, row)
            assert office.desk.reports.cases_in(report_id, leaf.key, row) == expected


def test_a_case_that_moves_to_another_month_is_a_change_of_a_report_by_month(
    office: Office,
) -> None:
    known = office.enter([SETTLED, OPEN])
    report_id = submitted(office, "case_months")
    later(office)
    case_id = next(one for one, fact in known.items() if fact is OPEN)
    with office.desk._context.write("revise_case") as writer:
        writer.about(dispute, case_id)
        earlier = OPEN.accepted - timedelta(days=31)
        writer.update(dispute, case_id, {"accepted_on": earlier})
    (moved,) = office.desk.reports.changes(report_id).cases
    assert (moved.id, moved.what) == (case_id, "列在另一行")


def test_what_changed_since_is_named_case_by_case_with_who_did_it(office: Office) -> None:
    known = office.enter([SETTLED, OPEN, COURT])
    report_id = submitted(office)
    assert office.desk.reports.changes(report_id).cases == ()
    later(office)
    case_id = next(one for one, fact in known.items() if fact is SETTLED)
    correct_type(office, case_id)
    with office.desk._context.write("enter") as writer:
        added = office._enter(writer, replace(SETTLED, kind="traffic"))
    changes = office.desk.reports.changes(report_id)
    assert changes.sentence == "自上报后变动 2 件。"
    told = {one.id: one.what for one in changes.cases}
    assert told[case_id] == "按纠纷类型分·邻里 1→0；按纠纷类型分·损害赔偿 0→1"
    assert told[added].startswith("案件总数 0→1；涉及当事人数 0→2；调解成功 0→1")
    assert "协议涉及金额 0.00→900.00" in told[added]
    (why,) = office.desk.reports.why(report_id, case_id)
    assert (why.action, why.lines[0].after) == ("修改登记", "损害赔偿")


def test_another_mediator_is_a_change_though_no_total_moves(office: Office) -> None:
    known = office.enter([SETTLED])
    report_id = submitted(office, "case_workload")
    with office.desk._context.db.write() as connection:
        connection.execute(update(dispute).values(lead_id=office.mediators[2]))
    (case,) = office.desk.reports.changes(report_id).cases
    assert (case.id, case.what) == (*known, "列在另一行")


def test_figures_that_moved_since_they_were_read_are_not_submitted(office: Office) -> None:
    (case_id,) = office.enter([SETTLED])
    table = table_of(office)
    correct_type(office, case_id)
    with pytest.raises(Conflict, match="没有上报"):
        office.desk.reports.submit(table, "县司法局")
    assert office.desk.reports.reports() == ()


def test_a_report_names_whom_it_is_for(office: Office) -> None:
    office.enter([SETTLED])
    with pytest.raises(InvalidInput, match="报送给谁"):
        office.desk.reports.submit(table_of(office), "  ")


def test_a_second_report_of_the_same_period_is_a_correction(office: Office) -> None:
    office.enter([SETTLED])
    submitted(office)
    later(office)
    assert "（更正）" in office.desk.reports.submit(table_of(office), "县司法局").message
    submitted(office, period="2025H1")
    assert [row.corrects for row in office.desk.reports.reports()] == [False, True, False]


def test_the_next_period_begins_with_what_the_report_ended_with(office: Office) -> None:
    known = office.enter([OPEN, replace(OPEN, unit=0), COURT])
    submitted(office)
    ended = table_of(office)
    late = next(one for one, fact in known.items() if fact is OPEN)
    with office.desk._context.write("terminate_case") as writer:
        writer.about(dispute, late)
        writer.update(dispute, late, {"terminated_on": date(2025, 11, 25)})
        summarise(writer, late)
    table = table_of(office, period="2026")
    assert table.value("carried") == ended.value("pending") == 2
    statistics = office.desk.statistics
    assert late in statistics.cases_in(table, "carried", table.total)
    for row in table.rows:
        listed = statistics.cases_in(table, "carried", row)
        assert len(listed) == table.value("carried", row.unit), row.label
    told = next(line for line in table.basis_lines if line.startswith("期初在办取自"))
    assert told.endswith("2025年度期末在办，2 件，按现有数据是 1 件。")
    assert "flow" in {one.key for one in table.broken}


def test_a_report_that_was_altered_is_not_opened(office: Office) -> None:
    office.enter([SETTLED])
    report_id = submitted(office)
    with office.desk._context.db.write() as connection:
        connection.execute(update(report).values(recipient="别处"))
    for open_it in (office.desk.reports.show, office.desk.reports.content):
        with pytest.raises(StorageProblem, match="指纹不符"):
            open_it(report_id)


def test_a_report_is_an_anchor_of_the_audit(office: Office) -> None:
    office.enter([SETTLED])
    submitted(office)
    with office.desk._context.db.read() as connection:
        ((name, anchor),) = anchors(connection)
        assert check_anchor(connection, anchor) is None
        forged = replace(anchor, hash=sha256(b"").hexdigest())
        assert check_anchor(connection, forged) is not None
    assert name == "人民调解案件情况统计表 2025年度"
    assert office.desk.audits.verify().anchors == 1
