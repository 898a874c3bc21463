"""Looks up whoever is being typed, beside the typing: nothing waits for the answer."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.intake.party_card import PartyCard
from mediation_desk.gui.intake.sheet import IntakeSheet
from mediation_desk.gui.intake.side_panel import SidePanel
from mediation_desk.services.seen import Door


class Recognition(QObject):
    """Asks `desk.seen` when a telling field of a party is left; the panel shows the answer."""

    def __init__(
        self, context: GuiContext, sheet: IntakeSheet, panel: SidePanel, told: Callable[[], None]
    ) -> None:
        """Watch the sheet's parties; `told` is called after each answer."""
        super().__init__(sheet)
        self._context, self._sheet, self._panel, self._told = context, sheet, panel, told
        self._asked: dict[PartyCard, Any] = {}
        self.case_id = ""
        sheet.left.connect(self.look)
        panel.unlike.connect(self.tell_apart)

    def look_at_all(self, case_id: str) -> None:
        """Look everybody up anew, for the case that is corrected ("" for a new one)."""
        self.case_id = case_id
        self._asked.clear()
        self._panel.forget(())
        for card in self._sheet.parties.typed_cards():
            self.look(card)

    def look(self, card: PartyCard) -> None:
        """Look a party up, unless nothing that matters has changed since the last time."""
        who, _ = card.read()
        committee = self._sheet.dispute.form.fields["committee_id"].state()[0]
        door = Door(committee, self._sheet.others(who), self.case_id)
        telling = (who.name, who.kind, who.id_number, who.credit_code, who.address)
        against = tuple((one.name, one.id_number) for one in door.others)
        asked = (telling, against, committee, self.case_id)
        if self._asked.get(card) == asked:
            return
        self._asked[card] = asked
        seen = self._context.desk.seen

        def show(found: Any) -> None:
            if self._asked.get(card) == asked:
                self._panel.show_seen(card, found)
                self._told()

        self._context.runner.read(lambda: seen.look(who, door), card, show)

    def tell_apart(self, card: PartyCard, case_id: str) -> None:
        """Remember that a case has nothing to do with the party of a card, and look anew."""
        who, _ = card.read()
        seen = self._context.desk.seen

        def again(_answer: Any) -> None:
            self._asked.pop(card, None)
            self.look(card)

        self._context.runner.write(lambda: seen.tell_apart(who, case_id), card, again)

    def forget_gone(self) -> None:
        """Take away what is shown of parties whose cards are gone."""
        cards = self._sheet.parties.cards
        self._asked = {card: asked for card, asked in self._asked.items() if card in cards}
        self._panel.forget(cards)
