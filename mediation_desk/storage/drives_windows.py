"""Drives on Windows, as the Win32 calls tell them."""

import ctypes
import sys
from pathlib import Path
from typing import Any

_REMOVABLE, _REMOTE = 2, 4
_LONGEST = 261
_NO_DIALOGS = 1
"""SEM_FAILCRITICALERRORS: an empty card reader must not ask for a disk."""

_KERNEL: Any = None
if sys.platform == "win32":
    _KERNEL = ctypes.windll.kernel32


def kind_of(folder: Path) -> str:
    """Return fixed, removable or network for an existing folder."""
    root = folder.anchor
    if root.startswith("\\\\"):
        return "network"
    kind = _KERNEL.GetDriveTypeW(root)
    return {_REMOVABLE: "removable", _REMOTE: "network"}.get(kind, "fixed")


def volumes() -> list[tuple[Path, str, str]]:
    """Return root, label and serial number of every drive letter that answers."""
    _KERNEL.SetErrorMode(_NO_DIALOGS)
    letters = _KERNEL.GetLogicalDrives()
    roots = [f"{chr(65 + bit)}:\\" for bit in range(26) if letters >> bit & 1]
    found = []
    for root in roots:
        label = ctypes.create_unicode_buffer(_LONGEST)
        serial = ctypes.c_ulong()
        answered = _KERNEL.GetVolumeInformationW(
            root, label, _LONGEST, ctypes.byref(serial), None, None, None, 0
        )
        if answered:
            found.append((Path(root), label.value, f"{serial.value:08X}"))
    return found
