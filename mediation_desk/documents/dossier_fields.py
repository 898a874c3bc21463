"""Placeholders of the dossier's own papers; what nobody filled in is the empty form."""

from collections.abc import Callable, Iterator

from mediation_desk.documents import wording
from mediation_desk.documents.dossier_facts import DossierFacts, EntryFacts, EvidenceFacts
from mediation_desk.documents.facts import CaseFacts
from mediation_desk.documents.scopes import Field, Scope

_DATE = "年　　月　　日"
_COUNT = "＿＿＿"
_NOTE = "缺页、破损情况：\n\n退还当事人的原件：\n\n另行保管的照片、录音录像：\n\n其他："
BLANK_ROWS = 8
"""Lines of an empty evidence list."""
BLANK_ENTRIES = 14
"""Lines of an empty catalogue."""


def _of_dossier(read: Callable[[DossierFacts], str]) -> Callable[[Scope], str]:
    return lambda scope: read(scope.facts.dossier)


def _of_evidence(read: Callable[[EvidenceFacts], str]) -> Callable[[Scope], str]:
    return lambda scope: read(scope.evidence) if scope.evidence else ""


def _of_entry(read: Callable[[EntryFacts], str]) -> Callable[[Scope], str]:
    return lambda scope: read(scope.entry) if scope.entry else ""


DOSSIER_FIELDS = (
    Field("dossier_pages", "本卷页数", "42", _of_dossier(lambda d: str(d.pages or "") or _COUNT)),
    Field("retention", "保管期限", "长期", _of_dossier(lambda d: d.retention)),
    Field("compiled_by", "立卷人", "卷样甲", _of_dossier(lambda d: d.compiled_by)),
    Field(
        "compiled_on",
        "立卷日期",
        "2025年6月30日",
        _of_dossier(lambda d: wording.day(d.compiled_on) or _DATE),
    ),
    Field("checked_by", "检查人", "卷样乙", _of_dossier(lambda d: d.checked_by)),
    Field(
        "checked_on",
        "检查日期",
        "2025年6月30日",
        _of_dossier(lambda d: wording.day(d.checked_on) or _DATE),
    ),
    Field("dossier_note", "卷宗情况", "原件已退还。", _of_dossier(lambda d: d.note or _NOTE)),
    Field("dossier_remarks", "卷宗备注", "无", _of_dossier(lambda d: d.remarks)),
    Field("row_number", "序号", "1", lambda s: str(s.number or "")),
    Field("evidence_name", "证据名称", "现场照片", _of_evidence(lambda e: e.name)),
    Field("evidence_source", "来源、提供人", "甲", _of_evidence(lambda e: e.source)),
    Field(
        "evidence_kind",
        "原件、复印件",
        "复印件",
        _of_evidence(lambda e: "复印件" if e.is_copy else "原件"),
    ),
    Field("evidence_pages", "页数", "2", _of_evidence(lambda e: str(e.pages or ""))),
    Field("evidence_proves", "证明对象", "积水", _of_evidence(lambda e: e.proves)),
    Field(
        "evidence_collected_on",
        "收集时间",
        "2025年3月4日",
        _of_evidence(lambda e: wording.day(e.collected_on)),
    ),
    Field("entry_label", "文书名称", "人民调解申请书", _of_entry(lambda e: e.label)),
    Field("entry_pages", "页号", "1–2", _of_entry(lambda e: e.pages)),
    Field("entry_note", "目录备注", "必须", _of_entry(lambda e: e.note)),
)


def evidence_rows(facts: CaseFacts) -> Iterator[Scope]:
    """Give every piece of evidence with its number; an empty list where there is none."""
    for number, piece in enumerate(facts.evidence, start=1):
        yield Scope(facts, evidence=piece, number=number)
    if not facts.evidence:
        yield from (Scope(facts, number=number) for number in range(1, BLANK_ROWS + 1))


def entry_rows(facts: CaseFacts) -> Iterator[Scope]:
    """Give every line of the catalogue with its number; an empty one where there is none."""
    for number, entry in enumerate(facts.dossier.entries, start=1):
        yield Scope(facts, entry=entry, number=number)
    if not facts.dossier.entries:
        yield from (Scope(facts, number=number) for number in range(1, BLANK_ENTRIES + 1))
