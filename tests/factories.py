"""Valid things by default; a test overrides what it is about."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from mediation_desk.app import Desk
from mediation_desk.clock import local
from mediation_desk.domain.codes import ClauseKind, Form, Side, Signer, Willingness
from mediation_desk.domain.linkage import Direction, LetterKind, LineKind
from mediation_desk.services.drafts import (
    AcceptDraft,
    AgreementDraft,
    AnswerDraft,
    AssignDraft,
    CaseDraft,
    ClauseDraft,
    CommitteeDraft,
    MediatorDraft,
    OfficeDraft,
    PartyDraft,
    SessionDraft,
    SignatureDraft,
)
from mediation_desk.services.linkage_rows import LetterDraft, LineDraft
from mediation_desk.services.listing import Filters
from mediation_desk.services.record_drafts import VisitDraft
from mediation_desk.services.rows import CaseDetail
from mediation_desk.storage.drives import Drive, DriveKind, Drives, Volume

DAY = date(2025, 3, 3)
LAST_DAY = date(2025, 12, 31)
"""Where every test's clock stands unless it moves it."""


def set_up(desk: Desk) -> str:
    """Make an office with a township and a village committee; return the township one's id."""
    town = CommitteeDraft(name="示例镇人民调解委员会", short_name="泾示", kind="township")
    village = CommitteeDraft(
        name="样板村人民调解委员会", short_name="泾示样", kind="village", parent_id=town.name
    )
    mediators = tuple(
        MediatorDraft(committee_id=committee, name=name, position="member")
        for committee, name in (
            (town.name, "调样甲"),
            (town.name, "调样乙"),
            (village.name, "调样丙"),
        )
    )
    desk.office.set_up(
        OfficeDraft(name="示例镇司法所", committees=(town, village), mediators=mediators)
    )
    return desk.office.committees()[0].id


def parties(**changes: object) -> tuple[PartyDraft, PartyDraft]:
    """Return two neighbours; `changes` go to the respondent."""
    first = PartyDraft(
        name="邻样东",
        side=Side.APPLICANT,
        id_number="341823196805179074",
        willingness=Willingness.WILLING,
        address="样板村一组",
    )
    second = PartyDraft(
        name="邻样西", side=Side.RESPONDENT, willingness=Willingness.WILLING, address="样板村二组"
    )
    return first, replace(second, **changes)


def case_draft(committee_id: str, **changes: object) -> CaseDraft:
    """Return a plain neighbour dispute."""
    draft = CaseDraft(
        committee_id=committee_id,
        type="neighbour",
        source="application",
        facts="排水沟改道，雨水流入邻家院内。",
        registered_on=DAY,
        parties=parties(),
        place="样板村一组田头",
    )
    return replace(draft, **changes)


def registered(desk: Desk, committee_id: str, **changes: object) -> CaseDetail:
    """Register a case and return it."""
    return desk.cases.show(desk.cases.register(case_draft(committee_id, **changes)).id)


def accepted(desk: Desk, committee_id: str, **changes: object) -> CaseDetail:
    """Register and accept a case; return it."""
    case = registered(desk, committee_id, **changes)
    answers = tuple(
        AnswerDraft(question.code, "已告知双方") for question in desk.acceptance.questions(case.id)
    )
    desk.acceptance.accept(case.id, AcceptDraft(accepted_on=DAY, answers=answers))
    return desk.cases.show(case.id)


def mediating(desk: Desk, committee_id: str, **changes: object) -> CaseDetail:
    """Register, accept and assign a case; return it."""
    case = accepted(desk, committee_id, **changes)
    lead = desk.office.mediators(committee_id=committee_id)[0].id
    desk.assignments.assign(case.id, AssignDraft(lead_id=lead, from_on=DAY))
    return desk.cases.show(case.id)


def session_draft(case: CaseDetail, **changes: object) -> SessionDraft:
    """Return an evening session with everybody present."""
    draft = SessionDraft(
        held_at=local(date(2025, 3, 6), 19, 30),
        place="样板村村委会",
        record="双方陈述，调解员查看现场。",
        present_ids=tuple(party.id for party in case.parties),
    )
    return replace(draft, **changes)


def agreement_draft(case: CaseDetail, **changes: object) -> AgreementDraft:
    """Return a written agreement: one payment, one act, nobody has signed yet."""
    first, second = case.parties[0].id, case.parties[1].id
    clauses = (
        ClauseDraft(
            content="邻样西赔偿邻样东修墙费用。",
            kind=ClauseKind.PAYMENT,
            debtor_id=second,
            creditor_id=first,
            amount_fen=150_000,
            due_on=date(2025, 3, 20),
            manner="现金",
        ),
        ClauseDraft(
            content="邻样西把出水口改向公用水沟。",
            debtor_id=second,
            due_on=date(2025, 3, 31),
        ),
    )
    draft = AgreementDraft(
        form=Form.WRITTEN,
        reached_on=date(2025, 3, 10),
        facts="出水口对着邻家院墙，墙体受潮。",
        clauses=clauses,
        performance_manner="现金支付，自行施工",
        performance_deadline="2025年3月31日前",
    )
    return replace(draft, **changes)


def signatures(case: CaseDetail, day: date = date(2025, 3, 10)) -> tuple[SignatureDraft, ...]:
    """Return everybody's signatures and the seal."""
    given = [SignatureDraft(Signer.PARTY, day, party.id) for party in case.parties]
    given += [SignatureDraft(Signer.MEDIATOR, day, part.mediator_id) for part in case.assignments]
    return (*given, SignatureDraft(Signer.SEAL, day))


def in_effect(desk: Desk, committee_id: str, **changes: object) -> CaseDetail:
    """Return a case whose written agreement is signed by all and in effect."""
    case = mediating(desk, committee_id, **changes)
    desk.agreements.conclude(case.id, agreement_draft(case, signatures=signatures(case)))
    return desk.cases.show(case.id)


def visit_draft(**changes: object) -> VisitDraft:
    """Return a visit that found everything performed."""
    draft = VisitDraft(
        visited_on=date(2025, 4, 2),
        method="call",
        reached="邻样东",
        performance="full",
        opinion="fair",
        litigated="no",
        hidden="no",
        measures="看过水沟，水流通畅。",
        visited_by="调样甲",
    )
    return replace(draft, **changes)


class FakeDrives(Drives):
    """Drives as a test sets them: kinds and free bytes by folder, volumes by name."""

    def __init__(self) -> None:
        self.kinds: dict[Path, Drive] = {}
        self.room: dict[Path, int] = {}
        self.plugged: list[Volume] = []

    def drive_of(self, folder: Path) -> Drive:
        """Return the kind set for the nearest folder above, a fixed disk otherwise."""
        for above in (folder, *folder.parents):
            if above in self.kinds:
                return self.kinds[above]
        return Drive(DriveKind.FIXED)

    def free(self, folder: Path) -> int:
        """Return the room set for the nearest folder above, plenty otherwise."""
        for above in (folder, *folder.parents):
            if above in self.room:
                return self.room[above]
        return 10**12

    def volumes(self) -> tuple[Volume, ...]:
        """Return the volumes that are plugged in."""
        return tuple(self.plugged)


def closed_case(desk: Desk, committee_id: str) -> CaseDetail:
    """Register, mediate, agree orally and close a case; return it."""
    case = mediating(desk, committee_id)
    desk.sessions.record(case.id, session_draft(case))
    draft = agreement_draft(case, form=Form.ORAL, performed_on_spot=True)
    desk.agreements.conclude(case.id, draft)
    desk.cases.close(case.id, date(2025, 4, 1))
    return desk.cases.show(case.id)


def photo(shade: int = 1) -> bytes:
    """Return a small photograph as a camera gives it; another `shade` is another photograph."""
    kept = BytesIO()
    Image.linear_gradient("L").point(lambda dot: dot * shade % 256).save(kept, "JPEG")
    return kept.getvalue()


def scan(words: str = "Scanned sheet", pages: int = 1) -> bytes:
    """Return a PDF of A4 pages as a scanner writes it."""
    kept = BytesIO()
    sheets = Canvas(kept, pagesize=(595, 842), invariant=1)
    for number in range(1, pages + 1):
        sheets.drawString(99, 700, f"{words} {number}")
        sheets.showPage()
    sheets.save()
    return kept.getvalue()


def everything() -> Filters:
    """Return filters that leave every case."""
    return Filters()


def letter_draft(committee_id: str, **changes: object) -> LetterDraft:
    """Return a letter of a court that came in twenty days ago and is due in ten."""
    draft = LetterDraft(
        committee_id=committee_id,
        direction=Direction.IN,
        kind=LetterKind.DELEGATED,
        body="court",
        dated_on=LAST_DAY - timedelta(days=20),
        due_on=LAST_DAY + timedelta(days=10),
        subject="样某与例某欠款一事",
        their_number="（2025）示0823诉前调12号",
    )
    return replace(draft, **changes)


def line_draft(committee_id: str, **changes: object) -> LineDraft:
    """Return what a neighbour came with today."""
    draft = LineDraft(
        committee_id=committee_id,
        kind=LineKind.VISIT,
        day=LAST_DAY,
        content="空调外机热风对着她家窗户",
        name="示样梅",
        phone="13812345678",
        place="样板村一组",
    )
    return replace(draft, **changes)
