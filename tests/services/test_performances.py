"""The performance book: overdue first, sums of everything, nothing before an agreement's effect."""

from datetime import date

from mediation_desk.clock import local
from mediation_desk.services.daily_rows import Book, BookFilters, DueState
from mediation_desk.services.record_drafts import ReceiptDraft, UrgingDraft
from tests.factories import (
    agreement_draft,
    in_effect,
    mediating,
    parties,
    set_up,
    signatures,
)


def test_receipts_count_before_a_promise_is_performed_and_the_last_urging_is_shown(
    desk, clock
) -> None:
    case = in_effect(desk, set_up(desk))
    due = case.agreement.instalments[0]
    part = ReceiptDraft(
        date(2025, 3, 18), "邻样西", "邻样东", "cash", amount_fen=50_000, instalment_id=due.id
    )
    desk.records.receive(case.id, part)
    desk.records.urge(
        case.id,
        UrgingDraft(date(2025, 4, 1), "phone", "邻样西", due.id, "月底付", date(2025, 4, 30), "甲"),
    )
    found = book(desk)
    assert (found.totals.paid_fen, found.rows[0].paid_fen) == (50_000, 50_000)
    assert (found.rows[0].urged_on, found.rows[0].promised_on) == (
        date(2025, 4, 1),
        date(2025, 4, 30),
    )
    desk.agreements.perform(case.id, due.id, date(2025, 4, 29))
    assert book(desk).totals.paid_fen == 150_000, "counted once"


def test_sums_by_party_put_the_cases_of_one_person_together(desk) -> None:
    town = set_up(desk)
    respondent = {"id_number": "341823195609309105"}
    cases = [in_effect(desk, town, parties=parties(**respondent)) for _ in range(2)]
    desk.agreements.perform(cases[0].id, cases[0].agreement.instalments[0].id, date(2025, 3, 20))
    (owes,) = desk.performances.by_party(BookFilters())
    assert (owes.name, owes.cases, owes.number, owes.late) == ("邻样西", 2, 4, 3)
    assert (owes.promised_fen, owes.paid_fen) == (300_000, 150_000)
    (owed,) = desk.performances.by_party(BookFilters(), owing=False)
    assert (owed.name, owed.number) == ("邻样东", 2), "whom nothing is owed to is not in the sums"
    assert sum(one.promised_fen for one in (owes,)) == book(desk).totals.promised_fen


def test_the_book_is_narrowed_by_words_and_committee(desk) -> None:
    case = in_effect(desk, set_up(desk))
    village = desk.office.committees()[1].id
    for words in ("邻样西", "修墙", "邻里", case.number[-4:]):
        assert book(desk, text=words).totals.number >= 1, words
    assert book(desk, text="出水口").totals.number == 1
    assert book(desk, text="不在这里").totals.number == 0
    assert book(desk, committee_id=village).totals.number == 0
    assert book(desk, committee_id=case.committee_id).totals.number == 2


def book(desk, **narrowed) -> Book:
    return desk.performances.book(BookFilters(**narrowed))


def test_the_book_lists_promises_in_force_overdue_first_with_their_sums(desk, clock) -> None:
    case = mediating(desk, set_up(desk))
    clock.set(local(date(2025, 3, 10), 20))
    desk.agreements.conclude(case.id, agreement_draft(case))
    assert book(desk).totals.number == 0, "nobody has signed"
    desk.agreements.sign(case.id, signatures(desk.cases.show(case.id)))
    clock.set(local(date(2025, 3, 26)))
    found = book(desk, state=DueState.OPEN)
    assert [(row.due_on.day, row.days_late) for row in found.rows] == [(20, 6), (31, 0)]
    assert (found.rows[0].debtor, found.rows[0].creditor) == ("邻样西", "邻样东")
    assert (found.totals.promised_fen, found.totals.paid_fen) == (150_000, 0)
    first, second = found.rows
    assert [row.id for row in book(desk, state=DueState.LATE).rows] == [first.id]
    assert [row.id for row in book(desk, state=DueState.SOON).rows] == [second.id]
    desk.agreements.perform(case.id, first.id, date(2025, 3, 26))
    assert [row.id for row in book(desk, state=DueState.DONE).rows] == [first.id]
    assert [row.id for row in book(desk, state=DueState.OPEN).rows] == [second.id]
    whole = desk.performances.book(BookFilters(), limit=1)
    assert (len(whole.rows), whole.totals.number, whole.totals.paid_fen) == (1, 2, 150_000)
