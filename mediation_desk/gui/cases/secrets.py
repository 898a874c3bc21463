"""Hidden numbers on the case page: why they are looked at is asked once, then all of a tab show."""

from PySide6.QtWidgets import QWidget

from mediation_desk.gui.cases.facts import Facts
from mediation_desk.gui.cases.reading import Reading
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.words import tr


class SecretsTab(QWidget):
    """Shows the numbers in its Facts and Readings while `reveal` is on; the look is recorded."""

    def __init__(self, context: GuiContext) -> None:
        """Begin without a case."""
        super().__init__()
        self._context = context
        self._case_id = ""

    def reveal(self, shown: bool) -> None:
        """Show ID numbers and phones in full, or mask them again. Raises AppError unshown."""
        if shown:
            self.look()
        for facts in self.findChildren(Facts):
            facts.reveal(shown)
        for reading in self.findChildren(Reading):
            reading.reveal(shown)

    def look(self) -> None:
        """Have the service record the look; a tab that gets numbers from it fetches them here."""
        self._context.desk.reveals.texts(self._case_id)


def may_look(context: GuiContext, parent: QWidget, case_id: str) -> bool:
    """Tell whether the numbers of a case may be shown now; asks why where nobody has said it.

    A reason just given shows nothing yet: the key that asked for it has been let go.
    Raises AppError without the right.
    """
    reveals = context.desk.reveals
    if not reveals.asks(case_id):
        return True
    words = tr("为什么要看完整的证件号和电话？理由会记在“谁看过”里。")
    usual = [item.label for item in context.desk.reference.items("reveal_reasons")]
    reason = context.prompts.reason(parent, tr("查看完整号码"), words, usual=usual)
    if reason:
        reveals.explain(case_id, reason)
        context.say("good", tr("理由已记下。按住按钮或 F8 键就能看到，一小时内看这件案件不再问。"))
    return False
