"""The dossier (卷宗): where its page numbers stand, what it holds and what that depends on."""

from collections.abc import Iterable
from dataclasses import dataclass

from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.reference import CodeItem


class NumberPlace(Labelled):
    """Where the page numbers of a dossier are stamped; the back of a sheet mirrors its front."""

    TOP = "top", "右上角，反面左上角"
    BOTTOM = "bottom", "页脚居中"
    OUTER = "outer", "页脚外侧"


class PagePlace(Labelled):
    """Where a paper's own page numbers stand; outer: right, on every second page left."""

    CENTER = "center", "页脚居中"
    OUTER = "outer", "页脚外侧，单页在右、双页在左"


class Circumstance(Labelled):
    """What decides which items a dossier must hold (reference/dossier.toml)."""

    WRITTEN = "written", "书面协议"
    ORAL = "oral", "口头协议"
    FAILED = "failed", "未达成协议"
    REFUSED = "refused", "不予受理"
    OPEN = "open", "还没有结果"
    DELEGATED = "delegated", "法院等委派、委托"
    AGENT = "agent", "有委托代理人"
    CONFIRMATION = "confirmation", "申请了司法确认"


@dataclass(frozen=True, slots=True)
class ItemRule:
    """A line of the catalogue, or a cover: the only place that says what must be there.

    `papers` of this program belong to it, in this order; `must` are the circumstances under which
    it may not be missing, `result` the one whose outcome it holds, "" for none.
    """

    code: str
    label: str
    papers: tuple[str, ...]
    must: frozenset[str]
    result: str


def item_rules(items: Iterable[CodeItem]) -> tuple[ItemRule, ...]:
    """Return the lines of reference/dossier.toml in their order."""
    return tuple(
        ItemRule(
            code=one.code,
            label=one.label,
            papers=tuple(one.extra.get("papers", "").split()),
            must=frozenset(one.extra.get("must", "").split()),
            result=one.extra.get("result", ""),
        )
        for one in items
    )
