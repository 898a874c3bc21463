"""The parties of the page: a card each, more of them by Alt+A."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.codes import Side
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.intake.party_card import PartyCard
from mediation_desk.gui.intake.reading import inner
from mediation_desk.gui.parts import button, label, row
from mediation_desk.gui.words import tr
from mediation_desk.services.drafts import PartyDraft
from mediation_desk.services.intake import Choices

FIRST = (Side.APPLICANT, Side.RESPONDENT)
"""The cards a new registration begins with."""


class Parties(QWidget):
    """All party cards, in order; cards with nothing typed are nobody."""

    edited = Signal()
    changed_cards = Signal()
    left = Signal(object)

    def __init__(self, context: GuiContext, choices: Choices) -> None:
        """Begin with an applicant and a respondent."""
        super().__init__()
        self._context = context
        self._ethnicities = choices.ethnicities
        self.cards: list[PartyCard] = []
        self.fault = label("", "fault", wrap=True)
        self.fault.hide()
        self.add_button = button(tr("再加一名当事人（Alt+A）"), self.add)
        self.add_button.setProperty("quiet", True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(context.theme.px(10))
        self._column.addWidget(self.fault)
        self._column.addLayout(row(self.add_button))
        self.clear()

    def clear(self) -> None:
        """Show empty cards for a new registration."""
        self._have(0)
        for side in FIRST:
            self._insert(len(self.cards), side)

    def add(self) -> None:
        """Add a card after the one with the cursor, on the same side, the cursor in it."""
        here = self.card_here() or self.cards[-1]
        side = here.form.fields["side"].value() or Side.APPLICANT
        self._insert(self.cards.index(here) + 1, side).form.fields["name"].setFocus()

    def card_here(self) -> PartyCard | None:
        """Return the card with the cursor."""
        focus = self.window().focusWidget()
        return next((card for card in self.cards if card.isAncestorOf(focus)), None)

    def stops(self) -> list[QWidget]:
        """Return everything the cursor stops at, in order."""
        return [*(stop for card in self.cards for stop in card.stops()), self.add_button]

    def typed_cards(self) -> list[PartyCard]:
        """Return the cards that are somebody: the parties of the draft, in its order."""
        return [card for card in self.cards if not card.blank]

    def read(self) -> tuple[tuple[PartyDraft, ...], dict[str, str]]:
        """Return the parties and the faults by field ("parties.0.name")."""
        drafts, faults = [], {}
        for number, card in enumerate(self.typed_cards()):
            draft, wrong = card.read()
            drafts.append(draft)
            faults |= {f"parties.{number}.{name}": text for name, text in wrong.items()}
        return tuple(drafts), faults

    def fill(self, drafts: tuple[PartyDraft, ...]) -> None:
        """Show these parties and no others."""
        self._have(len(drafts))
        for card, draft in zip(self.cards, drafts, strict=True):
            card.fill(draft)

    def keep(self) -> list[dict[str, Any]]:
        """Return what stands in every card."""
        return [card.keep() for card in self.cards]

    def restore(self, states: list[dict[str, Any]]) -> None:
        """Put back what `keep` returned."""
        self._have(len(states))
        for card, state in zip(self.cards, states, strict=True):
            card.restore(state)

    def show_faults(self, faults: dict[str, str]) -> None:
        """Put faults beside their fields."""
        self.fault.setText(faults.get("parties", ""))
        self.fault.setVisible("parties" in faults)
        for number, card in reversed(list(enumerate(self.typed_cards()))):
            card.show_faults(inner(f"parties.{number}.", faults))

    def jump(self, field: str) -> None:
        """Put the cursor into "parties.0.phone"; "parties" is a card for who is missing."""
        if field == "parties":
            empty = next((card for card in self.cards if card.blank), None)
            card = empty or self._insert(len(self.cards), Side.RESPONDENT)
            card.jump("name")
            return
        _, number, name = field.split(".", maxsplit=2)
        self.typed_cards()[int(number)].jump(name)

    def _have(self, number: int) -> None:
        while len(self.cards) > number:
            self._drop(self.cards[-1])
        while len(self.cards) < number:
            self._insert(len(self.cards), Side.APPLICANT)

    def _insert(self, at: int, side: Side) -> PartyCard:
        card = PartyCard(self._context, self._ethnicities, side)
        card.form.edited.connect(self.edited)
        card.agents.edited.connect(self.edited)
        card.changed_lines.connect(self._renumber)
        card.left.connect(lambda: self.left.emit(card))
        card.remove_button.clicked.connect(lambda: self._remove(card))
        self.cards.insert(at, card)
        self._column.insertWidget(at + 1, card)
        self._renumber()
        return card

    def _remove(self, card: PartyCard) -> None:
        words = tr("这名当事人填写的内容会一起移除。")
        if not card.blank and not self._context.prompts.confirm(
            self, words, yes=tr("移除"), no=tr("保留")
        ):
            return
        self._drop(card)
        if not self.cards:
            self._insert(0, Side.APPLICANT)
        self.cards[0].form.fields["name"].setFocus()
        self.edited.emit()

    def _drop(self, card: PartyCard) -> None:
        self.cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._renumber()

    def _renumber(self) -> None:
        for number, card in enumerate(self.cards, start=1):
            card.title.setText(tr("当事人 {number}", number=number))
        self.changed_cards.emit()
