"""Notes at the table (笔记), those of a talk with one side alone (单独谈话、背靠背) marked.

They are the mediator's own: no paper, dossier, list, search or view for the parties reads this
table, and the history names that there is a note, not what stands in it. The one way out is `move`:
by hand, into the record of a session.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.codes import State
from mediation_desk.domain.lifecycle import Move, require
from mediation_desk.domain.notes import tags
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, NotFound, RuleViolation
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import refuse_hidden
from mediation_desk.services.views import note_view
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.notes import note
from mediation_desk.storage.tables.sessions import session


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A note as typed; `aside`: taken while talking with one side alone, `with_whom`."""

    content: str
    aside: bool = False
    with_whom: str = ""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note; `tags` are its @parties and #issues, `moved_to` the record it was put into."""

    id: str
    aside: bool
    content: str
    with_whom: str
    noted_by: str
    noted_at: datetime
    moved_to: str
    tags: tuple[str, ...]


class NoteService:
    """Keeps notes, and puts one into the record of a session when somebody asks for it."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.MEDIATE)
    def notes(self, case_id: str) -> tuple[NoteRow, ...]:
        """Return the notes of a case, the latest first. Raises RuleViolation for a hidden one."""
        query = select(note).where(note.c.case_id == case_id)
        with self._context.db.read() as connection:
            refuse_hidden(connection, self._context, case_id)
            rows = connection.execute(query.order_by(note.c.id.desc())).mappings().all()
        note_view(self._context, "show_case", case_id)
        return tuple(_row(row) for row in rows)

    @needs(Permission.MEDIATE)
    def take(self, case_id: str, draft: NoteDraft, *, note_id: str = "") -> Changed:
        """Keep a note, or with its id another wording of it. Raises InvalidInput."""
        if not draft.content.strip():
            raise InvalidInput({"content": "请写下笔记的内容。"})
        with self._context.write("take_note") as writer:
            _case(writer, self._context, case_id)
            values = asdict(draft) | {"content": draft.content.strip(), "aside": int(draft.aside)}
            if note_id:
                _own(writer, case_id, note_id)
                writer.update(note, note_id, values)
            else:
                who = {"noted_by": self._context.actor, "noted_at": self._context.clock.now()}
                writer.insert(note, {**values, **who, "case_id": case_id})
        return changed(Area.CASES, id=case_id, message="笔记已保存")

    @needs(Permission.MEDIATE)
    def remove(self, case_id: str, note_id: str, reason: str) -> Changed:
        """Take a note away; it can be undone."""
        if not reason.strip():
            raise InvalidInput({"reason": "请写明删除的原因。"})
        with self._context.write("remove_note", reason=reason.strip()) as writer:
            _case(writer, self._context, case_id)
            _own(writer, case_id, note_id)
            writer.remove(note, note_id)
        return changed(Area.CASES, id=case_id, message="笔记已删除，可以撤销")

    @needs(Permission.MEDIATE)
    def move(self, case_id: str, note_id: str, session_id: str) -> Changed:
        """Put a note at the end of a session's record, where papers and the dossier read it.

        Raises RuleViolation once mediation is over or the note was moved before.
        """
        with self._context.write("move_note") as writer:
            case = _case(writer, self._context, case_id)
            require(Move.SESSION, State(case["state"]))
            row = _own(writer, case_id, note_id)
            if row["moved_to"]:
                raise RuleViolation(f"这条笔记已经移入{row['moved_to']}，没有再移。")
            held = writer.row(session, session_id)
            if held["case_id"] != case_id:
                raise NotFound("这次调解不属于本案，没有改动任何数据。", "请刷新后重试。")
            place = f"第{held['ordinal']}次调解记录"
            record = f"{held['record'].rstrip()}\n{row['content']}".strip()
            writer.update(session, session_id, {"record": record})
            writer.update(note, note_id, {"moved_to": place, "moved_at": self._context.clock.now()})
        return changed(Area.CASES, id=case_id, message=f"已移入{place}，可以撤销")


def _row(row: RowMapping) -> NoteRow:
    plain = "id content with_whom noted_by noted_at moved_to".split()
    return NoteRow(
        aside=bool(row["aside"]), tags=tags(row["content"]), **{name: row[name] for name in plain}
    )


def _case(writer: Writer, context: Context, case_id: str) -> RowMapping:
    connection: Connection = writer.connection
    refuse_hidden(connection, context, case_id)
    row = writer.row(dispute, case_id)
    writer.about(dispute, case_id)
    return row


def _own(writer: Writer, case_id: str, note_id: str) -> RowMapping:
    row = writer.row(note, note_id)
    if row["case_id"] != case_id:
        raise NotFound("这条笔记不属于本案，没有改动任何数据。", "请刷新后重试。")
    return row
