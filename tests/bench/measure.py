"""Measuring: medians of alternating runs, printed as one table."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST_S = 120
BEGUN = "MEDIATION_BENCH_BEGUN"
"""Tells a child when it was started, by the clock that all processes share."""


@dataclass(frozen=True)
class Row:
    """One line: ours and the floor in milliseconds, and the goal for their ratio."""

    name: str
    ours_ms: float
    floor: str
    floor_ms: float
    goal: float | None

    @property
    def ratio(self) -> float:
        """How many times the floor we take."""
        return self.ours_ms / self.floor_ms

    @property
    def met(self) -> bool:
        """Whether the goal is met; a line without a goal only informs."""
        return self.goal is None or self.ratio <= self.goal


def once(job: Callable[[], object]) -> float:
    """Return one run's milliseconds."""
    begun = time.perf_counter()
    job()
    return (time.perf_counter() - begun) * 1000


def alternate(
    ours: Callable[[], object], floor: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Return the medians of two jobs run turn by turn, so that both meet the same machine."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        times[0].append(once(ours))
        times[1].append(once(floor))
    return statistics.median(times[0]), statistics.median(times[1])


def child(module: str, *words: str, **environment: str) -> list[float]:
    """Return the milliseconds that `python -m module` prints as JSON in a fresh process."""
    given = {**os.environ, **environment}
    if not (given.get("DISPLAY") or given.get("WAYLAND_DISPLAY")):
        given.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env={**given, BEGUN: repr(time.perf_counter())},
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST_S,
    )
    if done.returncode:
        raise RuntimeError(f"{module} failed:\n{done.stderr}")
    return [float(number) for number in json.loads(done.stdout)]


def medians(runs: list[list[float]]) -> list[float]:
    """Return the median of each position over several children's answers."""
    return [statistics.median(column) for column in zip(*runs, strict=True)]


def show(rows: list[Row]) -> str:
    """Return the table as text."""
    lines = [f"{'row':44}{'ours ms':>10}{'floor ms':>10}{'ratio':>8}{'goal':>7}  floor"]
    for row in rows:
        goal = f"{row.goal:.1f}" if row.goal else "–"
        mark = "" if row.met else "  MISSED"
        lines.append(
            f"{row.name:44}{row.ours_ms:10.2f}{row.floor_ms:10.2f}{row.ratio:8.2f}{goal:>7}"
            f"  {row.floor}{mark}"
        )
    return "\n".join(lines)
