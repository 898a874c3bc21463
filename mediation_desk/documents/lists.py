"""Lists of any kind for printing and as workbooks: pay sheets, hand-over lists and the like."""

from dataclasses import dataclass
from datetime import date

from mediation_desk.documents.blocks import Align, Block, Cell, FieldTable, Paragraph, Row, Title
from mediation_desk.domain.money import Fen, format_yuan


@dataclass(frozen=True, slots=True)
class Yuan:
    """An amount in a list: a number in the workbook, 1,234.50 on paper."""

    fen: Fen


Entry = str | int | date | Yuan | None


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its heading, its width on paper (of 24) and in the workbook (characters).

    One without a width on paper stands in the workbook alone, one without `wide` on paper alone.
    """

    label: str
    span: int
    wide: int
    right: bool = False


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list under its title; the last row may be a total, the notes stand below."""

    title: str
    subtitle: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[Entry, ...], ...]
    total: tuple[Entry, ...] = ()
    lines: int = 1
    """At least this many lines high on paper, for signatures."""
    notes: tuple[str, ...] = ()


def headed(table: ListTable) -> list[Block]:
    """Return the list under its title and the parts of its subtitle, one a line."""
    lines = table.subtitle.split("　　")
    told = [Paragraph(line, indent=0, align=Align.LEFT) for line in lines]
    return [Title(table.title), *told, ruled(table)]


def ruled(table: ListTable) -> FieldTable:
    """Return the list as a ruled form, the total in its last row."""
    shown = [at for at, column in enumerate(table.columns) if column.span]
    head = tuple(Cell(table.columns[at].label, table.columns[at].span, label=True) for at in shown)
    rows = [Row(head)]
    for entries in (*table.rows, *([table.total] if table.total else [])):
        cells = tuple(_cell(entries[at], table.columns[at]) for at in shown)
        rows.append(Row(cells, lines=table.lines))
    return FieldTable(tuple(rows))


def _cell(entry: Entry, column: ListColumn) -> Cell:
    number = isinstance(entry, int)
    align = Align.RIGHT if column.right else Align.CENTER if number else Align.LEFT
    return Cell(words_of(entry), column.span, align=align)


def words_of(entry: Entry) -> str:
    """Return an entry as it is printed."""
    if isinstance(entry, Yuan):
        return format_yuan(entry.fen)
    return "" if entry is None else str(entry)
