"""From acceptance to the end, forwards and backwards."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mediation_desk.app import Desk
from mediation_desk.clock import FixedClock, local
from mediation_desk.domain.codes import (
    ConfirmationResult,
    Form,
    Performance,
    Role,
    State,
    Willingness,
)
from mediation_desk.domain.lifecycle import Move
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.drafts import (
    AcceptDraft,
    AssignDraft,
    ClauseDraft,
    ConfirmationDraft,
    ExtensionDraft,
    InvitedDraft,
    TerminationDraft,
)
from tests.factories import (
    DAY,
    agreement_draft,
    mediating,
    parties,
    registered,
    session_draft,
    set_up,
    signatures,
)


def test_a_refusing_party_blocks_acceptance(desk: Desk) -> None:
    unwilling = parties(willingness=Willingness.REFUSED)
    case = registered(desk, set_up(desk), parties=unwilling)
    with pytest.raises(RuleViolation, match="邻样西"):
        desk.acceptance.accept(case.id, AcceptDraft(accepted_on=DAY))
    assert desk.cases.show(case.id).state is State.REGISTERED
    desk.acceptance.refuse(case.id, "对方明确拒绝，已告知可以起诉")
    assert desk.cases.show(case.id).state is State.REFUSED


def test_numbers_count_up_per_series_and_old_ones_may_be_given(desk: Desk) -> None:
    committee = set_up(desk)
    wanted = [("", None), ("口", None), ("", 9), ("", None)]
    numbers = []
    for series, sequence in wanted:
        case = registered(desk, committee)
        desk.acceptance.accept(case.id, AcceptDraft(DAY, series, sequence))
        numbers.append(desk.cases.show(case.id).number)
    assert numbers == [
        "（2025）泾示人调字第001号",
        "（2025）泾示人调口字第001号",
        "（2025）泾示人调字第009号",
        "（2025）泾示人调字第010号",
    ]
    again = registered(desk, committee)
    with pytest.raises(InvalidInput, match="已经用过"):
        desk.acceptance.accept(again.id, AcceptDraft(DAY, "", 9))


def test_the_labour_limit_is_not_extended(desk: Desk) -> None:
    # 劳动争议调解仲裁法 art 14: after fifteen days the worker may go to arbitration.
    case = mediating(desk, set_up(desk), type="labour_other.dismissal")
    with pytest.raises(InvalidInput, match="不能延长"):
        desk.acceptance.extend(case.id, ExtensionDraft(date(2025, 4, 20), "双方同意"))
    assert desk.cases.show(case.id).extended_to is None


def test_the_limit_is_thirty_days_and_can_be_extended(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    assert case.due_on == date(2025, 4, 2)
    with pytest.raises(InvalidInput):
        desk.acceptance.extend(case.id, ExtensionDraft(date(2025, 4, 1), "双方同意"))
    desk.acceptance.extend(case.id, ExtensionDraft(date(2025, 4, 20), "双方书面同意"))
    assert desk.cases.show(case.id).extended_to == date(2025, 4, 20)


def test_inviting_needs_the_parties_consent(desk: Desk) -> None:
    committee = set_up(desk)
    case = mediating(desk, committee)
    lead = case.assignments[0].mediator_id
    draft = AssignDraft(lead_id=lead, from_on=DAY, invited=(InvitedDraft(name="族中长辈"),))
    with pytest.raises(RuleViolation, match="第二十条"):
        desk.assignments.assign(case.id, draft)


def test_reassigning_keeps_who_it_was(desk: Desk) -> None:
    committee = set_up(desk)
    case = mediating(desk, committee)
    first, second = (row.id for row in desk.office.mediators(committee_id=committee))
    draft = AssignDraft(lead_id=second, from_on=date(2025, 3, 5), co_ids=(first,))
    desk.assignments.assign(case.id, draft)
    parts = {
        (part.mediator_name, part.role, part.to_on) for part in desk.cases.show(case.id).assignments
    }
    assert parts == {
        ("调样甲", Role.LEAD, date(2025, 3, 5)),
        ("调样乙", Role.LEAD, None),
        ("调样甲", Role.CO, None),
    }


def test_sessions_are_numbered_and_none_lies_in_the_future(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    desk.sessions.record(case.id, session_draft(case))
    desk.sessions.record(case.id, session_draft(case, result="agreed"))
    assert [row.ordinal for row in desk.cases.show(case.id).sessions] == [1, 2]
    later = session_draft(case, held_at=local(date(2026, 1, 2)))
    with pytest.raises(InvalidInput, match="下次调解时间"):
        desk.sessions.record(case.id, later)


def test_a_written_agreement_takes_effect_with_the_last_signature(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    desk.agreements.conclude(case.id, agreement_draft(case))
    agreement = desk.cases.show(case.id).agreement
    assert agreement is not None
    assert agreement.effect_on is None
    assert len(agreement.missing) == 4
    assert agreement.copies == 3
    *most, seal = signatures(case)
    desk.agreements.sign(case.id, most)
    assert desk.cases.show(case.id).agreement.missing == ("人民调解委员会印章",)
    desk.agreements.sign(case.id, signatures(case, date(2025, 3, 12))[-1:])
    signed = desk.cases.show(case.id).agreement
    assert (signed.effect_on, signed.missing) == (date(2025, 3, 12), ())
    assert seal.role == "seal"


def test_an_oral_agreement_takes_effect_at_once(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    draft = agreement_draft(case, form=Form.ORAL, performed_on_spot=True)
    desk.agreements.conclude(case.id, draft)
    agreement = desk.cases.show(case.id).agreement
    assert agreement.effect_on == draft.reached_on
    assert agreement.performance is Performance.FULL


@pytest.mark.parametrize("kind", ["labour_other", "migrant_wages", "medical"])
def test_types_the_law_wants_written_cannot_end_orally(desk: Desk, kind: str) -> None:
    case = mediating(desk, set_up(desk), type=kind)
    with pytest.raises(RuleViolation, match="书面"):
        desk.agreements.conclude(case.id, agreement_draft(case, form=Form.ORAL))


def test_every_due_is_followed_until_all_is_done(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    desk.agreements.conclude(case.id, agreement_draft(case, signatures=signatures(case)))
    dues = desk.cases.show(case.id).agreement.instalments
    assert [due.due_on for due in dues] == [date(2025, 3, 20), date(2025, 3, 31)]
    assert desk.cases.show(case.id).agreement.performance is Performance.OVERDUE
    for due in dues:
        desk.agreements.perform(case.id, due.id, date(2025, 3, 30))
    assert desk.cases.show(case.id).agreement.performance is Performance.FULL


@pytest.mark.parametrize(
    ("every", "payments", "last"),
    [(1, 12, date(2026, 3, 5)), (5, 3, date(2026, 2, 5)), (12, 1, date(2025, 4, 5))],
)
def test_a_periodic_duty_falls_due_and_counts_for_a_year(
    desk: Desk, every: int, payments: int, last: date
) -> None:
    case = mediating(desk, set_up(desk))
    periodic = ClauseDraft(
        content="按期给付赡养费。",
        kind="payment",
        debtor_id=case.parties[1].id,
        amount_fen=30_000,
        due_on=date(2025, 4, 5),
        period_months=every,
    )
    desk.agreements.conclude(case.id, agreement_draft(case, clauses=(periodic,)))
    agreement = desk.cases.show(case.id).agreement
    assert agreement.amount_fen == 30_000 * payments
    assert len(agreement.instalments) == payments
    assert agreement.instalments[-1].due_on == last


@pytest.mark.parametrize("nothing", [None, 0])
def test_a_payment_has_an_amount(desk: Desk, nothing: int | None) -> None:
    case = mediating(desk, set_up(desk))
    paying, _ = agreement_draft(case).clauses
    empty = replace(paying, amount_fen=nothing)
    with pytest.raises(InvalidInput) as caught:
        desk.agreements.conclude(case.id, agreement_draft(case, clauses=(empty,)))
    assert list(caught.value.fields) == ["clauses.0.amount_fen"]


def test_confirmation_needs_an_agreement_in_effect(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    desk.agreements.conclude(case.id, agreement_draft(case))
    filing = ConfirmationDraft(court="示例县人民法院", filed_on=date(2025, 3, 20))
    with pytest.raises(RuleViolation, match="没有生效"):
        desk.outcomes.record_confirmation(case.id, filing)
    desk.agreements.sign(case.id, signatures(case))
    desk.outcomes.record_confirmation(case.id, filing)
    ruling = ConfirmationDraft(
        court="示例县人民法院",
        filed_on=date(2025, 3, 20),
        result=ConfirmationResult.VALID,
        ruled_on=date(2025, 4, 1),
    )
    filed = desk.cases.show(case.id).confirmations[0].id
    desk.outcomes.record_confirmation(case.id, ruling, confirmation_id=filed)
    assert desk.cases.show(case.id).confirmations[0].result is ConfirmationResult.VALID


def test_terminating_tells_the_remedies(desk: Desk) -> None:
    case = mediating(desk, set_up(desk), type="forest_land")
    told = desk.outcomes.remedies_for("forest_land", "divergence")
    assert any("人民政府" in sentence for sentence in told)
    assert "起诉" not in told[0]
    silent = TerminationDraft(terminated_on=date(2025, 3, 20), ground="divergence")
    with pytest.raises(RuleViolation, match="第二十六条"):
        desk.outcomes.terminate(case.id, silent)
    draft = TerminationDraft(date(2025, 3, 20), "divergence", told)
    desk.outcomes.terminate(case.id, draft)
    assert desk.cases.show(case.id).remedies == told


def test_going_back_is_possible_reasoned_and_recorded(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    number = case.number
    desk.agreements.conclude(case.id, agreement_draft(case))
    with pytest.raises(InvalidInput):
        desk.cases.step_back(case.id, " ")
    states = []
    for _ in range(3):
        desk.cases.step_back(case.id, "登记有误")
        states.append(desk.cases.show(case.id).state)
    assert states == [State.MEDIATING, State.ACCEPTED, State.REGISTERED]
    assert desk.cases.show(case.id).agreement is None
    assert any(line.reason == "登记有误" for line in desk.cases.history(case.id))
    desk.acceptance.accept(case.id, AcceptDraft(accepted_on=DAY))
    assert desk.cases.show(case.id).number == number


def test_every_move_says_why_it_cannot_be(desk: Desk) -> None:
    case = registered(desk, set_up(desk))
    states = {state.move: state for state in case.moves}
    assert set(states) == set(Move)
    assert states[Move.ACCEPT].enabled
    assert not states[Move.AGREE].enabled
    assert "待受理" in states[Move.AGREE].why_not


def test_a_closed_case_still_takes_performance(desk: Desk, clock: FixedClock) -> None:
    case = mediating(desk, set_up(desk))
    desk.agreements.conclude(case.id, agreement_draft(case, signatures=signatures(case)))
    desk.cases.close(case.id, date(2025, 3, 25))
    clock.set(datetime(2026, 2, 1, tzinfo=UTC))
    due = desk.cases.show(case.id).agreement.instalments[0]
    desk.agreements.perform(case.id, due.id, date(2026, 1, 5), "转账凭证")
    shown = desk.cases.show(case.id)
    assert shown.state is State.CLOSED
    assert shown.agreement.instalments[0].performed_on == date(2026, 1, 5)
    desk.cases.step_back(case.id, "补充材料")
    assert desk.cases.show(case.id).state is State.AGREED


def test_a_case_that_ended_before_anybody_was_assigned_goes_back_to_accepted(desk: Desk) -> None:
    case = registered(desk, set_up(desk))
    desk.acceptance.accept(case.id, AcceptDraft(DAY))
    desk.outcomes.terminate(case.id, TerminationDraft(DAY, "divergence", ("可以起诉",)))
    desk.cases.step_back(case.id, "登记有误")
    assert desk.cases.show(case.id).state is State.ACCEPTED
