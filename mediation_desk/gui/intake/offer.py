"""A draft found in the store, offered above the form: to be restored, or given up for good."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from mediation_desk.clock import CHINA
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.intake.pile import VERSION
from mediation_desk.gui.parts import button, label
from mediation_desk.gui.words import tr
from mediation_desk.services.unsaved import Unsaved


class DraftOffer(QFrame):
    """Asks whether to restore a draft; `answered` brings what to restore, None for nothing."""

    answered = Signal(object)

    def __init__(self, context: GuiContext) -> None:
        """Begin hidden, with nothing found."""
        super().__init__()
        self.setObjectName("offer_strip")
        self._context = context
        self._found: Unsaved | None = None
        self.words = label("", wrap=True)
        self.restore_button = button(tr("恢复"), self._restore, primary=True)
        self.drop_button = button(tr("丢弃"), self._drop)
        inside = QHBoxLayout(self)
        edge = context.theme.px(10)
        inside.setContentsMargins(edge, edge, edge, edge)
        inside.addWidget(self.words, 1)
        inside.addWidget(self.drop_button)
        inside.addWidget(self.restore_button)
        self.hide()

    @property
    def pending(self) -> bool:
        """Whether there is a draft and no answer yet."""
        return self._found is not None

    def make(self, found: Unsaved | None) -> None:
        """Offer a draft, unless there is none or nothing was typed into it."""
        self._found = found if found and _is_typed(found.content) else None
        self.words.setText(_question(self._found) if self._found else "")
        self.setVisible(self.pending)

    def _restore(self) -> None:
        if self._found is not None:
            content = self._found.content
            self.make(None)
            self.answered.emit(content)

    def _drop(self) -> None:
        words = tr("草稿丢弃以后找不回来。")
        if self._context.prompts.confirm(self, words, yes=tr("丢弃"), no=tr("保留")):
            self.make(None)
            self.answered.emit(None)


def _is_typed(content: Any) -> bool:
    """Tell whether a draft has the form's shape and anything in it."""
    if content.get("version") != VERSION:
        return False
    return any(state["dirty"] for state in content["states"].values())


def _question(found: Unsaved) -> str:
    when = f"{found.saved_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
    states = found.content["states"].values()
    cards = [card for state in states for card in state["sheet"]["parties"]]
    names = "、".join(card["form"]["name"] for card in cards if card["form"]["name"].strip())
    whose = tr("，当事人：{names}", names=names) if names else ""
    return tr("找到未保存的草稿（{when}{whose}），是否恢复？", when=when, whose=whose)
