"""What is wrong with a table's design, each fault as a sentence that says why; and what to know."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from mediation_desk.domain.design_figures import RULES, Narrow
from mediation_desk.domain.statistics import Rows
from mediation_desk.domain.table_designs import (
    DesignColumn,
    Option,
    Options,
    TableDesign,
    covered,
    map_covered,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Faults that keep a design from being saved, and notices that do not."""

    faults: tuple[str, ...]
    notices: tuple[str, ...]


def check(design: TableDesign, options: Options) -> Verdict:
    """Return what is wrong with a design and what whoever saves it should know."""
    faults = [*_whole(design)]
    for column in design.columns:
        faults += _column(column, design, options)
    faults += _sums(design, options)
    faults += _map(design, options)
    return Verdict(tuple(dict.fromkeys(faults)), tuple(_notices(design, options)))


def _whole(design: TableDesign) -> Iterator[str]:
    if not design.title:
        yield "请给这张表起个名字。"
    if not design.columns:
        yield "表里还没有一栏，请加上要统计的栏目。"
    seen: set[tuple[str, ...]] = set()
    for column in design.columns:
        if not column.label or not all(column.path):
            yield "有一栏没有名称，或者上面的标题是空的。"
        place = (*column.path, column.label)
        if place in seen:
            yield f"有两栏都叫“{'/'.join(place)}”，看表的人分不清，请改一个名字。"
        seen.add(place)
    keys = [one.key for one in design.columns]
    if len(set(keys)) < len(keys) or not all(keys):
        yield "两栏用了同一个代码，请删去其中一栏重新添加。"


def _column(column: DesignColumn, design: TableDesign, options: Options) -> Iterator[str]:
    if column.figure is None:
        return
    rule = RULES[column.figure]
    name, counted = f"“{column.label}”", column.figure.label
    if not rule.allows(design.rows):
        yield f"{name}统计的“{counted}”不能按{design.rows.label}分行，请换一种行，或去掉这一栏。"
    for condition in column.conditions:
        if condition.narrow not in rule.narrows:
            yield f"{name}统计的“{counted}”没有{condition.narrow.label}，请去掉这个条件。"
        if not condition.codes:
            yield f"{name}的条件“{condition.narrow.label}”一项也没有选，这一栏永远是零。"
        yield from _codes(name, condition.codes, options[condition.narrow], condition.narrow.label)
    for one, other in combinations(column.conditions, 2):
        if one.narrow is other.narrow and not (
            covered(one.narrow, one.codes, options) & covered(one.narrow, other.codes, options)
        ):
            yield f"{name}的两个“{one.narrow.label}”条件互相矛盾，这一栏永远是零。"


def _codes(name: str, codes: Sequence[str], options: Sequence[Option], what: str) -> Iterator[str]:
    known = {one.code: one for one in options}
    for code in codes:
        if code not in known:
            yield f"{name}用了不认识的{what}“{code}”。"
        elif known[code].retired:
            label = known[code].label
            yield f"{name}用了已经停用的{what}“{label}”，请去掉；停用的案件列在“未分类”。"


def _sums(design: TableDesign, options: Options) -> Iterator[str]:
    columns = {one.key: one for one in design.columns}
    for column in design.columns:
        if column.figure is not None:
            continue
        name = f"合计栏“{column.label}”"
        if len(column.sums) < 2:
            yield f"{name}请选两栏以上相加。"
        if any(key not in columns for key in column.sums):
            yield f"{name}里有一栏已经不在表里，请重新选。"
            continue
        circle = _circle(column, columns)
        if circle:
            yield f"{name}循环相加：{'→'.join(circle)}，算不出来。"
            continue
        leaves = leaves_of(column, columns)
        if len({one.figure for one in leaves}) > 1:
            yield f"{name}把不同的统计项加在一起，请只加同一种。"
        for one, other in combinations(leaves, 2):
            both = _shared(one, other, options)
            if both is not None:
                yield (
                    f"{name}里的“{one.label}”和“{other.label}”有重复"
                    f"{both}，同一件会加两次，请改条件。"
                )


def _circle(start: DesignColumn, columns: Mapping[str, DesignColumn]) -> tuple[str, ...]:
    """Return the labels of a circle of sums through a column, () without one."""

    def walk(column: DesignColumn, trail: tuple[str, ...]) -> tuple[str, ...]:
        for key in column.sums:
            below = columns.get(key)
            if below is None or below.figure is not None:
                continue
            if key == start.key:
                return tuple(columns[one].label for one in (*trail, key))
            if key not in trail:
                found = walk(below, (*trail, key))
                if found:
                    return found
        return ()

    return walk(start, (start.key,))


def leaves_of(
    column: DesignColumn, columns: Mapping[str, DesignColumn]
) -> tuple[DesignColumn, ...]:
    """Return the counted columns a sum is made of; a column named twice stands there twice.

    The sums must be without circles.
    """
    if column.figure is not None:
        return (column,)
    return tuple(
        leaf for key in column.sums if key in columns for leaf in leaves_of(columns[key], columns)
    )


def _shared(one: DesignColumn, other: DesignColumn, options: Options) -> str | None:
    """Return which codes two columns both count, None where nothing can be in both."""
    if one.key == other.key:
        return "（同一栏）"
    hers = {part.narrow: covered(part.narrow, part.codes, options) for part in other.conditions}
    common: tuple[str, ...] = ()
    for part in one.conditions:
        if part.narrow not in hers:
            continue
        both = covered(part.narrow, part.codes, options) & hers[part.narrow]
        if not both:
            return None
        common = common or tuple(
            option.label for option in options[part.narrow] if option.code in both
        )
    return f"（如“{common[0]}”）" if common else ""


def _map(design: TableDesign, options: Options) -> Iterator[str]:
    if design.rows is Rows.MAP and not design.targets:
        yield "行选了“类型对照”，还没有填对照：上级的每一类对应本单位的哪些类型。"
    labels = [one.label for one in design.targets]
    if not all(labels) or len(set(labels)) < len(labels):
        yield "类型对照里有一类没有名称，或者两类同名。"
    owner: dict[str, str] = {}
    for target in design.targets:
        yield from _codes(f"“{target.label}”", target.codes, options[Narrow.TYPE], "纠纷类型")
        for code in target.codes:
            if owner.setdefault(code, target.label) != target.label or target.codes.count(code) > 1:
                words = next((one.label for one in options[Narrow.TYPE] if one.code == code), code)
                yield f"“{words}”同时归入“{owner[code]}”和“{target.label}”，同一件会列两次。"


def _notices(design: TableDesign, options: Options) -> Iterator[str]:
    if not design.targets:
        return
    taken = frozenset().union(*map_covered(design.targets, options))
    parents = {one.parent for one in options[Narrow.TYPE] if one.parent}
    left = [
        one.label
        for one in options[Narrow.TYPE]
        if one.code not in taken
        and not one.retired
        and (not one.parent or one.parent in taken)
        and not (one.code in parents and _all_below(one.code, taken, options))
    ]
    if left:
        shown = "、".join(left[:6]) + ("等" if len(left) > 6 else "")
        yield f"还有{len(left)}个类型没有归入任何一类（{shown}），这些案件列在“未分类”一行。"


def _all_below(code: str, taken: frozenset[str], options: Options) -> bool:
    return all(one.code in taken for one in options[Narrow.TYPE] if one.parent == code)
