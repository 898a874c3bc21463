"""Kills a change of the data key at every step that touches a file, and opens what is left.

Run by test_rekey.py in a process of its own: `killed_rekey.py FOLDER KILLS`. Each attempt is a
forked child that ends without any clean-up, at its Nth step or, KILLS times more, by an alarm at a
random moment; the parent then opens the store as an office would. Prints how many were tried,
opened under the old key and under the new one.
"""

import itertools
import json
import os
import random
import shutil
import signal
import sys
from collections import Counter
from pathlib import Path

from mediation_desk import app
from mediation_desk.clock import FixedClock, local
from mediation_desk.domain.passwords import Credentials
from mediation_desk.errors import SignInNeeded
from mediation_desk.paths import Paths, find
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.filters import Filters
from mediation_desk.storage import sealing
from tests.conftest import NOON
from tests.factories import registered, set_up

WANG = Credentials("wangyang", "Lantern-47-hill")
TOUCHING = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.rmtree"}
KILLED = 9


def make(paths: Paths, *, closed: bool) -> None:
    """Make an office with a case, and an account where wanted."""
    desk = app.build(paths, FixedClock(NOON))
    registered(desk, set_up(desk))
    if closed:
        desk.accounts.first(AccountDraft(WANG.login, "王样"), WANG.password)
    desk.close()


def change(paths: Paths, *, closed: bool, stop_at: int) -> None:
    """Change the key in this process, which ends at its Nth step."""
    desk = app.build(paths, FixedClock(NOON), actor=WANG if closed else "本机用户")
    steps = 0

    if not stop_at:
        signal.setitimer(signal.ITIMER_REAL, random.uniform(0.001, 0.12))

    def step(event: str = "copy", given: tuple = ()) -> None:
        nonlocal steps
        writing = event == "open" and isinstance(given[2], int) and given[2] & os.O_RDWR
        if event in TOUCHING or event == "copy" or writing:
            steps += 1
            if steps == stop_at:
                os._exit(KILLED)

    sys.addaudithook(step)
    if closed:
        desk.accounts.change_data_key(lambda *_: step())
    else:
        desk.accounts.first(
            AccountDraft(WANG.login, "王样"), WANG.password, progress=lambda *_: step()
        )
    os._exit(0)


def outcome(paths: Paths, *, before: bytes) -> str:
    """Open what is left, without a password first; tell which key the store is under."""
    try:
        desk = app.build(paths, FixedClock(local(NOON.date())))
    except SignInNeeded:
        desk = app.build(paths, FixedClock(local(NOON.date())), actor=WANG)
    count = desk.listing.count(Filters())
    kept = desk._context.db._key == before
    desk.close()
    leftovers = {file.name for file in paths.data.iterdir()} - KNOWN
    if count != 1 or leftovers:
        return f"lost {count} {sorted(leftovers)}"
    return "old" if kept else "new"


KNOWN = {"office.mdesk", "office.key", "office.key.lock", "office.lock", "backups", "logs"}


def attempt(seed: Paths, paths: Paths, *, closed: bool, stop_at: int) -> str:
    """Copy the seed, let a child die changing its key, and open it; "" when the child lived."""
    shutil.rmtree(paths.data, ignore_errors=True)
    shutil.copytree(seed.data, paths.data)
    desk = app.build(paths, FixedClock(NOON), actor=WANG)
    before = desk._context.db._key
    desk.close()
    child = os.fork()
    if not child:
        change(paths, closed=closed, stop_at=stop_at)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, KILLED, -signal.SIGALRM), status
    return outcome(paths, before=before) if status or not stop_at else ""


def main(folder: Path, kills: int) -> None:
    """Try every step of an office's first account and of a change of key, then random moments."""
    sealing.STANDARD = sealing.Cost(16, 1, 1)
    told: Counter[str] = Counter()
    for closed in (False, True):
        seed, place = find(folder / f"seed-{closed}"), find(folder / "try")
        make(seed, closed=closed)
        for stop_at in itertools.count(1):
            found = attempt(seed, place, closed=closed, stop_at=stop_at)
            if not found:
                break
            told[found] += 1
        for _ in range(kills // 2):
            told[attempt(seed, place, closed=closed, stop_at=0)] += 1
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
