"""What the program is doing when the disk fails, the power goes or it is killed.

Each scenario works on a copied home through the real services and says what it was told: `ack` for
what the program said was done, `refused` for what it said was not.
"""

import ctypes
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mediation_desk.app import Desk, build, recovery
from mediation_desk.clock import FixedClock
from mediation_desk.errors import AppError
from mediation_desk.files import atomic_write
from mediation_desk.paths import find
from mediation_desk.services.evidence_rows import EvidenceDraft, Incoming
from mediation_desk.storage import database
from tests import factories
from tests.factories import FakeDrives

NOON = datetime(2025, 12, 31, 4, 0, tzinfo=UTC)
Say = Callable[..., None]


def preload() -> None:
    """Do each thing once, so that no child spends its time on imports and first compilations."""
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        make_office(home)
        for scenario in (save, back_up, issue, attach, restore_and_replay):
            scenario(home, _nothing)
        export(home, _nothing, target=str(home / "table.xlsx"))


def _nothing(*_: Any) -> None:
    """Say nothing."""


def make_office(home: Path) -> None:
    """Make the office that scenarios work on: two cases, a scan, a backup, a third case."""
    desk = opened(home)
    committee = factories.set_up(desk)
    case = factories.mediating(desk, committee)
    desk.evidence.add(case.id, [Incoming("合同.pdf", data=factories.scan())], EvidenceDraft())
    factories.registered(desk, committee)
    desk.backups.run()
    factories.registered(desk, committee)
    desk.close()


def traced(scenario: Callable[..., None], shim: Any, home: Path, trace: str) -> Callable[..., None]:
    """Return the scenario with every change on disk, and every `ack`, written into `trace`."""

    def run(place: Path, say: Say, **given: Any) -> None:
        def say_and_mark(kind: str, *facts: Any) -> None:
            if kind == "ack":
                shim.trace_mark(" ".join(map(str, facts)).encode())
            say(kind, *facts)

        shim.trace_start(str(home).encode(), ctypes.c_char_p(trace.encode()))
        scenario(place, say_and_mark, **given)

    return run


def opened(home: Path) -> Desk:
    """Open the desk of a home at a fixed time, on a disk that has room."""
    return build(find(home), FixedClock(NOON), actor="测试员", drives=FakeDrives())


def attempt(say: Say, kind: str, job: Callable[[], Any]) -> Any:
    """Do a job; say `ack` with what it gave, or `refused` with the sentence. Returns the answer."""
    try:
        answer = job()
    except AppError as error:
        say("refused", kind, str(error))
        return None
    say("ack", kind, answer if isinstance(answer, str) else "")
    return answer


def worked(home: Path, say: Say, job: Callable[[Desk], None]) -> None:
    """Open the desk, do a job, close it; an open that is refused ends it."""
    try:
        desk = opened(home)
    except AppError as error:
        say("refused", "open", str(error))
        return
    job(desk)
    desk.close()


def save(home: Path, say: Say, times: int = 1, synchronous: str = "FULL") -> None:
    """Register and accept cases, the second try of a refused one included."""
    if synchronous != "FULL":
        database._PRAGMAS = tuple(  # the negative control: a setting that may lose what it acked
            pragma.replace("synchronous=FULL", f"synchronous={synchronous}")
            for pragma in database._PRAGMAS
        )

    def job(desk: Desk) -> None:
        committee = desk.office.committees()[0].id
        for number in range(times):
            draft = factories.case_draft(committee, facts=f"第{number}件：" + "水沟改道。" * 40)
            made = attempt(say, "case", lambda draft=draft: desk.cases.register(draft).id)
            made = made or attempt(say, "case", lambda draft=draft: desk.cases.register(draft).id)
            if made:
                attempt(say, "accepted", lambda made=made: _accept(desk, made))

    worked(home, say, job)


def save_on(home: Path, say: Say) -> None:
    """Register cases until the process is killed."""

    def job(desk: Desk) -> None:
        committee = desk.office.committees()[0].id
        while True:
            attempt(say, "case", lambda: desk.cases.register(factories.case_draft(committee)).id)

    worked(home, say, job)


def _accept(desk: Desk, case_id: str) -> str:
    answers = tuple(
        factories.AnswerDraft(question.code, "已告知双方")
        for question in desk.acceptance.questions(case_id)
    )
    draft = factories.AcceptDraft(accepted_on=factories.DAY, answers=answers)
    return desk.acceptance.accept(case_id, draft).id


def back_up(home: Path, say: Say) -> None:
    """Make a backup."""
    worked(
        home,
        say,
        lambda desk: attempt(say, "backup", lambda: desk.backups.run().rows[0].file.name) and None,
    )


def restore(home: Path, say: Say) -> None:
    """Go back to the oldest backup."""
    service = recovery(find(home), FixedClock(NOON), drives=FakeDrives())
    oldest = service.backups()[-1].id
    attempt(say, "restored", lambda: service.restore(oldest).message)


def restore_and_replay(home: Path, say: Say) -> None:
    """Go back to the oldest backup and write again what was saved since."""
    service = recovery(find(home), FixedClock(NOON), drives=FakeDrives())
    oldest = service.backups()[-1].id
    attempt(say, "restored", lambda: service.restore(oldest, replay=True).message)


def open_only(home: Path, say: Say) -> None:
    """Open the desk (which upgrades an older store) and close it."""
    worked(home, say, lambda desk: say("ack", "opened", ""))


def export(home: Path, say: Say, target: str) -> None:
    """Write the statistics workbook over an older one."""

    def job(desk: Desk) -> None:
        def write() -> str:
            # What the export is for goes into the audit first: that may be refused too.
            period = desk.statistics.period("2025")
            content = desk.statistics.workbook("case_annual", period=period, unit="")
            return str(atomic_write(Path(target), content))

        attempt(say, "exported", write)

    worked(home, say, job)


def issue(home: Path, say: Say) -> None:
    """Print a paper: it is kept as bytes in the store."""

    def job(desk: Desk) -> None:
        case = desk.listing.cases(factories.everything(), limit=1)[0]
        attempt(say, "paper", lambda: desk.papers.issue(case.id, "registration").id)

    worked(home, say, job)


def attach(home: Path, say: Say) -> None:
    """Keep two photographs of a case, the second try of a refused one included."""

    def job(desk: Desk) -> None:
        case = desk.listing.cases(factories.everything(), limit=1)[0]
        for shade in (2, 3):
            files = [Incoming(f"照片{shade}.jpg", data=factories.photo(shade))]

            def add(files: list[Incoming] = files) -> str:
                desk.evidence.add(case.id, files, EvidenceDraft())
                return desk.evidence.rows(case.id)[-1].id

            attempt(say, "evidence", add) or attempt(say, "evidence", add)

    worked(home, say, job)
