"""The demo office's subsidies: rules, claims in every state; training and awards; reports made.

Amounts, document numbers and people are invented; no county's rules are meant.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol

from mediation_desk.clock import FixedClock, local
from mediation_desk.domain.linkage import ReportKind
from mediation_desk.domain.subsidy import Need
from mediation_desk.services.escalations import EscalationService
from mediation_desk.services.linkage_rows import EscalationDraft, ReportDraft
from mediation_desk.services.mediator_records import MediatorRecordService
from mediation_desk.services.office import OfficeService
from mediation_desk.services.reference import Reference
from mediation_desk.services.roster_rows import RosterDraft, RosterKind
from mediation_desk.services.subsidy import SubsidyService
from mediation_desk.services.subsidy_rows import ClaimDraft
from mediation_desk.services.subsidy_rules import SubsidyRuleService
from mediation_desk.services.subsidy_settlement import SubsidySettlementService

_Q1 = ("2025年一季度", date(2024, 12, 1), date(2025, 2, 28), ("5",))
_Q2 = ("2025年二季度", date(2025, 3, 1), date(2025, 5, 31), ("2", "3", "6"))
_Q3 = ("2025年三季度", date(2025, 6, 1), date(2025, 8, 31), ("1",))
_Q4 = ("2025年四季度", date(2025, 9, 1), date(2025, 11, 30), ("7",))


class Parts(Protocol):
    """What the entries need of an open office; the Desk is one."""

    @property
    def reference(self) -> Reference:
        """The sample of the rules."""

    @property
    def office(self) -> OfficeService:
        """The mediators."""

    @property
    def subsidy(self) -> SubsidyService:
        """Claims."""

    @property
    def subsidy_rules(self) -> SubsidyRuleService:
        """The rules."""

    @property
    def subsidy_settlement(self) -> SubsidySettlementService:
        """What became of claims."""

    @property
    def mediator_records(self) -> MediatorRecordService:
        """Training and awards."""

    @property
    def escalations(self) -> EscalationService:
        """Reports of major disputes."""


def fill_subsidy(desk: Parts, clock: FixedClock, ids: Mapping[str, str]) -> None:
    """Enter the rules and four claims: paid, approved, returned, not yet submitted.

    `ids` names the demo's cases by their codes. The clock is left at the last claim.
    """
    clock.set(local(date(2025, 3, 20), 9))
    sample = desk.reference.subsidy_sample
    rules = replace(
        sample,
        title="示例县以案定补办法（演示，虚构）",
        note="演示用的虚构办法，金额和比例不是任何地方的规定。",
        valid_from=date(2024, 12, 1),
        month_cap_fen=150_000,
        needs=(Need.EFFECTIVE, Need.RECORD),
    )
    desk.subsidy_rules.save(rules)
    settled = desk.subsidy_settlement
    paid = _claim(desk, clock, _Q1, ids, submitted=date(2025, 4, 1))
    settled.approve(paid, "材料齐全")
    clock.set(local(date(2025, 4, 25), 15))
    settled.pay(paid, date(2025, 4, 25))
    approved = _claim(desk, clock, _Q2, ids, submitted=date(2025, 7, 1))
    settled.approve(approved)
    returned = _claim(desk, clock, _Q3, ids, submitted=date(2025, 10, 9))
    settled.fault(returned, ids["1"], "次子的赡养费还有一期没有履行凭证")
    settled.send_back(returned, "补齐履行凭证后再报")
    _claim(desk, clock, _Q4, ids)


def fill_roster(desk: Parts) -> None:
    """Enter a training that two attended and an award."""
    known = {one.name: one.id for one in desk.office.mediators()}
    course = RosterDraft(
        RosterKind.TRAINING,
        date(2025, 4, 16),
        "人民调解员岗前和年度培训",
        date(2025, 4, 17),
        organiser="示例县司法局",
        hours=16,
    )
    desk.mediator_records.add(course, [known["调样甲"], known["调样丙"]])
    award = RosterDraft(
        RosterKind.AWARD, date(2025, 12, 10), "优秀人民调解员", organiser="示例县司法局"
    )
    desk.mediator_records.add(award, [known["调样甲"]])


def fill_reports(desk: Parts, ids: Mapping[str, str]) -> None:
    """Enter what was reported of the two cases that threatened to grow (domain.md §6)."""
    gathered = EscalationDraft(
        ReportKind.MAJOR, "私房建造坠亡，亲属 23 人聚集。", local(date(2025, 10, 18), 22, 40), 6
    )
    told = ReportDraft(
        local(date(2025, 10, 18), 23, 55), "示例镇司法所", "调样甲", "电话", "到场劝住亲属"
    )
    _report(desk, ids["8"], gathered, told)
    confronted = EscalationDraft(
        ReportKind.ESCALATION, "两组 15 人在林地对峙。", local(date(2025, 6, 27), 10), 6
    )
    told = ReportDraft(local(date(2025, 6, 27), 11), "示例派出所", "调样甲", "电话", "劝离现场")
    _report(desk, ids["4"], confronted, told)


def _report(desk: Parts, case_id: str, draft: EscalationDraft, told: ReportDraft) -> None:
    desk.escalations.record(case_id, draft)
    (row,) = desk.escalations.of_case(case_id)
    desk.escalations.report(row.id, told)


def _claim(
    desk: Parts,
    clock: FixedClock,
    of: tuple[str, date, date, tuple[str, ...]],
    ids: Mapping[str, str],
    *,
    submitted: date | None = None,
) -> str:
    """Open a claim, submit it on a day if one is given; return its id."""
    period, first, last, codes = of
    clock.set(local(submitted or date(2025, 12, 5), 10))
    draft = ClaimDraft(period, first, last, tuple(ids[code] for code in codes))
    claim_id = desk.subsidy.open_claim(draft).id
    if submitted is not None:
        desk.subsidy.submit(claim_id)
    return claim_id
