"""The bound dossier on screen, with what can be done with it; bound off this thread."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from mediation_desk.domain.codes import Form
from mediation_desk.errors import AppError
from mediation_desk.files import atomic_write
from mediation_desk.gui.cases.dossier_dialog import BundleDialog
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.exporting import ask_purpose
from mediation_desk.gui.fields import CheckField
from mediation_desk.gui.flow import FlowLayout
from mediation_desk.gui.papers.pages import PdfPages, open_pages
from mediation_desk.gui.papers.private import file_name
from mediation_desk.gui.papers.viewer import Viewer
from mediation_desk.gui.parts import button, label, restyle
from mediation_desk.gui.progress import ProgressLine
from mediation_desk.gui.words import tr
from mediation_desk.services.dossier_rows import BoundDossier
from mediation_desk.services.rows import CaseDetail


class DossierSight(QFrame):
    """Binds the dossier of a case, or what goes to the court; shows, prints and saves it."""

    def __init__(self, context: GuiContext) -> None:
        """Begin without a case."""
        super().__init__()
        self.setObjectName("card")
        self._context = context
        self.case: CaseDetail | None = None
        self.bound: tuple[BoundDossier, PdfPages] | None = None
        theme = context.theme
        self.viewer = Viewer(theme, context.runner)
        self.note = label("", "muted", wrap=True)
        self.progress = ProgressLine(theme)
        self.duplex = CheckField("duplex", tr("双面打印（每份材料另起一张纸）"))
        self.duplex.touched.connect(self.forget)
        self.bind_button = button(tr("装订卷宗"), self._bind, primary=True)
        self.court_button = button(tr("司法确认材料"), self._court)
        self.bundle_button = button(tr("口头案件合订"), self._ask_bundle)
        self.print_button = button(tr("打印"), self._print)
        self.save_button = button(tr("另存为 PDF"), self._save)
        self.package_button = button(tr("移交包"), self._package)
        self._build()
        self.forget()

    def forget(self) -> None:
        """Drop what was bound: it no longer is what the case holds."""
        self.bound = None
        self.viewer.show_pages(None)
        for one in self._products():
            one.setEnabled(False)
        self._say("muted", tr("装订后在这里看整卷，再打印或保存。"))

    def _build(self) -> None:
        px = self._context.theme.px
        inside = QVBoxLayout(self)
        inside.setContentsMargins(px(14), px(14), px(14), px(14))
        inside.setSpacing(px(8))
        tools = FlowLayout(px(8))
        for part in (self.bind_button, *self._products(), self.court_button, self.bundle_button):
            tools.addWidget(part)
        inside.addLayout(tools)
        for line in (self.duplex, self.note, self.progress):
            inside.addWidget(line)
        inside.addWidget(self.viewer, 1)

    def show_case(self, case: CaseDetail) -> None:
        """Be about another case; what an oral agreement needs differs from a written one's."""
        self.case = case
        oral = case.agreement is not None and case.agreement.form is Form.ORAL
        self.bundle_button.setVisible(oral)
        self.court_button.setVisible(not oral)

    def _makers(self) -> tuple[QPushButton, ...]:
        return (self.bind_button, self.court_button, self.bundle_button)

    def _products(self) -> tuple[QPushButton, ...]:
        return (self.print_button, self.save_button, self.package_button)

    def _bind(self) -> None:
        case, duplex, dossiers = self.case, self.duplex.value(), self._context.desk.dossiers
        if case is not None:
            self._make(
                lambda tell: dossiers.build(case.id, duplex=duplex, progress=tell),
                tr("正在装订卷宗……"),
            )

    def _court(self) -> None:
        case, court = self.case, self._context.desk.court
        if case is not None:
            self._make(
                lambda tell: court.build(case.id, progress=tell), tr("正在整理司法确认材料……")
            )

    def _ask_bundle(self) -> None:
        if self.case is not None and self.case.agreement is not None:
            day = self.case.agreement.reached_on
            BundleDialog(self._context, day, chosen=self._bundle).ask(self)

    def _bundle(self, first: date, last: date) -> None:
        case, bundles = self.case, self._context.desk.oral_bundles
        duplex = self.duplex.value()
        if case is not None:
            self._make(
                lambda tell: bundles.build(
                    case.committee_id, first, last, duplex=duplex, progress=tell
                ),
                tr("正在装订卷宗……"),
            )

    def _make(self, job: Callable[[Any], BoundDossier], words: str) -> None:
        """Bind off this thread, then show it."""
        tell = self.progress.start(words)
        for one in self._makers():
            one.setEnabled(False)

        def work() -> tuple[BoundDossier, PdfPages]:
            made = job(tell)
            return made, open_pages(made.data)

        self._context.runner.read(work, self, self._show_bound, failed=self.refuse)

    def _show_bound(self, answer: tuple[BoundDossier, PdfPages]) -> None:
        self._end()
        self.bound = answer
        made = answer[0]
        for one in self._products():
            one.setEnabled(one is not self.package_button or made.is_whole)
        self.viewer.show_pages(answer[1])
        words = tr(
            "{name}：共 {pages} 页，编页 {numbered} 页。",
            name=made.file_name.removesuffix(".pdf"),
            pages=made.pages,
            numbered=made.numbered,
        )
        if not made.is_whole and self.court_button.isVisibleTo(self):
            words += until_words(self.case, self._context.desk.clock.today())
            words += "".join(self.case.agreement.confirmation_warnings)
        if made.missing:
            words += tr("还缺：{names}。", names="、".join(made.missing))
        self._say("warn" if made.missing else "good", words)

    def _print(self) -> None:
        if self.bound is None:
            return
        made, pages = self.bound
        printer = self._context.prompts.printer(self, len(pages.sizes), duplex=made.duplex)
        if printer is not None:
            from mediation_desk.gui.papers.printing import print_pages

            self._context.runner.read(
                lambda: print_pages(pages, printer), self, self._sent, failed=self.refuse
            )

    def _sent(self, pages: int) -> None:
        """Say so, and put it into the audit."""
        self._context.say("good", tr("已送打印机：{pages} 页", pages=pages))
        if self.bound is not None and self.case is not None:
            made, case, dossiers = self.bound[0], self.case, self._context.desk.dossiers
            self._context.runner.write(lambda: dossiers.note_printed(case.id, made), self)

    def _save(self) -> None:
        if self.bound is not None and self.case is not None:
            made, case, dossiers = self.bound[0], self.case, self._context.desk.dossiers
            self._write(
                made.file_name,
                tr("PDF 文件 (*.pdf)"),
                lambda purpose: dossiers.take_out(case.id, made, purpose),
            )

    def _package(self) -> None:
        if self.bound is not None and self.case is not None:
            made, case, dossiers = self.bound[0], self.case, self._context.desk.dossiers
            self._write(
                f"{case.number}移交包.zip",
                tr("压缩包 (*.zip)"),
                lambda purpose: dossiers.hand_over(case.id, made, purpose),
            )

    def _write(self, name: str, kinds: str, data: Callable[[str], bytes]) -> None:
        """Ask what for and where to, then write the file off this thread."""
        purpose = ask_purpose(self._context, self)
        if not purpose:
            return
        target = self._context.prompts.save_as(self, file_name(name), kinds)
        if target is not None:
            self._context.runner.write(
                lambda: atomic_write(target, data(purpose)),
                self,
                lambda file: self._context.say("good", tr("已存为：{file}", file=file)),
                failed=self.refuse,
            )

    def refuse(self, error: AppError) -> None:
        """Say what went wrong."""
        self._end()
        self._say("danger", str(error))

    def _end(self) -> None:
        self.progress.end()
        for one in self._makers():
            one.setEnabled(True)

    def _say(self, kind: str, text: str) -> None:
        self.note.setText(text)
        restyle(self.note, "kind", kind)


def until_words(case: CaseDetail | None, today: date) -> str:
    """Say how long there is to file at the court; "" where there is no limit to tell."""
    agreed = case.agreement if case else None
    if agreed is None or agreed.confirmation_safe_on is None or agreed.confirmation_last_on is None:
        return ""
    if case.confirmations:
        filed = min(one.filed_on for one in case.confirmations)
        return tr("已于 {day} 申请。", day=filed.isoformat())
    left = (agreed.confirmation_safe_on - today).days
    days = tr("还有 {days} 天", days=left) if left >= 0 else tr("已过 {days} 天", days=-left)
    return tr(
        "稳妥的最后一天 {safe}（{days}），遇节假日顺延至 {last}。",
        safe=agreed.confirmation_safe_on.isoformat(),
        last=agreed.confirmation_last_on.isoformat(),
        days=days,
    )
