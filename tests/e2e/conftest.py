"""The command line as a user types it, on a store of its own, and what is in that store."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from mediation_desk.app import build
from mediation_desk.cli import main
from mediation_desk.paths import find
from mediation_desk.storage.tables import metadata
from tests.help_pages import all_examples


@dataclass(frozen=True)
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def faults(self) -> dict[str, str]:
        """The places named in an error told as JSON, with their sentences."""
        return json.loads(self.err)["fields"]


class CommandLine:
    """Runs commands in a folder that holds the manual's example files."""

    def __init__(self, folder: Path, home: Path, capsys) -> None:
        self.folder = folder
        self.home = home
        self._capsys = capsys

    def __call__(self, *words: str) -> Answer:
        """Run a command; leaving through argparse counts as its exit code."""
        self._capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        said = self._capsys.readouterr()
        assert "Traceback" not in said.err + said.out
        return Answer(code, said.out, said.err)

    def right(self, *words: str) -> Answer:
        """Run a command that must succeed."""
        answer = self(*words)
        assert answer.code == 0, answer.err
        return answer

    def edited(self, name: str, change) -> str:
        """Write an example file anew after `change` was made to its tree; return its name."""
        tree = json.loads(all_examples()[name])
        change(tree)
        return self.written(json.dumps(tree).encode())

    def written(self, data: bytes) -> str:
        """Write a file and return its name."""
        (self.folder / "edited.json").write_bytes(data)
        return "edited.json"

    def alter(self, statement: str) -> None:
        """Change the store past the program."""
        desk = build(find(self.home))
        try:
            with desk._context.db.write() as connection:
                connection.exec_driver_sql(statement)
        finally:
            desk.close()

    def dump(self) -> dict[str, list[tuple]]:
        """Return every row of every table; {} where there is no store."""
        if not (self.home / "office.mdesk").exists():
            return {}
        desk = build(find(self.home))
        try:
            with desk._context.db.read() as connection:
                return {
                    table.name: sorted(map(repr, connection.execute(select(table))))
                    for table in metadata.sorted_tables
                }
        finally:
            desk.close()


@pytest.fixture
def line(tmp_path, monkeypatch, capsys) -> CommandLine:
    """A command line before any set-up."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "home"))
    for name, content in all_examples().items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return CommandLine(tmp_path, tmp_path / "home", capsys)


STEPS = {
    "set up": ("init", "单位.json"),
    "registered": ("register", "登记.json"),
    "accepted": ("accept", "邻样东", "受理.json"),
    "mediating": ("assign", "邻样东", "指派.json"),
    "agreed": ("conclude", "邻样东", "书面协议.json"),
    "signed": ("sign", "邻样东", "签章.json"),
}
"""The states of the one example case, with the command that leads to each."""


@pytest.fixture(scope="session")
def stages(tmp_path_factory) -> dict[str, Path]:
    """A store for each of STEPS, made once."""
    folder = tmp_path_factory.mktemp("stages")
    for name, content in all_examples().items():
        (folder / name).write_text(content, encoding="utf-8")
    made, before = {}, None
    for stage, words in STEPS.items():
        home = folder / stage
        if before is not None:
            shutil.copytree(before, home)
        *first, last = words
        assert main([*first, str(folder / last), "--home", str(home)]) == 0
        made[stage] = before = home
    return made


@pytest.fixture
def at(line, stages):
    """Return a function that puts the command line on a store at one of STEPS."""

    def go(stage: str) -> CommandLine:
        shutil.copytree(stages[stage], line.home, dirs_exist_ok=True)
        return line

    return go
