"""All fault tests in full (reliability.md, tier N): `make faults` prints the table.

Extra arguments are parts of the names of the cases to run; `--tenth` runs a tenth of each.
"""

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults import judges, runs, scenarios, together
from tests.faults.harness import HEADING, Server, Tally, compiled, compiler
from tests.faults.older import ROWS, make_older

RESTORES = ("restore", "restore_and_replay")
Job = Callable[[], list[Tally] | Tally]


@dataclass(frozen=True)
class Stage:
    """The offices and servers that all cases use; `share` divides how often each is tried."""

    work: Path
    template: Path
    older: Path
    failing: Server
    tracing: Server
    share: int


@contextmanager
def staged(work: Path, share: int) -> Iterator[Stage]:
    """Give the offices and servers."""
    template, older = work / "template", work / "older"
    scenarios.make_office(template)
    make_older(older, work)
    failing, tracing = (Server(compiled(name, work)) for name in ("fault", "trace"))
    yield Stage(work, template, older, failing, tracing, share)
    failing.close()
    tracing.close()


def failing_disks(stage: Stage) -> Iterator[tuple[str, Job]]:
    """Yield the scenarios whose every operation fails, one after the other."""
    template = stage.template
    points = partial(runs.points, stage.failing, work=stage.work, step=stage.share)
    yield "save", partial(points, template=template, scenario="save", judge=judges.saves)
    judge = judges.backups(template)
    yield "back_up", partial(points, template=template, scenario="back_up", judge=judge)
    for name in RESTORES:
        judge = judges.restores(template, replay=name == "restore_and_replay")
        yield name, partial(points, template=template, scenario=name, judge=judge)
    judge = judges.upgrades(stage.older, ROWS)
    yield "upgrade", partial(points, template=stage.older, scenario="open_only", judge=judge)
    table, old = stage.work / "home" / "out" / "统计.xlsx", b"an older workbook" * 500
    (template / "out").mkdir()
    (template / "out" / table.name).write_bytes(old)
    export = partial(points, template=template, scenario="export", given={"target": str(table)})
    yield "export", partial(export, judge=judges.exports(old, table))
    yield "attach", partial(points, template=template, scenario="attach", judge=judges.evidence)
    yield "print", partial(points, template=template, scenario="issue", judge=judges.papers)


def everything_else(stage: Stage) -> Iterator[tuple[str, Job]]:
    """Yield kills, power cuts, several at once, and broken files."""
    template, work, share = stage.template, stage.work, stage.share
    yield "kill", partial(runs.kills, stage.failing, template, work, times=1000 // share)
    cut = partial(runs.power_cuts, stage.tracing, template, work)
    yield "power cut", partial(cut, most=4200 // share)
    yield "power cut control", partial(cut, most=1200 // share, synchronous="NORMAL")
    elsewhere = partial(runs.power_cuts_elsewhere, stage.tracing, template, work)
    for name in ("back_up", *RESTORES):
        yield f"power cut {name}", partial(elsewhere, scenario=name, most=1000 // share)
    yield "bit flips", partial(runs.bit_flips, template, work, times=400 // share)
    yield "cut files", partial(runs.cuts_of_the_file, template, work, times=200 // share)
    yield "drafts", partial(together.crashed_drafts, template, work, times=100 // share)
    yield "races", partial(together.races, template, work, times=100 // share)
    yield "rekey", partial(together.killed_rekeys, work, times=100 // share)
    yield "stale edits", partial(together.stale_edits, template, work, times=1000 // share)
    yield "held", partial(together.held_by_another, template, work, times=20 // share)
    yield "busy backups", partial(together.backups_under_load, template, work, times=200 // share)
    yield "parties", partial(runs.wide_case, template, work, times=10_000 // share)
    yield "salvage", partial(runs.salvages, template, work, times=300 // share)


def main(wanted: list[str]) -> int:
    """Run what is wanted; print a line each; return 1 when one is not clean."""
    if compiler() is None:
        print("需要 Linux 和 C 编译器 (needs Linux and a C compiler: cc)", file=sys.stderr)
        return 3
    logging.disable()
    share = 10 if "--tenth" in wanted else 1
    parts = [word for word in wanted if not word.startswith("--")]
    failed = False
    print(HEADING, flush=True)
    memory = Path("/dev/shm")
    with (
        TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder,
        staged(Path(folder), share) as stage,
    ):
        for name, job in chain(failing_disks(stage), everything_else(stage)):
            if not parts or any(part in name for part in parts):
                begun = time.monotonic()
                failed = told(name, job()) or failed
                print(f"{'':4}{time.monotonic() - begun:.0f} s", flush=True)
    return 1 if failed else 0


def told(name: str, done: list[Tally] | Tally) -> bool:
    """Print the lines of a case; return whether one is not as it must be."""
    failed = False
    for tally in done if isinstance(done, list) else [done]:
        # The control must lose: it shows that the cuts would find what loses.
        is_control = "control" in name
        good = tally.lost > 0 if is_control else tally.clean
        failed = failed or not good
        note = "  (control: must lose)" if is_control else ""
        print(f"{tally}{note}{'' if good else '  FAILED'}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
