"""The form of a year's sheet of sweeps or zero reports."""

from collections.abc import Callable
from typing import Any

from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.exporting import SheetDialog
from mediation_desk.gui.words import tr
from mediation_desk.services.linkage_sheets import LinkageSheet


class LinkageSheetDialog(SheetDialog):
    """导出: the year on screen, as a paper to sign or a workbook."""

    def __init__(self, context: GuiContext, sheet: LinkageSheet, year: int) -> None:
        """Ask how the sheet of `year` is wanted."""
        words = tr(sheet.label)
        super().__init__(context, words, f"{words}-{year}")
        self._sheet, self._year = sheet, year

    def made(self, kind: str, purpose: str, **_values: Any) -> Callable[[], bytes]:
        """Return what makes the sheet."""
        sheets, sheet, year = self._context.desk.linkage_sheets, self._sheet, self._year
        make = sheets.paper if kind == "pdf" else sheets.workbook
        return lambda: make(sheet, year, purpose=purpose)
