"""Fills the case list from the store, off the GUI thread: its head at once, the rest behind."""

from array import array
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.latest import Latest
from mediation_desk.gui.paged_model import PAGE, PagedModel
from mediation_desk.gui.parts import ListView
from mediation_desk.services.filters import Filters

SCROLLED = 3
"""Pages that wait to be read while somebody scrolls; those passed by longer ago are not read."""


class ListReader(QObject):
    """Asks for the list; `counted` brings how many there are, and whether these are all."""

    counted = Signal(int, bool)

    def __init__(self, context: GuiContext, table: ListView, model: PagedModel) -> None:
        """Fill `model`, which `table` shows."""
        super().__init__(table)
        self._listing = lambda: context.desk.listing
        self._table = table
        self._model = model
        self._filters: Filters | None = None
        self._long = False
        self._choose = ""
        self._head = Latest(context.runner, self)
        self._rest = Latest(context.runner, self)
        self._pages = PageReader(context, table, model)

    def ask(self, filters: Filters, *, choose: str = "") -> None:
        """Show what the filters leave, and choose the row of an id; the same filters read anew."""
        self._choose = choose or self._choose
        self._rest.drop()
        listing = self._listing()
        if self._long and filters == self._filters:
            self._head.ask(lambda wanted: listing.keys(filters, wanted=wanted), self._renewed)
        else:
            self._head.ask(lambda _: listing.first(filters), partial(self._begun, filters))

    def _begun(self, filters: Filters, found: Any) -> None:
        again, self._filters, self._long = filters == self._filters, filters, not found.whole
        fill = self._model.renew if again else self._model.show
        self._put(lambda: fill(found.keys, found.rows), again=again)
        self.counted.emit(len(found.keys), found.whole)
        if not found.whole:
            listing = self._listing()
            self._rest.ask(lambda wanted: listing.keys(filters, wanted=wanted), self._completed)

    def _completed(self, keys: "array[int]") -> None:
        self._model.extend(keys)
        self.counted.emit(len(keys), True)

    def _renewed(self, keys: "array[int]") -> None:
        self._put(lambda: self._model.renew(keys, {}), again=True)
        self.counted.emit(len(keys), True)

    def _put(self, change: Callable[[], None], *, again: bool) -> None:
        """Put rows into the table; what is chosen stays so, and where the list stood it stands."""
        chosen = self._table.chosen()
        wanted, self._choose = self._choose or getattr(chosen, "id", ""), ""
        bar = self._table.verticalScrollBar()
        stood = bar.value()
        self._pages.start_over(self._filters.text if self._filters else "")
        change()
        self._table.choose(wanted)
        if again:
            bar.setValue(stood)
        if not self._model.keys:
            self._table.chosen_changed.emit(None)


class PageReader(QObject):
    """Reads the pages of a list that are looked at, the latest first."""

    def __init__(self, context: GuiContext, table: ListView, model: PagedModel) -> None:
        """Read for `model`, which `table` shows."""
        super().__init__(table)
        self._context = context
        self._table = table
        self._model = model
        self._text = ""
        self._waiting: list[int] = []
        self._reading = False
        self._read = Latest(context.runner, self)
        model.missing.connect(self._want)

    def start_over(self, text: str) -> None:
        """Begin another list, found by `text`."""
        self._text = text
        self._waiting = []
        self._reading = False
        self._read.drop()

    def _want(self, page: int) -> None:
        self._waiting.append(page)
        for passed in self._waiting[:-SCROLLED]:
            self._model.give_up(passed)
        self._waiting = self._waiting[-SCROLLED:]
        self._go_on()

    def _go_on(self) -> None:
        if self._reading or not self._waiting:
            return
        page = self._waiting.pop()
        keys, text, listing = self._model.page_keys(page), self._text, self._context.desk.listing
        self._reading = True
        self._read.ask(lambda _: listing.rows(keys, text=text), partial(self._put, page))

    def _put(self, page: int, rows: Any) -> None:
        self._reading = False
        self._model.put(page, rows)
        here = self._table.currentIndex()
        if here.isValid() and here.row() // PAGE == page:
            self._table.chosen_changed.emit(self._table.chosen())
        self._go_on()
