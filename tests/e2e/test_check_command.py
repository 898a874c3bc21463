"""`check` with a case: its dossier as a reviewer would look at it, as lines and as JSON."""

import pytest

from mediation_desk.paths import find
from tests.factories import photo

pytestmark = pytest.mark.e2e


def test_the_dossier_of_a_case_is_checked_and_its_score_explained(at):
    line = at("signed")
    answer = line.right("check", "001")
    assert "条规则检查（书面协议）" in answer.out
    assert "[应当补正] 当事人：邻样西没有登记电话" in answer.out
    told = line.right("check", "001", "--json").json
    lost = sum(cost for item in told["score"]["items"] for _, cost in item["reasons"])
    assert told["score"]["total"] == 100 - lost
    assert f"评分：{told['score']['total']} 分" in answer.out
    assert line("check", "没有这件").code == 4


def test_scans_are_taken_in_and_an_altered_file_of_the_same_size_is_noticed(at, tmp_path):
    line = at("signed")
    (tmp_path / "照片.jpg").write_bytes(photo())
    assert "1 份没有找到案件" in line.right("scan", str(tmp_path / "照片.jpg")).out
    assert "没有读到识别码" in line.right("scan").out
    assert "材料的文件 1 份都完好" in line.right("check").out
    (file,) = (find(line.home).data / "attachments").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    answer = line("check")
    assert answer.code == 3
    assert "被改动或已损坏 1 份" in answer.out
    answer = line("audit")
    assert answer.code == 3
    assert "待认领的扫描件 的一份材料的文件被改动或已损坏" in answer.out
