"""The funds command: money entered, listed, added up and taken away, as a user types it."""

import json

import pytest

from mediation_desk.app import build
from mediation_desk.cli import main
from mediation_desk.clock import FixedClock
from tests.conftest import NOON
from tests.factories import set_up

pytestmark = pytest.mark.e2e


def test_money_is_entered_listed_counted_and_taken_away(paths, capsys) -> None:
    desk = build(paths, FixedClock(NOON))
    set_up(desk)
    unit = desk.office.committees()[0].short_name
    desk.close()

    def say(*words: str, code: int = 0) -> str:
        assert main(["--home", str(paths.data), *words]) == code
        told = capsys.readouterr()
        return told.err if code else told.out

    add = ("funds", "add", "--unit", unit, "--year", "2025", "--amount", "1.2万")
    assert "调委会补助经费" in say(*add, code=2)
    say(*add, "--kind", "调委会补助经费")
    assert "分季只能选一种" in say(*add, "--kind", "调委会补助经费", "--quarter", "1", code=2)
    (line,) = json.loads(say("funds", "--year", "2025", "--json"))
    assert "12,000.00" in say("funds", "--year", "2025")
    told = say("stats", "--table", "经费保障情况统计表", "--year", "2025")
    assert "12,000.00" in told
    say("funds", "remove", line["id"])
    assert json.loads(say("funds", "--year", "2025", "--json")) == []
