"""Whatever the disk does, what was acknowledged stands, and nothing stands half.

A few rounds of each of reliability.md's tests; `make faults` runs them all, and prints the table.
"""

from pathlib import Path

import pytest

from tests.faults import judges, runs, together
from tests.faults.harness import Server, Tally
from tests.faults.older import ROWS

pytestmark = pytest.mark.slow


def assert_clean(tally: Tally, *, at_least: int) -> None:
    assert tally.tried >= at_least, tally
    assert tally.clean, tally


def test_a_save_survives_a_disk_that_fails_at_any_point(
    failing: Server, template: Path, work: Path
) -> None:
    for tally in runs.points(failing, template, work, scenario="save", judge=judges.saves, step=7):
        assert_clean(tally, at_least=8)


def test_a_backup_survives_a_disk_that_fails_at_any_point(
    failing: Server, template: Path, work: Path
) -> None:
    for tally in runs.points(
        failing, template, work, scenario="back_up", judge=judges.backups(template), step=17
    ):
        assert_clean(tally, at_least=3)


def test_a_scan_is_kept_whole_or_not_at_all_whatever_the_disk_does(
    failing: Server, template: Path, work: Path
) -> None:
    for tally in runs.points(
        failing, template, work, scenario="attach", judge=judges.evidence, step=13
    ):
        assert_clean(tally, at_least=3)


@pytest.mark.parametrize("scenario", ["restore", "restore_and_replay"])
def test_a_restore_leaves_before_or_after_never_between(
    failing: Server, template: Path, work: Path, scenario: str
) -> None:
    judge = judges.restores(template, replay=scenario == "restore_and_replay")
    for tally in runs.points(failing, template, work, scenario=scenario, judge=judge, step=29):
        assert_clean(tally, at_least=3)


def test_an_upgrade_leaves_the_old_schema_or_the_new(
    failing: Server, older: Path, work: Path
) -> None:
    judge = judges.upgrades(older, ROWS)
    for tally in runs.points(failing, older, work, scenario="open_only", judge=judge, step=31):
        assert_clean(tally, at_least=3)


def test_a_killed_program_loses_nothing_it_acknowledged(
    failing: Server, template: Path, work: Path
) -> None:
    assert_clean(runs.kills(failing, template, work, times=50), at_least=50)


def test_a_power_cut_loses_nothing_that_was_acknowledged(
    tracing: Server, template: Path, work: Path
) -> None:
    assert_clean(runs.power_cuts(tracing, template, work, most=48), at_least=40)


def test_the_power_cuts_would_show_a_setting_that_loses(
    tracing: Server, template: Path, work: Path
) -> None:
    tally = runs.power_cuts(tracing, template, work, most=36, synchronous="NORMAL")
    assert tally.lost, tally


def test_every_flipped_bit_is_found(template: Path, work: Path) -> None:
    assert_clean(runs.bit_flips(template, work, times=40), at_least=40)


def test_a_cut_file_is_never_taken_for_a_new_office(template: Path, work: Path) -> None:
    assert_clean(runs.cuts_of_the_file(template, work, times=60), at_least=60)


def test_files_broken_at_random_are_rescued_without_a_crash(template: Path, work: Path) -> None:
    assert_clean(runs.salvages(template, work, times=6), at_least=6)


def test_a_window_that_is_killed_while_typed_into_keeps_a_draft(template: Path, work: Path) -> None:
    assert_clean(together.crashed_drafts(template, work, times=2), at_least=2)


def test_of_programs_that_start_at_once_one_opens(template: Path, work: Path) -> None:
    assert_clean(together.races(template, work, times=10), at_least=10)


def test_no_edit_of_two_people_is_lost_in_any_order(template: Path, work: Path) -> None:
    assert_clean(together.stale_edits(template, work, times=40), at_least=40)


def test_a_save_waits_for_another_program_that_holds_the_file(template: Path, work: Path) -> None:
    assert_clean(together.held_by_another(template, work, times=1), at_least=1)


def test_a_backup_made_while_people_save_is_a_committed_state(template: Path, work: Path) -> None:
    assert_clean(together.backups_under_load(template, work, times=2), at_least=2)
