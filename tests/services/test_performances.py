"""The performance book: overdue first, sums of everything, nothing before an agreement's effect."""

from datetime import date

from mediation_desk.clock import local
from mediation_desk.services.daily_rows import DueState
from tests.factories import agreement_draft, mediating, set_up, signatures


def test_the_book_lists_promises_in_force_overdue_first_with_their_sums(desk, clock) -> None:
    case = mediating(desk, set_up(desk))
    clock.set(local(date(2025, 3, 10), 20))
    desk.agreements.conclude(case.id, agreement_draft(case))
    assert desk.performances.book().totals.number == 0, "nobody has signed"
    desk.agreements.sign(case.id, signatures(desk.cases.show(case.id)))
    clock.set(local(date(2025, 3, 26)))
    book = desk.performances.book(DueState.OPEN)
    assert [(row.due_on.day, row.days_late) for row in book.rows] == [(20, 6), (31, 0)]
    assert (book.rows[0].debtor, book.rows[0].creditor) == ("邻样西", "邻样东")
    assert (book.totals.promised_fen, book.totals.paid_fen) == (150_000, 0)
    first, second = book.rows
    assert [row.id for row in desk.performances.book(DueState.LATE).rows] == [first.id]
    assert [row.id for row in desk.performances.book(DueState.SOON).rows] == [second.id]
    desk.agreements.perform(case.id, first.id, date(2025, 3, 26))
    assert [row.id for row in desk.performances.book(DueState.DONE).rows] == [first.id]
    assert [row.id for row in desk.performances.book(DueState.OPEN).rows] == [second.id]
    whole = desk.performances.book(limit=1)
    assert (len(whole.rows), whole.totals.number, whole.totals.paid_fen) == (1, 2, 150_000)
