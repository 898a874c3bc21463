"""What the history and the undo give back: actions and their fields in words, frozen."""

from dataclasses import dataclass
from datetime import datetime

from mediation_desk.services.history_words import ActionKind


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One field that an action changed, in words: of which row, before and after.

    `table` is where that row is kept, for the way to it.
    """

    row: str
    field: str
    before: str
    after: str
    table: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One saved action of a case's history: who, when, what, why, and every field it changed.

    `undone` tells that it was undone since, and not brought back.
    """

    write_id: str
    at: datetime
    actor: str
    action: str
    kind: ActionKind
    reason: str
    lines: tuple[HistoryLine, ...]
    undone: bool = False


@dataclass(frozen=True, slots=True)
class UndoStep:
    """What undoing (or, with `redo`, bringing back) a saved action does, and why it may not be."""

    write_id: str
    redo: bool
    subject: str
    entry: HistoryEntry
    why_not: str

    @property
    def sentence(self) -> str:
        """What the menu and the question say: 撤销“受理”：（2025）… 邻样东与邻样西邻里纠纷."""
        verb = "恢复" if self.redo else "撤销"
        about = f"：{self.subject}" if self.subject else ""
        return f"{verb}“{self.entry.action}”{about}"
