"""The composition root: the only place where parts are put together.

`build(paths, clock)` opens (or makes) the store and returns the Desk that the window and the
command line both hold, so that both can do the same jobs.
"""

import logging
import sys
from dataclasses import dataclass, field
from pathlib import Path

from mediation_desk import __version__
from mediation_desk.clock import Clock
from mediation_desk.paths import Paths
from mediation_desk.services.acceptance import AcceptanceService
from mediation_desk.services.agreements import AgreementService
from mediation_desk.services.assignments import AssignmentService
from mediation_desk.services.cases import CaseService
from mediation_desk.services.context import Context
from mediation_desk.services.listing import ListingService
from mediation_desk.services.numbers import NumberService
from mediation_desk.services.office import OfficeService
from mediation_desk.services.outcomes import OutcomeService
from mediation_desk.services.papers import PaperService
from mediation_desk.services.reference import Reference
from mediation_desk.services.sessions import SessionService
from mediation_desk.services.settings import SettingsService
from mediation_desk.services.statistics import StatisticsService
from mediation_desk.storage import store
from mediation_desk.storage.database import Database

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Desk:
    """An open office: one service for each kind of work."""

    paths: Paths
    clock: Clock
    reference: Reference
    office: OfficeService
    settings: SettingsService
    cases: CaseService
    acceptance: AcceptanceService
    assignments: AssignmentService
    sessions: SessionService
    agreements: AgreementService
    outcomes: OutcomeService
    listing: ListingService
    numbers: NumberService
    papers: PaperService
    statistics: StatisticsService
    _db: Database = field(repr=False)
    _place: store.StorePlace = field(repr=False)

    def back_up(self) -> str:
        """Write a verified backup; return its file name."""
        name = f"backup-{self.clock.now():%Y%m%dT%H%M%SZ}.mdesk"
        return store.back_up(self._db, self._place, name).name

    def last_backup(self) -> str:
        """Return when the newest backup was made, in words, "" without one."""
        moment = store.last_backup(self._place)
        return f"{moment:%Y-%m-%d %H:%M}" if moment else ""

    def close(self) -> None:
        """Let go of the store; nothing may be asked of this desk afterwards."""
        self._db.close()


def place_of(paths: Paths) -> store.StorePlace:
    """Return where the store of these paths is."""
    return store.StorePlace(paths.data, paths.backups, paths.migrations)


def has_store(paths: Paths) -> bool:
    """Tell whether there is a store, whole or damaged, at these paths."""
    return store.exists(place_of(paths))


def build(paths: Paths, clock: Clock | None = None, *, actor: str = "本机用户") -> Desk:
    """Open the store, making an empty one where there is none, and put the desk together.

    Raises StorageProblem with a sentence; nothing is ever replaced.
    """
    clock = clock or Clock()
    place = place_of(paths)
    opened = store.open_store if store.exists(place) else store.create
    db = opened(place, clock)
    python = ".".join(map(str, sys.version_info[:3]))
    log.info("started: %s, Python %s, %s", __version__, python, sys.platform)
    reference = Reference(paths.resources)
    context = Context(db, clock, reference, actor)
    settings = SettingsService(context)
    settings.load_days()
    return Desk(
        paths=paths,
        clock=clock,
        reference=reference,
        office=OfficeService(context),
        settings=settings,
        cases=CaseService(context),
        acceptance=AcceptanceService(context),
        assignments=AssignmentService(context),
        sessions=SessionService(context),
        agreements=AgreementService(context),
        outcomes=OutcomeService(context),
        listing=ListingService(context),
        numbers=NumberService(context),
        papers=PaperService(context, paths.resources),
        statistics=StatisticsService(context),
        _db=db,
        _place=place,
    )


def run_window(paths: Paths) -> int:
    """Open the window on the office of these paths; return the exit code."""
    from mediation_desk.gui.start import run

    return run(lambda: _window_desk(paths), paths.resources)


def render_pages(paths: Paths, out: Path) -> list[Path]:
    """Draw the main pages offscreen into PNG files; return where they are."""
    from mediation_desk.gui.start import render

    return render(lambda: _window_desk(paths), paths.resources, out)


def _window_desk(paths: Paths) -> Desk:
    return build(paths)
