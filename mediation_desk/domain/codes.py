"""Closed sets the rules depend on: stable ASCII codes with the Chinese words users read.

Open lists that an office may change (types, sources, special groups …) are data: reference.py.
"""

from enum import StrEnum


class Labelled(StrEnum):
    """A code with its Chinese label."""

    label: str

    # The default is for type checkers, which read State("accepted") as a call of this.
    def __new__(cls, value: str, label: str = "") -> "Labelled":
        """Make the member from its code and label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class State(Labelled):
    """Where a case stands (see lifecycle.py for what may happen next)."""

    REGISTERED = "registered", "待受理"
    REFUSED = "refused", "不予受理"
    ACCEPTED = "accepted", "已受理"
    MEDIATING = "mediating", "调解中"
    AGREED = "agreed", "达成协议"
    TERMINATED = "terminated", "调解终止"
    CLOSED = "closed", "已结案"


OPEN = (State.REGISTERED, State.ACCEPTED, State.MEDIATING)
"""States of a case that is being worked on (在办)."""


class Side(Labelled):
    """The side a party stands on."""

    APPLICANT = "applicant", "申请人"
    RESPONDENT = "respondent", "被申请人"
    THIRD = "third", "第三人"


class PartyKind(Labelled):
    """What a party is."""

    NATURAL = "natural", "自然人"
    LEGAL = "legal", "法人"
    OTHER = "other", "非法人组织"


class Sex(Labelled):
    """GB/T 2261.1."""

    UNKNOWN = "0", "未知"
    MALE = "1", "男"
    FEMALE = "2", "女"
    UNSTATED = "9", "未说明"


class Capacity(Labelled):
    """Civil capacity (民法典 17–22)."""

    FULL = "full", "完全民事行为能力"
    LIMITED = "limited", "限制民事行为能力"
    NONE = "none", "无民事行为能力"


class Willingness(Labelled):
    """Whether a party agrees to mediation (Act art 17)."""

    UNKNOWN = "unknown", "尚未表态"
    WILLING = "willing", "同意调解"
    REFUSED = "refused", "明确拒绝"


class AgentKind(Labelled):
    """Who acts for a party."""

    GUARDIAN = "guardian", "法定代理人（监护人）"
    AGENT = "agent", "委托代理人"


class Authority(Labelled):
    """Scope of an agent's authority; signing a settlement needs the special one."""

    GENERAL = "general", "一般授权"
    SPECIAL = "special", "特别授权"


class Origin(Labelled):
    """How the dispute came to mediation (Act art 17)."""

    APPLICATION = "application", "当事人申请"
    INITIATIVE = "initiative", "调委会主动调解"


class Form(Labelled):
    """Written or oral, of an application or an agreement (Act art 28)."""

    WRITTEN = "written", "书面"
    ORAL = "oral", "口头"


class SessionResult(Labelled):
    """What a session came to."""

    CONTINUE = "continue", "继续调解"
    AGREED = "agreed", "达成一致"
    FAILED = "failed", "未达成一致"


class Role(Labelled):
    """What a mediator does in a case."""

    LEAD = "lead", "主办调解员"
    CO = "co", "协办调解员"
    RECORDER = "recorder", "记录人"


class ChosenBy(Labelled):
    """How the mediator came to the case (Act art 19)."""

    APPOINTED = "appointed", "调委会指定"
    PARTIES = "parties", "当事人选定"


class Signer(Labelled):
    """Who signs an agreement (Act art 29)."""

    PARTY = "party", "当事人"
    MEDIATOR = "mediator", "人民调解员"
    RECORDER = "recorder", "记录人"
    SEAL = "seal", "人民调解委员会印章"


class ClauseKind(Labelled):
    """What a promise consists of."""

    PAYMENT = "payment", "给付金钱"
    ACT = "act", "作为"
    FORBEARANCE = "forbearance", "不作为"
    STATEMENT = "statement", "确认或说明"


class Performance(Labelled):
    """How far an agreement has been performed."""

    NOT_DUE = "not_due", "未到期"
    FULL = "full", "完全履行"
    PARTIAL = "partial", "部分履行"
    OVERDUE = "overdue", "未履行（逾期）"


class ConfirmationResult(Labelled):
    """What the court answered (民事诉讼法 205–206)."""

    PENDING = "pending", "已申请"
    VALID = "valid", "确认有效"
    DISMISSED = "dismissed", "驳回申请"
    REFUSED = "refused", "不予受理"
    WITHDRAWN = "withdrawn", "撤回申请"


class VisitMethod(Labelled):
    """How somebody was visited after the agreement (回访方式)."""

    CALL = "call", "上门"
    PHONE = "phone", "电话"
    VIDEO = "video", "视频"


class VisitPerformance(Labelled):
    """What a visit found of the performance."""

    FULL = "full", "全部履行"
    PARTIAL = "partial", "部分履行"
    NOT_DUE = "not_due", "尚未到期"
    NONE = "none", "没有履行"
    NO_AGREEMENT = "no_agreement", "没有达成协议"


class Opinion(Labelled):
    """What the visited person said of the mediation."""

    SATISFIED = "satisfied", "满意"
    FAIR = "fair", "基本满意"
    UNSATISFIED = "unsatisfied", "不满意"
    NOT_ASKED = "not_asked", "没有问到"


class Finding(Labelled):
    """Whether a visit found something: a lawsuit, a hidden problem."""

    NO = "no", "没有"
    YES = "yes", "有"
    UNKNOWN = "unknown", "没有了解到"


class DeliveryMethod(Labelled):
    """How a paper was delivered (送达方式)."""

    IN_PERSON = "in_person", "当面"
    POST = "post", "邮寄"
    OTHER = "other_way", "其他方式"


class PaidBy(Labelled):
    """How money changed hands (给付方式)."""

    CASH = "cash", "现金"
    TRANSFER = "transfer", "转账"
    OTHER = "other_way", "其他方式"


class UrgingMethod(Labelled):
    """How somebody was urged to perform (督促方式)."""

    LETTER = "letter", "书面催告"
    PHONE = "phone", "电话"
    CALL = "call", "上门"


class RecusalKind(Labelled):
    """Who raised it: a party asks, or the mediator tells (TYTJ 15, ZXTJ 13)."""

    ASKED = "asked", "当事人申请回避"
    DISCLOSED = "disclosed", "调解员披露"


class Relation(Labelled):
    """What may stand between a mediator and the parties (TYTJ 15)."""

    KIN = "kin", "是当事人或者代理人的亲属"
    INTEREST = "interest", "与纠纷有利害关系"
    OTHER = "other_relation", "有其他可能影响公正的关系"


class Decision(Labelled):
    """What came of it: without everybody's consent whoever is related withdraws."""

    WITHDRAW = "withdraw", "回避"
    CONSENT = "consent", "各方同意由其调解"
    UNFOUNDED = "unfounded", "不存在需要回避的情形"
