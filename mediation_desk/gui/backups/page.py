"""备份: make one now, choose the second place, see what each one holds."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import AppError
from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.list_pane import ListPane
from mediation_desk.gui.parts import button, card, heading, label, page_layout, row
from mediation_desk.gui.rows_model import Column
from mediation_desk.gui.words import tr
from mediation_desk.services.backup_rows import BackupDone, BackupRow, RestorePreview
from mediation_desk.services.changes import Area

BACKUP_COLUMNS = (
    Column("备份于", lambda row: row.age, width=130),
    Column("位置", lambda row: row.place, width=110),
    Column("验证于", lambda row: moment_words(row.verified_at), width=150),
    Column("由来", lambda row: row.reason, width=110, rank=1),
    Column("案件数", lambda row: str(row.cases), width=80, right=True),
    Column("大小", lambda row: f"{row.size / 1e6:.1f} MB", width=90, right=True, rank=2),
)


class BackupsPage(QWidget):
    """The backups within reach; going back to one is told before it is done."""

    areas = frozenset({Area.SETTINGS})
    help_topic = "backup"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        theme = context.theme
        self.status = label("", wrap=True)
        self.run_button = button(tr("立即备份"), self._run, primary=True)
        self.choose_button = button(tr("选择第二处（U 盘或另一块硬盘）"), self._choose)
        self.forget_button = button(tr("不用第二处"), self._forget)
        self.pane = ListPane(
            context,
            BACKUP_COLUMNS,
            words=tr(
                "每份备份都打开核对过才算数。旧的按天、周、月逐步减少，不是本程序写的文件从不删除。"
            ),
            empty=tr("还没有备份。按“立即备份”写第一份。"),
        )
        self.pane.add(tr("恢复到这一份会丢失什么"), self._preview, Permission.BACK_UP)
        self.pane.add(tr("恢复到这一份…"), self._go_back, Permission.BACK_UP)
        frame, inside = card(theme)
        inside.addWidget(self.status)
        inside.addLayout(row(self.choose_button, self.forget_button))
        layout = page_layout(theme, self)
        back = button(tr("返回设置"), lambda: context.go_to("settings"))
        title = heading(theme, tr("备份"), 1.6)
        layout.addLayout(row(title, back, self.run_button, stretch=0))
        layout.addWidget(frame)
        layout.addWidget(self.pane, 1)

    def reload(self) -> None:
        """Read the places anew."""
        backups = self._context.desk.backups
        status = backups.status()
        second = tr("第二处：{place}", place=status.second)
        self.status.setText(f"{status.text}\n{second}")
        allowed = self._context.desk.sign_in.may(Permission.BACK_UP)
        for one in (self.choose_button, self.forget_button):
            one.setEnabled(allowed)
            right = tr(Permission.BACK_UP.label)
            one.setToolTip("" if allowed else tr("没有权限（需要：{right}）。", right=right))
        self.pane.show_rows(backups.backups())

    def _run(self) -> None:
        self.run_button.setEnabled(False)
        self._context.say("warn", tr("正在备份并核对…"))
        run = self._context.desk.backups.run
        self._context.runner.write(run, self, self._done, failed=self._failed)

    def _done(self, answer: BackupDone) -> None:
        self.run_button.setEnabled(True)
        kind = "warn" if answer.problems else "good"
        self._context.say(kind, "".join((answer.message, "。", *answer.problems)))
        self.reload()

    def _failed(self, error: AppError) -> None:
        self.run_button.setEnabled(True)
        self._context.say("bad", str(error))

    def _choose(self) -> None:
        folder = self._context.prompts.folder(self, tr("选择第二处备份的文件夹"))
        if folder is not None:
            self._set(folder)

    def _set(self, folder: Path) -> None:
        choose = self._context.desk.backups.choose_second
        self._context.runner.write(lambda: choose(folder), self, failed=self._failed)

    def _forget(self) -> None:
        self._context.runner.write(self._context.desk.backups.forget_second, self)

    def _preview(self, chosen: BackupRow) -> None:
        preview = self._context.desk.backups.preview
        self._context.runner.read(lambda: preview(chosen.id), self, self._tell, failed=self._failed)

    def _tell(self, found: RestorePreview) -> None:
        self._context.say("warn", _loss(found))

    def _go_back(self, chosen: BackupRow) -> None:
        preview = self._context.desk.backups.preview
        self._context.runner.read(lambda: preview(chosen.id), self, self._ask, failed=self._failed)

    def _ask(self, found: RestorePreview) -> None:
        """Ask twice: once with what is lost, once with what happens now."""
        confirm, row = self._context.prompts.confirm, found.backup
        if not confirm(self, _loss(found), yes=tr("恢复到这一份…"), no=tr("不恢复")):
            return
        again = tr(
            "再确认一次：现在的数据会原样另存，然后换成 {age}（{place}，案件 {cases} 件）的备份。"
            "程序会关上数据，恢复并核对后再打开。",
            age=row.age,
            place=row.place,
            cases=row.cases,
        )
        if confirm(self, again, yes=tr("确定恢复"), no=tr("不恢复")):
            self._context.go_back(row.id)


def _loss(found: RestorePreview) -> str:
    """Return what going back would lose, and the first cases by name."""
    named = "、".join(f"{one.number} {one.title}".strip() for one in found.lost[:10])
    return f"{found.sentence}{named}"
