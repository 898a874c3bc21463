"""`dossier`: what a case lacks, bound and packed without a window."""

import pytest

pytestmark = pytest.mark.e2e


def test_a_dossier_is_listed_bound_and_packed(at):
    line = at("signed")
    assert "请在“证据”里添加" in line.right("dossier", "001").out
    told = line.right("dossier", "001", "--out", "卷宗.pdf", "--package", "移交.zip", "--json").json
    assert told["missing"] == ["当事人身份证明", "人民调解记录"]
    assert (line.folder / "卷宗.pdf").read_bytes().startswith(b"%PDF")
    assert (line.folder / "移交.zip").read_bytes().startswith(b"PK")
    court = line.right("dossier", "001", "--court", "--out", "法院.pdf", "--json").json
    assert court["entries"][0]["label"] == "司法确认申请书"
