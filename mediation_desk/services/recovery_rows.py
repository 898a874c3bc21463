"""What the recovery screen and the command line are told about a store that does not open."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mediation_desk.services.backup_rows import BackupRow


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why the store does not open, and which remedies there are.

    `trouble` is a stable code (storage/checks.py); `sentence` and `advice` are shown as they are.
    """

    trouble: str
    sentence: str
    advice: str
    file: Path
    size: int | None
    changed_at: datetime | None
    can_restore: bool
    can_replay: bool
    can_set_log_aside: bool
    can_put_key_back: bool


@dataclass(frozen=True, slots=True)
class FilesFound:
    """What the files of evidence and scans turned out to be, read through: how many of each."""

    total: int
    missing: int
    altered: int

    @property
    def whole(self) -> bool:
        """Whether every file is there and as it was written."""
        return not self.missing and not self.altered

    @property
    def sentence(self) -> str:
        """The result in one sentence."""
        if self.whole:
            return f"材料的文件 {self.total} 份都完好。"
        return (
            f"材料的文件 {self.total} 份，不见了 {self.missing} 份，"
            f"被改动或已损坏 {self.altered} 份，其他内容不受影响；在案件的“证据”里按“从备份找回”。"
        )


@dataclass(frozen=True, slots=True)
class ProvedBackup:
    """The newest backup that was opened and found whole; `passed_over` says why newer ones not."""

    row: BackupRow | None
    passed_over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckedBackup:
    """A backup that was opened just now; `fault` says why it cannot be used, "" for a sound one."""

    row: BackupRow
    fault: str = ""

    @property
    def id(self) -> str:
        """What names it to the services."""
        return self.row.id


@dataclass(frozen=True, slots=True)
class SavedAgain:
    """One save of the damaged store: written again after the backup, or lost and why."""

    at: datetime | None
    actor: str
    action: str
    about: str
    why_lost: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the sentence, where the old files are, and the text to print.

    `end_known` is false when the damaged journal's last lines could not be read: there may have
    been saves that neither list names.
    """

    message: str
    kept: Path
    recovered: tuple[SavedAgain, ...] = ()
    lost: tuple[SavedAgain, ...] = ()
    end_known: bool = True
    lost_files: int = 0
    """Attachments that neither the backup nor this computer has whole."""
    report: str = ""
