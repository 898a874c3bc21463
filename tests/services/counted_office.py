"""An invented office on a real store: its committees stay, each test enters its own cases."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from sqlalchemy import delete

from mediation_desk.app import Desk, build
from mediation_desk.clock import CHINA, FixedClock
from mediation_desk.paths import find
from mediation_desk.services.summary import summarise
from mediation_desk.storage.ids import new_id
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.agreements import agreement, clause, instalment
from mediation_desk.storage.tables.cases import assignment, confirmation, dispute
from mediation_desk.storage.tables.office import committee, mediator, office
from mediation_desk.storage.tables.people import party, person
from mediation_desk.storage.tables.sessions import session
from tests.conftest import NOON
from tests.services.recount import Fact, Unit

UNITS = (
    Unit("示例镇调委会", "township", "示例镇"),
    Unit("示例镇样板村调委会", "village", "示例镇"),
    Unit("样板街道调委会", "street", "样板街道"),
    Unit("样板街道示范社区调委会", "resident", "样板街道"),
    Unit("示例集团调委会", "enterprise"),
    Unit("示例县医疗纠纷调委会", "industry"),
    Unit("旧调委会", "old_kind"),
    Unit("样撤村调委会", "village", "示例镇", active=False),
)
WHOLE = "示例县司法局"
MEDIATORS = (("调样甲", 0, True), ("调样乙", 0, True), ("调样丙", 5, True), ("调样丁", 1, False))
"""Name, committee, still working."""

_EMPTIED = (
    *(instalment, clause, agreement, confirmation, assignment, session, party),
    dispute,
)


@dataclass
class Office:
    """A store with the invented office, emptied of cases for every example."""

    desk: Desk
    committees: list[str]
    mediators: list[str]

    def enter(self, cases: Sequence[Fact]) -> dict[str, Fact]:
        """Put the cases in place of those that were there; return them by id."""
        with self.desk._context.db.write() as connection:
            for table in _EMPTIED:
                connection.execute(delete(table))
        with self.desk._context.write("enter") as writer:
            return {self._enter(writer, fact): fact for fact in cases}

    def _enter(self, writer: Writer, fact: Fact) -> str:
        case_id = new_id()
        values = {
            "committee_id": self.committees[fact.unit],
            "state": "registered",
            "origin": "application",
            "type": fact.kind,
            "type_group": fact.kind.split(".")[0],
            "registered_on": fact.accepted or date(2025, 3, 3),
            "accepted_on": fact.accepted,
            "terminated_on": fact.terminated,
            **{name: [] for name in ("requests", "flags", "answers", "remedies")},
        }
        writer.insert(
            dispute,
            {"id": case_id, "source": fact.source, "difficulty": fact.difficulty, **values},
        )
        somebody = writer.insert(person, {"kind": "natural", "name": "样例人"})
        who = {"case_id": case_id, "person_id": somebody, "kind": "natural", "special_groups": []}
        writer.insert_many(
            party,
            [{**who, "position": at, "side": "applicant"} for at in range(fact.parties)],
        )
        if fact.form:
            self._agree(writer, case_id, fact)
        self._mediate(writer, case_id, fact)
        for result, day in fact.rulings:
            row = {"case_id": case_id, "court": "示例法院", "filed_on": day, "result": result}
            writer.insert(confirmation, {**row, "ruled_on": day})
        summarise(writer, case_id)
        return case_id

    def _mediate(self, writer: Writer, case_id: str, fact: Fact) -> None:
        who = {"case_id": case_id, "chosen_by": "assigned", "from_on": fact.accepted}
        for role, number in (("lead", fact.lead), ("co", fact.helper)):
            if number is not None:
                somebody = {"mediator_id": self.mediators[number], "role": role}
                writer.insert(assignment, {**who, **somebody})
        for ordinal, day in enumerate(fact.held, start=1):
            # Half past midnight here is the day before in UTC.
            held = datetime.combine(day, time(0, 30), CHINA)
            row = {"case_id": case_id, "ordinal": ordinal, "held_at": held, "present": []}
            writer.insert(session, {**row, "result": "continue"})

    def _agree(self, writer: Writer, case_id: str, fact: Fact) -> None:
        reached = fact.effect or fact.accepted
        row = {"case_id": case_id, "form": fact.form, "reached_on": reached, "copies": 3}
        agreement_id = writer.insert(agreement, {**row, "effect_on": fact.effect})
        for ordinal, one in enumerate(fact.promises):
            row = {"agreement_id": agreement_id, "ordinal": ordinal, "kind": "payment"}
            money = {"amount_fen": one.amount, "period_months": one.months}
            clause_id = writer.insert(clause, {**row, **money, "counted": int(one.counts)})
            for at, day in enumerate(one.done):
                amount = one.parts[at] if one.parts else one.amount
                due = {"clause_id": clause_id, "agreement_id": agreement_id, "position": at}
                due["due_on"] = one.due[at] if one.due else None
                writer.insert(instalment, {**due, "amount_fen": amount, "performed_on": day})


@contextmanager
def invented_office(folder: Path) -> Iterator[Office]:
    """Make the office in a new store."""
    desk = build(find(folder), FixedClock(NOON))
    with desk._context.write("set_up") as writer:
        writer.insert(office, {"name": WHOLE, "demo": 0})
        ids = [
            writer.insert(
                committee,
                {
                    "name": unit.name,
                    "short_name": unit.name,
                    "kind": unit.kind,
                    "township": unit.township,
                    "active": int(unit.active),
                    "position": number,
                },
            )
            for number, unit in enumerate(UNITS)
        ]
        people = [
            writer.insert(
                mediator, {"committee_id": ids[unit], "name": name, "active": int(active)}
            )
            for name, unit, active in MEDIATORS
        ]
    yield Office(desk, ids, people)
    desk.close()
