"""A long day's calls into Qt do not end the program."""

import subprocess
import sys

import pytest

LONG_DAY = """
from mediation_desk.gui.start import create_application
create_application()
from PySide6.QtWidgets import QWidget
widget = QWidget()
for _ in range(1_000_000):
    widget.setEnabled(True)
"""


@pytest.mark.gui
def test_a_million_calls_into_qt_leave_the_program_running() -> None:
    done = subprocess.run([sys.executable, "-c", LONG_DAY], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
