"""Drives on Linux, as /proc and /sys tell them; elsewhere everything counts as a fixed disk."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_NETWORK = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "fuse.glusterfs",
    "fuse.sshfs", "fuse.rclone", "fuse.davfs", "davfs", "fuse.curlftpfs", "fuse.gvfsd-fuse",
}  # fmt: skip
"""File systems whose files are on another machine."""

_ROOT = Path("/")


@dataclass(frozen=True, slots=True)
class Mount:
    """A line of /proc/self/mountinfo."""

    root: Path
    device: str
    file_system: str
    source: str


def kind_of(folder: Path, system: Path = _ROOT) -> str:
    """Return fixed, removable or network for an existing folder, links followed."""
    mount = _mount_of(folder, system)
    if mount is None:
        return "fixed"
    if mount.file_system in _NETWORK:
        return "network"
    node = system / "sys/dev/block" / _device_number(mount)
    return "removable" if any(_can_be_pulled(disk) for disk in _disks(node)) else "fixed"


def volumes(system: Path = _ROOT) -> list[tuple[Path, str, str]]:
    """Return root, label and id of every mounted volume that has an id."""
    labels = _names(system / "dev/disk/by-label")
    ids = _names(system / "dev/disk/by-uuid")
    found = []
    for mount in _mounts(system):
        device = os.path.realpath(mount.source)
        if device in ids:
            found.append((mount.root, labels.get(device, ""), ids[device]))
    return found


def _mounts(system: Path) -> list[Mount]:
    try:
        lines = (system / "proc/self/mountinfo").read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return []
    return [_mount(line) for line in lines]


def _mount(line: str) -> Mount:
    """Read one line: `36 35 98:0 / /mnt/x rw,noatime - ext3 /dev/root rw`."""
    words, _, rest = line.partition(" - ")
    before, after = words.split(), rest.split()
    return Mount(Path(_plain(before[4])), before[2], after[0], _plain(after[1]))


def _mount_of(folder: Path, system: Path) -> Mount | None:
    holding = [mount for mount in _mounts(system) if folder.is_relative_to(mount.root)]
    # Of two mounts on one point the later one is seen.
    return max(reversed(holding), key=lambda mount: len(mount.root.parts), default=None)


def _plain(text: str) -> str:
    """Undo the octal escapes of mountinfo and the hexadecimal ones of /dev/disk."""
    text = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)
    return re.sub(r"\\x([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), text)


def _device_number(mount: Mount) -> str:
    """Return major:minor of the block device, also for file systems with a number of their own."""
    if mount.device.startswith("0:") and mount.source.startswith("/dev/"):
        try:
            number = os.stat(mount.source).st_rdev
        except OSError:
            return mount.device
        return f"{os.major(number)}:{os.minor(number)}"
    return mount.device


def _disks(node: Path) -> Iterator[Path]:
    """Yield the partition or disk in /sys and, for an encrypted or joined one, those below it."""
    if not node.exists():
        return
    real = node.resolve()
    yield real
    for below in sorted(real.glob("slaves/*")):
        yield from _disks(below)


def _can_be_pulled(node: Path) -> bool:
    """Tell whether this block device hangs on USB, is a card, or calls itself removable."""
    if any(re.fullmatch(r"usb\d+", part) for part in node.parts):
        return True
    for place in (node, node.parent):
        if _word(place / "removable") == "1" or _word(place / "device/type") == "SD":
            return True
    return False


def _word(file: Path) -> str:
    try:
        return file.read_text("ascii", "replace").strip()
    except OSError:
        return ""


def _names(folder: Path) -> dict[str, str]:
    """Return the names that links in `folder` give to devices."""
    if not folder.is_dir():
        return {}
    return {os.path.realpath(link): _plain(link.name) for link in folder.iterdir()}
