"""The form of a committee, with the number its next case would have."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from mediation_desk.domain.numbering import DEFAULT_PATTERN, NumberPattern
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import CheckField, ChoiceField, DateField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Changed
from mediation_desk.services.drafts import CommitteeDraft


class CommitteeDialog(FormDialog):
    """Adds a committee, or changes the one of `committee_id`."""

    def __init__(self, context: GuiContext, committee_id: str = "") -> None:
        """Draw the form and fill it."""
        title = tr("修改调委会") if committee_id else tr("新增调委会")
        super().__init__(context, title)
        self._id = committee_id
        self._revision: int | None = None
        self._add_fields()
        self.example = label("", "muted", wrap=True)
        self.form.add_wide(self.example)
        if committee_id:
            draft, self._revision = context.desk.office.committee_draft(committee_id)
            self.form.fill(asdict(draft))
        else:
            self.form.fill({"number_pattern": DEFAULT_PATTERN, "active": True})
        self.form.edited.connect(self._show_example)
        self._show_example()

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that saves the committee."""
        draft = CommitteeDraft(**values)
        office, committee_id, revision = self._context.desk.office, self._id, self._revision
        return lambda: office.save_committee(draft, committee_id=committee_id, revision=revision)

    def _add_fields(self) -> None:
        desk, form = self._context.desk, self.form
        kinds = [(one.code, one.label) for one in desk.reference.items("committee_kinds")]
        industries = [("", "—")]
        industries += [(one.code, one.label) for one in desk.reference.items("industries")]
        above = [("", tr("没有上级"))]
        above += [(one.id, one.name) for one in desk.office.committees() if one.id != self._id]
        form.add(tr("全称"), TextField("name"), span=2, required=True)
        form.add(tr("编号用的简称"), TextField("short_name"), required=True)
        form.add(tr("类型"), ChoiceField("kind", kinds), required=True)
        form.add(tr("上级调委会"), ChoiceField("parent_id", above))
        form.add(tr("行业专业领域"), ChoiceField("specialty", industries))
        form.add(tr("乡镇（街道）"), TextField("township"))
        form.add(tr("村（社区）"), TextField("village"))
        form.add(tr("行政区划代码"), TextField("region_code"))
        form.add(tr("电话"), TextField("phone"))
        form.add(tr("地址"), TextField("address"), span=2)
        form.add(tr("设立日期"), DateField("founded_on", today=desk.clock.today()))
        form.add(tr("本届任期届满"), DateField("term_ends_on", today=desk.clock.today()))
        form.add(tr("编号格式"), TextField("number_pattern"), span=2)
        form.add(tr("使用"), CheckField("active", tr("可以受理新的纠纷")))

    def _show_example(self) -> None:
        fields = self.form.fields
        text = fields["number_pattern"].value() or DEFAULT_PATTERN
        try:
            pattern = NumberPattern.parse(text)
        except InvalidInput as error:
            self.example.setText(error.message)
            return
        number = pattern.render(
            year=self._context.desk.clock.today().year,
            short_name=fields["short_name"].value() or tr("简称"),
            series="",
            sequence=1,
        )
        self.example.setText(
            tr("编号示例：{number}。格式里可写：年、简称、类别、序号", number=number)
        )
