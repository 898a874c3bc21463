"""Scanned sheets come home by themselves: read by their code, filed to their case and paper.

What has no code, or one that leads nowhere, waits as a stray (待认领) until somebody says whose it
is. Nothing is left out and no file is changed where it lies.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, NotFound
from mediation_desk.files import told
from mediation_desk.services import evidence_intake as intake
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.evidence_intake import Taken
from mediation_desk.services.evidence_reading import read_bytes, stored
from mediation_desk.services.evidence_rows import EvidenceDraft, Incoming
from mediation_desk.services.evidence_writing import (
    hashes_of,
    last_position,
    require_paper,
    row_of,
)
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import hidden_among, refuse_hidden
from mediation_desk.services.scan_filing import Piece, file_all
from mediation_desk.services.scan_homes import home_of
from mediation_desk.services.scan_rows import ReadScan, StrayRow, Target
from mediation_desk.services.scan_targets import targets
from mediation_desk.storage.place import StorePlace
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.evidence import evidence, stray_scan


class ScanService:
    """Takes in scanned sheets and keeps the strays."""

    def __init__(self, context: Context, place: StorePlace) -> None:
        """Work on the cases of `context`; the files are at `place`."""
        self._context = context
        self._place = place

    @needs(Permission.REGISTER)
    def read(self, files: Sequence[Incoming]) -> tuple[ReadScan, ...]:
        """Read the codes on the sheets of these files; one with sheets of several is taken apart.

        Changes nothing and may take a second for every few pages. Raises InvalidInput.
        """
        intake.check(files)
        read = [replace(scan, of=number) for number, one in enumerate(files) for scan in _read(one)]
        with self._context.db.read() as connection:
            homes = [home_of(connection, self._context, one.code) for one in read]
        return tuple(
            replace(one, found=home.draft is not None)
            for one, home in zip(read, homes, strict=True)
        )

    @needs(Permission.REGISTER)
    def take_in(self, scans: Sequence[ReadScan]) -> Changed:
        """File what was read in one step; what found no case waits as a stray.

        Raises InvalidInput where nothing is new, StorageProblem.
        """
        with self._context.db.read() as connection:
            homes = [home_of(connection, self._context, one.code) for one in scans]
        taken = intake.take(self._place, [one.incoming for one in scans])
        pieces = [Piece(*one) for one in zip(scans, homes, taken, strict=True)]
        try:
            with self._context.write("take_in_scans") as writer:
                filed = file_all(writer, self._context, pieces)
                if not filed.kept:
                    raise InvalidInput({"files": "这些扫描件以前都收过，没有重复保存。"})
        except BaseException:
            intake.give_back(self._place, taken)
            raise
        intake.give_back(self._place, [one for one in taken if one not in filed.kept])
        return changed(Area.DOCUMENTS, Area.CASES, message=filed.message)

    @needs(Permission.REGISTER)
    def strays(self) -> tuple[StrayRow, ...]:
        """Return the scans that wait, the oldest first; not those of cases hidden from view."""
        query = select(stray_scan).order_by(stray_scan.c.added_at, stray_scan.c.id)
        with self._context.db.read() as connection:
            rows = connection.execute(query).all()
            named = {row.case_id for row in rows if row.case_id}
            hidden = hidden_among(connection, self._context, named)
        return tuple(
            StrayRow(row.id, row.name, row.why, row.pages, row.media, row.added_at, row.added_by)
            for row in rows
            if row.case_id not in hidden
        )

    @needs(Permission.REVEAL)
    def pages(self, stray_id: str) -> bytes:
        """Return the pages of a stray as PDF. Raises AppError where there are none."""
        from mediation_desk.documents import scans

        with self._context.db.read() as connection:
            row = self._row(connection, stray_id)
        return scans.as_pdf(read_bytes(self._place, row))

    @needs(Permission.REGISTER)
    def targets(self, text: str = "", *, limit: int = 100) -> tuple[Target, ...]:
        """Return where a stray may belong: papers that have not come back, then cases by words."""
        return targets(self._context, text, limit=limit)

    @needs(Permission.REGISTER)
    def file(self, stray_id: str, target: Target) -> Changed:
        """Put a stray where somebody says it belongs. Raises NotFound, InvalidInput."""
        with self._context.db.read() as connection:
            refuse_hidden(connection, self._context, target.case_id)
        with self._context.write("file_scan") as writer:
            row = self._row(writer.connection, stray_id)
            writer.about(dispute, target.case_id)
            number = writer.row(dispute, target.case_id)["number"] or "（未编号）"
            require_paper(writer, target.case_id, target.paper_id)
            if row["sha256"] in hashes_of(writer.connection, target.case_id):
                raise InvalidInput({"files": f"{number}已有同样的材料，没有重复保存。"})
            name = f"{target.label}（签名件）" if target.paper_id else row["name"]
            copy = not target.paper_id
            draft = EvidenceDraft(target.slot, name, is_copy=copy, paper_id=target.paper_id)
            one = Taken(row["name"], row["media"], row["pages"], stored(row), "")
            position = last_position(writer.connection, target.case_id) + 1
            kept = row_of(self._context, target.case_id, one, draft, position=position)
            writer.insert(evidence, kept)
            writer.remove(stray_scan, stray_id)
        message = f"“{name}”已归入{number}"
        return changed(Area.DOCUMENTS, Area.CASES, id=target.case_id, message=message)

    @needs(Permission.REGISTER)
    def drop(self, stray_id: str) -> Changed:
        """Throw a stray away; an undo brings it back."""
        with self._context.write("drop_scan") as writer:
            row = self._row(writer.connection, stray_id)
            writer.about(stray_scan, stray_id)
            writer.remove(stray_scan, stray_id)
        return changed(Area.DOCUMENTS, message=f"“{row['name']}”已丢弃，按 Ctrl+Z 可以找回")

    def _row(self, connection: Connection, stray_id: str) -> RowMapping:
        """Return a stray. Raises NotFound for one that is gone, or hidden."""
        query = select(stray_scan).where(stray_scan.c.id == stray_id)
        row = connection.execute(query).mappings().one_or_none()
        if row is None or hidden_among(connection, self._context, filter(None, [row["case_id"]])):
            raise NotFound("这份扫描件已经不在待认领里。", "请刷新后重试。")
        return row


def _read(one: Incoming) -> Iterable[ReadScan]:
    """Yield the scans of a file; the file itself where it is one."""
    from mediation_desk.documents.scan_runs import take_apart

    name = intake.shown_name(one.name)[0]
    with told(f"“{name}”读不出来"):
        if one.path is not None and one.path.stat().st_size > intake.MOST_READ:
            return [ReadScan(one)]
        data = one.path.read_bytes() if one.path is not None else one.data
    runs = take_apart(data)
    if len(runs) == 1 and runs[0].data == data:
        return [ReadScan(one, runs[0].code, runs[0].numbers)]
    return [
        ReadScan(Incoming(f"{name}（{number}）.pdf", data=run.data), run.code, run.numbers)
        for number, run in enumerate(runs, start=1)
    ]
