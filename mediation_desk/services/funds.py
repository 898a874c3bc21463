"""Money of mediation (经费): entered once a year or a quarter, corrected, taken away with undo."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, select

from mediation_desk.domain.funds import WHOLE_YEAR, Flow, term
from mediation_desk.domain.money import Fen
from mediation_desk.domain.periods import Period
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.history import read_history
from mediation_desk.services.history_rows import HistoryEntry
from mediation_desk.services.linkage_store import put, require_committee
from mediation_desk.services.permissions import needs
from mediation_desk.services.settings import values_of
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.funds import fund
from mediation_desk.storage.tables.office import committee

MOST_FEN = 10**13
"""A thousand hundred-millions of 元: more than any county has, less than the store's numbers."""


@dataclass(frozen=True, slots=True)
class FundDraft:
    """A line as typed; `quarter` 0 is the whole statistical year."""

    committee_id: str
    year: int
    quarter: int
    flow: Flow
    source: str
    kind: str
    amount_fen: Fen
    note: str = ""


@dataclass(frozen=True, slots=True)
class FundRow:
    """A line with its words."""

    id: str
    revision: int
    draft: FundDraft
    period: Period
    committee_name: str
    source_label: str
    kind_label: str
    recorded_by: str


class FundService:
    """Keeps the money's lines; the table 经费保障情况统计表 adds them up."""

    def __init__(self, context: Context) -> None:
        """Keep the money of `context`."""
        self._context = context

    @needs(Permission.STATISTICS)
    def lines(self, year: int) -> tuple[FundRow, ...]:
        """Return a statistical year's lines, by term, what came in first."""
        query = (
            select(fund, committee.c.name.label("committee_name"))
            .join(committee, committee.c.id == fund.c.committee_id)
            .where(fund.c.year == year)
            .order_by(fund.c.quarter, fund.c.flow, committee.c.position, fund.c.kind, fund.c.id)
        )
        with self._context.db.read() as connection:
            rows = connection.execute(query).all()
        return tuple(self._row(row) for row in rows)

    @needs(Permission.SUBMIT)
    def save(self, draft: FundDraft, *, fund_id: str = "", revision: int | None = None) -> Changed:
        """Enter a line, or correct one. Raises InvalidInput naming the fields, Conflict."""
        with self._context.write("save_fund") as writer:
            require_committee(writer.connection, draft.committee_id)
            period = self._checked(writer, draft, fund_id)
            values = asdict(draft) | {
                "note": draft.note.strip(),
                "first_on": period.start,
                "last_on": period.end,
            }
            if not fund_id:
                values["recorded_by"] = self._context.actor
            fund_id = put(writer, fund, fund_id, values, revision)
        told = f"已登记经费{draft.flow.label}：{period.name}"
        return changed(Area.ORGANISATION, id=fund_id, message=told)

    @needs(Permission.SUBMIT)
    def remove(self, fund_id: str) -> Changed:
        """Take a line away; undo brings it back. Raises NotFound."""
        with self._context.write("remove_fund") as writer:
            writer.row(fund, fund_id)
            writer.about(fund, fund_id)
            writer.remove(fund, fund_id)
        return changed(Area.ORGANISATION, id=fund_id, message="已删除这一条经费")

    @needs(Permission.STATISTICS)
    def history(self, fund_id: str) -> tuple[HistoryEntry, ...]:
        """Return what was saved about a line, newest first."""
        with self._context.db.read() as connection:
            return read_history(connection, self._context.reference, fund_id)

    def _checked(self, writer: Writer, draft: FundDraft, fund_id: str) -> Period:
        """Return the term of a line. Raises InvalidInput."""
        has = self._context.reference.has
        faults: dict[str, str] = {}
        period = term(draft.year, draft.quarter, _first_day(writer.connection))
        if period.start > self._context.today():
            faults["year"] = "还没有到这个时段，请核对年度和季度。"
        if not has("fund_sources", draft.source):
            faults["source"] = "请选择经费来源。"
        if not has("fund_kinds", draft.kind):
            faults["kind"] = "请选择经费种类。"
        if not 0 < draft.amount_fen <= MOST_FEN:
            faults["amount_fen"] = "请写金额；没有的不用登记。"
        twice = _told_otherwise(writer.connection, draft, period, fund_id)
        if twice:
            faults["quarter"] = (
                f"同一项经费已经{twice}登记过，全年和分季只能选一种，否则会重复计算。"
            )
        if faults:
            raise InvalidInput(faults)
        return period

    def _row(self, row: Any) -> FundRow:
        values = {name: getattr(row, name) for name in FundDraft.__dataclass_fields__}
        label = self._context.reference.label
        return FundRow(
            id=row.id,
            revision=row.rev_counter,
            draft=FundDraft(**values | {"flow": Flow(row.flow)}),
            period=Period(row.first_on, row.last_on, term(row.year, row.quarter, "01-01").name),
            committee_name=row.committee_name,
            source_label=label("fund_sources", row.source),
            kind_label=label("fund_kinds", row.kind),
            recorded_by=row.recorded_by,
        )


def _first_day(connection: Connection) -> str:
    return str(values_of(connection, ["statistics_year_start"])["statistics_year_start"])


def _told_otherwise(connection: Connection, draft: FundDraft, period: Period, fund_id: str) -> str:
    """Return how the same money is on record for other days that overlap these, "" if it is not."""
    query = select(fund.c.quarter).where(
        fund.c.id != fund_id,
        fund.c.committee_id == draft.committee_id,
        fund.c.flow == draft.flow,
        fund.c.source == draft.source,
        fund.c.kind == draft.kind,
        fund.c.first_on <= period.end,
        fund.c.last_on >= period.start,
        (fund.c.first_on != period.start) | (fund.c.last_on != period.end),
    )
    quarter = connection.execute(query.limit(1)).scalar_one_or_none()
    if quarter is None:
        return ""
    return "按全年" if quarter == WHOLE_YEAR else "分季"
