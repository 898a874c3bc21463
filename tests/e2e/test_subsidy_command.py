"""The subsidy command: a claim from the first list to the pay sheet, as a user types it."""

import json
from pathlib import Path

import pytest

from mediation_desk.app import build
from mediation_desk.cli import main
from mediation_desk.clock import FixedClock
from tests.conftest import NOON
from tests.factories import set_up
from tests.services.test_subsidy import COUNTY, agreed

pytestmark = pytest.mark.e2e


@pytest.fixture
def say(paths, capsys):
    """Run a command on a store with one agreed case and the county's rules; return its words."""
    desk = build(paths, FixedClock(NOON))
    committee = set_up(desk)
    desk.subsidy_rules.save(COUNTY)
    agreed(desk, committee)
    desk.close()

    def run(*words: str, code: int = 0) -> str:
        assert main(["--home", str(paths.data), "subsidy", *words]) == code
        told = capsys.readouterr()
        return told.err if code else told.out

    return run


def test_a_claim_from_the_proposal_to_the_payment(say, tmp_path: Path) -> None:
    told = say("propose", "--period", "2025")
    assert "可以申报 1 件，合计 50.00 元" in told
    assert "调样甲 50.00 元" in told
    assert "已建立申报：2025年度，1 件" in say("claim", "--period", "2025")
    assert "已提交" in say("submit")
    assert "请写明退回的原因" in say("return", code=2)
    say("fault", "--case", "邻样东", "--reason", "缺公章")
    say("return", "--reason", "缺公章")
    assert "缺公章" in say("show")
    say("submit")
    say("approve")
    say("pay", "--on", "2025-12-30")
    (row,) = json.loads(say("list", "--json"))
    assert (row["state"], row["paid_fen"], row["paid_on"]) == ("paid", 5_000, "2025-12-30")
    for name in ("表.pdf", "表.xlsx"):
        say("sheet", "--out", str(tmp_path / name))
        assert (tmp_path / name).stat().st_size > 3_000
    assert "以 .pdf 或 .xlsx 结尾" in say("sheet", code=2)


def test_what_is_taken_out_is_proposed_again_with_the_reason(say) -> None:
    say("claim", "--period", "2025")
    say("take-out", "--case", "邻样东", "--reason", "等履行后再报")
    assert "等履行后再报" in say("propose", "--period", "2025", "--earlier")
    assert "没有这份申报" in say("show", "--claim", "9", code=4)
