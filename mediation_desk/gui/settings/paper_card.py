"""How papers are laid out and where the numbers of a dossier stand, with the pages beside."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mediation_desk.domain.dossier import NumberPlace, PagePlace
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import ChoiceField
from mediation_desk.gui.form import Form
from mediation_desk.gui.papers.pages import open_pages
from mediation_desk.gui.parts import button, label, row
from mediation_desk.gui.words import tr
from mediation_desk.services.settings import PAPER_SETTINGS

_PAGE = 230
"""How wide a page is shown, at normal text size."""


class PaperCard(QWidget):
    """Changes the sheet and the place of numbers; what was printed stays as it is."""

    def __init__(self, context: GuiContext) -> None:
        """Draw the form, fill it and show its pages."""
        super().__init__()
        self._context = context
        self.form = _form(context)
        self.form.submitted.connect(self._save)
        self._kept = {name: context.desk.settings.get(name) for name in self.form.fields}
        self.form.fill(self._kept)
        for name in PAPER_SETTINGS:
            self.form.fields[name].touched.connect(self._look)
        self.pages = [QLabel(), QLabel()]
        for number, page in enumerate(self.pages, 1):
            page.setAccessibleName(tr("版式预览，第{number}页", number=number))
        self._build()
        self._look()

    def _build(self) -> None:
        theme = self._context.theme
        words = tr("下一份文书、下一次装订起使用；已经打印过的不变。")
        left = QVBoxLayout()
        left.addWidget(self.form)
        left.addWidget(label(words, "muted", wrap=True))
        left.addLayout(row(button(tr("保存版式"), self._save)))
        left.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(14))
        layout.addLayout(left, 1)
        for page in self.pages:
            page.setFrameShape(QFrame.Shape.Box)
            layout.addWidget(page, alignment=Qt.AlignmentFlag.AlignTop)

    def _look(self) -> None:
        """Show an invented agreement as the form has it now."""
        values, files = self.form.read(), self._context.desk.paper_files
        wide = round(self._context.theme.px(_PAGE) * self.devicePixelRatioF())

        def look() -> list[QImage]:
            pages = open_pages(files.sample({name: values[name] for name in PAPER_SETTINGS}))
            shown = range(min(len(pages.sizes), len(self.pages)))
            return [pages.picture(number, wide) for number in shown]

        self._context.runner.read(look, self, self._show)

    def _show(self, pictures: list[QImage]) -> None:
        for page, picture in zip(self.pages, pictures, strict=False):
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            page.setPixmap(QPixmap.fromImage(picture))
        for page in self.pages[len(pictures) :]:
            page.clear()

    def _save(self) -> None:
        put, kept = self._context.desk.settings.set_papers, self._kept
        changed = {name: one for name, one in self.form.read().items() if one != kept[name]}
        if changed:
            self._kept = kept | changed
            self._context.runner.write(lambda: put(changed), self)


def _form(context: GuiContext) -> Form:
    """Return the form without values."""
    form = Form(context.theme, columns=1)
    sizes = [("A4", tr("A4（210×297 毫米）")), ("16K", tr("16 开（184×260 毫米）"))]
    own = (0, tr("标准（A4 为 28 毫米，16 开为 26 毫米）"))
    margins = [own, *((mm, tr("{mm} 毫米", mm=mm)) for mm in (20, 25, 30, 35))]
    pitches = [(points, tr("固定 {points} 磅", points=points)) for points in (24, 26, 28, 30)]
    numbers = [(one.value, tr(one.label)) for one in PagePlace]
    places = [(one.value, tr(one.label)) for one in NumberPlace]
    form.add(tr("文书用纸"), ChoiceField("paper_size", sizes))
    form.add(tr("装订边"), ChoiceField("binding_mm", margins))
    form.add(tr("正文行距"), ChoiceField("line_pitch", pitches))
    form.add(tr("文书页码的位置"), ChoiceField("page_number", numbers))
    form.add(tr("卷宗页码的位置"), ChoiceField("number_place", places))
    return form
