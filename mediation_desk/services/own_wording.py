"""Which wording a paper has now: the office's newest, or the program's."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, select

from mediation_desk.storage.tables.papers import wording

if TYPE_CHECKING:
    from mediation_desk.documents.templates import Template

PROGRAM_STEP = 1000
"""Versions of an office begin above every version the program will ever bring along."""


def newest(kind: str) -> Select[Any]:
    """Return the query for what was saved last of a paper."""
    return (
        select(wording)
        .where(wording.c.kind == kind)
        .order_by(wording.c.version.desc(), wording.c.id.desc())
        .limit(1)
    )


def own_tree(connection: Connection, kind: str) -> Mapping[str, Any] | None:
    """Return the office's own wording of a paper, None where it has the program's."""
    row = connection.execute(newest(kind)).one_or_none()
    return None if row is None else row.tree


def own_template(connection: Connection, kind: str) -> "Template | None":
    """Return the office's own template of a paper, None where it has the program's."""
    tree = own_tree(connection, kind)
    if tree is None:
        return None
    from mediation_desk.documents.templates import from_tree

    return from_tree(tree, kind)


def program_tree(kind: str, resources: Path) -> dict[str, Any]:
    """Return the wording the program brings along."""
    from mediation_desk.documents.papers import Kind, template_file
    from mediation_desk.documents.templates import tree_of

    return tree_of(template_file(Kind(kind), resources))
