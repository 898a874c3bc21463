"""Evidence of a case: kept as it came, described, found broken, and never lost with the store."""

import random
import shutil
import struct
import zlib
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from mediation_desk import app
from mediation_desk.app import Desk
from mediation_desk.clock import FixedClock
from mediation_desk.domain.passwords import Credentials
from mediation_desk.errors import AppError, InvalidInput, NotFound, RuleViolation, StorageProblem
from mediation_desk.paths import Paths
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.evidence_intake import LONGEST, shown_name
from mediation_desk.services.evidence_rows import EvidenceDraft, EvidenceRow, Incoming
from tests.conftest import NOON
from tests.factories import DAY, closed_case, photo, registered, scan, set_up

NAME = st.text(st.characters(codec="utf-8"), max_size=300) | st.sampled_from(
    ["../../x", "/etc/passwd", "C:\\x\\CON", "a:b", "x. ", "‮gpj.exe", "NUL.txt", "👍.png", ""]
)


def one(desk: Desk, case_id: str, data: bytes = b"", **draft: object) -> EvidenceRow:
    """Add a file to a case and return its row."""
    before = {row.id for row in desk.evidence.rows(case_id)}
    name = str(draft.pop("file", "现场照片.jpg"))
    files = [Incoming(name, data=data or photo())]
    desk.evidence.add(case_id, files, EvidenceDraft(**draft))
    return next(row for row in desk.evidence.rows(case_id) if row.id not in before)


@pytest.fixture
def case(desk: Desk) -> str:
    return registered(desk, set_up(desk)).id


def test_a_photo_is_kept_to_the_byte_and_shown_as_a_page(desk: Desk, case: str) -> None:
    data = photo()
    row = one(desk, case, data, source="邻样东", proves="积水", collected_on=DAY)
    assert (row.name, row.media, row.pages, row.slot_label) == (
        "现场照片", "jpeg", 1, "人民调解证据材料",
    )  # fmt: skip
    assert (row.source, row.proves, row.collected_on, row.is_copy) == ("邻样东", "积水", DAY, True)
    assert desk.evidence.content(row.id) == data
    assert desk.evidence.pages(row.id).startswith(b"%PDF")
    assert desk.cases.history(case)[0].action == "添加材料"


def test_the_place_where_a_photo_was_taken_is_not_carried_into_papers(
    desk: Desk, case: str
) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x013B] = "Owner Example"
    kept = BytesIO()
    Image.new("RGB", (60, 40), "white").save(kept, "JPEG", exif=exif)
    row = one(desk, case, kept.getvalue())
    assert b"Owner Example" in desk.evidence.content(row.id)
    pages = desk.evidence.pages(row.id)
    assert b"Exif" not in pages
    assert b"Owner Example" not in pages


def test_the_same_file_is_not_kept_twice_and_another_case_s_is_named(desk: Desk, case: str) -> None:
    data = photo()
    one(desk, case, data)
    with pytest.raises(InvalidInput, match="已有同样的材料"):
        one(desk, case, data, file="又一张.jpg")
    both = [Incoming("旧.jpg", data=data), Incoming("新.jpg", data=photo(2))]
    message = desk.evidence.add(case, both, EvidenceDraft()).message
    assert "已添加 1 份" in message
    assert "“旧”与已有的材料相同" in message
    other = registered(desk, desk.office.committees()[0].id).id
    assert one(desk, other, data).also_in == ("（未编号）",)
    assert len(list((desk.paths.data / "attachments").iterdir())) == 3


@pytest.mark.parametrize(
    ("data", "media", "sentence"),
    [
        (scan(pages=3)[:-400], "pdf", ""),
        (b"%PDF-1.7 nothing of a PDF", "pdf", "这份 PDF 已损坏"),
        (photo()[: len(photo()) // 2], "jpeg", "这张图片已损坏或不完整"),
        (b"MZ\x90\x00 a program", "jpg", ""),
        (b"<svg onload='x'/>", "jpg", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_kept_and_said(
    desk: Desk, case: str, data: bytes, media: str, sentence: str
) -> None:
    message = desk.evidence.add(case, [Incoming("材料.jpg", data=data)], EvidenceDraft()).message
    row = desk.evidence.rows(case)[0]
    assert desk.evidence.content(row.id) == data
    assert row.media in (media, "")
    assert sentence in message
    if not row.paged:
        with pytest.raises(AppError, match="已保存原件"):
            desk.evidence.pages(row.id)


def test_a_picture_of_too_many_points_is_kept_without_a_preview(desk: Desk, case: str) -> None:
    small = BytesIO()
    Image.new("1", (8, 8)).save(small, "PNG")
    head = small.getvalue()
    size = struct.pack(">II", 30_000, 30_000) + head[24:29]
    bomb = head[:16] + size + struct.pack(">I", zlib.crc32(b"IHDR" + size)) + head[33:]
    message = desk.evidence.add(case, [Incoming("x.png", data=bomb)], EvidenceDraft())
    assert "图片过大，已保存原件" in message.message
    assert not desk.evidence.rows(case)[0].paged


@settings(max_examples=300, deadline=None)
@given(name=NAME)
def test_no_name_leads_anywhere_or_is_too_long(name: str) -> None:
    stem, ending = shown_name(name)
    assert stem
    assert len(stem) <= LONGEST
    assert not set(stem) & set('\\/:*?"<>|')
    assert stem == stem.strip(" .")
    assert not ending or (ending.isascii() and ending.isalnum())


def test_a_program_is_kept_but_never_handed_to_the_system(desk: Desk, case: str) -> None:
    row = one(desk, case, b"MZ\x90\x00", file="‮gpj.看看.exe")
    assert row.file_name == "gpj.看看.exe"
    assert not row.openable


def test_material_is_described_ordered_moved_away_and_put_back(desk: Desk, case: str) -> None:
    first, second = one(desk, case, photo(1)), one(desk, case, photo(2), file="收据.jpg")
    draft = EvidenceDraft(slot="performance", name="收条", is_copy=False, pages=2)
    desk.evidence.correct(second.id, draft, revision=second.revision)
    desk.evidence.correct(first.id, replace(draft, name="汇款单", pages=0), revision=first.revision)
    desk.evidence.reorder(case, [second.id, first.id])
    assert [row.name for row in desk.evidence.rows(case)] == ["收条", "汇款单"]
    assert [row.pages for row in desk.evidence.rows(case)] == [2, 1]
    desk.evidence.remove(second.id)
    assert [row.name for row in desk.evidence.rows(case)] == ["汇款单"]
    assert [row.name for row in desk.evidence.rows(case, removed=True)] == ["收条"]
    desk.evidence.restore(second.id)
    assert len(desk.evidence.rows(case)) == 2


def test_what_is_said_of_material_is_checked(desk: Desk, case: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        one(desk, case, slot="nowhere", pages=-1, collected_on=date(2030, 1, 1))
    assert set(wrong.value.fields) == {"slot", "pages", "collected_on"}
    with pytest.raises(InvalidInput, match="是空的"):
        desk.evidence.add(case, [Incoming("空.txt")], EvidenceDraft())
    with pytest.raises(NotFound):
        one(desk, case, paper_id="00000000-0000-7000-8000-000000000000")
    assert not (desk.paths.data / "attachments").exists() or not list(
        (desk.paths.data / "attachments").iterdir()
    )


def test_material_of_a_closed_case_stays_and_can_be_added_to(desk: Desk) -> None:
    case = closed_case(desk, set_up(desk))
    row = one(desk, case.id)
    with pytest.raises(RuleViolation, match="已结案归档"):
        desk.evidence.remove(row.id)


def test_an_addition_undone_and_brought_back_has_its_file_even_after_a_restart(
    desk: Desk, case: str
) -> None:
    row = one(desk, case, b"words", file="说明.txt")
    step = desk.cases.history(case)[0]
    undone = desk.undo.undo(step.write_id)
    assert desk.evidence.rows(case) == ()
    desk.close()
    again = app.build(desk.paths, FixedClock(NOON), actor="测试员")
    again.undo.undo(again.cases.history(case)[0].write_id)
    assert again.evidence.content(row.id) == b"words"
    assert undone
    again.close()


def test_a_broken_file_is_named_and_found_again_in_a_backup(desk: Desk, case: str) -> None:
    row, gone = one(desk, case, photo(1)), one(desk, case, photo(2), file="合同.jpg")
    folder = desk.paths.data / "attachments"
    assert desk.evidence.verify() == ()
    desk.backups.run()
    files = {file.stat().st_size: file for file in folder.iterdir()}
    assert len(files) == 2
    for file in files.values():
        file.write_bytes(bytes(file.stat().st_size))
    assert {broken.name for broken in desk.evidence.verify()} == {"现场照片", "合同"}
    with pytest.raises(StorageProblem, match="“合同”的文件被改动或已损坏"):
        desk.evidence.content(gone.id)
    assert "2 份" in desk.evidence.mend().message
    assert desk.evidence.content(row.id) == photo(1)
    assert desk.evidence.verify() == ()


def test_a_backup_says_what_it_could_not_save(desk: Desk, case: str) -> None:
    one(desk, case)
    shutil.rmtree(desk.paths.data / "attachments")
    (problem,) = desk.backups.run().problems
    assert "（未编号）有材料的文件缺失或损坏" in problem


def test_files_come_back_with_the_backup_to_another_computer(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    row = one(desk, case)
    made = desk.backups.run().rows[0]
    desk.close()
    for left in desk.paths.data.iterdir():
        if left != desk.paths.backups:
            shutil.rmtree(left) if left.is_dir() else left.unlink()
    service = app.recovery(desk.paths, FixedClock(NOON))
    assert service.restore(made.id).lost_files == 0
    again = app.build(desk.paths, FixedClock(NOON), actor="测试员")
    assert again.evidence.content(row.id) == photo()
    again.close()


def test_files_of_backups_thinned_out_go_and_those_still_needed_stay(
    desk: Desk, case: str, clock: FixedClock
) -> None:
    kept = one(desk, case, b"kept", file="x.txt")
    desk.backups.run()
    (folder,) = desk.paths.backups.glob("mdesk-*-files")
    stray = folder / ("0" * 64)
    stray.write_bytes(b"of a backup that was thinned out")
    desk.backups.run()
    assert [file.name for file in folder.iterdir()] == [_file_of(desk, kept.id)]
    assert not stray.exists()


def test_what_was_never_saved_is_swept_when_the_store_is_opened(desk: Desk, case: str) -> None:
    row = one(desk, case)
    folder = desk.paths.data / "attachments"
    (folder / ("a" * 64)).write_bytes(b"killed before the row was saved")
    (folder / ".writing-xyz").write_bytes(b"killed while writing")
    desk.close()
    again = app.build(desk.paths, FixedClock(NOON), actor="测试员")
    assert [file.name for file in folder.iterdir()] == [_file_of(again, row.id)]
    again.close()


def test_another_data_key_leaves_every_file_readable(
    desk: Desk, case: str, quick_passwords: None
) -> None:
    row = one(desk, case, b"words", file="x.txt")
    desk.accounts.first(AccountDraft("wangyang", "王样"), "Lantern-47-hill")
    desk.accounts.change_data_key()
    assert desk.evidence.content(row.id) == b"words"
    desk.close()
    wang = Credentials("wangyang", "Lantern-47-hill")
    again = app.build(desk.paths, FixedClock(NOON), actor=wang)
    assert again.evidence.content(row.id) == b"words"
    again.close()


def test_who_may_not_see_numbers_does_not_see_identity_papers(
    desk: Desk, case: str, quick_passwords: None
) -> None:
    row = one(desk, case, slot="identity")
    desk.accounts.first(AccountDraft("wangyang", "王样"), "Lantern-47-hill")
    session = desk._context.session
    with desk._context.db.write() as connection:
        from mediation_desk.storage.tables.accounts import account

        connection.execute(account.update().values(roles=["leader"]))
    assert session.me is not None
    assert desk.evidence.rows(case)[0].id == row.id
    with pytest.raises(RuleViolation, match="没有权限"):
        desk.evidence.content(row.id)


def _file_of(desk: Desk, evidence_id: str) -> str:
    from mediation_desk.storage.tables.evidence import evidence

    with desk._context.db.read() as connection:
        query = evidence.select().where(evidence.c.id == evidence_id)
        return str(connection.execute(query).mappings().one()["file"])


def test_destroying_a_case_leaves_no_key_and_no_file(desk: Desk, paths: Paths) -> None:
    from mediation_desk.storage.redaction import destroy_case
    from mediation_desk.storage.tables.cases import dispute

    case = closed_case(desk, set_up(desk))
    row = one(desk, case.id, random.Random(1).randbytes(99), file="x.txt")
    assert row.size == 99
    with desk._context.write("destroy_cases") as writer:
        writer.about(dispute, case.id)
        destroy_case(writer, case.id, {"destroyed_on": desk.clock.today()})
    desk.close()
    app.build(paths, FixedClock(NOON), actor="测试员").close()
    assert list((paths.data / "attachments").iterdir()) == []
