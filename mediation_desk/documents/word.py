"""Blocks to a Word file (.docx), for offices that must edit a paper; PDF stays the printed form.

The same blocks as the PDF, the same words in the same order. What only a finished page can know
(以下空白, boxes stretched to the page) is left to whoever edits.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any

from docx.enum.text import (
    WD_BREAK,
    WD_TAB_ALIGNMENT,
    WD_TAB_LEADER,
)
from docx.oxml.ns import qn
from docx.shared import Pt

from mediation_desk.documents.blocks import (
    Align,
    BlankBelow,
    Block,
    Clauses,
    Fields,
    FieldTable,
    Heading,
    Number,
    PageBreak,
    Paragraph,
    Signatures,
    SignGroup,
    Spacer,
    Title,
)
from mediation_desk.documents.fonts import guessed_fonts
from mediation_desk.documents.layout import (
    BODY_SIZE,
    NUMBER_SIZE,
    TITLE_SIZE,
    lay_out,
)
from mediation_desk.documents.ooxml import fixed
from mediation_desk.documents.pdf import Meta
from mediation_desk.documents.pen import RULE, Sheet
from mediation_desk.documents.signing import ROW, label_of
from mediation_desk.documents.word_page import (
    ALIGN,
    BODY,
    HEAD,
    exact,
    new_document,
    readable,
    set_font,
)
from mediation_desk.documents.word_table import add_table
from mediation_desk.documents.zh_text import clean

_TABS = 16
"""Labelled values start at sixteenths of the line, as on the printed paper."""
_SHORT = 9
"""Signers with labels up to this many characters stand two to a line."""


def render(blocks: Sequence[Block], meta: Meta) -> bytes:
    """Return the paper as .docx; the same blocks give the same bytes."""
    document = new_document(meta.title, meta.number, meta.sheet, demo=meta.demo)
    spare = _spare(blocks, meta.sheet)
    for block in blocks:
        if isinstance(block, FieldTable):
            add_table(document, block.rows, meta.sheet, spare)
        else:
            _add(document, block, meta.sheet)
    if isinstance(blocks[-1], FieldTable):
        exact(document.add_paragraph(), 1)  # a file ends in a paragraph: this one takes no page
    _join_signatures(document)
    stream = BytesIO()
    document.save(stream)
    return fixed(stream.getvalue())


def _spare(blocks: Sequence[Block], sheet: Sheet) -> float:
    """Return about how many points of a page the blocks leave, less what rules take."""
    pieces = lay_out(blocks, guessed_fonts(), sheet, whole_rows=True)
    used = sum(piece.height + RULE for piece in pieces)
    return max(0.0, sheet.text_height - sheet.pitch - used)


def _add(document: Any, block: Block, sheet: Sheet) -> None:
    match block:
        case Title(text):
            title = _line(document, text, Align.CENTER, face=HEAD, size=TITLE_SIZE)
            exact(title, 40)
            title.paragraph_format.keep_with_next = True
        case Number(text):
            number = _line(document, text, Align.RIGHT, size=NUMBER_SIZE)
            number.paragraph_format.keep_with_next = True
        case Heading(text):
            heading = _line(document, text, Align.LEFT, face=HEAD)
            heading.paragraph_format.keep_with_next = True
        case Paragraph(text, indent, align):
            for part in clean(text).split("\n"):
                _indent(_line(document, part, align), indent)
        case Clauses(items):
            for number, item in enumerate(items, 1):
                for part in clean(f"{number}. {item}").split("\n"):
                    _indent(_line(document, part, Align.JUSTIFY), 2)
        case Fields(items):
            _add_fields(document, items)
        case Signatures():
            _add_signatures(document, block, sheet)
        case Spacer(lines):
            exact(document.add_paragraph(), max(1.0, lines * sheet.pitch))
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case BlankBelow():
            """Only a finished page knows whether anything stays empty."""
        case _:
            raise TypeError(block)


def _line(document: Any, text: str, align: Align, *, face: str = BODY, size: float = 14.0) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN[align]
    # Tabs are the writer's own: what was typed has none left once it is cleaned.
    set_font(paragraph.add_run("\t".join(map(readable, text.split("\t")))), face, size)
    return paragraph


def _indent(paragraph: Any, characters: int) -> None:
    """Indent the first line by characters, as a Chinese Word does."""
    if characters:
        paragraph.paragraph_format.first_line_indent = Pt(characters * 14.0)
        spot = paragraph._element.pPr.find(qn("w:ind"))
        spot.set(qn("w:firstLineChars"), str(characters * 100))


def _add_fields(document: Any, items: Sequence[str]) -> None:
    """Write labelled values side by side where they fit, a paragraph for each line of them."""
    rows: list[list[tuple[int, str]]] = [[]]
    column = 0
    for item in (clean(item).replace("\n", " ") for item in items):
        wide = int(_characters(item) * BODY_SIZE / _width(document) * _TABS + 0.5) + 1
        if column and column + wide > _TABS:
            rows.append([])
            column = 0
        rows[-1].append((column, item))
        column += wide
    for number, row in enumerate(rows):
        paragraph = _line(document, "\t".join(item for _, item in row), Align.LEFT)
        form = paragraph.paragraph_format
        form.space_before = Pt(0 if number else 5)
        form.keep_together, form.keep_with_next = True, number < len(rows) - 1
        for column, _ in row[1:]:
            form.tab_stops.add_tab_stop(Pt(_width(document) * column / _TABS))


def _characters(text: str) -> float:
    """Return about how many full-width characters a text is wide."""
    return sum(0.55 if ord(char) < 0x2E80 else 1.0 for char in text)


def _add_signatures(document: Any, block: Signatures, sheet: Sheet) -> None:
    """Write the block as paragraphs that stay together, each signer before a line for the pen."""
    added = [_line(document, "", Align.LEFT)]
    exact(added[0], sheet.pitch / 2)
    for group in block.groups:
        added.extend(_sign_group(document, group))
    if block.seal:
        added += [
            _line(document, text, Align.RIGHT) for text in (block.seal, "（人民调解委员会印章）")
        ]
    added.append(_line(document, block.date_line, Align.RIGHT))
    for paragraph in added[:-1]:
        paragraph.paragraph_format.keep_with_next = True


def _sign_group(document: Any, group: SignGroup) -> Iterator[Any]:
    labels = [label_of(signer) for signer in group.signers]
    if len(labels) == 1:
        yield _signing_line(document, [f"{group.heading}{labels[0]}"])
        return
    yield _line(document, group.heading, Align.LEFT)
    waiting: list[str] = []
    for label in labels:
        if len(label) > _SHORT:
            yield _signing_line(document, [label])
            continue
        waiting.append(label)
        if len(waiting) == 2:
            yield _signing_line(document, waiting)
            waiting = []
    if waiting:
        yield _signing_line(document, waiting)


def _signing_line(document: Any, labels: Sequence[str]) -> Any:
    """Write labels side by side, each with a line up to its part of the width."""
    paragraph = _line(document, "　".join(f"{label}\t" for label in labels), Align.LEFT)
    exact(paragraph, ROW)
    for number in range(1, len(labels) + 1):
        end = _width(document) * number / len(labels)
        last = number == len(labels)
        align = WD_TAB_ALIGNMENT.RIGHT if last else WD_TAB_ALIGNMENT.LEFT
        paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(end), align, WD_TAB_LEADER.LINES)
    return paragraph


def _join_signatures(document: Any) -> None:
    """Tie the last lines of text to a signature block: it never stands alone on a page."""
    body = list(document.paragraphs)
    for before, after in pairwise(body):
        if after.paragraph_format.keep_with_next and not after.text:
            before.paragraph_format.keep_with_next = True


def _width(document: Any) -> float:
    """Return how wide the text is, in points."""
    section = document.sections[0]
    return float((section.page_width - section.left_margin - section.right_margin) / Pt(1))
