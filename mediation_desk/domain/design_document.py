"""From a table's design to the definition the engine counts and a report freezes.

What no column of a group lists goes to a column 未分类 that shows itself once it has something.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from mediation_desk.domain.design_checks import leaves_of
from mediation_desk.domain.design_figures import COLUMNS, RULES, Figure, Narrow
from mediation_desk.domain.statistics import Filter, Rows
from mediation_desk.domain.table_designs import (
    Condition,
    DesignColumn,
    Options,
    TableDesign,
    covered,
    map_covered,
)

REST = "未分类"


def document_of(key: str, design: TableDesign, options: Options) -> dict[str, Any]:
    """Return the definition of a design that has no faults."""
    columns = {one.key: one for one in design.columns}
    written: list[dict[str, Any]] = []
    for path, group in groupby(design.columns, key=lambda one: one.path):
        members = list(group)
        written += [_column(one, columns, options) for one in members]
        written += _rests(path, members, options)
    return {
        "key": key,
        "title": design.title,
        "version": "own",
        "status": "own table [U]",
        "source": "本单位自定义",
        "rows": design.rows.value,
        "row_map": _row_map(design, options),
        "default_basis": "dates",
        "notes": [
            "本表由本单位自行设计，不是上级规定的报表。",
            *([design.note] if design.note else []),
        ],
        "bases": {
            "dates": "受理按受理日期；成功、金额按协议生效日期；其余按各自日期",
            "accepted": "案件各栏都只统计本期受理的（按受理日期），结果以截至期末的为准",
        },
        "columns": written,
        "equations": [*_equations(design, options)],
    }


def _row_map(design: TableDesign, options: Options) -> list[dict[str, Any]]:
    if design.rows is not Rows.MAP:
        return []
    taken = map_covered(design.targets, options)
    return [
        {"label": target.label, "codes": sorted(codes)}
        for target, codes in zip(design.targets, taken, strict=True)
    ]


def _column(
    column: DesignColumn, columns: Mapping[str, DesignColumn], options: Options
) -> dict[str, Any]:
    place = {"key": column.key, "label": column.label, "path": list(column.path)}
    if column.figure is None:
        leaves = leaves_of(column, columns)
        words = "＋".join(one.label for one in leaves)
        return {**place, "definition": f"{words}。", "sums": [one.key for one in leaves]}
    return {
        **place,
        **_counted(column.figure),
        "definition": definition_of(column, options),
        "filter": [
            *_base(column.figure),
            *(_filter(one.narrow, one.codes, options) for one in column.conditions),
        ],
    }


def definition_of(column: DesignColumn, options: Options) -> str:
    """Return a counted column's rule in words."""
    assert column.figure is not None
    parts = [f"{_words(one, options)}的" for one in column.conditions]
    rule = RULES[column.figure].definition
    return f"{'、'.join(parts)}：{rule}。" if parts else f"{rule}。"


def _words(condition: Condition, options: Options) -> str:
    labels = {one.code: one.label for one in options[condition.narrow]}
    chosen = "、".join(labels.get(code, code) for code in condition.codes)
    return f"{condition.narrow.label}为{chosen}"


def _counted(figure: Figure) -> dict[str, Any]:
    rule = RULES[figure]
    return {"moment": rule.moment.value, "measure": rule.measure.value}


def _base(figure: Figure) -> list[dict[str, Any]]:
    return [_plain(one) for one in RULES[figure].filters]


def _plain(one: Filter) -> dict[str, Any]:
    return {"column": one.column, "op": one.op, "values": list(one.values)}


def _filter(
    narrow: Narrow, codes: Sequence[str], options: Options, op: str = "in"
) -> dict[str, Any]:
    column, attribute = COLUMNS[narrow]
    if narrow is Narrow.TYPE and all("." not in code for code in codes):
        return {"column": "type_group", "op": op, "values": list(codes)}
    values = sorted(covered(narrow, codes, options)) if narrow is Narrow.TYPE else list(codes)
    found: dict[str, Any] = {"column": column, "op": op, "values": values}
    return found | ({"attribute": attribute} if attribute else {})


def split_by(members: Sequence[DesignColumn]) -> Narrow | None:
    """Return the list that tells the columns of a group apart and nothing else does, if any."""
    counted = [one for one in members if one.conditions]
    if len(counted) < 2 or len({one.figure for one in counted}) > 1:
        return None
    for narrow in Narrow:
        if all(_codes(one, narrow) is not None for one in counted):
            others = {_others(one, narrow) for one in counted}
            if len(others) == 1:
                return narrow
    return None


def _codes(column: DesignColumn, narrow: Narrow) -> tuple[str, ...] | None:
    found = [one.codes for one in column.conditions if one.narrow is narrow]
    return found[0] if len(found) == 1 else None


def _others(column: DesignColumn, narrow: Narrow) -> tuple[Condition, ...]:
    return tuple(one for one in column.conditions if one.narrow is not narrow)


def _rests(
    path: tuple[str, ...], members: Sequence[DesignColumn], options: Options
) -> Iterator[dict[str, Any]]:
    """Yield the column of what no other of the group lists."""
    counted = [one for one in members if one.conditions]
    narrow = split_by(members)
    if narrow is None:
        return
    figure = counted[0].figure
    assert figure is not None
    listed = list(dict.fromkeys(code for one in counted for code in _codes(one, narrow) or ()))
    yield {
        "key": f"{counted[0].key}_unlisted",
        "label": REST,
        "path": list(path),
        "definition": f"{narrow.label}不在同一组其他各栏之内的：{RULES[figure].definition}。",
        **_counted(figure),
        "filter": [
            *_base(figure),
            *(_filter(one.narrow, one.codes, options) for one in _others(counted[0], narrow)),
            _filter(narrow, listed, options, "not_in"),
        ],
        "only_if_any": True,
    }


def _equations(design: TableDesign, options: Options) -> Iterator[dict[str, Any]]:
    """Yield what must agree: a group of columns with the column of its whole, the flow of cases."""
    for path, group in groupby(design.columns, key=lambda one: one.path):
        members = list(group)
        narrow = split_by(members)
        counted = [one for one in members if one.conditions]
        if narrow is None or not _apart(counted, narrow, options):
            continue
        whole = next((one for one in design.columns if _is_whole(one, counted[0], narrow)), None)
        if whole is not None:
            what = path[-1] if path else narrow.label
            yield {
                "key": f"sum_{counted[0].key}",
                "label": f"{what}各栏之和＝{whole.label}",
                "left": [one.key for one in counted],
                "relation": "=",
                "right": [whole.key],
                "severity": "warning",
            }
    plain = {one.figure: one.key for one in design.columns if one.figure and not one.conditions}
    if plain.keys() >= {*_FLOW[0], *_FLOW[1]}:
        yield {
            "key": "flow",
            "label": "期初在办＋受理＝成功＋未成功＋期末在办",
            "left": [plain[one] for one in _FLOW[0]],
            "relation": "=",
            "right": [plain[one] for one in _FLOW[1]],
        }


_FLOW = ((Figure.CARRIED, Figure.CASES), (Figure.SUCCESS, Figure.FAILED, Figure.PENDING))


def _apart(columns: Sequence[DesignColumn], narrow: Narrow, options: Options) -> bool:
    sets = [covered(narrow, _codes(one, narrow) or (), options) for one in columns]
    return sum(map(len, sets)) == len(frozenset().union(*sets))


def _is_whole(column: DesignColumn, part: DesignColumn, narrow: Narrow) -> bool:
    return column.figure is part.figure and column.conditions == _others(part, narrow)
