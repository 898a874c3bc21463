"""What a dossier is bound from: which papers and scans belong to each item, and what is missing.

A signed sheet that was scanned takes the place of the paper it was printed from. A paper that was
printed is bound as it was printed; one that must be there and never was, as the case is now. Empty
forms never get into a dossier.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mediation_desk.domain.codes import Form, Origin
from mediation_desk.domain.dossier import Circumstance, ItemRule
from mediation_desk.services.context import Context
from mediation_desk.services.dossier_facts import EVIDENCE
from mediation_desk.services.dossier_rows import DossierItem, DossierPart, DossierPlan, PartKind
from mediation_desk.services.evidence_rows import EvidenceRow
from mediation_desk.services.letter_paper_facts import TRANSFER
from mediation_desk.services.paper_making import PaperMaker
from mediation_desk.services.paper_rows import PaperRow
from mediation_desk.services.paper_rules import PAPERS, label_of
from mediation_desk.services.papers import number_of
from mediation_desk.services.rows import CaseDetail
from mediation_desk.services.signed_sheets import STALE, differs

NOT_PAGED = "这种文件不能装订，另行保管"
_ALWAYS = frozenset({"dossier_note"})
_ON_THE_SPOT = frozenset({"evidence_list"})
"""Bound whenever there is something to print in it."""


@dataclass(frozen=True)
class Material:
    """Everything a dossier can be made of."""

    case: CaseDetail
    issued: Sequence[PaperRow]
    text_hashes: dict[str, str]
    """By paper id, what it said when it was issued."""
    scans: Sequence[EvidenceRow]
    letters: frozenset[str]
    """Papers of letters that are registered as gone out (letter_paper_facts.py)."""
    maker: PaperMaker = field(repr=False)


def circumstances(context: Context, case: CaseDetail) -> frozenset[Circumstance]:
    """Return what decides which items must be there: how it ended, and what else was the case."""
    found = {_outcome(case)}
    if context.reference.is_delegated(case.source):
        found.add(Circumstance.DELEGATED)
    if any(acting.has_letter for party in case.parties for acting in party.agents):
        found.add(Circumstance.AGENT)
    if case.confirmations:
        found.add(Circumstance.CONFIRMATION)
    return frozenset(found)


def make_plan(context: Context, material: Material) -> DossierPlan:
    """Return what the dossier of a case would be bound from."""
    case = material.case
    here = circumstances(context, case)
    items = tuple(
        found
        for item in context.reference.dossier
        if (found := _item(item, material, here)) is not None
    )
    return DossierPlan(case.id, case.number, case.title, _outcome(case).label, items)


def _outcome(case: CaseDetail) -> Circumstance:
    if case.agreement is not None:
        is_oral = case.agreement.form is Form.ORAL
        return Circumstance.ORAL if is_oral else Circumstance.WRITTEN
    if case.terminated_on is not None:
        return Circumstance.FAILED
    return Circumstance.REFUSED if case.refusal_reason else Circumstance.OPEN


def _item(item: ItemRule, material: Material, here: frozenset[Circumstance]) -> DossierItem | None:
    """Return an item with its parts; None where it is neither there nor missed."""
    must = not here.isdisjoint(item.must)
    loose = [scan for scan in material.scans if scan.slot == item.code and not scan.paper_id]
    parts: list[DossierPart] = []
    for kind in item.papers:
        parts += parts_of(kind, material, must=must and not loose)
    parts += [_scan(scan) for scan in loose]
    bindable = any(part.trouble != NOT_PAGED for part in parts)
    if not parts and not must:
        return None
    missing = "" if bindable or not must else _why_missing(item, material)
    return DossierItem(item.code, item.label, must, tuple(parts), missing)


def parts_of(kind: str, material: Material, *, must: bool) -> Iterator[DossierPart]:
    """Yield the parts a kind of paper gives: a scan, else what was printed, else what is needed."""
    case = material.case
    known = number_of(kind, case)
    for ordinal in range(1, known + 1) if known else [0]:
        versions = [
            paper
            for paper in material.issued
            if paper.kind == kind and paper.session in (ordinal, 0 if known <= 1 else ordinal)
        ]
        signed = [scan for scan in material.scans if scan.paper_id in {one.id for one in versions}]
        if signed:
            yield from (_signed(scan, material, ordinal) for scan in signed)
        elif versions:
            yield DossierPart(label_of(kind, ordinal), PartKind.ISSUED, ref=versions[0].id)
        elif _is_drawn(kind, material, must=must, recorded=known > 0):
            label = label_of(kind, ordinal)
            yield DossierPart(label, PartKind.DRAWN, kind=kind, ordinal=ordinal)


def _is_drawn(kind: str, material: Material, *, must: bool, recorded: bool) -> bool:
    """Tell whether a paper nobody printed is bound as the case is now."""
    case = material.case
    if PAPERS[kind].why_not(case):
        return False
    if kind == "application" and case.origin is not Origin.APPLICATION:
        return False
    if kind in material.letters:
        return True
    if kind == TRANSFER:
        return False
    if kind in _ON_THE_SPOT:
        return any(scan.slot == EVIDENCE for scan in material.scans)
    return must or recorded or kind in _ALWAYS


def _signed(scan: EvidenceRow, material: Material, ordinal: int) -> DossierPart:
    """Return a scanned signed sheet; it is marked when the case has another text by now."""
    paper = next(one for one in material.issued if one.id == scan.paper_id)
    trouble = scan.trouble or ("" if scan.paged else NOT_PAGED)
    before = material.text_hashes.get(paper.id, "")
    session = paper.session or ordinal
    if not trouble and differs(material.maker, material.case, paper.kind, session, before):
        trouble = STALE
    label = f"{paper.label}（已签名）"
    return DossierPart(label, PartKind.SCAN, ref=scan.id, kind=paper.kind, trouble=trouble)


def _scan(scan: EvidenceRow) -> DossierPart:
    trouble = scan.trouble or ("" if scan.paged else NOT_PAGED)
    return DossierPart(scan.name, PartKind.SCAN, ref=scan.id, trouble=trouble)


def _why_missing(item: ItemRule, material: Material) -> str:
    """Return what to do about a must-item that is not there."""
    reasons = [PAPERS[kind].why_not(material.case) for kind in item.papers]
    told = next((reason for reason in reasons if reason), "")
    return told or f"请在“证据”里添加，归入“{item.label}”。"
