"""The composition root: the only place where parts are put together.

`build(paths, clock)` opens (or makes) the store and returns the Desk (desk.py) that the window and
the command line both hold, so that both can do the same jobs. Nothing heavy is imported before it
is used: the window is on the screen before the store's libraries are read
(tests/test_start_imports.py says which ones).
"""

import gc
import logging
import sys
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk import __version__
from mediation_desk.clock import Clock, FixedClock
from mediation_desk.desk import Desk
from mediation_desk.domain.passwords import Credentials
from mediation_desk.errors import RuleViolation, StorageProblem
from mediation_desk.files import made_apart
from mediation_desk.paths import Paths
from mediation_desk.services.session import Session
from mediation_desk.storage.drives import Drives
from mediation_desk.storage.place import StorePlace

if TYPE_CHECKING:
    from mediation_desk.gui.door.entrance import Entrance
    from mediation_desk.services.context import Context
    from mediation_desk.services.demo import Progress
    from mediation_desk.services.recovery import Recovery
    from mediation_desk.storage.key_slots import Unlocked

log = logging.getLogger(__name__)


def place_of(paths: Paths, drives: Drives | None = None) -> StorePlace:
    """Return where the store of these paths is, `drives` being this computer's by default."""
    return StorePlace(paths.data, paths.backups, paths.migrations, drives or Drives())


def has_store(paths: Paths) -> bool:
    """Tell whether there is a store, whole or damaged, at these paths."""
    return place_of(paths).exists()


def instance_name(paths: Paths) -> str:
    """Return the name a first window listens on, so that a second start raises it and ends.

    The store's own lock decides who opens it (StoreBusy); this is how the loser finds the winner.
    """
    return place_of(paths).address


def has_accounts(paths: Paths) -> bool:
    """Tell whether somebody has to sign in here; not where the key file cannot be read."""
    from mediation_desk.storage import keys

    with suppress(StorageProblem):
        return keys.has_accounts(place_of(paths).key_file)
    return False


@dataclass(frozen=True)
class Opening:
    """One opening of a store: where, when, by whom, and what there is to say about it.

    `opener` names this program to a second one that finds the store busy.
    """

    place: StorePlace
    resources: Path
    clock: Clock
    actor: str | Credentials = "本机用户"
    opener: str = "程序"
    session: Session = field(default_factory=Session)
    notices: list[str] = field(default_factory=list)

    def context(self) -> "Context":
        """Open the store, or make one, and return what every service holds."""
        from mediation_desk.services.context import Context
        from mediation_desk.services.reference import Reference
        from mediation_desk.services.settings import SettingsService
        from mediation_desk.storage import store

        if self.place.exists():
            tell = self.notices.append
            db = store.open_store(
                self.place, self.clock, self._unlock, opener=self.opener, tell=tell
            )
        else:
            db = store.create(self.place, self.clock, opener=self.opener)
        python = ".".join(map(str, sys.version_info[:3]))
        log.info("started: %s, Python %s, %s", __version__, python, sys.platform)
        if isinstance(self.actor, str):
            self.session.name = self.actor
        try:
            context = Context(db, self.clock, Reference(self.resources), self.session)
            if self.session.unlocked is not None:
                from mediation_desk.services import sign_in

                sign_in.start(context, self.place.key_file, self.session.unlocked)
            SettingsService(context).load_days()
        except BaseException:
            db.close()
            raise
        return context

    def _unlock(self, key_file: Path, *, counted: bool = True) -> "Unlocked":
        """Return the keys of an open office, or those of whoever signs in."""
        unlocked = _unlock(self.actor, self.clock, key_file, counted=counted)
        if unlocked.account_id:
            self.session.unlocked = unlocked
        return unlocked


def _unlock(
    actor: str | Credentials, clock: Clock, key_file: Path, *, counted: bool = True
) -> "Unlocked":
    from mediation_desk.storage import keys

    if isinstance(actor, str) or not keys.has_accounts(key_file):
        return keys.unlock_open(key_file)
    return keys.sign_in(key_file, actor, clock, counted=counted)


def build(
    paths: Paths,
    clock: Clock | None = None,
    *,
    actor: str | Credentials = "本机用户",
    opener: str = "程序",
    drives: Drives | None = None,
) -> Desk:
    """Open the store, making an empty one where there is none, and put the desk together.

    An office with accounts wants the Credentials of its `actor`; one without takes any name. Raises
    SignInNeeded, what a refused sign-in raises (storage/keys.py), or StorageProblem with a
    sentence; nothing is ever replaced.
    """
    place = place_of(paths, drives)
    opening = Opening(place, paths.resources, clock or Clock(), actor, opener)
    return Desk(paths, opening.context(), opening.place, opening.notices)


def recover(
    paths: Paths, recovery_key: str, given: Credentials, clock: Clock | None = None
) -> None:
    """Give an account a new password on the strength of the printed recovery key.

    Raises InvalidInput naming the wrong group, the unknown name or the refused password.
    """
    from mediation_desk.services import sign_in
    from mediation_desk.services.context import Context
    from mediation_desk.services.reference import Reference
    from mediation_desk.storage import keys, store

    clock = clock or Clock()
    place = place_of(paths)
    unlocked = keys.recover(place.key_file, recovery_key)
    db = store.open_store(place, clock, keys.already(unlocked))
    try:
        context = Context(db, clock, Reference(paths.resources))
        sign_in.recover(context, place.key_file, unlocked, given)
    finally:
        db.close()


def recovery(
    paths: Paths,
    clock: Clock | None = None,
    *,
    actor: str | Credentials = "本机用户",
    drives: Drives | None = None,
) -> "Recovery":
    """Return the remedies for the store of these paths, whether it opens or not.

    Where the office has accounts, they want the Credentials of somebody who may restore.
    """
    from mediation_desk.services.recovery import Recovery

    clock = clock or Clock()
    name = actor if isinstance(actor, str) else actor.login
    return Recovery(place_of(paths, drives), clock, partial(_unlock, actor, clock), name)


def make_demo(paths: Paths, *, county: bool = False, progress: "Progress | None" = None) -> None:
    """Make a demo office: eight cases, or a county's year. Whole, or nothing is left of it.

    Raises RuleViolation where there is a store already.
    """
    from mediation_desk.services.demo import YEAR_END, fill_demo
    from mediation_desk.services.demo_county import fill_county
    from mediation_desk.services.demo_linkage import fill_linkage
    from mediation_desk.services.demo_records import fill_records
    from mediation_desk.services.demo_scans import add_scans
    from mediation_desk.services.demo_subsidy import fill_reports, fill_roster, fill_subsidy

    if has_store(paths):
        raise RuleViolation(
            "这个文件夹里已经有数据，没有改动它。",
            "请另选一个空文件夹（在命令行用 --home 指明）。",
        )
    clock = FixedClock(YEAR_END)
    with made_apart(paths.data) as folder:
        place = place_of(replace(paths, data=folder))
        opening = Opening(place, paths.resources, clock, "演示")
        context = opening.context()
        try:
            if county:
                fill_county(context, progress=progress)
            else:
                desk = Desk(paths, context, opening.place, opening.notices)
                ids = fill_demo(desk, clock, paths.resources, progress=progress)
                add_scans(desk, ids.values(), paths.resources)
                fill_linkage(desk, clock, paths.resources, ids)
                clock.set(YEAR_END)
                fill_records(desk.records, ids)
                fill_reports(desk, ids)
                fill_roster(desk)
                fill_subsidy(desk, clock, ids)
                clock.set(YEAR_END)
        finally:
            context.db.close()


def run_window(paths: Paths) -> int:
    """Open the window on the office of these paths; return the exit code."""
    gc.disable()  # nothing that is imported is garbage; the window's collector takes over
    from mediation_desk.gui.start import run

    return run(entrance(paths), paths.resources, paths.data)


def entrance(paths: Paths, clock: Clock | None = None, drives: Drives | None = None) -> "Entrance":
    """Return what the window's door can do with the office of these paths."""
    from mediation_desk.gui.door.entrance import Entrance

    return Entrance(
        open=lambda given: build(
            paths, clock, actor=given or "本机用户", opener="窗口", drives=drives
        ),
        recover=lambda key, given: recover(paths, key, given, clock),
        rescue=lambda given: recovery(paths, clock, actor=given or "本机用户", drives=drives),
        address=instance_name(paths),
    )


def render_pages(paths: Paths, out: Path, clock: Clock) -> list[Path]:
    """Draw the main pages at the time of `clock` into PNG files; return where they are."""
    from mediation_desk.gui.pictures import render

    return render(lambda: build(paths, clock), paths.resources, out)
