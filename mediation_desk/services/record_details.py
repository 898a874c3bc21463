"""Reading the records of cases, inside the read of the cases."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, select

from mediation_desk.domain.codes import Sex
from mediation_desk.services.gathering import gathered
from mediation_desk.services.record_rows import (
    CaseRecords,
    DeliveryRow,
    InvestigationRow,
    PauseRow,
    ReceiptRow,
    RecusalRow,
    SupplementRow,
    UndisputedRow,
    UrgingRow,
    VisitRow,
)
from mediation_desk.storage.tables.office import mediator
from mediation_desk.storage.tables.records import (
    delivery,
    follow_up,
    investigation,
    pause,
    receipt,
    recusal,
    supplement,
    undisputed,
    urging,
)

_Row = TypeVar("_Row")


def read_records(connection: Connection, case_ids: Sequence[str]) -> Mapping[str, CaseRecords]:
    """Return every record of each of these cases."""

    def rows(table: Table, by: str, kind: type[_Row]) -> Mapping[str, tuple[_Row, ...]]:
        query = select(table).where(table.c.case_id.in_(case_ids))
        return _gathered(connection, query.order_by(table.c[by], table.c.id), kind)

    visits = rows(follow_up, "visited_on", VisitRow)
    investigations = rows(investigation, "held_at", InvestigationRow)
    deliveries = rows(delivery, "sent_on", DeliveryRow)
    receipts = rows(receipt, "received_on", ReceiptRow)
    urgings = rows(urging, "urged_on", UrgingRow)
    supplements = rows(supplement, "noted_on", SupplementRow)
    recusals = _recusals(connection, case_ids)
    pauses = rows(pause, "from_on", PauseRow)
    agreed = rows(undisputed, "noted_on", UndisputedRow)
    return {
        one: CaseRecords(
            visits=visits.get(one, ()),
            investigations=investigations.get(one, ()),
            deliveries=deliveries.get(one, ()),
            receipts=receipts.get(one, ()),
            urgings=urgings.get(one, ()),
            supplements=supplements.get(one, ()),
            recusals=recusals.get(one, ()),
            undisputed=agreed.get(one, ()),
            pauses=pauses.get(one, ()),
        )
        for one in case_ids
    }


def _recusals(
    connection: Connection, case_ids: Sequence[str]
) -> Mapping[str, tuple[RecusalRow, ...]]:
    query = (
        select(recusal, mediator.c.name.label("mediator_name"))
        .join(mediator, mediator.c.id == recusal.c.mediator_id)
        .where(recusal.c.case_id.in_(case_ids))
        .order_by(recusal.c.stated_on, recusal.c.id)
    )
    return _gathered(connection, query, RecusalRow)


def _gathered(
    connection: Connection, query: Select[Any], kind: type[_Row]
) -> Mapping[str, tuple[_Row, ...]]:
    return gathered(connection.execute(query), lambda row: _made(kind, row._asdict()))


def _made(kind: type[_Row], row: dict[str, Any]) -> _Row:
    del row["case_id"]
    if "sex" in row:
        row["sex"] = Sex(row["sex"])
    if "instalment_id" in row:
        row["instalment_id"] = row["instalment_id"] or ""
    return kind(**row)
