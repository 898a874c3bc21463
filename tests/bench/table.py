"""The annual table against one statement written by hand for the same figures.

The statement is the fastest of several that were tried: one arm per date, each on its covering
index. A single pass with every condition in every FILTER takes nearly twice as long.
"""

from pathlib import Path
from statistics import median

from mediation_desk.desk import Desk
from mediation_desk.services.filters import Filters
from mediation_desk.services.statistics import CASE_ANNUAL
from mediation_desk.services.statistics_rows import StatisticsTable
from tests.bench import office
from tests.bench.measure import Row, alternate, once

FIRST_MS = 50.0
"""What opening a figure may take before its list stands there."""

RUNS = range(5)
START, END = "'2024-12-01'", "'2025-11-30'"
TYPES = (
    "marriage_family neighbour housing_homestead contract production_business damages forest_land "
    "land_requisition pollution migrant_wages labour_other tourism e_commerce consumer_other "
    "medical traffic property_management other"
).split()
SOURCES = {
    "source_own": ("own_initiative",),
    "source_application": ("application", "court_guided"),
    "delegated_court": ("court",),
    "delegated_procuratorate": ("procuratorate",),
    "delegated_police": ("police",),
    "delegated_petition": ("petition",),
    "delegated_other": (
        "township_gov",
        "justice_office",
        "governance_centre",
        "hotline_12345",
        "labour_inspection",
        "other_dept",
    ),
}


def run(folder: Path, cases: int = office.MILLION) -> list[Row]:
    """Return the rows of the annual table of a big office, and of opening its figures."""
    whole = cases == office.MILLION
    desk = office.million(folder) if whole else office.at(folder / "big", cases)
    raw = office.raw(desk)
    statement = _statement()
    period = desk.statistics.period("2025")

    def ours() -> StatisticsTable:
        return desk.statistics.table(CASE_ANNUAL, period=period)

    by_hand = _totals(raw.execute(statement).fetchall())
    made = ours()
    wrong = {key: number for key, number in by_hand.items() if made.value(key) != number}
    if wrong:
        raise RuntimeError(f"the hand-written statement says otherwise: {wrong}")
    mine, hand = alternate(ours, lambda: raw.execute(statement).fetchall(), 11)
    raw.close()
    rows = [Row(f"annual table, {cases:,} cases", mine, "one SQL statement by hand", hand, 1.5)]
    rows += _opening(desk, made)
    desk.close()
    return rows


def _opening(desk: Desk, table: StatisticsTable) -> list[Row]:
    """Return how long the head of the list takes behind every column of all kinds of rows."""
    committee = next(row for row in table.rows if row.level == 2)
    figures = [
        Filters(figure=table.figure(leaf.key, row))
        for row in (table.total, table.rows[0], committee)
        for leaf, value in zip(table.leaves, row.values, strict=True)
        if value
    ]
    desk.listing.first(figures[0])
    opened = sorted(once(lambda part=part: desk.listing.first(part)) for part in figures)
    whole = median(once(lambda: desk.listing.keys(figures[0])) for _ in RUNS)
    p95 = opened[int(len(opened) * 0.95)]
    return [
        Row("a figure's first page, any column, p95", p95, "50 ms", FIRST_MS, 1.0),
        Row("the same, the slowest", opened[-1], "50 ms", FIRST_MS, None),
        Row(f"its whole list, {table.total.values[0]:,} cases", whole, "50 ms", FIRST_MS, None),
    ]


def _count(condition: str) -> str:
    return f"count(*) FILTER (WHERE {condition})"


def _listed(codes: tuple[str, ...]) -> str:
    return ",".join(f"'{code}'" for code in codes)


ARMS: tuple[tuple[str, dict[str, str]], ...] = (
    (
        f"accepted_on BETWEEN {START} AND {END}",
        {
            "cases": "count(*)",
            "parties": "sum(party_count)",
            "difficult": _count("difficulty IN ('difficult','major')"),
            "three_parties": _count("party_count >= 3"),
            **{f"type_{code}": _count(f"type_group = '{code}'") for code in TYPES},
            **{key: _count(f"source IN ({_listed(codes)})") for key, codes in SOURCES.items()},
        },
    ),
    (
        f"effect_on >= {START}",
        {
            "success": _count(f"effect_on <= {END}"),
            "amount": f"sum(agreed_fen) FILTER (WHERE effect_on <= {END})",
            "form_oral": _count(f"effect_on <= {END} AND agreed_form = 'oral'"),
            "form_written": _count(f"effect_on <= {END} AND agreed_form = 'written'"),
            "carried": _count(f"accepted_on < {START}"),
            "pending": _count(f"effect_on > {END} AND accepted_on <= {END}"),
        },
    ),
    (
        f"terminated_on >= {START} AND effect_on IS NULL",
        {
            "failed": _count(f"terminated_on <= {END}"),
            "carried": _count(f"accepted_on < {START}"),
            "pending": _count(f"terminated_on > {END} AND accepted_on <= {END}"),
        },
    ),
    (
        f"performed_on BETWEEN {START} AND {END}",
        {"performed": _count(f"effect_on <= {END}")},
    ),
    (f"confirmed_on BETWEEN {START} AND {END}", {"confirmed": "count(*)"}),
    (
        f"effect_on IS NULL AND terminated_on IS NULL AND accepted_on <= {END}",
        {"carried": _count(f"accepted_on < {START}"), "pending": "count(*)"},
    ),
)


def _statement() -> str:
    width = max(len(figures) for _, figures in ARMS)
    return " UNION ALL ".join(
        f"SELECT {number}, committee_id, "
        + ", ".join([*figures.values(), *["0"] * (width - len(figures))])
        + f" FROM dispute WHERE {where} GROUP BY committee_id"
        for number, (where, figures) in enumerate(ARMS)
    )


def _totals(rows: list[tuple]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        for key, figure in zip(ARMS[row[0]][1], row[2:], strict=False):
            found[key] = found.get(key, 0) + (figure or 0)
    return found
