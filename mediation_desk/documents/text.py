"""Blocks to plain text: previews, searches, tests."""

from collections.abc import Iterator, Sequence

from mediation_desk.documents.blocks import (
    BlankBelow,
    Block,
    Clauses,
    Fields,
    FieldTable,
    PageBreak,
    Signatures,
    Spacer,
)
from mediation_desk.documents.signing import label_of


def texts(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield every text of a paper, in reading order."""
    for block in blocks:
        yield from _texts_of(block)


def render(blocks: Sequence[Block]) -> str:
    """Return the paper as plain text, one line per paragraph, form row or signer."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Spacer | PageBreak):
            lines.append("")
        elif isinstance(block, Fields):
            lines.append("　".join(block.items))
        elif isinstance(block, FieldTable):
            lines += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        elif not isinstance(block, BlankBelow):
            lines.extend(_texts_of(block))
    return "\n".join(lines) + "\n"


def _texts_of(block: Block) -> Iterator[str]:
    if isinstance(block, Clauses):
        yield from (f"{number}. {item}" for number, item in enumerate(block.items, 1))
    elif isinstance(block, Fields):
        yield from block.items
    elif isinstance(block, FieldTable):
        yield from (cell.text for row in block.rows for cell in row.cells)
    elif isinstance(block, Signatures):
        for group in block.groups:
            yield group.heading
            yield from (label_of(signer) for signer in group.signers)
        yield from (block.seal, block.date_line)
    elif not isinstance(block, Spacer | PageBreak):
        yield block.text
