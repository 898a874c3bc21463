"""F1: the manual of resources/help, opened at the page it is about."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
)

from mediation_desk.gui.fields import TextField
from mediation_desk.gui.parts import button, row
from mediation_desk.gui.prompts import Prompts
from mediation_desk.gui.style import style_sheet
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr

EVERYBODY = ("first-steps", "quick-card", "shortcuts")
SCRIPTS = ("commands", "holidays", "dispute-types")
"""Topics for whoever writes files for the program."""

PAGES = 99
"""Pages a topic has at most: how many it is, only the printer knows."""


class HelpWindow(QDialog):
    """The topics beside the text; stays open while the user works."""

    def __init__(self, theme: Theme, resources: Path, prompts: Prompts) -> None:
        """List the topics by the headings of their files."""
        super().__init__()
        self._prompts = prompts
        self.setObjectName("help")
        self.setStyleSheet(style_sheet(theme))
        self.setWindowTitle(tr("帮助"))
        self._folder = resources / "help"
        self.topics = QListWidget()
        self.topics.setObjectName("topics")
        self.topics.setFixedWidth(theme.px(220))
        for file in sorted(self._folder.glob("*.md"), key=lambda one: _rank(one.stem)):
            item = QListWidgetItem(_heading(file))
            item.setData(Qt.ItemDataRole.UserRole, file.stem)
            self.topics.addItem(item)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(lambda url: self.show_topic(Path(url.path()).stem))
        self.topics.currentItemChanged.connect(lambda item: self._read(item))
        self.search = TextField("help_search", hint=tr("在这一页里找"))
        self.search.setAccessibleName(tr("在这一页里找"))
        self.search.returnPressed.connect(self.find_next)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)
        QShortcut(QKeySequence("F3"), self, self.find_next)
        self.print_button = button(tr("打印这一页"), self._print)
        self.print_button.setAutoDefault(False)
        right = QVBoxLayout()
        right.addLayout(row(self.search, self.print_button, stretch=0))
        right.addWidget(self.text, 1)
        layout = QHBoxLayout(self)
        layout.addWidget(self.topics)
        layout.addLayout(right, 1)
        self.resize(theme.px(980), theme.px(640))

    def show_topic(self, name: str) -> None:
        """Show a topic, the first one where there is none of that name."""
        items = [self.topics.item(at) for at in range(self.topics.count())]
        wanted = [item for item in items if item.data(Qt.ItemDataRole.UserRole) == name]
        if wanted or items:
            self.topics.setCurrentItem((wanted or items)[0])

    def open_at(self, name: str, words: str = "") -> None:
        """Come to the front with a topic, at the first place that has these words."""
        self.show_topic(name)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        if words:
            self.text.find(words)
        self.show()
        self.raise_()

    def find_next(self) -> None:
        """Go on to the next place that has the words; after the last, to the first."""
        words = self.search.text().strip()
        if words and not self.text.find(words):
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(words)

    def _print(self) -> None:
        """Print the page: the quick card hangs beside the desk."""
        printer = self._prompts.printer(self, PAGES)
        if printer is not None:
            self.text.document().print_(printer)

    def _read(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            file = self._folder / f"{item.data(Qt.ItemDataRole.UserRole)}.md"
            self.text.setMarkdown(file.read_text(encoding="utf-8"))


def _rank(name: str) -> tuple[int, str]:
    """Return where a topic stands: what everybody needs first, files and commands last."""
    if name in EVERYBODY:
        return EVERYBODY.index(name), name
    return len(EVERYBODY) + (name.startswith("input-") or name in SCRIPTS), name


def _heading(file: Path) -> str:
    """Return the first heading of a file, its name where it has none."""
    with file.open(encoding="utf-8") as stream:
        return next((line[2:].strip() for line in stream if line.startswith("# ")), file.stem)
