"""Which cases are counted otherwise than when a report was submitted, and in which columns."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from mediation_desk.domain.money import format_yuan
from mediation_desk.services.context import Context
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.services.report_rows import ChangedCase
from mediation_desk.services.statistics_build import Added
from mediation_desk.services.statistics_rows import StatisticsTable
from mediation_desk.services.statistics_shares import Share
from mediation_desk.storage.tables.cases import dispute

Shares = Mapping[str, Share]
Words = Mapping[str, tuple[str, str]]
"""A column's headings and unit, by its key."""

NOWHERE = Share("", "")


def changed_cases(
    connection: Connection, context: Context, words: Words, before: Shares, after: Shares
) -> tuple[ChangedCase, ...]:
    """Return the cases whose part in a table is not what it was, by number."""
    ids = [
        case_id
        for case_id in before.keys() | after.keys()
        if _part(before.get(case_id)) != _part(after.get(case_id))
    ]
    titles = _titles(connection, context, ids)
    found = []
    for case_id in ids:
        then, now = before.get(case_id, NOWHERE), after.get(case_id, NOWHERE)
        number = now.number or then.number
        title, what = titles.get(case_id, ""), _what(words, then, now)
        found.append(ChangedCase(case_id, number, title, what, is_case=case_id in titles))
    return tuple(sorted(found, key=lambda one: (one.number, one.id)))


def reported_changes(
    tables: Sequence[StatisticsTable], before: Shares, after: Shares
) -> tuple[ChangedCase, ...]:
    """Return the cases that two reports of another office count otherwise, by number."""
    words, found = words_of(*tables), []
    for case_id in before.keys() | after.keys():
        then, now = before.get(case_id, NOWHERE), after.get(case_id, NOWHERE)
        if _part(before.get(case_id)) != _part(after.get(case_id)):
            number, what = now.number or then.number, _what(words, then, now)
            found.append(ChangedCase(case_id, number, "", what, is_case=False))
    return tuple(sorted(found, key=lambda one: (one.number, one.id)))


def words_of(*tables: StatisticsTable) -> Words:
    """Return what the columns of some tables are called."""
    return {
        leaf.key: ("·".join(path), leaf.unit_label)
        for table in tables
        for path, leaf in zip(table.paths, table.leaves, strict=True)
    }


def _part(share: Share | None) -> object:
    return share and (share.committee_id, dict(share.adds), dict(share.months))


def _what(words: Words, then: Share, now: Share) -> str:
    """Say which columns count the case otherwise: 调解成功 0→1."""
    before, after = then.columns(), now.columns()
    told = []
    for column in dict.fromkeys((*words, *before, *after)):
        old, new = before.get(column, 0), after.get(column, 0)
        if old != new:
            label, unit = words.get(column, (column, ""))
            told.append(f"{label} {_figure(old, unit)}→{_figure(new, unit)}")
    if then.committee_id and now.committee_id and then.committee_id != now.committee_id:
        told.append("换了调委会")
    return "；".join(told) or "列在另一行"


def _figure(value: int, unit: str) -> str:
    return format_yuan(value) if unit == "元" else str(value)


def _titles(connection: Connection, context: Context, ids: list[str]) -> dict[str, str]:
    query = select(dispute.c.id, dispute.c.title).where(dispute.c.id.in_(ids))
    hidden = hidden_among(connection, context, ids)
    return {
        row.id: NEUTRAL_TITLE if row.id in hidden else row.title
        for row in connection.execute(query)
    }


def differing(
    connection: Connection,
    context: Context,
    unit: str,
    before: Mapping[str, Added],
    after: Mapping[str, Added],
) -> tuple[ChangedCase, ...]:
    """Return the cases two figures do not have alike; `unit` is what the figures are in."""
    ids = [one for one in {**before, **after} if before.get(one) != after.get(one)]
    titles = _titles(connection, context, ids)
    found = []
    for case_id in ids:
        then, now = before.get(case_id), after.get(case_id)
        told = [
            f"{words}计 {_figure(one.amount, unit)}{unit if unit != '率' else '件'}"
            for words, one in (("本期", now), ("上年同期", then))
            if one
        ]
        number = (now or then or Added("", 0)).number
        found.append(ChangedCase(case_id, number, titles.get(case_id, ""), "；".join(told)))
    return tuple(sorted(found, key=lambda one: (one.number, one.id)))
