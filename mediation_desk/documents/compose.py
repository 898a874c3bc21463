"""Template and facts to the block tree; what is missing becomes a line for the pen."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from mediation_desk.documents import wording
from mediation_desk.documents.blocks import (
    BLANK,
    HAND_LINE,
    Align,
    BlankBelow,
    Block,
    Cell,
    Clauses,
    Fields,
    FieldTable,
    Heading,
    Number,
    PageBreak,
    Paragraph,
    Row,
    Signatures,
    SignGroup,
    Spacer,
    Title,
)
from mediation_desk.documents.facts import CaseFacts, PartyFacts, SignatureFacts
from mediation_desk.documents.fields import FIELDS, HAND_LINES, REPEATS, at_party, holds, value
from mediation_desk.documents.record_signers import RECORD_SIGNERS
from mediation_desk.documents.scopes import Scope
from mediation_desk.documents.templates import (
    PLACEHOLDER,
    BlockSpec,
    GroupSpec,
    RowSpec,
    Template,
)
from mediation_desk.domain.codes import PartyKind, Side


def compose(template: Template, facts: CaseFacts) -> list[Block]:
    """Return the paper's blocks. Values are put in once and never read again as placeholders."""
    here = Scope(facts)
    blocks: list[Block] = []
    for each, group in groupby(template.blocks, key=lambda spec: spec.each):
        specs = list(group)
        if each and specs[0].kind != "clauses":
            scopes: Iterable[Scope] = REPEATS[each](facts)
        else:
            scopes = [here]
        for scope in scopes:
            blocks.extend(_build(spec, scope) for spec in specs if holds(spec.only_if, scope))
    return blocks


def missing_for_print(template: Template, facts: CaseFacts) -> tuple[str, ...]:
    """Return the labels of mandatory pieces that are empty, for parties with their names."""
    missing: list[str] = []
    for key in template.required:
        if not key.startswith("party_"):
            if not value(key, Scope(facts)).strip():
                missing.append(FIELDS[key].label)
            continue
        for number, party in enumerate(facts.parties, 1):
            if not value(key, at_party(Scope(facts), party)).strip():
                name = party.name or f"第{number}位当事人"
                missing.append(f"{name}的{FIELDS[key].label}")
    if not facts.parties:
        missing.append("当事人")
    return tuple(missing)


def fill(text: str, scope: Scope, blank: str = BLANK) -> str:
    """Return the text with every placeholder replaced."""

    def put(found: re.Match[str]) -> str:
        known = value(found[1], scope).strip()
        more = HAND_LINES.get(found[1], 0) if blank and scope.facts.by_hand else 0
        return known or blank + f"\n{HAND_LINE}" * more

    return PLACEHOLDER.sub(put, text)


def _build(spec: BlockSpec, scope: Scope) -> Block:
    simple: dict[str, Callable[[str], Block]] = {
        "title": Title,
        "number": Number,
        "heading": Heading,
        "paragraph": lambda text: Paragraph(text, spec.indent, Align(spec.align)),
        "spacer": lambda _: Spacer(spec.lines),
        "page_break": lambda _: PageBreak(),
        "blank_below": lambda _: BlankBelow(),
    }
    if spec.kind in simple:
        return simple[spec.kind](fill(spec.text, scope))
    if spec.kind == "fields":
        shown = (item for item in spec.items if holds(item.only_if, scope))
        return Fields(tuple(fill(item.text, scope) for item in shown))
    if spec.kind == "clauses":
        scopes = list(REPEATS[spec.each](scope.facts)) or [scope]
        return Clauses(tuple(fill(spec.text, one) for one in scopes))
    if spec.kind == "table":
        return FieldTable(tuple(_rows(spec.rows, scope.facts)))
    groups = tuple(
        SignGroup(fill(group.heading, scope), _signers(group, scope.facts)) for group in spec.groups
    )
    return Signatures(groups, seal=fill(spec.text, scope) if spec.text else "")


def _rows(specs: tuple[RowSpec, ...], facts: CaseFacts) -> Iterator[Row]:
    for each, group in groupby(specs, key=lambda spec: spec.each):
        rows = list(group)
        for scope in REPEATS[each](facts) if each else [Scope(facts)]:
            yield from (_row(spec, scope) for spec in rows if holds(spec.only_if, scope))


def _row(spec: RowSpec, scope: Scope) -> Row:
    """An empty box of a form is itself the place for the pen."""
    cells = tuple(
        Cell(fill(cell.text, scope, blank=""), cell.span, cell.label, Align(cell.align))
        for cell in spec.cells
    )
    return Row(cells, spec.lines, spec.stretch, spec.mark_blank, spec.tail)


def _signers(group: GroupSpec, facts: CaseFacts) -> tuple[SignatureFacts, ...]:
    """Return a line for everyone; one nameless line where nobody is known yet."""
    return tuple(_lines_for(group.of, facts)) or (SignatureFacts(""),)


def _lines_for(who: str, facts: CaseFacts) -> Iterator[SignatureFacts]:
    if who in ("parties", "applicants"):
        for party in facts.parties:
            if who == "parties" or party.side is Side.APPLICANT:
                yield from _lines_of_party(party)
        return
    if who in RECORD_SIGNERS:
        yield SignatureFacts(RECORD_SIGNERS[who](facts))
        return
    session = facts.session
    present = session.present if session else ()
    names = {
        "present": present or tuple(party.name for party in facts.parties),
        "mediators": facts.mediators,
        "recorder": (facts.recorder,),
        "registrar": (facts.registrar,),
        "anyone": ("",),
        "invited": tuple(person.name for person in session.invited) if session else (),
    }[who]
    yield from (SignatureFacts(name) for name in names)


def _lines_of_party(party: PartyFacts) -> Iterator[SignatureFacts]:
    """A natural person signs; a body stamps its seal and its representative signs."""
    body = party.kind is not PartyKind.NATURAL
    yield SignatureFacts(party.name, sealed=body)
    if body:
        label = wording.representative_label(party.kind)
        yield SignatureFacts(party.legal_representative, note=label)
    yield from (SignatureFacts(agent.name, note=agent.kind_label) for agent in party.agents)
