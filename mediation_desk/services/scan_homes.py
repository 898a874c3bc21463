"""Where a scan belongs: the case, the item of its dossier and the printed paper its code names."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from mediation_desk.domain.paper_code import PaperCode, SheetCode
from mediation_desk.services.context import Context
from mediation_desk.services.evidence_rows import EvidenceDraft
from mediation_desk.services.paper_lookup import paper_of
from mediation_desk.services.paper_rules import label_of
from mediation_desk.services.privacy import hidden_among
from mediation_desk.services.reference import Reference
from mediation_desk.storage.tables.cases import IN_USE, dispute

UNREAD = "没有读到识别码"
_STRANGE = "识别码指的案件不在这里，可能是别的单位的文书"
_AWAY = "识别码指的案件在回收站里，或者内容已依法销毁"
_UNKNOWN = "识别码指的案件找到了，没有找到这份文书的打印记录"
_HIDDEN = "识别码指的案件不归您看，请由经办人收入"
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Home:
    """Where a scan belongs and what is said of it; without a draft `why` says what is unclear."""

    case_id: str = ""
    draft: EvidenceDraft | None = None
    why: str = ""


def home_of(connection: Connection, context: Context, code: PaperCode | SheetCode | None) -> Home:
    """Return where what bears this code belongs."""
    if code is None:
        return Home(why=UNREAD)
    case_id = code.case_id
    case = dispute.c.id == case_id
    if connection.execute(select(dispute.c.id).where(case)).first() is None:
        return Home(why=_STRANGE)
    if connection.execute(select(dispute.c.id).where(case, IN_USE)).first() is None:
        return Home(case_id, why=_AWAY)
    if hidden_among(connection, context, [case_id]):
        return Home(case_id, why=_HIDDEN)
    if isinstance(code, PaperCode):
        name = f"{label_of(code.kind)}（手写）"
        slot = slot_of(context.reference, code.kind)
        return Home(case_id, EvidenceDraft(slot, name, is_copy=False))
    paper = paper_of(connection, code)
    if paper is None:
        return Home(case_id, why=_UNKNOWN)
    name = f"{label_of(paper.kind, paper.session_ordinal)}（签名件）"
    slot = slot_of(context.reference, paper.kind)
    return Home(case_id, EvidenceDraft(slot, name, is_copy=False, paper_id=paper.id))


def slot_of(reference: Reference, kind: str) -> str:
    """Return the item of the dossier a paper belongs to; other material where it has none."""
    return next((item.code for item in reference.dossier if kind in item.papers), OTHER)
