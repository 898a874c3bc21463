"""Reading what came in: the newest report of every place, and this office's own table beside it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.clock import CHINA
from mediation_desk.domain.statistics import Basis
from mediation_desk.services.context import Context
from mediation_desk.services.report_bytes import tree_of, unpack_shares, unpack_table
from mediation_desk.services.report_files import facts_of
from mediation_desk.services.rollup_rows import Part, Place, PlaceLine, Standing, Wanted
from mediation_desk.services.rollup_sums import unlike
from mediation_desk.services.settings import values_of
from mediation_desk.services.statistics_case_lines import read_shares
from mediation_desk.services.statistics_definitions import find_definition
from mediation_desk.services.statistics_question import Question
from mediation_desk.services.statistics_read import read_built
from mediation_desk.services.statistics_units import read_units
from mediation_desk.storage.tables.rollup import received_report, reporting_place

OWN_PLACE = "own"

_R = received_report.c
_LIGHT = tuple(column for column in _R if column.name not in ("figures", "cases", "facts"))


def places(connection: Connection) -> tuple[Place, ...]:
    """Return the places that report here, by name."""
    query = select(reporting_place).order_by(reporting_place.c.name, reporting_place.c.id)
    return tuple(
        Place(row["id"], row["name"], bool(row["office_id"]), bool(row["active"]))
        for row in connection.execute(query).mappings()
    )


def versions(connection: Connection, place_id: str, wanted: Wanted) -> Sequence[RowMapping]:
    """Return what a place sent of one table and period, the last submitted first."""
    query = (
        select(*_LIGHT)
        .where(
            _R.place_id == place_id,
            _R.table_key == wanted.key,
            _R.period_start == wanted.period.start,
            _R.period_end == wanted.period.end,
        )
        .order_by(_R.submitted_at.desc(), _R.id.desc())
    )
    return connection.execute(query).mappings().all()


def place_lines(
    connection: Connection, context: Context, question: Question, wanted: Wanted
) -> Iterator[PlaceLine]:
    """Yield how every place stands, the missing ones too."""
    days = values_of(connection, ["rollup_days"])["rollup_days"]
    document = find_definition(connection, context.reference, wanted.key)[1]
    due = wanted.period.end + timedelta(days=days)
    for place in places(connection):
        sent = versions(connection, place.id, wanted)
        if not sent:
            if place.active:
                yield PlaceLine(place, Standing.MISSING)
            continue
        newest = sent[0]
        why = unlike(question, newest["rules"], Basis(newest["basis"]))
        if not why and newest["rules"].get("definition") != document:
            why = "统计表的定义不同"
        submitted: datetime = newest["submitted_at"]
        late = submitted.astimezone(CHINA).date() > due
        yield PlaceLine(
            place=place,
            standing=Standing.OTHER_RULES if why else Standing.LATE if late else Standing.THERE,
            received_id=newest["id"],
            submitted_at=submitted,
            submitted_by=newest["submitted_by"],
            received_at=newest["received_at"],
            seal=newest["seal"],
            versions=len(sent),
            why=why,
        )


def part_of(connection: Connection, line: PlaceLine) -> Part:
    """Return the report of a place as it goes into the sum."""
    row = received(connection, line.received_id)
    return Part(
        place=line.place,
        table=unpack_table(row["figures"]),
        shares=unpack_shares(row["cases"]),
        facts=tree_of(row["facts"]),
    )


def received(connection: Connection, received_id: str) -> RowMapping:
    """Return a report that came in, whole."""
    query = select(received_report).where(_R.id == received_id)
    return connection.execute(query).mappings().one()


def own_part(connection: Connection, context: Context, question: Question) -> Part | None:
    """Return this office's own table, None where it counts nothing."""
    built = read_built(connection, question)
    if not any(value for value in built.table.total.values if isinstance(value, int)):
        return None
    shares = read_shares(connection, built)
    name = read_units(connection).office_name or "本单位"
    return Part(
        place=Place(OWN_PLACE, f"{name}（本单位）", known=True, active=True),
        table=built.table,
        shares=shares,
        facts=facts_of(connection, context, shares),
    )
