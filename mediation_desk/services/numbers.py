"""Case numbers: a counter per committee, year and series; never reused, gaps listed."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from mediation_desk.domain.numbering import DEFAULT_PATTERN, NumberPattern, gaps
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.office import case_number, committee


@dataclass(frozen=True, slots=True)
class NumberGap:
    """Sequence numbers of a year that no case has, or one that was voided with a reason."""

    year: int
    series: str
    first: int
    last: int
    void_reason: str

    @property
    def label(self) -> str:
        """The number, or first—last of a run."""
        return (
            f"{self.first:03d}" if self.first == self.last else f"{self.first:03d}—{self.last:03d}"
        )


class NumberService:
    """Looks into the counters."""

    def __init__(self, context: Context) -> None:
        """Look into the counters of `context`."""
        self._context = context

    @needs(Permission.READ_CASES)
    def gaps(self, committee_id: str, year: int) -> tuple[NumberGap, ...]:
        """Return the numbers of a year that nobody has, voided ones with their reason."""
        return list_gaps(self._context, committee_id, year)


@dataclass(frozen=True, slots=True)
class NumberWish:
    """Whose number is wanted; `sequence` only for an old paper that has one."""

    case_id: str
    committee_id: str
    year: int
    series: str = ""
    sequence: int | None = None


_IN_BIN = "案件在回收站里"


@dataclass(frozen=True, slots=True)
class _Number:
    """A number found for a case; `standing` when the case has it already."""

    sequence: int
    text: str
    standing: bool


def preview_number(connection: Connection, wish: NumberWish) -> str:
    """Return the number the case would be given now. Raises InvalidInput as `give_number` does."""
    return _find(connection, wish).text


def give_number(writer: Writer, context: Context, wish: NumberWish) -> str:
    """Give the case its number: the next one, or an old paper's own `sequence`.

    A case that has a number of the same committee, year and series keeps it; one that changes over
    leaves its old number void. Raises InvalidInput when the wanted sequence was given before.
    """
    found = _find(writer.connection, wish)
    if found.standing:
        return found.text
    void_numbers(writer, wish.case_id, f"改用{found.text}")
    row = {
        "committee_id": wish.committee_id,
        "year": wish.year,
        "series": wish.series,
        "sequence": found.sequence,
        "number": found.text,
        "case_id": wish.case_id,
        "void_reason": "",
        "given_at": context.clock.now(),
    }
    writer.insert(case_number, row)
    return found.text


def _find(connection: Connection, wish: NumberWish) -> _Number:
    counter = (
        case_number.c.committee_id == wish.committee_id,
        case_number.c.year == wish.year,
        case_number.c.series == wish.series,
    )
    sequence = wish.sequence
    if sequence is not None and sequence < 1:
        raise InvalidInput({"sequence": "序号从 1 开始，请核对。"})
    run = connection.execute
    standing = run(
        select(case_number.c.number, case_number.c.sequence).where(
            *counter, case_number.c.case_id == wish.case_id, case_number.c.void_reason == ""
        )
    ).one_or_none()
    if standing and sequence in (None, standing.sequence):
        return _Number(standing.sequence, str(standing.number), standing=True)
    if sequence is None:
        last = run(select(func.max(case_number.c.sequence)).where(*counter)).scalar_one()
        sequence = (last or 0) + 1
    elif run(select(case_number.c.id).where(*counter, case_number.c.sequence == sequence)).first():
        raise InvalidInput({"sequence": f"{wish.year}年第{sequence}号已经用过，编号不能重复使用。"})
    facts = run(select(committee).where(committee.c.id == wish.committee_id)).mappings().one()
    pattern = NumberPattern.parse(facts["number_pattern"] or DEFAULT_PATTERN)
    number = pattern.render(
        year=wish.year, short_name=facts["short_name"], series=wish.series, sequence=sequence
    )
    return _Number(sequence, number, standing=False)


def void_numbers(writer: Writer, case_id: str, reason: str) -> None:
    """Make the numbers of a case void, with the reason; they are never given again."""
    query = select(case_number.c.id).where(
        case_number.c.case_id == case_id, case_number.c.void_reason == ""
    )
    for number_id in writer.connection.execute(query).scalars().all():
        writer.update(case_number, number_id, {"void_reason": reason})


def free_numbers(writer: Writer, case_id: str, reason: str) -> None:
    """Make the numbers of a case void and let go of the case, which is about to leave the store."""
    void_numbers(writer, case_id, reason)
    query = select(case_number.c.id).where(case_number.c.case_id == case_id)
    for number_id in writer.connection.execute(query).scalars().all():
        writer.update(case_number, number_id, {"case_id": None})


def list_gaps(context: Context, committee_id: str, year: int) -> tuple[NumberGap, ...]:
    """Return the numbers of a year that nobody has, voided ones with their reason."""
    query = (
        select(case_number, dispute.c.deleted_on)
        .outerjoin(dispute, dispute.c.id == case_number.c.case_id)
        .where(case_number.c.committee_id == committee_id, case_number.c.year == year)
    )
    with context.db.read() as connection:
        rows = connection.execute(query).all()
    found = []
    for series in sorted({row.series for row in rows}):
        here = [row for row in rows if row.series == series]
        found += [
            NumberGap(year, series, gap.first, gap.last, "")
            for gap in gaps([row.sequence for row in here])
        ]
        found += [
            NumberGap(year, series, row.sequence, row.sequence, row.void_reason or _IN_BIN)
            for row in here
            if row.void_reason or row.deleted_on
        ]
    return tuple(sorted(found, key=lambda gap: (gap.series, gap.first)))
