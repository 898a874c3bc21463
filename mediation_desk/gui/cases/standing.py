"""Where a case stands, in one sentence: the limit while it runs, the outcome afterwards."""

from mediation_desk.domain.codes import Performance, State
from mediation_desk.domain.money import format_yuan
from mediation_desk.gui.cases.columns import limit_words
from mediation_desk.gui.words import tr
from mediation_desk.services.rows import AgreementDetail, CaseDetail


def standing(case: CaseDetail) -> tuple[str, str]:
    """Return the sentence and its kind: danger or muted."""
    if case.days_left is not None:
        return _limit(case), "danger" if case.days_left < 0 else "muted"
    if case.agreement is not None:
        late = case.agreement.performance is Performance.OVERDUE
        return _agreed(case.agreement), "danger" if late else "muted"
    if case.terminated_on is not None:
        day, ground = case.terminated_on, case.termination_label
        return tr("{day} 终止调解：{ground}", day=day, ground=ground), "muted"
    if case.refusal_reason:
        return tr("不予受理：{reason}", reason=case.refusal_reason), "muted"
    if case.state is State.REGISTERED:
        return tr("{day} 登记，等待受理", day=case.registered_on), "muted"
    return "", "muted"


def _limit(case: CaseDetail) -> str:
    words = tr("期限 {day}（{left}）", day=case.limit_on, left=limit_words(case.days_left))
    rule = case.limit_label
    if case.extended_to is not None:
        rule = tr("已从 {day} 延长", day=case.due_on)
    doubt = "" if case.limit_certain else tr("，节假日安排尚未公布，请核对")
    return f"{words} · {rule}{doubt}"


def _agreed(made: AgreementDetail) -> str:
    parts = [tr("{day} 达成{form}协议", day=made.reached_on, form=tr(made.form.label))]
    if made.effect_on is not None:
        parts.append(tr("{day} 生效", day=made.effect_on))
    else:
        parts.append(tr("尚未生效，还缺{missing}", missing="、".join(made.missing)))
    if made.amount_fen:
        parts.append(tr("涉及金额 {amount} 元", amount=format_yuan(made.amount_fen)))
    parts.append(tr(made.performance.label))
    return " · ".join(parts)
