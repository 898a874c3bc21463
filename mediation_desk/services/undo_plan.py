"""What an undo would do and why it may not: the write to be turned round and its opposite."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.errors import NotFound
from mediation_desk.services.history import REDO, UNDO
from mediation_desk.services.history_words import DERIVED, ROWS, action_of, field_label
from mediation_desk.storage.inverse import Collision, RowChange, Standing, changes_in, lines_of
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.journal import audit, change
from mediation_desk.storage.tables.office import case_number
from mediation_desk.storage.tables.people import person

_SKIPPED = {dispute.name: DERIVED}


@dataclass(frozen=True, slots=True)
class Target:
    """The write to be turned round: itself, or the undo that took it back."""

    root: RowMapping
    line: RowMapping
    action: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows to take back, and why they may not be, as a sentence."""

    changes: tuple[RowChange, ...]
    why_not: str


def next_undo(newest: Iterable[RowMapping]) -> str:
    """Return the write that would be undone next, newest audit lines first; "" for none."""
    undone: dict[str, bool] = {}
    for line in newest:
        if line["action"] in (UNDO, REDO):
            undone.setdefault(line["detail"], line["action"] == UNDO)
        elif not action_of(line["action"]).final and not undone.get(line["write_id"]):
            return str(line["write_id"])
    return ""


def next_redo(newest: Iterable[RowMapping]) -> str:
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


def target_of(connection: Connection, write_id: str) -> Target:
    """Return which write is to be turned round. Raises NotFound."""
    line = _line(connection, write_id)
    if line["action"] not in (UNDO, REDO):
        return Target(line, line, UNDO)
    root = _line(connection, line["detail"])
    return Target(root, line, REDO) if line["action"] == UNDO else Target(root, root, UNDO)


def _line(connection: Connection, write_id: str) -> RowMapping:
    query = select(audit).where(audit.c.write_id == write_id)
    found = connection.execute(query).mappings().one_or_none()
    if found is None:
        raise NotFound("找不到这一步操作，没有改动任何数据。", "请刷新后重试。")
    return found


def plan(connection: Connection, target: Target) -> Plan:
    """Return what turning a write round comes to.

    A number once given stays given, and the case's while there is the case. Somebody whom another
    case knows meanwhile stays as well.
    """
    forbidden = _forbidden(connection, target)
    if forbidden:
        return Plan((), forbidden)
    lines = lines_of(connection, target.line["seq"])
    if any(line["sealed"] for line in lines):
        return Plan((), "这一步的内容已依法销毁，不能撤销。")
    found = [
        one for one in changes_in(lines, _SKIPPED) if not (one.made and one.table is case_number)
    ]
    standing = Standing(connection, found, _numbers(connection, found))
    changes = [
        one for one in found if not (one.made and one.table is person and standing.collision(one))
    ]
    if not any("deleted_on" in one.after for one in changes) and _in_bin(connection, changes):
        return Plan((), "案件在回收站里，请先恢复，再撤销。")
    for one in changes:
        collision = standing.collision(one)
        if collision:
            return Plan((), _sentence(connection, collision, target.line["seq"]))
    return Plan(tuple(changes), "")


def _forbidden(connection: Connection, target: Target) -> str:
    """Return why this step may not be turned round whatever stands in the rows."""
    final = action_of(target.root["action"]).final
    if final:
        return f"{final}。"
    latest = _latest(connection, target.root)
    undone = latest is not None and latest["action"] == UNDO
    if target.action == UNDO and undone:
        return "这一步已经撤销过。"
    if target.action == REDO and (latest is None or latest["seq"] != target.line["seq"]):
        return "这次撤销已经恢复过。"
    return ""


def _numbers(connection: Connection, changes: Iterable[RowChange]) -> list[str]:
    """Return the numbers of cases that go: they let go of the case and stay."""
    made = [one.row_id for one in changes if one.made and one.table is dispute]
    query = select(case_number.c.id).where(case_number.c.case_id.in_(made))
    return list(connection.execute(query).scalars())


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
