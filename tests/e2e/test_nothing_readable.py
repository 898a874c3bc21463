"""K1, J11: with accounts, nothing on the disk can be read: store, log, keys, backups, leftovers."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).resolve().parents[2]
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


def forms(mark: str) -> set[bytes]:
    """Return how a mark could stand in a file: as text, escaped, as the bytes behind its hex."""
    found = {mark.encode(encoding) for encoding in ENCODINGS}
    found |= {json.dumps(mark)[1:-1].encode(), mark.replace("-", "").encode()}
    if len(mark) == 64:
        found |= {bytes.fromhex(mark), mark.upper().encode()}
    return found


def hits(folder: Path, marks: dict[str, str]) -> list[str]:
    """Return every file below a folder that holds a mark, in its content or in its name."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [
        f"{name} in {file.relative_to(folder)}"
        for file in files
        for name, mark in marks.items()
        if mark in file.name or any(form in file.read_bytes() for form in forms(mark))
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_twenty_marked_facts_are_in_no_file_after_a_kill(tmp_path: Path) -> None:
    user, home, chosen = tmp_path / "user", tmp_path / "home", tmp_path / "chosen"
    for folder in (user, user / "tmp", chosen / "second"):
        folder.mkdir(parents=True)
    environment = {
        **os.environ,
        "HOME": str(user),
        "TMPDIR": str(user / "tmp"),
        "XDG_DATA_HOME": str(user / "data"),
        "XDG_CACHE_HOME": str(user / "cache"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.marked_office", str(home), str(chosen)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    marks = json.loads(done.stdout)
    assert len(marks) == 20
    assert hits(chosen, marks) == ["name in chosen.txt"], "the user's own file, and only it"
    assert hits(home, marks) == []
    assert hits(user, marks) == []
    there = {file.name for file in home.rglob("*")}
    assert {"office.mdesk", "office.mdesk-wal", "office.key", "mediation-desk.log"} <= there
    assert any(file.suffix == ".mdesk" for file in (chosen / "second").rglob("*"))
    for mark in marks.values():
        assert mark not in done.stderr
