"""Seen before (以前来过): earlier cases of somebody at the door, found while they are being typed.

A hint, never a verdict: it names what is the same and leaves it to people whether it matters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection, Select, or_, select

from mediation_desk.domain.codes import PartyKind, State
from mediation_desk.domain.identity import fold, upgrade
from mediation_desk.domain.places import same_village
from mediation_desk.domain.rights import Permission
from mediation_desk.services.changes import Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.drafts import PartyDraft
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.people import party, person, unlike

SHOWN = 20
"""Cases listed; the sentence counts them all."""

_MOST = 200
_LONG_AGO = timedelta(days=731)
_ADDRESS_AGO = timedelta(days=366)

SAME_NUMBER = "同一证件号码"
SAME_NAME = "同名同村"
SAME_COMMITTEE = "同名，同一调委会"
SAME_OPPONENT = "同一对方"
SAME_ADDRESS = "同一住址"


@dataclass(frozen=True, slots=True)
class SeenCase:
    """An earlier case and what is the same in it."""

    id: str
    number: str
    title: str
    state: State
    registered_on: date
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one party: a sentence, and the cases behind it, newest first."""

    name: str
    sentence: str
    cases: tuple[SeenCase, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """Where the party stands: the committee chosen, who else is there, the case being corrected."""

    committee_id: str = ""
    others: tuple[PartyDraft, ...] = ()
    case_id: str = ""


class SeenService:
    """Looks people up while a case is being registered."""

    def __init__(self, context: Context) -> None:
        """Look among the cases of `context`."""
        self._context = context

    @needs(Permission.READ_CASES)
    def look(self, who: PartyDraft, door: Door) -> Seen | None:
        """Return what is known of a party, None when nothing is."""
        with self._context.db.read() as connection:
            why = _Reasons(door.case_id)
            why.add(SAME_NUMBER, _by_number(connection, who))
            for reason, case_id in _by_name(connection, who, door.committee_id):
                why.add(reason, [case_id])
            known = list(why.found)
            why.add(SAME_OPPONENT, _with_opponent(connection, known, who, door.others))
            since = self._context.today() - _ADDRESS_AGO
            why.add(SAME_ADDRESS, _by_address(connection, who, since))
            why.drop(_unlike(connection, who, why.found))
            hidden = hidden_among(connection, self._context, why.found)
            cases = tuple(
                replace(case, title=NEUTRAL_TITLE) if case.id in hidden else case
                for case in _cases(connection, why.found)
            )
        if not cases:
            return None
        recent = self._context.today() - _LONG_AGO
        return Seen(who.name, _sentence(cases, recent), cases[:SHOWN])

    @needs(Permission.REGISTER)
    def tell_apart(self, who: PartyDraft, case_id: str) -> Changed:
        """Remember that an earlier case has nothing to do with somebody (不是同一件)."""
        with self._context.write("tell_case_apart") as writer:
            writer.row(dispute, case_id)
            writer.about(dispute, case_id)
            numbers = _numbers_of(who)
            row = {"name": who.name.strip(), "id_number": numbers[0] if numbers else ""}
            writer.insert(unlike, {**row, "case_id": case_id})
        return changed(id=case_id, message="已记住：不是同一件，以后不再提示")


class _Reasons:
    """Why each case was found, in the order found; the case on screen is none of them."""

    def __init__(self, case_id: str) -> None:
        self._own = case_id
        self.found: dict[str, list[str]] = {}

    def add(self, reason: str, case_ids: Iterable[str]) -> None:
        """Note that cases were found for a reason."""
        for case_id in case_ids:
            if case_id != self._own and reason not in self.found.get(case_id, ()):
                self.found.setdefault(case_id, []).append(reason)

    def drop(self, case_ids: Iterable[str]) -> None:
        """Take cases out again."""
        for case_id in case_ids:
            del self.found[case_id]


def _unlike(connection: Connection, who: PartyDraft, found: Iterable[str]) -> set[str]:
    """Return those of the cases somebody said have nothing to do with this party."""
    query = select(unlike.c.case_id, unlike.c.id_number).where(
        unlike.c.case_id.in_(list(found)), unlike.c.name == who.name.strip()
    )
    numbers = _numbers_of(who)
    return {
        row.case_id
        for row in connection.execute(query)
        if row.id_number in ("", *numbers) or not numbers
    }


def _numbers_of(who: PartyDraft) -> list[str]:
    """Return the ways the party's number may be stored: as typed, and a 15-digit one upgraded."""
    if who.kind is not PartyKind.NATURAL:
        return [fold(who.credit_code).replace("-", "")] if who.credit_code.strip() else []
    number = fold(who.id_number)
    if len(number) == 15 and number.isdigit():
        return [number, upgrade(number)]
    if len(number) == 18 and number[6:8] == "19":
        return [number, number[:6] + number[8:17]]
    return [number] if number else []


def _by_number(connection: Connection, who: PartyDraft) -> Sequence[str]:
    numbers = _numbers_of(who)
    if not numbers:
        return ()
    column = person.c.id_number if who.kind is PartyKind.NATURAL else person.c.credit_code
    query = select(party.c.case_id).join(person, person.c.id == party.c.person_id)
    return connection.execute(query.where(column.in_(numbers)).limit(_MOST)).scalars().all()


def _by_name(
    connection: Connection, who: PartyDraft, committee_id: str
) -> Iterable[tuple[str, str]]:
    """Yield cases of somebody of that name who may be the same, with what speaks for it."""
    if not who.name.strip():
        return
    query = (
        select(
            party.c.case_id,
            party.c.address,
            party.c.id_number,
            dispute.c.place,
            dispute.c.committee_id,
        )
        .join(dispute, dispute.c.id == party.c.case_id)
        .where(party.c.name == who.name.strip(), party.c.kind == who.kind)
        .limit(_MOST)
    )
    numbers = _numbers_of(who)
    for row in connection.execute(query):
        if numbers and row.id_number and row.id_number not in numbers:
            continue  # two people of one name
        if same_village(who.address, row.address or row.place):
            yield SAME_NAME, row.case_id
        elif row.committee_id == committee_id and not (who.address and row.address):
            yield SAME_COMMITTEE, row.case_id


def _with_opponent(
    connection: Connection, known: Sequence[str], who: PartyDraft, others: Sequence[PartyDraft]
) -> Sequence[str]:
    """Return those of the known cases in which somebody now on another side took part too."""
    against = [other for other in others if other.side is not who.side]
    names = [other.name.strip() for other in against if other.name.strip()]
    numbers = [number for other in against for number in _numbers_of(other)]
    if not known or not (names or numbers):
        return ()
    same = or_(party.c.name.in_(names), party.c.id_number.in_(numbers))
    query = select(party.c.case_id).where(party.c.case_id.in_(known), same)
    return connection.execute(query).scalars().all()


def _by_address(connection: Connection, who: PartyDraft, since: date) -> Sequence[str]:
    if not who.address.strip():
        return ()
    query = (
        select(party.c.case_id)
        .join(dispute, dispute.c.id == party.c.case_id)
        .where(party.c.address == who.address.strip(), dispute.c.registered_on >= since)
        .limit(_MOST)
    )
    return connection.execute(query).scalars().all()


def _cases(connection: Connection, why: dict[str, list[str]]) -> tuple[SeenCase, ...]:
    query: Select[tuple[str, str, str, str, date]] = (
        select(
            dispute.c.id,
            dispute.c.number,
            dispute.c.title,
            dispute.c.state,
            dispute.c.registered_on,
        )
        .where(dispute.c.id.in_(list(why)), IN_USE)
        .order_by(dispute.c.registered_on.desc(), dispute.c.id.desc())
    )
    return tuple(
        SeenCase(
            id=row.id,
            number=row.number,
            title=row.title,
            state=State(row.state),
            registered_on=row.registered_on,
            reasons=tuple(why[row.id]),
        )
        for row in connection.execute(query)
    )


def _sentence(cases: Sequence[SeenCase], recent: date) -> str:
    """Return 两年内 3 件，其中与同一对方 1 件；同一住址一年内另有 2 件。"""
    own = [case for case in cases if case.reasons != (SAME_ADDRESS,)]
    near = len(cases) - len(own)
    parts = []
    if own:
        late = sum(case.registered_on >= recent for case in own)
        words = f"以前登记过 {len(own)} 件"
        if late:
            words += f"，两年内 {late} 件"
        again = sum(SAME_OPPONENT in case.reasons for case in own)
        parts.append(words + (f"，与同一对方 {again} 件" if again else ""))
    if near:
        parts.append(f"同一住址一年内{'另' if own else ''}有 {near} 件")
    return "；".join(parts) + "。"
