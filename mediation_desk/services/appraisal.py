"""Which cases are due to be appraised (到期鉴定): retention over, or too long in the bin."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, RowMapping, Select, or_, select

from mediation_desk.domain.retention import due_on, restorable_until
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.bin_rows import DestructionState, DueCase, Ground
from mediation_desk.services.context import Context
from mediation_desk.services.settings import SettingsService
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.destructions import destruction, destruction_item


def due_cases(connection: Connection, context: Context) -> list[DueCase]:
    """Return the cases that are due today, the longest closed first."""
    settings = SettingsService(context)
    years, standard = settings.get("retention_years"), settings.get("retention_default")
    days, today = settings.get("bin_days"), context.today()
    listed = _listed(connection)
    found = []
    for row in connection.execute(_candidates()).mappings():
        code = row["retention"] or standard
        if row["deleted_on"] is not None:
            ground, due = Ground.BIN, restorable_until(row["deleted_on"], days)
            over = today > due
        else:
            after = due_on(row["closed_on"], years.get(code), kept_until=row["kept_until"])
            if after is None:
                continue
            ground, due, over = Ground.RETENTION, after, today >= after
        if over:
            label = context.reference.label("retention", code)
            found.append(_case(row, ground, due, label, listed=row["id"] in listed))
    return found


def chosen(
    connection: Connection, context: Context, ids: Collection[str], *, listed: bool = False
) -> list[DueCase]:
    """Return these cases, each of them due. Raises RuleViolation when one is not.

    Unless `listed`, none may stand in a list that waits for its decision.
    """
    if not ids:
        raise InvalidInput({"cases": "请先选择案件。"})
    due = {case.id: case for case in due_cases(connection, context)}
    missing = [one for one in ids if one not in due]
    if missing:
        raise RuleViolation(
            f"有 {len(missing)} 件不在到期鉴定之列（可能已恢复、续存或重新办理），没有改动。",
            "请刷新后重新选择。",
        )
    found = [due[one] for one in ids]
    if not listed and any(case.listed for case in found):
        raise RuleViolation("所选案件里有已列入待审批清册的，没有改动。", "请先等那份清册审批。")
    return found


def _candidates() -> Select[*tuple[object, ...]]:
    return (
        select(dispute)
        .where(
            dispute.c.destroyed_on.is_(None),
            or_(dispute.c.deleted_on.is_not(None), dispute.c.closed_on.is_not(None)),
        )
        .order_by(dispute.c.closed_on, dispute.c.id)
    )


def _case(row: RowMapping, ground: Ground, due: date, retention: str, *, listed: bool) -> DueCase:
    return DueCase(
        id=row["id"],
        number=row["number"],
        title=row["title"],
        ground=ground,
        closed_on=row["closed_on"],
        retention=retention,
        due_on=due,
        listed=listed,
    )


def _listed(connection: Connection) -> set[str]:
    """Return the cases that stand in a list nobody has decided yet."""
    query = (
        select(destruction_item.c.case_id)
        .join(destruction, destruction.c.id == destruction_item.c.destruction_id)
        .where(destruction.c.state == DestructionState.PROPOSED)
    )
    return set(connection.execute(query).scalars())
