"""Rules about how the dispute came in: what was told, who sent it, in time and in order."""

from mediation_desk.domain.codes import Form, Origin
from mediation_desk.domain.lifecycle import Move
from mediation_desk.domain.review.facts import ReviewFacts
from mediation_desk.domain.review.model import Aspect, Place, Rule, Severity, when
from mediation_desk.domain.review.texts import short

SHORTEST_FACTS = 20

_M, _S, _A = Severity.MUST, Severity.SHOULD, Severity.ADVICE
_FORM = "人民调解文书格式：受理登记表"
_RULES_33 = "人民调解工作若干规定第三十三条"


def _intake(field: str) -> Place:
    return Place("overview", Move.REVISE, field)


_ACCEPT = Place("overview", Move.ACCEPT, "accepted_on")
_EXTEND = Place("overview", Move.EXTEND, "extended_to")


def _origin_differs(facts: ReviewFacts) -> bool:
    told = {"own": Origin.INITIATIVE, "application": Origin.APPLICATION}.get(facts.source_group)
    return told is not None and told is not facts.origin


def _late(facts: ReviewFacts) -> bool:
    last = facts.ended_on or (None if facts.refused else facts.today)
    return facts.limit_on is not None and last is not None and last > facts.limit_on


def _series_differs(facts: ReviewFacts) -> bool:
    made = facts.agreement
    return (
        made is not None
        and bool(facts.number)
        and (made.form is Form.ORAL) != ("口" in facts.series)
    )


def _nobody_named(facts: ReviewFacts) -> bool:
    return not any(party.name and party.name in facts.title for party in facts.parties)


RULES = (
    Rule(
        "facts_short", "纠纷简要情况写清楚", Aspect.ACCEPTANCE, _S, _intake("facts"), _FORM,
        when(
            lambda f: short(f.facts, SHORTEST_FACTS),
            "纠纷简要情况太短，请写明何时、何地、因为什么、到了什么程度。",
        ),
    ),
    Rule(
        "facts_copied", "纠纷简要情况不照抄", Aspect.ACCEPTANCE, _S, _intake("facts"),
        "评查常见问题：不同案件文字雷同",
        lambda f: when(
            lambda one: bool(one.same_facts),
            f"纠纷简要情况与{'、'.join(f.same_facts[:3])}一字不差，请按本案的情况写。",
        )(f),
    ),
    Rule(
        "matters_missing", "写明争议事项", Aspect.ACCEPTANCE, _S, _intake("disputed_matters"),
        _FORM,
        when(lambda f: not f.disputed_matters, "没有写明双方争的是什么（争议事项）。"),
    ),
    Rule(
        "requests_missing", "申请的案件有申请事项", Aspect.ACCEPTANCE, _S, _intake("requests"),
        "人民调解文书格式：申请书",
        when(
            lambda f: f.origin is Origin.APPLICATION and not f.requests,
            "当事人申请的案件没有写申请事项。",
        ),
    ),
    Rule(
        "place_missing", "写明发生地点", Aspect.ACCEPTANCE, _A, _intake("place"), _FORM,
        when(lambda f: not f.place, "没有写明纠纷发生的地点。"),
    ),
    Rule(
        "source_unclear", "移送、委托的案件有来源文号", Aspect.ACCEPTANCE, _S,
        _intake("source_reference"), "评查要求：案件来源清楚",
        when(
            lambda f: f.delegated and not f.source_reference,
            "案件是移送、委托或者交办来的，没有写来文机关或者文号。",
        ),
    ),
    Rule(
        "origin_differs", "来源与受理方式一致", Aspect.ACCEPTANCE, _S, _intake("origin"), _FORM,
        when(_origin_differs, "案件来源与“当事人申请、主动调解”的选择对不上。"),
    ),
    Rule(
        "occurred_late", "发生在登记之前", Aspect.SIGNATURE, _M, _intake("occurred_on"),
        "评查要求：日期前后一致",
        when(
            lambda f: f.occurred_on is not None and f.occurred_on > f.registered_on,
            "纠纷发生日期在登记日期之后。",
        ),
    ),
    Rule(
        "accepted_early", "登记之后受理", Aspect.SIGNATURE, _M, _ACCEPT, "评查要求：日期前后一致",
        when(
            lambda f: f.accepted_on is not None and f.accepted_on < f.registered_on,
            "受理日期早于登记（申请）日期。",
        ),
    ),
    Rule(
        "limit_overrun", "在期限内调结", Aspect.ACCEPTANCE, _S, _EXTEND, _RULES_33,
        when(_late, "超过调解期限才有结果，或者还没有结果；期限内应当办理延长。"),
    ),
    Rule(
        "extension_reason", "延长期限有理由", Aspect.ACCEPTANCE, _S,
        Place("overview", Move.EXTEND, "reason"), _RULES_33,
        when(
            lambda f: f.extended_to is not None and not f.extension_reason,
            "延长了调解期限，没有写理由和各方同意的情况。",
        ),
    ),
    Rule(
        "refusal_reason", "不予受理有理由", Aspect.ACCEPTANCE, _M,
        Place("overview", Move.REFUSE, "reason"),
        "人民调解工作若干规定第二十二条",
        when(
            lambda f: f.refused and not f.refusal_reason,
            "不予受理没有写明理由和当事人可以去的地方。",
        ),
    ),
    Rule(
        "number_missing", "受理后有编号", Aspect.BINDING, _M, _ACCEPT, "人民调解文书格式：卷号",
        when(lambda f: f.accepted_on is not None and not f.number, "案件已受理，没有编号。"),
    ),
    Rule(
        "series_differs", "字号与协议形式一致", Aspect.BINDING, _A, _ACCEPT, "本单位编号规则",
        when(_series_differs, "编号的“口”字类别与协议形式（书面、口头）对不上。"),
    ),
    Rule(
        "title_differs", "卷名写明当事人", Aspect.BINDING, _S, Place("overview"),
        "评查常见问题：卷名有误",
        when(_nobody_named, "卷名里没有任何一名当事人的姓名。"),
    ),
    Rule(
        "retention_missing", "结案的卷宗定了保管期限", Aspect.BINDING, _A,
        Place("overview"), "人民调解文书格式：卷宗封面",
        when(
            lambda f: f.closed_on is not None and not f.retention,
            "案件已结案，没有定保管期限（按本单位默认的期限保管）。",
        ),
    ),
)  # fmt: skip
