"""What narrows a case list; nothing here needs the store, so that the window can hold it."""

from dataclasses import dataclass

from mediation_desk.domain.codes import Labelled, State
from mediation_desk.domain.periods import Period


class Concern(Labelled):
    """Why a case must not be forgotten, the most pressing first; services/concerns.py says when."""

    REPORT = "report", "待报告"
    OVER = "over", "已超期"
    OWED = "owed", "履行逾期"
    SOON = "soon", "期限将到"
    CONFIRMATION = "confirmation", "司法确认将截止"
    FOLLOW_UP = "follow_up", "应回访"
    DUE = "due", "近期应履行"
    WAITING = "waiting", "待受理"
    NO_STEP = "no_step", "没有下一步"
    SILENT = "silent", "久未办理"
    UNSIGNED = "unsigned", "签章未齐"
    ANY = "any", "需要留意"


class Matter(Labelled):
    """What waits beside the cases, in 联动 and in the roster; services/matters.py counts it."""

    LETTERS = "letters", "函件该催办"
    LINES = "lines", "来访久未处理"
    ZERO = "zero", "零报告未报"
    SWEEPS = "sweeps", "该排查的村"
    TERMS = "terms", "任期等级将到期"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a statistics table: its column, and of a row the unit and key, () the total."""

    table: str
    period: Period
    unit: str
    basis: str
    column: str
    row: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show; empty means everything. `ids` restricts to some cases, `figure` to those behind
    a figure.

    `then` sorts further where `order` leaves cases equal: (order, descending) pairs.
    """

    text: str = ""
    states: tuple[State, ...] = ()
    type_group: str = ""
    committee_id: str = ""
    mediator_id: str = ""
    risk: str = ""
    concern: Concern | None = None
    ids: tuple[str, ...] | None = None
    figure: Figure | None = None
    order: str = "registered"
    descending: bool = True
    then: tuple[tuple[str, bool], ...] = ()

    @property
    def is_part(self) -> bool:
        """Whether just some cases are shown, whatever else narrows them."""
        return self.ids is not None or self.figure is not None

    @property
    def sorting(self) -> tuple[tuple[str, bool], ...]:
        """What the list is sorted by, the first first; each with whether it descends."""
        return ((self.order, self.descending), *self.then)
