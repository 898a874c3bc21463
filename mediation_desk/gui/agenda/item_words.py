"""An entry of the calendar in words, and the colour of its text."""

from mediation_desk.clock import CHINA
from mediation_desk.gui.words import tr
from mediation_desk.services.daily_rows import AgendaItem, AgendaKind

_INKS = {
    AgendaKind.PLANNED: "accent_deep",
    AgendaKind.HELD: "muted",
    AgendaKind.LIMIT: "warn",
    AgendaKind.DUE: "good",
    AgendaKind.CONFIRMATION: "warn",
    AgendaKind.FOLLOW_UP: "good",
    AgendaKind.LETTER: "warn",
    AgendaKind.REPORT: "danger",
}


def item_words(item: AgendaItem) -> str:
    """Return 19:30 约定调解 邻样东与邻样西排水纠纷."""
    words = [head_words(item)]
    if item.note:
        words.append(item.note)
    words.append(item.title)
    return " ".join(words)


def head_words(item: AgendaItem) -> str:
    """Return 19:30 约定调解."""
    kind = tr(item.kind.label)
    return f"{item.at.astimezone(CHINA):%H:%M} {kind}" if item.at else kind


def short_words(item: AgendaItem) -> str:
    """Return 19:30, or what ends where the entry has no moment: all a month has room for."""
    return f"{item.at.astimezone(CHINA):%H:%M}" if item.at else tr(item.kind.label)


def ink(item: AgendaItem) -> str:
    """Return the theme's colour of an entry: what is late stands out."""
    return "danger" if item.late else _INKS[item.kind]
