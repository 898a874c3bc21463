"""The year's comparison of reviewed dossiers (年度评比), over all draws of the year.

A draw belongs to the year in which the last of its cases may have been closed. A case that was
drawn more than once stands there once, by the latest draw that came to points.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.review.panel import ranks
from mediation_desk.domain.review.yearly import Standing, points, standings
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import RuleViolation
from mediation_desk.services.context import Context
from mediation_desk.services.paper_facts import sheet_of
from mediation_desk.services.permissions import needs
from mediation_desk.services.review_reading import read_dossiers
from mediation_desk.services.review_rows import DossierRow
from mediation_desk.services.views import note_export
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.office import committee, mediator, office
from mediation_desk.storage.tables.reviews import review_round

if TYPE_CHECKING:
    from mediation_desk.documents.lists import ListTable

TITLE = "人民调解卷宗年度评比"
TIES = "得分相同的名次相同，下一名顺延；平均分保留一位小数。"


@dataclass(frozen=True, slots=True)
class YearDossier:
    """A dossier with its place among all of the year."""

    id: str
    rank: int
    number: str
    title: str
    committee_name: str
    lead_name: str
    total: int
    grade: str
    round_title: str


@dataclass(frozen=True, slots=True)
class Group:
    """A committee, or a mediator with theirs, and its standing."""

    name: str
    committee_name: str
    standing: Standing

    @property
    def id(self) -> str:
        """The committee's or mediator's id."""
        return self.standing.id


@dataclass(frozen=True, slots=True)
class YearRanking:
    """A year's comparison; `waiting` dossiers have no points yet and no place."""

    year: int
    rounds: int
    dossiers: tuple[YearDossier, ...]
    committees: tuple[Group, ...]
    mediators: tuple[Group, ...]
    waiting: int
    notes: tuple[str, ...]


class ReviewYearService:
    """Ranks the dossiers of a year, the committees and the mediators."""

    def __init__(self, context: Context, resources: Path) -> None:
        """Use the fonts of `resources`."""
        self._context = context
        self._resources = resources

    @needs(Permission.REVIEW)
    def years(self) -> tuple[int, ...]:
        """Return the years there were draws for, the latest first."""
        with self._context.db.read() as connection:
            days = connection.execute(select(review_round.c.to_on)).scalars().all()
        return tuple(sorted({day.year for day in days}, reverse=True))

    @needs(Permission.REVIEW)
    def ranking(self, year: int) -> YearRanking:
        """Return the comparison of a year as it stands now."""
        with self._context.db.read() as connection:
            return _ranking(connection, self._context, year)

    @needs(Permission.REVIEW)
    def pdf(self, year: int, *, purpose: str = "") -> bytes:
        """Return the comparison as PDF. Raises RuleViolation before anything came to points."""
        from mediation_desk.documents import pdf
        from mediation_desk.documents.blocks import Block, PageBreak, Paragraph
        from mediation_desk.documents.lists import headed

        tables, demo = self._tables(year)
        blocks: list[Block] = []
        for table in tables:
            blocks += [PageBreak()] if blocks else []
            blocks += headed(table)
            blocks += [Paragraph(note, indent=0) for note in table.notes]
        meta = pdf.Meta(title=TITLE, demo=demo, sheet=sheet_of(self._context))
        made = pdf.render(blocks, meta, fonts_folder=self._resources / "fonts")
        note_export(self._context, f"{TITLE} {year}", purpose)
        return made

    @needs(Permission.REVIEW)
    def workbook(self, year: int, *, purpose: str = "") -> bytes:
        """Return the comparison as .xlsx, three sheets. Raises as `pdf`."""
        from mediation_desk.documents.list_workbook import list_workbook

        tables, demo = self._tables(year)
        named = list(zip(("按卷宗", "按调委会", "按调解员"), tables, strict=True))
        made = list_workbook(named, made_on=self._context.today(), demo=demo)
        note_export(self._context, f"{TITLE} {year}", purpose)
        return made

    def _tables(self, year: int) -> "tuple[tuple[ListTable, ...], bool]":
        with self._context.db.read() as connection:
            found = _ranking(connection, self._context, year)
            unit = connection.execute(select(office)).one()
        if not found.dossiers:
            raise RuleViolation("这一年还没有评出分数的卷宗，没有导出。")
        subtitle = (
            f"{unit.name}　　{year}年度　　{found.rounds} 次抽查，已定分 {len(found.dossiers)} 件"
        )
        made = (_dossiers(found), _groups(found, "按调委会"), _groups(found, "按调解员"))
        return tuple(_table(part, subtitle, found.notes) for part in made), bool(unit.demo)


def _ranking(connection: Connection, context: Context, year: int) -> YearRanking:
    query = select(review_round).order_by(review_round.c.id)
    rounds = [
        head for head in connection.execute(query).mappings().all() if head["to_on"].year == year
    ]
    latest: dict[str, tuple[DossierRow, str]] = {}
    drawn: set[str] = set()
    for head in rounds:
        for row in read_dossiers(connection, context, head):
            drawn.add(row.case_id)
            if row.total is not None:
                latest[row.case_id] = (row, head["title"])
    about = _about(connection, list(latest))
    scored = {key: row.total or 0 for key, (row, _) in latest.items()}
    units = [(about[key]["committee_id"], total) for key, total in scored.items()]
    people = [(about[key]["lead_id"] or "", total) for key, total in scored.items()]
    names = {one["committee_id"]: (one["committee_name"], "") for one in about.values()}
    leads = {one["lead_id"]: (one["lead_name"], one["committee_name"]) for one in about.values()}
    return YearRanking(
        year=year,
        rounds=len(rounds),
        dossiers=_placed(latest, about),
        committees=tuple(Group(*names[one.id], one) for one in standings(units)),
        mediators=tuple(
            Group(*leads[one.id], one)
            for one in standings((who, total) for who, total in people if who)
        ),
        waiting=len(drawn - set(latest)),
        notes=_notes(rounds, len(drawn - set(latest))),
    )


def _about(connection: Connection, case_ids: list[str]) -> dict[str, RowMapping]:
    """Return the committee and the lead mediator of each case."""
    query = (
        select(
            dispute.c.id,
            dispute.c.committee_id,
            dispute.c.lead_id,
            committee.c.name.label("committee_name"),
            mediator.c.name.label("lead_name"),
        )
        .join(committee, committee.c.id == dispute.c.committee_id)
        .outerjoin(mediator, mediator.c.id == dispute.c.lead_id)
        .where(dispute.c.id.in_(case_ids))
    )
    return {row["id"]: row for row in connection.execute(query).mappings()}


def _placed(
    latest: dict[str, tuple[DossierRow, str]], about: dict[str, RowMapping]
) -> tuple[YearDossier, ...]:
    rows = list(latest.values())
    places = ranks([row.total for row, _ in rows])
    made = [
        YearDossier(
            id=row.case_id,
            rank=place or 0,
            number=row.number,
            title=row.title,
            committee_name=about[row.case_id]["committee_name"],
            lead_name=row.lead_name,
            total=row.total or 0,
            grade=row.grade,
            round_title=title,
        )
        for (row, title), place in zip(rows, places, strict=True)
    ]
    return tuple(sorted(made, key=lambda one: (one.rank, one.number, one.id)))


def _notes(rounds: list[RowMapping], waiting: int) -> tuple[str, ...]:
    notes = [TIES]
    if waiting:
        notes.append(f"另有 {waiting} 件抽到了还没有定分，不参加排名。")
    if len({repr(head["sheet"]) for head in rounds}) > 1:
        notes.append("各次抽查用的评分表不全相同，比较时请留意。")
    return tuple(notes)


Part = tuple[str, tuple[tuple[str, int, int], ...], tuple[tuple[str | int, ...], ...]]
"""A title, the columns (heading, width on paper, width in a workbook) and the rows."""


def _dossiers(found: YearRanking) -> Part:
    columns = (
        ("名次", 2, 7),
        ("卷号", 7, 30),
        ("卷名", 0, 36),
        ("调委会", 7, 32),
        ("主办调解员", 3, 12),
        ("得分", 2, 8),
        ("等次", 3, 10),
        ("评查", 0, 24),
    )
    rows = tuple(
        (
            one.rank,
            one.number,
            one.title,
            one.committee_name,
            one.lead_name,
            one.total,
            one.grade,
            one.round_title,
        )
        for one in found.dossiers
    )
    return f"{TITLE}（按卷宗）", columns, rows


def _groups(found: YearRanking, how: str) -> Part:
    whole = how == "按调委会"
    first = (("调委会", 12, 36),) if whole else (("调解员", 4, 12), ("调委会", 8, 36))
    numbers = (("件数", 2, 8), ("平均分", 3, 10), ("最高", 2, 8), ("最低", 3, 8))
    rows = tuple(
        (
            one.standing.rank,
            *((one.name,) if whole else (one.name, one.committee_name)),
            one.standing.count,
            points(one.standing.mean),
            one.standing.best,
            one.standing.worst,
        )
        for one in (found.committees if whole else found.mediators)
    )
    return f"{TITLE}（{how}）", (("名次", 2, 7), *first, *numbers), rows


def _table(part: Part, subtitle: str, notes: tuple[str, ...]) -> "ListTable":
    from mediation_desk.documents.lists import ListColumn, ListTable

    title, columns, rows = part
    return ListTable(
        title=title,
        subtitle=subtitle,
        columns=tuple(ListColumn(word, span, wide) for word, span, wide in columns),
        rows=rows,
        notes=notes,
    )
