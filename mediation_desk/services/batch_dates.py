"""One next date for several cases (批量约时间): shown beforehand case by case, undone as one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping

from mediation_desk.clock import CHINA
from mediation_desk.domain.codes import State
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.agenda import PLANNABLE, put_next
from mediation_desk.services.batches import BatchLine, cases_of, line_of
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs

LONGEST_APART = 480
"""Minutes from one case to the next at most: a working day."""


@dataclass(frozen=True, slots=True)
class DatesDraft:
    """When the first of these cases is mediated next, how many minutes later each other, and why.

    `keys` are those of the case list; the cases follow one another in their order.
    """

    keys: tuple[int, ...]
    at: datetime
    reason: str
    apart: int = 0


class BatchDateService:
    """Plans the next session of several cases at once."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.MEDIATE)
    def plan(self, draft: DatesDraft) -> tuple[BatchLine, ...]:
        """Return what `set_dates` would do, case by case, in the order of the keys."""
        with self._context.db.read() as connection:
            return tuple(line for line, _ in self._lines(connection, draft))

    @needs(Permission.MEDIATE)
    def set_dates(self, draft: DatesDraft) -> Changed:
        """Plan the next session of the cases where one can be; one step, undone as one.

        Raises InvalidInput, RuleViolation where no case is left.
        """
        self._check(draft)
        with self._context.write("plan_sessions", reason=draft.reason.strip()) as writer:
            lines = list(self._lines(writer.connection, draft))
            going = [(line, at) for line, at in lines if not line.why_not]
            if not going:
                raise RuleViolation("选中的案件都不能约时间，没有改动。", "请看每一件后面的说明。")
            for line, at in going:
                put_next(writer, line.id, at)
        return changed(Area.CASES, message=f"已给 {len(going)} 件约定下次调解")

    def _check(self, draft: DatesDraft) -> None:
        problems: dict[str, str] = {}
        if draft.at <= self._context.clock.now():
            problems["at"] = "约定的时间应在现在之后。"
        if not 0 <= draft.apart <= LONGEST_APART:
            problems["apart"] = f"请写 0 到 {LONGEST_APART} 分钟。"
        if not draft.reason.strip():
            problems["reason"] = "一次改多件，请写一句理由，它会记在每个案件里。"
        if problems:
            raise InvalidInput(problems)

    def _lines(
        self, connection: Connection, draft: DatesDraft
    ) -> Iterator[tuple[BatchLine, datetime]]:
        at = draft.at
        for case, hidden in cases_of(connection, self._context, draft.keys):
            why_not = hidden or _why_not(case, at)
            standing = case["next_session_at"]
            before = "" if hidden or standing is None else _words(standing)
            yield line_of(case, hidden, before, _words(at), why_not), at
            if not why_not:
                at += timedelta(minutes=draft.apart)


def _why_not(case: RowMapping, at: datetime) -> str:
    """Return why a case is left out, "" where it is not."""
    state = State(case["state"])
    if state not in PLANNABLE:
        return f"{state.label}，不能约时间"
    return "已经约在这个时间" if case["next_session_at"] == at else ""


def _words(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"
