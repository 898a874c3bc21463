"""What is not imported at start: every one of these costs a user time before the first page."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mediation_desk.app import build
from mediation_desk.paths import Paths

ROOT = Path(__file__).resolve().parent.parent

BEHIND_THE_WINDOW = (
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "PySide6.QtNetwork",
    "mediation_desk.gui.door.keeper",
    "mediation_desk.services.drafts",
    "mediation_desk.services.rows",
)
NEVER_BEFORE_USE = (
    "alembic",
    "mako",
    "sqlalchemy.orm",
    "sqlalchemy.dialects.postgresql",
    "reportlab",
    "openpyxl",
    "docx",
    "fontTools",
    "pypdf",
    "pypdfium2",
    "zxingcpp",
    "PIL",
    "cryptography",
    "argon2",
    "pypinyin",
    "chinese_calendar",
)
WINDOW = """
import mediation_desk.gui.start
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.paths import find
mediation_desk.gui.start.create_application()
window = MainWindow(find().resources)
window.show()
"""
DESK = """
from mediation_desk.app import build
from mediation_desk.paths import find
from mediation_desk.services.filters import Filters
desk = build(find())
assert desk.office.office() is None
assert desk.listing.cases(Filters(), limit=20) == ()
desk.backups.status()
desk.close()
"""


@pytest.fixture
def home(paths: Paths) -> Path:
    """A folder with an existing, empty store."""
    build(paths).close()
    return paths.data


def loaded(program: str, home: Path) -> set[str]:
    """Return the names of all modules a fresh process has after `program`."""
    tail = "\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))\n"
    done = subprocess.run(
        [sys.executable, "-c", program + tail],
        cwd=ROOT,
        env={
            "QT_QPA_PLATFORM": "offscreen",
            "MEDIATION_DESK_HOME": str(home),
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout))


def test_the_window_is_drawn_before_what_stands_behind_it_is_read(tmp_path: Path) -> None:
    assert loaded(WINDOW, tmp_path).isdisjoint((*BEHIND_THE_WINDOW, *NEVER_BEFORE_USE))


def test_the_first_page_of_a_store_at_the_newest_schema_needs_no_heavy_library(
    home: Path,
) -> None:
    modules = loaded(WINDOW + DESK, home)
    assert "sqlalchemy" in modules
    assert modules.isdisjoint(NEVER_BEFORE_USE)
