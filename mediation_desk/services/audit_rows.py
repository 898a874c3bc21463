"""What the auditor reads: the audit line by line, and the report of a verification, frozen."""

from dataclasses import dataclass
from datetime import datetime

from mediation_desk.services.history_words import ActionKind

_NO_ANCHOR = "没有备份可对照，末尾有没有被截断无从核对。"


@dataclass(frozen=True, slots=True)
class AuditFilters:
    """Which lines to show; empty means all. `before` goes on below a line's number."""

    kind: ActionKind | None = None
    actor: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int = 0


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the audit: its number, who did what when, on which case, and its hash.

    `about` is a case's number or the kind of thing; what was written is not the auditor's to read.
    """

    seq: int
    at: datetime
    actor: str
    action: str
    kind: ActionKind
    about: str
    detail: str
    changes: int
    hash: str


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What a verification found (审计核验): nothing in the four lists means all is as written.

    `files` of the dossiers were read through, `broken` names those that are not as they came in.
    """

    at: datetime
    lines: int
    changes: int
    rows: int
    anchors: int
    head_seq: int
    head_hash: str
    journal: tuple[str, ...]
    cut: tuple[str, ...]
    data: tuple[str, ...]
    files: int
    broken: tuple[str, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """Everything that was found, the audit itself first."""
        return (*self.journal, *self.cut, *self.data, *self.broken)

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return not self.faults

    @property
    def sentence(self) -> str:
        """The result in one sentence."""
        counted = f"审计记录 {self.lines} 条、变更记录 {self.changes} 条、数据 {self.rows} 行"
        counted += f"、材料的文件 {self.files} 份"
        if self.whole:
            anchors = f"{self.anchors} 份备份的锚点都在。"
            return f"{counted}，全部核对无误；{anchors if self.anchors else _NO_ANCHOR}"
        found = f"{counted}，发现 {len(self.faults)} 处不符，核验没有改动数据。"
        return f"{found}请保留现状并联系维护人员。"
