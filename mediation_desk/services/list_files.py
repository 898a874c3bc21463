"""The case list on its way into a workbook: all that is listed, or what is chosen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import RuleViolation
from mediation_desk.services.context import Context
from mediation_desk.services.listing import ListingService
from mediation_desk.services.permissions import needs
from mediation_desk.services.rows import CaseRow
from mediation_desk.services.views import note_export
from mediation_desk.storage.tables.office import office

if TYPE_CHECKING:
    from mediation_desk.documents.lists import Entry

TITLE = "案件列表"

MOST = 200_000
"""Lines of one workbook; more is no list that a spreadsheet opens in comfort."""

_PAGE = 500


class ListFileService:
    """Writes the case list as a file."""

    def __init__(self, context: Context) -> None:
        """Write lists of the office of `context`."""
        self._context = context

    @needs(Permission.READ_CASES)
    def workbook(self, keys: Sequence[int], *, purpose: str = "", text: str = "") -> bytes:
        """Return the cases with these keys as .xlsx, in that order; `text` was searched for.

        Raises RuleViolation for too many, InvalidInput where a purpose is wanted.
        """
        from mediation_desk.documents.list_workbook import list_workbook
        from mediation_desk.documents.lists import ListColumn, ListTable

        if len(keys) > MOST:
            raise RuleViolation(f"一次最多导出 {MOST:,} 件，没有导出。", "请先筛选，再导出。")
        listing, today = ListingService(self._context), self._context.today()
        rows: list[CaseRow] = []
        for first in range(0, len(keys), _PAGE):
            page = keys[first : first + _PAGE]
            found = listing.rows(page, text=text)
            rows += [found[key] for key in page if key in found]
        with self._context.db.read() as connection:
            unit = connection.execute(select(office)).one()
        note_export(self._context, f"{TITLE} {len(rows)} 件", purpose)
        table = ListTable(
            title=TITLE,
            subtitle=f"单位：{unit.name}　　共 {len(rows)} 件　　导出日期：{today.isoformat()}",
            columns=tuple(ListColumn(label, 0, wide) for label, wide in _COLUMNS),
            rows=tuple(_entries(row) for row in rows),
        )
        return list_workbook([(TITLE, table)], made_on=today, demo=bool(unit.demo))


_COLUMNS = (
    ("编号", 30),
    ("案件", 34),
    ("当事人", 30),
    ("状态", 10),
    ("纠纷类型", 24),
    ("调委会", 26),
    ("主办调解员", 12),
    ("地点", 22),
    ("登记日期", 12),
    ("受理日期", 12),
    ("期限", 12),
    ("达成日期", 12),
    ("协议金额（元）", 14),
    ("找到的地方", 30),
)


def _entries(row: CaseRow) -> "tuple[Entry, ...]":
    from mediation_desk.documents.lists import Yuan

    return (
        row.number,
        row.title,
        row.parties,
        row.state.label,
        row.type_label,
        row.committee_name,
        row.lead_name,
        row.place,
        row.registered_on,
        row.accepted_on,
        row.due_on,
        row.agreed_on,
        Yuan(row.agreed_fen) if row.agreed_fen else None,
        row.found,
    )
