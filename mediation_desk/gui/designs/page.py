"""表格设计: the design beside its present figures; saved, taken from a version, exchanged."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.design_checks import Verdict
from mediation_desk.domain.periods import Period
from mediation_desk.domain.rights import Permission
from mediation_desk.domain.table_designs import from_tree, to_tree
from mediation_desk.errors import AppError
from mediation_desk.files import atomic_write
from mediation_desk.gui.cases.panes import Beside
from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.designs.editor import EMPTY, DesignEditor
from mediation_desk.gui.fields import ChoiceField
from mediation_desk.gui.parts import (
    button,
    card,
    heading,
    label,
    page_layout,
    restyle,
    row,
    scrolled,
)
from mediation_desk.gui.statistics.figures import FiguresView
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area, Changed
from mediation_desk.services.design_rows import DesignImport
from mediation_desk.services.statistics_definitions import OWN
from mediation_desk.services.statistics_rows import StatisticsTable

SETTLE_MS = 400
"""How long typing rests before the figures are counted anew."""
SHOWN = 3
"""So many broken relations are told."""

FILES = "调解台表格定义 (*.mdtable)"
Look = tuple[Verdict, StatisticsTable | None]


class DesignsPage(QWidget):
    """One table being designed."""

    areas = frozenset({Area.REPORTS})
    help_topic = "designs"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        self._key = ""
        self._kept = EMPTY
        theme = context.theme
        self.tables = ChoiceField("table", [])
        self.tables.setAccessibleName(tr("自定义表"))
        self.tables.touched.connect(self._choose)
        self.versions = ChoiceField("version", [(0, tr("以前的版本"))])
        self.versions.setAccessibleName(tr("以前的版本"))
        self.versions.activated.connect(self._take_version)
        self.save_button = button(tr("保存表格"), self._save, primary=True)
        self.editor = DesignEditor(context, self._touched)
        self.verdict = label("", "muted", wrap=True)
        self.period = label("", "muted")
        self.figures = FiguresView(theme, lambda column, unit: None)
        self.figures.setMinimumHeight(theme.px(200))
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._look)
        self._build()

    def reload(self) -> None:
        """Offer the own tables there are; what is being designed stays."""
        desk = self._context.desk
        own = [one for one in desk.statistics.tables() if one.key.startswith(OWN)]
        self.tables.set_choices([("", tr("新表")), *((one.key, one.title) for one in own)])
        self.tables.set_value(self._key)
        self._offer_versions()
        self._look()

    def show_part(self, key: str) -> None:
        """Show the design of an own table, an empty one for ""; asks about what is not saved."""
        if key != self._key and self._may_leave():
            self._show(key)

    def keep(self) -> Any:
        """Return the table and its design as it stands."""
        return self._key, to_tree(self._kept), to_tree(self.editor.design)

    def restore(self, state: Any) -> None:
        """Show again what `keep` returned."""
        self._key, self._kept = state[0], from_tree(state[1])
        self.editor.show_design(from_tree(state[2]))
        self.reload()

    def _build(self) -> None:
        theme, layout = self._context.theme, page_layout(self._context.theme, self)
        back = button(tr("返回统计"), lambda: self._context.go_to("statistics"))
        out = button(tr("导出定义文件"), self._export)
        take = button(tr("导入定义文件"), self._import)
        title = heading(theme, tr("表格设计"), 1.6)
        layout.addLayout(row(title, back, out, take, self.save_button, stretch=0))
        layout.addLayout(row(self.tables, self.versions, stretch=2))
        parts = (scrolled(self.editor), self._sight())
        layout.addWidget(Beside(theme, parts, (1, 1)), 1)
        self.export_button = out
        for one in (self.save_button, take):
            one.setEnabled(self._context.desk.sign_in.may(Permission.SUBMIT))

    def _sight(self) -> QWidget:
        frame, inside = card(self._context.theme)
        for part in (self.period, self.verdict):
            inside.addWidget(part)
        inside.addWidget(self.figures, 1)
        inside.addStretch(0)
        return frame

    def _may_leave(self) -> bool:
        if self.editor.design == self._kept:
            return True
        words = tr("这张表的改动还没有保存，放弃吗？")
        yes, no = tr("放弃改动"), tr("继续修改")
        return bool(self._context.prompts.confirm(self, words, yes=yes, no=no))

    def _choose(self) -> None:
        if self._may_leave():
            self._show(self.tables.value())
        else:
            self.tables.set_value(self._key)

    def _show(self, key: str) -> None:
        self._key = key
        self._kept = self._context.desk.table_designs.show(key) if key else EMPTY
        self.editor.show_design(self._kept)
        self.reload()

    def _offer_versions(self) -> None:
        found = self._context.desk.table_designs.versions(self._key) if self._key else ()
        words = tr("{when} {who}")
        states = [
            (one.version, words.format(when=moment_words(one.saved_at), who=one.saved_by))
            for one in found
        ]
        self.versions.set_choices([(0, tr("以前的版本")), *states])
        self.versions.setVisible(bool(states))
        self.export_button.setEnabled(bool(self._key))

    def _take_version(self) -> None:
        """Show an earlier version to be looked at; saving makes it the newest."""
        wanted = self.versions.value()
        self.versions.set_value(0)
        for one in self._context.desk.table_designs.versions(self._key):
            if one.version == wanted:
                self.editor.show_design(one.design)
                self._look()

    def _touched(self) -> None:
        self._settle.start()

    def _look(self) -> None:
        """Check the design and count it, off this thread."""
        design, desk = self.editor.design, self._context.desk

        def look() -> Look:
            verdict = desk.table_designs.check(design)
            if verdict.faults:
                return verdict, None
            year = desk.statistics.period(str(desk.statistics.newest_year()))
            return verdict, desk.table_designs.preview(design, year)

        def show(found: Look) -> None:
            if design is self.editor.design:
                self._say(*found)

        self._context.runner.read(look, self, show, failed=self._refuse)

    def _say(self, verdict: Verdict, table: StatisticsTable | None) -> None:
        """Show the figures, or why there are none."""
        lines = [*verdict.faults, *verdict.notices]
        if table is not None:
            self.figures.show_table(table)
            self.period.setText(_about(table.period))
            whole = [one for one in table.broken if one.unit_label == table.total.label]
            lines += [table.verdict, *(one.sentence for one in whole[:SHOWN])]
        self.figures.setVisible(table is not None)
        self.period.setVisible(table is not None)
        self.verdict.setText("\n".join(lines))
        kind = "danger" if verdict.faults else "warn" if verdict.notices else "muted"
        restyle(self.verdict, "kind", kind)

    def _save(self) -> None:
        design, key = self.editor.design, self._key
        save = self._context.desk.table_designs.save
        self._context.runner.write(
            lambda: save(design, key), self, self._saved, failed=self._refuse
        )

    def _saved(self, done: Changed) -> None:
        self._context.say("good", done.message)
        self._show(done.id)

    def _refuse(self, error: AppError) -> None:
        self._context.say("bad", str(error))

    def _export(self) -> None:
        name = f"{self._kept.title}.mdtable"
        target = self._context.prompts.save_as(self, name, tr(FILES))
        if target is None:
            return
        key, export_file = self._key, self._context.desk.table_designs.export_file
        self._context.runner.read(
            lambda: atomic_write(target, export_file(key)),
            self,
            lambda file: self._context.say("good", tr("定义已存为：{file}", file=file)),
            failed=self._refuse,
        )

    def _import(self) -> None:
        """Say what a file would change; take it in when told to."""
        source = self._context.prompts.open_file(self, tr("导入定义文件"), tr(FILES))
        if source is None or not self._may_leave():
            return
        designs, runner = self._context.desk.table_designs, self._context.runner

        def read() -> tuple[bytes, DesignImport]:
            data = source.read_bytes()
            return data, designs.look_into_file(data)

        def ask(answer: tuple[bytes, DesignImport]) -> None:
            data, found = answer
            if found.faults:
                self._context.say("bad", tr("不能导入：{why}", why="".join(found.faults[:3])))
                return
            lines = "\n".join(found.differences) or tr("与现在相同")
            text = tr("导入“{title}”会有这些变动：\n{lines}", title=found.design.title, lines=lines)
            if self._context.prompts.confirm(self, text, yes=tr("导入"), no=tr("不导入")):
                runner.write(
                    lambda: designs.take_file(data), self, self._saved, failed=self._refuse
                )

        runner.read(read, self, ask, failed=self._refuse)


def _about(period: Period) -> str:
    return tr("用现在的数据试算：{period}", period=period.label)
