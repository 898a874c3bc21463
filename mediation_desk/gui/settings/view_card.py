"""How the window looks: text size, language, contrast. Takes effect at once."""

from PySide6.QtWidgets import QWidget

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import CheckField, ChoiceField
from mediation_desk.gui.form import Form
from mediation_desk.gui.words import LANGUAGES, tr

SCALES = tuple(step / 10 for step in range(10, 21))


def view_card(context: GuiContext) -> QWidget:
    """Return the form of what one person prefers on this machine."""
    form = Form(context.theme, columns=3)
    sizes = [(scale, f"{scale:.0%}") for scale in SCALES]
    size = ChoiceField("scale", sizes)
    language = ChoiceField("language", list(LANGUAGES.items()))
    contrast = CheckField("contrast", tr("黑白分明，选中处黄底"))
    form.add(tr("文字大小"), size)
    form.add(tr("语言"), language)
    form.add(tr("高对比度"), contrast)
    now = context.preferences
    form.fill({"scale": now.scale, "language": now.language, "contrast": now.contrast})
    form.edited.connect(lambda: context.prefer(**form.read()))
    return form
