"""Before anything leaves as a file (导出): what it is for is asked, the service records it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from mediation_desk.errors import RuleViolation
from mediation_desk.files import atomic_write
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import ChoiceField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.words import tr


def ask_purpose(context: GuiContext, parent: QWidget) -> str:
    """Return what an export is for, "" when the user turns back."""
    usual = [item.label for item in context.desk.reference.items("export_purposes")]
    words = tr("导出的文件离开了本程序的保护。用途会和导出一起记在审计里。")
    return context.prompts.reason(parent, tr("导出的用途"), words, usual=usual)


class SheetDialog(FormDialog):
    """A list on its way out: printed for signatures, or as a workbook."""

    def __init__(self, context: GuiContext, title: str, name: str) -> None:
        """Ask how the list is wanted; the file is called `name`."""
        super().__init__(context, title, save=tr("导出"), columns=1)
        self._name = name
        kinds = [("pdf", tr("PDF，打印签名用")), ("xlsx", tr("Excel 工作簿"))]
        self.form.add(tr("格式"), ChoiceField("kind", kinds))

    def made(self, kind: str, purpose: str, **values: Any) -> Callable[[], bytes]:
        """Return what makes the file, "pdf" or "xlsx", from what else was asked."""
        raise NotImplementedError

    def job(self, values: dict[str, Any]) -> Callable[[], Path]:
        """Return the export; what for and where to are asked first.

        Raises RuleViolation without an answer.
        """
        purpose = ask_purpose(self._context, self)
        if not purpose:
            raise RuleViolation(tr("没有写明用途，没有导出。"))
        kind = values.pop("kind")
        words = tr("PDF 文件 (*.pdf)") if kind == "pdf" else tr("Excel 工作簿 (*.xlsx)")
        target = self._context.prompts.save_as(self, f"{self._name}.{kind}", words)
        if target is None:
            raise RuleViolation(tr("没有选择存到哪里，没有导出。"))
        make = self.made(kind, purpose, **values)
        return lambda: atomic_write(target, make())

    def _saved(self, answer: Path) -> None:
        super()._saved(answer)
        self._context.say("good", tr("已存为：{file}", file=answer))
