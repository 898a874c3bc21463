"""A case's people in a few words."""

from datetime import date, datetime

from mediation_desk.clock import CHINA
from mediation_desk.domain.codes import PartyKind, Role, Sex
from mediation_desk.domain.identity import age_on
from mediation_desk.gui.words import tr
from mediation_desk.services.rows import CaseDetail, PartyRow


def party_words(party: PartyRow, today: date) -> str:
    """Return 甲, 女, 58岁 for a person; the name alone for an organisation."""
    if party.kind is not PartyKind.NATURAL:
        return party.name
    words = [party.name]
    if party.sex in (Sex.MALE, Sex.FEMALE):
        words.append(tr(party.sex.label))
    if party.born_on is not None:
        words.append(tr("{age}岁", age=age_on(party.born_on, today)))
    return "，".join(words)


def mediator_words(case: CaseDetail, *roles: Role) -> str:
    """Return the names of those who hold one of the roles now."""
    now = [part for part in case.assignments if part.to_on is None]
    return "、".join(part.mediator_name for role in roles for part in now if part.role is role)


def moment_words(moment: datetime) -> str:
    """Return an instant as China's wall clock has it."""
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"
