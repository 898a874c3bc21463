"""Several hands at once: one program a folder, no lost update, a backup of one state."""

import json
import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from mediation_desk.app import Desk, build
from mediation_desk.clock import FixedClock
from mediation_desk.errors import Conflict
from mediation_desk.paths import Paths
from mediation_desk.storage import audit, comparison
from mediation_desk.storage.database import Database
from tests import factories, rescues
from tests.factories import FakeDrives

ROOT = Path(__file__).resolve().parents[2]
OPEN_AND_SAVE = """
import sys
from mediation_desk.app import build
from mediation_desk.errors import StoreBusy
from mediation_desk.paths import find
sys.stdin.readline()
try:
    desk = build(find())
except StoreBusy:
    print("busy", flush=True)
else:
    desk.settings.set("count_oral", False)
    print("saved", flush=True)
    sys.stdin.readline()
    desk.close()
"""


@pytest.mark.slow
def test_of_two_programs_started_together_one_opens_the_store(paths: Paths) -> None:
    build(paths).close()
    environment = {**os.environ, "MEDIATION_DESK_HOME": str(paths.data)}
    for _ in range(3):
        programs = [
            subprocess.Popen(
                [sys.executable, "-c", OPEN_AND_SAVE],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        for program in programs:
            program.stdin.write("\n")
            program.stdin.flush()
        assert sorted(program.stdout.readline() for program in programs) == ["busy\n", "saved\n"]
        for program in programs:
            program.communicate("\n")
    build(paths).close()


def test_no_edit_of_a_case_is_lost_to_another_window(desk: Desk) -> None:
    """Two windows read and save in every order; a save over an unseen one is refused."""
    committee = factories.set_up(desk)
    case = factories.registered(desk, committee)
    luck = random.Random(11)
    seen = [case.revision, case.revision]
    facts = case.facts
    lost = refused = 0
    for number in range(200):
        window = luck.randrange(2)
        if luck.random() < 0.4:
            seen[window] = desk.cases.show(case.id).revision
            continue
        draft = factories.case_draft(committee, facts=f"第{number}次修改")
        try:
            desk.cases.revise(case.id, draft, revision=seen[window])
        except Conflict:
            refused += 1
            assert desk.cases.show(case.id).facts == facts
            continue
        current = desk.cases.show(case.id)
        lost += current.facts != draft.facts
        facts, seen[window] = current.facts, current.revision
    assert refused
    assert lost == 0


def test_backups_made_while_cases_are_saved_are_each_one_whole_state(
    paths: Paths, clock: FixedClock
) -> None:
    desk = build(paths, clock, drives=FakeDrives())
    committee = factories.set_up(desk)
    stop = threading.Event()
    failures: list[BaseException] = []

    def write() -> None:
        try:
            while not stop.is_set():
                factories.registered(desk, committee)
        except BaseException as error:
            failures.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    rows = [desk.backups.run().rows[0] for _ in range(8)]
    stop.set()
    writer.join()
    desk.close()
    assert failures == []
    key = rescues.key_of(paths)
    for row in rows:
        facts = json.loads(row.file.with_suffix(".json").read_text(encoding="utf-8"))
        copy = row.file.with_suffix(".copy")
        copy.write_bytes(row.file.read_bytes())
        db = Database(copy, key)
        with db.read() as connection:
            verdict = audit.verify(connection)
            assert verdict.fault is None
            assert verdict.head.hash == facts["audit_head"]
            assert comparison.compare(connection) == ()
        db.close()
