"""Before printing: which characters of a case no embedded font has, and where they stand."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from mediation_desk.documents.dossier_facts import DossierFacts, EntryFacts, EvidenceFacts
from mediation_desk.documents.facts import (
    AgentFacts,
    AgreementFacts,
    CaseFacts,
    ClauseFacts,
    CommitteeFacts,
    InvitedFacts,
    PartyFacts,
    SessionFacts,
)
from mediation_desk.documents.fonts import UnprintableText, fonts_at
from mediation_desk.documents.record_facts import (
    DeliveryFacts,
    InvestigationFacts,
    ReceiptFacts,
    VisitFacts,
)
from mediation_desk.documents.zh_text import clean

_PLACES: dict[type, str] = {
    CaseFacts: "案件",
    PartyFacts: "当事人",
    AgentFacts: "代理人",
    ClauseFacts: "协议条款",
    InvitedFacts: "参加人",
    SessionFacts: "调解记录",
    CommitteeFacts: "人民调解委员会",
    AgreementFacts: "协议书",
    VisitFacts: "回访",
    InvestigationFacts: "调查",
    DeliveryFacts: "送达",
    ReceiptFacts: "收条",
    EvidenceFacts: "证据材料",
    EntryFacts: "卷内目录",
    DossierFacts: "卷宗封面",
}
_CONTEXT = 12


def check_printable(facts: CaseFacts, *, fonts_folder: Path) -> None:
    """Raise UnprintableText naming every character that cannot be printed and where it stands."""
    fonts = fonts_at(fonts_folder)
    found = [
        (char, f"{place}“{_around(text, char)}”")
        for place, text in _texts(facts, "案件")
        for char in fonts.unprintable(text)
    ]
    if found:
        raise UnprintableText(found)


def _texts(value: object, place: str) -> Iterator[tuple[str, str]]:
    """Yield every text in a tree of facts with the name of the place it belongs to."""
    if isinstance(value, str):
        yield place, clean(value)
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part, place)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts(getattr(value, each.name), _PLACES.get(type(value), place))


def _around(text: str, char: str) -> str:
    """Return the text, or of a long one the stretch around the character."""
    at = text.index(char)
    start = max(0, min(at - _CONTEXT // 2, len(text) - _CONTEXT))
    part = text[start : start + _CONTEXT]
    head, tail = "…" if start else "", "…" if start + _CONTEXT < len(text) else ""
    return f"{head}{part}{tail}"
