"""One version of the rules as a form: from when, percentages, caps, conditions, tiers."""

from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.money import format_yuan
from mediation_desk.domain.rights import Permission
from mediation_desk.domain.subsidy import ALWAYS_NEEDED, Exclusion, Need, Scheme, Tier
from mediation_desk.errors import AppError
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import (
    AreaField,
    DateField,
    MoneyField,
    NumberField,
    TextField,
    TickField,
)
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import button, row
from mediation_desk.gui.sheet import Lines, Sheet
from mediation_desk.gui.words import tr
from mediation_desk.services.subsidy_rows import SchemeRow, Trial

_PERCENTS = ("oral_percent", "failed_percent", "lead_percent")
_OPTIONAL = ("performance_fen", "amount_from_fen")
_CAPS = ("month_cap_fen", "year_cap_fen")


class SchemeDialog(FormDialog):
    """Saves a new version made from a copy, or changes the one that is given."""

    def __init__(self, context: GuiContext, version: SchemeRow, *, copy: bool) -> None:
        """Show the version; a copy begins without its day."""
        super().__init__(context, tr("补贴办法"), columns=3)
        self._version = None if copy else version
        self._build()
        values = asdict(version.scheme) | ({"valid_from": None} if copy else {})
        values |= {name: values[name] or None for name in _CAPS}
        values["title"] = version.scheme.title if version.own else ""
        values["note"] = version.scheme.note if version.own else ""
        self.form.fill(values)
        for tier in version.scheme.tiers:
            shown = asdict(tier)
            shown |= {name: shown[name] or None for name in _OPTIONAL}
            self.tiers.add_line(shown)

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the saving."""
        draft = _scheme(values)
        rules, version = self._context.desk.subsidy_rules, self._version
        if version is None:
            return lambda: rules.save(draft)
        return lambda: rules.save(draft, scheme_id=version.id, revision=version.revision)

    def _try(self) -> None:
        """Say what looks wrong and what the rules come to, without keeping them."""
        try:
            draft = _scheme(self.sheet.read())
        except AppError as error:
            self.show_error(error)
            return
        trial = self._context.desk.subsidy_trial.trial
        self.try_button.setEnabled(False)
        self._context.runner.read(lambda: trial(draft), self, self._told, failed=self._untold)

    def _told(self, trial: Trial) -> None:
        self.try_button.setEnabled(True)
        self.form.clear_faults()
        kind = "warn" if trial.doubts else "good"
        self.bar.show_line(kind, "\n".join((*trial.doubts, _sum_words(trial))))

    def _untold(self, error: AppError) -> None:
        self.try_button.setEnabled(True)
        self.show_error(error)

    def _build(self) -> None:
        theme, today = self._context.theme, self._context.desk.clock.today()
        form, gap = self.form, theme.px(16)
        form.add(tr("办法的名称或文号"), TextField("title"), span=2, required=True)
        form.add(tr("起用日期"), DateField("valid_from", today=today, required=True), required=True)
        for name, words in zip(
            _PERCENTS,
            (tr("口头协议按几成计（%）"), tr("未成功按基础几成计（%）"), tr("有协办时主办得（%）")),
            strict=True,
        ):
            form.add(words, NumberField(name))
        form.add(tr("每人每月上限（不写为没有）"), MoneyField(_CAPS[0]))
        form.add(tr("每人每年上限（不写为没有）"), MoneyField(_CAPS[1]))
        needs = [(one, tr(one.label)) for one in Need if one not in ALWAYS_NEEDED]
        form.add(tr("除协议生效外的申报条件"), TickField("needs", needs, spacing=gap), span=3)
        people = [(one, tr(one.label)) for one in Exclusion]
        form.add(tr("另外不领补贴的人员"), TickField("exclusions", people, spacing=gap), span=3)
        form.add(tr("备注"), AreaField("note", lines=2), span=3)
        self.try_button = button(tr("检查和试算"), self._try)
        self.try_button.setVisible(self._context.desk.sign_in.may(Permission.SUBSIDY))
        holder = QWidget()
        holder.setLayout(row(self.try_button))
        form.add_wide(holder)
        title = tr("档次，从高到低写：先符合哪一档就算哪一档；一档里的条件符合一个就行")
        self.tiers = self.add_lines("tiers", Lines(theme, title, self._tier_sheet, columns=3))

    def _tier_sheet(self, sheet: Sheet) -> None:
        form, gap = sheet.form, self._context.theme.px(16)
        reference = self._context.desk.reference
        form.add(tr("档次"), TextField("label"), required=True)
        form.add(tr("基础补贴"), MoneyField("base_fen"))
        form.add(tr("履行后增加"), MoneyField("performance_fen"))
        form.add(tr("协议金额达到"), MoneyField("amount_from_fen"))
        form.add(tr("当事人达到（人）"), NumberField("parties_from"))
        form.add(tr("涉及人数达到（人）"), NumberField("people_from"))
        for name, words, listed in (
            ("difficulties", tr("难易程度"), "difficulty"),
            ("flags", tr("案件标记"), "case_flags"),
        ):
            items = [(item.code, item.label) for item in reference.items(listed)]
            form.add(words, TickField(name, items, spacing=gap), span=3)
        types = [(kind.code, kind.label) for kind in reference.types.level1()]
        form.add(tr("纠纷类型"), TickField("types", types, spacing=gap), span=3)


def _scheme(values: dict[str, Any]) -> Scheme:
    """Return the version as typed; a cap nobody wrote is none."""
    tiers = tuple(_tier(line) for line in values["tiers"])
    plain = {name: value for name, value in values.items() if name != "tiers"}
    return Scheme(tiers=tiers, **plain | {name: plain[name] or 0 for name in _CAPS})


def _sum_words(trial: Trial) -> str:
    """Return what a trial came to in a sentence."""
    if trial.first_on is None:
        return tr("还没有办结的案件可以试算。")
    return tr(
        "试算 {first} 至 {last} 有结果的案件：按这个办法可报 {cases} 件、{sum} 元；"
        "现行办法 {now_cases} 件、{now_sum} 元。",
        first=trial.first_on,
        last=trial.last_on,
        cases=trial.draft.cases,
        sum=format_yuan(trial.draft.paid_fen),
        now_cases=trial.present.cases,
        now_sum=format_yuan(trial.present.paid_fen),
    )


def _tier(line: dict[str, Any]) -> Tier:
    """Return a tier as typed; an amount nobody wrote is none."""
    money = {name: line[name] or 0 for name in line if name.endswith("_fen")}
    names = {one.name for one in fields(Tier)}
    return Tier(**{name: value for name, value in (line | money).items() if name in names})
