"""Who may be close to a party (回避、披露): told as a question, never as a verdict.

The Act knows no recusal; the court-annexed rules do (TYTJ art 15, ZXTJ art 13).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mediation_desk.domain.identity import fold

ASK = "请核实是否需要回避；不回避的，请写明已向各方披露和各方的意见。"


@dataclass(frozen=True, slots=True)
class Someone:
    """What is compared of a person."""

    name: str
    id_number: str
    address: str


def closeness(mediator: Someone, parties: Iterable[Someone]) -> str:
    """Return the question to answer before this mediator takes the case, "" for none."""
    for party in parties:
        same_number = mediator.id_number and fold(mediator.id_number) == fold(party.id_number)
        if same_number:
            return f"{mediator.name}与当事人{party.name}证件号码相同。{ASK}"
        same_home = mediator.address and fold(mediator.address) == fold(party.address)
        if same_home and mediator.name[:1] == party.name[:1]:
            return f"{mediator.name}与当事人{party.name}同姓同住址。{ASK}"
    return ""
