"""来往函件: the register of letters, what is to be chased first."""

from mediation_desk.domain.linkage import Direction
from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.linkage.book import Book
from mediation_desk.gui.linkage.columns import LETTER_COLUMNS
from mediation_desk.gui.linkage.letter_dialogs import LetterAnswerDialog, LetterDialog
from mediation_desk.gui.list_pane import ListPane
from mediation_desk.gui.words import tr
from mediation_desk.services.letters import LetterView
from mediation_desk.services.linkage_rows import LetterRow


class LettersBook(Book):
    """Letters in and out."""

    def __init__(self, context: GuiContext) -> None:
        """Build the book; `reload` fills it."""
        views = [*((one, tr(one.label)) for one in LetterView), (None, tr("全部"))]
        pane = ListPane(
            context,
            LETTER_COLUMNS,
            words=tr("法院、公安、信访、综治中心等单位的来函和去函。委派在立案前，委托在立案后。"),
            empty=tr("没有这样的函件。登记来函或去函后，等回复的会在这里和工作台提醒。"),
            opened=self._correct,
        )
        super().__init__(context, pane, views, context.desk.letters.letters)
        self.view.set_value(LetterView.WAITING)
        register = Permission.REGISTER
        self.add(tr("登记来函"), lambda: self._new(Direction.IN), register, primary=True)
        self.add(tr("登记去函"), lambda: self._new(Direction.OUT), register)
        pane.add(tr("修改"), self._correct, register)
        pane.add(tr("登记回复"), self._answer, register)
        pane.add(tr("立案"), self._begin, register, _why_no_case)
        pane.add(tr("打开案件"), self._open, Permission.READ_CASES, _why_not_open)

    def _new(self, direction: Direction) -> None:
        LetterDialog(self._context, direction).ask(self)

    def _correct(self, chosen: LetterRow) -> None:
        LetterDialog(self._context, chosen.draft.direction, chosen).ask(self)

    def _answer(self, chosen: LetterRow) -> None:
        LetterAnswerDialog(self._context, chosen).ask(self)

    def _begin(self, chosen: LetterRow) -> None:
        self._context.begin_case(self._context.desk.letters.as_case(chosen.id), chosen.id)

    def _open(self, chosen: LetterRow) -> None:
        self._context.open_case(chosen.draft.case_id)


def _why_no_case(chosen: LetterRow) -> str:
    if chosen.draft.case_id:
        return tr("这封函已经关联了案件。")
    return "" if chosen.draft.direction is Direction.IN else tr("去函不立案。")


def _why_not_open(chosen: LetterRow) -> str:
    return "" if chosen.draft.case_id else tr("这封函没有关联案件。")
