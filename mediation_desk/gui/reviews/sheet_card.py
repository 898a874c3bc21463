"""The score sheet in force: changed here, replaced by the county's own, saved, taken back."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import AppError
from mediation_desk.files import atomic_write, told
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.parts import button, label
from mediation_desk.gui.reviews.sheet_dialog import SheetEditDialog
from mediation_desk.gui.words import tr

KINDS = "TOML (*.toml)"


class SheetLine(QWidget):
    """One line: which sheet, and what can be done about it."""

    def __init__(self, context: GuiContext) -> None:
        """Build the line; `reload` fills it."""
        super().__init__()
        self._context = context
        self.name = label("", "muted")
        self.edit_button = button(tr("修改评分表"), self._edit)
        self.save_button = button(tr("评分表存为文件"), self._save)
        self.replace_button = button(tr("换成本县的评分表"), self._replace)
        self.restore_button = button(tr("换回自带的"), self._restore)
        line = FlowLayout(context.theme.px(8))
        self.setLayout(line)
        for part in (
            self.name,
            self.edit_button,
            self.save_button,
            self.replace_button,
            self.restore_button,
        ):
            line.addWidget(part)

    def reload(self) -> None:
        """Read which sheet is in force."""
        sheet = self._context.desk.self_check.sheet()
        self.name.setText(
            tr("评分表：{title}（{version}）", title=sheet.title, version=sheet.version)
        )
        self.name.setToolTip(f"{sheet.status}。{sheet.source}")
        may = self._context.desk.sign_in.may(Permission.SET_UP)
        for one in (self.edit_button, self.replace_button, self.restore_button):
            one.setEnabled(may)
            right = tr(Permission.SET_UP.label)
            one.setToolTip("" if may else tr("没有权限（需要：{right}）。", right=right))

    def _edit(self) -> None:
        SheetEditDialog(self._context, self._context.desk.self_check.sheet()).ask(self)

    def _save(self) -> None:
        target = self._context.prompts.save_as(self, "review.toml", KINDS)
        if target is not None:
            file = self._context.desk.self_check.sheet_file()
            self._context.runner.read(
                lambda: atomic_write(target, file), self, self._saved, failed=self._refuse
            )

    def _saved(self, file: Path) -> None:
        self._context.say("good", tr("评分表已存为：{file}。改好后再换上。", file=file))

    def _replace(self) -> None:
        file = self._context.prompts.open_file(self, tr("选择本县的评分表"), KINDS)
        if file is not None:
            put = self._context.desk.self_check.replace_sheet
            self._context.runner.write(lambda: put(_read(file)), self, failed=self._refuse)

    def _restore(self) -> None:
        self._context.runner.write(
            self._context.desk.self_check.restore_sheet, self, failed=self._refuse
        )

    def _refuse(self, error: AppError) -> None:
        self._context.say("bad", str(error))


def _read(file: Path) -> bytes:
    """Return what a file holds. Raises StorageProblem."""
    with told("评分表文件没有读出来"):
        return file.read_bytes()
