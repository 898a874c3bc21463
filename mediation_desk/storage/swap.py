"""Putting a prepared store in the place of the live one: before or after, never between.

What is prepared stands in `office.next/`. Renaming that folder to `office.ready/` is the moment of
decision; from then on the steps below are carried out, and carried out again at the next start if
they were cut short. The old files go, whole and with their log files, into `kept/`, unless they
are the same store under a key that shall open nothing any more.
"""

import logging
import os
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from mediation_desk.files import atomic_write, sync_folder, told
from mediation_desk.storage.place import FILE, KEY_FILE, StorePlace

log = logging.getLogger(__name__)

_KEPT_IN = "kept-in"


def stage(place: StorePlace) -> Path:
    """Return an empty folder to prepare `office.mdesk` and, where it changes, `office.key` in."""
    with told("准备工作没有完成"):
        sweep(place)
        place.next_folder.mkdir(parents=True)
    return place.next_folder


def put_over(place: StorePlace) -> None:
    """Put what was prepared in place of the closed old files, which are gone then."""
    _decide(place)
    finish(place)


def put_in_place(place: StorePlace, now: datetime) -> Path:
    """Put what was prepared in place; return the folder that keeps the old files."""
    kept = kept_folder(place, now)
    atomic_write(place.next_folder / _KEPT_IN, kept.name.encode())
    _decide(place)
    finish(place)
    return kept


def _decide(place: StorePlace) -> None:
    with told("替换数据文件没有完成"):
        os.replace(place.next_folder, place.ready_folder)
        sync_folder(place.folder)


def keeps_any(place: StorePlace) -> bool:
    """Tell whether an older store stands in `kept/`."""
    return any((place.folder / "kept").glob(f"*/{FILE}"))


def kept_folder(place: StorePlace, now: datetime) -> Path:
    """Return the name of a new folder, dated, for files that are put aside."""
    kept = place.folder / "kept" / f"{now:%Y%m%dT%H%M%SZ}"
    number = 1
    while kept.exists():
        number += 1
        kept = kept.with_name(f"{now:%Y%m%dT%H%M%SZ}-{number}")
    return kept


def put_aside(place: StorePlace, files: Sequence[Path], now: datetime) -> Path:
    """Move files into a dated folder in `kept/`; return it."""
    kept = kept_folder(place, now)
    with told("文件没有移开"):
        _keep(kept, files)
        sync_folder(place.folder)
    return kept


def finish(place: StorePlace) -> bool:
    """Carry out a decided exchange that was cut short; return whether there was one."""
    ready = place.ready_folder
    if not ready.is_dir():
        return False
    log.info("putting a prepared store in place")
    with told("替换数据文件没有完成，下次启动会接着做"):
        if (ready / FILE).exists():
            # The prepared file is still here, so everything beside it is the old store's.
            old = [place.file, *place.companions]
            if (ready / KEY_FILE).exists():
                old.append(place.key_file)
            if (ready / _KEPT_IN).exists():
                _keep(place.folder / "kept" / (ready / _KEPT_IN).read_text("ascii"), old)
            else:
                _drop(old)
            if (ready / KEY_FILE).exists():
                os.replace(ready / KEY_FILE, place.key_file)
            os.replace(ready / FILE, place.file)
            sync_folder(place.folder)
        shutil.rmtree(ready)
        sync_folder(place.folder)
    return True


def sweep(place: StorePlace) -> None:
    """Remove what was prepared and never decided on, and copies nobody reads any more."""
    with told("上次留下的临时文件没有清理"):
        if place.next_folder.exists():
            shutil.rmtree(place.next_folder)
    sweep_copies(place)


def sweep_copies(place: StorePlace) -> None:
    """Remove the copies of damaged files that were read."""
    with told("受损文件的副本没有清理"):
        if place.salvage_folder.exists():
            shutil.rmtree(place.salvage_folder)


def _drop(files: list[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _keep(kept: Path, files: Sequence[Path]) -> None:
    there = [file for file in files if file.exists()]
    if not there:
        return
    kept.mkdir(parents=True, exist_ok=True)
    sync_folder(kept.parent)
    for file in there:
        os.replace(file, kept / file.name)
    sync_folder(kept)
