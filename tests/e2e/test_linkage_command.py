"""The linkage command: a line, a zero report, and what waits, as a user types it."""

import json

import pytest

from mediation_desk.app import build
from mediation_desk.cli import main
from mediation_desk.clock import FixedClock
from tests.conftest import NOON
from tests.factories import letter_draft, set_up

pytestmark = pytest.mark.e2e


@pytest.fixture
def say(paths, capsys):
    """Run the command on an office with one letter that came in; return its words."""
    desk = build(paths, FixedClock(NOON))
    desk.letters.save(letter_draft(set_up(desk)))
    desk.settings.set("zero_from", "2025-11")
    desk.close()

    def run(*words: str, code: int = 0) -> str:
        assert main(["--home", str(paths.data), "linkage", *words]) == code
        told = capsys.readouterr()
        return told.err if code else told.out

    return run


def test_a_line_is_entered_and_found(say) -> None:
    assert "请用 --unit 写明调委会" in say("line", "--text", "空调外机", code=2)
    told = say("line", "--text", "空调外机", "--name", "示样梅", "--unit", "泾示", "--kind", "咨询")
    assert told == "已登记咨询。\n"
    assert "示样梅" in say("lines", "--text", "外机")
    (row,) = json.loads(say("lines", "--json"))
    assert (row["draft"]["kind"], row["state"]) == ("inquiry", "open")
    assert "请写一句" in say("line", "--unit", "泾示", code=2)


def test_what_waits_is_said_and_a_zero_report_takes_it_away(say) -> None:
    before = json.loads(say("--json"))
    assert before["letters"] == 1
    assert "未报  2025-11  样板村人民调解委员会" in say()
    assert "样某与例某欠款一事" in say("letters")
    assert "请用 --month" in say("zero", "--unit", "泾示样", code=2)
    say("zero", "--unit", "泾示样", "--month", "2025-11", "--by", "调样丙")
    assert "未报  2025-11" not in say("due")
    assert json.loads(say("due", "--json"))["zero"] == before["zero"] - 1
    assert "看不懂日期" in say("line", "--text", "事", "--unit", "泾示", "--on", "昨天", code=2)


def test_the_sheets_of_a_year_are_saved_as_paper_and_workbook(say, tmp_path) -> None:
    assert "样板村人民调解委员会　未报：11" in say("zeros", "--year", "2025")
    assert "文件名以 .pdf 或 .xlsx 结尾" in say("zero-sheet", code=2)
    for action, name in (("zero-sheet", "零报告.pdf"), ("sweep-sheet", "排查.xlsx")):
        file = tmp_path / name
        assert str(file) in say(action, "--year", "2025", "--out", str(file))
        assert file.stat().st_size > 1_000


def test_a_sweep_is_entered_and_listed(say) -> None:
    where = ("--unit", "泾示样", "--place", "样板村一组", "--on", "2025-12-10")
    assert "可以写：定期排查" in say("sweep", *where, "--how", "巡逻", code=2)
    assert "不会比发现的多" in say("sweep", *where, "--settled", "1", code=2)
    say("sweep", *where, "--how", "专项排查", "--found", "3", "--settled", "1")
    (row,) = json.loads(say("sweeps", "--year", "2025", "--json"))
    assert (row["kind_label"], row["draft"]["found"], row["draft"]["settled"]) == ("专项排查", 3, 1)
