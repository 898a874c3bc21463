"""What of a person stays hidden (隐私): the middle of numbers, sensitive cases from most eyes.

A case is sensitive (敏感) when a party asked that it stay private, when its type or one of its
flags is marked so in the reference data, or when a party is a minor or not of full capacity.
Without the right such a case keeps its line in lists, under a neutral title, and is not found by
its words.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Text, cast, exists, not_, or_, select, true

from mediation_desk.domain.codes import Capacity
from mediation_desk.domain.identity import mask_card, mask_id, mask_phone
from mediation_desk.domain.rights import Permission
from mediation_desk.services.context import Context
from mediation_desk.services.reference import Reference
from mediation_desk.services.rows import AgentRow, CaseDetail, PartyRow
from mediation_desk.storage.case_keys import among
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.people import party

NEUTRAL_TITLE = "（敏感案件）"
"""What stands in place of the names for those who may not know them."""

NUMBERS = frozenset({"id_number", "phone", "mobile", "bank_card"})
"""Columns that are shown with their middle hidden."""

_Person = TypeVar("_Person", PartyRow, AgentRow)


def mask_number(field: str, value: str) -> str:
    """Return a value of one of NUMBERS with its middle hidden."""
    if field == "bank_card":
        return mask_card(value)
    return mask_id(value) if field == "id_number" else mask_phone(value)


def masked(case: CaseDetail) -> CaseDetail:
    """Return the case with the numbers and phones of its people hidden (RevealService.numbers)."""
    parties = tuple(
        replace(_masked(row), agents=tuple(_masked(acting) for acting in row.agents))
        for row in case.parties
    )
    asked = tuple(replace(row, phone=mask_phone(row.phone)) for row in case.records.investigations)
    return replace(case, parties=parties, records=replace(case.records, investigations=asked))


def hidden_among(connection: Connection, context: Context, ids: Iterable[str]) -> frozenset[str]:
    """Return which of these cases whoever is signed in may not see into."""
    if context.may(Permission.SEE_SENSITIVE):
        return frozenset()
    query = select(dispute.c.id).where(
        dispute.c.id.in_(among(list(ids))), _sensitive(context.reference)
    )
    return frozenset(connection.execute(query).scalars())


def visible_to(context: Context) -> ColumnElement[bool]:
    """Return which cases whoever is signed in may see into."""
    if context.may(Permission.SEE_SENSITIVE):
        return true()
    return not_(_sensitive(context.reference))


def refuse_hidden(connection: Connection, context: Context, *case_ids: str) -> None:
    """Raise RuleViolation when whoever is signed in may not see into one of these cases."""
    if hidden_among(connection, context, case_ids):
        raise context.refusal(Permission.SEE_SENSITIVE)


def _masked(row: _Person) -> _Person:
    return replace(row, id_number=mask_id(row.id_number), phone=mask_phone(row.phone))


def _sensitive(reference: Reference) -> ColumnElement[bool]:
    flags = cast(dispute.c.flags, Text)
    # A name of its own: whoever asks may have joined the parties already.
    anyone = party.alias("anyone")
    unfit = exists().where(anyone.c.case_id == dispute.c.id, anyone.c.capacity != Capacity.FULL)
    return or_(
        dispute.c.is_public == 0,
        dispute.c.type.in_(reference.sensitive_types()),
        *(flags.contains(f'"{code}"') for code in reference.sensitive_flags()),
        unfit,
    )
