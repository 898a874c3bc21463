"""The dossier (卷宗): where its page numbers stand, and what its contents depend on."""

from mediation_desk.domain.codes import Labelled


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
