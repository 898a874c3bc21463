"""Questions and file choices: the only user of QMessageBox and QFileDialog."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QWidget

from mediation_desk.gui.reason_dialog import ReasonDialog
from mediation_desk.gui.words import tr


class Prompts:
    """Asks the user; tests put another object with the same methods in its place."""

    def confirm(self, parent: QWidget, text: str, *, yes: str, no: str = "") -> bool:
        """Ask before something that cannot simply be undone; the buttons are verbs."""
        box = QMessageBox(QMessageBox.Icon.Question, tr("调解台"), text, parent=parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(no or tr("取消"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is agreed

    def reason(self, parent: QWidget, title: str, label: str, *, usual: Sequence[str] = ()) -> str:
        """Ask for a line of text, or one of the `usual`; "" when the user turns back."""
        if not usual:
            return self.words(parent, title, label) or ""
        dialog = ReasonDialog(parent, title, label, usual)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.reason() if agreed else ""

    def words(self, parent: QWidget, title: str, label: str) -> str | None:
        """Ask for a line of text that may stay empty; None when the user turns back."""
        text, agreed = QInputDialog.getText(parent, title, label)
        return text.strip() if agreed else None

    def save_as(self, parent: QWidget, name: str, kinds: str) -> Path | None:
        """Ask where to save; None when the user turns back."""
        chosen, _ = QFileDialog.getSaveFileName(parent, tr("另存为"), name, kinds)
        return Path(chosen) if chosen else None

    def open_file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """Ask for a file; None when the user turns back."""
        chosen, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
        return Path(chosen) if chosen else None

    def open_files(self, parent: QWidget, title: str) -> list[Path]:
        """Ask for any number of files of any kind."""
        chosen, _ = QFileDialog.getOpenFileNames(parent, title)
        return [Path(one) for one in chosen]

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """Ask for a folder; None when the user turns back."""
        chosen = QFileDialog.getExistingDirectory(parent, title)
        return Path(chosen) if chosen else None

    def print_text(self, parent: QWidget, title: str, text: str) -> None:
        """Print a short text on the printer the user picks; nothing is left in any file."""
        from PySide6.QtGui import QTextDocument
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        if QPrintDialog(printer, parent).exec():
            paper = QTextDocument()
            paper.setPlainText(f"{title}\n\n{text}\n")
            paper.print_(printer)

    def open_outside(self, parent: QWidget, file: Path) -> None:
        """Open a file in the system's own viewer; say where it is when there is none."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            text = tr("本机没有能打开这种文件的程序，文件已存为：{file}", file=file)
            box = QMessageBox(QMessageBox.Icon.Information, tr("调解台"), text, parent=parent)
            box.setTextFormat(Qt.TextFormat.PlainText)
            box.exec()

    def printer(
        self, parent: QWidget, pages: int, *, copies: int = 1, duplex: bool | None = None
    ) -> Any:
        """Ask for a printer (a QPrinter), pages, copies and sides; None when the user turns back.

        The dialog begins with `copies`, and with both sides where `duplex` says so; without a word
        for a paper of several pages.
        """
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setCopyCount(copies)
        both = pages > 1 if duplex is None else duplex
        mode = QPrinter.DuplexMode
        printer.setDuplex(mode.DuplexLongSide if both else mode.DuplexNone)
        dialog = QPrintDialog(printer, parent)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, pages)
        agreed = dialog.exec() == QPrintDialog.DialogCode.Accepted
        return printer if agreed else None

    def crashed(self, parent: QWidget | None, details: str) -> None:
        """Say that something unforeseen happened; the data are untouched."""
        text = tr("出现意外错误，已经保存的数据没有受影响。请把下面的内容交给维护人员。")
        box = QMessageBox(QMessageBox.Icon.Critical, tr("调解台"), text, parent=parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setDetailedText(details)
        box.exec()
