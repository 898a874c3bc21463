"""Fills an office with twenty marked facts, uses what there is, and is killed in the middle.

Run by test_nothing_readable.py in a process of its own, with HOME, TMPDIR and the data folder in
the test's own place. Prints the marks as JSON before it dies, the keys it was given among them.
"""

import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from mediation_desk import app
from mediation_desk.clock import FixedClock
from mediation_desk.domain.passwords import Credentials
from mediation_desk.domain.rights import AccountRole
from mediation_desk.errors import InvalidInput
from mediation_desk.files import atomic_write
from mediation_desk.logs import run_logged
from mediation_desk.paths import find
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.drafts import AgentDraft, ExtensionDraft
from mediation_desk.services.filters import Filters
from mediation_desk.storage import sealing
from tests.conftest import NOON
from tests.factories import agreement_draft, mediating, parties, session_draft, set_up, signatures

MARKS = {
    "name": "密样东甲",
    "rare name": "䶮㛃密样",
    "id number": "341823196805179074",
    "agent's id number": "341823197001014316",
    "phone": "13912345678",
    "address": "密样村七组二十一号",
    "employer": "密样水泥厂",
    "note": "密样备注一句",
    "facts": "密样案情排水沟改道",
    "place": "密样田头古井旁",
    "session": "密样笔录双方陈述",
    "clause": "密样条款修墙费用",
    "extension": "密样延期理由",
    "recorded by": "密样登记人丙",
    "login": "miyang-secret-login",
    "display name": "密样管理员",
    "password": "Lantern-47-密样hill",
    "temporary password": "Willow-58-密样lake",
}


def cases(desk: app.Desk) -> None:
    """Take a marked case from registration to its papers."""
    first, second = parties()
    acting = AgentDraft("代样", id_number=MARKS["agent's id number"])
    first = replace(
        first,
        name=MARKS["name"],
        phone=MARKS["phone"],
        address=MARKS["address"],
        employer=MARKS["employer"],
        note=MARKS["note"],
        agents=(acting,),
    )
    people = (first, replace(second, name=MARKS["rare name"]))
    told = {"facts": MARKS["facts"], "place": MARKS["place"], "recorded_by": MARKS["recorded by"]}
    case = mediating(desk, set_up(desk), parties=people, **told)
    desk.acceptance.extend(case.id, ExtensionDraft(date(2025, 6, 1), MARKS["extension"]))
    desk.sessions.record(case.id, session_draft(case, record=MARKS["session"]))
    draft = agreement_draft(case)
    clauses = (replace(draft.clauses[0], content=MARKS["clause"]), *draft.clauses[1:])
    desk.agreements.conclude(case.id, replace(draft, clauses=clauses, signatures=signatures(case)))
    for kind in ("application", "registration", "record", "agreement"):
        desk.papers.content(desk.papers.issue(case.id, kind).id)
    for typed in (MARKS["name"], MARKS["phone"], "mydj", MARKS["id number"][-4:]):
        desk.listing.cases(Filters(text=typed))
    desk.reveals.explain(case.id, MARKS["note"])
    desk.reveals.numbers(case.id, case.parties[0].id)
    desk.statistics.workbook(
        "case_annual", period=desk.statistics.period("2025"), purpose=MARKS["note"]
    )


def main(home: Path, chosen: Path) -> int:
    """Do it all; what is written into `chosen` is the user's own."""
    sealing.STANDARD = sealing.Cost(16, 1, 1)
    paths, clock = find(home), FixedClock(NOON)
    desk = app.build(paths, clock)
    given = Credentials(MARKS["login"], MARKS["password"])
    made = desk.accounts.first(AccountDraft(given.login, MARKS["display name"]), given.password)
    cases(desk)
    desk.backups.choose_second(chosen / "second")
    desk.backups.run()
    other = desk.accounts.add(AccountDraft("other", "李样"), MARKS["temporary password"])
    desk.accounts.set_roles(other.id, [AccountRole.LEADER])
    desk.accounts.change_data_key()
    desk.close()
    with suppress(InvalidInput):
        app.build(paths, clock, actor=replace(given, password=MARKS["temporary password"]))
    desk = app.build(paths, clock, actor=given)
    desk.cases.draft(desk.listing.cases(Filters())[0].id)
    desk.unsaved.keep("intake", {"facts": MARKS["facts"]})
    atomic_write(chosen / "chosen.txt", MARKS["name"].encode())
    keys = {
        "data key": desk._context.db._key.hex(),
        "recovery key": made.recovery_key,
    }
    sys.stdout.write(json.dumps(MARKS | keys))
    sys.stdout.flush()
    with desk._context.write("revise_case"):
        os.kill(os.getpid(), signal.SIGKILL)
    return 1


if __name__ == "__main__":
    places = Path(sys.argv[1]), Path(sys.argv[2])
    sys.exit(run_logged(lambda: main(*places), places[0] / "logs", crashed=lambda _: 1))
