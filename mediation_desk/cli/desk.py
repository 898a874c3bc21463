"""Opening the desk for a command, and finding the case or committee a user names."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mediation_desk.cli.door import actor_of
from mediation_desk.errors import InvalidInput, NotFound, StorageProblem

if TYPE_CHECKING:
    from mediation_desk.app import Desk
    from mediation_desk.paths import Paths
    from mediation_desk.services.rows import CaseRow, CommitteeRow

SHOWN = 8


def paths_of(options: argparse.Namespace) -> "Paths":
    """Return the folders of this call; --home moves the data.

    The demo that is shown keeps its data and its log beside the files it makes.
    """
    from mediation_desk.paths import find

    beside = getattr(options, "demo_folder", "")
    return find(options.home or (options.out / beside if beside else None))


@contextmanager
def open_desk(options: argparse.Namespace, *, new: bool = False) -> "Iterator[Desk]":
    """Give the desk of this call's store. Without `new` a store must be there already."""
    from mediation_desk.app import build, has_store

    paths = paths_of(options)
    if not new and not has_store(paths):
        raise NotFound(
            f"“{paths.data}”里还没有数据。",
            "请先用 init 建立单位，或用 --home 指明数据所在的文件夹。",
        )
    desk = build(paths, actor=actor_of(options, paths), opener="命令行")
    for notice in desk.notices:
        print(f"提示：{notice}", file=sys.stderr)
    try:
        yield desk
        _back_up_daily(desk)
    finally:
        desk.close()


def _back_up_daily(desk: "Desk") -> None:
    """Make the day's backup; the command is done and stays done when that fails."""
    from mediation_desk.services.backups import DAILY

    if not desk.backups.due():
        return
    try:
        problems = desk.backups.run(DAILY).problems
    except StorageProblem as problem:
        problems = (str(problem),)
    for sentence in problems:
        print(f"提示：{sentence}", file=sys.stderr)


def find_case(desk: "Desk", text: str) -> str:
    """Return the id of the case a user means: number, id, or a fragment only one case has.

    Raises NotFound, or InvalidInput with the candidates.
    """
    from mediation_desk.domain.numbering import normalise_number
    from mediation_desk.services.filters import Filters

    wanted = text.strip()
    if not wanted:
        raise InvalidInput({"案件": "请写案件的编号、id 或能认出它的一段文字。"})
    if desk.listing.count(Filters(ids=(wanted,))):
        return wanted
    rows = desk.listing.cases(Filters(text=wanted), limit=SHOWN + 1)
    number = normalise_number(wanted)
    exact = [row for row in rows if row.number and normalise_number(row.number) == number]
    found = exact or list(rows)
    if not found:
        raise NotFound(f"没有找到案件“{wanted}”。", "可以用 list 查看全部案件。")
    if len(found) > 1:
        raise InvalidInput({"案件": _candidates(wanted, found)})
    return found[0].id


def _candidates(wanted: str, rows: "list[CaseRow]") -> str:
    lines = [f"\n    {row.number or row.id}  {row.title}" for row in rows[:SHOWN]]
    more = "\n    …" if len(rows) > SHOWN else ""
    return f"“{wanted}”能对上好几件，请写得更完整：{''.join(lines)}{more}"


def find_committee(desk: "Desk", name: str) -> "CommitteeRow":
    """Return the committee of a full or short name. Raises InvalidInput with what there is."""
    rows = desk.office.committees()
    for row in rows:
        if name.strip() in (row.name, row.short_name, row.id):
            return row
    near = [row for row in rows if name.strip() in row.name]
    if len(near) == 1:
        return near[0]
    shown = "、".join(f"{row.name}（{row.short_name}）" for row in (near or rows)[:SHOWN])
    raise InvalidInput({"unit": f"没有调委会“{name}”，可以写：{shown}。"})
