"""The archive of closed cases: how long each is kept, what is due, what is kept longer (续存)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput
from mediation_desk.services.appraisal import chosen, due_cases
from mediation_desk.services.bin_rows import DueCase
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.storage.tables.cases import dispute


class ArchiveService:
    """Retention periods and what is due for appraisal."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.CLOSE)
    def set_retention(self, case_id: str, code: str) -> Changed:
        """Give a case its retention period, a code of the list `retention`."""
        if not self._context.reference.has("retention", code):
            raise InvalidInput({"retention": "请选择保管期限。"})
        with self._context.write("set_retention") as writer:
            writer.about(dispute, case_id)
            writer.update(dispute, case_id, {"retention": code})
        label = self._context.reference.label("retention", code)
        return changed(Area.CASES, id=case_id, message=f"保管期限：{label}")

    @needs(Permission.CLOSE)
    def due(self) -> tuple[DueCase, ...]:
        """Return the cases to be appraised (到期鉴定): retention over, or too long in the bin."""
        with self._context.db.read() as connection:
            found = due_cases(connection, self._context)
            hidden = hidden_among(connection, self._context, [case.id for case in found])
        return tuple(
            replace(case, title=NEUTRAL_TITLE) if case.id in hidden else case for case in found
        )

    @needs(Permission.CLOSE)
    def keep(self, case_ids: Sequence[str], until: date, reason: str) -> Changed:
        """Keep due cases until a day (续存); one from the bin is taken out of it."""
        if not reason.strip():
            raise InvalidInput({"reason": "请写明续存的理由。"})
        if until <= self._context.today():
            raise InvalidInput({"until": "续存到的日期应在今天之后。"})
        with self._context.write("keep_case", reason=reason.strip()) as writer:
            for case in chosen(writer.connection, self._context, case_ids):
                values = {"kept_until": until, "deleted_on": None, "deletion_reason": ""}
                writer.about(dispute, case.id)
                writer.update(dispute, case.id, values)
        return changed(Area.CASES, message=f"{len(case_ids)} 件续存到 {until}")
