"""The pages that have been made, by name; one is made when it is first asked for."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """Shows one page; knows what pages can be asked for without knowing them."""

    def __init__(self, make: Callable[[str], QWidget]) -> None:
        """Begin without pages; `make` returns a new one for its name."""
        super().__init__()
        self._make = make
        self.pages: dict[str, Any] = {}

    def page(self, name: str) -> Any:
        """Return a page."""
        if name not in self.pages:
            self.pages[name] = self._make(name)
            self.addWidget(self.pages[name])
        return self.pages[name]

    def name_here(self) -> str:
        """Return the name of the page on screen."""
        here = self.currentWidget()
        return next((name for name, page in self.pages.items() if page is here), "home")

    def keep(self) -> dict[str, Any]:
        """Return what is typed into every page that can say so."""
        return {name: page.keep() for name, page in self.pages.items() if hasattr(page, "keep")}

    def restore(self, kept: dict[str, Any]) -> None:
        """Put back what the pages of another stack kept."""
        for name, state in kept.items():
            self.page(name).restore(state)

    def saving(self) -> bool:
        """Tell whether a page waits for the answer to its saving."""
        return any(getattr(page, "saving", False) for page in self.pages.values())

    def flush(self) -> None:
        """Let every page write what it has not written yet: the window is closing."""
        for page in self.pages.values():
            if hasattr(page, "flush"):
                page.flush()
