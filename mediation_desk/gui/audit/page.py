"""审计: the lines newest first; one button proves that nobody altered anything."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.errors import AppError
from mediation_desk.files import atomic_write
from mediation_desk.gui.audit.columns import AUDIT_COLUMNS, SUBJECT
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import (
    ListView,
    MessageBar,
    button,
    card,
    heading,
    label,
    page_layout,
    row,
    scrolled,
)
from mediation_desk.gui.progress import ProgressLine
from mediation_desk.gui.rows_model import RowsModel
from mediation_desk.gui.words import tr
from mediation_desk.services.audit_rows import AuditFilters, AuditLine, AuditReport
from mediation_desk.services.changes import Area

SHOWN = 5
"""Faults named on the page; the certificate names all."""


class AuditPage(QWidget):
    """The audit of the office, and what its last verification on this page found."""

    areas = frozenset({Area.SETTINGS})
    help_topic = "audit"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        self._report: AuditReport | None = None
        theme = context.theme
        self.verify_button = button(tr("核验"), self._verify, primary=True)
        self.save_button = button(tr("打印核验证明"), self._save)
        self.older_button = button(tr("更早的记录"), self._older)
        self.progress = ProgressLine(theme)
        self.result = MessageBar()
        self.faults = label("", wrap=True)
        self.empty = label(tr("还没有审计记录。"), "muted", wrap=True)
        self.table = ListView(theme, RowsModel(AUDIT_COLUMNS), lambda _: None, key="seq")
        self.table.setAccessibleName(tr("审计"))
        self.table.stretch(SUBJECT)
        self.table.setMinimumHeight(theme.px(220))
        self._build()
        self._show_report(None)

    def reload(self) -> None:
        """Read the newest lines anew."""
        self._show_lines(self._context.desk.audits.lines(AuditFilters()))

    def keep(self) -> Any:
        """Return what the verification found."""
        return self._report

    def restore(self, state: Any) -> None:
        """Show again what `keep` returned."""
        self._show_report(state)

    def _build(self) -> None:
        theme = self._context.theme
        content = QWidget()
        layout = page_layout(theme, content)
        title = heading(theme, tr("审计"), 1.6)
        layout.addLayout(row(title, self.save_button, self.verify_button, stretch=0))
        words = tr(
            "谁在什么时候做了什么，都记在这里。有没有被人改过，按“核验”就知道："
            "审计记录、备份里的锚点、全部数据和材料的文件从头核对一遍，不改动数据。"
        )
        frame, inside = card(theme)
        for part in (label(words, "muted", wrap=True), self.progress, self.result, self.faults):
            inside.addWidget(part)
        layout.addWidget(frame)
        frame, inside = card(theme)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.empty)
        inside.addLayout(row(self.older_button))
        inside.addStretch(0)
        layout.addWidget(frame, 1)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(scrolled(content))

    def _show_lines(self, lines: tuple[AuditLine, ...]) -> None:
        self.table.show_rows(lines)
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.older_button.setVisible(bool(lines) and lines[-1].seq > 1)

    def _older(self) -> None:
        shown: tuple[AuditLine, ...] = self.table.rows.rows
        older = self._context.desk.audits.lines(AuditFilters(before=shown[-1].seq))
        self._show_lines((*shown, *older))
        self.older_button.setVisible(bool(older) and older[-1].seq > 1)

    def _verify(self) -> None:
        self._show_report(None)
        self.verify_button.setEnabled(False)
        verify, told = self._context.desk.audits.verify, self.progress.start(tr("正在核验"))
        self._context.runner.read(
            lambda: verify(told), self, self._verified, failed=self._not_verified
        )

    def _verified(self, report: AuditReport) -> None:
        self._end()
        self._show_report(report)
        self.reload()

    def _not_verified(self, error: AppError) -> None:
        self._end()
        self._context.say("bad", str(error))

    def _end(self) -> None:
        self.progress.end()
        self.verify_button.setEnabled(True)

    def _show_report(self, report: AuditReport | None) -> None:
        """Show the result and the first faults; without one there is nothing to certify."""
        self._report = report
        faults = report.faults if report else ()
        self.result.show_line("bad" if faults else "good", report.sentence if report else "")
        lines = list(faults[:SHOWN])
        if len(faults) > SHOWN:
            lines.append(tr("共 {count} 处不符，核验证明里逐条列出。", count=len(faults)))
        self.faults.setText("\n".join(lines))
        self.faults.setVisible(bool(faults))
        self.save_button.setEnabled(report is not None)
        self.save_button.setToolTip("" if report else tr("请先核验。"))

    def _save(self) -> None:
        report, desk = self._report, self._context.desk
        name = tr("核验证明-{day}.txt", day=desk.clock.today())
        target = self._context.prompts.save_as(self, name, tr("文本文件 (*.txt)"))
        if target is None or report is None:
            return

        def make() -> Path:
            return atomic_write(target, desk.audits.certificate(report).encode())

        self._context.runner.read(
            make,
            self,
            lambda file: self._context.say("good", tr("核验证明已存为：{file}", file=file)),
            failed=lambda error: self._context.say("bad", str(error)),
        )
