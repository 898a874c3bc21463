"""What a case lacks, offered again and counted no more: going on, and going back."""

from datetime import date

from mediation_desk.app import Desk
from mediation_desk.clock import local
from mediation_desk.domain.codes import ConfirmationResult, Willingness
from mediation_desk.services.drafts import ClauseDraft, ConfirmationDraft, InstalmentDraft
from mediation_desk.services.missing import missing
from tests.factories import (
    accepted,
    agreement_draft,
    in_effect,
    mediating,
    parties,
    registered,
    session_draft,
    set_up,
    visit_draft,
)


def test_each_stage_says_what_it_lacks(desk: Desk) -> None:
    town = set_up(desk)
    unsure = parties(willingness=Willingness.UNKNOWN)
    assert missing(registered(desk, town, parties=unsure)) == ("邻样西还没有表态是否同意调解",)
    assert missing(registered(desk, town)) == ()
    assert missing(accepted(desk, town)) == ("还没有指派主办调解员",)
    case = mediating(desk, town)
    assert missing(case) == ("还没有调解记录", "没有约定下次调解的时间")
    desk.sessions.record(case.id, session_draft(case, next_at=local(date(2026, 1, 3), 9)))
    assert missing(desk.cases.show(case.id)) == ()


def test_an_agreement_lacks_signatures_performance_and_a_visit(desk: Desk) -> None:
    town = set_up(desk)
    case = mediating(desk, town)
    desk.agreements.conclude(case.id, agreement_draft(case))
    unsigned = missing(desk.cases.show(case.id))
    assert unsigned[0].startswith("协议还缺")
    case = in_effect(desk, town)
    assert missing(case) == ("有 2 项还没有履行", "还没有回访")
    desk.records.visit(case.id, visit_draft())
    for due in case.agreement.instalments:
        desk.agreements.perform(case.id, due.id, date(2025, 4, 1))
    assert missing(desk.cases.show(case.id)) == ()


def test_a_withdrawn_agreement_is_not_counted_as_confirmed_any_more(desk: Desk) -> None:
    case = in_effect(desk, set_up(desk))
    filed = ConfirmationDraft(
        "泾县示例人民法院", date(2025, 3, 20), ConfirmationResult.VALID, date(2025, 3, 28)
    )
    desk.outcomes.record_confirmation(case.id, filed)
    assert confirmed(desk, case.id) == (date(2025, 3, 20), date(2025, 3, 28))
    desk.cases.step_back(case.id, "内容有误")
    assert confirmed(desk, case.id) == (None, None)
    desk.undo.undo(desk.cases.history(case.id)[0].write_id)
    assert confirmed(desk, case.id) == (date(2025, 3, 20), date(2025, 3, 28))


def confirmed(desk: Desk, case_id: str) -> tuple[date | None, date | None]:
    """Return what the summary of a case says of the court."""
    from mediation_desk.storage.tables.cases import dispute

    with desk._context.db.read() as connection:
        row = connection.execute(dispute.select().where(dispute.c.id == case_id)).one()
    return row.filed_on, row.confirmed_on


def test_what_stood_in_a_withdrawn_agreement_is_offered_again(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    first, second = case.parties[0].id, case.parties[1].id
    parts = (InstalmentDraft(date(2025, 4, 1), 50_000), InstalmentDraft(date(2025, 5, 1), 50_000))
    clauses = (
        *agreement_draft(case).clauses,
        ClauseDraft("分两期付清。", debtor_id=second, creditor_id=first, instalments=parts),
        ClauseDraft("每月付生活费。", amount_fen=30_000, due_on=date(2025, 4, 5), period_months=1),
    )
    draft = agreement_draft(case, clauses=clauses)
    assert desk.agreements.former(case.id) is None
    desk.agreements.conclude(case.id, draft)
    assert desk.agreements.former(case.id) is None, "it is in force"
    desk.cases.step_back(case.id, "金额写错")
    assert desk.agreements.former(case.id) == draft
