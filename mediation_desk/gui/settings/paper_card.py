"""What the papers are printed on."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import ChoiceField
from mediation_desk.gui.form import Form
from mediation_desk.gui.parts import button, label, row
from mediation_desk.gui.words import tr


class PaperCard(QWidget):
    """Changes the size of the sheet; what was printed stays as it is."""

    def __init__(self, context: GuiContext) -> None:
        """Draw the form and fill it."""
        super().__init__()
        self._context = context
        self.form = Form(context.theme, columns=3)
        sizes = [("A4", tr("A4（210×297 毫米）")), ("16K", tr("16 开（184×260 毫米）"))]
        self.form.add(tr("文书用纸"), ChoiceField("paper_size", sizes))
        self.form.submitted.connect(self._save)
        self.form.fill({"paper_size": context.desk.settings.get("paper_size")})
        words = tr("下一份文书起使用；已经打印过的文书不变。")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        layout.addWidget(label(words, "muted", wrap=True))
        layout.addLayout(row(button(tr("保存用纸"), self._save)))

    def _save(self) -> None:
        put, size = self._context.desk.settings.set, self.form.read()["paper_size"]
        self._context.runner.write(lambda: put("paper_size", size), self)
