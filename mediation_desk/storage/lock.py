"""One program at a time on a data folder (单实例): the window or a command, never both.

The lock is the operating system's, on a small file beside the store: it goes with the process that
holds it, also after kill -9, so that a stale lock never stands in anybody's way. What the file says
(who, since when) is for the sentence a second program shows; it is emptied at an orderly end, so
that text left behind means: the last program did not end well.
"""

import json
import logging
import os
import socket
import sys
from dataclasses import asdict, dataclass
from datetime import datetime

from mediation_desk.clock import CHINA, Clock
from mediation_desk.errors import StorageProblem, StoreBusy
from mediation_desk.storage.database import READ_ONLY
from mediation_desk.storage.place import StorePlace

log = logging.getLogger(__name__)

_MOST = 4096
_FAR = 1 << 30
"""Windows locks bytes, and nobody can read a locked one: lock one the text never reaches."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the store open."""

    pid: int
    host: str
    since: str
    opener: str

    @property
    def sentence(self) -> str:
        """Who it is, in words."""
        where = "本机" if self.host == socket.gethostname() else f"另一台电脑“{self.host}”"
        return f"{where}的{self.opener}（{self.since} 起，进程 {self.pid}）"


class CannotWrite(StorageProblem):
    """A folder where nothing can be written: its store can be read at most."""


class StoreLock:
    """A lock that is held; `left_by` is who did not end well before, None after an orderly end."""

    def __init__(self, descriptor: int, left_by: Holder | None) -> None:
        """Keep an open, locked file."""
        self._descriptor = descriptor
        self.left_by = left_by

    def release(self) -> None:
        """Say that all ended well, and let the next one in."""
        if self._descriptor < 0:
            return
        try:
            os.ftruncate(self._descriptor, 0)
        except OSError as error:
            log.warning("lock file not emptied: %s", error.errno)
        finally:
            os.close(self._descriptor)
            self._descriptor = -1


def take(place: StorePlace, clock: Clock, opener: str) -> StoreLock:
    """Take the folder for this process.

    Raises StoreBusy with who has it, CannotWrite where no lock file can be made.
    """
    try:
        place.folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(place.lock_file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise CannotWrite("数据文件夹不能写入，没有打开，数据没有改动。", READ_ONLY) from error
    try:
        left_by = _read(descriptor)
        if not _try(descriptor):
            raise _busy(left_by)
        _write(descriptor, opener, clock.now())
    except BaseException:
        os.close(descriptor)
        raise
    return StoreLock(descriptor, left_by)


def _busy(holder: Holder | None) -> StoreBusy:
    who = holder.sentence if holder else "另一个程序"
    return StoreBusy(f"这份数据正由{who}使用，没有打开。", "请先关闭它，或直接在那边操作。")


def _read(descriptor: int) -> Holder | None:
    text = os.read(descriptor, _MOST)
    try:
        return Holder(**json.loads(text)) if text else None
    except (ValueError, TypeError):
        return Holder(0, socket.gethostname(), "?", "程序")


def _write(descriptor: int, opener: str, now: datetime) -> None:
    since = f"{now.astimezone(CHINA):%Y-%m-%d %H:%M}"
    holder = Holder(os.getpid(), socket.gethostname(), since, opener)
    text = json.dumps(asdict(holder), ensure_ascii=False).encode()
    try:
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, text)
    except OSError as error:
        # A full disk keeps nobody from reading what is there; the lock itself needs no room.
        log.warning("lock file not written: %s", error.errno)


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> bool:
        """Lock the file; return whether nobody else has."""
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try(descriptor: int) -> bool:
        """Lock the file; return whether nobody else has."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
