"""What the papers are printed on, and where the numbers of a dossier stand."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.dossier import NumberPlace
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import ChoiceField
from mediation_desk.gui.form import Form
from mediation_desk.gui.parts import button, label, row
from mediation_desk.gui.words import tr


class PaperCard(QWidget):
    """Changes the sheet and the place of numbers; what was printed stays as it is."""

    def __init__(self, context: GuiContext) -> None:
        """Draw the form and fill it."""
        super().__init__()
        self._context = context
        self.form = Form(context.theme, columns=3)
        sizes = [("A4", tr("A4（210×297 毫米）")), ("16K", tr("16 开（184×260 毫米）"))]
        self.form.add(tr("文书用纸"), ChoiceField("paper_size", sizes))
        self.form.submitted.connect(self._save)
        places = [(one.value, tr(one.label)) for one in NumberPlace]
        self.form.add(tr("卷宗页码的位置"), ChoiceField("number_place", places))
        self._kept = {name: context.desk.settings.get(name) for name in self.form.fields}
        self.form.fill(self._kept)
        words = tr("下一份文书、下一次装订起使用；已经打印过的不变。")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        layout.addWidget(label(words, "muted", wrap=True))
        layout.addLayout(row(button(tr("保存用纸"), self._save)))

    def _save(self) -> None:
        put, kept = self._context.desk.settings.set, self._kept
        changed = {name: one for name, one in self.form.read().items() if one != kept[name]}
        self._kept = kept | changed
        for name, value in changed.items():
            self._context.runner.write(lambda name=name, value=value: put(name, value), self)
