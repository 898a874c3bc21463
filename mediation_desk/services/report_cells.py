"""The cases behind a figure of a submitted report, from the report alone."""

from collections.abc import Mapping

from mediation_desk.domain.statistics import Rows
from mediation_desk.errors import NotFound
from mediation_desk.services.statistics_lines import NOBODY, UNLISTED
from mediation_desk.services.statistics_rows import StatisticsTable, UnitRow
from mediation_desk.services.statistics_shares import Share
from mediation_desk.services.statistics_units import TOWNSHIP


def cases_in(
    table: StatisticsTable, shares: Mapping[str, Share], column: str, row: UnitRow
) -> tuple[str, ...]:
    """Return the ids of the cases in a cell, by number. Raises NotFound for one it cannot open."""
    leaf = next((one for one in table.leaves if one.key == column), None)
    if leaf is None:
        raise NotFound("报表里没有这一栏，没有查询。", "请刷新后重试。")
    whole = row == table.total
    wanted, by_month = leaf.counts or column, table.corner == Rows.MONTHS.label and not whole
    found = [
        (share.number, case_id)
        for case_id, share in shares.items()
        for key, one in (share.months if by_month else share.adds)
        if one == wanted and (whole or _is_in(table, row, share, key))
    ]
    return tuple(dict.fromkeys(case_id for _, case_id in sorted(found)))


def _is_in(table: StatisticsTable, row: UnitRow, share: Share, key: str) -> bool:
    if not row.row:
        return share.committee_id in _below(table, row, "unit")
    if row.row == UNLISTED:
        return key not in {one.row.replace(NOBODY, "") for one in table.rows}
    if row.row == NOBODY:
        return key == ""
    return key in _below(table, row, "row")


def _below(table: StatisticsTable, row: UnitRow, name: str) -> set[str]:
    """Return what a row stands for: itself, or the rows under it."""
    if not (row.unit.startswith(TOWNSHIP) or row.row.startswith("of:")) or row.level != 1:
        return {getattr(row, name)}
    at = table.rows.index(row) + 1
    found = set()
    while at < len(table.rows) and table.rows[at].level > row.level:
        found.add(getattr(table.rows[at], name))
        at += 1
    return found
