"""Putting tables together: saved under a name, changed, taken away."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from mediation_desk.domain.own_tables import OwnTable
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, NotFound
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.reference import Reference
from mediation_desk.services.statistics_definitions import OWN, all_definitions, own_of
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.own_tables import own_table


class OwnTableService:
    """Keeps the office's own tables; statistics count them like any other."""

    def __init__(self, context: Context) -> None:
        """Keep the tables of `context`."""
        self._context = context

    @needs(Permission.STATISTICS)
    def show(self, key: str) -> OwnTable:
        """Return what was chosen for an own table. Raises NotFound."""
        query = select(own_table).where(own_table.c.id == key.removeprefix(OWN))
        with self._context.db.read() as connection:
            row = connection.execute(query).mappings().one_or_none()
        if row is None:
            raise NotFound("没有这张自定义表。", "请重新选择。")
        return own_of(row)

    @needs(Permission.STATISTICS)
    def is_designed(self, key: str) -> bool:
        """Tell whether an own table was designed column by column (table_designs.py)."""
        query = select(own_table.c.design).where(own_table.c.id == key.removeprefix(OWN))
        with self._context.db.read() as connection:
            return connection.execute(query).scalar_one_or_none() is not None

    @needs(Permission.SUBMIT)
    def save(self, own: OwnTable, key: str = "") -> Changed:
        """Save a table, or another choice for the one of a key; the answer's id is its key.

        Raises InvalidInput for a name that is taken, NotFound.
        """
        own.check()
        values = _values(own)
        with self._context.write("save_own_table") as writer:
            refuse_taken_title(writer, self._context.reference, own.title.strip(), key)
            if key:
                table_id = key.removeprefix(OWN)
                writer.update(own_table, table_id, values)
            else:
                table_id = writer.insert(own_table, values)
            writer.about(own_table, table_id)
        return changed(Area.REPORTS, id=OWN + table_id, message=f"已保存自定义表：{own.title}")

    @needs(Permission.SUBMIT)
    def remove(self, key: str) -> Changed:
        """Take an own table away; reports that were made with it stay. Raises NotFound."""
        table_id = key.removeprefix(OWN)
        with self._context.write("remove_own_table") as writer:
            title = writer.row(own_table, table_id)["title"]
            writer.about(own_table, table_id)
            writer.remove(own_table, table_id)
        return changed(Area.REPORTS, message=f"已删除自定义表：{title}")


def refuse_taken_title(writer: Writer, reference: Reference, title: str, key: str) -> None:
    """Raise InvalidInput where a table other than that of a key has the title."""
    for one in all_definitions(writer.connection, reference):
        if one.title == title and one.key != key:
            raise InvalidInput({"title": "已经有一张同名的表，请换个名字。"})


def _values(own: OwnTable) -> Mapping[str, Any]:
    return {
        "title": own.title.strip(),
        "rows": own.rows.value,
        "across": own.across.value,
        "counted": own.counted.value,
        "design": None,
    }
