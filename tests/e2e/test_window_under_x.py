"""The real program in a real X window: somebody types, the store has it, also after a kill -9."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import ImageGrab

from mediation_desk import logs
from mediation_desk.app import make_demo
from mediation_desk.gui.theme import LIGHT
from mediation_desk.paths import find
from mediation_desk.storage import keys
from mediation_desk.storage.place import FILE, KEY_FILE
from mediation_desk.storage.raw import Mode, open_raw

pytestmark = pytest.mark.e2e

SIZE = "1366x768x24"
PATIENCE = 60.0
LETTERS = "邻样东行板村雨水流入院内"
"""Chinese that is typed here: each has a key of its own, as xdotool would else lend it one in
passing, which a window that is busy notices too late."""


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X display of its own."""
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"]
    words.append("-noreset")  # else the labels are gone with the first client that leaves
    with subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        _label_keys(f":{number}", LETTERS)
        yield f":{number}"
        server.terminate()


def _label_keys(display: str, letters: str) -> None:
    """Put letters on keys that have none."""
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XGetKeyboardMapping.restype = ctypes.POINTER(ctypes.c_ulong)
    opened = ctypes.c_void_p(x.XOpenDisplay(display.encode()))
    width, first, count = ctypes.c_int(), 9, 247
    mapped = x.XGetKeyboardMapping(opened, ctypes.c_ubyte(first), count, ctypes.byref(width))
    rows = [mapped[at * width.value : (at + 1) * width.value] for at in range(count)]
    spare = [first + at for at, row in enumerate(rows) if not any(row)]
    for code, letter in zip(spare[: len(letters)], letters, strict=True):
        label = (ctypes.c_ulong * 1)(0x1000000 + ord(letter))
        x.XChangeKeyboardMapping(opened, code, 1, label, 1)
    x.XFree(mapped)
    x.XCloseDisplay(opened)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo office."""
    home = tmp_path_factory.mktemp("x") / "home"
    make_demo(find(home))
    return home


@dataclass
class Sitting:
    """The program running on a display, and somebody at its keyboard."""

    display: str
    home: Path
    program: subprocess.Popen[bytes]

    def until(self, true: Callable[[], object]) -> None:
        """Wait for something the program does; it must not end meanwhile."""
        for _ in range(int(PATIENCE / 0.1)):
            if true():
                return
            try:
                self.program.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail(f"the program ended with {self.program.returncode}")
        self.picture("stuck")
        pytest.fail("waited in vain")

    def xdotool(self, *words: str) -> str:
        """Let xdotool do something on the display."""
        environment = {**os.environ, "DISPLAY": self.display}
        done = subprocess.run(
            ["xdotool", *words], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def press(self, *names: str) -> None:
        """Press keys, as `ctrl+n` or `Return`."""
        self.xdotool("key", "--delay", "60", *names)

    def type(self, text: str) -> None:
        """Type a text, Chinese too."""
        self.xdotool("type", "--delay", "60", text)

    def stored(self, query: str) -> list[tuple]:
        """Ask the store while the program has it open."""
        key = keys.unlock_open(self.home / KEY_FILE).key
        raw = open_raw(self.home / FILE, key, Mode.READ)
        try:
            return raw.execute(query).fetchall()
        finally:
            raw.close()

    def draft(self) -> str:
        """Return what the program has kept of the page so far."""
        return str(self.stored("SELECT content FROM draft"))

    def bar(self) -> str:
        """Return the colour of the message bar, under the line that says it is a demo."""
        red, green, blue = ImageGrab.grab(xdisplay=self.display).getpixel((1200, 50))
        return f"#{red:02X}{green:02X}{blue:02X}"

    def picture(self, name: str) -> Path:
        """Keep what the display shows."""
        file = self.home.parent / f"{name}.png"
        ImageGrab.grab(xdisplay=self.display).save(file)
        return file


@pytest.fixture
def sit_down(display: str, office: Path) -> Iterator[Callable[[], Sitting]]:
    """Return a function that starts the program and waits for its first page."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> Sitting:
        log = find(office).logs / logs.FILE
        before = _first_pages(log)
        environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "MEDIATION_DESK_HOME": str(office),
            "XDG_RUNTIME_DIR": str(office.parent),
        }
        program = subprocess.Popen([sys.executable, "-m", "mediation_desk"], env=environment)
        started.append(program)
        sitting = Sitting(display, office, program)
        sitting.until(lambda: _first_pages(log) > before)
        window = sitting.xdotool("search", "--onlyvisible", "--pid", str(program.pid)).split()[0]
        sitting.xdotool("windowmove", "--sync", window, "0", "0", "windowfocus", "--sync", window)
        return sitting

    yield start
    for program in started:
        program.kill()
        program.wait()


def _first_pages(log: Path) -> int:
    return log.read_text(encoding="utf-8").count("first page shown") if log.exists() else 0


def _type_a_case(sitting: Sitting, name: str) -> None:
    """Type a type, a party's name and address into the registration page."""
    sitting.press("ctrl+n")
    sitting.type("02")
    sitting.press(*["Return"] * 8)  # type … difficulty, side, kind
    sitting.type(name)
    sitting.press(*["Tab"] * 4)
    sitting.type("样板村")


def _finish(sitting: Sitting, facts: str) -> None:
    """Save; the sentence that is missing is asked for, typed where the cursor goes, and saved."""
    sitting.press("ctrl+Return")
    sitting.until(lambda: sitting.bar() == LIGHT["bad_ground"])
    sitting.type(facts)
    sitting.press("ctrl+Return")


def test_a_case_typed_into_the_window_is_in_the_store(sit_down) -> None:
    sitting = sit_down()
    _type_a_case(sitting, "邻样东")
    _finish(sitting, "雨水流入院内")
    query = "SELECT facts, type FROM dispute WHERE title = '邻样东邻里纠纷'"
    sitting.until(lambda: sitting.stored(query))
    assert sitting.stored(query) == [("雨水流入院内", "neighbour")]
    sitting.until(lambda: sitting.bar() == LIGHT["good_ground"])
    assert sitting.picture("saved").stat().st_size > 10_000


def test_a_killed_program_offers_what_was_typed(sit_down) -> None:
    sitting = sit_down()
    _type_a_case(sitting, "行样")
    sitting.until(lambda: "行样" in sitting.draft())
    sitting.program.kill()
    sitting.program.wait()
    again = sit_down()
    again.picture("offered")
    again.press("Return")
    _finish(again, "雨水")
    query = "SELECT facts FROM dispute WHERE title = '行样邻里纠纷'"
    again.until(lambda: again.stored(query))
    assert again.stored(query) == [("雨水",)]
    assert again.stored("SELECT count(*) FROM draft") == [(0,)]
