"""The cases being typed: one is on the page, others lie aside with all that is typed into them."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.intake.sheet import IntakeSheet
from mediation_desk.services.drafts import CaseDraft

VERSION = 1
"""The shape of what is kept; a draft of another shape is left in the store unread."""


@dataclass
class Standing:
    """What is on the page: the new case (id ""), or a registered one as of a revision.

    `began` is the line or letter a new case came from.
    """

    case_id: str = ""
    revision: int = 0
    title: str = ""
    dirty: bool = False
    began: str = ""


class Pile(QObject):
    """Puts cases onto the sheet and aside; `turned` says that another one is on the page."""

    turned = Signal()

    def __init__(self, context: GuiContext, sheet: IntakeSheet) -> None:
        """Begin with nothing; `turn_to_new` puts the new case on the page."""
        super().__init__(sheet)
        self._context, self._sheet = context, sheet
        self._aside: dict[str, dict[str, Any]] = {}
        self.now = Standing()

    @property
    def has_aside(self) -> bool:
        """Whether anything typed lies aside."""
        return bool(self._aside)

    def turn_to_new(self) -> None:
        """Turn to the new case: what was typed of it, else an empty form like the last one."""
        kept = self._aside.pop("", None)
        if kept is not None:
            self._take_up("", kept)
        else:
            self._sheet.clear(self._context.desk.intake.remembered())
            self._turn(Standing())

    def open(self, case_id: str, title: str) -> None:
        """Turn to a registered case: what was typed of it, else what is stored."""
        if self.now.dirty:
            if self.now.case_id == case_id:
                return
            self._aside[self.now.case_id] = self._state()
        kept = self._aside.pop(case_id, None)
        if kept is not None:
            self._take_up(case_id, kept)
        else:
            draft, revision = self._context.desk.cases.draft(case_id)
            self._sheet.fill(draft)
            self._turn(Standing(case_id, revision, title))

    def take(self, draft: CaseDraft, began: str) -> bool:
        """Turn to a new case that a line or letter begins; False while another new one is typed."""
        if "" in self._aside or (self.now.dirty and not self.now.case_id):
            return False
        if self.now.dirty:
            self._aside[self.now.case_id] = self._state()
        self._sheet.clear(self._context.desk.intake.remembered())
        self._sheet.fill(draft)
        self._turn(Standing(dirty=True, began=began))
        return True

    def stored(self) -> CaseDraft:
        """Return the case on the page as the store has it now; saving takes that as known."""
        draft: CaseDraft
        draft, self.now.revision = self._context.desk.cases.draft(self.now.case_id)
        return draft

    def done(self) -> None:
        """Let go of the case on the page: saved, or given up."""
        self.now.dirty = False
        self.turn_to_new()

    def keep(self) -> dict[str, Any]:
        """Return everything typed, into the case on the page and into those aside."""
        states = {**self._aside, self.now.case_id: self._state()}
        return {"version": VERSION, "at": self.now.case_id, "states": states}

    def restore(self, kept: Any) -> None:
        """Put back what `keep` returned."""
        self._aside = {**kept["states"]}
        self._take_up(kept["at"], self._aside.pop(kept["at"]))

    def _state(self) -> dict[str, Any]:
        now = self.now
        return {
            "revision": now.revision,
            "title": now.title,
            "dirty": now.dirty,
            "began": now.began,
            "sheet": self._sheet.keep(),
        }

    def _take_up(self, case_id: str, state: dict[str, Any]) -> None:
        self._sheet.restore(state["sheet"])
        facts = (state[name] for name in ("revision", "title", "dirty"))
        self._turn(Standing(case_id, *facts, state.get("began", "")))

    def _turn(self, standing: Standing) -> None:
        self.now = standing
        self.turned.emit()
