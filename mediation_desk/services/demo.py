"""The demo office: eight invented disputes, each entered step by step as an office would.

The steps stand in resources/demo as the same JSON the command line takes. They are done in
the order of their times, with the clock standing at each, so that the history reads as a real year.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mediation_desk.clock import CHINA, FixedClock, local
from mediation_desk.services.file_jobs import Services, carry_out, set_up

YEAR_END = local(date(2025, 12, 31), 18)
"""Where the demo's clock stands when everything is entered."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Step:
    """One entry: when, for which case of the demo, which job, with what."""

    at: datetime
    code: str
    job: str
    tree: Mapping[str, Any]


def fill_demo(
    services: Services,
    clock: FixedClock,
    resources: Path,
    *,
    progress: Progress | None = None,
) -> dict[str, str]:
    """Make the demo office with its eight cases in an empty store; return case ids by code "1"…"8".

    The clock is left at YEAR_END.
    """
    book = _load(resources, "cases.json")
    clock.set(local(date(2025, 1, 2)))
    set_up(services, _load(resources, "office.json"))
    return _enter(services, clock, _steps(book["cases"]), progress)


def ninth_case(services: Services, clock: FixedClock, resources: Path) -> str:
    """Add the case accepted before and agreed after 30 November; return its id."""
    steps = _steps([_load(resources, "cases.json")["ninth"]])
    return _enter(services, clock, steps, None)["9"]


def _enter(
    services: Services, clock: FixedClock, steps: Sequence[_Step], progress: Progress | None
) -> dict[str, str]:
    ids: dict[str, str] = {}
    for number, step in enumerate(steps, start=1):
        clock.set(step.at)
        done = carry_out(services, step.job, step.tree, case_id=ids.get(step.code, ""))
        ids.setdefault(step.code, done.id)
        if progress is not None:
            progress(number, len(steps))
    clock.set(YEAR_END)
    return ids


def _steps(cases: Sequence[Mapping[str, Any]]) -> list[_Step]:
    steps = [
        _Step(
            datetime.strptime(step["at"], "%Y-%m-%d %H:%M").replace(tzinfo=CHINA),
            case["code"],
            step["do"],
            step["with"],
        )
        for case in cases
        for step in case["steps"]
    ]
    return sorted(steps, key=lambda step: step.at)


def _load(resources: Path, name: str) -> dict[str, Any]:
    text = (resources / "demo" / name).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
