"""What the report service gives back: reports as they were submitted, what has changed since."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A submitted report; `corrects` is true for one that corrects an earlier one (更正)."""

    id: str
    title: str
    period_label: str
    unit_label: str
    recipient: str
    corrects: bool
    cases: int
    submitted_at: datetime
    submitted_by: str
    seal: str


@dataclass(frozen=True, slots=True)
class ChangedCase:
    """A case that is counted otherwise than in the report: `what` says in which columns.

    With `is_case` false it is another record, which cannot be opened as a case.
    """

    id: str
    number: str
    title: str
    what: str
    is_case: bool = True


@dataclass(frozen=True, slots=True)
class ReportChanges:
    """What has changed since a report was submitted."""

    cases: tuple[ChangedCase, ...]

    @property
    def sentence(self) -> str:
        """自上报后变动 N 件."""
        if not self.cases:
            return "自上报后没有变动，按现有数据重算与上报的一致。"
        return f"自上报后变动 {len(self.cases)} 件。"
