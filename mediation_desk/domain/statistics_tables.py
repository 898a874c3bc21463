"""Reading a statistics table from its TOML; every mistake is an InvalidInput naming the place.

Short forms in the data: an equation side is a list of "key", "2*key" or "prefix_*"; a filter with
op = "unlisted" takes every case that no other column's filter on the same field lists, one with
op = "unknown" every case whose code is in no list of the office.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from mediation_desk.domain.reference import parse_status
from mediation_desk.domain.statistics import (
    QUARTERS,
    RECORDS,
    Basis,
    Denominator,
    Equation,
    Filter,
    Indicator,
    Measure,
    Moment,
    RateColumn,
    RowGroup,
    Rows,
    Severity,
    TableDefinition,
)
from mediation_desk.errors import InvalidInput

_OPS = ("in", "not_in", "at_least", "at_most", "unlisted", "unknown")
_RELATIONS = ("=", "<=", ">=", QUARTERS)
Table = Mapping[str, Any]


def parse_table(document: Table) -> TableDefinition:
    """Return the table of one TOML document."""
    try:
        return _table(document)
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidInput({"statistics": f"统计表定义有误：{error}。"}) from error


def _table(document: Table) -> TableDefinition:
    rows = document["columns"]
    counted = _listed([_indicator(row) for row in rows if "sums" not in row])
    indicators = _with_sums(rows, counted)
    keys = [one.key for one in indicators]
    if len(set(keys)) != len(keys):
        raise ValueError("指标代码重复")
    return TableDefinition(
        key=document["key"],
        title=document["title"],
        rows=Rows(document.get("rows", "units")),
        default_basis=Basis(document["default_basis"]),
        basis_texts={Basis(name): text for name, text in document["bases"].items()},
        indicators=indicators,
        rates=tuple(_rate(row, keys) for row in document.get("rates", ())),
        equations=tuple(_equation(row, keys) for row in document.get("equations", ())),
        notes=tuple(document.get("notes", ())),
        status=parse_status(document),
        row_map=tuple(
            RowGroup(row["label"], tuple(row["codes"])) for row in document.get("row_map", ())
        ),
    )


def _indicator(row: Table) -> Indicator:
    return Indicator(
        key=row["key"],
        label=row["label"],
        path=tuple(row.get("path", ())),
        definition=row["definition"],
        moment=Moment(row.get("moment", "accepted")),
        measure=Measure(row.get("measure", "cases")),
        filters=tuple(_filter(part) for part in row.get("filter", ())),
        only_if_any=bool(row.get("only_if_any", False)),
    )


def _with_sums(rows: Sequence[Table], counted: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Return the columns in their order, those that are sums made of those that are counted."""
    known = {one.key: one for one in counted}
    return tuple(_sum(row, known) if "sums" in row else known[row["key"]] for row in rows)


def _sum(row: Table, known: Mapping[str, Indicator]) -> Indicator:
    parts = tuple(known[key] for key in row["sums"])
    if len({(one.measure, one.moment in RECORDS) for one in parts}) != 1:
        raise ValueError(f"指标{row['key']}相加的不是同一种")
    place = {"key": row["key"], "label": row["label"], "path": tuple(row.get("path", ()))}
    return replace(
        parts[0], **place, definition=row["definition"], filters=(), only_if_any=False, of=parts
    )


def _filter(row: Table) -> Filter:
    op = row.get("op", "in")
    if op not in _OPS:
        raise ValueError(f"条件{op}不存在")
    values = tuple(str(value) for value in row.get("values", ()))
    if op in ("at_least", "at_most"):
        int(values[0])
    return Filter(row["column"], op, values, row.get("attribute", ""))


def _listed(indicators: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Turn "unlisted" into what is not in any other column's list on the same field."""
    listed: dict[tuple[str, str], list[str]] = {}
    for indicator in indicators:
        for part in indicator.filters:
            if part.op == "in":
                listed.setdefault((part.column, part.attribute), []).extend(part.values)
    return tuple(
        replace(indicator, filters=tuple(_resolved(part, listed) for part in indicator.filters))
        for indicator in indicators
    )


def _resolved(part: Filter, listed: Mapping[tuple[str, str], Sequence[str]]) -> Filter:
    if part.op != "unlisted":
        return part
    values = tuple(dict.fromkeys(listed.get((part.column, part.attribute), ())))
    return replace(part, op="not_in", values=values)


def _rate(row: Table, keys: Sequence[str]) -> RateColumn:
    denominators = tuple(
        Denominator(part["key"], part["label"], tuple(part["terms"]))
        for part in row["denominators"]
    )
    for key in (row["numerator"], *(term for one in denominators for term in one.terms)):
        _require_known(key, keys)
    return RateColumn(
        key=row["key"],
        label=row["label"],
        path=tuple(row.get("path", ())),
        definition=row["definition"],
        numerator=row["numerator"],
        denominators=denominators,
    )


def _equation(row: Table, keys: Sequence[str]) -> Equation:
    if row["relation"] not in _RELATIONS:
        raise ValueError(f"关系{row['relation']}不存在")
    return Equation(
        key=row["key"],
        label=row["label"],
        left=_side(row["left"], keys),
        relation=row["relation"],
        right=_side(row.get("right", ()), keys),
        severity=Severity(row.get("severity", "error")),
        on=bool(row.get("on", True)),
        bases=tuple(Basis(name) for name in row.get("bases", [basis.value for basis in Basis])),
    )


def _side(terms: Sequence[str], keys: Sequence[str]) -> tuple[tuple[int, str], ...]:
    side: list[tuple[int, str]] = []
    for term in terms:
        if term.endswith("_*"):
            found = [key for key in keys if key.startswith(term[:-1])]
            found = [key for key in found if not key.endswith("_unlisted")]
            side.extend((1, key) for key in found)
            continue
        factor, _, key = term.rpartition("*")
        _require_known(key, keys)
        side.append((int(factor or 1), key))
    return tuple(side)


def _require_known(key: str, keys: Sequence[str]) -> None:
    if key not in keys:
        raise ValueError(f"指标{key}不存在")
