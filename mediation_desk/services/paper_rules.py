"""The papers there are, in dossier order, and when each can be printed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mediation_desk.domain.codes import Form, Performance
from mediation_desk.errors import NotFound
from mediation_desk.services.rows import CaseDetail


def _any_time(_case: CaseDetail) -> str:
    return ""


def _accepted(case: CaseDetail) -> str:
    return "" if case.accepted_on else "案件还没有受理，受理后才能打印。"


def _refused(case: CaseDetail) -> str:
    return "" if case.refusal_reason else "案件没有记为不予受理，不打印这份告知书。"


def _held(case: CaseDetail) -> str:
    return "" if case.sessions else "还没有调解记录可以打印。"


def _agreed(case: CaseDetail) -> str:
    return "" if case.agreement else "还没有达成协议，不能打印。"


def _made_as(form: Form) -> Callable[[CaseDetail], str]:
    def why_not(case: CaseDetail) -> str:
        if case.agreement is not None and case.agreement.form is not form:
            return f"本案是{case.agreement.form.label}协议，不打印{form.label}协议的文书。"
        return _agreed(case)

    return why_not


def _in_effect(case: CaseDetail) -> str:
    if case.agreement is not None and case.agreement.effect_on is None:
        return "协议还没有生效：请先登记齐全的签名和盖章。"
    return _agreed(case)


def _performed(case: CaseDetail) -> str:
    if case.agreement is not None and case.agreement.performance is not Performance.FULL:
        return "协议还没有全部履行，不能出具履行证明。"
    return _agreed(case)


def _visited(case: CaseDetail) -> str:
    if case.agreement or case.terminated_on or case.records.visits:
        return ""
    return "还没有达成协议，也没有终止调解，不打印回访记录。"


def _owed(case: CaseDetail) -> str:
    made = case.agreement
    if made is not None and not any(due.performed_on is None for due in made.instalments):
        return "约定的事项都已经履行，不需要催告。"
    return _in_effect(case)


def _terminated(case: CaseDetail) -> str:
    return "" if case.terminated_on else "调解没有终止，不打印终止调解通知书。"


def _ended(case: CaseDetail) -> str:
    ended = case.agreement or case.terminated_on or case.refusal_reason
    return "" if ended else "调解还没有结果，不能打印。"


@dataclass(frozen=True, slots=True)
class PaperRule:
    """A paper's name and the sentence that says why it cannot be printed yet."""

    label: str
    why_not: Callable[[CaseDetail], str]


PAPERS: Mapping[str, PaperRule] = {
    "cover": PaperRule("卷宗封面", _accepted),
    "catalogue": PaperRule("卷内目录", _accepted),
    "application": PaperRule("人民调解申请书", _any_time),
    "registration": PaperRule("人民调解受理登记表", _accepted),
    "refusal_notice": PaperRule("不予受理告知书", _refused),
    "notice": PaperRule("当事人权利义务告知书", _any_time),
    "authority": PaperRule("授权委托书", _any_time),
    "address_confirmation": PaperRule("送达地址确认书", _any_time),
    "investigation": PaperRule("调查记录", _any_time),
    "evidence_list": PaperRule("证据材料目录", _any_time),
    "record": PaperRule("人民调解记录", _held),
    "undisputed_facts": PaperRule("无争议事实记载", _accepted),
    "agreement": PaperRule("人民调解协议书", _made_as(Form.WRITTEN)),
    "oral_agreement": PaperRule("人民调解口头协议登记表", _made_as(Form.ORAL)),
    "termination_notice": PaperRule("终止调解通知书", _terminated),
    "delivery": PaperRule("送达回证", _any_time),
    "receipt": PaperRule("收条", _agreed),
    "demand": PaperRule("履行提醒（催告）书", _owed),
    "performance_proof": PaperRule("调解协议履行证明", _performed),
    "follow_up": PaperRule("人民调解回访记录", _visited),
    "confirmation_application": PaperRule("司法确认申请书", _in_effect),
    "court_checklist": PaperRule("司法确认材料清单", _in_effect),
    "organiser_proof": PaperRule("调解组织主持调解证明", _in_effect),
    "transfer": PaperRule("移送（委托）函", _any_time),
    "feedback": PaperRule("调解情况反馈函", _ended),
    "closing_report": PaperRule("结案报告表", _ended),
    "dossier_note": PaperRule("卷宗情况说明", _accepted),
    "back_cover": PaperRule("卷宗封底", _accepted),
}
"""The codes are documents.papers.Kind."""


def label_of(kind: str, session: int | None = None) -> str:
    """Return a paper's name, the code itself for one that is no longer known.

    `session` is the ordinal of the session a record is of.
    """
    words = PAPERS[kind].label if kind in PAPERS else kind
    return f"{words}（第{session}次）" if session else words


def why_not(kind: str, case: CaseDetail) -> str:
    """Return why a paper cannot be printed yet, "" when it can. Raises NotFound for no paper."""
    if kind not in PAPERS:
        raise NotFound(f"没有“{kind}”这种文书。", "请从列表里选择。")
    return PAPERS[kind].why_not(case)
