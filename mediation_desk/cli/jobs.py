"""The commands that write to a case: a file, or a few options, and one service call."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediation_desk.cli.desk import find_case, open_desk
from mediation_desk.cli.output import say, tell_json
from mediation_desk.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from mediation_desk.app import Desk
    from mediation_desk.services.changes import Changed

_OPTIONS = {
    "accept": {"accepted_on": "--on", "series": "--series", "sequence": "--sequence"},
    "refuse": {"reason": "--reason"},
    "extend": {"extended_to": "--to", "reason": "--reason"},
    "perform": {"instalment": "--no", "performed_on": "--on", "note": "--note"},
    "close": {"closed_on": "--on"},
    "back": {"reason": "--reason"},
}
"""Which keys of a command's file can be written as options, which win over the file."""


def register(options: argparse.Namespace) -> None:
    """Register the dispute of a file."""
    from mediation_desk.services.file_jobs import carry_out

    tree = read_tree(options.file)
    with open_desk(options) as desk:
        done = carry_out(desk, "register", tree)
        _tell(desk, done, as_json=options.json)


def case_job(options: argparse.Namespace) -> None:
    """Do the job the command names on the case it names."""
    from mediation_desk.services.file_jobs import carry_out

    tree = _tree_of(options)
    with open_desk(options) as desk:
        case_id = find_case(desk, options.case)
        with _naming_options(options.command):
            done = carry_out(desk, options.command, tree, case_id=case_id)
        _tell(desk, done, as_json=options.json)


def read_tree(name: str) -> dict[str, Any]:
    """Return what a JSON file (or standard input, "-") holds. Raises NotFound, InvalidInput."""
    from mediation_desk.services.file_jobs import read_file

    if name == "-":
        return read_file(sys.stdin.buffer.read(_MOST + 1))
    return read_file(read_bytes(name))


def read_bytes(name: str) -> bytes:
    """Return what a file holds, cut a byte past what is allowed. Raises NotFound, InvalidInput."""
    try:
        with Path(name).open("rb") as stream:
            return stream.read(_MOST + 1)
    except FileNotFoundError as error:
        raise NotFound(f"没有文件“{name}”。", "请核对文件名和所在的文件夹。") from error
    except IsADirectoryError as error:
        raise InvalidInput({"文件": f"“{name}”是文件夹，请写里面的文件名。"}) from error
    except OSError as error:
        raise InvalidInput(
            {"文件": f"“{name}”读不出来，没有权限或磁盘有问题，请换一个位置再试。"}
        ) from error


_MOST = 2_000_000


@contextmanager
def _naming_options(command: str) -> Iterator[None]:
    """Name the option beside the key, for who wrote no file."""
    flags = _OPTIONS.get(command, {})
    try:
        yield
    except InvalidInput as error:
        fields = {
            f"{place}（{flags[place]}）" if place in flags else place: sentence
            for place, sentence in error.fields.items()
        }
        raise InvalidInput(fields, hint=error.hint) from error


def _tree_of(options: argparse.Namespace) -> dict[str, Any]:
    tree = read_tree(options.file) if options.file else {}
    for name in _OPTIONS.get(options.command, {}):
        given = getattr(options, name)
        if given is not None:
            tree[name] = given
    return tree


def _tell(desk: "Desk", done: "Changed", *, as_json: bool) -> None:
    from mediation_desk.services.filters import Filters

    (case,) = desk.listing.cases(Filters(ids=(done.id,)))
    if as_json:
        facts = {"id": case.id, "number": case.number, "state": case.state, "title": case.title}
        tell_json({**facts, "message": done.message})
        return
    name = case.number or case.title
    say(f"{done.message}（{name}，{case.state.label}）")
