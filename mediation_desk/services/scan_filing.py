"""Writing scans where they belong, case by case, in one write; and saying what came of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, exists, or_, select

from mediation_desk.domain.paper_code import SheetCode
from mediation_desk.services.context import Context
from mediation_desk.services.evidence_intake import Taken
from mediation_desk.services.evidence_rows import EvidenceDraft
from mediation_desk.services.evidence_writing import hashes_of, last_position, row_of
from mediation_desk.services.scan_homes import Home
from mediation_desk.services.scan_rows import ReadScan
from mediation_desk.storage.ids import new_id
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.evidence import evidence, stray_scan

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """A scan with its home and the file it was taken into."""

    scan: ReadScan
    home: Home
    taken: Taken


@dataclass(slots=True)
class Filed:
    """What came of a pile: kept files, how many went to which case, what waits, what was there."""

    kept: list[Taken] = field(default_factory=list)
    cases: Counter[str] = field(default_factory=Counter)
    strays: int = 0
    twice: int = 0
    lacking: list[str] = field(default_factory=list)

    @property
    def message(self) -> str:
        """What to tell."""
        return "；".join(self._told())

    def _told(self) -> Iterator[str]:
        if self.cases:
            first = "、".join(
                f"{name} {count} 份" for name, count in self.cases.most_common(_NAMED)
            )
            more = "等" if len(self.cases) > _NAMED else ""
            yield f"已归档 {sum(self.cases.values())} 份：{first}{more}"
        if self.strays:
            yield f"{self.strays} 份没有找到案件，在“待认领的扫描件”里"
        if self.twice:
            yield f"{self.twice} 份以前收过，没有重复保存"
        yield from self.lacking


def file_all(writer: Writer, context: Context, pieces: Sequence[Piece]) -> Filed:
    """Write the rows of a pile; the pages of a paper in their order."""
    filed = Filed()
    homes: dict[str, list[Piece]] = {}
    for one in pieces:
        homes.setdefault(one.home.case_id if one.home.draft else "", []).append(one)
    for one in homes.pop("", []):
        _leave(writer, context, one, filed)
    for case_id, here in homes.items():
        _put(writer, context, case_id, sorted(here, key=_place), filed)
    filed.lacking += _lacking(pieces)
    return filed


def _place(piece: Piece) -> tuple[str, int]:
    draft = piece.home.draft
    return (draft.paper_id if draft else "", min(piece.scan.numbers, default=0))


def _put(
    writer: Writer, context: Context, case_id: str, pieces: Sequence[Piece], filed: Filed
) -> None:
    """Write the scans of one case."""
    writer.about(dispute, case_id)
    case = writer.row(dispute, case_id)
    known = hashes_of(writer.connection, case_id)
    position = last_position(writer.connection, case_id)
    for piece in pieces:
        if piece.home.draft is None or piece.taken.stored.sha256 in known:
            filed.twice += 1
            continue
        known.add(piece.taken.stored.sha256)
        position += 1
        draft = _named(piece, piece.home.draft)
        writer.insert(evidence, row_of(context, case_id, piece.taken, draft, position=position))
        filed.kept.append(piece.taken)
        filed.cases[case["number"] or "（未编号）"] += 1


def _named(piece: Piece, draft: EvidenceDraft) -> EvidenceDraft:
    """Return what is said of a scan that is a part of a paper: which pages it is."""
    code, numbers = piece.scan.code, piece.scan.numbers
    if not isinstance(code, SheetCode) or len(numbers) >= code.pages:
        return draft
    return replace(draft, name=f"{draft.name}第{'、'.join(map(str, numbers))}页")


def _leave(writer: Writer, context: Context, piece: Piece, filed: Filed) -> None:
    """Write a scan nobody's case was found for; not one that was taken in before."""
    one = piece.taken
    if _is_known(writer.connection, one.stored.sha256):
        filed.twice += 1
        return
    row_id = new_id()
    writer.about(stray_scan, row_id)
    row = {
        "id": row_id,
        "name": one.name,
        "why": piece.home.why,
        "case_id": piece.home.case_id or None,
        "pages": one.pages,
        "media": one.media,
        "size": one.stored.size,
        "sha256": one.stored.sha256,
        "file": one.stored.file,
        "secret": one.stored.secret,
        "added_at": context.clock.now(),
        "added_by": context.actor,
    }
    writer.insert(stray_scan, row)
    filed.kept.append(one)
    filed.strays += 1


def _is_known(connection: Connection, digest: str) -> bool:
    filed = exists().where(evidence.c.sha256 == digest, evidence.c.removed_on.is_(None))
    waiting = exists().where(stray_scan.c.sha256 == digest)
    return bool(connection.execute(select(or_(filed, waiting))).scalar())


def _lacking(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield which pages of a paper did not come with the others."""
    seen: dict[str, tuple[str, int, set[int]]] = {}
    for piece in pieces:
        code, draft = piece.scan.code, piece.home.draft
        if isinstance(code, SheetCode) and draft is not None:
            label, pages, numbers = seen.get(draft.paper_id, (draft.name, code.pages, set()))
            seen[draft.paper_id] = label, pages, numbers | set(piece.scan.numbers)
    for label, pages, numbers in seen.values():
        away = [str(one) for one in range(1, pages + 1) if one not in numbers]
        if away:
            yield f"{label}这次缺第{'、'.join(away)}页"
