"""The tables command: a definition goes out of one office and into another, told before."""

from pathlib import Path

import pytest

from mediation_desk.app import build
from mediation_desk.cli import main
from mediation_desk.clock import FixedClock
from mediation_desk.paths import find
from tests.conftest import NOON
from tests.factories import set_up
from tests.services.test_table_designs import DESIGN

pytestmark = pytest.mark.e2e


def test_a_definition_goes_from_one_office_to_another(tmp_path: Path, capsys) -> None:
    homes = [tmp_path / name for name in ("here", "there")]
    for home in homes:
        desk = build(find(home), FixedClock(NOON))
        set_up(desk)
        if home is homes[0]:
            desk.table_designs.save(DESIGN)
        desk.close()

    def say(home: Path, *words: str, code: int = 0) -> str:
        assert main(["--home", str(home), "tables", *words]) == code
        told = capsys.readouterr()
        return told.err if code else told.out

    file = tmp_path / "表.mdtable"
    assert "县里要的类型表" in say(homes[0])
    assert "没有叫“别的”的自定义表" in say(homes[0], "out", "别的", code=4)
    say(homes[0], "out", "县里要的类型表", "--out", str(file))
    told = say(homes[1], "in", str(file))
    assert "新表：县里要的类型表" in told
    assert "没有导入；确定后加 --yes。" in told
    assert "县里要的类型表" not in say(homes[1])
    assert "已导入表格" in say(homes[1], "in", str(file), "--yes")
    assert "县里要的类型表" in say(homes[1])
    file.write_bytes(b"{}")
    assert "没有导入" in say(homes[1], "in", str(file), "--yes", code=2)
