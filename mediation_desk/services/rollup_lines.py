"""What stands behind a figure of the sum: the cases of every place, twins apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from mediation_desk.domain.codes import Form
from mediation_desk.services.reference import Reference
from mediation_desk.services.report_cells import cases_in
from mediation_desk.services.rollup_rows import Part, ReportedCase, Rollup, Twins
from mediation_desk.services.rollup_sums import BY_PLACE, TWINS, unit_in
from mediation_desk.services.rollup_twins import repeated, suspected
from mediation_desk.services.statistics_rows import UnitRow
from mediation_desk.services.statistics_shares import Numbers, numbers_by_row, numbers_of
from mediation_desk.storage.tables.rollup import reported_twin


def lines_behind(
    reference: Reference, rollup: Rollup, column: str, row: UnitRow
) -> tuple[ReportedCase, ...]:
    """Return the cases behind a figure of the sum, by place and number."""
    table = rollup.table
    if table is None:
        return ()
    wanted = next(one.counts or one.key for one in table.leaves if one.key == column)
    out = repeated(rollup.parts, [one.dropped for one in rollup.twins if one.dropped])
    found = []
    for part, there in _rows_of(rollup, row):
        if all(leaf.key != column for leaf in part.table.leaves):
            continue
        for case_id in cases_in(part.table, part.shares, column, there):
            dropped = (part.place.id, case_id) in out
            if dropped if row.row == TWINS else not (dropped and row == table.total):
                found.append(told(reference, part, case_id, wanted))
    return tuple(found)


def _rows_of(rollup: Rollup, row: UnitRow) -> Iterator[tuple[Part, UnitRow]]:
    """Yield every part a row of the sum draws on, and the row there."""
    table = rollup.table
    for part in rollup.parts:
        if (
            row.row == TWINS
            or row == (table and table.total)
            or (row.unit == unit_in(part.place.id) and not row.row)
        ):
            yield part, part.table.total
        else:
            by_key = row.unit == ""
            for there in part.table.rows:
                if there.row == row.row and (
                    by_key or unit_in(part.place.id, there.unit) == row.unit
                ):
                    yield part, there


def told(reference: Reference, part: Part, case_id: str, column: str = "") -> ReportedCase:
    """Return a case as its office told of it."""
    share, facts = part.shares[case_id], part.facts.get(case_id, {})
    ended = facts.get("effect_on") or facts.get("terminated_on")
    added = share.columns().get(column, 0) if column else 0
    return ReportedCase(
        id=case_id,
        place=part.place.name,
        number=share.number,
        type_label=_label(reference, "types", facts.get("type")),
        source_label=_label(reference, "sources", facts.get("source")),
        accepted_on=_day(facts.get("accepted_on")),
        ended_on=_day(ended),
        outcome=_outcome(facts),
        added=added,
    )


def _label(reference: Reference, name: str, code: Any) -> str:
    return reference.label(name, code) if code else ""


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def _outcome(facts: Mapping[str, Any]) -> str:
    if facts.get("effect_on"):
        return f"达成{Form(facts['agreed_form']).label}" if facts["agreed_form"] else "达成协议"
    if facts.get("terminated_on"):
        return "未达成"
    return "办理中" if facts else ""


def twins_of(
    connection: Connection, reference: Reference, parts: Sequence[Part]
) -> tuple[Twins, ...]:
    """Return the pairs that may be one case, each with what was decided about it."""
    decided = {(row.one, row.other): row.kept for row in connection.execute(select(reported_twin))}
    where = {case_id: part for part in reversed(parts) for case_id in part.shares}
    pairs = (
        Twins(
            told(reference, where[one], one),
            told(reference, where[other], other),
            why,
            decided.get((one, other)),
        )
        for (one, other), why in suspected(parts).items()
    )
    return tuple(sorted(pairs, key=lambda pair: (pair.kept is not None, pair.one.number)))


def numbers_behind(rollup: Rollup) -> Numbers:
    """Return the case numbers behind each figure of the sum, by its row."""
    table = rollup.table
    found: dict[int, Mapping[str, tuple[str, ...]]] = {}
    if table is None:
        return found
    everything: dict[str, set[str]] = {}
    by_unit: dict[tuple[str, str], dict[str, set[str]]] = {}
    for part in rollup.parts:
        own = numbers_by_row(part.table, part.shares)
        for at, row in enumerate(part.table.rows):
            unit = unit_in(part.place.id, row.unit) if table.corner == BY_PLACE else ""
            _put(by_unit.setdefault((unit, row.row), {}), own[at])
        _put(by_unit.setdefault((unit_in(part.place.id), ""), {}), numbers_of(part.shares))
        _put(everything, numbers_of(part.shares))
    for at, row in enumerate(table.rows):
        there = by_unit.get((row.unit, row.row), {})
        found[at] = {column: tuple(sorted(numbers)) for column, numbers in there.items()}
    last = {column: tuple(sorted(numbers)) for column, numbers in everything.items()}
    return {**found, len(table.rows): last}


def _put(into: dict[str, set[str]], numbers: Mapping[str, Iterable[str]]) -> None:
    for column, listed in numbers.items():
        into.setdefault(column, set()).update(listed)
