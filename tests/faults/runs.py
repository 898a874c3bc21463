"""The tests of reliability.md A–E as loops: few rounds in `make test`, all in `make faults`."""

import random
import re
import shutil
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from mediation_desk.app import place_of, recovery
from mediation_desk.clock import FixedClock
from mediation_desk.domain.codes import Side
from mediation_desk.errors import AppError, DamagedStore
from mediation_desk.paths import find
from mediation_desk.services.drafts import PartyDraft
from mediation_desk.storage import store
from tests import factories
from tests.factories import FakeDrives
from tests.faults import judges, powerloss, scenarios
from tests.faults.harness import KINDS, Server, Tally, fault_points, fresh


def points(
    server: Server,
    template: Path,
    work: Path,
    *,
    scenario: str,
    judge: judges.Judge,
    step: int = 1,
    given: dict[str, str] | None = None,
) -> list[Tally]:
    """Let every `step`th operation of a scenario fail in every way; syncs, which are few, all."""
    tallies = []
    for kind, way in KINDS.items():
        tally = Tally(f"{scenario}: {kind}")
        order = {"step": 1 if way["ops"] == "s" else step, **(given or {})}
        for home, run in fault_points(server, scenario, template, work, kind, **order):
            judge(home, run, tally)
        tallies.append(tally)
    return tallies


def kills(server: Server, template: Path, work: Path, *, times: int) -> Tally:
    """Kill the program at random moments while it saves; every 50 times the home is made new."""
    luck = random.Random(1)
    tally = Tally("kill -9 while saving")
    for number in range(times):
        if number % 50 == 0:
            home = fresh(template, work)
        run = server.run("save_on", home, kill_after=luck.random() * 0.05)
        judges.saves(home, run, tally)
    return tally


def power_cuts(
    server: Server, template: Path, work: Path, *, most: int, synchronous: str = "FULL"
) -> Tally:
    """Cut the power at moments all along thirty saves and the folding in of the log."""
    home = fresh(template, work)
    before = powerloss.Disk.of(home)
    trace = work / "trace"
    trace.unlink(missing_ok=True)
    given = {"times": 15, "synchronous": synchronous}
    run = server.run("save", home, trace=str(trace), given=given)
    assert not run.bugs, run.bugs
    ops = powerloss.read(trace)
    step = max(1, len(ops) * 6 // most)
    tally = Tally(f"power cut while saving (synchronous={synchronous})")
    for files, acked in powerloss.states(before, ops, seed=7, step=step):
        powerloss.put(files, home, work / "cut")
        _judge_cut(work / "cut", acked, tally)
    return tally


def power_cuts_elsewhere(
    server: Server, template: Path, work: Path, *, scenario: str, most: int
) -> Tally:
    """Cut the power all along a backup or a restore: the store opens, before or after."""
    home = fresh(template, work)
    before = powerloss.Disk.of(home)
    trace = work / "trace"
    trace.unlink(missing_ok=True)
    run = server.run(scenario, home, trace=str(trace))
    assert not run.bugs, run.bugs
    ops = powerloss.read(trace)
    step = max(1, len(ops) * 6 // most)
    tally = Tally(f"power cut in {scenario}")
    judge = (
        judges.backups(template)
        if scenario == "back_up"
        else judges.restores(template, replay=scenario == "restore_and_replay")
    )
    for files, acked in powerloss.states(before, ops, seed=7, step=step):
        powerloss.put(files, home, work / "cut")
        said = [["ack", *one.split(" ", 1)] for one in acked]
        judge(work / "cut", type(run)(said, killed=True), tally)
    return tally


def _judge_cut(home: Path, acked: list[str], tally: Tally) -> None:
    said = [["ack", *one.split(" ", 1)] for one in acked]
    lost = tally.lost
    judges.saves(home, judges.Run(said, killed=True), tally)
    # States, not cases, are counted: a state that lost two is one.
    tally.lost = min(tally.lost, lost + 1)


def bit_flips(template: Path, work: Path, *, times: int) -> Tally:
    """Flip one bit anywhere in the file: a check finds every one, and nothing was written to it."""
    luck = random.Random(3)
    tally = Tally("bit flips found by the check")
    for _ in range(times):
        home = fresh(template, work)
        file = home / "office.mdesk"
        content = bytearray(file.read_bytes())
        content[luck.randrange(len(content))] ^= 1 << luck.randrange(8)
        file.write_bytes(content)
        tally.tried += 1
        found = recovery(find(home), FixedClock(scenarios.NOON), drives=FakeDrives()).diagnose()
        tally.undetected += found is None
        tally.lost += file.read_bytes() != content
    return tally


def salvages(template: Path, work: Path, *, times: int) -> Tally:
    """Harm the store in random ways and rescue it: no crash, the harmed file kept as it was."""
    luck = random.Random(5)
    tally = Tally("salvage of files broken at random")
    for _ in range(times):
        home = fresh(template, work)
        file = home / "office.mdesk"
        harmed = _harmed(file.read_bytes(), luck)
        file.write_bytes(harmed)
        tally.tried += 1
        rescue = recovery(find(home), FixedClock(scenarios.NOON), drives=FakeDrives())
        done = rescue.restore(rescue.backups()[-1].id, replay=True)
        tally.lost += (done.kept / "office.mdesk").read_bytes() != harmed
        wrong = judges.unsound(home)
        if wrong:
            tally.corrupt += 1
            tally.notes.append(wrong)
    return tally


def _harmed(whole: bytes, luck: random.Random) -> bytes:
    content = bytearray(whole)
    at = luck.randrange(len(content))
    harm = luck.choice(("flips", "cut", "zeros", "shuffled"))
    if harm == "cut":
        return bytes(content[:at])
    if harm == "zeros":
        length = luck.randrange(1, 40_000)
        content[at : at + length] = bytes(len(content[at : at + length]))
    elif harm == "shuffled":
        other = luck.randrange(len(content)) // 4096 * 4096
        at = at // 4096 * 4096
        content[at : at + 4096], content[other : other + 4096] = (
            content[other : other + 4096],
            content[at : at + 4096],
        )
    else:
        for _ in range(luck.randrange(1, 12)):
            content[luck.randrange(len(content))] ^= 1 << luck.randrange(8)
    return bytes(content)


def cuts_of_the_file(template: Path, work: Path, *, times: int) -> Tally:
    """Cut the file at random lengths: it is refused, kept, and never taken for a new office."""
    luck = random.Random(9)
    tally = Tally("store cut to random lengths")
    home = fresh(template, work)
    whole = (home / "office.mdesk").read_bytes()
    lengths = [0, 1, 100, 4095, 4096, *(luck.randrange(len(whole)) for _ in range(times - 5))]
    place = place_of(find(home), FakeDrives())
    for length in lengths:
        place.file.write_bytes(whole[:length])
        tally.tried += 1
        try:
            store.open_store(place, FixedClock(scenarios.NOON)).close()
            tally.undetected += 1
        except DamagedStore:
            tally.lost += place.file.read_bytes() != whole[:length]
        except AppError as error:
            tally.corrupt += 1
            tally.notes.append(str(error))
    shutil.rmtree(home)
    return tally


def wide_case(template: Path, work: Path, *, times: int) -> Tally:
    """Register a case of so many parties: each is shown and stands on the printed application."""
    tally = Tally("parties of one case, shown and printed")
    desk = scenarios.opened(fresh(template, work))
    many = tuple(
        PartyDraft(name=f"当样{number}，", side=Side.RESPONDENT if number % 2 else Side.APPLICANT)
        for number in range(times)
    )
    case = factories.registered(desk, desk.office.committees()[0].id, parties=many)
    paper = desk.papers.issue(case.id, "application")
    pages = PdfReader(BytesIO(desk.papers.content(paper.id))).pages
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
    desk.close()
    shown = {party.name for party in case.parties}
    for party in many:
        tally.tried += 1
        tally.lost += party.name not in shown or party.name not in text
    tally.notes.append(f"{len(pages)} pages")
    return tally
