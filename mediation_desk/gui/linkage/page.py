"""联动: letters, the front desk, sweeps and prevention, zero reports, informants, venues."""

from typing import Any

from PySide6.QtWidgets import QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.linkage.book import Book
from mediation_desk.gui.linkage.letters_book import LettersBook
from mediation_desk.gui.linkage.lines_book import LinesBook
from mediation_desk.gui.linkage.people_books import InformantsBook, VenuesBook
from mediation_desk.gui.linkage.sweeps_books import PreventionsBook, SweepsBook
from mediation_desk.gui.linkage.zero_book import ZeroBook
from mediation_desk.gui.parts import heading, page_layout, scrolled
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area
from mediation_desk.services.filters import Matter
from mediation_desk.services.found_rows import Shelf, Sought
from mediation_desk.services.letters import LetterView
from mediation_desk.services.lines import LineView

LOW = 420
"""The least height of the books at 100 %; on a low screen the page scrolls."""


class LinkagePage(QWidget):
    """Books in tabs; one is read when it is looked at."""

    areas = frozenset({Area.LINKAGE, Area.CASES, Area.ORGANISATION, Area.SETTINGS})
    help_topic = "linkage"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills the book on screen."""
        super().__init__()
        self.letters = LettersBook(context)
        self.lines = LinesBook(context)
        self.sweeps = SweepsBook(context)
        self.preventions = PreventionsBook(context)
        self.zero = ZeroBook(context)
        self.informants = InformantsBook(context)
        self.venues = VenuesBook(context)
        self.tabs = QTabWidget()
        for book, words in (
            (self.letters, tr("函件")),
            (self.lines, tr("来访")),
            (self.sweeps, tr("排查")),
            (self.preventions, tr("预防")),
            (self.zero, tr("零报告")),
            (self.informants, tr("信息员")),
            (self.venues, tr("场所")),
        ):
            book.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            self.tabs.addTab(book, words)
        self.tabs.currentChanged.connect(self.reload)
        self.tabs.setMinimumHeight(context.theme.px(LOW))
        content = QWidget()
        inside = page_layout(context.theme, content)
        inside.addWidget(heading(context.theme, tr("联动"), 1.6))
        inside.addWidget(self.tabs, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(content))

    def reload(self) -> None:
        """Read the book on screen anew."""
        self._book().reload()

    def show_part(self, part: Matter | Sought | str) -> None:
        """Show what a figure of the 工作台 counts, what was found, or the letter of an id."""
        if isinstance(part, Sought):
            found_in = self.lines if part.shelf is Shelf.LINE else self.letters
            self.tabs.setCurrentWidget(found_in)
            found_in.show_sought(part.typed, part.id)
            return
        if not isinstance(part, Matter):
            self.tabs.setCurrentWidget(self.letters)
            self.letters.show_view(LetterView.WAITING)
            self.letters.pane.table.choose(part)
            return
        book, view = {
            Matter.LETTERS: (self.letters, LetterView.PRESSING),
            Matter.LINES: (self.lines, LineView.OVERDUE),
            Matter.ZERO: (self.zero, None),
            Matter.SWEEPS: (self.sweeps, None),
        }[part]
        self.tabs.setCurrentWidget(book)
        book.show_view(view)

    def keep(self) -> Any:
        """Return which book is open, and what each shows."""
        books = [self.tabs.widget(at) for at in range(self.tabs.count())]
        return self.tabs.currentIndex(), [
            book.keep() if isinstance(book, Book) else None for book in books
        ]

    def restore(self, state: Any) -> None:
        """Show again what `keep` returned."""
        at, kept = state
        for number, one in enumerate(kept):
            book: Any = self.tabs.widget(number)
            book.restore(one)
        self.tabs.setCurrentIndex(at)

    def _book(self) -> Book:
        book = self.tabs.currentWidget()
        assert isinstance(book, Book)
        return book
