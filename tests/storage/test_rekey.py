"""Another data key: the same office, under a key nobody had; interrupted, one of the two opens."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mediation_desk import app
from mediation_desk.clock import FixedClock
from mediation_desk.domain.passwords import Credentials
from mediation_desk.errors import StorageProblem
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.filters import Filters
from mediation_desk.storage.contents import logical_hash
from mediation_desk.storage.raw import look_into
from tests.factories import registered, set_up

ROOT = Path(__file__).resolve().parents[2]
WANG = Credentials("wangyang", "Lantern-47-hill")


@pytest.fixture
def closed(desk: app.Desk, quick_passwords) -> app.Desk:
    """An office with a case and an account, signed in."""
    registered(desk, set_up(desk))
    desk.accounts.first(AccountDraft(WANG.login, "王样"), WANG.password)
    return desk


def test_the_first_account_leaves_nothing_that_opens_by_the_key_that_lay_open(
    desk: app.Desk, quick_passwords
) -> None:
    registered(desk, set_up(desk))
    opened = desk._context.db._key
    desk.accounts.first(AccountDraft(WANG.login, "王样"), WANG.password)
    desk.close()
    assert not list(desk.paths.data.glob("kept/*"))
    with pytest.raises(StorageProblem, match="密钥不对"):
        look_into(desk._place.file, opened, logical_hash)


def test_another_key_holds_the_same_office_and_the_desk_works_on(
    closed: app.Desk, clock: FixedClock
) -> None:
    before, old = closed._context.db.look(logical_hash), closed._context.db._key
    told: list[tuple[int, int]] = []
    closed.accounts.change_data_key(lambda done, total: told.append((done, total)))
    assert closed._context.db._key != old
    assert told[-1][0] == told[-1][1] > 0
    assert closed._context.db.look(logical_hash) != before  # its own line in the audit
    assert closed.listing.count(Filters()) == 1
    registered(closed, closed.office.committees()[0].id)
    closed.close()
    again = app.build(closed.paths, clock, actor=WANG)
    assert again.listing.count(Filters()) == 2
    again.close()
    with pytest.raises(StorageProblem, match="密钥不对"):
        look_into(closed._place.file, old, logical_hash)


def test_a_backup_made_before_opens_for_who_is_signed_in_after(closed: app.Desk) -> None:
    from mediation_desk.storage import keys

    done = closed.backups.run()
    closed.accounts.change_data_key()
    backup = Path(done.rows[0].id)
    unlocked = keys.unlock_with(backup.with_suffix(".key"), closed._context.session.unlocked)
    assert look_into(backup, unlocked.key, logical_hash)


def test_a_copy_that_fails_changes_nothing(closed: app.Desk, monkeypatch) -> None:
    old = closed._context.db._key

    def full(_folder) -> int:
        return 1000

    with monkeypatch.context() as patch:
        patch.setattr(type(closed._place.drives), "free", lambda _, folder: full(folder))
        with pytest.raises(StorageProblem, match="没有更换密钥"):
            closed.accounts.change_data_key()
    assert closed._context.db._key == old
    assert closed.listing.count(Filters()) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")
@pytest.mark.parametrize("kills", [0, pytest.param(100, marks=pytest.mark.slow)])
def test_killed_at_any_moment_the_office_opens_under_the_old_key_or_the_new(
    tmp_path: Path, kills: int
) -> None:
    """C8: nothing is lost and nothing is left lying about, whenever the program dies."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.storage.killed_rekey", str(tmp_path), str(kills)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told) == {"old", "new"}, told
    assert told["old"] + told["new"] >= 30 + kills
    assert min(told["old"], told["new"]) >= 5
