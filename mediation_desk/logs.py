"""The log (日志): what happened and when, by ids; never a name, a number or a text of a case.

Modules log through `logging.getLogger(__name__)`. `run_logged` keeps the file while a job runs and
takes what nobody foresaw: the frames and the type go to the log, never the error's own text, which
may hold what a user typed.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE = "mediation-desk.log"
MAX_BYTES = 1_000_000
KEPT = 5
"""Older files, `.1` the newest; the audit in the store is what must be kept for years."""

MOST_FRAMES = 40

log = logging.getLogger("mediation_desk")


def run_logged(job: Callable[[], int], folder: Path, *, crashed: Callable[[Path], int]) -> int:
    """Return what `job` gives, with a log kept in `folder` meanwhile.

    An error nobody foresaw, also one in a slot of the window or in another thread, is logged;
    `crashed` gets the log's place and tells the user, its answer being the exit code.
    """
    place = folder / FILE
    with _kept(place), _hooked(place, crashed):
        try:
            return job()
        except Exception as error:
            log.critical("unforeseen", exc_info=error)
            return crashed(place)


class IdsOnly(logging.Formatter):
    """Lines with UTC times; an error is told by its frames and types alone."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what other handlers made of the error is not used."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = f"{moment} {record.levelname} {record.name}: {record.getMessage()}"
        error = record.exc_info[1] if record.exc_info else None
        return line if error is None else f"{line}\n{told(error)}"


def told(error: BaseException) -> str:
    """Return the types and frames of an error and of what led to it, the first cause first."""
    chain: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in chain:
        chain.insert(0, at)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return "\n".join(line for part in chain for line in _lines(part))


def _lines(error: BaseException) -> Iterator[str]:
    yield f"  {type(error).__module__}.{type(error).__qualname__}"
    for frame in traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]:
        # The whole path would tell the name of the machine's account.
        place = "/".join(Path(frame.filename).parts[-3:])
        yield f"    {place}:{frame.lineno} {frame.name}: {frame.line}"


class _DeskLog(RotatingFileHandler):
    """A file made with its first line; whatever is wrong with it never stops the work."""

    def __init__(self, place: Path) -> None:
        super().__init__(place, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8", delay=True)
        self.setFormatter(IdsOnly())

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

    def rotate(self, source: str, dest: str) -> None:
        """Start a new file; while another window holds it on Windows, the old one goes on."""
        try:
            super().rotate(source, dest)
        except PermissionError:
            return

    def handleError(self, record: logging.LogRecord) -> None:
        """Drop the line: there is nowhere to say that the log cannot be written."""


@contextmanager
def _kept(place: Path) -> Iterator[None]:
    handler, level = _DeskLog(place), log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
        handler.close()


@contextmanager
def _hooked(place: Path, crashed: Callable[[Path], int]) -> Iterator[None]:
    """Take what reaches the top of the main thread (a slot of the window) or of another one."""

    def note(error: BaseException | None) -> None:
        log.critical("unforeseen", exc_info=error)
        crashed(place)

    before, threads_before = sys.excepthook, threading.excepthook
    sys.excepthook = lambda _kind, error, _frames: note(error)
    threading.excepthook = lambda given: note(given.exc_value)
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = before, threads_before
