"""What statistics count of money: funds by their term, subsidies by the day of a case's result.

What was claimed stays a figure when its case goes to the bin: the money was asked for, or paid.
"""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, case, cast, literal

from mediation_desk.domain.funds import WHOLE_YEAR
from mediation_desk.domain.statistics import Measure, Rows
from mediation_desk.services.statistics_source import Conditions, Source, source_of_records
from mediation_desk.services.subsidy_rows import ClaimState
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.funds import fund
from mediation_desk.storage.tables.office import mediator
from mediation_desk.storage.tables.subsidy import subsidy_claim, subsidy_line, subsidy_share

_ASKED = (ClaimState.SUBMITTED, ClaimState.APPROVED, ClaimState.PAID)


def money_sources() -> dict[str, Source]:
    """Return what each arm about money reads."""
    funds = {"flow": fund.c.flow, "fund_source": fund.c.source, "fund_kind": fund.c.kind}
    quarter = literal("年第") + cast(fund.c.quarter, String) + literal("季度")
    term = case((fund.c.quarter == WHOLE_YEAR, "年度"), else_=quarter)
    name = cast(fund.c.year, String) + term + literal(" ") + fund.c.note
    claimed = dispute.join(subsidy_line, subsidy_line.c.case_id == dispute.c.id).join(
        subsidy_claim, subsidy_claim.c.id == subsidy_line.c.claim_id
    )
    shared = (
        subsidy_share.join(subsidy_line, subsidy_line.c.id == subsidy_share.c.line_id)
        .join(subsidy_claim, subsidy_claim.c.id == subsidy_line.c.claim_id)
        .join(mediator, mediator.c.id == subsidy_share.c.mediator_id)
    )
    standing = {"claim": subsidy_claim.c.state}
    part: ColumnElement[Any] = case((subsidy_share.c.leads == 1, "lead"), else_="co")
    return {
        "FUND": source_of_records(fund, name, funds, {Measure.FEN: fund.c.amount_fen}),
        "CLAIMED": Source(
            table=claimed,
            columns=standing,
            keys={},
            measures={Measure.FEN: subsidy_line.c.amount_fen},
            id=subsidy_line.c.id,
            cases=False,
        ),
        "SHARE": Source(
            table=shared,
            columns={**standing, "part": part},
            keys={Rows.MEDIATORS: mediator.c.id},
            measures={
                Measure.FEN: subsidy_share.c.amount_fen,
                Measure.CUT: subsidy_share.c.cut_fen,
            },
            committee_id=mediator.c.committee_id,
            id=subsidy_share.c.id,
            name=mediator.c.name,
            cases=False,
        ),
    }


def money_ranges(start: date, end: date) -> dict[str, Conditions]:
    """Return which records each arm reads; a term counts where all of it lies in the period."""
    asked = (subsidy_claim.c.state.in_(_ASKED), subsidy_line.c.result_on.between(start, end))
    return {
        "FUND": (fund.c.first_on >= start, fund.c.last_on <= end),
        "CLAIMED": asked,
        "SHARE": asked,
    }
