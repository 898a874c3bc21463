"""Folders are found from the source tree, an installed wheel and a frozen build alike."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mediation_desk import __version__, paths

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import json, sys
from mediation_desk import paths
found = paths.find()
print(json.dumps({"file": paths.__file__, **{k: str(v) for k, v in vars(found).items()}}))
"""


def ask(folder: Path, home: Path, prelude: str = "") -> dict[str, str]:
    """Return what a fresh interpreter finds when the package is imported from `folder`."""
    answer = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            f"import sys; sys.path.insert(0, {str(folder)!r})\n{prelude}{ASK}",
        ],
        env=os.environ | {paths.HOME_VARIABLE: str(home)},
        cwd=home,
        capture_output=True,
        check=True,
    )
    found: dict[str, str] = json.loads(answer.stdout)
    return found


def test_the_source_tree_is_its_own_home() -> None:
    found = paths.find()
    assert found.resources == ROOT / "resources"
    assert found.migrations == ROOT / "db" / "migrations"


def test_the_callers_home_wins_over_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "usb"))
    assert paths.find().data == tmp_path / "usb"
    found = paths.find(tmp_path / "desk")
    assert (found.data, found.backups, found.logs, found.out) == (
        tmp_path / "desk",
        tmp_path / "desk" / "backups",
        tmp_path / "desk" / "logs",
        tmp_path / "desk" / "out",
    )
    assert not (tmp_path / "desk").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the XDG rule is Linux's")
def test_a_relative_xdg_folder_is_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", "somewhere")
    assert paths.find().data == tmp_path / ".local/share/mediation-desk"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    assert paths.find().data == tmp_path / "share/mediation-desk"


def test_windows_keeps_data_in_the_roaming_profile(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("APPDATA", str(tmp_path))
    assert paths.find().data == tmp_path / "MediationDesk"


def test_an_installation_without_resources_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "mediation_desk")
    with pytest.raises(FileNotFoundError, match="重新安装"):
        paths.find()


def test_a_frozen_build_finds_what_was_unpacked_with_it(tmp_path: Path) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "db" / "migrations").mkdir(parents=True)
    found = ask(ROOT, tmp_path, f"sys._MEIPASS = {str(tmp_path)!r}\n")
    assert found["resources"] == str(tmp_path / "resources")


def test_an_installed_wheel_carries_resources_and_migrations(tmp_path: Path) -> None:
    run = [sys.executable, "-m"]
    subprocess.run(
        [*run, "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    wheel = tmp_path / f"mediation_desk-{__version__}-py3-none-any.whl"
    site = tmp_path / "site"
    install = ["pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(site)]
    subprocess.run([*run, *install, str(wheel)], check=True, capture_output=True)
    found = ask(site, tmp_path)
    assert Path(found["file"]).is_relative_to(site)
    for shipped in ("resources", "migrations"):
        assert Path(found[shipped]).is_relative_to(site)
    source = {path.name for path in (ROOT / "db/migrations/versions").glob("*.py")}
    assert {path.name for path in Path(found["migrations"], "versions").glob("*.py")} == source
    assert found["data"] == str(tmp_path)
