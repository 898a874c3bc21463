"""Taking in files: what their names may be, how large they may be, what they are."""

import re
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from mediation_desk.errors import InvalidInput, StorageProblem
from mediation_desk.files import told
from mediation_desk.services.evidence_rows import Incoming
from mediation_desk.storage import attachments
from mediation_desk.storage.attachments import Stored
from mediation_desk.storage.place import StorePlace

MOST_BYTES = 500_000_000
MOST_READ = 100_000_000
"""A PDF or picture larger than this is kept, its pages are not read."""
MOST_FILES = 200
LONGEST = 80
_ENDING = re.compile(r"[a-z0-9]{1,8}")
_SEPARATORS = re.compile(r"[\\/]")
_NOT_IN_NAMES = re.compile(r'[:*?"<>|\x00-\x1f]')
_MARGIN = 16 * 1024 * 1024
_ALIKE = {"jpg": "jpeg", "jpe": "jpeg", "tif": "tiff"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A file taken in: its readable name, what it is, and where its bytes are."""

    name: str
    media: str
    pages: int
    stored: Stored
    trouble: str


def check(files: Sequence[Incoming]) -> None:
    """Raise InvalidInput for too many files, and for one that is empty, too large or no file."""
    if not 0 < len(files) <= MOST_FILES:
        raise InvalidInput({"files": f"一次请选 1 到 {MOST_FILES} 个文件。"})
    for one in files:
        _size(one)


def take(place: StorePlace, files: Sequence[Incoming]) -> list[Taken]:
    """Store the bytes of files; all of them, or none. Raises InvalidInput, StorageProblem."""
    sizes = [_size(one) for one in files]
    free = place.drives.free(place.folder)
    if free < sum(sizes) + _MARGIN:
        raise StorageProblem("磁盘空间不足，材料没有保存，原有材料没有改动。", "请清理磁盘后重试。")
    taken: list[Taken] = []
    try:
        for one, size in zip(files, sizes, strict=True):
            taken.append(_take(place.attachments, one, size))
    except BaseException:
        give_back(place, taken)
        raise
    return taken


def give_back(place: StorePlace, taken: list[Taken]) -> None:
    """Let go of files whose rows were not saved."""
    attachments.discard(place.attachments, [one.stored for one in taken])


def shown_name(name: str) -> tuple[str, str]:
    """Return the readable name and the ending of a file's name, whatever it is made of."""
    last = _SEPARATORS.split(name.strip())[-1]
    plain = _NOT_IN_NAMES.sub("", last).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot or not _ENDING.fullmatch(ending.lower()):
        stem, ending = plain, ""
    ending = _ALIKE.get(ending.lower(), ending.lower())
    return stem[:LONGEST].strip(" .") or "未命名", ending


def _take(folder: Path, one: Incoming, size: int) -> Taken:
    from mediation_desk.documents import scans

    name, ending = shown_name(one.name)
    with ExitStack() as stack, told(f"“{name}”读不出来"):
        source: BinaryIO = (
            stack.enter_context(one.path.open("rb")) if one.path else BytesIO(one.data)
        )
        head = source.read(16)
        media = scans.media_of(head)
        look = scans.Look(ending if ending not in ("pdf", *scans.PICTURES) else "", 0)
        if media:
            source.seek(0)
            look = (
                scans.look(source.read())
                if size <= MOST_READ
                else scans.Look(media, 0, "文件过大，已保存原件，不能预览和装订。")
            )
        source.seek(0)
        stored = attachments.put(folder, source)
    return Taken(name, look.media, look.pages, stored, look.trouble)


def _size(one: Incoming) -> int:
    if one.path is None:
        size = len(one.data)
    else:
        if not one.path.is_file():
            raise InvalidInput({"files": f"“{one.path.name}”不是文件，没有添加。请选择文件。"})
        with told(f"“{one.path.name}”读不出来"):
            size = one.path.stat().st_size
    name = shown_name(one.name)[0]
    if size == 0:
        raise InvalidInput({"files": f"“{name}”是空的，没有添加任何材料。"})
    if size > MOST_BYTES:
        raise InvalidInput(
            {"files": f"“{name}”超过 {MOST_BYTES // 1_000_000} MB，没有添加任何材料。"},
            hint="录像请先压缩，或在卷宗情况说明里写明另行保管。",
        )
    return size
