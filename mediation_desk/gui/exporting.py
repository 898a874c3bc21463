"""Before anything leaves as a file (导出): what it is for is asked, the service records it."""

from PySide6.QtWidgets import QWidget

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.words import tr


def ask_purpose(context: GuiContext, parent: QWidget) -> str:
    """Return what an export is for, "" when the user turns back."""
    usual = [item.label for item in context.desk.reference.items("export_purposes")]
    words = tr("导出的文件离开了本程序的保护。用途会和导出一起记在审计里。")
    return context.prompts.reason(parent, tr("导出的用途"), words, usual=usual)
