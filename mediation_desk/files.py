"""Writing files so that the old one survives every failure (reliability.md B2). Stdlib only."""

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mediation_desk.errors import StorageProblem

WRITING = ".writing-"
"""How a file's name begins until it is whole; what a killed program left is swept by that."""


def atomic_write(path: Path, data: bytes) -> Path:
    """Put `data` at `path` whole or not at all: temporary file, fsync, replace, folder fsync.

    Raises StorageProblem with the old file untouched.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=WRITING, dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
        sync_folder(path.parent)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise StorageProblem(
            f"文件“{path.name}”没有写成，原来的文件没有改动。", _hint(error)
        ) from error
    return path


def atomic_stream(folder: Path, parts: Iterable[bytes], name: Callable[[], str]) -> None:
    """Write a file part by part and name it by `name()` when all is written: whole or not at all.

    Raises StorageProblem; nothing is left behind then.
    """
    temporary = ""
    try:
        with told("附件没有保存"):
            folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=WRITING, dir=folder)
            with os.fdopen(handle, "wb") as stream:
                stream.writelines(parts)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(temporary, folder / name())
            sync_folder(folder)
    except BaseException:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink(missing_ok=True)
        raise


@contextmanager
def told(what: str) -> Iterator[None]:
    """Turn a failure of the disk into a sentence: `what` says what was not done, without 。"""
    try:
        yield
    except OSError as error:
        raise StorageProblem(f"{what}，原来的文件没有改动。", _hint(error)) from error


def _hint(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "磁盘空间不足，请清理后重试。"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "没有写入权限，请检查文件夹是否只读。"
    if error.errno in (errno.EIO, errno.ENODEV, errno.ENXIO):
        return "磁盘读写出错或已拔出，请检查后重试。"
    return "请检查磁盘空间和写入权限后重试。"


def sync_file(path: Path) -> None:
    """Make what was written to a file durable, and let the next reading come from the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Let one process at a time read and rewrite `path`; the others wait.

    The lock is a file beside it, because `path` itself is replaced while it is held.
    """
    try:
        stream = path.with_name(path.name + ".lock").open("ab")
        _lock(stream.fileno())
    except OSError as error:
        raise StorageProblem(
            f"文件“{path.name}”现在不能修改，没有改动它。", "请检查文件夹的写入权限后重试。"
        ) from error
    with stream:
        yield


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` durable; Windows does this itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def made_apart(folder: Path) -> Iterator[Path]:
    """Give an empty folder inside `folder`; its files move into `folder` when the block is done.

    After any failure nothing of it is left, not even `folder` itself where it was not there before.
    """
    apart = folder / ".unfinished"
    shutil.rmtree(apart, ignore_errors=True)
    with told("文件夹没有建成"):
        apart.mkdir(parents=True)
    try:
        yield apart
        for file in sorted(apart.iterdir()):
            file.replace(folder / file.name)
        sync_folder(folder)
    finally:
        shutil.rmtree(apart)
        if not any(folder.iterdir()):
            folder.rmdir()


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        """Wait for the file; closing it lets go."""
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        """Wait for the file; closing it lets go."""
        fcntl.flock(descriptor, fcntl.LOCK_EX)
