"""Who saw this (谁看过): a look at a case is a line in the audit, one an hour for each account.

In an office without accounts nobody can be told apart, so nothing is noted. A line waits while
another write is under way: looking at a case never has to.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from mediation_desk.errors import InvalidInput
from mediation_desk.services.account_words import VIEWS
from mediation_desk.services.context import Context
from mediation_desk.services.paper_rules import label_of
from mediation_desk.storage.journal import Act, writing
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.journal import audit

AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ViewRow:
    """Somebody looked at a case: when, who, what they saw."""

    at: datetime
    actor: str
    what: str


def note_view(context: Context, action: str, case_id: str, detail: str = "") -> None:
    """Note that a case was looked at; nothing is noted while the store cannot be written."""
    session, now = context.session, context.clock.now()
    if session.me is None or not context.db.writable:
        return
    key = f"{action}:{case_id}:{detail}"
    last = session.shown.get(key)
    if last is not None and timedelta() <= now - last < AGAIN:
        return
    session.shown[key] = now
    session.to_note.append((action, case_id, detail))
    if not context.db.busy:
        put_views(context)


def note_export(context: Context, what: str, purpose: str, *, case_id: str = "") -> None:
    """Put into the audit that something left the office as a file, and what for.

    Where there are accounts a purpose must be given: raises InvalidInput.
    """
    if context.session.me is not None and not purpose.strip():
        raise InvalidInput({"purpose": "请写明导出的用途，它会和导出一起记下来。"})
    if context.db.writable:
        detail = "：".join(filter(None, (what, purpose.strip())))
        act = Act("export_file", context.actor, detail=detail)
        with writing(context.db, context.clock, act) as writer:
            if case_id:
                writer.about(dispute, case_id)


def put_views(context: Context) -> None:
    """Put into the audit what was noted while another write was under way."""
    waiting = context.session.to_note
    while waiting:
        action, case_id, detail = waiting.pop(0)
        # Past Context.write: looking changes nothing, and what is in the bin may be looked at.
        act = Act(action, context.actor, detail=detail)
        with writing(context.db, context.clock, act) as writer:
            writer.about(dispute, case_id)


def read_views(connection: Connection, case_id: str) -> tuple[ViewRow, ...]:
    """Return who looked at a case, newest first."""
    query = (
        select(audit.c.at, audit.c.actor, audit.c.action, audit.c.detail)
        .where(audit.c.subject_id == case_id, audit.c.action.in_(VIEWS))
        .order_by(audit.c.seq.desc())
    )
    return tuple(
        ViewRow(row.at, row.actor, VIEWS[row.action] + _of(row.detail))
        for row in connection.execute(query)
    )


def _of(detail: str) -> str:
    """Return a detail in words; that of a paper printed is its code."""
    return f"（{label_of(detail)}）" if detail else ""
