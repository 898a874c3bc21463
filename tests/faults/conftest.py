"""One shim, one server and one office for all tests of a failing disk."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.faults import harness, scenarios
from tests.faults.older import make_older

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def work() -> Iterator[Path]:
    """A folder of this session's own, in memory where there is one: thousands of syncs are made."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def template(work: Path) -> Path:
    """An office with two cases, a backup and a third case; never changed, only copied."""
    scenarios.make_office(work / "template")
    return work / "template"


@pytest.fixture(scope="session")
def older(work: Path) -> Path:
    """A store at the first schema."""
    make_older(work / "older", work)
    return work / "older"


@pytest.fixture(scope="session")
def failing(work: Path) -> Iterator[harness.Server]:
    """The server whose children's disk fails."""
    yield from _server("fault", work)


@pytest.fixture(scope="session")
def tracing(work: Path) -> Iterator[harness.Server]:
    """The server whose children's changes are written down."""
    yield from _server("trace", work)


def _server(shim: str, work: Path) -> Iterator[harness.Server]:
    if harness.compiler() is None:
        pytest.skip("needs Linux and a C compiler (cc)")
    server = harness.Server(harness.compiled(shim, work))
    yield server
    server.close()
