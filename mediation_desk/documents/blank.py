"""A form to fill in by hand: the case's number and committee, two nameless parties, no more."""

from mediation_desk.documents.facts import (
    AgreementFacts,
    CaseFacts,
    ClauseFacts,
    CommitteeFacts,
    PartyFacts,
    SessionFacts,
)
from mediation_desk.domain.codes import PartyKind, Side


def blank_facts(number: str, committee: CommitteeFacts, *, demo: bool = False) -> CaseFacts:
    """Return the facts of a blank form; everything else prints as a line for the pen."""
    return CaseFacts(
        number=number,
        committee=committee,
        parties=(
            PartyFacts(Side.APPLICANT, PartyKind.NATURAL, ""),
            PartyFacts(Side.RESPONDENT, PartyKind.NATURAL, ""),
        ),
        requests=("", ""),
        session=SessionFacts(0),
        agreement=AgreementFacts(clauses=tuple(ClauseFacts(n, "") for n in (1, 2, 3))),
        by_hand=True,
        demo=demo,
    )
