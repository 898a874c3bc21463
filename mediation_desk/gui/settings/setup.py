"""First set-up (建立单位): the office, its first committee and its mediators on one page."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.numbering import DEFAULT_PATTERN
from mediation_desk.errors import AppError, InvalidInput
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import AreaField, ChoiceField, TextField
from mediation_desk.gui.form import Form
from mediation_desk.gui.parts import button, card, heading, label, row
from mediation_desk.gui.words import tr
from mediation_desk.services.drafts import CommitteeDraft, OfficeDraft
from mediation_desk.services.roster import mediators_from_text


class SetUp(QWidget):
    """Asks what an office needs before its first case; everything else can come later."""

    def __init__(self, context: GuiContext) -> None:
        """Draw the form."""
        super().__init__()
        self._context = context
        theme = context.theme
        self.form = Form(theme)
        self.form.submitted.connect(self._save)
        self.save_button = button(tr("建立单位"), self._save, primary=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        frame, inside = card(theme)
        inside.addWidget(heading(theme, tr("建立单位"), 1.3))
        words = tr("填写单位、一个调委会和调解员，就可以开始登记。其余内容以后都能补充和修改。")
        inside.addWidget(label(words, "muted", wrap=True))
        self._add_fields()
        inside.addWidget(self.form)
        inside.addLayout(row(self.save_button))
        layout.addWidget(frame, 0, Qt.AlignmentFlag.AlignTop)

    def show_faults(self, faults: dict[str, str]) -> None:
        """Put a service's faults beside their fields."""
        here = {}
        for name, text in faults.items():
            bare = name.removeprefix("committees.0.")
            if name.startswith("mediators."):
                bare = "mediators"
            elif bare == "name":
                bare = "office_name" if bare == name else "committee_name"
            here[bare] = text
        self.form.show_faults(here)

    def _add_fields(self) -> None:
        reference = self._context.desk.reference
        kinds = [(one.code, one.label) for one in reference.items("committee_kinds")]
        form = self.form
        form.add(tr("单位名称（司法所或调委会）"), TextField("office_name"), required=True)
        region = TextField("region_code", hint=tr("六位，如 341823"))
        form.add(tr("行政区划代码"), region)
        region.editingFinished.connect(self._name_region)
        form.add(tr("调委会全称"), TextField("committee_name"), required=True)
        form.add(tr("调委会类型"), ChoiceField("kind", kinds), required=True)
        form.add(tr("编号用的简称"), TextField("short_name", hint=tr("如“泾示”")), required=True)
        form.add(tr("编号格式"), TextField("number_pattern"))
        hint = tr("每行一人：姓名 性别 职务 电话，可以从表格复制粘贴")
        form.add(tr("调解员"), AreaField("mediators", lines=5, hint=hint), span=2)
        form.fill({"number_pattern": DEFAULT_PATTERN})

    def _name_region(self) -> None:
        code = self.form.fields["region_code"].value()
        name = self._context.desk.reference.region_name(code) if code else ""
        if code and not name:
            name = tr("区划表里没有这个代码，请核对；也可以空着。")
        self.form.note("region_code", name)

    def _save(self) -> None:
        try:
            draft = self._draft(self.form.read())
        except AppError as error:
            faults = error.fields if isinstance(error, InvalidInput) else {}
            self.form.show_faults(faults)
            self._context.say("bad", str(error))
            return
        self.save_button.setEnabled(False)
        office = self._context.desk.office
        self._context.runner.write(
            lambda: office.set_up(draft), self, self._done, failed=self._failed
        )

    def _draft(self, values: dict[str, Any]) -> OfficeDraft:
        committee = CommitteeDraft(
            name=values["committee_name"],
            short_name=values["short_name"],
            kind=values["kind"],
            region_code=values["region_code"],
            number_pattern=values["number_pattern"],
        )
        region = values["region_code"]
        return OfficeDraft(
            name=values["office_name"],
            region_code=region,
            region_name=self._context.desk.reference.region_name(region) if region else "",
            committees=(committee,),
            mediators=mediators_from_text(values["mediators"], committee.name),
        )

    def _done(self, _answer: Any) -> None:
        self._context.go_to("home")

    def _failed(self, error: AppError) -> None:
        self.save_button.setEnabled(True)
        self._context.say("bad", str(error))
        self.show_faults(error.fields if isinstance(error, InvalidInput) else {})
