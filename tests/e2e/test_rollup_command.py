"""The rollup command: a report as a file, taken in by another office, added up, as a user types."""

import json
from pathlib import Path

import pytest

from mediation_desk.cli import main
from mediation_desk.paths import Paths, find
from mediation_desk.services.statistics import CASE_ANNUAL
from tests.services.counted_office import invented_office
from tests.services.test_reports import SETTLED
from tests.services.test_rollup import named

pytestmark = pytest.mark.e2e


@pytest.fixture
def homes(tmp_path: Path) -> tuple[Paths, Paths]:
    """An office with a submitted report, and the one above it."""
    with invented_office(tmp_path / "below") as below:
        named(below, "示例镇司法所")
        below.enter([SETTLED])
        desk = below.desk
        period = desk.statistics.period("2025")
        desk.reports.submit(desk.statistics.table(CASE_ANNUAL, period=period), "县司法局")
    with invented_office(tmp_path / "above"):
        pass
    return find(tmp_path / "below"), find(tmp_path / "above")


def test_a_report_goes_up_as_a_file_and_is_added_up(homes, tmp_path: Path, capsys) -> None:
    below, above = homes
    file, book = tmp_path / "示例镇.sbwj", tmp_path / "汇总.xlsx"

    def say(home: Paths, *words: str) -> str:
        assert main(["--home", str(home.data), "rollup", *words]) == 0
        return capsys.readouterr().out

    say(below, "file", "--out", str(file), "--purpose", "上报")
    say(above, "expect", "示例镇司法所", "没有来的乡")
    told = say(above, "receive", str(file), str(tmp_path / "汇总.xlsx.不在"))
    assert "示例镇.sbwj：已收入示例镇司法所" in told
    assert "读不了这个文件" in told
    found = json.loads(say(above, "show", "--year", "2025", "--json"))
    assert "缺报 1 个" in found["sentence"]
    shown = say(above, "show", "--year", "2025", "--out", str(book), "--purpose", "报送")
    assert "缺报" in shown
    assert book.read_bytes()[:2] == b"PK"
    assert [one["name"] for one in json.loads(say(above, "--json"))] == [
        "没有来的乡",
        "示例镇司法所",
    ]
