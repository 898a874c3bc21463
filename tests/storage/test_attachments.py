"""Attachments: whole or not there, and every altered, moved or missing byte is noticed."""

from io import BytesIO
from pathlib import Path

import pytest

from mediation_desk.errors import StorageProblem
from mediation_desk.storage import attachments
from mediation_desk.storage.attachments import CHUNK, MAGIC, BrokenAttachment, Trouble

SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK)


@pytest.mark.parametrize("size", SIZES)
def test_a_file_comes_back_as_it_was(tmp_path: Path, size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    one = attachments.put(tmp_path, BytesIO(data[:size]))
    assert attachments.content(tmp_path, one) == data[:size]
    assert (one.size, (tmp_path / one.file).stat().st_size) == (size, one.size_on_disk)
    assert attachments.proved(tmp_path, one.file)
    assert [file.name for file in tmp_path.iterdir()] == [one.file]


def test_nothing_of_it_can_be_read_on_disk_and_the_same_file_never_looks_the_same(
    tmp_path: Path,
) -> None:
    words = "邻样东的身份证".encode() * 99
    first, second = (attachments.put(tmp_path, BytesIO(words)) for _ in range(2))
    assert first.file != second.file
    assert first.sha256 == second.sha256
    assert b"".join(file.read_bytes() for file in tmp_path.iterdir()).find(words[:12]) == -1


@pytest.mark.parametrize("place", [0, len(MAGIC), len(MAGIC) + CHUNK // 2, -1])
def test_one_altered_bit_is_noticed(tmp_path: Path, place: int) -> None:
    one = attachments.put(tmp_path, BytesIO(b"x" * (CHUNK + 5)))
    file = tmp_path / one.file
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)
    assert not attachments.proved(tmp_path, one.file)
    with pytest.raises(BrokenAttachment, match="被改动或已损坏"):
        attachments.content(tmp_path, one)


def test_a_file_cut_between_two_chunks_or_with_chunks_exchanged_is_noticed(tmp_path: Path) -> None:
    one = attachments.put(tmp_path, BytesIO(b"a" * CHUNK + b"b" * CHUNK))
    file = tmp_path / one.file
    whole, step = file.read_bytes(), CHUNK + 16
    first, second = whole[len(MAGIC) :][:step], whole[len(MAGIC) + step :]
    file.write_bytes(MAGIC + second + first)
    with pytest.raises(BrokenAttachment):
        attachments.content(tmp_path, one)
    file.write_bytes(MAGIC + first)
    assert attachments.standing(tmp_path, one) is Trouble.SHORT
    file.unlink()
    with pytest.raises(BrokenAttachment, match="不见了"):
        attachments.content(tmp_path, one)


def test_what_cannot_be_read_to_its_end_leaves_nothing_behind(tmp_path: Path) -> None:
    class Pulled(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "stick pulled")

    with pytest.raises(StorageProblem, match="附件没有保存"):
        attachments.put(tmp_path, Pulled())
    assert list(tmp_path.iterdir()) == []


def test_only_whole_files_are_brought_and_only_those_that_are_lacking(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    good, bad = (attachments.put(here, BytesIO(data)) for data in (b"good", b"bad"))
    (here / bad.file).write_bytes(b"rotten")
    wanted = {good.file, bad.file, "0" * 64}
    assert set(attachments.bring(wanted, here, there)) == {bad.file, "0" * 64}
    assert attachments.content(there, good) == b"good"
    (there / good.file).write_bytes(bytes(good.size_on_disk))
    assert attachments.bring({good.file}, here, there) == ()
    assert attachments.bring({good.file}, here, there, prove=True) == ()
    assert attachments.content(there, good) == b"good"


def test_others_files_in_the_folder_are_never_swept(tmp_path: Path) -> None:
    one, other = (attachments.put(tmp_path, BytesIO(data)) for data in (b"1", b"2"))
    (tmp_path / "照片.jpg").write_bytes(b"mine")
    attachments.sweep(tmp_path, {one.file})
    assert {file.name for file in tmp_path.iterdir()} == {one.file, "照片.jpg"}
    assert not (tmp_path / other.file).exists()
