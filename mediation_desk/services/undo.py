"""Undoing what was saved (撤销), across records and restarts, by writing the opposite.

Nothing is erased: an undo is a write of its own, in the history like any other, and undoing an undo
brings the change back (恢复). A write may be undone when everything it left still stands as it left
it and the case does not contradict itself afterwards; otherwise the reason is said.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import NotFound, RuleViolation
from mediation_desk.services.case_checks import contradictions
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.history import REDO, UNDO, entry_of
from mediation_desk.services.history_rows import UndoStep
from mediation_desk.services.history_words import DERIVED, ROWS, action_of, field_label
from mediation_desk.services.numbers import free_numbers
from mediation_desk.services.permissions import needs
from mediation_desk.services.settings import SettingsService
from mediation_desk.services.summary import summarise
from mediation_desk.storage.inverse import (
    Collision,
    RowChange,
    changes_in,
    collision,
    lines_of,
    take_back,
)
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.journal import audit, change
from mediation_desk.storage.tables.office import case_number
from mediation_desk.storage.tables.people import person

LOOK_BACK = 500
"""How many actions back Ctrl+Z looks for one that can be undone."""

_SKIPPED = {"dispute": DERIVED}


@dataclass(frozen=True, slots=True)
class _Target:
    """The write to be turned round: itself, or the undo that took it back."""

    root: RowMapping
    line: RowMapping
    action: str


class UndoService:
    """Says what Ctrl+Z and Ctrl+Y would do, and does it."""

    def __init__(self, context: Context) -> None:
        """Undo what was saved in the office of `context`."""
        self._context = context

    @needs(Permission.PRESENT)
    def last(self, case_id: str = "") -> UndoStep | None:
        """Return the last saved action that Ctrl+Z would undo: of a case, or of one's own."""
        with self._context.db.read() as connection:
            return self._offer(connection, _next_undo(self._newest(connection, case_id)))

    @needs(Permission.PRESENT)
    def last_undone(self, case_id: str = "") -> UndoStep | None:
        """Return the last undo that Ctrl+Y would take back; anything saved since ends that."""
        with self._context.db.read() as connection:
            return self._offer(connection, _next_redo(self._newest(connection, case_id)))

    @needs(Permission.PRESENT)
    def step(self, write_id: str) -> UndoStep:
        """Return what undoing an action of the history would do, and why it may not be."""
        with self._context.db.read() as connection:
            target = _target(connection, write_id)
            self._context.require(action_of(target.root["action"]).needs)
            return self._step(connection, target)

    @needs(Permission.PRESENT)
    def undo(self, write_id: str, reason: str = "") -> Changed:
        """Undo a saved action, or an undo. Raises RuleViolation saying what stands in the way.

        Whoever may do an action may undo it.
        """
        with self._context.db.read() as connection:
            target = _target(connection, write_id)
        self._context.require(action_of(target.root["action"]).needs)
        with self._context.write(
            target.action, reason=reason.strip(), detail=target.root["write_id"]
        ) as writer:
            target = _target(writer.connection, write_id)
            why_not = _why_not(writer.connection, target)
            if why_not:
                raise RuleViolation(why_not)
            lines = lines_of(writer.connection, target.line["seq"])
            changes = _changes(writer.connection, lines)
            older = self._changed_since(writer.connection, target, changes)
            _turn_round(writer, changes, f"登记已撤销。{reason.strip()}", older)
        if any(one.table.name == "calendar_day" for one in changes):
            SettingsService(self._context).load_days()
        label = action_of(target.root["action"]).label
        verb = "已撤销" if target.action == UNDO else "已恢复"
        return changed(*Area, id=target.root["subject_id"], message=f"{verb}：{label}")

    def _newest(self, connection: Connection, case_id: str) -> Iterable[RowMapping]:
        query = select(audit)
        if case_id:
            writes = select(change.c.write_id).where(change.c.aggregate_id == case_id)
            query = query.where(audit.c.write_id.in_(writes))
        else:
            query = query.where(audit.c.actor == self._context.actor)
        query = query.order_by(audit.c.seq.desc()).limit(LOOK_BACK)
        return connection.execute(query).mappings().all()

    def _changed_since(
        self, connection: Connection, target: _Target, changes: Iterable[RowChange]
    ) -> frozenset[str]:
        """Return the cases in which something else was saved since."""
        write_id = target.line["write_id"]
        return frozenset(
            case_id
            for case_id in {one.aggregate_id for one in changes}
            if write_id
            not in (
                _next_undo(newest := list(self._newest(connection, case_id))),
                _next_redo(newest),
            )
        )

    def _offer(self, connection: Connection, write_id: str) -> UndoStep | None:
        target = _target(connection, write_id) if write_id else None
        if target is None or not self._context.may(action_of(target.root["action"]).needs):
            return None
        return self._step(connection, target)

    def _step(self, connection: Connection, target: _Target) -> UndoStep:
        lines = lines_of(connection, target.root["seq"])
        return UndoStep(
            write_id=target.line["write_id"],
            redo=target.action == REDO,
            subject=_subject(connection, lines),
            entry=entry_of(connection, self._context.reference, target.root, lines),
            why_not=_why_not(connection, target),
        )


def _next_undo(newest: Iterable[RowMapping]) -> str:
    """Return the write that would be undone next, newest audit lines first; "" for none."""
    undone: dict[str, bool] = {}
    for line in newest:
        if line["action"] in (UNDO, REDO):
            undone.setdefault(line["detail"], line["action"] == UNDO)
        elif not action_of(line["action"]).final and not undone.get(line["write_id"]):
            return str(line["write_id"])
    return ""


def _next_redo(newest: Iterable[RowMapping]) -> str:
    """Return the undo that would be taken back next; "" for none, or once anything was saved."""
    seen: set[str] = set()
    for line in newest:
        if line["action"] in (UNDO, REDO):
            if line["action"] == UNDO and line["detail"] not in seen:
                return str(line["write_id"])
            seen.add(line["detail"])
        elif not action_of(line["action"]).final:
            return ""
    return ""


def _turn_round(
    writer: Writer, changes: list[RowChange], void_reason: str, older: Collection[str]
) -> None:
    """Write the opposite; an action that was not its case's last may leave no contradiction."""
    before = {case_id: contradictions(writer.connection, case_id) for case_id in older}
    for one in changes:
        if one.table is dispute and one.made:
            free_numbers(writer, one.row_id, void_reason)
    take_back(writer, changes)
    touched = {one.aggregate_id for one in changes}
    here = select(dispute.c.id).where(dispute.c.id.in_(touched))
    for case_id in writer.connection.execute(here).scalars().all():
        writer.about(dispute, case_id)
        summarise(writer, case_id)
    for case_id, known in before.items():
        new = set(contradictions(writer.connection, case_id)) - set(known)
        if new:
            raise RuleViolation(f"不能撤销：{'；'.join(sorted(new))}。", "请先撤销之后的登记。")


def _target(connection: Connection, write_id: str) -> _Target:
    """Return which write is to be turned round. Raises NotFound."""
    line = _line(connection, write_id)
    if line["action"] not in (UNDO, REDO):
        return _Target(line, line, UNDO)
    root = _line(connection, line["detail"])
    return _Target(root, line, REDO) if line["action"] == UNDO else _Target(root, root, UNDO)


def _line(connection: Connection, write_id: str) -> RowMapping:
    query = select(audit).where(audit.c.write_id == write_id)
    found = connection.execute(query).mappings().one_or_none()
    if found is None:
        raise NotFound("找不到这一步操作，没有改动任何数据。", "请刷新后重试。")
    return found


def _changes(connection: Connection, lines: Iterable[RowMapping]) -> list[RowChange]:
    """Return what is to be taken back.

    A number once given stays given, and the case's while there is the case. Somebody whom another
    case knows meanwhile stays as well.
    """
    found = [
        one for one in changes_in(lines, _SKIPPED) if not (one.made and one.table is case_number)
    ]
    going = _going(connection, found)
    return [
        one
        for one in found
        if not (one.made and one.table is person and collision(connection, one, going))
    ]


def _going(connection: Connection, changes: Iterable[RowChange]) -> set[str]:
    """Return the rows that go, or let go of what goes: a number outlives its case."""
    ids = {one.row_id for one in changes if one.made}
    query = select(case_number.c.id).where(case_number.c.case_id.in_(ids))
    return ids.union(connection.execute(query).scalars())


def _why_not(connection: Connection, target: _Target) -> str:
    """Return why this may not be turned round, as a sentence; "" when it may."""
    final = action_of(target.root["action"]).final
    if final:
        return f"{final}。"
    latest = _latest(connection, target.root)
    undone = latest is not None and latest["action"] == UNDO
    if target.action == UNDO and undone:
        return "这一步已经撤销过。"
    if target.action == REDO and (latest is None or latest["seq"] != target.line["seq"]):
        return "这次撤销已经恢复过。"
    lines = lines_of(connection, target.line["seq"])
    if any(line["sealed"] for line in lines):
        return "这一步的内容已依法销毁，不能撤销。"
    changes = _changes(connection, lines)
    if not any("deleted_on" in one.after for one in changes) and _in_bin(connection, changes):
        return "案件在回收站里，请先恢复，再撤销。"
    going = _going(connection, changes)
    for one in changes:
        found = collision(connection, one, going)
        if found:
            return _sentence(connection, found, target.line["seq"])
    return ""


def _in_bin(connection: Connection, changes: Iterable[RowChange]) -> bool:
    query = select(dispute.c.id).where(
        dispute.c.id.in_({one.aggregate_id for one in changes}), dispute.c.deleted_on.is_not(None)
    )
    return connection.execute(query).first() is not None


def _latest(connection: Connection, root: RowMapping) -> RowMapping | None:
    """Return the newest undo or redo of a write."""
    query = select(audit).where(
        audit.c.detail == root["write_id"], audit.c.action.in_((UNDO, REDO))
    )
    return connection.execute(query.order_by(audit.c.seq.desc()).limit(1)).mappings().one_or_none()


def _sentence(connection: Connection, found: Collision, seq: int) -> str:
    row = ROWS.get(found.table, found.table)
    if found.needed_by:
        user = ROWS.get(found.needed_by, found.needed_by)
        return f"不能撤销：这里登记的{row}后来用在了“{user}”里，请先撤销那里的登记。"
    fields = "、".join(field_label(found.table, name) for name in found.fields if name != "*")
    what = f"{row}的“{fields}”" if fields else row
    query = (
        select(audit.c.action, audit.c.actor)
        .join(change, change.c.write_id == audit.c.write_id)
        .where(change.c.row_id == found.row_id, audit.c.seq > seq)
        .order_by(change.c.seq.desc())
        .limit(1)
    )
    later = connection.execute(query).one_or_none()
    by = f"（{later.actor}：{action_of(later.action).label}）" if later else ""
    return f"不能撤销：{what}后来又改过{by}，请先撤销后来的修改。"


def _subject(connection: Connection, lines: Iterable[RowMapping]) -> str:
    """Return the title of the case an action was about, with its number; "" for other things."""
    ids = {line["aggregate_id"] for line in lines}
    query = select(dispute.c.title, dispute.c.number).where(dispute.c.id.in_(ids)).limit(2)
    rows = connection.execute(query).all()
    if not rows:
        return ""
    title = f"{rows[0].number} {rows[0].title}".strip()
    return title if len(rows) == 1 else f"{title}等"
