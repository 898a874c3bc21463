"""What one design of a table has that another has not, line by line for whoever decides."""

from collections.abc import Iterator

from mediation_desk.domain.design_document import definition_of
from mediation_desk.domain.design_figures import Narrow
from mediation_desk.domain.table_designs import DesignColumn, Options, TableDesign, Target


def differences(
    before: TableDesign | None, after: TableDesign, options: Options
) -> tuple[str, ...]:
    """Return every difference as a sentence; everything is new without a table before."""
    if before is None:
        added = (f"新增栏：{_column(one, after, options)}" for one in after.columns)
        head = f"新表：{after.title}，各行是{after.rows.label}"
        return (head, *added, *_map(None, after, options))
    columns = _columns(before, after, options)
    return (*_heads(before, after), *columns, *_map(before, after, options))


def _heads(before: TableDesign, after: TableDesign) -> Iterator[str]:
    for what, old, new in (
        ("表名", before.title, after.title),
        ("各行", before.rows.label, after.rows.label),
        ("附注", before.note, after.note),
    ):
        if old != new:
            yield f"{what}：{old or '（空）'} → {new or '（空）'}"


def _columns(before: TableDesign, after: TableDesign, options: Options) -> Iterator[str]:
    for column in before.columns:
        if after.column(column.key) is None:
            yield f"删去栏：{_column(column, before, options)}"
    for column in after.columns:
        old = before.column(column.key)
        new = _column(column, after, options)
        if old is None:
            yield f"新增栏：{new}"
        elif _column(old, before, options) != new:
            yield f"修改栏：{_column(old, before, options)} → {new}"
    kept = [one.key for one in before.columns if after.column(one.key)]
    if kept != [one.key for one in after.columns if before.column(one.key)]:
        yield "栏的次序有变动"


def _column(column: DesignColumn, design: TableDesign, options: Options) -> str:
    place = "/".join((*column.path, column.label))
    if column.figure is not None:
        return f"{place}（{definition_of(column, options).rstrip('。')}）"
    parts = (design.column(key) for key in column.sums)
    return f"{place}（{'＋'.join(one.label if one else '？' for one in parts)}）"


def _map(before: TableDesign | None, after: TableDesign, options: Options) -> Iterator[str]:
    old = {one.label: one for one in before.targets} if before else {}
    new = {one.label: one for one in after.targets}
    for name in old.keys() - new.keys():
        yield f"类型对照删去：{_target(old[name], options)}"
    for name, target in new.items():
        if name not in old:
            yield f"类型对照新增：{_target(target, options)}"
        elif old[name] != target:
            yield f"类型对照修改：{_target(old[name], options)} → {_target(target, options)}"


def _target(target: Target, options: Options) -> str:
    labels = {one.code: one.label for one in options[Narrow.TYPE]}
    return (
        f"{target.label}＝{'、'.join(labels.get(code, code) for code in target.codes) or '（空）'}"
    )
