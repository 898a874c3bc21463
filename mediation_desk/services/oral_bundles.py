"""Oral cases bound together (口头协议合订卷): one dossier of a committee's month or quarter."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from mediation_desk.domain.codes import Form
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, NotFound
from mediation_desk.services.context import Context
from mediation_desk.services.dossier_binding import Binder
from mediation_desk.services.dossier_plan import make_plan
from mediation_desk.services.dossier_rows import (
    BoundDossier,
    DossierItem,
    DossierPart,
    PartKind,
)
from mediation_desk.services.dossiers import Progress
from mediation_desk.services.paper_rules import label_of
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import hidden_among
from mediation_desk.services.rows import CaseDetail
from mediation_desk.storage.place import StorePlace
from mediation_desk.storage.tables.cases import IN_USE, dispute

if TYPE_CHECKING:
    from mediation_desk.documents.dossier import Section
    from mediation_desk.documents.facts import CaseFacts

MOST = 200
NOTE = "dossier_note"


class OralBundleService:
    """Binds the oral cases of a period; each is one line of the catalogue."""

    def __init__(self, context: Context, place: StorePlace, resources: Path) -> None:
        """Use the files at `place`, the fonts and templates of `resources`."""
        self._context = context
        self._binder = Binder(context, place, resources)

    @needs(Permission.PRINT)
    def build(
        self,
        committee_id: str,
        first: date,
        last: date,
        *,
        duplex: bool = False,
        progress: Progress | None = None,
    ) -> BoundDossier:
        """Bind the cases agreed orally from `first` to `last`, by their numbers.

        Raises InvalidInput for a period that is none, NotFound where no case was agreed in it.
        """
        from mediation_desk.documents import dossier as binding

        if first > last:
            raise InvalidInput({"last": "结束日期不能早于开始日期。"})
        found = [self._one(case_id) for case_id in self._ids(committee_id, first, last)]
        if not found:
            raise NotFound("这段时间没有达成口头协议的案件，没有装订。", "请改一下起止日期。")
        cases = [case for case, _, _ in found]
        facts = self._facts(cases)
        inside = [(item, section) for _, item, section in found]
        sections, entries = self._binder.covered(facts, [*inside, self._note(facts)])
        made = binding.bind(
            sections,
            title=facts.title,
            binding=self._binder.binding(duplex=duplex),
            fonts_folder=self._binder.fonts,
            progress=progress,
        )
        return BoundDossier(
            data=made.data,
            sha256=sha256(made.data).hexdigest(),
            pages=made.pages,
            numbered=made.numbered,
            entries=entries,
            missing=tuple(case.number for case, item, _ in found if item.missing),
            file_name=f"口头协议合订卷{first:%Y%m%d}-{last:%Y%m%d}.pdf",
            is_whole=False,
            duplex=duplex,
        )

    def _ids(self, committee_id: str, first: date, last: date) -> list[str]:
        query = (
            select(dispute.c.id)
            .where(
                dispute.c.committee_id == committee_id,
                dispute.c.agreed_form == Form.ORAL,
                dispute.c.agreed_on.between(first, last),
                dispute.c.destroyed_on.is_(None),
                IN_USE,
            )
            .order_by(dispute.c.number)
            .limit(MOST + 1)
        )
        with self._context.db.read() as connection:
            ids = list(connection.execute(query).scalars())
            hidden = hidden_among(connection, self._context, ids)
        if len(ids) > MOST:
            raise InvalidInput({"last": f"这段时间超过 {MOST} 件，请分几卷装订。"})
        return [one for one in ids if one not in hidden]

    def _one(self, case_id: str) -> "tuple[CaseDetail, DossierItem, Section]":
        """Return a case as one item: everything its own dossier would hold but the note."""
        material = self._binder.material(case_id)
        items = [one for one in make_plan(self._context, material).items if one.code != "note"]
        lacking = next((one.missing for one in items if one.missing), "")
        parts = tuple(part for one in items for part in one.parts)
        case = material.case
        item = DossierItem(case.id, f"{case.number} {case.title}", True, parts, lacking)
        return case, item, self._binder.section(item, case)

    def _facts(self, cases: Sequence[CaseDetail]) -> "CaseFacts":
        """Return what stands on the covers: the committee's, from the first case to the last."""
        facts = self._binder.maker.facts(cases[0])
        ends = self._binder.maker.facts(cases[-1])
        number = cases[0].number if len(cases) == 1 else f"{cases[0].number}至{cases[-1].number}"
        mediators = dict.fromkeys(
            part.mediator_name for case in cases for part in case.assignments if part.to_on is None
        )
        return replace(
            facts,
            number=number,
            title=f"口头协议案件合订卷（{len(cases)}件）",
            mediators=tuple(mediators),
            agreement=ends.agreement,
            dossier=replace(facts.dossier, compiled_by="", compiled_on=None, note="", remarks=""),
        )

    def _note(self, facts: "CaseFacts") -> "tuple[DossierItem, Section]":
        from mediation_desk.documents.dossier import Part, Section

        label = label_of(NOTE)
        part = DossierPart(label, PartKind.DRAWN, kind=NOTE)
        drawn = Part(self._binder.maker.make_of(NOTE, facts).data)
        return DossierItem("note", label, False, (part,)), Section(label, (drawn,))
