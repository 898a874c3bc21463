"""Work over many cases: few questions to the store, and nobody kept waiting for it."""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection, event, func, select

from mediation_desk.app import Desk
from mediation_desk.domain.subsidy import Need
from mediation_desk.services.beforehand import beforehand
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.papers import issued_paper
from tests.factories import parties, set_up
from tests.services.test_subsidy import COUNTY, FIRST, LAST, agreed


def test_more_cases_are_worked_out_with_no_more_questions_to_the_store(desk: Desk) -> None:
    office = set_up(desk)
    desk.subsidy_rules.save(replace(COUNTY, needs=(Need.DOSSIER,)))
    agreed(desk, office)
    alone = asked_by(desk, lambda: desk.subsidy.propose(FIRST, LAST))
    for name in ("邻样南", "邻样北", "邻样中"):
        agreed(desk, office, parties=parties(name=name))
    heard: list[tuple[int, int]] = []
    tell = lambda done, total: heard.append((done, total))  # noqa: E731
    together = asked_by(desk, lambda: desk.subsidy.propose(FIRST, LAST, progress=tell))
    assert together == alone
    assert heard == [(0, 4)]


def asked_by(desk: Desk, work: Callable[[], object]) -> int:
    """Return how many statements the store is asked by some work."""
    asked: list[str] = []
    engine = desk._context.db._engine
    listen = lambda *args: asked.append(args[2])  # noqa: E731
    event.listen(engine, "before_cursor_execute", listen)
    work()
    event.remove(engine, "before_cursor_execute", listen)
    return len(asked)


def test_nobody_waits_for_the_store_while_a_claim_is_worked_out(desk: Desk) -> None:
    office, context = set_up(desk), desk._context
    busy: list[bool] = []

    def work(connection: Connection) -> int:
        busy.append(context.db.busy)
        return connection.execute(select(func.count()).select_from(dispute)).scalar_one()

    answer = beforehand(context, work)
    with context.write("open_subsidy_claim") as writer:
        assert (answer(writer.connection), busy) == (0, [False])
    agreed(desk, office)
    with context.write("open_subsidy_claim") as writer:
        assert (answer(writer.connection), busy) == (1, [False, True])


def test_the_number_a_paper_bears_is_kept_and_an_older_paper_still_tells_it(desk: Desk) -> None:
    case = agreed(desk, set_up(desk))
    paper = desk.papers.issue(case.id, "agreement").id
    context = desk._context
    with context.write("issue_paper") as writer:
        writer.about(dispute, case.id)
        assert writer.row(issued_paper, paper)["number"] == case.number
        writer.update(dispute, case.id, {"number": "（2025）泾示人调字第099号"})
    assert differing(desk, case.id)
    with context.write("issue_paper") as writer:
        writer.about(dispute, case.id)
        writer.update(issued_paper, paper, {"number": None})
    assert differing(desk, case.id)


def differing(desk: Desk, case_id: str) -> bool:
    """Tell whether the self-check finds a paper that bears another number."""
    return any(one.code == "number_differs" for one in desk.self_check.check(case_id).findings)
