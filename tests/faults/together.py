"""Several at once (A8, B5, C3, D1, D3): typing cut off, races, a held file, stale edits."""

import json
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from mediation_desk.app import Desk, recovery
from mediation_desk.clock import FixedClock
from mediation_desk.errors import Conflict
from mediation_desk.paths import find
from mediation_desk.storage.raw import open_raw
from tests import factories
from tests.factories import FakeDrives
from tests.faults import judges, scenarios
from tests.faults.harness import ROOT, Tally, fresh

OLDEST_DRAFT_S = 30
AT_ONCE = 4
"""Windows typed into at the same time: each mostly waits."""

PACE_S = 0.02
"""Fifty saves a second while backups are made."""


def crashed_drafts(template: Path, work: Path, *, times: int) -> Tally:
    """Kill a window that is typed into: its draft holds everything but the last seconds."""
    luck = random.Random(13)
    tally = Tally("kill -9 while typing: draft of the last 30 s")
    ages: list[float] = []
    for begun in range(0, times, AT_ONCE):
        homes = [_copy(template, work / f"typed{n}") for n in range(min(AT_ONCE, times - begun))]
        with _typists(homes) as typists:
            for typist in typists:
                ages.append(_judge_draft(typist, luck.uniform(3.5, 7), tally))
    tally.notes.append(f"oldest draft: {max(ages):.1f} s")
    return tally


def races(template: Path, work: Path, *, times: int) -> Tally:
    """Start four programs at once on the same data: exactly one opens it, nothing stays locked."""
    tally = Tally("four programs at once: one opens, lock left by kill")
    home = fresh(template, work)
    words = [sys.executable, "-m", "tests.faults.rivals", str(home), str(times)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    for letters in json.loads(done.stdout):
        tally.tried += 1
        tally.lost += "O" not in letters
        tally.undetected += letters.count("O") > 1
        tally.corrupt += "W" in letters
    wrong = judges.unsound(home)
    tally.corrupt += bool(wrong)
    tally.notes += [wrong] if wrong else []
    return tally


def killed_rekeys(work: Path, *, times: int) -> Tally:
    """Kill a change of the data key at every step and at random: the old key opens, or the new."""
    tally = Tally("kill -9 while changing the data key")
    folder = work / "rekeyed"
    folder.mkdir()
    words = [sys.executable, "-m", "tests.storage.killed_rekey", str(folder), str(times)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    tally.tried = sum(told.values())
    tally.lost = tally.tried - told.get("old", 0) - told.get("new", 0)
    tally.notes += [f"{name}: {number}" for name, number in told.items()]
    return tally


def stale_edits(template: Path, work: Path, *, times: int) -> Tally:
    """Let two people edit one case in every order of reading and saving: no edit is lost."""
    luck = random.Random(17)
    tally = Tally("two people edit one case, any order")
    desk = scenarios.opened(fresh(template, work))
    case = factories.registered(desk, desk.office.committees()[0].id)
    for number in range(times):
        _write(desk, case.id, lambda _: "起。")
        editors = [_Editor(desk, case.id, f"{name}{number}。") for name in "甲乙"]
        order = ["甲"] * 2 + ["乙"] * 2
        luck.shuffle(order)
        for name in order:
            editors["甲乙".index(name)].go_on()
        facts = desk.cases.draft(case.id)[0].facts
        tally.tried += 1
        tally.lost += sum(one.mark not in facts for one in editors)
    desk.close()
    return tally


def held_by_another(template: Path, work: Path, *, times: int) -> Tally:
    """Save while another program holds the file for up to nine seconds: every save succeeds."""
    luck = random.Random(19)
    tally = Tally("file held by another program up to 9 s (B5)")
    desk = scenarios.opened(fresh(template, work))
    case = factories.registered(desk, desk.office.committees()[0].id)
    db = desk._context.db
    for number in range(times):
        other = open_raw(db.path, db._key)
        other.execute("BEGIN EXCLUSIVE")
        letting_go = threading.Timer(luck.uniform(5.5, 9) if number % 2 == 0 else 0.3, other.close)
        letting_go.start()
        _write(desk, case.id, lambda _, number=number: f"占用{number}。")
        letting_go.join()
        tally.tried += 1
        tally.lost += desk.cases.draft(case.id)[0].facts != f"占用{number}。"
    desk.close()
    return tally


def backups_under_load(template: Path, work: Path, *, times: int) -> Tally:
    """Back up while fifty cases a second are saved; restore each elsewhere: a committed state."""
    tally = Tally("backup under 50 saves/s, restored elsewhere")
    elsewhere = work / "elsewhere"
    for begun in range(0, times, 20):
        desk = scenarios.opened(fresh(template, work))
        for _ in range(min(20, times - begun)):
            with _saving(desk) as saved:
                before = list(saved)
                made = desk.backups.run().rows[0]
            service = recovery(
                find(_copy(template, elsewhere)), FixedClock(scenarios.NOON), drives=FakeDrives()
            )
            found = next(r for r in service.backups(made.file.parent) if r.id == made.id)
            service.restore(found.id)
            tally.tried += 1
            tally.lost += len(set(before) - set(judges.cases_in(elsewhere)))
            wrong = judges.unsound(elsewhere)
            tally.corrupt += bool(wrong)
            tally.notes += [wrong] if wrong else []
        desk.close()
    return tally


class _Editor:
    """Somebody who reads a case, adds a mark to its facts and saves; told of a conflict, again."""

    def __init__(self, desk: Desk, case_id: str, mark: str) -> None:
        self._desk, self._case_id, self.mark = desk, case_id, mark
        self._seen: tuple[object, int] | None = None

    def go_on(self) -> None:
        """Read; the second time, save."""
        if self._seen is None:
            self._seen = self._desk.cases.draft(self._case_id)
            return
        draft, revision = self._seen
        changed = replace(draft, facts=draft.facts + self.mark)
        try:
            self._desk.cases.revise(self._case_id, changed, revision=revision)
        except Conflict:
            _write(self._desk, self._case_id, lambda facts: facts + self.mark)


def _write(desk: Desk, case_id: str, change: Callable[[str], str]) -> None:
    draft, revision = desk.cases.draft(case_id)
    changed = replace(draft, facts=change(draft.facts))
    desk.cases.revise(case_id, changed, revision=revision)


def _copy(template: Path, home: Path) -> Path:
    return fresh(template, home.parent, home.name)


@contextmanager
def _saving(desk: Desk) -> Iterator[list[str]]:
    """Save cases at a pace, on a thread of its own, while the block runs; gives those saved."""
    saved: list[str] = []
    running, stop = threading.Event(), threading.Event()
    committee = desk.office.committees()[0].id

    def go() -> None:
        while not stop.wait(PACE_S):
            saved.append(desk.cases.register(factories.case_draft(committee)).id)
            running.set()

    thread = threading.Thread(target=go)
    thread.start()
    running.wait()
    try:
        yield saved
    finally:
        stop.set()
        thread.join()


@contextmanager
def _typists(homes: list[Path]) -> Iterator[list["_Typist"]]:
    typists = [_Typist(home) for home in homes]
    try:
        yield typists
    finally:
        for typist in typists:
            typist.process.kill()
            typist.process.communicate()


class _Typist:
    """The process of typist.py and what it has said."""

    def __init__(self, home: Path) -> None:
        self.home = home
        words = [sys.executable, "-m", "tests.faults.typist", str(home)]
        self.process = subprocess.Popen(
            words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.began = 0.0

    def killed_after(self, seconds: float) -> tuple[float, list[float]]:
        """Kill it that long after its first word; return when, and when each piece was typed."""
        assert self.process.stdout is not None
        first = self.process.stdout.readline().split()
        if not first:
            raise RuntimeError(f"the window did not come up: {self.process.communicate()[1]}")
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(float(first[0]) + seconds - time.monotonic(), 0))
        self.process.kill()
        died = time.monotonic()
        said = self.process.communicate()[0].splitlines()
        whole = [first, *(line.split() for line in said if len(line.split()) == 2)]
        return died, [float(moment) for moment, _ in whole]


def _judge_draft(typist: _Typist, seconds: float, tally: Tally) -> float:
    """Count what was lost; return how old the draft was when the window was killed."""
    died, typed = typist.killed_after(seconds)
    tally.tried += 1
    wrong = judges.unsound(typist.home)
    desk = scenarios.opened(typist.home)
    kept = desk.unsaved.find("intake")
    desk.close()
    marks = re.findall(r"(\d+)。", json.dumps(kept.content, ensure_ascii=False)) if kept else []
    if wrong or marks != [str(number + 1) for number in range(len(marks))]:
        tally.corrupt += 1
        tally.notes.append(wrong or f"draft with gaps: {marks[:5]}…")
    first_lost = typed[len(marks)] if len(marks) < len(typed) else died
    tally.lost += died - first_lost > OLDEST_DRAFT_S or not marks
    return died - first_lost
