"""A paper on screen: page under page, as wide as the view at 100 %, sharp at any size.

A page is drawn when it comes into sight, off the window's thread; until then it is a white sheet.
"""

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from mediation_desk.gui.papers.pages import PdfPages
from mediation_desk.gui.runner import TaskRunner
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import tr

KEPT = 8
"""Pictures of pages in memory at once."""

SETTLE_MS = 120
"""How long a change of width rests before pages are drawn anew."""


class Viewer(QScrollArea):
    """Shows the pages of one document."""

    def __init__(self, theme: Theme, runner: TaskRunner) -> None:
        """Begin without a document."""
        super().__init__()
        self.setObjectName("viewer")
        self.setAccessibleName(tr("文书预览"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.sheets = Sheets(theme, runner)
        self.setWidget(self.sheets)
        self._zoom = 1.0

    def show_pages(self, pages: PdfPages | None) -> None:
        """Show a document from its first page, None for none."""
        self.sheets.show_pages(pages)
        self._fit()
        self.verticalScrollBar().setValue(0)

    def zoom(self, factor: float) -> None:
        """Show pages `factor` times as wide as the view."""
        self._zoom = factor
        self._fit()
        across = self.horizontalScrollBar()
        across.setValue(across.maximum() // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.sheets.take_width(round(self.viewport().width() * self._zoom))


class Sheets(QWidget):
    """The sheets themselves; keeps a few pictures and asks for those that come into sight."""

    def __init__(self, theme: Theme, runner: TaskRunner) -> None:
        """Begin without a document."""
        super().__init__()
        self._gap = theme.px(10)
        self._line = QColor(theme.colours["line"])
        self._runner = runner
        self._pages: PdfPages | None = None
        self._rects: list[QRect] = []
        self._pictures: dict[int, QImage] = {}
        self._asked: dict[int, int] = {}
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.update)

    def show_pages(self, pages: PdfPages | None) -> None:
        """Show another document."""
        self._pages = pages
        self._pictures, self._asked = {}, {}
        self._settle.stop()

    def take_width(self, width: int) -> None:
        """Lay the sheets out anew in a width."""
        sizes = self._pages.sizes if self._pages else ()
        y, self._rects = self._gap, []
        for size in sizes:
            across = max(width - 2 * self._gap, 1)
            height = round(size.height() / size.width() * across)
            self._rects.append(QRect(self._gap, y, across, height))
            y += height + self._gap
        self.resize(width if sizes else 0, y if sizes else 0)
        if self._pictures:
            self._settle.start()  # old pictures serve, scaled, while the width still changes
        self.update()

    def complete(self) -> bool:
        """Tell whether every page in sight is drawn as sharp as it can be."""
        sight = self.visibleRegion().boundingRect()
        seen = [at for at, rect in enumerate(self._rects) if rect.intersects(sight)]
        return bool(seen) and all(self._sharp(at) for at in seen)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(self._line)
        for number, rect in enumerate(self._rects):
            if not rect.intersects(event.rect()):
                continue
            picture = self._pictures.get(number)
            if picture is None:
                painter.fillRect(rect, Qt.GlobalColor.white)
            else:
                painter.drawImage(rect, picture)
            painter.drawRect(rect.adjusted(-1, -1, 0, 0))
            if not self._settle.isActive() and not self._sharp(number):
                self._ask(number)

    def _sharp(self, number: int) -> bool:
        picture = self._pictures.get(number)
        return picture is not None and picture.width() == self._width(number)

    def _width(self, number: int) -> int:
        return round(self._rects[number].width() * self.devicePixelRatioF())

    def _ask(self, number: int) -> None:
        """Have a page drawn off this thread."""
        pages, width = self._pages, self._width(number)
        if pages is None or self._asked.get(number) == width:
            return
        self._asked[number] = width

        def take(picture: QImage) -> None:
            if pages is self._pages:
                self._keep(number, picture)

        self._runner.read(lambda: pages.picture(number, width), self, take)

    def _keep(self, number: int, picture: QImage) -> None:
        self._pictures.pop(number, None)
        self._pictures[number] = picture
        while len(self._pictures) > KEPT:
            far = next(iter(self._pictures))
            del self._pictures[far], self._asked[far]
        self.update()
