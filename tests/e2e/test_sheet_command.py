"""`sheet`: which paper a printed sheet is, asked without a window."""

import re

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.e2e


def test_the_foot_of_a_sheet_tells_what_it_is(at):
    line = at("signed")
    line.right("print", "001", "--kind", "agreement", "--out", "一.pdf")
    foot = PdfReader(line.folder / "一.pdf").pages[0].extract_text()
    digits = re.search(r"文本 (\S+) · 第1版", foot)[1]
    said = line.right("sheet", digits).out
    assert "人民调解协议书第1版，" in said
    assert "最新的一版" in said
    assert line.right("sheet", digits, "--json").json[0]["edition"] == 1
    assert line("sheet", "0000-0000").code == 4
