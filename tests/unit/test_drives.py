"""Sticks, network shares and synced folders are recognised from what the system says."""

from pathlib import Path

import pytest

from mediation_desk.storage import drives_posix
from mediation_desk.storage.drives import DriveKind, Drives

MOUNTS = """\
22 1 8:2 / / rw - ext4 /dev/sda2 rw
30 22 8:17 / /media/office/备份\\040盘 rw - vfat /dev/sdb1 rw
31 22 0:50 / /mnt/share rw - cifs //server/share rw
32 22 8:33 / /mnt/disk rw - ext4 /dev/sdc1 rw
33 22 253:0 / /mnt/locked rw - ext4 /dev/mapper/locked rw
34 22 179:1 / /mnt/card rw - exfat /dev/mmcblk0p1 rw
35 22 0:31 / /tmp rw - tmpfs tmpfs rw
"""


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """A machine with a disk, a stick, a second disk, an encrypted stick and a card."""
    root = tmp_path / "system"
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/self/mountinfo").write_text(MOUNTS, encoding="utf-8")
    numbers = root / "sys/dev/block"
    numbers.mkdir(parents=True)
    for number, node in {
        "8:2": "pci/ata1/block/sda/sda2",
        "8:17": "pci/usb1/1-2/block/sdb/sdb1",
        "8:33": "pci/ata2/block/sdc/sdc1",
        "253:0": "virtual/block/dm-0",
        "179:1": "pci/mmc_host/mmc0/block/mmcblk0/mmcblk0p1",
    }.items():
        place = root / "sys/devices" / node
        place.mkdir(parents=True)
        (numbers / number).symlink_to(place)
    (root / "sys/devices/virtual/block/dm-0/slaves").mkdir()
    (root / "sys/devices/virtual/block/dm-0/slaves/sdb1").symlink_to(
        root / "sys/devices/pci/usb1/1-2/block/sdb/sdb1"
    )
    card = root / "sys/devices/pci/mmc_host/mmc0/block/mmcblk0/device"
    card.mkdir()
    (card / "type").write_text("SD\n")
    return root


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/desk", "fixed"),
        ("/media/office/备份 盘/调解台", "removable"),
        ("/mnt/share/desk", "network"),
        ("/mnt/disk/desk", "fixed"),
        ("/mnt/locked/desk", "removable"),
        ("/mnt/card/desk", "removable"),
        ("/tmp/desk", "fixed"),
    ],
)
def test_a_folder_is_on_the_kind_of_drive_it_is_mounted_from(
    system: Path, folder: str, kind: str
) -> None:
    assert drives_posix.kind_of(Path(folder), system) == kind


def test_a_stick_is_known_by_its_label_and_number(system: Path, tmp_path: Path) -> None:
    device = tmp_path / "sdb1"
    device.touch()
    text = (system / "proc/self/mountinfo").read_text(encoding="utf-8")
    (system / "proc/self/mountinfo").write_text(
        text.replace("/dev/sdb1", str(device)), encoding="utf-8"
    )
    for folder, name in (("by-label", "备份\\x20盘"), ("by-uuid", "1A2B-3C4D")):
        (system / "dev/disk" / folder).mkdir(parents=True)
        (system / "dev/disk" / folder / name).symlink_to(device)
    assert drives_posix.volumes(system) == [(Path("/media/office/备份 盘"), "备份 盘", "1A2B-3C4D")]


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - 示例镇司法所", "OneDrive"),
        ("我的坚果云", "坚果云"),
        ("BaiduSyncdisk", "百度网盘"),
        ("WPS云盘", "WPS 云盘"),
        ("Dropbox (个人)", "Dropbox"),
    ],
)
def test_a_folder_that_a_program_copies_to_the_net_is_recognised(
    tmp_path: Path, folder: str, name: str
) -> None:
    drive = Drives().drive_of(tmp_path / folder / "调解")
    assert (drive.kind, drive.name) == (DriveKind.SYNCED, name)


def test_a_sync_program_s_mark_is_enough(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert Drives().drive_of(tmp_path / "调解").name == "Syncthing"


def test_a_village_named_like_a_sync_program_is_not_one(tmp_path: Path) -> None:
    assert Drives().drive_of(tmp_path / "坚果云南村").kind is DriveKind.FIXED
