"""Starting the program against an empty window, each in a fresh process, turn by turn.

All times run from before the process exists to an idle event loop. `window drawn`: the frame is on
the screen and answers, the office is being opened behind it. `first page filled`: the office is
open, its file checked, its first page drawn. Half of the latter is what SQLAlchemy and Qt take to
be imported; the last row says what the program adds to its own libraries.
"""

from pathlib import Path

from mediation_desk.paths import HOME_VARIABLE
from tests.bench import office
from tests.bench.measure import Row, child, medians

CASES = 3_000
ROUNDS = 15


def run(folder: Path, cases: int = CASES, rounds: int = ROUNDS) -> list[Row]:
    """Return the rows of starting on an office with a county's year of cases."""
    home = folder / "start"
    desk = office.make(home, cases)
    opened = (str(desk._place.file), desk._context.db._key.hex())
    desk.close()
    times = []
    for number in range(rounds + 1):
        found = child("tests.bench.our_window", **{HOME_VARIABLE: str(home)})
        empty = child("tests.bench.empty_window")
        bare = child("tests.bench.bare_page", *opened)
        if number:  # the first round only warms the disk
            times.append([*found, *empty, *bare])
    drawn, filled, window, page = medians(times)
    empty_window = "empty PySide6 window"
    return [
        Row("start: window drawn and answering", drawn, empty_window, window, 1.3),
        Row("start: first page filled", filled, empty_window, window, None),
        Row("start: first page filled", filled, "bare page of the same libraries", page, None),
    ]
