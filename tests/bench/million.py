"""Searching a million cases, letter by letter.

The office is made for it in a few minutes, or kept from one run to the next where
MEDIATION_BENCH_OFFICE says.
"""

import os
import sys
from pathlib import Path

from tests.bench import office
from tests.bench.keystrokes import keystrokes
from tests.bench.measure import Row

AT_ONCE_MS = 30.0
"""What a letter may take."""


def run(folder: Path, cases: int = office.MILLION) -> list[Row]:
    """Return the rows of a keystroke among a million cases."""
    if not os.environ.get(office.KEPT):
        told = f"  making {cases:,} cases, some minutes; {office.KEPT} names a folder for it"
        print(told, file=sys.stderr, flush=True)
    desk = office.million(folder, cases)
    raw = office.raw(desk)
    ours, floor = keystrokes(desk, raw)
    raw.close()
    desk.close()
    name = f"a keystroke in {cases:,} cases, p95"
    return [
        Row(name, ours, "the same by raw SQL, p95", floor, 2.0),
        Row(name, ours, "what seems at once", AT_ONCE_MS, 1.0),
    ]
