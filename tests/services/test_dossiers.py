"""The dossier of a case: what must be there by how it ended, bound, numbered, handed over."""

import hashlib
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from mediation_desk import app
from mediation_desk.app import Desk
from mediation_desk.domain.codes import Form
from mediation_desk.domain.dossier import NumberPlace
from mediation_desk.domain.linkage import Direction, LetterKind
from mediation_desk.errors import Conflict, NotFound, RuleViolation
from mediation_desk.paths import find
from mediation_desk.services.dossier_plan import NOT_PAGED
from mediation_desk.services.dossier_rows import BoundDossier, DossierDraft, PartKind
from mediation_desk.services.drafts import ConfirmationDraft, TerminationDraft
from mediation_desk.services.evidence_rows import EvidenceDraft, Incoming
from mediation_desk.services.filters import Filters
from mediation_desk.services.rows import CaseDetail
from mediation_desk.services.signed_sheets import STALE
from tests.factories import (
    agreement_draft,
    closed_case,
    letter_draft,
    mediating,
    photo,
    registered,
    scan,
    session_draft,
    set_up,
    signatures,
)


def agreed(desk: Desk, **changes: object) -> CaseDetail:
    """Return a case with a signed written agreement."""
    case = mediating(desk, set_up(desk))
    desk.sessions.record(case.id, session_draft(case, result="agreed"))
    draft = agreement_draft(case, signatures=signatures(case))
    desk.agreements.conclude(case.id, replace(draft, **changes))
    return desk.cases.show(case.id)


def attach(desk: Desk, case: CaseDetail, slot: str, data: bytes = b"", **draft: object) -> str:
    name = str(draft.pop("name", f"{slot}.pdf"))
    files = [Incoming(name, data=data or scan(slot))]
    desk.evidence.add(case.id, files, EvidenceDraft(slot=slot, **draft))
    return next(row.id for row in desk.evidence.rows(case.id) if row.slot == slot)


def items(desk: Desk, case: CaseDetail) -> dict[str, list[PartKind]]:
    plan = desk.dossiers.plan(case.id)
    return {item.code: [part.made_of for part in item.parts] for item in plan.items}


def numbers(made: BoundDossier) -> dict[str, str]:
    """Return for every bookmark the numbers stamped on its pages, first and last."""
    reader = PdfReader(BytesIO(made.data))
    starts = [(one.title, reader.get_destination_page_number(one)) for one in reader.outline]
    ends = [start for _, start in starts[1:]] + [len(reader.pages)]
    found = {}
    for (title, start), end in zip(starts, ends, strict=True):
        lines = [page.extract_text().strip().splitlines() for page in reader.pages[start:end]]
        stamped = [line[-1] for line in lines if line and line[-1].isdigit()]
        if stamped:
            ends_at = f"{stamped[0]}–{stamped[-1]}"
            found[title] = stamped[0] if len(stamped) == 1 else ends_at
    return found


def test_a_written_agreement_wants_notice_identity_record_and_agreement(desk: Desk) -> None:
    case = agreed(desk)
    plan = desk.dossiers.plan(case.id)
    must = {item.code for item in plan.items if item.must}
    assert must == {"application", "notice", "identity", "record", "agreement"}
    assert plan.missing == ("当事人身份证明",)
    missing = next(item for item in plan.items if item.code == "identity")
    assert missing.missing == "请在“证据”里添加，归入“当事人身份证明”。"
    attach(desk, case, "identity")
    assert desk.dossiers.plan(case.id).missing == ()


def test_an_oral_agreement_needs_its_form_alone(desk: Desk) -> None:
    case = agreed(desk, form=Form.ORAL, signatures=())
    plan = desk.dossiers.plan(case.id)
    assert [item.code for item in plan.items if item.must] == ["oral_agreement"]
    assert plan.kind_label == "口头协议"
    assert plan.missing == ()


def test_a_failed_mediation_has_the_notice_of_its_end_in_place_of_an_agreement(
    desk: Desk,
) -> None:
    case = mediating(desk, set_up(desk))
    desk.sessions.record(case.id, session_draft(case))
    draft = TerminationDraft(date(2025, 3, 20), "divergence", ("可以起诉。",))
    desk.outcomes.terminate(case.id, draft)
    must = [item.code for item in desk.dossiers.plan(case.id).items if item.must]
    assert must == ["application", "notice", "identity", "record", "termination"]


def test_the_signed_sheet_takes_the_place_of_the_paper_it_was_printed_from(desk: Desk) -> None:
    case = agreed(desk)
    assert items(desk, case)["agreement"] == [PartKind.DRAWN]
    paper = desk.papers.issue(case.id, "agreement").id
    assert items(desk, case)["agreement"] == [PartKind.ISSUED]
    attach(desk, case, "agreement", scan("Signed"), paper_id=paper)
    assert items(desk, case)["agreement"] == [PartKind.SCAN]
    made = desk.dossiers.build(case.id)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(made.data)).pages)
    assert "Signed 1" in text
    assert "人民调解协议书" in text  # in the catalogue alone
    assert text.count("自愿达成如下协议") == 0


def test_a_text_changed_after_signing_marks_the_scan(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    desk.sessions.record(case.id, session_draft(case))
    paper = desk.papers.issue(case.id, "record").id
    attach(desk, case, "record", paper_id=paper)
    (part,) = next(one for one in desk.dossiers.plan(case.id).items if one.code == "record").parts
    assert (part.label, part.trouble) == ("人民调解记录（第1次）（已签名）", "")
    assert desk.dossiers.signed(case.id) == {paper: False}
    assert "scan_stale" not in {one.code for one in desk.self_check.check(case.id).findings}
    session = desk.cases.show(case.id).sessions[0]
    desk.sessions.correct(case.id, session.id, session_draft(case, record="后来改写的经过。"))
    (part,) = next(one for one in desk.dossiers.plan(case.id).items if one.code == "record").parts
    assert part.trouble == STALE
    assert desk.dossiers.signed(case.id) == {paper: True}
    found = {one.code: one.sentence for one in desk.self_check.check(case.id).findings}
    assert "“record”与现文本不一致" in found["scan_stale"]
    assert desk.papers.content(paper) != desk.papers.draw(case.id, "record", session=1)


def test_empty_forms_and_recordings_are_not_bound_and_what_is_left_out_is_said(
    desk: Desk,
) -> None:
    case = agreed(desk)
    attach(desk, case, "evidence", b"x" * 99, name="现场录像.mp4")
    plan = desk.dossiers.plan(case.id)
    codes = [item.code for item in plan.items]
    assert not {"performance", "delivery", "follow_up", "investigation", "authority"} & set(codes)
    video = next(item for item in plan.items if item.code == "evidence").parts[-1]
    assert (video.label, video.trouble) == ("现场录像", NOT_PAGED)
    assert desk.dossiers.build(case.id).pages > 5


def test_catalogue_bookmarks_and_stamps_say_the_same_pages(desk: Desk) -> None:
    case = agreed(desk)
    attach(desk, case, "identity", photo())
    attach(desk, case, "evidence", scan(pages=3), name="勘验图.pdf", proves="高差")
    told: list[tuple[int, int]] = []
    made = desk.dossiers.build(case.id, progress=lambda done, total: told.append((done, total)))
    assert {entry.label: entry.pages for entry in made.entries} == numbers(made)
    assert told[-1][0] == told[-1][1] > 0
    catalogue = PdfReader(BytesIO(made.data)).pages[1].extract_text()
    for number, entry in enumerate(made.entries, start=1):
        line = rf"{number}\s*{re.escape(entry.label)}\s*{entry.pages}\s*{entry.note}"
        assert re.search(line, catalogue), entry
    last = PdfReader(BytesIO(made.data)).pages[-1].extract_text()
    assert f"{made.numbered}页" in last


def test_what_is_typed_for_the_covers_stands_on_them(desk: Desk) -> None:
    case = agreed(desk)
    draft = DossierDraft("卷样甲", date(2025, 6, 30), "卷样乙", note="原件均已退还当事人。")
    desk.dossiers.save(case.id, draft, revision=0)
    known = desk.dossiers.details(case.id)
    assert known.draft == draft
    assert known.retention_label == "长期"
    with pytest.raises(Conflict):
        desk.dossiers.save(case.id, replace(draft, note="另写"), revision=known.revision - 1)
    pages = [
        page.extract_text() for page in PdfReader(BytesIO(desk.dossiers.build(case.id).data)).pages
    ]
    assert "卷样甲" in pages[0]
    assert "2025年6月30日" in pages[0]
    assert "长期" in pages[0]
    assert "原件均已退还当事人。" in pages[-2]
    assert "卷样乙" in pages[-1]


def test_reordering_renumbers(desk: Desk) -> None:
    case = agreed(desk)
    first = attach(desk, case, "evidence", scan("First", pages=3), name="一.pdf")
    desk.evidence.add(case.id, [Incoming("三.pdf", data=scan("Deed"))], EvidenceDraft("property"))
    desk.evidence.add(case.id, [Incoming("二.pdf", data=scan("Second"))], EvidenceDraft())
    second = next(row.id for row in desk.evidence.rows(case.id) if row.name == "二")
    desk.evidence.reorder(case.id, [second, first])
    made = desk.dossiers.build(case.id)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(made.data)).pages)
    assert text.index("Second 1") < text.index("First 1")
    assert {entry.label: entry.pages for entry in made.entries} == numbers(made)


def test_a_case_without_a_number_has_no_dossier_yet(desk: Desk) -> None:
    case = registered(desk, set_up(desk))
    assert desk.dossiers.plan(case.id).items
    with pytest.raises(RuleViolation, match="还没有编号"):
        desk.dossiers.build(case.id)


def test_the_office_chooses_where_numbers_stand(desk: Desk) -> None:
    case = agreed(desk)
    top = desk.dossiers.build(case.id).data
    desk.settings.set("number_place", NumberPlace.BOTTOM.value)
    assert desk.dossiers.build(case.id).data != top


def test_a_printed_dossier_is_told_to_who_asks_who_saw_the_case(desk: Desk) -> None:
    case = agreed(desk)
    made = desk.dossiers.build(case.id)
    desk.dossiers.note_printed(case.id, made)
    assert desk.cases.viewers(case.id)[0].what == (
        f"装订卷宗（{case.number}卷宗 {made.pages}页 校验码{made.sha256[:8]}）"
    )


def test_the_package_proves_itself_and_holds_every_file_as_it_came(desk: Desk) -> None:
    case = agreed(desk)
    video = b"not a real video" * 9
    attach(desk, case, "evidence", video, name="现场录像.mp4")
    draft = DossierDraft("卷样甲", date(2025, 6, 30), "卷样乙", date(2025, 7, 1))
    desk.dossiers.save(case.id, draft, revision=0)
    made = desk.dossiers.build(case.id)
    package = desk.dossiers.hand_over(case.id, made, "移交档案室")
    assert package == desk.dossiers.hand_over(case.id, made, "移交档案室")
    assert desk.cases.viewers(case.id)[0].what.startswith("导出文件")
    with zipfile.ZipFile(BytesIO(package)) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    assert inside["材料/01-现场录像.mp4"] == video
    assert inside["卷宗.pdf"] == made.data
    sums = dict(line.split("  ")[::-1] for line in inside["校验.sha256"].decode().splitlines())
    assert sums == {
        name: hashlib.sha256(data).hexdigest()
        for name, data in inside.items()
        if name != "校验.sha256"
    }
    facts = json.loads(inside["说明.json"])
    assert (facts["卷号"], facts["页数"]) == (case.number, made.numbered)
    assert facts["缺少的必备材料"] == ["当事人身份证明"]
    assert (facts["立卷人"], facts["检查日期"]) == ("卷样甲", "2025-07-01")
    assert facts["要核对的"] == [f"现场录像：{NOT_PAGED}"]
    assert facts["没有收入的文件"] == []
    (file,) = (desk.paths.data / "attachments").iterdir()
    file.unlink()
    with zipfile.ZipFile(BytesIO(desk.dossiers.hand_over(case.id, made, "移交"))) as archive:
        facts = json.loads(archive.read("说明.json"))
    assert facts["没有收入的文件"] == ["现场录像：文件不见了"]


def test_the_court_gets_application_agreement_proof_and_identity_in_one_file(desk: Desk) -> None:
    case = agreed(desk)
    found = desk.court.checklist(case.id)
    assert found.missing == ("当事人身份证明",)
    assert (found.safe_on, found.days_left) == (
        case.agreement.confirmation_safe_on,
        (case.agreement.confirmation_safe_on - desk.clock.today()).days,
    )
    attach(desk, case, "identity")
    made = desk.court.build(case.id)
    assert {entry.label: entry.pages for entry in made.entries} == numbers(made)
    assert [entry.label for entry in made.entries] == [
        "司法确认申请书",
        "人民调解协议书",
        "调解组织主持调解证明",
        "当事人身份证明",
    ]
    assert not made.is_whole
    assert "司法确认申请材料清单" in PdfReader(BytesIO(made.data)).pages[0].extract_text()


def test_the_court_gets_the_notice_and_the_proofs_of_property_there_are(desk: Desk) -> None:
    case = agreed(desk)
    desk.papers.issue(case.id, "notice")
    attach(desk, case, "property", scan("Deed"), name="不动产权证书.pdf")
    items = {item.code: item for item in desk.court.checklist(case.id).items}
    assert [part.label for part in items["property"].parts] == ["不动产权证书"]
    before = ["confirmation_application", "agreement", "organiser_proof"]
    assert list(items) == [*before, "notice", "identity", "property"]
    text = "".join(
        page.extract_text() for page in PdfReader(BytesIO(desk.court.build(case.id).data)).pages
    )
    assert "Deed 1" in text
    assert desk.court.checklist(case.id).filed_on is None
    draft = ConfirmationDraft("示例县人民法院", date(2025, 4, 2))
    desk.outcomes.record_confirmation(case.id, draft)
    assert desk.court.checklist(case.id).filed_on == date(2025, 4, 2)


def test_letters_are_in_the_dossier_also_when_nobody_scanned_or_printed_them(desk: Desk) -> None:
    case = agreed(desk)
    assert not {"linkage", "feedback"} & set(items(desk, case))
    out = letter_draft(case.committee_id, case_id=case.id, direction=Direction.OUT)
    desk.letters.save(replace(out, kind=LetterKind.TRANSFERRED, own_number="移1", due_on=None))
    desk.letters.save(replace(out, kind=LetterKind.FEEDBACK, own_number="馈1", due_on=None))
    assert items(desk, case)["linkage"] == items(desk, case)["feedback"] == [PartKind.DRAWN]
    assert {"委托、移送材料", "调解情况反馈函"} <= set(numbers(desk.dossiers.build(case.id)))
    desk.papers.issue(case.id, "transfer")
    assert items(desk, case)["linkage"] == [PartKind.ISSUED]


def test_nothing_goes_to_the_court_before_the_agreement_took_effect(desk: Desk) -> None:
    case = agreed(desk, signatures=())
    with pytest.raises(RuleViolation, match="还没有生效"):
        desk.court.build(case.id)


def test_oral_cases_of_a_month_are_one_dossier_a_line_each(desk: Desk) -> None:
    first = agreed(desk, form=Form.ORAL, signatures=())
    committee = first.committee_id
    second = closed_case(desk, committee)
    month = (committee, date(2025, 3, 1), date(2025, 3, 31))
    made = desk.oral_bundles.build(*month)
    assert [entry.label.split()[0] for entry in made.entries] == [
        first.number,
        second.number,
        "卷宗情况说明",
    ]
    stamped = numbers(made)
    assert {entry.label: entry.pages for entry in made.entries} == stamped
    cover = PdfReader(BytesIO(made.data)).pages[0].extract_text()
    assert "口头协议案件合订卷（2件）" in cover
    with pytest.raises(NotFound, match="没有达成口头协议的案件"):
        desk.oral_bundles.build(committee, date(2025, 5, 1), date(2025, 5, 31))


def test_the_dossiers_of_the_eight_demo_cases_are_complete(tmp_path: Path) -> None:
    paths = find(tmp_path / "demo")
    app.make_demo(paths)
    desk = app.build(paths)
    cases = desk.listing.cases(Filters(), limit=50)
    assert len(cases) == 8
    for case in cases:
        made = desk.dossiers.build(case.id)
        assert made.missing == (), case.number
        assert {entry.label: entry.pages for entry in made.entries} == numbers(made), case.number
    desk.close()
