"""The dossier (卷宗) of a case: what it is made of, its covers, bound into one PDF, handed over."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import RuleViolation
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.details import read_case
from mediation_desk.services.dossier_binding import Binder
from mediation_desk.services.dossier_package import package
from mediation_desk.services.dossier_plan import make_plan
from mediation_desk.services.dossier_rows import (
    BoundDossier,
    DossierDetail,
    DossierDraft,
    DossierPlan,
)
from mediation_desk.services.permissions import needs
from mediation_desk.services.signed_sheets import compared
from mediation_desk.services.views import note_export
from mediation_desk.storage.place import StorePlace
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.dossiers import dossier

log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]


class DossierService:
    """Plans and binds dossiers."""

    def __init__(self, context: Context, place: StorePlace, resources: Path) -> None:
        """Use the files at `place`, the fonts and templates of `resources`."""
        self._context = context
        self._binder = Binder(context, place, resources)
        self._maker = self._binder.maker

    @needs(Permission.READ_CASES)
    def plan(self, case_id: str) -> DossierPlan:
        """Return what the dossier would be bound from and which must-items are missing."""
        return make_plan(self._context, self._binder.material(case_id))

    @needs(Permission.READ_CASES)
    def signed(self, case_id: str) -> Mapping[str, bool]:
        """Return which printed papers came back signed; True where the case says otherwise now."""
        return compared(self._context, self._maker, case_id)

    @needs(Permission.READ_CASES)
    def details(self, case_id: str) -> DossierDetail:
        """Return what is written on the covers."""
        with self._context.db.read() as connection:
            case = read_case(connection, self._context, case_id)
            row = _row(connection, case_id)
        known = self._maker.facts(case).dossier
        draft = DossierDraft(**{name: getattr(known, name) for name in _COVER})
        return DossierDetail(row["rev_counter"] if row else 0, draft, known.retention)

    @needs(Permission.PRINT)
    def save(self, case_id: str, draft: DossierDraft, *, revision: int) -> Changed:
        """Write on the covers. Raises Conflict when somebody else did meanwhile."""
        with self._context.write("save_dossier") as writer:
            writer.about(dispute, case_id)
            row = _row(writer.connection, case_id)
            if row is None:
                writer.insert(dossier, {"case_id": case_id, **asdict(draft)})
            else:
                writer.update(dossier, row["id"], asdict(draft), seen=revision)
        return changed(Area.DOCUMENTS, id=case_id, message="卷宗封面已保存")

    @needs(Permission.PRINT)
    def build(
        self, case_id: str, *, duplex: bool = False, progress: Progress | None = None
    ) -> BoundDossier:
        """Bind everything there is into one PDF; what is missing is named, not invented.

        Raises UnprintableText, and AppError naming a scan that cannot be read.
        """
        from mediation_desk.documents import dossier as binding

        material = self._binder.material(case_id)
        plan = make_plan(self._context, material)
        if not material.case.number:
            raise RuleViolation("案件还没有编号，受理后才能装订卷宗。")
        inside = [(item, self._binder.section(item, material.case)) for item in plan.items]
        inside = [(item, section) for item, section in inside if section.parts]
        sections, entries = self._binder.covered(self._maker.facts(material.case), inside)
        made = binding.bind(
            sections,
            title=f"{plan.number} {plan.title}",
            binding=self._binder.binding(duplex=duplex),
            fonts_folder=self._binder.fonts,
            progress=progress,
        )
        log.info("bound a dossier: %s, %d pages", case_id, made.pages)
        return BoundDossier(
            data=made.data,
            sha256=sha256(made.data).hexdigest(),
            pages=made.pages,
            numbered=made.numbered,
            entries=entries,
            missing=plan.missing,
            file_name=f"{plan.number}卷宗.pdf",
            duplex=duplex,
            doubtful=tuple(trouble for item in plan.items for trouble in item.troubles),
        )

    @needs(Permission.PRINT)
    def take_out(self, case_id: str, made: BoundDossier, purpose: str) -> bytes:
        """Return a bound PDF to be saved outside; what for is recorded.

        Raises InvalidInput without a purpose where there are accounts.
        """
        name = made.file_name.removesuffix(".pdf")
        note_export(self._context, f"{name}（{made.pages}页）", purpose, case_id=case_id)
        return made.data

    @needs(Permission.PRINT)
    def hand_over(self, case_id: str, made: BoundDossier, purpose: str) -> bytes:
        """Return a bound dossier with the files as they came in, for an archive; recorded too.

        A file that is broken is left out and named.
        """
        material = self._binder.material(case_id)
        files = [(scan, self._binder.original(scan)) for scan in material.scans if not scan.trouble]
        case = material.case
        covers = self._maker.facts(case).dossier
        lost = tuple(f"{scan.name}：{scan.trouble}" for scan in material.scans if scan.trouble)
        note_export(self._context, f"{case.number}移交包", purpose, case_id=case_id)
        return package(case, covers, made, files, lost)

    @needs(Permission.PRINT)
    def note_printed(self, case_id: str, made: BoundDossier) -> Changed:
        """Put into the audit that a dossier was printed."""
        name = made.file_name.removesuffix(".pdf")
        detail = f"{name} {made.pages}页 校验码{made.sha256[:8]}"
        with self._context.write("print_dossier", detail=detail) as writer:
            writer.about(dispute, case_id)
        return changed(Area.DOCUMENTS, id=case_id, message=f"卷宗已装订（{made.pages} 页）")


_COVER = "compiled_by compiled_on checked_by checked_on note remarks".split()


def _row(connection: Connection, case_id: str) -> RowMapping | None:
    query = select(dossier).where(dossier.c.case_id == case_id)
    return connection.execute(query).mappings().one_or_none()
