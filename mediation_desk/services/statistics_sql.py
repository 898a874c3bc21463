"""One statement for a whole table: an arm per date, each on its own covering index.

A table counted by acceptance has one arm. Counted by each event's own date it has an arm for every
kind of event, and one for cases that are still open; an indicator may draw on several of them (the
stocks do). Every arm goes committee by committee, so that one index range per committee is read in
order and nothing is sorted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
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
from mediation_desk.domain.statistics import (
    RECORDS,
    Basis,
    Filter,
    Indicator,
    Measure,
    Moment,
    RowGroup,
    Rows,
)
from mediation_desk.services.reference import Reference
from mediation_desk.services.statistics_sources import Arm, ranges, source_of
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.office import committee

_D = dispute.c
_LISTS = {"source": "sources", "difficulty": "difficulty", "kind": "committee_kinds"}
_BESIDE = {
    Moment.FILED: Arm.FILED,
    Moment.MATURED: Arm.MATURED,
    Moment.SESSION: Arm.SESSION,
    Moment.ASSISTED: Arm.ASSISTED,
    Moment.UNPRICED: Arm.UNPRICED,
    **{moment: Arm[moment.name] for moment in RECORDS},
}
"""What belongs to a case, or is none, and is counted by its own date."""

Conditions = tuple[ColumnElement[bool], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What one indicator adds up in one arm; `kinds` limits it to committees of these kinds.

    Parts with the same `key` are the same figure in SQL.
    """

    key: tuple[Any, ...]
    arm: Arm
    measure: Measure
    where: Conditions
    kinds: frozenset[str] | None


@dataclass(frozen=True)
class Counting:
    """How cases are counted: period, basis, whether oral agreements count; what the rows are."""

    period: Period
    basis: Basis
    count_oral: bool
    reference: Reference = field(repr=False)
    rows: Rows = Rows.UNITS
    row_map: tuple[RowGroup, ...] = ()

    def parts(self, indicator: Indicator) -> tuple[Part, ...]:
        """Return where an indicator's figure comes from."""
        if indicator.of:
            return tuple(part for one in indicator.of for part in self.parts(one))
        kinds: frozenset[str] | None = None
        plain = tuple(one for one in indicator.filters if one.column != "kind")
        key = (indicator.moment, indicator.measure, plain)
        for one in indicator.filters:
            if one.column == "kind":
                kinds = self._kinds(one)
        return tuple(
            Part(
                (arm, *key),
                arm,
                indicator.measure,
                (*conditions, *(self._condition(arm, one) for one in plain)),
                kinds,
            )
            for arm, conditions in self._moment(indicator.moment)
        )

    def range_of(self, arm: Arm) -> Conditions:
        """Return which records an arm reads."""
        if not source_of(arm, self.period.end).cases:
            return self._ranges[arm]
        if self.count_oral:
            return (IN_USE, *self._ranges[arm])
        return (IN_USE, *self._ranges[arm], _D.agreed_form != Form.ORAL)

    def key_of(self, arm: Arm) -> ColumnElement[Any]:
        """Return which row a record is counted in; "" where the rows are units or months."""
        source = source_of(arm, self.period.end)
        if self.rows is Rows.MAP and source.cases:
            groups = ((_D.type.in_(one.codes), key) for key, one in self.groups)
            return case(*groups, else_=literal(UNMAPPED))
        return source.keys.get(self.rows, literal(""))

    @property
    def groups(self) -> tuple[tuple[str, RowGroup], ...]:
        """The rows that stand for several types, each with its key."""
        return tuple((f"m{at}", one) for at, one in enumerate(self.row_map))

    @cached_property
    def _ranges(self) -> dict[Arm, Conditions]:
        return ranges(self.period.start, self.period.end)

    def _moment(self, moment: Moment) -> list[tuple[Arm, Conditions]]:
        if moment is Moment.ACCEPTED:
            return [(Arm.ACCEPTED, ())]
        if moment in _BESIDE:
            by_case = self.basis is Basis.ACCEPTED and moment not in RECORDS
            return [(_BESIDE[moment], self._ranges[Arm.ACCEPTED] if by_case else ())]
        return self._by_event(moment) if self.basis is Basis.DATES else self._by_acceptance(moment)

    def _by_acceptance(self, moment: Moment) -> list[tuple[Arm, Conditions]]:
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

    def _by_event(self, moment: Moment) -> list[tuple[Arm, Conditions]]:
        start, end = self.period.start, self.period.end
        before, until = _D.accepted_on < start, _D.accepted_on <= end
        arms: dict[Moment, list[tuple[Arm, Conditions]]] = {
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

    def _condition(self, arm: Arm, one: Filter) -> ColumnElement[bool]:
        column = source_of(arm, self.period.end).columns[one.column]
        if one.op == "at_least":
            return column >= int(one.values[0])
        if one.op == "at_most":
            return column <= int(one.values[0])
        codes = self._codes(one)
        if one.op == "unknown":
            codes = tuple(item.code for item in self.reference.all_items(_LISTS[one.column]))
        return column.in_(codes) if one.op == "in" else column.not_in(codes)

    def _codes(self, one: Filter) -> tuple[str, ...]:
        if not one.attribute:
            return one.values
        items = self.reference.all_items(_LISTS[one.column])
        return tuple(item.code for item in items if item.extra.get(one.attribute) in one.values)

    def _kinds(self, one: Filter) -> frozenset[str]:
        codes = frozenset(self._codes(one))
        return codes if one.op == "in" else frozenset({NO_KIND}) | codes


UNMAPPED = "?"
"""The key of a type that the map of types does not have."""

NO_KIND = "!"
"""Stands in a part's kinds for "none of the others"."""


def takes(part: Part, kind: str) -> bool:
    """Tell whether a part counts the cases of a committee of this kind."""
    if part.kinds is None:
        return True
    return (kind in part.kinds) != (NO_KIND in part.kinds)


@dataclass(frozen=True, slots=True)
class Keys:
    """Which keys a row of the table stands for: these, or (`but`) every other one."""

    codes: frozenset[str]
    but: bool = False

    def __contains__(self, key: object) -> bool:
        return (key in self.codes) != self.but

    def condition(self, column: ColumnElement[Any]) -> Conditions:
        """Return the condition that leaves a row's records."""
        if self.but:
            return (column.not_in(self.codes),) if self.codes else ()
        found = column.in_(self.codes)
        return (or_(found, column.is_(None)) if "" in self.codes else found,)


ALL_KEYS = Keys(frozenset(), but=True)


def figures_statement(
    counting: Counting, slots: dict[Arm, list[Part]], committees: Sequence[str] | None
) -> CompoundSelect[Any]:
    """Return the table's statement: (arm, committee id, row key, one figure per slot of that arm).

    Arms with fewer slots are filled up with zeros. `committees` None: all of them.
    """
    width = max(len(parts) for parts in slots.values())
    return union_all(
        *(
            _arm(counting, arm, committees).add_columns(
                *(_figure(counting, part) for part in parts),
                *(literal(0) for _ in range(width - len(parts))),
            )
            for arm, parts in slots.items()
        )
    )


def _arm(counting: Counting, arm: Arm, committees: Sequence[str] | None) -> Select[Any]:
    key, source = counting.key_of(arm), source_of(arm, counting.period.end)
    # Cases are read committee by committee, whatever other index there is for their dates: no index
    # finds a committee by an expression, so that it cannot be what is looked up.
    found = committee.c.id.concat("") if source.table is dispute else committee.c.id
    statement = (
        select(literal(int(arm)), committee.c.id, key)
        .select_from(committee.join(source.table, source.committee_id == found))
        .where(*counting.range_of(arm))
        .group_by(committee.c.id)
    )
    if counting.rows not in (Rows.UNITS, Rows.MONTHS):
        statement = statement.group_by(key)
    return statement if committees is None else statement.where(committee.c.id.in_(committees))


def _measured(counting: Counting, part: Part) -> ColumnElement[Any] | None:
    return source_of(part.arm, counting.period.end).measures.get(part.measure)


def _figure(counting: Counting, part: Part) -> ColumnElement[Any]:
    measured = _measured(counting, part)
    figure = func.count() if measured is None else func.sum(measured)
    return figure.filter(*part.where) if part.where else figure


def lines_statement(
    counting: Counting, slots: dict[Arm, list[Part]], committees: Sequence[str] | None
) -> CompoundSelect[Any]:
    """Return every case of a table once per arm: (arm, committee, key, case id, number, slots).

    A slot holds what the case adds to that figure, NULL where it is not counted.
    """
    width = max(len(parts) for parts in slots.values())
    return union_all(
        *(
            _case_lines(counting, arm, committees).add_columns(
                *(case((and_(true(), *part.where), _added(counting, part))) for part in parts),
                *(null() for _ in range(width - len(parts))),
            )
            for arm, parts in slots.items()
        )
    )


def _case_lines(counting: Counting, arm: Arm, committees: Sequence[str] | None) -> Select[Any]:
    source, key = source_of(arm, counting.period.end), counting.key_of(arm).label("key")
    statement = (
        select(literal(int(arm)), source.committee_id, key, source.id, source.name)
        .select_from(source.table)
        .where(*counting.range_of(arm))
    )
    if committees is None:
        return statement
    return statement.where(source.committee_id.in_(committees))


def cases_statement(
    counting: Counting,
    parts: Sequence[tuple[Part, Sequence[str]]],
    keys: Keys = ALL_KEYS,
) -> CompoundSelect[Any]:
    """Return the cases behind a figure: (id, number, what each adds).

    Each part comes with the committees it is asked for; `keys` are the rows of the table.
    """
    return union_all(*(_behind(counting, part, among, keys) for part, among in parts))


def _behind(counting: Counting, part: Part, committees: Sequence[str], keys: Keys) -> Select[Any]:
    source = source_of(part.arm, counting.period.end)
    added = _added(counting, part)
    return (
        select(source.id.label("id"), source.name.label("number"), added)
        .select_from(source.table)
        .where(
            *counting.range_of(part.arm),
            *part.where,
            *keys.condition(counting.key_of(part.arm)),
            source.committee_id.in_(committees),
        )
    )


def _added(counting: Counting, part: Part) -> ColumnElement[Any]:
    measured = _measured(counting, part)
    return literal(1).label("added") if measured is None else measured.label("added")
