"""A store of an older schema with rows in it, for upgrades that are cut short."""

import shutil
from dataclasses import replace
from pathlib import Path

from mediation_desk.app import place_of
from mediation_desk.clock import FixedClock
from mediation_desk.paths import find
from mediation_desk.storage import store
from tests.factories import FakeDrives
from tests.faults.scenarios import NOON

ROWS = ("office", "committee", "person", "dispute", "party", "setting")
_REVISION = "'device', 1, '[]'"
_FILL = (
    f"INSERT INTO office (id, name, rev_device, rev_counter, rev_parents)"
    f" VALUES ('o', '示例镇司法所', {_REVISION})",
    f"INSERT INTO committee (id, name, kind, rev_device, rev_counter, rev_parents)"
    f" VALUES ('c', '示例镇调委会', 'township', {_REVISION})",
    f"INSERT INTO person (id, kind, name, rev_device, rev_counter, rev_parents)"
    f" VALUES ('p', 'natural', '甲样', {_REVISION})",
    f"INSERT INTO dispute (id, committee_id, state, title, origin, source, type, type_group,"
    f" difficulty, place, facts, requests, flags, answers, remedies, registered_on, party_count,"
    f" rev_device, rev_counter, rev_parents) VALUES ('d', 'c', 'registered', '甲样纠纷',"
    f" 'application', 'application', 'neighbour', 'neighbour', 'general', '样板村', '事实',"
    f" '[]', '[]', '[]', '[]', '2025-03-03', 1, {_REVISION})",
    "INSERT INTO party (id, case_id, person_id, position, side, kind, name, special_groups)"
    " VALUES ('y', 'd', 'p', 1, 'applicant', 'natural', '甲样', '[]')",
    f"INSERT INTO setting (id, name, value, rev_device, rev_counter, rev_parents)"
    f" VALUES ('s', 'count_oral', 'true', {_REVISION})",
)


def make_older(home: Path, work: Path) -> None:
    """Make a store at the first schema."""
    place = place_of(find(home), FakeDrives())
    first = work / "first"
    (first / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako", "versions/0001_initial.py"):
        shutil.copy(place.migrations / name, first / name)
    db = store.create(replace(place, migrations=first), FixedClock(NOON))
    with db.write() as connection:
        for statement in _FILL:
            connection.exec_driver_sql(statement)
    db.close()
