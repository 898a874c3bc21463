"""设置: the first set-up while there is no office, afterwards one card for each kind of setting."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.rights import Permission
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.parts import button, card, heading, page_layout, row, scrolled
from mediation_desk.gui.settings.calendar_card import CalendarCard
from mediation_desk.gui.settings.counting_card import CountingCard
from mediation_desk.gui.settings.office_card import OfficeCard
from mediation_desk.gui.settings.paper_card import PaperCard
from mediation_desk.gui.settings.setup import SetUp
from mediation_desk.gui.settings.view_card import view_card
from mediation_desk.gui.settings.warning_card import WarningCard
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Area


class SettingsPage(QWidget):
    """Everything an office or a person can change."""

    areas = frozenset({Area.SETTINGS})
    help_topic = "first-steps"

    def __init__(self, context: GuiContext) -> None:
        """Build the page; `reload` fills it."""
        super().__init__()
        self._context = context
        self.set_up: SetUp | None = None
        layout = page_layout(context.theme, self)
        layout.addWidget(heading(context.theme, tr("设置"), 1.6))
        self._area = scrolled(QWidget())
        layout.addWidget(self._area, 1)

    def reload(self) -> None:
        """Draw the cards anew; a set-up being typed stays as it is."""
        may = self._context.desk.sign_in.may
        if may(Permission.LOOK) and self._context.desk.office.office() is None:
            if self.set_up is None:
                self.set_up = SetUp(self._context)
                self._show([("", self.set_up)])
            return
        self.set_up = None
        cards = [
            (tr("显示"), view_card(self._context)),
            (tr("账户、备份和文书"), self._doors()),
        ]
        if may(Permission.SET_UP):
            cards += [
                (tr("单位"), OfficeCard(self._context)),
                (tr("提醒"), WarningCard(self._context)),
                (tr("统计口径"), CountingCard(self._context)),
                (tr("文书"), PaperCard(self._context)),
                (tr("工作日历"), CalendarCard(self._context)),
            ]
        self._show(cards)

    def keep(self) -> Any:
        """Return what is typed into the set-up, None without one."""
        if self.set_up is None:
            return None
        return {name: field.value() for name, field in self.set_up.form.fields.items()}

    def restore(self, state: Any) -> None:
        """Type again what `keep` returned."""
        self.reload()
        if self.set_up is not None and state is not None:
            self.set_up.form.fill(state)

    def show_faults(self, faults: dict[str, str]) -> None:
        """Put faults beside the fields of the set-up."""
        if self.set_up is not None:
            self.set_up.show_faults(faults)

    def _doors(self) -> QWidget:
        """Return the ways to the pages of accounts and backups."""
        go_to, holder = self._context.go_to, QWidget()
        may_look = self._context.desk.sign_in.may(Permission.LOOK)
        ways = row(
            button(tr("账户"), lambda: go_to("accounts")),
            button(tr("备份"), lambda: go_to("backups")),
            *([button(tr("文书措辞"), lambda: go_to("wordings"))] if may_look else []),
        )
        ways.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(ways)
        return holder

    def _show(self, sections: list[tuple[str, QWidget]]) -> None:
        content = QWidget()
        content.setObjectName("scrolled")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._context.theme.px(10))
        for title, part in sections:
            if title:
                frame, inside = card(self._context.theme)
                inside.addWidget(heading(self._context.theme, title, 1.1))
                inside.addWidget(part)
                column.addWidget(frame)
            else:
                column.addWidget(part)
        column.addStretch(1)
        self._area.setWidget(content)
