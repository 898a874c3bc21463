"""Parties of a case: checked, completed from their numbers, bound to the person stored once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from mediation_desk.domain.acceptance import PartyFacts
from mediation_desk.domain.codes import (
    AgentKind,
    Authority,
    Capacity,
    PartyKind,
    Sex,
    Side,
    Willingness,
)
from mediation_desk.domain.identity import (
    RESIDENT_CARD,
    check_credit_code,
    check_resident_id,
    contradictions,
    fold,
    is_minor,
)
from mediation_desk.errors import InvalidInput
from mediation_desk.services.drafts import AgentDraft, PartyDraft, typed
from mediation_desk.services.gathering import gathered
from mediation_desk.services.reference import Reference
from mediation_desk.services.rows import AgentRow, PartyRow
from mediation_desk.storage.ids import new_id
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.people import agent, party, person

_LIKE_A_CARD = re.compile(r"\d{15}|\d{17}[\dX]")
"""15 or 18 places: somebody meant a resident card."""


def complete(draft: PartyDraft, *, place: str, today: date) -> PartyDraft:
    """Return the party with what its number says filled in.

    `place` prefixes the field names of InvalidInput ("parties.0."), so that the form finds them.
    """
    problems: dict[str, str] = {}
    if not draft.name.strip():
        problems[f"{place}name"] = "请填写当事人姓名或名称。"
    draft = replace(draft, name=draft.name.strip())
    try:
        draft = _from_numbers(draft, today)
    except InvalidInput as error:
        problems.update({f"{place}{name}": text for name, text in error.fields.items()})
    for number, acting in enumerate(draft.agents):
        if not acting.name.strip():
            problems[f"{place}agents.{number}.name"] = "请填写代理人姓名。"
        problems.update(_agent_faults(acting, f"{place}agents.{number}.", today))
    problems.update({f"{place}{name}": text for name, text in _hidden_numbers(draft).items()})
    if problems:
        raise InvalidInput(problems)
    return draft


def _agent_faults(acting: AgentDraft, place: str, today: date) -> dict[str, str]:
    """Return what is wrong with an agent's number where it looks like a resident card's.

    The form does not ask for the kind of an agent's document: another one is kept as typed.
    """
    number = fold(acting.id_number)
    if not _LIKE_A_CARD.fullmatch(number):
        return {}
    try:
        check_resident_id(number, today=today)
    except InvalidInput as error:
        return {f"{place}{name}": text for name, text in error.fields.items()}
    return {}


def _hidden_numbers(draft: PartyDraft) -> dict[str, str]:
    """Return a fault for every number whose middle is still hidden: it must not be saved so."""
    people: list[tuple[str, PartyDraft | AgentDraft]] = [("", draft)]
    people += [(f"agents.{at}.", one) for at, one in enumerate(draft.agents)]
    return {
        f"{place}{name}": "号码中间是星号，没有保存；请重新打开修改，或输入完整号码。"
        for place, one in people
        for name in ("id_number", "phone")
        if "*" in getattr(one, name)
    }


def _from_numbers(draft: PartyDraft, today: date) -> PartyDraft:
    if draft.kind is not PartyKind.NATURAL:
        if not draft.credit_code.strip():
            return draft
        return replace(draft, credit_code=check_credit_code(draft.credit_code).number)
    if draft.id_kind != RESIDENT_CARD or not draft.id_number.strip():
        return draft
    known = check_resident_id(draft.id_number, today=today)
    problems = contradictions(known, draft.born_on, draft.sex)
    if problems:
        raise InvalidInput(problems)
    minor = is_minor(known.birth_date, today) and draft.capacity is Capacity.FULL
    return replace(
        draft,
        id_number=known.number,
        born_on=known.birth_date,
        sex=Sex(known.sex),
        capacity=Capacity.LIMITED if minor else draft.capacity,
    )


def put_parties(
    writer: Writer, case_id: str, drafts: Sequence[PartyDraft], reference: Reference
) -> None:
    """Write a case's parties and agents as they now are.

    Parties that were there and are not in `drafts` are removed; the change log keeps them.
    """
    kept = {draft.id for draft in drafts if draft.id}
    here = select(party.c.id).where(party.c.case_id == case_id)
    for party_id in writer.connection.execute(here).scalars().all():
        if party_id not in kept:
            writer.rewrite(agent, _agents_of(writer, party_id), ())
            writer.remove(party, party_id)
    add_parties(writer, case_id, drafts, reference)


def add_parties(
    writer: Writer, case_id: str, drafts: Sequence[PartyDraft], reference: Reference
) -> None:
    """Write the parties of a case that has no others: new rows in one statement a table."""
    people = _people_of(writer, drafts)
    parties: list[dict[str, Any]] = []
    agents: list[dict[str, Any]] = []
    for position, (draft, person_id) in enumerate(zip(drafts, people, strict=True), start=1):
        values = party_values(draft, reference)
        values.update(case_id=case_id, position=position, person_id=person_id)
        party_id = draft.id or new_id()
        acting = [
            {**_agent_values(one), "party_id": party_id, "position": number}
            for number, one in enumerate(draft.agents, start=1)
        ]
        if draft.id:
            writer.update(party, party_id, values)
            writer.rewrite(agent, _agents_of(writer, party_id), acting)
        else:
            parties.append({**values, "id": party_id})
            agents += acting
    writer.insert_many(party, parties)
    writer.insert_many(agent, agents)


def _agents_of(writer: Writer, party_id: str) -> Sequence[str]:
    query = select(agent.c.id).where(agent.c.party_id == party_id).order_by(agent.c.position)
    return writer.connection.execute(query).scalars().all()


def _people_of(writer: Writer, drafts: Sequence[PartyDraft]) -> list[str]:
    """Return who the parties are: found by number or kept, else stored anew, each once."""
    people: list[str] = []
    strangers: dict[str, dict[str, Any]] = {}
    for draft in drafts:
        person_id = _known_person(writer, draft)
        if not person_id:
            number = _number_of(draft) or new_id()
            stranger = strangers.setdefault(number, {**person_values(draft), "id": new_id()})
            person_id = stranger["id"]
        people.append(person_id)
    writer.insert_many(person, list(strangers.values()))
    return people


def _known_person(writer: Writer, draft: PartyDraft) -> str:
    if number := _number_of(draft):
        natural = draft.kind is PartyKind.NATURAL
        column = person.c.id_number if natural else person.c.credit_code
        query = select(person.c.id).where(column == number).limit(1)
    elif draft.id:
        query = select(party.c.person_id).where(party.c.id == draft.id)
    else:
        return ""
    return writer.connection.execute(query).scalar_one_or_none() or ""


def _number_of(draft: PartyDraft) -> str:
    return draft.id_number if draft.kind is PartyKind.NATURAL else draft.credit_code


def person_values(draft: PartyDraft) -> dict[str, Any]:
    """Return the columns of the person or organisation behind a party."""
    natural = draft.kind is PartyKind.NATURAL
    return {
        "kind": draft.kind,
        "name": draft.name,
        "id_kind": draft.id_kind if natural else "",
        "id_number": draft.id_number if natural else "",
        "credit_code": "" if natural else draft.credit_code,
    }


def party_values(draft: PartyDraft, reference: Reference) -> dict[str, Any]:
    """Return a party's own columns: as typed, with the native region its number tells."""
    values = typed(draft)
    del values["agents"], values["id"]
    values.update(
        special_groups=list(draft.special_groups),
        is_representative=int(draft.is_representative),
        native_region=reference.region_name(draft.id_number[:6])
        if draft.kind is PartyKind.NATURAL and draft.id_kind == RESIDENT_CARD and draft.id_number
        else "",
    )
    return values


def _agent_values(draft: AgentDraft) -> dict[str, Any]:
    return {**typed(draft), "has_letter": int(draft.has_letter)}


def read_parties(
    connection: Connection, case_ids: Sequence[str]
) -> Mapping[str, tuple[PartyRow, ...]]:
    """Return the parties of cases in the order they were entered, with their agents."""
    query = select(party).where(party.c.case_id.in_(case_ids)).order_by(party.c.position)
    agents = (
        select(agent)
        .join(party, party.c.id == agent.c.party_id)
        .where(party.c.case_id.in_(case_ids))
        .order_by(agent.c.position)
    )
    acting = gathered(connection.execute(agents), _agent_row, "party_id")
    return gathered(
        connection.execute(query),
        lambda row: _party_row(row, acting.get(row.id, ())),
    )


def _agent_row(row: Row[Any]) -> AgentRow:
    return AgentRow(
        id=row.id,
        kind=AgentKind(row.kind),
        name=row.name,
        relation=row.relation,
        id_number=row.id_number,
        phone=row.phone,
        authority=Authority(row.authority),
        has_letter=bool(row.has_letter),
    )


_PLAIN = (
    "id",
    "person_id",
    "name",
    "born_on",
    "ethnicity",
    "id_kind",
    "id_number",
    "native_region",
    "phone",
    "occupation",
    "employer",
    "address",
    "credit_code",
    "legal_representative",
    "legal_representative_title",
    "note",
)


def _party_row(row: Row[Any], agents: tuple[AgentRow, ...]) -> PartyRow:
    return PartyRow(
        side=Side(row.side),
        kind=PartyKind(row.kind),
        sex=Sex(row.sex),
        capacity=Capacity(row.capacity),
        willingness=Willingness(row.willingness),
        special_groups=tuple(row.special_groups),
        is_representative=bool(row.is_representative),
        agents=agents,
        **{name: getattr(row, name) for name in _PLAIN},
    )


def as_draft(row: PartyRow) -> PartyDraft:
    """Return a stored party as it would be typed, for editing."""
    values = {name: getattr(row, name) for name in PartyDraft.__dataclass_fields__}
    values["agents"] = tuple(
        AgentDraft(**{name: getattr(acting, name) for name in AgentDraft.__dataclass_fields__})
        for acting in row.agents
    )
    return PartyDraft(**values)


def party_facts(rows: Sequence[PartyRow]) -> tuple[PartyFacts, ...]:
    """Return what the rules of acceptance and signing ask of the parties."""
    return tuple(
        PartyFacts(
            name=row.name,
            willingness=row.willingness,
            capacity=row.capacity,
            has_guardian=any(acting.kind is AgentKind.GUARDIAN for acting in row.agents),
            side=row.side,
            is_representative=row.is_representative,
        )
        for row in rows
    )
