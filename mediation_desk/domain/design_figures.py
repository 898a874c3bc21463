"""What a table of an office's own design may count, and by which lists it may be narrowed.

Definitions are [U]: this program's defaults, printed with every table that uses them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.statistics import RECORDS, Filter, Measure, Moment, Rows


class Narrow(Labelled):
    """A list whose codes a column may be narrowed to."""

    TYPE = "type", "纠纷类型"
    SOURCE = "source", "案件来源"
    DIFFICULTY = "difficulty", "难易程度"
    FORM = "form", "协议形式"
    BODY = "body", "调解组织类型"
    EFFECT = "effect", "预防效果"
    LINE = "line", "来访种类"
    DIRECTION = "direction", "来函或去函"
    EMPLOYMENT = "employment", "专兼职"
    FUND_KIND = "fund_kind", "经费种类"
    FUND_SOURCE = "fund_source", "经费来源"
    VENUE = "venue", "场所种类"


COLUMNS: Mapping[Narrow, tuple[str, str]] = {
    Narrow.TYPE: ("type", ""),
    Narrow.SOURCE: ("source", ""),
    Narrow.DIFFICULTY: ("difficulty", ""),
    Narrow.FORM: ("agreed_form", ""),
    Narrow.BODY: ("kind", "body"),
    Narrow.EFFECT: ("effect", ""),
    Narrow.LINE: ("line", ""),
    Narrow.DIRECTION: ("direction", ""),
    Narrow.EMPLOYMENT: ("employment", ""),
    Narrow.FUND_KIND: ("fund_kind", ""),
    Narrow.FUND_SOURCE: ("fund_source", ""),
    Narrow.VENUE: ("venue", ""),
}
"""The column of records behind a list, and the attribute of its codes that is looked at."""


class Figure(Labelled):
    """What is counted in a column."""

    CASES = "cases", "受理"
    PARTIES = "parties", "涉及当事人数"
    MANY = "many", "三人以上当事人的案件"
    SUCCESS = "success", "调解成功"
    FAILED = "failed", "未成功"
    CARRIED = "carried", "期初在办"
    PENDING = "pending", "期末在办"
    AMOUNT = "amount", "协议涉及金额"
    PERFORMED = "performed", "履行"
    CONFIRMED = "confirmed", "司法确认"
    SESSIONS = "sessions", "调解次数"
    MATURED = "matured", "到期的协议"
    KEPT = "kept", "到期并全部履行的协议"
    FILED = "filed", "申请司法确认"
    SWEEPS = "sweeps", "排查次数"
    FOUND = "found", "排查发现纠纷"
    SETTLED = "settled", "排查当场化解"
    PREVENTED = "prevented", "预防（件）"
    PREVENTED_PEOPLE = "prevented_people", "预防（人）"
    ZERO_REPORTS = "zero_reports", "零报告"
    LINES = "lines", "来访登记"
    LETTERS = "letters", "函件"
    COMMITTEES = "committees", "调委会"
    MEDIATORS = "mediators", "调解员"
    TRAINING = "training", "培训人次"
    AWARDS = "awards", "表彰"
    VENUES = "venues", "场所"
    RECEIVED = "received", "经费收入"
    SPENT = "spent", "经费支出"
    CLAIMED = "claimed", "申报补贴的案件"
    GRANTED = "granted", "审定的案件补贴"


@dataclass(frozen=True, slots=True)
class Rule:
    """How a figure is counted, in words and for the engine; by which lists it may be narrowed."""

    definition: str
    moment: Moment
    measure: Measure = Measure.CASES
    narrows: tuple[Narrow, ...] = ()
    filters: tuple[Filter, ...] = ()

    @property
    def of_cases(self) -> bool:
        """Tell whether cases are counted, or what belongs to them."""
        return self.moment not in RECORDS

    def allows(self, rows: Rows) -> bool:
        """Tell whether the figure can be told apart by these rows."""
        return self.of_cases or rows in (Rows.UNITS, Rows.MONTHS)


_CASE = (Narrow.TYPE, Narrow.SOURCE, Narrow.DIFFICULTY, Narrow.FORM, Narrow.BODY)
_ASKED = Filter("claim", "in", ("submitted", "approved", "paid"))
_GRANTED = Filter("claim", "in", ("approved", "paid"))
_FUNDS = (Narrow.FUND_KIND, Narrow.FUND_SOURCE, Narrow.BODY)
_M, _B = Moment, (Narrow.BODY,)

RULES: Mapping[Figure, Rule] = {
    Figure.CASES: Rule("统计时段内受理的纠纷件数", _M.ACCEPTED, narrows=_CASE),
    Figure.PARTIES: Rule(
        "统计时段内受理的纠纷的当事人数，一个单位计一人", _M.ACCEPTED, Measure.PARTIES, _CASE
    ),
    Figure.MANY: Rule(
        "统计时段内受理、当事人在三人以上（含三人）的纠纷件数",
        _M.ACCEPTED,
        narrows=_CASE,
        filters=(Filter("party_count", "at_least", ("3",)),),
    ),
    Figure.SUCCESS: Rule(
        "书面协议已经生效或者口头协议已经达成的纠纷件数", _M.EFFECTIVE, narrows=_CASE
    ),
    Figure.FAILED: Rule("未达成协议而终止调解的纠纷件数", _M.FAILED, narrows=_CASE),
    Figure.CARRIED: Rule(
        "统计时段开始前已受理、到开始时仍未办结的纠纷件数，按受理日期统计时为零",
        _M.CARRIED,
        narrows=_CASE,
    ),
    Figure.PENDING: Rule(
        "截至统计时段最后一日已受理、既未生效也未终止的纠纷件数", _M.PENDING, narrows=_CASE
    ),
    Figure.AMOUNT: Rule(
        "已生效协议约定给付的金额合计，按期持续给付的计十二个月", _M.EFFECTIVE, Measure.FEN, _CASE
    ),
    Figure.PERFORMED: Rule("已生效协议全部履行完毕的纠纷件数", _M.PERFORMED, narrows=_CASE),
    Figure.CONFIRMED: Rule("人民法院裁定协议有效的纠纷件数", _M.CONFIRMED, narrows=_CASE),
    Figure.SESSIONS: Rule("统计时段内开的调解会次数", _M.SESSION, Measure.TIMES, _CASE),
    Figure.MATURED: Rule("最后一期履行日期在统计时段内的已生效协议件数", _M.MATURED, narrows=_CASE),
    Figure.KEPT: Rule(
        "最后一期履行日期在统计时段内、截至期末各期都已履行的协议件数",
        _M.MATURED,
        narrows=_CASE,
        filters=(Filter("standing", "in", ("full",)),),
    ),
    Figure.FILED: Rule("统计时段内向人民法院申请司法确认的次数", _M.FILED, Measure.TIMES, _CASE),
    Figure.SWEEPS: Rule("统计时段内排查的次数", _M.SWEEP, Measure.TIMES, _B),
    Figure.FOUND: Rule("统计时段内排查发现的纠纷件数", _M.SWEEP, Measure.FOUND, _B),
    Figure.SETTLED: Rule("排查发现的纠纷中当场化解的件数", _M.SWEEP, Measure.SETTLED, _B),
    Figure.PREVENTED: Rule(
        "经过审核的预防记录件数", _M.PREVENTION, narrows=(Narrow.EFFECT, Narrow.BODY)
    ),
    Figure.PREVENTED_PEOPLE: Rule(
        "经过审核的预防记录涉及的人数",
        _M.PREVENTION,
        Measure.INVOLVED,
        (Narrow.EFFECT, Narrow.BODY),
    ),
    Figure.ZERO_REPORTS: Rule("本月无纠纷的报告份数", _M.ZERO_REPORT, Measure.TIMES, _B),
    Figure.LINES: Rule(
        "统计时段内登记的来访、咨询、隐患条数，作废的不计",
        _M.INQUIRY,
        Measure.TURNS,
        (Narrow.LINE, Narrow.BODY),
    ),
    Figure.LETTERS: Rule(
        "统计时段内来往的函件件数，作废的不计",
        _M.LETTER,
        narrows=(Narrow.DIRECTION, Narrow.BODY),
    ),
    Figure.COMMITTEES: Rule("在用的调委会个数", _M.COMMITTEE, Measure.NUMBER, _B),
    Figure.MEDIATORS: Rule(
        "在用的调解员人数", _M.MEDIATOR, Measure.PEOPLE, (Narrow.EMPLOYMENT, Narrow.BODY)
    ),
    Figure.TRAINING: Rule(
        "统计时段内参加培训的人次",
        _M.BEFALLEN,
        Measure.TURNS,
        _B,
        (Filter("record", "in", ("training",)),),
    ),
    Figure.AWARDS: Rule(
        "统计时段内调解员受表彰的人次",
        _M.BEFALLEN,
        Measure.TURNS,
        _B,
        (Filter("record", "in", ("award",)),),
    ),
    Figure.VENUES: Rule(
        "在用的调解场所个数", _M.VENUE, Measure.NUMBER, (Narrow.VENUE, Narrow.BODY)
    ),
    Figure.RECEIVED: Rule(
        "登记的年度或季度在统计时段之内的经费收入",
        _M.FUND,
        Measure.FEN,
        _FUNDS,
        (Filter("flow", "in", ("received",)),),
    ),
    Figure.SPENT: Rule(
        "登记的年度或季度在统计时段之内的经费支出",
        _M.FUND,
        Measure.FEN,
        _FUNDS,
        (Filter("flow", "in", ("spent",)),),
    ),
    Figure.CLAIMED: Rule(
        "有结果的日期在统计时段之内、已提交补贴申报的案件件数",
        _M.CLAIMED,
        narrows=_B,
        filters=(_ASKED,),
    ),
    Figure.GRANTED: Rule(
        "有结果的日期在统计时段之内、已审定的案件补贴金额", _M.CLAIMED, Measure.FEN, _B, (_GRANTED,)
    ),
}
