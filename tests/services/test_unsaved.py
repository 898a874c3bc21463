"""What was typed and not saved is there after a crash, for who typed it, and gone once saved."""

from mediation_desk.app import Desk, build
from mediation_desk.clock import FixedClock
from mediation_desk.paths import Paths
from mediation_desk.services.listing import Filters
from mediation_desk.storage.comparison import compare
from mediation_desk.storage.tables.unsaved import draft
from tests.conftest import NOON
from tests.factories import case_draft, registered, set_up


def test_the_last_typing_is_there_when_the_store_is_opened_again(
    paths: Paths, clock: FixedClock
) -> None:
    first = build(paths, clock, actor="甲样")
    first.unsaved.keep("intake", {"facts": "排水"})
    first.unsaved.keep("intake", {"facts": "排水沟改道"})
    first.close()
    again = build(paths, clock, actor="甲样")
    found = again.unsaved.find("intake")
    assert found is not None
    assert (found.saved_at, found.content) == (NOON, {"facts": "排水沟改道"})
    again.close()


def test_everybody_has_drafts_of_their_own(paths: Paths, clock: FixedClock) -> None:
    one = build(paths, clock, actor="甲样")
    one.unsaved.keep("intake", {"facts": "甲样写的"})
    one.close()
    other = build(paths, clock, actor="乙样")
    assert other.unsaved.find("intake") is None
    other.close()


def test_saving_the_form_takes_its_draft_away_and_no_other(desk: Desk) -> None:
    committee = set_up(desk)
    for form in ("intake", "session"):
        desk.unsaved.keep(form, {"facts": "排水"})
    desk.cases.register(case_draft(committee), form="intake")
    assert desk.unsaved.find("intake") is None
    assert desk.unsaved.find("session") is not None


def test_a_registration_from_elsewhere_leaves_the_draft_alone(desk: Desk) -> None:
    committee = set_up(desk)
    desk.unsaved.keep("intake", {"facts": "排水"})
    registered(desk, committee)
    assert desk.unsaved.find("intake") is not None


def test_correcting_takes_the_draft_away_too(desk: Desk) -> None:
    case = registered(desk, set_up(desk))
    desk.unsaved.keep("intake", {"facts": "排水"})
    typed, revision = desk.cases.draft(case.id)
    desk.cases.revise(case.id, typed, revision=revision, form="intake")
    assert desk.unsaved.find("intake") is None


def test_a_draft_given_up_is_gone(desk: Desk) -> None:
    desk.unsaved.keep("intake", {})
    desk.unsaved.drop("intake")
    assert desk.unsaved.find("intake") is None


def test_drafts_are_no_part_of_the_record(desk: Desk) -> None:
    registered(desk, set_up(desk))
    desk.unsaved.keep("intake", {"facts": "没有人看过的半句话"})
    with desk.unsaved._context.db.read() as connection:
        assert compare(connection) == ()
        assert connection.execute(draft.select()).one().content.count("半句话") == 1
    assert desk.listing.count(Filters()) == 1
