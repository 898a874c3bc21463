"""The papers of a review: the result sheet of one dossier, and the ranking of all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mediation_desk.documents import pdf
from mediation_desk.documents.blocks import (
    Align,
    Block,
    Cell,
    FieldTable,
    Paragraph,
    Row,
    Title,
)

RESULT = "人民调解卷宗评查结果表"
RANKING = "人民调解卷宗评查排名表"
PEN = "　" * 6
DAY = "年　　月　　日　"


@dataclass(frozen=True, slots=True)
class MarkLine:
    """One item: what it can have, what each reviewer gave, and their reasons."""

    label: str
    points: int
    given: tuple[int, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """The result of one dossier; `facts` are labelled values, `remarks` the reviewers' words."""

    round_title: str
    sheet: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[MarkLine, ...]
    totals: tuple[int, ...]
    verdict: str
    remarks: tuple[str, ...]
    reviewers: tuple[str, ...]
    demo: bool = False


@dataclass(frozen=True, slots=True)
class RankLine:
    """One dossier in the ranking."""

    place: str
    number: str
    title: str
    lead: str
    total: str
    grade: str


@dataclass(frozen=True, slots=True)
class RankingFacts:
    """The ranking of a review; `how` says how the dossiers were drawn, to be repeated."""

    round_title: str
    office: str
    how: str
    lines: tuple[RankLine, ...]
    demo: bool = False


def result_sheet(facts: ResultFacts, *, resources: Path) -> bytes:
    """Return the result sheet as PDF. Raises UnprintableText."""
    meta = pdf.Meta(RESULT, demo=facts.demo)
    return pdf.render(result_blocks(facts), meta, fonts_folder=resources / "fonts")


def ranking(facts: RankingFacts, *, resources: Path) -> bytes:
    """Return the ranking as PDF. Raises UnprintableText."""
    meta = pdf.Meta(RANKING, demo=facts.demo)
    return pdf.render(ranking_blocks(facts), meta, fonts_folder=resources / "fonts")


def result_blocks(facts: ResultFacts) -> list[Block]:
    """Return the result sheet as blocks: the case, item by item, what it comes to, who signed."""
    return [
        Title(RESULT),
        Paragraph(f"{facts.round_title}　　{facts.sheet}", 0, Align.CENTER),
        FieldTable((*_pairs(facts.facts), *_marked(facts), *_ended(facts))),
    ]


def ranking_blocks(facts: RankingFacts) -> list[Block]:
    """Return the ranking as blocks, the best first."""
    return [
        Title(RANKING),
        Paragraph(f"{facts.office}　　{facts.round_title}", 0, Align.CENTER),
        Paragraph(facts.how),
        FieldTable(tuple(_ranked(facts.lines))),
    ]


def _pairs(facts: Sequence[tuple[str, str]]) -> Iterator[Row]:
    for at in range(0, len(facts), 2):
        cells: list[Cell] = []
        for label, value in facts[at : at + 2]:
            cells += [Cell(label, 4, label=True), Cell(value, 8)]
        if len(cells) == 2:
            cells[1] = Cell(cells[1].text, 20)
        yield Row(tuple(cells))


def _marked(facts: ResultFacts) -> Iterator[Row]:
    names = facts.reviewers
    yield Row(
        (
            Cell("评查项目", 8, label=True),
            Cell("满分", 2, label=True),
            *(Cell(name, 3, label=True) for name in names),
            Cell("扣分的理由", 14 - 3 * len(names), label=True),
        )
    )
    for line in facts.lines:
        yield Row(
            (
                Cell(line.label, 8),
                Cell(str(line.points), 2, align=Align.CENTER),
                *(Cell(str(given), 3, align=Align.CENTER) for given in line.given),
                Cell("\n".join(note for note in line.notes if note), 14 - 3 * len(names)),
            )
        )
    yield Row(
        (
            Cell("折合 100 分", 8, label=True),
            Cell("100", 2, align=Align.CENTER),
            *(Cell(str(total), 3, align=Align.CENTER) for total in facts.totals),
            Cell("", 14 - 3 * len(names)),
        )
    )


def _ended(facts: ResultFacts) -> Iterator[Row]:
    yield Row((Cell("结果", 4, label=True), Cell(facts.verdict, 20)))
    remarks = "\n".join(remark for remark in facts.remarks if remark)
    yield Row((Cell("评查意见", 4, label=True), Cell(remarks, 20)), lines=2)
    span = 20 // len(facts.reviewers)
    signed = (Cell(f"{name}：{PEN}\n{DAY}", span, align=Align.RIGHT) for name in facts.reviewers)
    yield Row((Cell("评查人签名", 4, label=True), *signed), tail=True)


def _ranked(lines: Sequence[RankLine]) -> Iterator[Row]:
    heads = (("名次", 2), ("卷号", 6), ("卷名", 7), ("调解员", 3), ("得分", 2), ("等次", 4))
    yield Row(tuple(Cell(label, span, label=True) for label, span in heads))
    for line in lines:
        yield Row(
            (
                Cell(line.place, 2, align=Align.CENTER),
                Cell(line.number, 6),
                Cell(line.title, 7),
                Cell(line.lead, 3),
                Cell(line.total, 2, align=Align.CENTER),
                Cell(line.grade, 4, align=Align.CENTER),
            )
        )
