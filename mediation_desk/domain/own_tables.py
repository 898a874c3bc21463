"""Tables an office puts together itself (自定义表): rows × columns × measure, chosen from lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.statistics import Rows
from mediation_desk.errors import InvalidInput

Codes = Sequence[tuple[str, str]]
"""Codes of a list with their words."""


class Across(Labelled):
    """What the columns are: several measures, or one measure by the codes of a list."""

    MEASURES = "measures", "各项指标"
    TYPES = "types", "纠纷类型"
    SOURCES = "sources", "案件来源"
    DIFFICULTY = "difficulty", "难易程度"
    FORMS = "forms", "协议形式"
    BODIES = "bodies", "调解组织类型"


class Counted(Labelled):
    """What is counted in the cells."""

    CASES = "cases", "受理"
    PARTIES = "parties", "涉及当事人数"
    SUCCESS = "success", "调解成功"
    FAILED = "failed", "未成功"
    CARRIED = "carried", "期初在办"
    PENDING = "pending", "期末在办"
    AMOUNT = "amount", "协议涉及金额"
    PERFORMED = "performed", "履行"
    CONFIRMED = "confirmed", "司法确认"


@dataclass(frozen=True, slots=True)
class OwnTable:
    """What an office chose; `counted` matters only where the columns are the codes of a list."""

    title: str
    rows: Rows
    across: Across
    counted: Counted

    def check(self) -> None:
        """Raise InvalidInput for a table without a name or with the same list twice."""
        faults = {}
        if not self.title.strip():
            faults["title"] = "请给这张表起个名字。"
        if self.across.value == self.rows.value:
            faults["across"] = "行和列选的是同一项，请换一项。"
        if faults:
            raise InvalidInput(faults)


_MOMENTS: Mapping[Counted, dict[str, str]] = {
    Counted.CASES: {},
    Counted.PARTIES: {"measure": "parties"},
    Counted.SUCCESS: {"moment": "effective"},
    Counted.FAILED: {"moment": "failed"},
    Counted.CARRIED: {"moment": "carried"},
    Counted.PENDING: {"moment": "pending"},
    Counted.AMOUNT: {"moment": "effective", "measure": "fen"},
    Counted.PERFORMED: {"moment": "performed"},
    Counted.CONFIRMED: {"moment": "confirmed"},
}
_DEFINITIONS: Mapping[Counted, str] = {
    Counted.CASES: "统计时段内受理的纠纷件数。",
    Counted.PARTIES: "统计时段内受理的纠纷的当事人数；一个单位计一人。",
    Counted.SUCCESS: "书面协议已经生效或者口头协议已经达成的纠纷件数。",
    Counted.FAILED: "未达成协议而终止调解的纠纷件数。",
    Counted.CARRIED: "统计时段开始前已受理、到开始时仍未办结的纠纷件数；按受理日期统计时为零。",
    Counted.PENDING: "截至统计时段最后一日已受理、既未生效也未终止的纠纷件数。",
    Counted.AMOUNT: "已生效协议约定给付的金额合计；按期持续给付的计十二个月。",
    Counted.PERFORMED: "已生效协议全部履行完毕的纠纷件数。",
    Counted.CONFIRMED: "人民法院裁定协议有效的纠纷件数。",
}
_FIELDS: Mapping[Across, dict[str, str]] = {
    Across.TYPES: {"column": "type_group"},
    Across.SOURCES: {"column": "source"},
    Across.DIFFICULTY: {"column": "difficulty"},
    Across.FORMS: {"column": "agreed_form"},
    Across.BODIES: {"column": "kind", "attribute": "body"},
}


def document_of(key: str, own: OwnTable, codes: Codes) -> dict[str, Any]:
    """Return the definition of an own table; `codes` are those of the list its columns are."""
    if own.across is Across.MEASURES:
        columns = [_column(one.value, one.label, one) for one in Counted]
        equations = [_flow()]
    else:
        columns = [_column("total", "合计", own.counted), *_by_code(own, codes)]
        equations = [_sum(own)]
    return {
        "key": key,
        "title": own.title,
        "version": "own",
        "status": "own table [U]",
        "source": "本单位自定义",
        "rows": own.rows.value,
        "default_basis": "dates",
        "notes": ["本表由本单位自行设计，不是上级规定的报表。"],
        "bases": {
            "dates": "受理按受理日期；成功、金额按协议生效日期；其余按各自日期",
            "accepted": "各栏都只统计本期受理的案件（按受理日期），结果以截至期末的为准",
        },
        "columns": columns,
        "equations": equations,
    }


def _column(key: str, label: str, counted: Counted, **more: Any) -> dict[str, Any]:
    definition = more.pop("definition", _DEFINITIONS[counted])
    return {"key": key, "label": label, "definition": definition, **_MOMENTS[counted], **more}


def _by_code(own: OwnTable, codes: Codes) -> list[dict[str, Any]]:
    field, path = _FIELDS[own.across], [f"{own.counted.label}，按{own.across.label}分"]
    found = [
        _column(
            f"by_{number}",
            label,
            own.counted,
            path=path,
            definition=f"{own.across.label}为{label}的：{_DEFINITIONS[own.counted]}",
            filter=[{**field, "values": [code]}],
        )
        for number, (code, label) in enumerate(codes)
    ]
    rest = _column(
        "by_unlisted",
        "未分类",
        own.counted,
        path=path,
        definition=f"{own.across.label}不在以上各类之内的：{_DEFINITIONS[own.counted]}",
        filter=[{**field, "op": "unlisted"}],
        only_if_any=True,
    )
    return [*found, rest]


def _sum(own: OwnTable) -> dict[str, Any]:
    label = f"各{own.across.label}之和＝合计"
    return {"key": "sum", "label": label, "left": ["by_*"], "relation": "=", "right": ["total"]}


def _flow() -> dict[str, Any]:
    return {
        "key": "flow",
        "label": "期初在办＋受理＝成功＋未成功＋期末在办",
        "left": ["carried", "cases"],
        "relation": "=",
        "right": ["success", "failed", "pending"],
    }
