"""The roster command: a training, a year, cases handed over, as a user types it."""

import json
from pathlib import Path

import pytest

from mediation_desk.app import build
from mediation_desk.cli import main
from mediation_desk.clock import FixedClock
from tests.conftest import NOON
from tests.factories import mediating, set_up

pytestmark = pytest.mark.e2e


@pytest.fixture
def say(paths, capsys):
    """Run a command on a store with one case under mediation; return its words."""
    desk = build(paths, FixedClock(NOON))
    mediating(desk, set_up(desk))
    desk.close()

    def run(*words: str, code: int = 0) -> str:
        assert main(["--home", str(paths.data), "roster", *words]) == code
        told = capsys.readouterr()
        return told.err if code else told.out

    return run


def test_a_training_stands_in_the_year(say, tmp_path: Path) -> None:
    both = ("record", "调样甲", "调样乙")
    assert "请写明类别" in say(*both, "--title", "业务培训", code=2)
    told = say(*both, "--kind", "培训", "--title", "业务培训", "--on", "2025-06-10", "--hours", "8")
    assert "2 人" in told
    paper = tmp_path / "年度.pdf"
    told = say("year", "调样甲", "--period", "2025", "--out", str(paper))
    assert "培训 8 学时" in told
    assert paper.read_bytes().startswith(b"%PDF")
    year = json.loads(say("year", "调样甲", "--period", "2025", "--json"))
    assert (year["figures"]["cases"], year["types"]) == ("1 件", {"邻里": 1})
    assert "没有调解员" in say("year", "某某", code=4)


def test_cases_are_handed_over_only_when_confirmed(say, tmp_path: Path) -> None:
    paper = tmp_path / "清单.pdf"
    asked = ("hand-over", "调样甲", "--successor", "调样乙")
    assert "没有移交；确定后加 --yes" in say(*asked)
    assert "请写明交接的原因" in say(*asked, "--yes", code=2)
    told = say(*asked, "--reason", "调离", "--resigns", "--yes", "--out", str(paper))
    assert "已交接 1 件给调样乙" in told
    assert paper.read_bytes().startswith(b"%PDF")
    rows = {row["name"]: row for row in json.loads(say("list", "--json"))}
    assert (rows["调样甲"]["active"], rows["调样乙"]["open_cases"]) == (False, 1)
