"""汇总: reports of other offices together with this one's own table, each case counted once."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import Connection, select

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import AppError, InvalidInput, NotFound, RuleViolation
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.linkage_store import put
from mediation_desk.services.permissions import needs
from mediation_desk.services.report_bytes import unpack_shares, unpack_table
from mediation_desk.services.report_changes import reported_changes
from mediation_desk.services.report_rows import ChangedCase
from mediation_desk.services.rollup_intake import read_incoming, take_in
from mediation_desk.services.rollup_lines import lines_behind, numbers_behind, twins_of
from mediation_desk.services.rollup_reading import (
    own_part,
    part_of,
    place_lines,
    places,
    received,
    versions,
)
from mediation_desk.services.rollup_rows import (
    Place,
    PlaceLine,
    ReportedCase,
    Rollup,
    Standing,
    Twins,
    Wanted,
)
from mediation_desk.services.rollup_sums import rolled_up
from mediation_desk.services.rollup_twins import repeated
from mediation_desk.services.statistics_definitions import find_definition
from mediation_desk.services.statistics_question import Question, question_of, read_rules
from mediation_desk.services.statistics_rows import UnitRow
from mediation_desk.services.statistics_units import read_units
from mediation_desk.services.views import note_export
from mediation_desk.storage.tables.rollup import reported_twin, reporting_place


class RollupService:
    """Takes in reports of other offices and adds them up."""

    def __init__(self, context: Context) -> None:
        """Add up what reports to the office of `context`."""
        self._context = context

    @needs(Permission.SUBMIT)
    def receive(self, data: bytes) -> Changed:
        """Take in a report file.

        Raises InvalidInput for one that is none or was altered, RuleViolation for one of this
        office, of a strange key or older than what is there, Conflict for one taken in before.
        """
        incoming = read_incoming(data)
        with self._context.write("receive_report") as writer:
            received_id, message = take_in(writer, self._context, incoming)
        return changed(Area.REPORTS, id=received_id, message=message)

    @needs(Permission.SUBMIT)
    def receive_all(self, files: Iterable[Path]) -> tuple[str, ...]:
        """Take in many files, each for itself; return what became of each, by its name."""
        said = []
        for file in files:
            try:
                said.append(f"{file.name}：{self.receive(file.read_bytes()).message}。")
            except OSError:
                said.append(f"{file.name}：读不了这个文件，没有收入。请看 U 盘是否插好，再选一次。")
            except AppError as error:
                said.append(f"{file.name}：{error}")
        return tuple(said)

    @needs(Permission.STATISTICS)
    def places(self) -> tuple[Place, ...]:
        """Return the places that are to report."""
        with self._context.db.read() as connection:
            return places(connection)

    @needs(Permission.SUBMIT)
    def add_places(self, names: Sequence[str]) -> Changed:
        """Expect reports of these places, of one released before again.

        Raises InvalidInput where all of them are expected already.
        """
        wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
        with self._context.write("expect_place") as writer:
            there = {one.name: one for one in places(writer.connection)}
            new = [name for name in wanted if name not in there or not there[name].active]
            if not new:
                raise InvalidInput({"names": "请写至少一个还没有列入的单位，每行一个。"})
            for name in new:
                place_id = there[name].id if name in there else ""
                put(writer, reporting_place, place_id, {"name": name, "active": 1})
        return changed(Area.REPORTS, message=f"已列入 {len(new)} 个应报单位")

    @needs(Permission.SUBMIT)
    def release(self, place_id: str) -> Changed:
        """Expect no reports of a place any more; what it sent stays, `add_places` takes it back."""
        with self._context.write("release_place") as writer:
            put(writer, reporting_place, place_id, {"active": 0})
        words = "已不再要求它上报，以前收的仍在；再列入同名单位就恢复"
        return changed(Area.REPORTS, id=place_id, message=words)

    @needs(Permission.SUBMIT)
    def trust_anew(self, place_id: str, reason: str) -> Changed:
        """Take the next file of a place whoever signs it: it has a new computer or store."""
        if not reason.strip():
            raise InvalidInput({"reason": "请写明怎样核实的，如当面、电话。"})
        with self._context.write("trust_place", reason=reason.strip()) as writer:
            row = writer.row(reporting_place, place_id)
            if not row["public_key"]:
                raise RuleViolation("这个单位还没有交来过文件，不用改认。")
            writer.about(reporting_place, place_id)
            writer.update(reporting_place, place_id, {"public_key": ""})
        return changed(Area.REPORTS, id=place_id, message="下一份文件来时认它的新密钥")

    @needs(Permission.STATISTICS)
    def rollup(self, wanted: Wanted) -> Rollup:
        """Return a table rolled up. Raises NotFound for an unknown table."""
        with self._context.db.read() as connection:
            return self._rollup(connection, wanted)

    @needs(Permission.STATISTICS)
    def lines(self, rollup: Rollup, column: str, row: UnitRow) -> tuple[ReportedCase, ...]:
        """Return the cases behind a figure, by place and number; they add up to it."""
        return lines_behind(self._context.reference, rollup, column, row)

    @needs(Permission.SUBMIT)
    def decide(self, twins: Twins, kept: str) -> Changed:
        """Say that two reported cases are one, of which `kept` counts, or ("") two matters."""
        pair = (min(twins.one.id, twins.other.id), max(twins.one.id, twins.other.id))
        if kept and kept not in pair:
            raise InvalidInput({"kept": "请选择计入哪一件。"})
        with self._context.write("decide_twins") as writer:
            query = select(reported_twin.c.id).where(
                reported_twin.c.one == pair[0], reported_twin.c.other == pair[1]
            )
            row_id = writer.connection.execute(query).scalars().first()
            if row_id is None:
                values = {"one": pair[0], "other": pair[1], "kept": kept}
                row_id = writer.insert(reported_twin, values)
            else:
                writer.update(reported_twin, row_id, {"kept": kept})
            writer.about(reported_twin, row_id)
        words = "已认定是同一件，只计一次" if kept else "已认定不是同一件，都计入"
        return changed(Area.REPORTS, id=str(row_id), message=words)

    @needs(Permission.STATISTICS)
    def differences(self, line: PlaceLine, wanted: Wanted) -> tuple[ChangedCase, ...]:
        """Return the cases that a place's last report counts otherwise than the one before it.

        Raises NotFound where there is no earlier one.
        """
        with self._context.db.read() as connection:
            sent = versions(connection, line.place.id, wanted)
            if len(sent) < 2:
                raise NotFound("这个单位只报过一份，没有可以比较的。")
            newest, before = (received(connection, one["id"]) for one in sent[:2])
        tables = [unpack_table(one["figures"]) for one in (before, newest)]
        shares = [unpack_shares(one["cases"]) for one in (before, newest)]
        return reported_changes(tables, shares[0], shares[1])

    @needs(Permission.STATISTICS)
    def workbook(self, wanted: Wanted, *, purpose: str = "") -> bytes:
        """Return the sum as .xlsx, each figure's case numbers on its second sheet; recorded.

        Raises NotFound while nothing can be summed.
        """
        from mediation_desk.services.statistics_sheet import workbook_of

        with self._context.db.read() as connection:
            found = self._rollup(connection, wanted)
        if found.table is None:
            raise NotFound("还没有可以汇总的报表，没有生成工作簿。", "请先收入上报文件。")
        note_export(self._context, f"{found.table.title} {found.table.period_label}", purpose)
        numbers = numbers_behind(found)
        return workbook_of(found.table, numbers, made_on=self._context.today())

    def _rollup(self, connection: Connection, wanted: Wanted) -> Rollup:
        question = self._question(connection, wanted)
        lines = list(place_lines(connection, self._context, question, wanted))
        parts = [
            part_of(connection, line)
            for line in lines
            if line.standing in (Standing.THERE, Standing.LATE)
        ]
        own = own_part(connection, self._context, question)
        if own is not None:
            lines.insert(0, PlaceLine(own.place, Standing.OWN))
            parts.insert(0, own)
        twins = twins_of(connection, self._context.reference, parts)
        dropped = repeated(parts, [one.dropped for one in twins if one.dropped])
        label = read_units(connection).office_name
        return Rollup(
            wanted=wanted,
            title=question.definition.title,
            lines=tuple(lines),
            table=rolled_up(question, label, parts, dropped) if parts else None,
            twins=twins,
            parts=tuple(parts),
        )

    def _question(self, connection: Connection, wanted: Wanted) -> Question:
        reference = self._context.reference
        definition = find_definition(connection, reference, wanted.key)[0]
        rules, place = read_rules(connection), ("", wanted.period)
        return question_of(definition, rules, reference, place, wanted.basis)
