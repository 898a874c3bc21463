"""The locks agree with pyproject.toml and hash every wheel; every library's licence is known."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(lock: str) -> dict[str, str]:
    """Return the version of every library that the lock names."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", text, re.MULTILINE))


def wanted(group: str) -> dict[str, str]:
    """Return the exact pins of pyproject.toml: run-time, or those of the dev group too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pins = list(project["project"]["dependencies"])
    if group == "dev":
        pins += project["dependency-groups"]["dev"]
    split = [pin.split("==") for pin in pins]
    return {canonical(name): version for name, version in split}


@pytest.mark.parametrize(("lock", "group"), list(zip(LOCKS, ("run", "dev"), strict=True)))
def test_a_changed_pin_is_not_forgotten_in_the_lock(lock: str, group: str) -> None:
    found = pinned(lock)
    assert {name: found.get(name) for name in wanted(group)} == wanted(group)


def test_tests_run_on_the_very_wheels_that_are_shipped() -> None:
    shipped, tested = pinned(LOCKS[0]), pinned(LOCKS[1])
    assert {name: tested.get(name) for name in shipped} == shipped


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_library_is_bound_to_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_every_library_has_its_licence_written_down() -> None:
    words = set(re.findall(r"[a-z0-9-]+", (ROOT / "packaging/LICENCES.md").read_text().lower()))
    assert sorted(set(pinned(LOCKS[1])) - words) == []
