"""Evidence (证据材料) and every other scan of a case: added, described, ordered, moved away."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import RowMapping, select

from mediation_desk.domain.codes import State
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, NotFound, RuleViolation
from mediation_desk.services import evidence_intake as intake
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.evidence_intake import Taken
from mediation_desk.services.evidence_reading import (
    bring_back,
    broken_ones,
    read_bytes,
    read_rows,
)
from mediation_desk.services.evidence_rows import (
    BrokenEvidence,
    EvidenceDraft,
    EvidenceRow,
    Incoming,
)
from mediation_desk.services.evidence_writing import (
    described,
    hashes_of,
    last_position,
    require_paper,
    row_of,
)
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import refuse_hidden
from mediation_desk.services.views import note_export, note_view
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.place import StorePlace
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.evidence import evidence

MOST_PAGES = 2000


class EvidenceService:
    """Keeps files of a case; each is encrypted in the store's folder and never changed."""

    def __init__(self, context: Context, place: StorePlace) -> None:
        """Work on the cases of `context`; the files are at `place`."""
        self._context = context
        self._place = place

    @needs(Permission.REGISTER)
    def add(self, case_id: str, files: Sequence[Incoming], draft: EvidenceDraft) -> Changed:
        """Keep files under one item of the dossier; all of them, or none.

        A file that the case has already is not kept twice. Raises InvalidInput, StorageProblem.
        """
        self._check(draft)
        intake.check(files)
        with self._context.db.read() as connection:
            refuse_hidden(connection, self._context, case_id)
        taken = intake.take(self._place, files)
        try:
            with self._context.write("add_evidence") as writer:
                writer.about(dispute, case_id)
                require_paper(writer, case_id, draft.paper_id)
                fresh, twice = self._sorted_out(writer, case_id, taken)
                if not fresh:
                    raise InvalidInput({"files": f"本案已有同样的材料：{'、'.join(twice)}。"})
                writer.insert_many(evidence, list(self._rows_of(writer, case_id, fresh, draft)))
        except BaseException:
            intake.give_back(self._place, taken)
            raise
        intake.give_back(self._place, [one for one in taken if one not in fresh])
        told = [f"已添加 {len(fresh)} 份材料"]
        told += [f"{'、'.join(twice)}与已有的材料相同，没有重复保存"] if twice else []
        told += [f"“{one.name}”：{one.trouble.rstrip('。')}" for one in fresh if one.trouble]
        return changed(Area.DOCUMENTS, Area.CASES, id=case_id, message="；".join(told))

    @needs(Permission.READ_CASES)
    def rows(self, case_id: str, *, removed: bool = False) -> tuple[EvidenceRow, ...]:
        """Return the material of a case in the dossier's order; with `removed` what was moved away.

        Files are looked at by their size alone (`verify` reads them).
        """
        with self._context.db.read() as connection:
            refuse_hidden(connection, self._context, case_id)
            return read_rows(connection, self._context, self._place, case_id, removed=removed)

    @needs(Permission.REGISTER)
    def correct(self, evidence_id: str, draft: EvidenceDraft, *, revision: int) -> Changed:
        """Change what is said about a piece of evidence; its file stays as it is."""
        self._check(draft)
        if not draft.name.strip():
            raise InvalidInput({"name": "请填写材料名称。"})
        with self._context.write("correct_evidence") as writer:
            row = self._own(writer, evidence_id)
            require_paper(writer, row["case_id"], draft.paper_id)
            values = described(draft) | {"pages": draft.pages or row["pages"]}
            writer.update(evidence, evidence_id, values, seen=revision)
        return changed(Area.DOCUMENTS, Area.CASES, id=row["case_id"], message="材料说明已保存")

    @needs(Permission.REGISTER)
    def reorder(self, case_id: str, evidence_ids: Sequence[str]) -> Changed:
        """Put the material of a case into the order of these ids, within each item."""
        with self._context.write("order_evidence") as writer:
            writer.about(dispute, case_id)
            for position, evidence_id in enumerate(evidence_ids, start=1):
                if self._own(writer, evidence_id)["case_id"] != case_id:
                    raise NotFound("这份材料不属于本案，没有改动。", "请刷新后重试。")
                writer.update(evidence, evidence_id, {"position": position})
        return changed(Area.DOCUMENTS, id=case_id, message="顺序已保存")

    @needs(Permission.REGISTER)
    def remove(self, evidence_id: str) -> Changed:
        """Move a piece of evidence away; it is kept and can be put back. Not in a closed case."""
        with self._context.write("remove_evidence") as writer:
            row = self._own(writer, evidence_id)
            if writer.row(dispute, row["case_id"])["state"] == State.CLOSED:
                raise RuleViolation(
                    "案件已结案归档，卷内材料不能移走。", "归档有误请先退回上一步。"
                )
            writer.update(evidence, evidence_id, {"removed_on": self._context.today()})
        message = f"“{row['name']}”已移走，在“已移走的材料”里可以放回"
        return changed(Area.DOCUMENTS, Area.CASES, id=row["case_id"], message=message)

    @needs(Permission.REGISTER)
    def restore(self, evidence_id: str) -> Changed:
        """Put a piece of evidence back where it was."""
        with self._context.write("restore_evidence") as writer:
            row = self._own(writer, evidence_id)
            writer.update(evidence, evidence_id, {"removed_on": None})
        message = f"“{row['name']}”已放回"
        return changed(Area.DOCUMENTS, Area.CASES, id=row["case_id"], message=message)

    @needs(Permission.REVEAL)
    def content(self, evidence_id: str, *, purpose: str = "") -> bytes:
        """Return a file as it came in, to be looked at, or saved outside for a `purpose`.

        Either is recorded. Raises NotFound, and StorageProblem naming a broken one.
        """
        query = select(evidence).where(evidence.c.id == evidence_id)
        with self._context.db.read() as connection:
            row = connection.execute(query).mappings().one_or_none()
            if row is None:
                raise NotFound("找不到这份材料。", "请刷新后重试。")
            refuse_hidden(connection, self._context, row["case_id"])
        data = read_bytes(self._place, row)
        if purpose:
            note_export(self._context, row["name"], purpose, case_id=row["case_id"])
        else:
            note_view(self._context, "open_evidence", row["case_id"], row["name"])
        return data

    @needs(Permission.REVEAL)
    def pages(self, evidence_id: str) -> bytes:
        """Return the pages of a PDF or picture as PDF. Raises AppError where there are none."""
        from mediation_desk.documents import scans

        return scans.as_pdf(self.content(evidence_id))

    @needs(Permission.PRESENT)
    def verify(self) -> tuple[BrokenEvidence, ...]:
        """Read every file through and name those that are missing or not what was stored."""
        with self._context.db.read() as connection:
            return broken_ones(connection, self._context, self._place)[1]

    @needs(Permission.REGISTER)
    def mend(self) -> Changed:
        """Bring files that are missing or broken back from the backups within reach."""
        with self._context.db.read() as connection:
            before = len(broken_ones(connection, self._context, self._place)[1])
        if before:
            bring_back(self._context, self._place)
        with self._context.db.read() as connection:
            left = len(broken_ones(connection, self._context, self._place)[1])
        message = f"已从备份找回 {before - left} 份材料的文件"
        message += f"，还有 {left} 份没有完好的备份，请用原件重新扫描" if left else ""
        return changed(Area.DOCUMENTS, message=message if before else "材料的文件都完好")

    def _check(self, draft: EvidenceDraft) -> None:
        faults = {}
        if not self._context.reference.has("dossier_items", draft.slot):
            faults["slot"] = "请选择归入卷内哪一项。"
        if not 0 <= draft.pages <= MOST_PAGES:
            faults["pages"] = f"页数请填 0 到 {MOST_PAGES}。"
        if draft.collected_on is not None and draft.collected_on > self._context.today():
            faults["collected_on"] = "收集时间不能晚于今天。"
        if faults:
            raise InvalidInput(faults)

    def _sorted_out(
        self, writer: Writer, case_id: str, taken: list[Taken]
    ) -> tuple[list[Taken], list[str]]:
        """Return the files the case does not have yet, and the names of the others."""
        known = hashes_of(writer.connection, case_id)
        fresh: list[Taken] = []
        twice: list[str] = []
        for one in taken:
            if one.stored.sha256 in known:
                twice.append(f"“{one.name}”")
            else:
                fresh.append(one)
                known.add(one.stored.sha256)
        return fresh, twice

    def _rows_of(
        self, writer: Writer, case_id: str, taken: list[Taken], draft: EvidenceDraft
    ) -> Iterator[dict[str, Any]]:
        after = last_position(writer.connection, case_id)
        if len(taken) > 1:
            draft = replace(draft, name="", pages=0)
        for number, one in enumerate(taken, start=after + 1):
            yield row_of(self._context, case_id, one, draft, position=number)

    def _own(self, writer: Writer, evidence_id: str) -> RowMapping:
        """Return a row to be changed; the change is about its case."""
        row = writer.row(evidence, evidence_id)
        refuse_hidden(writer.connection, self._context, row["case_id"])
        writer.about(dispute, row["case_id"])
        return row
