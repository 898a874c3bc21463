"""The list of a hand-over (交接清单) as it is printed: who hands what to whom, for signatures."""

from mediation_desk.documents.blocks import Align, Block, Fields, Paragraph, Spacer, Title
from mediation_desk.documents.lists import Entry, ListColumn, ListTable, ruled
from mediation_desk.services.roster_rows import HandoverLine, HandoverRow

TITLE = "案件交接清单"

_COLUMNS = (
    ListColumn("序号", 2, 6),
    ListColumn("案件", 9, 40),
    ListColumn("状态", 3, 10),
    ListColumn("移交人的身份", 3, 14),
    ListColumn("期限", 4, 12),
    ListColumn("交接", 3, 12),
)
_NOTES = (
    "“督促履行”的案件已达成协议，主办调解员不变，由接收人督促履行。",
    "卷宗、证据材料按本清单当面点清。",
)


def list_blocks(row: HandoverRow, unit: str) -> list[Block]:
    """Return the list with places for three signatures."""
    day = row.handed_on
    told = (
        f"单位：{unit}",
        f"移交人：{row.from_name}　　接收人：{row.to_name}",
        f"交接日期：{day.year}年{day.month}月{day.day}日",
        f"原因：{row.reason}",
    )
    lines = tuple(_entries(number, line) for number, line in enumerate(row.lines, start=1))
    return [
        Title(TITLE),
        *(Paragraph(line, indent=0, align=Align.LEFT) for line in told),
        ruled(ListTable(TITLE, "", _COLUMNS, lines)),
        *(Paragraph(note, indent=0, align=Align.LEFT) for note in _NOTES),
        Spacer(0.5),
        Fields(("移交人：　　　　　", "接收人：　　　　　", "监交人：　　　　　")),
        Paragraph("年　　月　　日", align=Align.RIGHT),
    ]


def _entries(number: int, line: HandoverLine) -> tuple[Entry, ...]:
    return (
        number,
        f"{line.number}\n{line.title}",
        line.state.label,
        line.role,
        line.due_on.isoformat() if line.due_on and line.moves else "",
        "移交" if line.moves else "督促履行",
    )
