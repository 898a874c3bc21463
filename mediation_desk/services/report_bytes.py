"""A report's figures and cases as bytes: JSON, packed; what is read back equals what went in."""

import json
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from mediation_desk.domain.periods import Period
from mediation_desk.domain.statistics import Basis, Rate, Severity, Value
from mediation_desk.services.statistics_rows import (
    BrokenEquation,
    Heading,
    StatisticsTable,
    UnitRow,
)
from mediation_desk.services.statistics_shares import Share

_LEVEL = 9
Tree = Mapping[str, Any]


def pack_table(table: StatisticsTable) -> bytes:
    """Return a table as bytes; equal tables are equal bytes."""
    return packed(asdict(table))


def unpack_table(data: bytes) -> StatisticsTable:
    """Return the table of `pack_table`."""
    return table_of(tree_of(data))


def table_of(tree: Tree) -> StatisticsTable:
    """Return the table a tree says. Raises KeyError, TypeError or ValueError for another tree."""
    period = tree["period"]
    plain = {
        name: tree[name]
        for name in (
            "key",
            "title",
            "unit",
            "unit_label",
            "corner",
            "equations_checked",
            "equations_off",
            "demo",
        )
    }
    return StatisticsTable(
        **plain,
        period=Period(
            date.fromisoformat(period["start"]), date.fromisoformat(period["end"]), period["name"]
        ),
        basis=Basis(tree["basis"]),
        basis_lines=tuple(tree["basis_lines"]),
        columns=tuple(_heading(one) for one in tree["columns"]),
        rows=tuple(_row(one) for one in tree["rows"]),
        total=_row(tree["total"]),
        broken=tuple(_broken(one) for one in tree["broken"]),
    )


def pack_shares(shares: Mapping[str, Share]) -> bytes:
    """Return what every case adds as bytes."""
    return packed(
        {
            case_id: [
                one.number,
                one.committee_id,
                *(
                    [[key, column, added] for (key, column), added in sorted(adds.items())]
                    for adds in ((one.adds, one.months) if one.months else (one.adds,))
                ),
            ]
            for case_id, one in sorted(shares.items())
        }
    )


def unpack_shares(data: bytes) -> dict[str, Share]:
    """Return the cases of `pack_shares`."""
    return shares_of(tree_of(data))


def shares_of(tree: Tree) -> dict[str, Share]:
    """Return the cases a tree says. Raises TypeError or ValueError for another tree."""
    return {
        case_id: Share(
            number,
            committee_id,
            *(Counter({(key, column): added for key, column, added in adds}) for adds in parts),
        )
        for case_id, (number, committee_id, *parts) in tree.items()
    }


def packed(tree: Tree) -> bytes:
    """Return a tree as bytes; equal trees are equal bytes."""
    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
    return zlib.compress(text.encode(), _LEVEL)


def tree_of(data: bytes) -> dict[str, Any]:
    """Return the tree of `packed`."""
    tree: dict[str, Any] = json.loads(zlib.decompress(data))
    return tree


def _heading(tree: Tree) -> Heading:
    children = tuple(_heading(one) for one in tree["children"])
    return Heading(**{**tree, "children": children})


def _row(tree: Tree) -> UnitRow:
    values = tuple(_value(one) for one in tree["values"])
    return UnitRow(tree["unit"], tree["label"], tree["level"], values, tree["row"])


def _value(one: Any) -> Value:
    return one if isinstance(one, int) else Rate(one["numerator"], one["denominator"])


def _broken(tree: Tree) -> BrokenEquation:
    severity = Severity(tree["severity"])
    columns = tuple(tree["columns"])
    return BrokenEquation(**{**tree, "severity": severity, "columns": columns})
