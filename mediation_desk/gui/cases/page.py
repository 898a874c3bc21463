"""The case list: find, filter, sort, look, open."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

from mediation_desk.domain.lifecycle import Move
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import NotFound
from mediation_desk.gui.cases.columns import FOUND
from mediation_desk.gui.cases.filter_bar import FilterBar
from mediation_desk.gui.cases.list_acts import ListActs
from mediation_desk.gui.cases.list_tools import ListTools
from mediation_desk.gui.cases.moves import start_move, to_bin
from mediation_desk.gui.cases.preview import Preview
from mediation_desk.gui.cases.reader import ListReader
from mediation_desk.gui.cases.table import CaseTable
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.latest import Latest, Wanted
from mediation_desk.gui.parts import button, card, heading, label, page_layout, row
from mediation_desk.gui.scans.scans_button import ScansButton
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area
from mediation_desk.services.filters import Filters
from mediation_desk.services.rows import CaseDetail, CaseRow

PREVIEW_FROM = 960
"""The page's width, at 100 %, from which there is room for the preview beside the list."""


class CasesPage(QWidget):
    """All cases of the office."""

    areas = frozenset({Area.CASES, Area.ORGANISATION})
    help_topic = "cases"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        self._part = Filters()
        theme = context.theme
        self.title = heading(theme, tr("案件"), 1.6)
        self.clear = button(tr("显示全部案件"), self._show_all)
        self.bar = FilterBar(context)
        self.search = self.bar.search
        self.table = CaseTable(theme, self._open, lambda case: context.open_window(case.id))
        self.reader = ListReader(context, self.table, self.table.model_of_cases)
        self.tools = ListTools(context, self.table, self._filters, self._show_saved)
        self._looking = Latest(context.runner, self)
        self._totalling = Latest(context.runner, self)
        self._total: int | None = None
        self._counted = (0, True)
        self.count = label("", "muted")
        self.acts = ListActs(context, self.table, self._filters)
        self.empty = label("", "muted", wrap=True)
        self.scans_button = ScansButton(context)
        self.preview = Preview(context, self._open, self._go_on)
        self.preview.hide()  # until there is room: its width must not widen the window
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._build()

    def reload(self) -> None:
        """Read the list anew."""
        self.scans_button.count()
        self.bar.offer()
        self.tools.arrange()
        self._total = None
        self._read()

    def show_under(self, title: str, part: Filters) -> None:
        """Show just the cases of `part` under a title that says why."""
        self.bar.show_filters(Filters())
        self._part = part
        self.title.setText(title)
        self._total = None
        self._read()

    def show_filtered(self, filters: Filters) -> None:
        """Show what the filters leave, as if the user had chosen them."""
        self._show(filters)

    def _show(self, filters: Filters, *, choose: str = "") -> None:
        self._part, self._total = filters, None
        self.title.setText(tr("案件"))
        self.bar.show_filters(filters)
        self.table.sort_by(filters.sorting)
        self._read(choose=choose)

    def keep(self) -> Any:
        """Return what is chosen."""
        chosen = self.table.chosen()
        return self.title.text(), self._filters(), chosen.id if chosen else ""

    def restore(self, state: Any) -> None:
        """Choose again what `keep` returned."""
        title, filters, chosen = state
        self._show(filters, choose=chosen)
        if filters.is_part:
            self.title.setText(title)

    def edit(self) -> None:
        """Correct what was registered of the chosen case."""
        if self.preview.case is not None:
            start_move(self._context, self, self.preview.case, Move.REVISE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.setVisible(self.width() >= self._context.theme.px(PREVIEW_FROM))

    def _build(self) -> None:
        theme = self._context.theme
        layout = page_layout(theme, self)
        new = button(tr("登记新纠纷"), lambda: self._context.go_to("intake"), primary=True)
        self.title.setWordWrap(True)
        people = button(tr("人员"), lambda: self._context.go_to("people"))
        bin_button = button(tr("回收站"), lambda: self._context.go_to("bin"))
        parts = (self.title, self.clear, people, self.scans_button, bin_button, new)
        layout.addLayout(row(*parts, stretch=0))
        self._split.addWidget(self._list())
        self._split.addWidget(self.preview)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(theme.px(12))
        self._split.setStretchFactor(0, 1)
        self._split.setSizes([theme.px(786), theme.px(336)])
        layout.addWidget(self._split, 1)
        self.bar.changed.connect(lambda: self._read())
        self.reader.counted.connect(self._on_counted)
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.chosen_changed.connect(self._look)
        self.table.sorted_anew.connect(self._read)
        self.table.delete_asked.connect(self._delete)

    def _list(self) -> QFrame:
        frame, inside = card(self._context.theme)
        self.bar.add(self.tools)
        inside.addWidget(self.bar)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.empty)
        inside.addStretch(0)
        hint = label(tr("Enter 打开，Ctrl+Enter 在新窗口打开"), "muted")
        inside.addLayout(row(self.count, self.acts, QWidget(), stretch=2))
        inside.addWidget(hint)
        return frame

    def _read(self, *, choose: str = "") -> None:
        self.clear.setVisible(self._part.is_part)
        self.reader.ask(self._filters(), choose=choose)
        if self._total is None:
            listing = self._context.desk.listing
            self._totalling.ask(lambda _: listing.total(), self._on_total)

    def _on_counted(self, number: int, whole: bool) -> None:
        self.table.want(FOUND, wanted=bool(self.search.text().strip()))
        self.table.setVisible(number > 0)
        self.empty.setVisible(whole and not number)
        self.empty.setText(self._why_empty())
        self._counted = number, whole
        self._show_number()

    def _show_number(self) -> None:
        """Say how many there are, of how many where the list is narrowed."""
        number, whole = self._counted
        words = "共 {total} 件" if whole else "{total}+ 件，正在数…"
        counted = tr(words, total=f"{number:,}")
        if whole and self._total is not None and self._narrowed():
            words = "筛选出 {number} 件，全部 {total} 件"
            counted = tr(words, number=f"{number:,}", total=f"{self._total:,}")
        self.count.setText("  ".join(filter(None, (counted, self.table.sort_words()))))

    def _narrowed(self) -> bool:
        return self._part.is_part or self.bar.narrows()

    def _on_total(self, total: int) -> None:
        self._total = total
        self._show_number()

    def _why_empty(self) -> str:
        if self._narrowed():
            return tr("没有符合条件的案件。可以少写几个字，或清除筛选。")
        return tr("还没有案件。按 Ctrl+N 登记第一起纠纷。")

    def _look(self, row: CaseRow | None) -> None:
        """Show the chosen case beside the list, read while the cursor goes on."""
        if row is None:
            self._looking.drop()
            self.preview.show_case(None)
            return
        cases = self._context.desk.cases

        def look(_wanted: Wanted) -> Any:
            try:
                return cases.show(row.id)
            except NotFound:
                return None  # undone a moment ago; the list is being read anew

        self._looking.ask(look, self.preview.show_case)

    def _show_all(self) -> None:
        self.show_filtered(Filters())

    def _show_saved(self, filters: Filters) -> None:
        self.show_filtered(filters)
        self.table.setFocus()

    def _filters(self) -> Filters:
        (order, descending), *then = self.table.sorting
        return replace(
            self.bar.filters(),
            ids=self._part.ids,
            figure=self._part.figure,
            order=order,
            descending=descending,
            then=tuple(then),
        )

    def _go_on(self, case: CaseDetail) -> None:
        if case.next_move is not None:
            start_move(self._context, self, case, case.next_move)

    def _delete(self, case: CaseRow | None) -> None:
        if case is not None and self._context.desk.sign_in.may(Permission.APPROVE):
            to_bin(self._context, self, case.id)

    def _open(self, case: Any) -> None:
        self._context.open_case(case.id)
