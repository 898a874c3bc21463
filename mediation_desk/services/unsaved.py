"""What is typed and not saved yet (未保存的草稿): kept in the store, offered after a crash.

Kept outside the journal: half a sentence is nobody's record, and nothing of it may stay behind
once the form is saved or given up.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from mediation_desk.domain.rights import Permission
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.storage.tables.unsaved import draft


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A form as it was last seen: when, and what stood in it (the form's own words for it)."""

    saved_at: datetime
    content: Mapping[str, Any]


class UnsavedService:
    """One draft for each person and form."""

    def __init__(self, context: Context) -> None:
        """Work on the drafts of who is acting in `context`."""
        self._context = context

    @needs(Permission.PRESENT)
    def keep(self, form: str, content: Mapping[str, Any]) -> None:
        """Keep what stands in a form, in the place of what was kept of it before."""
        row = {
            "owner": _owner(self._context),
            "form": form,
            "saved_at": self._context.clock.now(),
            "content": json.dumps(content, ensure_ascii=False),
        }
        with self._context.db.write() as connection:
            forget(connection, self._context, form)
            connection.execute(insert(draft), row)

    @needs(Permission.PRESENT)
    def find(self, form: str) -> Unsaved | None:
        """Return what was kept of a form, None when nothing was."""
        query = select(draft.c.saved_at, draft.c.content).where(_own(self._context, form))
        with self._context.db.read() as connection:
            row = connection.execute(query).one_or_none()
        return Unsaved(row.saved_at, json.loads(row.content)) if row else None

    @needs(Permission.PRESENT)
    def drop(self, form: str) -> None:
        """Give up what was kept of a form."""
        with self._context.db.write() as connection:
            forget(connection, self._context, form)


def forget(connection: Connection, context: Context, form: str) -> None:
    """Remove a form's draft inside the transaction that saves what was typed; "" is no form."""
    if form:
        connection.execute(delete(draft).where(_own(context, form)))


def _own(context: Context, form: str) -> ColumnElement[bool]:
    return and_(draft.c.owner == _owner(context), draft.c.form == form)


def _owner(context: Context) -> str:
    me = context.session.me
    return me.id if me else context.actor
