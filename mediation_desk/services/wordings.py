"""The wording of papers (文书措辞): an office changes it piece by piece, every version is kept.

A wording is data: nothing in it is executed, wherever it comes from. What was printed keeps the
bytes it was printed with; a new wording counts from the next paper on.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, NotFound
from mediation_desk.exchange import json_text
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.own_wording import PROGRAM_STEP, newest, own_tree, program_tree
from mediation_desk.services.paper_facts import sheet_of
from mediation_desk.services.paper_rules import PAPERS
from mediation_desk.services.permissions import needs
from mediation_desk.services.wording_rows import (
    WordingDetail,
    WordingImport,
    WordingPiece,
    WordingRow,
    WordingVersion,
)
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.papers import wording

if TYPE_CHECKING:
    from mediation_desk.documents.templates import Template

FORMAT = "mediation-desk wording 1"
"""What the first line of a set of wordings says."""


class WordingService:
    """Shows, checks, keeps and exchanges the office's wording of papers."""

    def __init__(self, context: Context, resources: Path) -> None:
        """Begin from the wording in `resources`."""
        self._context = context
        self._resources = resources

    @needs(Permission.LOOK)
    def papers(self) -> tuple[WordingRow, ...]:
        """Return every paper with whose wording it has."""
        return tuple(self._row(kind) for kind in PAPERS)

    @needs(Permission.LOOK)
    def show(self, kind: str, *, version: int = 0) -> WordingDetail:
        """Return the wording of a paper, now or as a version had it. Raises NotFound."""
        from mediation_desk.documents.template_pieces import LABELS, pieces

        row = self._row(kind)
        tree = self._version(kind, version) if version else self._tree(kind)
        parts = tuple(WordingPiece(one.place, one.kind, one.text) for one in pieces(tree))
        names = tuple(LABELS.values())
        return WordingDetail(kind, row.label, version or row.version, row.own, parts, names)

    @needs(Permission.LOOK)
    def versions(self, kind: str) -> tuple[WordingVersion, ...]:
        """Return what was saved of a paper, newest first."""
        query = select(wording).where(wording.c.kind == kind).order_by(wording.c.version.desc())
        with self._context.db.read() as connection:
            rows = connection.execute(query).all()
        return tuple(
            WordingVersion(row.version, row.tree is not None, row.saved_at, row.saved_by)
            for row in rows
        )

    @needs(Permission.LOOK)
    def preview(self, kind: str, texts: Mapping[str, str]) -> bytes:
        """Return an invented dispute's paper in the wording being edited. Raises as `save`."""
        from mediation_desk.documents.papers import Kind, make_paper
        from mediation_desk.documents.sample import sample_facts

        template = self._checked(kind, self._edited(kind, texts))
        made = make_paper(
            Kind(kind),
            sample_facts(),
            resources=self._resources,
            own=template,
            sheet=sheet_of(self._context),
        )
        return made.data

    @needs(Permission.SET_UP)
    def save(self, kind: str, texts: Mapping[str, str]) -> Changed:
        """Keep other texts at their places as a new version.

        Raises InvalidInput for an unknown field, a mandatory one left out, text no font has.
        """
        tree = self._edited(kind, texts)
        self._checked(kind, tree)
        if tree == self._tree(kind):
            return changed(id=kind, message="措辞没有改动")
        with self._context.write("change_wording", detail=kind) as writer:
            self._put(writer, kind, tree)
        return changed(Area.DOCUMENTS, id=kind, message="措辞已保存，下一份文书起使用")

    @needs(Permission.SET_UP)
    def take_back(self, kind: str, version: int) -> Changed:
        """Take an earlier version again, the program's own for 0, as the newest one.

        Raises NotFound for a version there never was.
        """
        tree = self._version(kind, version) if version else None
        if tree is not None:
            self._checked(kind, tree)
        with self._context.write("change_wording", detail=kind) as writer:
            self._put(writer, kind, tree)
        said = "已改用以前的措辞" if version else "已改回程序自带的措辞"
        return changed(Area.DOCUMENTS, id=kind, message=said)

    @needs(Permission.LOOK)
    def export_set(self) -> bytes:
        """Return every wording of the office's own as one file, for other offices of the county."""
        with self._context.db.read() as connection:
            own = {kind: own_tree(connection, kind) for kind in PAPERS}
        kept = {kind: tree for kind, tree in own.items() if tree is not None}
        if not kept:
            raise InvalidInput({json_text.FILE: "本单位还没有改过任何文书的措辞，没有可以导出的。"})
        text = json.dumps({"format": FORMAT, "papers": kept}, ensure_ascii=False, indent=1)
        return text.encode()

    @needs(Permission.LOOK)
    def look_into_set(self, data: bytes) -> tuple[WordingImport, ...]:
        """Return what taking a set in would change. Raises InvalidInput naming what is wrong."""
        found = []
        for kind, tree in self._read_set(data).items():
            row = self._row(kind)
            change = "替换自有措辞" if row.own else "新增自有措辞"
            same = tree == self._tree(kind)
            found.append(WordingImport(kind, row.label, "与现在相同" if same else change))
        return tuple(found)

    @needs(Permission.SET_UP)
    def take_set(self, data: bytes) -> Changed:
        """Take a set in, all of it or nothing. Raises InvalidInput naming what is wrong."""
        found = self._read_set(data)
        fresh = {kind: tree for kind, tree in found.items() if tree != self._tree(kind)}
        if not fresh:
            return changed(message="文件里的措辞与现在相同，没有改动")
        with self._context.write("import_wording", detail="、".join(fresh)) as writer:
            for kind, tree in fresh.items():
                self._put(writer, kind, tree)
        return changed(Area.DOCUMENTS, message=f"已导入{len(fresh)}种文书的措辞")

    def _row(self, kind: str) -> WordingRow:
        if kind not in PAPERS:
            raise NotFound("没有这种文书。", "请刷新后重试。")
        with self._context.db.read() as connection:
            row = connection.execute(newest(kind)).one_or_none()
        label = PAPERS[kind].label
        if row is None or row.tree is None:
            version = program_tree(kind, self._resources)["version"]
            return WordingRow(kind, label, version, False, None, "")
        return WordingRow(kind, label, row.version, True, row.saved_at, row.saved_by)

    def _tree(self, kind: str) -> dict[str, Any]:
        with self._context.db.read() as connection:
            tree = own_tree(connection, kind)
        return dict(tree) if tree is not None else program_tree(kind, self._resources)

    def _version(self, kind: str, version: int) -> dict[str, Any]:
        """Return a version's wording, the program's where it was taken again. Raises NotFound."""
        query = select(wording.c.tree).where(wording.c.kind == kind, wording.c.version == version)
        with self._context.db.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFound("没有这个版本的措辞。", "请刷新后重试。")
        return row.tree or program_tree(kind, self._resources)

    def _edited(self, kind: str, texts: Mapping[str, str]) -> dict[str, Any]:
        from mediation_desk.documents.template_pieces import with_texts

        self._row(kind)
        return with_texts(self._tree(kind), texts)

    def _checked(self, kind: str, tree: Mapping[str, Any]) -> "Template":
        """Return the template. Raises InvalidInput for one that cannot be used."""
        from mediation_desk.documents.template_pieces import refuse_gaps
        from mediation_desk.documents.templates import from_tree

        template = from_tree(tree, kind)
        refuse_gaps(template, from_tree(program_tree(kind, self._resources), kind))
        return template

    def _put(self, writer: Writer, kind: str, tree: Mapping[str, Any] | None) -> None:
        """Write a version above every one before."""
        highest = select(func.max(wording.c.version)).where(wording.c.kind == kind)
        version = (writer.connection.execute(highest).scalar_one() or PROGRAM_STEP) + 1
        row = {
            "kind": kind,
            "version": version,
            "tree": None if tree is None else {**tree, "version": version},
            "saved_at": self._context.clock.now(),
            "saved_by": self._context.actor,
        }
        writer.insert(wording, row)

    def _read_set(self, data: bytes) -> dict[str, dict[str, Any]]:
        """Return the wordings of a file, each checked. Raises InvalidInput."""
        tree = json_text.parse(data)
        papers = tree.get("papers")
        if tree.get("format") != FORMAT or not isinstance(papers, dict) or not papers:
            raise InvalidInput({json_text.FILE: "这不是文书措辞文件，没有导入。"})
        found = {}
        for kind, own in papers.items():
            if kind not in PAPERS or not isinstance(own, dict):
                raise InvalidInput(
                    {json_text.FILE: f"文件里的“{json_text.shown(kind)}”不是本程序的文书。"}
                )
            plain = json.loads(json.dumps(own, default=float))
            found[kind] = {**plain, "version": self._tree(kind)["version"]}
            self._checked(kind, found[kind])
        return found
