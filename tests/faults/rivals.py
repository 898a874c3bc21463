"""Programs that start at the same moment on the same data: one works, the others are told.

Started as a process with a home and a number of races; each rival is a fork of it, so that a race
costs milliseconds. In every other race the winner is killed while it holds the store.
"""

import json
import logging
import os
import signal
import sys
from pathlib import Path

from mediation_desk.app import build
from mediation_desk.clock import FixedClock
from mediation_desk.errors import StoreBusy
from mediation_desk.paths import find
from tests.factories import FakeDrives
from tests.faults import scenarios

RIVALS = 4
OPEN, BUSY, WRONG = b"O", b"B", b"W"


def main(home: Path, races: int) -> None:
    """Run the races; print how each ended, one letter a rival."""
    logging.disable()
    scenarios.opened(home).close()
    print(json.dumps([race(home, kills=number % 2 == 1) for number in range(races)]))


def race(home: Path, *, kills: bool) -> str:
    """Let the rivals go at once; return their letters, the winner ended as wanted."""
    go, told, done = os.pipe(), os.pipe(), os.pipe()
    children = []
    for _ in range(RIVALS):
        child = os.fork()
        if not child:
            os.close(go[1])
            os.close(done[1])
            os._exit(rival(home, go[0], told[1], done[0]))
        children.append(child)
    os.close(go[0])
    os.close(done[0])
    os.close(told[1])
    os.close(go[1])
    letters = b""
    while len(letters) < RIVALS:
        letters += os.read(told[0], RIVALS)
    if kills:
        for child in children:
            os.kill(child, signal.SIGKILL)
    os.close(done[1])
    for child in children:
        os.waitpid(child, 0)
    os.close(told[0])
    return letters.decode()


def rival(home: Path, go: int, told: int, done: int) -> int:
    """Wait for the start, open, say how it went; the winner holds on until all have answered."""
    os.read(go, 1)
    try:
        desk = build(find(home), FixedClock(scenarios.NOON), drives=FakeDrives())
    except StoreBusy:
        os.write(told, BUSY)
        return 0
    except BaseException:
        os.write(told, WRONG)
        return 1
    os.write(told, OPEN)
    os.read(done, 1)
    desk.close()
    return 0


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
