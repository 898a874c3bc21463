"""What the window and the command line are told about backups and restoring."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from mediation_desk.clock import CHINA
from mediation_desk.storage.backup import Backup

HERE = "本机"
"""What the first place for backups is called."""


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup in a list; `id` names it to the services, `place` is 本机 or the label."""

    id: str
    sequence: int
    place: str
    file: Path
    made_at: datetime
    verified_at: datetime
    age: str
    reason: str
    cases: int
    size: int
    program: str


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """The status bar's line: `text` such as 已验证 2026-11-24 08:12; `late` asks for attention."""

    text: str
    second: str
    verified_at: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class BackupDone:
    """A finished backup: one row per place reached, and a sentence for a place that was not."""

    rows: tuple[BackupRow, ...]
    problems: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class LostCase:
    """A case that was written to after a backup: going back to it loses that.

    `title` is "" for somebody who may not read cases.
    """

    number: str
    title: str
    new: bool


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What going back to a backup would lose, said before anybody decides."""

    backup: BackupRow
    lost: tuple[LostCase, ...]
    other_changes: int
    sentence: str


def backup_row(backup: Backup, place: str, now: datetime) -> BackupRow:
    """Return a backup as a list shows it."""
    manifest = backup.manifest
    return BackupRow(
        id=str(backup.file),
        sequence=manifest.sequence,
        place=place,
        file=backup.file,
        made_at=manifest.made_at,
        verified_at=manifest.verified_at,
        age=age(manifest.made_at, now),
        reason=manifest.reason.label,
        cases=manifest.counts.get("dispute", 0),
        size=manifest.size,
        program=manifest.program,
    )


def age(then: datetime, now: datetime) -> str:
    """Return how long ago something was, in words."""
    if then > now + timedelta(minutes=5):
        return "时间在将来，请检查系统时间"
    days = (now.astimezone(CHINA).date() - then.astimezone(CHINA).date()).days
    if days > 1:
        return f"{days} 天前"
    day = "昨天" if days == 1 else "今天"
    return f"{day} {then.astimezone(CHINA):%H:%M}"


def moment(then: datetime) -> str:
    """Return an instant as people in China read it."""
    return f"{then.astimezone(CHINA):%Y-%m-%d %H:%M}"
