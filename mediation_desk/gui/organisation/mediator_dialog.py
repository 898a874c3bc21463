"""The form of a mediator's record (调解员信息)."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from mediation_desk.domain.codes import Sex
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import (
    AreaField,
    CheckField,
    Choice,
    ChoiceField,
    DateField,
    Field,
    NumberField,
    TextField,
)
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Changed
from mediation_desk.services.drafts import MediatorDraft

_LISTS = {
    "position": "mediator_positions",
    "employment": "employment",
    "origin": "mediator_origins",
    "grade": "mediator_grades",
    "education": "education",
    "politics": "politics",
    "marital_status": "marital",
    "ethnicity": "ethnicities",
}
_DAYS = ("born_on", "graded_on", "grade_until", "term_from", "term_to")
_AREAS = ("experience", "introduction", "injury_on_duty")
_FLAGS = ("purchased_service", "subsidised", "active")


class MediatorDialog(FormDialog):
    """Adds a mediator to a committee, or changes the one of `mediator_id`."""

    def __init__(
        self, context: GuiContext, *, mediator_id: str = "", committee_id: str = ""
    ) -> None:
        """Draw the form and fill it."""
        title = tr("修改调解员") if mediator_id else tr("新增调解员")
        super().__init__(context, title, columns=3)
        self._id = mediator_id
        self._revision: int | None = None
        for name, words in _fields():
            wide = name in _AREAS or name == "address"
            self.form.add(words, self._field(name), span=3 if wide else 1, required=name in _NEEDED)
        if mediator_id:
            draft, self._revision = context.desk.office.mediator_draft(mediator_id)
        else:
            draft = MediatorDraft(committee_id=committee_id, name="", position="mediator")
        self.form.fill(asdict(draft))
        self.resize(context.theme.px(900), context.theme.px(640))

    def job(self, values: dict[str, Any]) -> Callable[[], Changed]:
        """Return the write that saves the mediator."""
        values["since_year"] = values["since_year"] or None
        draft = MediatorDraft(**values)
        office, mediator_id, revision = self._context.desk.office, self._id, self._revision
        return lambda: office.save_mediator(draft, mediator_id=mediator_id, revision=revision)

    def _field(self, name: str) -> Field:
        desk = self._context.desk
        if name == "committee_id":
            return ChoiceField(name, [(one.id, one.name) for one in desk.office.committees()])
        if name == "sex":
            return ChoiceField(name, [(one, tr(one.label)) for one in Sex])
        if name == "since_year":
            return NumberField(name)
        if name in _LISTS:
            return ChoiceField(name, self._items(_LISTS[name]))
        return _plain_field(name, desk.clock.today())

    def _items(self, listed: str) -> Sequence[Choice]:
        items = self._context.desk.reference.items(listed)
        return [("", "—"), *((one.code, one.label) for one in items)]


_NEEDED = ("committee_id", "name")


def _plain_field(name: str, today: date) -> Field:
    if name in _DAYS:
        return DateField(name, today=today)
    if name in _FLAGS:
        return CheckField(name, tr("是"))
    if name in _AREAS:
        return AreaField(name, lines=2)
    return TextField(name)


def _fields() -> tuple[tuple[str, str], ...]:
    """Return every field with its words, in the order of the official record."""
    return (
        ("committee_id", tr("所属调委会")),
        ("name", tr("姓名")),
        ("sex", tr("性别")),
        ("id_number", tr("身份证号码")),
        ("born_on", tr("出生日期")),
        ("ethnicity", tr("民族")),
        ("mobile", tr("手机")),
        ("phone", tr("固定电话")),
        ("email", tr("电子邮箱")),
        ("position", tr("调委会职务")),
        ("employment", tr("专兼职")),
        ("origin", tr("产生方式")),
        ("purchased_service", tr("政府购买服务")),
        ("since_year", tr("从事调解起始年份")),
        ("licence_number", tr("调解员证号")),
        ("grade", tr("等级")),
        ("graded_on", tr("评定日期")),
        ("grade_until", tr("等级有效期至")),
        ("subsidised", tr("领取补贴")),
        ("bank_name", tr("开户银行")),
        ("bank_card", tr("银行卡号")),
        ("term_from", tr("任期自")),
        ("term_to", tr("任期至")),
        ("active", tr("在任")),
        ("education", tr("学历")),
        ("major", tr("专业")),
        ("qualification", tr("职业资格")),
        ("politics", tr("政治面貌")),
        ("marital_status", tr("婚姻状况")),
        ("occupation", tr("职业")),
        ("employer", tr("工作单位")),
        ("other_identity", tr("其他身份")),
        ("address", tr("住址")),
        ("experience", tr("工作经历")),
        ("injury_on_duty", tr("因公伤亡情况")),
        ("introduction", tr("个人简介")),
    )
