"""The pay sheet (补贴发放表) of a claim with the index of its dossiers, as PDF and .xlsx."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from mediation_desk.domain.money import capital
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput
from mediation_desk.services.context import Context
from mediation_desk.services.paper_facts import sheet_of
from mediation_desk.services.paper_rules import label_of
from mediation_desk.services.permissions import needs
from mediation_desk.services.subsidy import head_of
from mediation_desk.services.subsidy_reading import detail_of, pay_rows
from mediation_desk.services.subsidy_rows import OPEN, ClaimDetail, PayRow
from mediation_desk.services.views import note_export
from mediation_desk.storage.tables.office import office
from mediation_desk.storage.tables.papers import issued_paper

if TYPE_CHECKING:
    from mediation_desk.documents.lists import ListTable

log = logging.getLogger(__name__)

TITLE = "以案定补补贴发放表"
INDEX = "申报案件和卷宗索引"
_NOT_FINAL = "本表还没有提交，金额可能变动，不作发放依据。"


class SubsidyPaperService:
    """Prints claims."""

    def __init__(self, context: Context, resources: Path) -> None:
        """Print with the fonts of `resources`."""
        self._context = context
        self._resources = resources

    @needs(Permission.SUBSIDY)
    def pay_sheet(self, claim_id: str, *, whole_cards: bool = False, purpose: str = "") -> bytes:
        """Return the pay sheet as PDF, for signatures; the index follows on a page of its own.

        Bank cards show their last four digits; in full only to who may see whole numbers and says
        what for. Raises NotFound, RuleViolation, InvalidInput, UnprintableText.
        """
        from mediation_desk.documents import pdf
        from mediation_desk.documents.blocks import Block, Fields, PageBreak, Paragraph, Spacer
        from mediation_desk.documents.lists import headed

        _need_purpose(purpose, whole_cards=whole_cards)
        pay, index, demo = self._lists(claim_id, whole_cards=whole_cards)
        blocks: list[Block] = headed(pay)
        blocks += [Paragraph(note, indent=0) for note in pay.notes]
        signed = ("制表人：", "审核人：", "负责人：")
        blocks += [Spacer(0.5), Fields(tuple(f"{who}　　　　　" for who in signed)), PageBreak()]
        blocks += headed(index)
        meta = pdf.Meta(title=TITLE, demo=demo, sheet=sheet_of(self._context))
        made = pdf.render(blocks, meta, fonts_folder=self._resources / "fonts")
        self._note(pay.subtitle, purpose)
        return made

    @needs(Permission.SUBSIDY)
    def pay_workbook(self, claim_id: str, *, whole_cards: bool = False, purpose: str = "") -> bytes:
        """Return the pay sheet and the index as an .xlsx file. Raises as `pay_sheet`."""
        from mediation_desk.documents.list_workbook import list_workbook

        _need_purpose(purpose, whole_cards=whole_cards)
        pay, index, demo = self._lists(claim_id, whole_cards=whole_cards)
        named = [("发放表", pay), ("卷宗索引", index)]
        made = list_workbook(named, made_on=self._context.today(), demo=demo)
        self._note(pay.subtitle, purpose)
        return made

    def _note(self, what: str, purpose: str) -> None:
        note_export(self._context, f"{TITLE} {what}", purpose)
        log.info("exported: subsidy claim")

    def _lists(self, claim_id: str, *, whole_cards: bool) -> "tuple[ListTable, ListTable, bool]":
        if whole_cards:
            self._context.require(Permission.REVEAL)
        with self._context.db.read() as connection:
            detail = detail_of(connection, self._context, head_of(connection, claim_id))
            people = pay_rows(connection, detail.lines, whole_cards=whole_cards)
            unit = connection.execute(select(office)).one()
            papers = _papers(connection, [line.id for line in detail.lines])
        row = detail.row
        days = f"{row.period}（{row.first_on}至{row.last_on}）"
        heading = f"单位：{row.committee_name or unit.name}　　申报时段：{days}"
        return _pay_table(detail, people, heading), _index(detail, papers, heading), bool(unit.demo)


def _need_purpose(purpose: str, *, whole_cards: bool) -> None:
    if whole_cards and not purpose.strip():
        raise InvalidInput({"purpose": "写全银行卡号的发放表，请写明用途。"})


def _pay_table(detail: ClaimDetail, people: Sequence[PayRow], heading: str) -> "ListTable":
    from mediation_desk.documents.lists import ListColumn, ListTable, Yuan

    columns = (
        ListColumn("序号", 2, 6),
        ListColumn("姓名", 3, 12),
        ListColumn("调委会", 0, 34),
        ListColumn("件数和档次", 5, 20),
        ListColumn("金额（元）", 4, 14, right=True),
        ListColumn("开户银行", 0, 20),
        ListColumn("银行卡号", 6, 26),
        ListColumn("签名", 4, 14),
    )
    rows = tuple(
        (
            number,
            one.name,
            one.committee_name,
            f"{one.cases} 件：{one.tiers}",
            Yuan(one.paid_fen),
            one.bank_name,
            _card(one.bank_card),
            "",
        )
        for number, one in enumerate((one for one in people if one.paid_fen), start=1)
    )
    paid = sum(one.paid_fen for one in people)
    notes = [f"合计金额（大写）：{capital(paid)}"]
    notes += [_NOT_FINAL] if detail.row.state in OPEN else []
    return ListTable(
        TITLE,
        heading,
        columns,
        rows,
        total=("", "合计", "", f"{detail.row.cases} 件", Yuan(paid), "", "", ""),
        lines=2,
        notes=tuple(notes),
    )


def _card(card: str) -> str:
    """Return a masked card as 尾号 and its last digits, a whole one as it is."""
    return f"尾号 {card.lstrip('*')}" if card.startswith("*") else card


def _index(
    detail: ClaimDetail, papers: dict[str, list[tuple[str, int]]], heading: str
) -> "ListTable":
    from mediation_desk.documents.lists import ListColumn, ListTable, Yuan

    columns = (
        ListColumn("序号", 2, 6),
        ListColumn("编号", 0, 26),
        ListColumn("案件", 0, 36),
        ListColumn("案件", 10, 0),
        ListColumn("有结果", 0, 12),
        ListColumn("调解员", 4, 18),
        ListColumn("档次", 2, 8),
        ListColumn("金额（元）", 3, 12, right=True),
        ListColumn("卷宗文书", 0, 60),
        ListColumn("卷宗", 3, 0),
    )
    rows = tuple(
        (
            number,
            line.number,
            line.title,
            f"{line.number}\n{line.title}",
            line.assessment.result_on,
            "、".join(share.name for share in line.assessment.shares),
            line.assessment.tier,
            Yuan(line.assessment.paid_fen),
            "、".join(f"{label}（{pages}页）" for label, pages in papers.get(line.id, [])),
            _count(papers.get(line.id, [])),
        )
        for number, line in enumerate(detail.lines, start=1)
    )
    return ListTable(INDEX, heading, columns, rows)


def _count(papers: Sequence[tuple[str, int]]) -> str:
    if not papers:
        return "未打印"
    return f"{len(papers)}份{sum(pages for _, pages in papers)}页"


def _papers(connection: Connection, case_ids: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    """Return the papers of each case as last printed: name and pages."""
    query = (
        select(
            issued_paper.c.case_id,
            issued_paper.c.kind,
            issued_paper.c.session_ordinal,
            issued_paper.c.pages,
        )
        .where(issued_paper.c.case_id.in_(case_ids))
        .order_by(issued_paper.c.id)
    )
    latest: dict[str, dict[str, int]] = {}
    for row in connection.execute(query):
        label = label_of(row.kind, row.session_ordinal or 0)
        latest.setdefault(row.case_id, {})[label] = row.pages
    return {case_id: list(found.items()) for case_id, found in latest.items()}
