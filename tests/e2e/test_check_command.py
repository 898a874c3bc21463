"""`check` with a case: its dossier as a reviewer would look at it, as lines and as JSON."""

import pytest

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
