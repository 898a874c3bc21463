"""The demo office from the command line: made once, counted by township, never over anything."""

import pytest

pytestmark = pytest.mark.e2e


def test_the_demo_is_made_and_its_progress_told(line):
    answer = line.right("demo")
    assert "演示单位已建好" in answer.out
    assert [word for word in answer.err.split() if word.endswith("%")] == [
        f"{tenth}0%" for tenth in range(1, 11)
    ]


def test_a_demo_is_not_made_over_an_office(line):
    line.right("demo")
    before = line.dump()
    for words in (("demo",), ("demo", "--county")):
        answer = line(*words)
        assert answer.code == 2
        assert "已经有数据，没有改动它" in answer.err
    assert line.dump() == before


def test_a_township_is_counted_with_its_committees_and_every_row_is_told(line):
    line.right("demo")
    told = line.right("stats", "--year", "2025", "--unit", "示例镇", "--json").json
    assert (told["unit"], told["counted_by"]) == ("示例镇", "dates")
    rows = {row["label"]: row["figures"]["cases"] for row in told["rows"]}
    assert rows == {
        "示例镇": 8,
        "泾县示例镇人民调解委员会": 6,
        "泾县示例镇样板村人民调解委员会": 2,
    }
    assert told["figures"]["amount"] == 568_116_35
    assert told["broken"] == []
    village = line.right("stats", "--period", "2025H1", "--unit", "泾示样", "--json").json
    assert village["figures"]["cases"] == 2
    assert line("stats", "--year", "2025", "--unit", "无此镇").code == 2
