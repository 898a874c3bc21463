"""The demo office's linkage: letters, lines of the front desk, a sweep, months, people, venues.

The entries stand in resources/demo/linkage.json and are made in the order of their times.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from mediation_desk.clock import CHINA, FixedClock
from mediation_desk.domain.linkage import Direction, Effect, LetterKind, LetterResult, LineKind
from mediation_desk.services.changes import Changed
from mediation_desk.services.informants import InformantService
from mediation_desk.services.letters import LetterService
from mediation_desk.services.lines import LineService
from mediation_desk.services.linkage_rows import (
    InformantDraft,
    LetterAnswer,
    LetterDraft,
    LineDraft,
    PreventionDraft,
    SweepDraft,
    VenueDraft,
    ZeroDraft,
)
from mediation_desk.services.office import OfficeService
from mediation_desk.services.settings import SettingsService
from mediation_desk.services.sweeps import SweepService
from mediation_desk.services.venues import VenueService
from mediation_desk.services.zero_reports import ZeroReportService

Entry = Mapping[str, Any]

_LINKS = ("committee", "case", "informant", "sweep")
"""Keys that name something made before; the drafts hold its id."""


class LinkageServices(Protocol):
    """What the entries need of an open office; the Desk is one."""

    @property
    def office(self) -> OfficeService:
        """The committees."""

    @property
    def settings(self) -> SettingsService:
        """The month zero reports are asked from."""

    @property
    def letters(self) -> LetterService:
        """Letters."""

    @property
    def lines(self) -> LineService:
        """The front desk."""

    @property
    def sweeps(self) -> SweepService:
        """Sweeps and prevention."""

    @property
    def zero_reports(self) -> ZeroReportService:
        """Months of the villages."""

    @property
    def informants(self) -> InformantService:
        """Information officers."""

    @property
    def venues(self) -> VenueService:
        """Venues."""


def fill_linkage(
    services: LinkageServices, clock: FixedClock, resources: Path, cases: Mapping[str, str]
) -> None:
    """Enter the demo's linkage; `cases` are the ids of its cases by code. The clock comes back."""
    book = json.loads((resources / "demo" / "linkage.json").read_text(encoding="utf-8"))
    known = {one.short_name: one.id for one in services.office.committees()} | dict(cases)
    until = clock.now()
    for entry in sorted(book, key=lambda one: str(one["at"])):
        clock.set(datetime.strptime(entry["at"], "%Y-%m-%d %H:%M").replace(tzinfo=CHINA))
        done = _DO[entry["do"]](services, entry, _values(entry["with"], known))
        if "as" in entry:
            known[entry["as"]] = done.id
    clock.set(until)


def _values(typed: Entry, known: Mapping[str, str]) -> dict[str, Any]:
    """Return a draft's fields: links as ids, days as dates."""
    values: dict[str, Any] = {}
    for name, value in typed.items():
        if name in _LINKS:
            values[f"{name}_id"] = known[value]
        elif name == "day" or name.endswith("_on"):
            values[name] = date.fromisoformat(value)
        else:
            values[name] = value
    return values


def _letter(services: LinkageServices, entry: Entry, values: dict[str, Any]) -> Changed:
    codes = {"direction": Direction(values["direction"]), "kind": LetterKind(values["kind"])}
    done = services.letters.save(LetterDraft(**values | codes))
    if "answer" in entry:
        told = _values(entry["answer"], {})
        told["result"] = LetterResult(told["result"])
        services.letters.answer(done.id, LetterAnswer(**told))
    return done


def _prevention(services: LinkageServices, entry: Entry, values: dict[str, Any]) -> Changed:
    draft = PreventionDraft(**values | {"effect": Effect(values["effect"])})
    done = services.sweeps.save_prevention(draft)
    if entry.get("approve"):
        services.sweeps.approve_prevention(done.id)
    return done


def _line(services: LinkageServices, _entry: Entry, values: dict[str, Any]) -> Changed:
    return services.lines.save(LineDraft(**values | {"kind": LineKind(values["kind"])}))


_DO: Mapping[str, Callable[[LinkageServices, Entry, dict[str, Any]], Changed]] = {
    "letter": _letter,
    "prevention": _prevention,
    "line": _line,
    "sweep": lambda services, _, values: services.sweeps.save(SweepDraft(**values)),
    "zero": lambda services, _, values: services.zero_reports.record(ZeroDraft(**values)),
    "informant": lambda services, _, values: services.informants.save(InformantDraft(**values)),
    "venue": lambda services, _, values: services.venues.save(VenueDraft(**values)),
    "ask": lambda services, _, values: services.settings.set("zero_from", values["zero_from"]),
}
