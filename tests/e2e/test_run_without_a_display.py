"""`make run` on a machine without a display does the whole job and leaves it as files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtGui import QImage

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("run") / "out"
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "MEDIATION_DESK_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(folder.parent / "own")}
    words = [sys.executable, "-m", "mediation_desk", "run-demo", "--out", str(folder)]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    named = [line.strip() for line in done.stdout.splitlines() if line.startswith("  ")]
    assert sorted(named) == sorted(str(file) for file in folder.iterdir() if file.is_file())
    return folder


def text_of(file: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(file).pages)


def test_the_demo_keeps_to_its_own_folder(out: Path) -> None:
    assert (out / "demo-office" / "logs").is_dir()
    assert not (out.parent / "own").exists()


def test_the_agreement_can_be_read_back(out: Path) -> None:
    text = text_of(out / "人民调解协议书.pdf").replace("\n", "")
    for words in ("（2025）泾示人调字第006号", "车样甲", "演示数据"):
        assert words in text


def test_the_oral_agreement_can_be_read_back(out: Path) -> None:
    text = text_of(out / "口头协议登记表.pdf").replace("\n", "")
    for words in ("（2025）泾示样人调口字第011号", "邻样东", "邻样西"):
        assert words in text


def test_the_workbook_holds_the_years_figures(out: Path) -> None:
    sheet = load_workbook(out / "2025年统计表.xlsx").worksheets[0]
    values = {cell.value for line in sheet for cell in line}
    assert {8, 36, 568116.35} <= values


def test_every_page_is_a_picture_with_something_on_it(out: Path) -> None:
    pictures = sorted(out.glob("*.png"))
    assert len(pictures) >= 5
    for file in pictures:
        image = QImage(str(file))
        colours = {
            image.pixelColor(x, y).name()
            for x in range(0, image.width(), 5)
            for y in range(0, image.height(), 5)
        }
        assert image.width() >= 1366, file
        assert len(colours) > 25, file


def test_opening_the_window_without_a_display_is_refused_in_words(tmp_path: Path) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment["MEDIATION_DESK_HOME"] = str(tmp_path)
    words = [sys.executable, "-m", "mediation_desk"]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "没有显示器" in done.stderr
    assert list(tmp_path.glob("*.mdesk")) == []
