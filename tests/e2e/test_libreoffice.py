"""What we hand to other office programs: LibreOffice opens it, prints the same, counts the same."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from openpyxl import load_workbook

from mediation_desk.app import build
from mediation_desk.clock import FixedClock
from mediation_desk.documents.papers import Kind, make_paper, make_word, standard
from mediation_desk.documents.sample import sample_facts
from mediation_desk.paths import find
from tests import factories
from tests.conftest import NOON
from tests.documents import samples

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform == "win32", reason="installed by packaging/system_parts.py"),
]

FAMILIES = (
    *(Kind.COVER, Kind.CATALOGUE, Kind.APPLICATION, Kind.INVESTIGATION, Kind.RECORD),
    *(Kind.UNDISPUTED_FACTS, Kind.AGREEMENT, Kind.ORAL_AGREEMENT, Kind.FOLLOW_UP, Kind.TRANSFER),
)
"""One of each build: title page, list, letter, ruled form of every sort, running text."""
OURS = {"RMDocFangSong": "仿宋", "Noto Sans SC": "黑体"}
"""Our faces by the names that an office computer has them under."""
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>{names}</fontconfig>"""
NAMED = """<match target="scan"><test name="family"><string>{ours}</string></test>
<edit name="family" mode="assign"><string>{theirs}</string></edit></match>"""
RECOUNT = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>"""
"""Every formula is computed on opening, whatever value the file keeps for it."""
ONLY_OURS = re.compile(
    r"\s|第\d+页共\d+页|[_＿]{2,}|（(?:本页)?以下空白）|[^）]{2,12}（续页）编号：[^号]*号"
)
"""Spaces, page numbers, lines for the pen, running heads, and what only a finished page says."""


@pytest.fixture(scope="module")
def soffice(tmp_path_factory):
    """Convert files to a kind in a folder of their own, in one call; return the new files."""
    program = shutil.which("soffice")
    assert program, (
        "这台机器没有 LibreOffice，无法检验 Word 和表格文件：请联网后重新运行 make test，或运行 "
        "sudo apt-get install libreoffice-writer-nogui libreoffice-calc-nogui"
    )
    folder = tmp_path_factory.mktemp("soffice")
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(RECOUNT, encoding="utf-8")
    names = "".join(NAMED.format(ours=ours, theirs=theirs) for ours, theirs in OURS.items())
    fonts = folder / "fonts.conf"
    places = {"fonts": samples.FONTS, "cache": folder / "cache"}
    fonts.write_text(FONTS.format(names=names, **places), encoding="utf-8")

    def convert(kind: str, files: list[Path]) -> list[Path]:
        made = folder / kind
        words = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        words += ["--convert-to", kind, "--outdir", str(made), *map(str, files)]
        said = subprocess.run(
            words,
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
            capture_output=True,
            text=True,
            check=False,
        )
        found = [made / f"{file.stem}.{kind}" for file in files]
        assert all(file.exists() for file in found), said.stdout + said.stderr
        return found

    return convert


def pages_of(data: bytes | Path) -> tuple[int, str]:
    """Return how many pages a PDF has and its words, without what ONLY_OURS names."""
    with pdfium.PdfDocument(data) as document:
        told = "".join(page.get_textpage().get_text_bounded() for page in document)
        return len(document), ONLY_OURS.sub("", re.sub(r"\s", "", told))


def test_a_word_file_prints_on_as_many_pages_and_says_what_the_paper_says(
    soffice, tmp_path: Path
) -> None:
    facts = replace(sample_facts(), demo=False)
    files = [tmp_path / f"{kind.value}.docx" for kind in FAMILIES]
    for kind, file in zip(FAMILIES, files, strict=True):
        file.write_bytes(make_word(facts, standard(kind, samples.RESOURCES)))
    printed = [pages_of(made) for made in soffice("pdf", files)]
    ours = [
        pages_of(make_paper(kind, facts, resources=samples.RESOURCES).data) for kind in FAMILIES
    ]
    assert dict(zip(FAMILIES, printed, strict=True)) == dict(zip(FAMILIES, ours, strict=True))


def test_every_formula_of_the_annual_workbook_comes_to_the_figure_we_wrote(
    soffice, tmp_path: Path
) -> None:
    desk = build(find(tmp_path / "home"), FixedClock(NOON))
    committee_id = factories.set_up(desk)
    for _ in range(3):
        factories.closed_case(desk, committee_id)
    period = desk.statistics.period("2025")
    file = tmp_path / "annual.xlsx"
    file.write_bytes(desk.statistics.workbook("case_annual", period=period, purpose="上报"))
    desk.close()
    (counted,) = soffice("xlsx", [file])
    formulas = [
        (sheet.title, cell.coordinate)
        for sheet in load_workbook(file)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    kept, theirs = (load_workbook(one, data_only=True) for one in (file, counted))
    figures = {at: kept[at[0]][at[1]].value for at in formulas}
    assert sum(bool(value) for value in figures.values()) > 5
    assert figures == {at: theirs[at[0]][at[1]].value for at in formulas}
