"""Reading the evidence of a case: its rows in the dossier's order, its files, what is broken."""

from sqlalchemy import Connection, RowMapping, literal, select

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import StorageProblem
from mediation_desk.services.context import Context
from mediation_desk.services.evidence_rows import BrokenEvidence, EvidenceRow
from mediation_desk.services.privacy import hidden_among
from mediation_desk.storage import attachments, backup_files, backup_places
from mediation_desk.storage.attachments import BrokenAttachment, Stored
from mediation_desk.storage.place import StorePlace
from mediation_desk.storage.reading import Progress
from mediation_desk.storage.store import device_of
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.evidence import evidence, stray_scan

_NO_NUMBER = "（未编号）"
_STORED = "case_id name file secret sha256 size".split()
_OF_CASES = (
    select(*(evidence.c[name] for name in _STORED), dispute.c.number, dispute.c.title)
    .join(dispute, dispute.c.id == evidence.c.case_id)
    .order_by(dispute.c.number, evidence.c.id)
)
_STRAYS = select(
    *(stray_scan.c[name] for name in _STORED),
    literal("待认领的扫描件").label("number"),
    literal("").label("title"),
).order_by(stray_scan.c.id)
_PLAIN = (
    "id slot name source pages proves collected_on media size sha256 added_at added_by removed_on"
).split()


def read_rows(
    connection: Connection,
    context: Context,
    place: StorePlace,
    case_id: str,
    *,
    removed: bool = False,
) -> tuple[EvidenceRow, ...]:
    """Return the material of a case in the dossier's order, or what was moved away."""
    gone = evidence.c.removed_on.is_not(None) if removed else evidence.c.removed_on.is_(None)
    query = (
        select(evidence)
        .where(evidence.c.case_id == case_id, gone)
        .order_by(evidence.c.position, evidence.c.id)
    )
    order = {
        item.code: rank for rank, item in enumerate(context.reference.all_items("dossier_items"))
    }
    found = connection.execute(query).mappings().all()
    others = _others(connection, case_id, [row["sha256"] for row in found])
    ranked = sorted(found, key=lambda row: order.get(row["slot"], len(order)))
    return tuple(_row(context, place, row, others.get(row["sha256"], ())) for row in ranked)


def read_bytes(place: StorePlace, row: RowMapping) -> bytes:
    """Return the bytes of a row's file as they came in. Raises StorageProblem naming it."""
    try:
        return attachments.content(place.attachments, stored(row))
    except BrokenAttachment as broken:
        raise StorageProblem(
            f"“{row['name']}”的文件{broken.trouble.value}，其他材料不受影响。", broken.hint
        ) from broken


def broken_ones(
    connection: Connection,
    context: Context,
    place: StorePlace,
    progress: Progress | None = None,
) -> tuple[int, tuple[BrokenEvidence, ...]]:
    """Read every file through; return how many, and those missing or not what was stored.

    `progress` is told (done, of how many) and may raise to stop.
    """
    rows = [*connection.execute(_OF_CASES).mappings(), *connection.execute(_STRAYS).mappings()]
    hidden = hidden_among(connection, context, {row["case_id"] for row in rows})
    named = context.may(Permission.READ_CASES)
    found = []
    for done, row in enumerate(rows, start=1):
        if progress is not None:
            progress(done, len(rows))
        trouble = _trouble(place, row)
        if trouble:
            shown = named and row["case_id"] not in hidden
            title, name = (row["title"], row["name"]) if shown else ("", "")
            found.append(BrokenEvidence(row["number"] or _NO_NUMBER, title, name, trouble))
    return len(rows), tuple(found)


def bring_back(context: Context, place: StorePlace) -> None:
    """Copy every file that is missing or broken from any backup within reach that has it whole."""
    wanted = context.db.look(attachments.in_rows)
    for folder in backup_places.folders(place):
        source = backup_files.folder_of(folder, device_of(context.db))
        attachments.bring(wanted, source, place.attachments, prove=True)


def stored(row: RowMapping) -> Stored:
    """Return where the bytes of a row are."""
    return Stored(row["file"], row["secret"], row["sha256"], row["size"])


def _trouble(place: StorePlace, row: RowMapping) -> str:
    trouble = attachments.standing(place.attachments, stored(row))
    if trouble is None and not attachments.proved(place.attachments, row["file"]):
        trouble = attachments.Trouble.ALTERED
    return trouble.value if trouble else ""


def _others(connection: Connection, case_id: str, hashes: list[str]) -> dict[str, tuple[str, ...]]:
    """Return by hash the numbers of other cases that have the same file."""
    query = (
        select(evidence.c.sha256, dispute.c.number)
        .join(dispute, dispute.c.id == evidence.c.case_id)
        .where(
            evidence.c.sha256.in_(hashes),
            evidence.c.case_id != case_id,
            evidence.c.removed_on.is_(None),
            dispute.c.deleted_on.is_(None),
        )
        .order_by(dispute.c.number)
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(query):
        found[row.sha256] = (*found.get(row.sha256, ()), row.number or _NO_NUMBER)
    return found


def _row(
    context: Context, place: StorePlace, row: RowMapping, also_in: tuple[str, ...]
) -> EvidenceRow:
    trouble = attachments.standing(place.attachments, stored(row))
    return EvidenceRow(
        revision=row["rev_counter"],
        slot_label=context.reference.label("dossier_items", row["slot"]),
        is_copy=bool(row["is_copy"]),
        paper_id=row["paper_id"] or "",
        trouble=f"文件{trouble.value}" if trouble else "",
        also_in=also_in,
        **{name: row[name] for name in _PLAIN},
    )
