"""One statement for a whole table: an arm per date, each on its own covering index.

A table counted by acceptance has one arm. Counted by each event's own date it has an arm for every
kind of event, and one for cases that are still open; an indicator may draw on several of them (the
stocks do). Every arm goes committee by committee, so that one index range per committee is read in
order and nothing is sorted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    case,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)

from mediation_desk.domain.codes import Form
from mediation_desk.domain.periods import Period
from mediation_desk.domain.statistics import Basis, Filter, Indicator, Measure, Moment
from mediation_desk.services.reference import Reference
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.office import committee

_D = dispute.c
_COLUMNS: dict[str, ColumnElement[Any]] = {
    "type_group": _D.type_group,
    "source": _D.source,
    "difficulty": _D.difficulty,
    "agreed_form": _D.agreed_form,
    "party_count": _D.party_count,
}
_LISTS = {"source": "sources", "difficulty": "difficulty", "kind": "committee_kinds"}
_MEASURES: dict[Measure, ColumnElement[Any] | None] = {
    Measure.CASES: None,
    Measure.PARTIES: _D.party_count,
    Measure.FEN: _D.agreed_fen,
}


class Arm(IntEnum):
    """A part of the statement that reads one index over one range of days."""

    ACCEPTED = 0
    EFFECTIVE = 1
    FAILED = 2
    PERFORMED = 3
    CONFIRMED = 4
    OPEN = 5


@dataclass(frozen=True, slots=True)
class Part:
    """What one indicator adds up in one arm; `kinds` limits it to committees of these kinds.

    Parts with the same `key` are the same figure in SQL.
    """

    key: tuple[Any, ...]
    arm: Arm
    measure: Measure
    where: tuple[ColumnElement[bool], ...]
    kinds: frozenset[str] | None


@dataclass(frozen=True)
class Counting:
    """How cases are counted: period, basis, whether oral agreements count."""

    period: Period
    basis: Basis
    count_oral: bool
    reference: Reference = field(repr=False)

    def parts(self, indicator: Indicator) -> tuple[Part, ...]:
        """Return where an indicator's figure comes from."""
        where: list[ColumnElement[bool]] = []
        kinds: frozenset[str] | None = None
        plain = tuple(one for one in indicator.filters if one.column != "kind")
        key = (indicator.moment, indicator.measure, plain)
        for one in indicator.filters:
            if one.column == "kind":
                kinds = self._kinds(one)
            else:
                where.append(self._condition(one))
        return tuple(
            Part((arm, *key), arm, indicator.measure, (*conditions, *where), kinds)
            for arm, conditions in self._moment(indicator.moment)
        )

    def range_of(self, arm: Arm) -> tuple[ColumnElement[bool], ...]:
        """Return which cases an arm reads."""
        start, end = self.period.start, self.period.end
        ranges: dict[Arm, tuple[ColumnElement[bool], ...]] = {
            Arm.ACCEPTED: (_D.accepted_on >= start, _D.accepted_on <= end),
            Arm.EFFECTIVE: (_D.effect_on >= start,),
            Arm.FAILED: (_D.terminated_on >= start, _D.effect_on.is_(None)),
            Arm.PERFORMED: (_D.performed_on >= start, _D.performed_on <= end),
            Arm.CONFIRMED: (_D.confirmed_on >= start, _D.confirmed_on <= end),
            Arm.OPEN: (
                _D.effect_on.is_(None),
                _D.terminated_on.is_(None),
                _D.accepted_on <= end,
            ),
        }
        if self.count_oral:
            return (IN_USE, *ranges[arm])
        return (IN_USE, *ranges[arm], _D.agreed_form != Form.ORAL)

    def _moment(self, moment: Moment) -> list[tuple[Arm, tuple[ColumnElement[bool], ...]]]:
        if moment is Moment.ACCEPTED:
            return [(Arm.ACCEPTED, ())]
        return self._by_event(moment) if self.basis is Basis.DATES else self._by_acceptance(moment)

    def _by_acceptance(self, moment: Moment) -> list[tuple[Arm, tuple[ColumnElement[bool], ...]]]:
        end = self.period.end
        failed = and_(_D.effect_on.is_(None), _D.terminated_on <= end)
        unfinished = or_(_D.terminated_on.is_(None), _D.terminated_on > end)
        conditions: dict[Moment, ColumnElement[bool]] = {
            Moment.EFFECTIVE: _D.effect_on <= end,
            Moment.FAILED: failed,
            Moment.PERFORMED: _D.performed_on <= end,
            Moment.CONFIRMED: _D.confirmed_on <= end,
            Moment.CARRIED: false(),
            Moment.PENDING: or_(_D.effect_on > end, and_(_D.effect_on.is_(None), unfinished)),
        }
        return [(Arm.ACCEPTED, (conditions[moment],))]

    def _by_event(self, moment: Moment) -> list[tuple[Arm, tuple[ColumnElement[bool], ...]]]:
        start, end = self.period.start, self.period.end
        before, until = _D.accepted_on < start, _D.accepted_on <= end
        arms: dict[Moment, list[tuple[Arm, tuple[ColumnElement[bool], ...]]]] = {
            Moment.EFFECTIVE: [(Arm.EFFECTIVE, (_D.effect_on <= end,))],
            Moment.FAILED: [(Arm.FAILED, (_D.terminated_on <= end,))],
            Moment.PERFORMED: [(Arm.PERFORMED, ())],
            Moment.CONFIRMED: [(Arm.CONFIRMED, ())],
            Moment.CARRIED: [(arm, (before,)) for arm in (Arm.EFFECTIVE, Arm.FAILED, Arm.OPEN)],
            Moment.PENDING: [
                (Arm.EFFECTIVE, (_D.effect_on > end, until)),
                (Arm.FAILED, (_D.terminated_on > end, until)),
                (Arm.OPEN, ()),
            ],
        }
        return arms[moment]

    def _condition(self, one: Filter) -> ColumnElement[bool]:
        column = _COLUMNS[one.column]
        if one.op == "at_least":
            return column >= int(one.values[0])
        if one.op == "at_most":
            return column <= int(one.values[0])
        codes = self._codes(one)
        return column.in_(codes) if one.op == "in" else column.not_in(codes)

    def _codes(self, one: Filter) -> tuple[str, ...]:
        if not one.attribute:
            return one.values
        items = self.reference.all_items(_LISTS[one.column])
        return tuple(item.code for item in items if item.extra.get(one.attribute) in one.values)

    def _kinds(self, one: Filter) -> frozenset[str]:
        codes = frozenset(self._codes(one))
        return codes if one.op == "in" else frozenset({NO_KIND}) | codes


NO_KIND = "!"
"""Stands in a part's kinds for "none of the others"."""


def takes(part: Part, kind: str) -> bool:
    """Tell whether a part counts the cases of a committee of this kind."""
    if part.kinds is None:
        return True
    return (kind in part.kinds) != (NO_KIND in part.kinds)


def figures_statement(
    counting: Counting, slots: dict[Arm, list[Part]], committees: Sequence[str] | None
) -> CompoundSelect[Any]:
    """Return the table's statement: (arm, committee id, one figure per slot of that arm).

    Arms with fewer slots are filled up with zeros. `committees` None: all of them.
    """
    width = max(len(parts) for parts in slots.values())
    return union_all(
        *(
            _arm(counting, arm, committees).add_columns(
                *(_figure(part) for part in parts),
                *(literal(0) for _ in range(width - len(parts))),
            )
            for arm, parts in slots.items()
        )
    )


def _arm(counting: Counting, arm: Arm, committees: Sequence[str] | None) -> Select[Any]:
    statement = (
        select(literal(int(arm)), committee.c.id)
        .select_from(committee)
        .join(dispute, _D.committee_id == committee.c.id)
        .where(*counting.range_of(arm))
        .group_by(committee.c.id)
    )
    return statement if committees is None else statement.where(committee.c.id.in_(committees))


def _figure(part: Part) -> ColumnElement[Any]:
    measured = _MEASURES[part.measure]
    figure = func.count() if measured is None else func.sum(measured)
    return figure.filter(*part.where) if part.where else figure


def lines_statement(
    counting: Counting, slots: dict[Arm, list[Part]], committees: Sequence[str] | None
) -> CompoundSelect[Any]:
    """Return every case of a table once per arm: (arm, committee id, number, title, slots).

    A slot holds what the case adds to that figure, NULL where it is not counted.
    """
    width = max(len(parts) for parts in slots.values())
    return union_all(
        *(
            _case_lines(counting, arm, committees).add_columns(
                *(case((and_(true(), *part.where), _added(part))) for part in parts),
                *(null() for _ in range(width - len(parts))),
            )
            for arm, parts in slots.items()
        )
    )


def _case_lines(counting: Counting, arm: Arm, committees: Sequence[str] | None) -> Select[Any]:
    statement = select(literal(int(arm)), _D.committee_id, _D.number, _D.title).where(
        *counting.range_of(arm)
    )
    return statement if committees is None else statement.where(_D.committee_id.in_(committees))


def cases_statement(
    counting: Counting, parts: Sequence[tuple[Part, Sequence[str]]]
) -> CompoundSelect[Any]:
    """Return the cases behind a figure: (id, number, what each adds).

    Each part comes with the committees it is asked for.
    """
    return union_all(
        *(
            select(_D.id, _D.number, _added(part)).where(
                *counting.range_of(part.arm), *part.where, _D.committee_id.in_(committees)
            )
            for part, committees in parts
        )
    )


def _added(part: Part) -> ColumnElement[Any]:
    measured = _MEASURES[part.measure]
    return literal(1).label("added") if measured is None else measured.label("added")
