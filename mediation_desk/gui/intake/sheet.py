"""All that is typed for one case: two cards about the dispute, the parties between them."""

from collections.abc import Mapping
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.errors import InvalidInput
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.intake.card import FormCard
from mediation_desk.gui.intake.case_cards import (
    DisputeCard,
    FactsCard,
    join_origin,
    split_origin,
)
from mediation_desk.gui.intake.parties import Parties
from mediation_desk.gui.intake.reading import values_of
from mediation_desk.services.drafts import CaseDraft, PartyDraft
from mediation_desk.services.intake import Choices, Remembered

_USUAL = {"difficulty": "general", "is_public": True}


class IntakeSheet(QWidget):
    """Reads, fills, keeps and marks the whole; `edited` when somebody types."""

    edited = Signal()
    left = Signal(object)

    def __init__(self, context: GuiContext, choices: Choices) -> None:
        """Draw the cards."""
        super().__init__()
        self._today = context.desk.clock.today()
        self._title = ""
        self.dispute = DisputeCard(context, choices)
        self.parties = Parties(context, choices)
        self.facts = FactsCard(context)
        self._after: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(context.theme.px(10))
        for part in (self.dispute, self.parties, self.facts):
            column.addWidget(part)
        column.addStretch(1)
        for part in (self.dispute.form, self.facts.form, self.parties):
            part.edited.connect(self.edited)
        self.parties.left.connect(self.left)
        self.parties.changed_cards.connect(self.order_focus)

    def order_focus(self, *after: QWidget) -> None:
        """Let Tab and Enter go through the fields as they stand on the page, then to `after`."""
        self._after = list(after) or self._after
        stops = [*self.dispute.stops(), *self.parties.stops(), *self.facts.stops(), *self._after]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def clear(self, remembered: Remembered) -> None:
        """Show an empty registration that begins like the last one."""
        self._title = ""
        for card in self._case_cards():
            card.form.clear_faults()
            card.form.unfold(False)
            card.form.fill(dict.fromkeys(card.form.fields))
        self.parties.clear()
        first = asdict(remembered) | _USUAL | {"registered_on": self._today}
        self._fill_case(first)

    def fill(self, draft: CaseDraft) -> None:
        """Show a registered case."""
        self._title = draft.title
        values = {name: getattr(draft, name) for name in CaseDraft.__dataclass_fields__}
        self._fill_case(values)
        self.parties.fill(draft.parties)
        self.facts.form.unfold(bool(draft.requests or draft.disputed_matters or draft.flags))

    def read(self) -> CaseDraft:
        """Return what is typed. Raises InvalidInput with every fault at once."""
        draft, faults = self.typed()
        if faults:
            raise InvalidInput(faults)
        return draft

    def typed(self) -> tuple[CaseDraft, dict[str, str]]:
        """Return what is typed, empty where it cannot be read, and the faults by field."""
        values: dict[str, Any] = {"title": self._title}
        faults: dict[str, str] = {}
        for card in self._case_cards():
            found, wrong = values_of(card.form)
            values |= found
            faults |= wrong
        parties, wrong = self.parties.read()
        values |= split_origin(values["origin"])
        return CaseDraft(**values, parties=parties), faults | wrong

    def others(self, who: PartyDraft) -> tuple[PartyDraft, ...]:
        """Return the parties on other sides than `who`."""
        return tuple(one for one in self.parties.read()[0] if one.side is not who.side)

    def keep(self) -> dict[str, Any]:
        """Return what stands here, readable or not."""
        return {
            "title": self._title,
            "dispute": self.dispute.form.keep(),
            "facts": self.facts.form.keep(),
            "open": [card.form.unfolded for card in self._case_cards()],
            "parties": self.parties.keep(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put back what `keep` returned."""
        self._title = state["title"]
        self.dispute.form.restore(state["dispute"])
        self.facts.form.restore(state["facts"])
        for card, opened in zip(self._case_cards(), state["open"], strict=True):
            card.form.unfold(opened)
        self.parties.restore(state["parties"])

    def show_faults(self, faults: dict[str, str]) -> None:
        """Put faults beside their fields, the cursor in the first."""
        if "application_form" in faults:
            faults = {**faults, "origin": faults["application_form"]}
        self.facts.form.show_faults(faults)
        self.parties.show_faults(faults)
        self.dispute.form.show_faults(faults)

    def jump(self, field: str) -> None:
        """Put the cursor into a field by its name in the draft."""
        if field.startswith("parties"):
            self.parties.jump(field)
            return
        card = next(one for one in self._case_cards() if field in one.form.fields)
        if card.form.is_folded(field):
            card.form.unfold(True)
        card.form.fields[field].setFocus(Qt.FocusReason.TabFocusReason)

    def card_here(self) -> FormCard:
        """Return the card with the cursor, the first one where it is in none."""
        focus = self.window().focusWidget()
        cards: list[FormCard] = [*self._case_cards(), *self.parties.cards]
        return next((card for card in cards if card.isAncestorOf(focus)), self.dispute)

    def _case_cards(self) -> tuple[FormCard, FormCard]:
        return self.dispute, self.facts

    def _fill_case(self, values: Mapping[str, Any]) -> None:
        shown = {**values, "origin": join_origin(values["origin"], values["application_form"])}
        for card in self._case_cards():
            card.form.fill(shown)
