"""Reading the records of one case, inside the read of the case."""

from typing import Any, TypeVar

from sqlalchemy import Connection, Table, select

from mediation_desk.domain.codes import Sex
from mediation_desk.services.record_rows import (
    CaseRecords,
    DeliveryRow,
    InvestigationRow,
    ReceiptRow,
    RecusalRow,
    SupplementRow,
    UrgingRow,
    VisitRow,
)
from mediation_desk.storage.tables.office import mediator
from mediation_desk.storage.tables.records import (
    delivery,
    follow_up,
    investigation,
    receipt,
    recusal,
    supplement,
    urging,
)

_Row = TypeVar("_Row")


def read_records(connection: Connection, case_id: str) -> CaseRecords:
    """Return every record of a case."""

    def rows(table: Table, by: str, kind: type[_Row]) -> tuple[_Row, ...]:
        query = select(table).where(table.c.case_id == case_id).order_by(table.c[by], table.c.id)
        return tuple(_made(kind, dict(row)) for row in connection.execute(query).mappings())

    return CaseRecords(
        visits=rows(follow_up, "visited_on", VisitRow),
        investigations=rows(investigation, "held_at", InvestigationRow),
        deliveries=rows(delivery, "sent_on", DeliveryRow),
        receipts=rows(receipt, "received_on", ReceiptRow),
        urgings=rows(urging, "urged_on", UrgingRow),
        supplements=rows(supplement, "noted_on", SupplementRow),
        recusals=_recusals(connection, case_id),
    )


def _recusals(connection: Connection, case_id: str) -> tuple[RecusalRow, ...]:
    query = (
        select(recusal, mediator.c.name.label("mediator_name"))
        .join(mediator, mediator.c.id == recusal.c.mediator_id)
        .where(recusal.c.case_id == case_id)
        .order_by(recusal.c.stated_on, recusal.c.id)
    )
    return tuple(_made(RecusalRow, dict(row)) for row in connection.execute(query).mappings())


def _made(kind: type[_Row], row: dict[str, Any]) -> _Row:
    del row["case_id"]
    if "sex" in row:
        row["sex"] = Sex(row["sex"])
    if "instalment_id" in row:
        row["instalment_id"] = row["instalment_id"] or ""
    return kind(**row)
