"""Starting the program against an empty window, each in a fresh process, turn by turn.

Both times run from before the process exists to an idle event loop. `window drawn`: the frame is on
the screen and answers, the office is being opened behind it. `first page filled`: the office is
open and its first page has been drawn.
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
    office.make(home, cases).close()
    ours, floor = [], []
    for number in range(rounds + 1):
        found = child("tests.bench.our_window", **{HOME_VARIABLE: str(home)})
        empty = child("tests.bench.empty_window")
        if number:  # the first round only warms the disk
            ours.append(found)
            floor.append(empty)
    drawn, filled = medians(ours)
    (empty_ms,) = medians(floor)
    return [
        Row("start: window drawn and answering", drawn, "empty PySide6 window", empty_ms, 1.3),
        Row("start: first page filled", filled, "empty PySide6 window", empty_ms, None),
    ]
