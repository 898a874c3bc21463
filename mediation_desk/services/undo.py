"""Undoing what was saved (撤销), across records and restarts, by writing the opposite.

Nothing is erased: an undo is a write of its own, in the history like any other, and undoing an undo
brings the change back (恢复). A write may be undone when everything it left still stands as it left
it and the case does not contradict itself afterwards; otherwise the reason is said.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import RuleViolation
from mediation_desk.services.case_checks import contradictions
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.history import REDO, UNDO, entry_of
from mediation_desk.services.history_rows import UndoStep
from mediation_desk.services.history_words import action_of
from mediation_desk.services.numbers import free_numbers
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.services.settings import SettingsService
from mediation_desk.services.summary import summarise
from mediation_desk.services.undo_plan import Target, next_redo, next_undo, plan, target_of
from mediation_desk.storage.inverse import RowChange, lines_of, take_back
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.journal import audit, change
from mediation_desk.storage.tables.office import calendar_day

LOOK_BACK = 500
"""How many actions back Ctrl+Z looks for one that can be undone."""


class UndoService:
    """Says what Ctrl+Z and Ctrl+Y would do, and does it."""

    def __init__(self, context: Context) -> None:
        """Undo what was saved in the office of `context`."""
        self._context = context

    @needs(Permission.PRESENT)
    def last(self, case_id: str = "") -> UndoStep | None:
        """Return the last saved action that Ctrl+Z would undo: of a case, or of one's own."""
        with self._context.db.read() as connection:
            return self._offer(connection, next_undo(self._newest(connection, case_id)))

    @needs(Permission.PRESENT)
    def last_undone(self, case_id: str = "") -> UndoStep | None:
        """Return the last undo that Ctrl+Y would take back; anything saved since ends that."""
        with self._context.db.read() as connection:
            return self._offer(connection, next_redo(self._newest(connection, case_id)))

    @needs(Permission.PRESENT)
    def step(self, write_id: str) -> UndoStep:
        """Return what undoing an action of the history would do, and why it may not be."""
        with self._context.db.read() as connection:
            target = target_of(connection, write_id)
            self._context.require(action_of(target.root["action"]).needs)
            return self._step(connection, target)

    @needs(Permission.PRESENT)
    def undo(self, write_id: str, reason: str = "") -> Changed:
        """Undo a saved action, or an undo. Raises RuleViolation saying what stands in the way.

        Whoever may do an action may undo it.
        """
        with self._context.db.read() as connection:
            target = target_of(connection, write_id)
        self._context.require(action_of(target.root["action"]).needs)
        with self._context.write(
            target.action, reason=reason.strip(), detail=target.root["write_id"]
        ) as writer:
            target = target_of(writer.connection, write_id)
            planned = plan(writer.connection, target)
            if planned.why_not:
                raise RuleViolation(planned.why_not)
            older = self._changed_since(writer.connection, target, planned.changes)
            _turn_round(writer, planned.changes, f"登记已撤销。{reason.strip()}", older)
        if any(one.table is calendar_day for one in planned.changes):
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
        self, connection: Connection, target: Target, changes: Iterable[RowChange]
    ) -> frozenset[str]:
        """Return the cases in which something else was saved since."""
        write_id = target.line["write_id"]
        return frozenset(
            case_id
            for case_id in {one.aggregate_id for one in changes}
            if write_id
            not in (
                next_undo(newest := list(self._newest(connection, case_id))),
                next_redo(newest),
            )
        )

    def _offer(self, connection: Connection, write_id: str) -> UndoStep | None:
        target = target_of(connection, write_id) if write_id else None
        if target is None or not self._context.may(action_of(target.root["action"]).needs):
            return None
        return self._step(connection, target)

    def _step(self, connection: Connection, target: Target) -> UndoStep:
        lines = lines_of(connection, target.root["seq"])
        entry = entry_of(connection, self._context.reference, target.root, lines)
        subject = _subject(connection, lines)
        if hidden_among(connection, self._context, {line["aggregate_id"] for line in lines}):
            entry, subject = replace(entry, lines=()), NEUTRAL_TITLE
        return UndoStep(
            write_id=target.line["write_id"],
            redo=target.action == REDO,
            subject=subject,
            entry=entry,
            why_not=plan(connection, target).why_not,
        )


def _turn_round(
    writer: Writer, changes: Sequence[RowChange], void_reason: str, older: Collection[str]
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


def _subject(connection: Connection, lines: Iterable[RowMapping]) -> str:
    """Return the title of the case an action was about, with its number; "" for other things."""
    ids = {line["aggregate_id"] for line in lines}
    query = select(dispute.c.title, dispute.c.number).where(dispute.c.id.in_(ids)).limit(2)
    rows = connection.execute(query).all()
    if not rows:
        return ""
    title = f"{rows[0].number} {rows[0].title}".strip()
    return title if len(rows) == 1 else f"{title}等"
