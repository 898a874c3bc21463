"""The editor of table definitions (表格设计): checked, looked at, kept in versions, exchanged.

A definition file is data: it is read field by field, nothing in it is executed, and it is taken in
only after what it changes was shown. Reports keep the definition they were submitted with.
"""

import json
from typing import Any

from sqlalchemy import Connection, func, select

from mediation_desk.domain.design_checks import Verdict, check
from mediation_desk.domain.design_differences import differences
from mediation_desk.domain.design_document import document_of
from mediation_desk.domain.own_tables import Across, Counted
from mediation_desk.domain.periods import Period
from mediation_desk.domain.rights import Permission
from mediation_desk.domain.statistics_tables import parse_table
from mediation_desk.domain.table_designs import Options, TableDesign, from_tree, to_tree
from mediation_desk.errors import InvalidInput, NotFound
from mediation_desk.exchange import json_text
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.design_options import options_of
from mediation_desk.services.design_rows import DesignImport, DesignVersion
from mediation_desk.services.own_tables import refuse_taken_title
from mediation_desk.services.permissions import needs
from mediation_desk.services.statistics_definitions import OWN, design_of_row
from mediation_desk.services.statistics_question import question_of, read_rules
from mediation_desk.services.statistics_read import read_built
from mediation_desk.services.statistics_rows import StatisticsTable
from mediation_desk.storage.ids import new_id
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.own_tables import own_table, own_table_version

FORMAT = "mediation-desk table 1"
"""What a definition file says it is."""


class TableDesignService:
    """Shows, checks, keeps and exchanges the tables an office designs."""

    def __init__(self, context: Context) -> None:
        """Keep the designs of `context`."""
        self._context = context

    @needs(Permission.STATISTICS)
    def options(self) -> Options:
        """Return the lists a design chooses from."""
        return options_of(self._context.reference)

    @needs(Permission.STATISTICS)
    def show(self, key: str) -> TableDesign:
        """Return an own table as a design, also one that was put together simply. NotFound."""
        with self._context.db.read() as connection:
            return self._standing(connection, key)

    @needs(Permission.STATISTICS)
    def check(self, design: TableDesign) -> Verdict:
        """Return what is wrong with a design."""
        return check(design, self.options())

    @needs(Permission.STATISTICS)
    def preview(self, design: TableDesign, period: Period, unit: str = "") -> StatisticsTable:
        """Return the table with the present figures. Raises InvalidInput for one with faults."""
        options = self._sound(design)
        definition = parse_table(document_of(OWN, design, options))
        with self._context.db.read() as connection:
            rules = read_rules(connection)
            place = (unit, period)
            question = question_of(definition, rules, self._context.reference, place, None)
            return read_built(connection, question).table

    @needs(Permission.SUBMIT)
    def save(self, design: TableDesign, key: str = "") -> Changed:
        """Keep a design, as a new version of the table of a key; the answer's id is its key.

        Raises InvalidInput with every reason, NotFound.
        """
        self._sound(design)
        with self._context.write("save_table_design") as writer:
            key = self._put(writer, design, key)
        return changed(Area.REPORTS, id=key, message=f"已保存表格：{design.title}")

    @needs(Permission.STATISTICS)
    def versions(self, key: str) -> tuple[DesignVersion, ...]:
        """Return what was saved of a design, newest first."""
        query = (
            select(own_table_version)
            .where(own_table_version.c.table_id == key.removeprefix(OWN))
            .order_by(own_table_version.c.version.desc())
        )
        with self._context.db.read() as connection:
            rows = connection.execute(query).all()
        return tuple(
            DesignVersion(row.version, row.saved_at, row.saved_by, from_tree(row.design))
            for row in rows
        )

    @needs(Permission.STATISTICS)
    def export_file(self, key: str) -> bytes:
        """Return a table's definition as a file for other offices. Raises NotFound."""
        with self._context.db.read() as connection:
            design = self._standing(connection, key)
        tree = {"format": FORMAT, "id": key.removeprefix(OWN), "table": to_tree(design)}
        return json.dumps(tree, ensure_ascii=False, indent=1).encode()

    @needs(Permission.STATISTICS)
    def look_into_file(self, data: bytes) -> DesignImport:
        """Return what taking a file in would change. Raises InvalidInput for what is no table."""
        with self._context.db.read() as connection:
            return self._look(connection, data)[0]

    @needs(Permission.SUBMIT)
    def take_file(self, data: bytes) -> Changed:
        """Take a table in, in place of the same one or as a new one. Raises InvalidInput."""
        with self._context.write("import_table_design") as writer:
            found, table_id = self._look(writer.connection, data)
            if found.faults:
                raise _refusal(found.faults)
            key = self._put(writer, found.design, found.key, table_id)
        return changed(Area.REPORTS, id=key, message=f"已导入表格：{found.design.title}")

    def _look(self, connection: Connection, data: bytes) -> tuple[DesignImport, str]:
        tree = json_text.parse(data)
        if tree.get("format") != FORMAT or tree.keys() - {"format", "id", "table"}:
            raise InvalidInput({json_text.FILE: "这不是本程序导出的表格定义文件，没有导入。"})
        table_id = tree.get("id")
        if not isinstance(table_id, str) or not 0 < len(table_id) <= 36:
            raise InvalidInput({json_text.FILE: "文件里没有表格的代码，没有导入。"})
        design = from_tree(tree.get("table"))
        options = options_of(self._context.reference)
        verdict = check(design, options)
        query = select(own_table).where(own_table.c.id == table_id)
        row = connection.execute(query).mappings().one_or_none()
        before = design_of_row(row, self._context.reference) if row is not None else None
        told = differences(before, design, options)
        key = OWN + table_id if row is not None else ""
        return DesignImport(design, key, told, verdict.faults, verdict.notices), table_id

    def _standing(self, connection: Connection, key: str) -> TableDesign:
        query = select(own_table).where(own_table.c.id == key.removeprefix(OWN))
        row = connection.execute(query).mappings().one_or_none()
        if row is None:
            raise NotFound("没有这张自定义表。", "请重新选择。")
        return design_of_row(row, self._context.reference)

    def _sound(self, design: TableDesign) -> Options:
        """Return the lists a design chooses from. Raises InvalidInput for one with faults."""
        options = options_of(self._context.reference)
        faults = check(design, options).faults
        if faults:
            raise _refusal(faults)
        return options

    def _put(self, writer: Writer, design: TableDesign, key: str, new: str = "") -> str:
        """Write a design and its version; `new` is the id of a table that came in a file."""
        refuse_taken_title(writer, self._context.reference, design.title, key)
        values = {
            "title": design.title,
            "rows": design.rows.value,
            "across": Across.MEASURES.value,
            "counted": Counted.CASES.value,
            "design": to_tree(design),
        }
        table_id = key.removeprefix(OWN) or new or new_id()
        if key:
            writer.update(own_table, table_id, values)
        else:
            writer.insert(own_table, {"id": table_id, **values})
        writer.about(own_table, table_id)
        _keep_version(writer, table_id, values["design"], self._context)
        return OWN + table_id


def _keep_version(writer: Writer, table_id: str, tree: Any, context: Context) -> None:
    highest = select(func.max(own_table_version.c.version)).where(
        own_table_version.c.table_id == table_id
    )
    row = {
        "table_id": table_id,
        "version": (writer.connection.execute(highest).scalar_one() or 0) + 1,
        "design": tree,
        "saved_at": context.clock.now(),
        "saved_by": context.actor,
    }
    writer.insert(own_table_version, row)


def _refusal(faults: tuple[str, ...]) -> InvalidInput:
    return InvalidInput({"design": "\n".join(faults)})
