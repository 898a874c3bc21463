"""What stands in the rows of a table: units, mediators, the codes of a list, months.

A code or mediator that nobody knows any more has a row of its own, 未分类, so that no case of the
total is missing from the rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from mediation_desk.domain.codes import Form
from mediation_desk.domain.periods import Period
from mediation_desk.domain.statistics import Rows
from mediation_desk.services.reference import Reference
from mediation_desk.services.statistics_sql import ALL_KEYS, Keys
from mediation_desk.services.statistics_units import TOWNSHIP, CommitteeUnit
from mediation_desk.storage.tables.office import mediator

UNLISTED = "?"
"""The row of everything no other row stands for."""

NOBODY = "-"
"""The row of cases without a mediator, or without an agreement."""

Key = tuple[str, str, bool]
"""A row's key, its words, and whether it is there even without figures."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row before it is counted: whose cases, and which keys among them."""

    unit: str
    row: str
    label: str
    level: int
    members: tuple[CommitteeUnit, ...]
    keys: Keys
    lasting: bool
    month: Period | None = None


def unit_lines(committees: Sequence[CommitteeUnit]) -> tuple[Line, ...]:
    """Return the rows of units: townships with their committees below them, then the rest."""
    lines: list[Line] = []
    standing = ""
    for one in committees:
        if one.township and one.township != standing and len(committees) > 1:
            members = tuple(other for other in committees if other.township == one.township)
            lines.append(_of_units(TOWNSHIP + one.township, one.township_label, 1, members))
        standing = one.township
        lines.append(_of_units(one.id, one.name, 2 if one.township else 1, (one,)))
    return tuple(lines)


def _of_units(unit: str, label: str, level: int, members: tuple[CommitteeUnit, ...]) -> Line:
    lasting = any(one.active for one in members)
    return Line(unit, "", label, level, members, ALL_KEYS, lasting)


def key_lines(
    unit: str, committees: tuple[CommitteeUnit, ...], keys: Iterable[Key]
) -> tuple[Line, ...]:
    """Return a row for each key, and one for all others."""
    found = tuple(keys)
    known = Keys(frozenset(key for key, _, _ in found), but=True)
    return (
        *(
            Line(unit, key or NOBODY, label, 1, committees, Keys(frozenset({key})), lasting)
            for key, label, lasting in found
        ),
        Line(unit, UNLISTED, "未分类", 1, committees, known, lasting=False),
    )


def month_lines(
    unit: str, committees: tuple[CommitteeUnit, ...], months: Sequence[Period]
) -> tuple[Line, ...]:
    """Return a row for each month."""
    return tuple(
        Line(
            unit=unit,
            row=key_of(one),
            label=one.name,
            level=1,
            members=committees,
            keys=Keys(frozenset({key_of(one)})),
            lasting=True,
            month=one,
        )
        for one in months
    )


def key_of(month: Period) -> str:
    """Return the row key of a month: its first day."""
    return month.start.isoformat()


def listed_keys(reference: Reference, rows: Rows) -> tuple[Key, ...]:
    """Return the keys of the rows that are the codes of a list; a retired one only with figures."""
    if rows is Rows.TYPES:
        return tuple((one.code, one.label, True) for one in reference.types.level1())
    if rows is Rows.FORMS:
        forms = tuple((form.value, form.label, True) for form in (Form.WRITTEN, Form.ORAL))
        return (*forms, ("", "没有协议", False))
    name = {Rows.SOURCES: "sources", Rows.DIFFICULTY: "difficulty"}[rows]
    active = {one.code for one in reference.items(name)}
    return tuple((one.code, one.label, one.code in active) for one in reference.all_items(name))


def mediator_lines(
    connection: Connection, unit: str, committees: tuple[CommitteeUnit, ...]
) -> tuple[Line, ...]:
    """Return the mediators under their committees; those of others, and nobody, at the end."""
    query = select(
        mediator.c.id, mediator.c.committee_id, mediator.c.name, mediator.c.active
    ).order_by(mediator.c.name, mediator.c.id)
    rows = connection.execute(query).all()
    known = frozenset({"", *(row.id for row in rows)})
    lines: list[Line] = []
    here = {one.id for one in committees}
    for one in committees:
        own = [row for row in rows if row.committee_id == one.id]
        if len(committees) > 1 and own:
            keys = Keys(frozenset(row.id for row in own))
            lasting = any(row.active for row in own)
            lines.append(Line(unit, f"of:{one.id}", one.name, 1, committees, keys, lasting))
        for row in own:
            keys = Keys(frozenset({row.id}))
            lines.append(Line(unit, row.id, row.name, 2, committees, keys, bool(row.active)))
    for row in rows:
        if row.committee_id not in here:
            label, keys = f"{row.name}（其他单位）", Keys(frozenset({row.id}))
            lines.append(Line(unit, row.id, label, 1, committees, keys, lasting=False))
    nobody = Keys(frozenset({""}))
    return (
        *lines,
        Line(unit, NOBODY, "未指派", 1, committees, nobody, lasting=False),
        Line(unit, UNLISTED, "未分类", 1, committees, Keys(known, but=True), lasting=False),
    )
