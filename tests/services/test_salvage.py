"""What a damaged store still holds beyond the last backup is written again; the rest is named."""

import pytest

from mediation_desk.app import build, place_of, recovery
from mediation_desk.clock import FixedClock
from mediation_desk.paths import Paths
from mediation_desk.services.listing import Filters
from mediation_desk.services.recovery import Recovery
from mediation_desk.storage.raw import look_into
from tests import factories, rescues
from tests.factories import FakeDrives
from tests.rescues import PAGE, assert_sound, flip, key_of, root_of


@pytest.fixture
def worked(paths: Paths, clock: FixedClock) -> Paths:
    return rescues.worked_office(paths, clock)


@pytest.fixture
def rescue(paths: Paths, clock: FixedClock) -> Recovery:
    return recovery(paths, clock, drives=FakeDrives())


def test_work_after_the_backup_is_written_again_from_the_damaged_store(
    worked: Paths, rescue: Recovery
) -> None:
    place = place_of(worked)
    head_before = look_into(place.file, key_of(worked), newest_line)
    damaged = flip(place.file, root_of(worked, "person"))
    done = rescue.restore(rescue.best().row.id, replay=True)
    assert done.lost == ()
    assert [one.action for one in done.recovered] == [
        "登记",
        "受理",
        "指派调解员",
        "记录调解",
        "达成协议",
        "登记签章",
        "打印文书",
    ]
    assert all("纠纷" in one.about for one in done.recovered)
    assert (done.kept / "office.mdesk").read_bytes() == damaged
    assert_sound(worked)
    chain = look_into(place.file, key_of(worked), all_hashes)
    assert head_before in chain  # the lines keep their hashes: anchors taken since still hold


def test_cases_and_drafts_brought_back_are_found_again(
    worked: Paths, rescue: Recovery, clock: FixedClock
) -> None:
    desk = build(worked, clock, drives=FakeDrives())
    desk.unsaved.keep("case", {"facts": "写到一半"})
    desk.close()
    flip(place_of(worked).file, root_of(worked, "person"))
    rescue.restore(rescue.best().row.id, replay=True)
    desk = build(worked, clock, drives=FakeDrives())
    assert len(desk.listing.cases(Filters(text="鱼塘"), limit=9)) == 1
    assert desk.unsaved.find("case").content == {"facts": "写到一半"}
    desk.close()


def newest_line(raw) -> str:
    return raw.execute("SELECT hash FROM audit ORDER BY seq DESC").fetchone()[0]


def all_hashes(raw) -> set[str]:
    return {row[0] for row in raw.execute("SELECT hash FROM audit")}


def test_a_paper_whose_bytes_are_gone_is_named_as_lost(
    worked: Paths, rescue: Recovery, clock: FixedClock
) -> None:
    place = place_of(worked)
    flip(place.file, root_of(worked, "issued_paper"))
    done = rescue.restore(rescue.best().row.id, replay=True)
    (lost,) = done.lost
    assert (lost.action, lost.why_lost) == ("打印文书", "文书或附件的原件读不出来")
    assert len(done.recovered) == 6
    assert "没有找回 1 次保存" in done.report
    assert lost.about in done.report
    assert_sound(worked)


def test_a_hole_in_the_journal_costs_only_what_stood_there(
    worked: Paths, rescue: Recovery, clock: FixedClock
) -> None:
    desk = build(worked, clock, drives=FakeDrives())
    committee = desk.office.committees()[0].id
    for number in range(12):
        factories.registered(desk, committee, facts=f"第{number}件：" + "争执" * 200)
    desk.close()
    place = place_of(worked)
    whole = place.file.read_bytes()
    lost_somewhere = 0
    for page in range(40, len(whole) // PAGE, 31):
        place.file.write_bytes(whole)
        for file in place.companions:
            file.unlink(missing_ok=True)
        flip(place.file, page)
        done = rescue.restore(rescue.backups()[-1].id, replay=True)
        assert len(done.recovered) + len(done.lost) >= 1 or not done.end_known
        lost_somewhere += len(done.lost)
        assert_sound(worked)
    assert lost_somewhere


def test_a_store_nothing_can_be_read_from_goes_back_to_the_backup(
    worked: Paths, rescue: Recovery
) -> None:
    place = place_of(worked)
    place.file.write_bytes(bytes(40 * PAGE))
    done = rescue.restore(rescue.best().row.id, replay=True)
    assert (done.recovered, done.lost, done.end_known) == ((), (), False)
    assert "末尾读不出来" in done.report
    assert_sound(worked)
