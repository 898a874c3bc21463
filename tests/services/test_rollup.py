"""Reports of other offices: taken in once, added up with every case counted once, opened again."""

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from mediation_desk.domain.statistics import Basis
from mediation_desk.errors import AppError, Conflict, InvalidInput, NotFound, RuleViolation
from mediation_desk.exchange import report_file
from mediation_desk.services.rollup_rows import Rollup, Standing, Wanted
from mediation_desk.services.statistics import CASE_ANNUAL
from tests.conftest import NOON
from tests.services.counted_office import UNITS, Office, invented_office
from tests.services.recount import Fact, Way, total
from tests.services.test_reports import OPEN, SETTLED
from tests.services.test_statistics_recount import facts

YEAR = Way(date(2024, 12, 1), date(2025, 11, 30), by_acceptance=False, oral=True)
LATER = NOON + timedelta(days=1)


@dataclass
class County:
    """The office above and some below it."""

    above: Office
    below: list[Office]

    def report(self, at: int, key: str = CASE_ANNUAL, period: str = "2025") -> bytes:
        """Let an office submit a table; return its file."""
        desk = self.below[at].desk
        table = desk.statistics.table(key, period=desk.statistics.period(period))
        return desk.report_files.file(desk.reports.submit(table, "县司法局").id, "上报")

    def rollup(self, key: str = CASE_ANNUAL) -> Rollup:
        """Return the year rolled up."""
        desk = self.above.desk
        wanted = Wanted(key, desk.statistics.period("2025"), Basis.DATES)
        return desk.rollup.rollup(wanted)

    def empty(self) -> None:
        """Forget every case and report."""
        for office in (self.above, *self.below):
            office.enter([])
            office.desk._context.clock.set(NOON)
        with self.above.desk._context.db.write() as connection:
            for name in ("received_report", "reporting_place", "reported_twin"):
                connection.exec_driver_sql(f"DELETE FROM {name}")


def named(office: Office, name: str) -> None:
    with office.desk._context.db.write() as connection:
        connection.exec_driver_sql("UPDATE office SET name = ?", (name,))


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    folder = tmp_path_factory.mktemp("county")
    with (
        invented_office(folder / "above") as above,
        invented_office(folder / "one") as one,
        invented_office(folder / "two") as two,
    ):
        named(one, "示例镇司法所")
        named(two, "样板乡司法所")
        yield County(above, [one, two])


@pytest.fixture
def county(offices: County) -> County:
    offices.empty()
    return offices


def the(found: Rollup, name: str) -> Standing:
    return next(line.standing for line in found.lines if line.place.name == name)


def figures_of(found: Rollup) -> dict[str, int]:
    assert found.table is not None
    return {
        leaf.key: value
        for leaf, value in zip(found.table.leaves, found.table.total.values, strict=True)
        if isinstance(value, int)
    }


@settings(
    max_examples=4,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.function_scoped_fixture),
)
@given(st.lists(st.lists(facts(), max_size=6), min_size=3, max_size=3))
def test_the_sum_is_the_count_over_all_offices_and_opens_all_their_cases(
    county: County, shares: list[list[Fact]]
) -> None:
    county.empty()
    for office, cases in zip((county.above, *county.below), shares, strict=True):
        office.enter(cases)
    for at in range(2):
        county.above.desk.rollup.receive(county.report(at))
    found = county.rollup()
    keys = figures_of(found)
    together = [fact for cases in shares for fact in cases]
    # Twins are only told of until somebody decides; a case counts wherever it is reported.
    assert keys == total(together, UNITS, YEAR, list(keys))
    table = found.table
    assert table is not None
    for row in (*table.rows, table.total):
        for leaf, value in list(zip(table.leaves, row.values, strict=True))[::5]:
            if leaf.unit_label in ("件", "人", "元"):
                lines = county.above.desk.rollup.lines(found, leaf.key, row)
                assert sum(line.added for line in lines) == value, (row.label, leaf.key)


def test_places_are_missing_until_their_file_comes_and_late_after_the_tenth_day(
    county: County,
) -> None:
    desk = county.above.desk
    desk.rollup.add_places(["示例镇司法所", "没有来的乡", "样板乡司法所"])
    county.below[0].enter([SETTLED])
    county.below[0].desk._context.clock.set(NOON - timedelta(days=22))
    desk.rollup.receive(county.report(0))
    county.below[1].enter([OPEN])
    desk.rollup.receive(county.report(1))
    found = county.rollup()
    assert the(found, "示例镇司法所") is Standing.THERE
    assert the(found, "样板乡司法所") is Standing.LATE
    assert the(found, "没有来的乡") is Standing.MISSING
    assert found.sentence.startswith("应报 3 个单位，已报 2 个，缺报 1 个")
    assert figures_of(found)["cases"] == 2


def test_a_place_that_need_not_report_is_taken_back_under_its_name(county: County) -> None:
    desk = county.above.desk
    desk.rollup.add_places(["撤并的乡"])
    (place,) = desk.rollup.places()
    desk.rollup.release(place.id)
    assert county.rollup().lines == ()
    desk.rollup.add_places(["撤并的乡"])
    assert [one.id for one in desk.rollup.places()] == [place.id]
    assert the(county.rollup(), "撤并的乡") is Standing.MISSING
    with pytest.raises(InvalidInput, match="还没有列入"):
        desk.rollup.add_places(["撤并的乡"])


def test_a_file_counts_once_an_older_one_not_at_all_a_newer_one_instead(county: County) -> None:
    desk, below = county.above.desk, county.below[0]
    below.enter([SETTLED])
    first = county.report(0)
    desk.rollup.receive(first)
    with pytest.raises(Conflict, match="已经收过"):
        desk.rollup.receive(first)
    below.desk._context.clock.set(LATER)
    with below.desk._context.write("enter") as writer:
        added = below._enter(writer, replace(SETTLED, kind="traffic"))
    second = county.report(0)
    assert "代替此前的一份" in desk.rollup.receive(second).message
    found = county.rollup()
    assert figures_of(found)["cases"] == 2
    line = next(one for one in found.lines if one.place.name == "示例镇司法所")
    (changed,) = desk.rollup.differences(line, found.wanted)
    assert changed.id == added
    assert "案件总数 0→1" in changed.what
    with desk._context.db.write() as connection:
        connection.exec_driver_sql(
            "DELETE FROM received_report WHERE digest != ?", (report_file.unpack(second).digest,)
        )
    with pytest.raises(RuleViolation, match="更晚上报"):
        desk.rollup.receive(first)


def test_one_case_reported_twice_is_told_decided_counted_once_and_undone(county: County) -> None:
    desk = county.above.desk
    for office in county.below:
        office.enter([SETTLED])
    for at in range(2):
        desk.rollup.receive(county.report(at))
    found = county.rollup()
    assert figures_of(found)["cases"] == 2
    (pair,) = found.twins
    assert pair.why == "类型、受理日期、当事人数和协议金额都一样"
    desk.rollup.decide(pair, pair.other.id)
    found = county.rollup()
    assert figures_of(found)["cases"] == 1
    assert found.table.rows[-1].label == "减：重复计算的案件"
    assert [one.id for one in desk.rollup.lines(found, "cases", found.table.total)] == [
        pair.other.id
    ]
    desk.undo.undo(desk.undo.last().write_id)
    assert figures_of(county.rollup())["cases"] == 2
    desk.rollup.decide(pair, "")
    assert figures_of(county.rollup())["cases"] == 2
    assert county.rollup().twins[0].kept == ""


def test_what_is_counted_by_other_rules_is_shown_and_left_out(county: County) -> None:
    county.below[0].enter([SETTLED])
    county.below[0].desk.settings.set("count_oral", False)
    try:
        county.above.desk.rollup.receive(county.report(0))
    finally:
        county.below[0].desk.settings.set("count_oral", True)
    found = county.rollup()
    assert the(found, "示例镇司法所") is Standing.OTHER_RULES
    assert found.lines[0].why == "是否计入口头协议不同"
    assert found.table is None


def test_a_strange_key_is_refused_until_somebody_vouches_for_it(
    county: County, tmp_path: Path
) -> None:
    desk = county.above.desk
    county.below[0].enter([SETTLED])
    file = county.report(0)
    desk.rollup.receive(file)
    body = dict(report_file.unpack(file).body)
    body["report"] = {**body["report"], "submitted_at": "2026-01-09T00:00:00.000000Z"}
    other = report_file.pack(body, report_file.new_key()[0])
    with pytest.raises(RuleViolation, match="不是同一把密钥"):
        desk.rollup.receive(other)
    (place,) = desk.rollup.places()
    desk.rollup.trust_anew(place.id, "当面核实，对方换了电脑")
    desk.rollup.receive(other)
    assert len(desk.rollup.places()) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda file: b"PK\x03\x04" + file,
        lambda file: file[:-1],
        lambda file: file[:-9] + bytes([file[-9] ^ 1]) + file[-8:],
        lambda file: file[:40] + b"0" * 20 + file[60:],
        lambda file: file + b"x",
        lambda file: file[:24] + b"\n" + file[24:],
        lambda _: b"",
    ],
)
def test_an_altered_file_is_refused_and_nothing_of_it_stays(
    county: County, change: Callable[[bytes], bytes]
) -> None:
    county.below[0].enter([SETTLED])
    with pytest.raises(InvalidInput):
        county.above.desk.rollup.receive(change(county.report(0)))
    assert county.above.desk.rollup.places() == ()


def signed(body: object) -> bytes:
    return report_file.pack(body, report_file.new_key()[0])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"office": {}, "report": [], "figures": {}, "cases": {}, "facts": {}},
        {"office": {"id": "x" * 9_000, "name": "甲"}, "report": {"id": 1}},
    ],
)
def test_a_signed_file_of_something_else_is_refused(county: County, body: object) -> None:
    with pytest.raises(InvalidInput, match="不完整"):
        county.above.desk.rollup.receive(signed(body))


def test_a_packed_bomb_is_refused_before_it_is_unpacked(county: County, monkeypatch) -> None:
    monkeypatch.setattr(report_file, "MOST_BYTES", 2**20)
    bomb = zlib.compress(b'{"a":"' + b"0" * 2**21 + b'"}', 9)
    with pytest.raises(InvalidInput, match="损坏"):
        report_file.unpack(b"mediation-desk-report 1\n" + b"0" * 128 + b"\n" + bomb)


def test_one_bad_file_among_many_keeps_none_of_the_good_ones_out(
    county: County, tmp_path: Path
) -> None:
    county.below[0].enter([SETTLED])
    bad, gone, good = (tmp_path / name for name in ("坏.sbwj", "没有.sbwj", "好.sbwj"))
    bad.write_bytes(b"x")
    good.write_bytes(county.report(0))
    told = county.above.desk.rollup.receive_all([bad, gone, good])
    assert told[0].startswith("坏.sbwj：这不是上报文件")
    assert told[1].startswith("没有.sbwj：读不了这个文件")
    assert told[2].startswith("好.sbwj：已收入示例镇司法所")


def test_no_name_of_anybody_leaves_the_office(county: County) -> None:
    county.below[0].enter([SETTLED])
    for key in (CASE_ANNUAL, "organisation"):
        text = json.dumps(report_file.unpack(county.report(0, key)).body, ensure_ascii=False)
        assert "样例人" not in text
        assert "调样甲" not in text


def test_tables_by_source_add_up_row_by_row(county: County) -> None:
    for office in county.below:
        office.enter([SETTLED, OPEN])
    for at in range(2):
        county.above.desk.rollup.receive(county.report(at, "case_sources"))
    found = county.rollup("case_sources")
    table = found.table
    assert table is not None
    assert sum(row.values[0] for row in table.rows) == figures_of(found)["cases"] == 4
    fullest = max(table.rows, key=lambda row: row.values[0])
    lines = county.above.desk.rollup.lines(found, "cases", fullest)
    assert len(lines) == fullest.values[0]


def test_the_offices_own_file_and_an_unknown_table_are_refused(county: County) -> None:
    county.above.enter([SETTLED])
    desk = county.above.desk
    table = desk.statistics.table(CASE_ANNUAL, period=desk.statistics.period("2025"))
    file = desk.report_files.file(desk.reports.submit(table, "市司法局").id)
    with pytest.raises(RuleViolation, match="本单位自己"):
        desk.rollup.receive(file)
    with pytest.raises(AppError):
        county.rollup("nothing")


def test_an_earlier_report_is_wanted_for_a_comparison(county: County) -> None:
    county.below[0].enter([SETTLED])
    county.above.desk.rollup.receive(county.report(0))
    found = county.rollup()
    with pytest.raises(NotFound, match="只报过一份"):
        county.above.desk.rollup.differences(found.lines[0], found.wanted)


def rows_of(sheet: object) -> Sequence[object]:
    return list(sheet.iter_rows(values_only=True))  # type: ignore[attr-defined]


def test_the_workbook_lists_the_numbers_of_all_places(county: County) -> None:
    for office in county.below:
        office.enter([SETTLED])
    for at in range(2):
        county.above.desk.rollup.receive(county.report(at))
    book = load_workbook(BytesIO(county.above.desk.rollup.workbook(county.rollup().wanted)))
    assert book["统计表"]["A1"].value.endswith("（汇总）")
    assert book["统计表"]["B6"].value == 1
    assert any("示例镇司法所" in str(cell) for row in rows_of(book["案件编号"]) for cell in row)
