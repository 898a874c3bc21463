"""A paper leaves the screen: to the printer, to another program, to a file.

What is printed is issued: its bytes are kept. A blank form and a Word file are not.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from mediation_desk.errors import AppError
from mediation_desk.files import atomic_write
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.exporting import ask_purpose
from mediation_desk.gui.papers.pages import PdfPages, open_pages
from mediation_desk.gui.papers.private import file_name
from mediation_desk.gui.words import tr
from mediation_desk.services.paper_rows import PaperChoice, PaperRow
from mediation_desk.services.rows import CaseDetail

Reader = Callable[[str], bytes]
"""Gives a paper's bytes; with what they are for when they leave the office as a file."""
SIGNED = frozenset({"agreement", "oral_agreement"})
"""Everybody gets one of these, and the committee keeps one."""


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A form to be filled in by hand."""

    kind: str
    label: str
    why_not: str = ""


Paper = PaperChoice | PaperRow | BlankForm


class PaperOut:
    """What can be done with the chosen paper of a case."""

    def __init__(
        self, context: GuiContext, parent: QWidget, refuse: Callable[[AppError], None]
    ) -> None:
        """Ask over `parent`; `refuse` says what went wrong."""
        self._context = context
        self._parent = parent
        self._refuse = refuse
        self._case_id, self._title, self._parties = "", "", 0

    def take(self, case: CaseDetail) -> None:
        """Work on the papers of a case."""
        self._case_id, self._title, self._parties = case.id, case.title, len(case.parties)

    def read(self, paper: Paper) -> bytes:
        """Return a paper as it would be printed now, or as it was; for any thread."""
        desk = self._context.desk
        if isinstance(paper, PaperRow):
            return desk.papers.content(paper.id)
        if isinstance(paper, BlankForm):
            return desk.paper_files.blank(self._case_id, paper.kind)
        return desk.papers.draw(self._case_id, paper.kind, session=paper.session)

    def print(self, paper: Paper) -> None:
        """Ask for a printer and print; one copy for everyone who signs and one for the file."""
        copies = self._parties + 1 if paper.kind in SIGNED else 1
        self._kept(paper, lambda reader: self._ask_printer(reader, copies))

    def open(self, paper: Paper) -> None:
        """Show a paper in the system's own viewer."""
        private, runner = self._context.private, self._context.runner
        title = f"{self._title}-{paper.label}.pdf"

        def put(reader: Reader) -> None:
            runner.read(
                lambda: private.put(title, reader("")),
                self._parent,
                lambda file: self._context.prompts.open_outside(self._parent, file),
                failed=self._refuse,
            )

        self._kept(paper, put)

    def save(self, paper: Paper) -> None:
        """Write a paper as a PDF file where the user chooses."""
        purpose = ask_purpose(self._context, self._parent)
        if not purpose:
            return
        name = file_name(f"{self._title}-{paper.label}.pdf")
        target = self._context.prompts.save_as(self._parent, name, tr("PDF 文件 (*.pdf)"))
        if target is not None:
            self._kept(
                paper, lambda reader: self._write(lambda: atomic_write(target, reader(purpose)))
            )

    def save_word(self, paper: PaperChoice) -> None:
        """Write a paper as a Word file where the user chooses."""
        purpose = ask_purpose(self._context, self._parent)
        if not purpose:
            return
        name = file_name(f"{self._title}-{paper.label}.docx")
        target = self._context.prompts.save_as(self._parent, name, tr("Word 文件 (*.docx)"))
        if target is None:
            return
        word, case_id = self._context.desk.paper_files.word, self._case_id

        def write() -> object:
            made = word(case_id, paper.kind, session=paper.session, purpose=purpose)
            return atomic_write(target, made)

        self._write(write)

    def _kept(self, paper: Paper, then: Callable[[Reader], None]) -> None:
        """Hand over how to read a paper, issued now if it was not yet."""
        papers, case_id = self._context.desk.papers, self._case_id

        def reader_of(paper_id: str) -> Reader:
            return lambda purpose: (
                papers.take_out(paper_id, purpose) if purpose else papers.content(paper_id)
            )

        if isinstance(paper, BlankForm):
            then(lambda _purpose: self.read(paper))
        elif isinstance(paper, PaperRow):
            then(reader_of(paper.id))
        else:
            self._context.runner.write(
                lambda: papers.issue(case_id, paper.kind, session=paper.session),
                self._parent,
                lambda done: then(reader_of(done.id)),
                failed=self._refuse,
            )

    def _ask_printer(self, reader: Reader, copies: int) -> None:
        """Fetch the bytes, ask for a printer, print; asking is all this thread does."""
        runner, parent = self._context.runner, self._parent

        def ask(pages: PdfPages) -> None:
            printer = self._context.prompts.printer(parent, len(pages.sizes), copies=copies)
            if printer is not None:
                from mediation_desk.gui.papers.printing import print_pages

                runner.read(
                    lambda: print_pages(pages, printer), parent, self._sent, failed=self._refuse
                )

        runner.read(lambda: open_pages(reader("")), parent, ask, failed=self._refuse)

    def _sent(self, pages: int) -> None:
        self._context.say("good", tr("已送打印机：{pages} 页", pages=pages))

    def _write(self, write: Callable[[], object]) -> None:
        self._context.runner.read(
            write,
            self._parent,
            lambda file: self._context.say("good", tr("文书已存为：{file}", file=file)),
            failed=self._refuse,
        )
