"""Where a case comes from: the line of the front desk or the letter that its registration began.

Registering and marking what it began is one write, so that neither is ever there alone.
"""

from sqlalchemy import select

from mediation_desk.domain.linkage import LineState
from mediation_desk.errors import RuleViolation
from mediation_desk.services.context import Context
from mediation_desk.services.linkage_store import is_in_use
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.linkage import inquiry, letter


def mark_begun(writer: Writer, context: Context, case_id: str, began: str) -> None:
    """Tie the line or letter of id `began` to the case; "" and what is gone are let be.

    Raises RuleViolation when it belongs to another case meanwhile; one in the bin lets go of it.
    """
    if not began:
        return
    for table in (inquiry, letter):
        query = select(table.c.case_id).where(table.c.id == began)
        row = writer.connection.execute(query).one_or_none()
        if row is None:
            continue
        if is_in_use(writer.connection, row.case_id):
            raise RuleViolation(
                "这一条已经立过案，没有重复登记。", "请在“联动”里打开它的案件核对。"
            )
        values: dict[str, object] = {"case_id": case_id}
        if table is inquiry:
            values |= {"state": LineState.CASE, "handled_on": context.today()}
        writer.about(table, began)
        writer.update(table, began, values)
