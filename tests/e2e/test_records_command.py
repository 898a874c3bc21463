"""Records, people and evidence from the command line, as the window does them."""

import json
from pathlib import Path

import pytest

from mediation_desk.app import build
from mediation_desk.cli import main
from mediation_desk.clock import FixedClock
from tests.conftest import NOON
from tests.factories import mediating, parties, registered, set_up

pytestmark = pytest.mark.e2e


@pytest.fixture
def say(paths, capsys):
    """Run a command on an office with two cases of 邻样东; return its words."""
    desk = build(paths, FixedClock(NOON))
    town = set_up(desk)
    mediating(desk, town)
    registered(desk, town, parties=parties(name="邻样北"))
    desk.close()

    def run(*words: str, code: int = 0) -> str:
        assert main([words[0], "--home", str(paths.data), *words[1:]]) == code
        told = capsys.readouterr()
        return told.err + told.out if code else told.out

    return run


def test_a_record_is_written_from_a_file_and_checked_as_in_the_window(say, tmp_path) -> None:
    asked = {
        "held_at": "2025-03-05 09:00",
        "place": "村委会",
        "name": "证样人",
        "record": "问：\n答：",
    }
    file = tmp_path / "调查.json"
    file.write_text(json.dumps({"investigation": asked}), encoding="utf-8")
    assert "investigators" in say("record", "邻样西", str(file), code=2)
    asked |= {"investigators": "调样甲、调样乙", "age": 300}
    file.write_text(json.dumps({"investigation": asked}), encoding="utf-8")
    assert "investigation age：年龄不对" in say("record", "邻样西", str(file), code=2)
    asked["age"] = 61
    file.write_text(json.dumps({"investigation": asked}), encoding="utf-8")
    assert "对证样人的调查已保存" in say("record", "邻样西", str(file))
    both = {
        "undisputed": {"noted_on": "2025-03-06", "content": "墙是去年修的", "recorded_by": "甲"}
    }
    file.write_text(json.dumps({"investigation": asked, **both}), encoding="utf-8")
    assert "请只写一种记录" in say("record", "邻样西", str(file), code=2)


def test_people_are_found_shown_merged_and_told_apart(say) -> None:
    rows = json.loads(say("people", "list", "邻样", "--json"))
    names = {row["name"]: row["id"] for row in rows}
    assert set(names) == {"邻样东", "邻样西", "邻样北"}
    assert "案件 2 件" in say("people", "show", "邻样东")
    assert "请用 --and" in say("people", "merge", "邻样西", code=2)
    assert "有好几位" in say("people", "merge", "邻样", "--and", "邻样北", code=2)
    say("people", "merge", names["邻样西"], "--and", names["邻样北"])
    assert "案件 2 件" in say("people", "show", "邻样西")


def test_evidence_is_kept_listed_saved_outside_and_read_through(say, paths, tmp_path: Path) -> None:
    photo = tmp_path / "墙.txt"
    photo.write_text("墙的样子", encoding="utf-8")
    assert "没有文件" in say("evidence", "add", "邻样西", str(tmp_path / "无.txt"), code=4)
    assert "没有“照片”这一项" in say(
        "evidence", "add", "邻样西", str(photo), "--slot", "照片", code=2
    )
    say("evidence", "add", "邻样西", str(photo), "--source", "邻样东", "--on", "2025-03-05")
    assert "邻样东" in say("evidence", "list", "邻样西")
    out = tmp_path / "出.txt"
    assert "请写明用途" in say("evidence", "export", "邻样西", "--out", str(out), code=2)
    say("evidence", "export", "邻样西", "--out", str(out), "--purpose", "交法院")
    assert out.read_bytes() == photo.read_bytes()
    assert "没有覆盖" in say(
        "evidence", "export", "邻样西", "--out", str(out), "--purpose", "交法院", code=2
    )
    assert "与存入时一致" in say("evidence")
    (kept,) = [one for one in (paths.data / "attachments").rglob("*") if one.is_file()]
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    assert "墙" in say("evidence", "verify", code=3)
