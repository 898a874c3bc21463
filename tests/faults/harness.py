"""Running scenarios against a failing disk, point by point, and judging what is left."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHIMS = Path(__file__).with_name("shims")

KINDS: dict[str, dict[str, Any]] = {
    "kill": {"ops": "wsfurc", "err": errno.EIO, "stays": False, "kills": True},
    "ENOSPC from here on": {"ops": "wfc", "err": errno.ENOSPC, "stays": True, "kills": False},
    "ENOSPC once": {"ops": "wfc", "err": errno.ENOSPC, "stays": False, "kills": False},
    "EIO once": {"ops": "wsfurc", "err": errno.EIO, "stays": False, "kills": False},
    "sync fails once": {"ops": "s", "err": errno.EIO, "stays": False, "kills": False},
}
"""How a disk fails; a fault point is the Nth operation of the kinds in `ops`."""


def compiler() -> str | None:
    """Return the C compiler that makes the shims, None without one (and on other systems)."""
    has_headers = Path("/usr/include/stdio.h").exists()
    return shutil.which("cc") if sys.platform == "linux" and has_headers else None


def compiled(name: str, folder: Path) -> Path:
    """Compile a shim and return the library."""
    library = folder / f"{name}.so"
    source = SHIMS / f"{name}.c"
    flags = ["-O2", "-shared", "-fPIC", "-Wall", "-Wextra", "-Werror"]
    subprocess.run([compiler() or "cc", *flags, "-o", library, source, "-ldl"], check=True)
    return library


class Server:
    """The process whose children fail (server.py)."""

    def __init__(self, shim: Path) -> None:
        """Start it with a shim loaded."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.server"],
            cwd=ROOT,
            env={**os.environ, "LD_PRELOAD": str(shim), "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, scenario: str, home: Path, **order: Any) -> "Run":
        """Run a scenario in a child and return what it said."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        line = json.dumps({"scenario": scenario, "home": str(home), **order})
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return Run(answer["said"], answer["killed"])

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


@dataclass(frozen=True)
class Run:
    """What a child said before it ended."""

    said: list[list[Any]]
    killed: bool

    def acked(self, kind: str) -> list[str]:
        """Return what the program said was done."""
        return [said[2] for said in self.said if said[:2] == ["ack", kind]]

    @property
    def bugs(self) -> list[str]:
        """What nobody foresaw."""
        return [said[1] for said in self.said if said[0] == "bug"]

    @property
    def count(self) -> int:
        """How many operations could have failed; 0 of a run that was killed."""
        return next((said[1] for said in self.said if said[0] == "count"), 0)


@dataclass
class Tally:
    """A line of the table: how often something was tried, and what came of it."""

    name: str
    tried: int = 0
    lost: int = 0
    corrupt: int = 0
    undetected: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.lost or self.corrupt or self.undetected)

    def __str__(self) -> str:
        """The line, aligned with HEADING."""
        figures = f"{self.tried:>7}{self.lost:>7}{self.corrupt:>9}{self.undetected:>12}"
        return f"{self.name:<52}{figures}" + "".join(f"\n    {note}" for note in self.notes[:5])


HEADING = f"{'case':<52}{'tried':>7}{'lost':>7}{'corrupt':>9}{'undetected':>12}"


def fault_points(
    server: Server, scenario: str, template: Path, work: Path, kind: str, **given: Any
) -> Iterator[tuple[Path, Run]]:
    """Run a scenario with its 1st, 2nd, … operation failing until there is none left to fail.

    Yields the home after each run; it is a fresh copy of `template` every time.
    """
    step = given.pop("step", 1)
    nth = 1
    while True:
        home = fresh(template, work)
        run = server.run(scenario, home, nth=nth, given=given, **KINDS[kind])
        yield home, run
        if not run.killed and run.count < nth:
            return
        nth += step


def fresh(template: Path, work: Path, name: str = "home") -> Path:
    """Return a new copy of a home, at a path that stays the same."""
    home = work / name
    if home.exists():
        shutil.rmtree(home)
    shutil.copytree(template, home)
    return home
