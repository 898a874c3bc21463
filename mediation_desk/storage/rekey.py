"""Giving a store another data key (更换数据密钥): a copy under the new key, proved, put in place.

The live file is not rewritten: until the moment of decision the old store and its key file stand
untouched beside the copy, from then on the new pair is put in place, at the next start if need be.
"""

import secrets
from collections.abc import Callable
from pathlib import Path

from mediation_desk.errors import StorageProblem
from mediation_desk.storage import swap
from mediation_desk.storage.contents import contents, verify
from mediation_desk.storage.database import Database, Progress
from mediation_desk.storage.place import FILE, KEY_FILE, StorePlace
from mediation_desk.storage.raw import look_into
from mediation_desk.storage.sealing import KEY_BYTES

_MARGIN = 16 * 1024 * 1024

Seal = Callable[[Path, bytes], None]
"""Writes the key file that goes with the new data key."""


def change_key(
    db: Database, place: StorePlace, seal: Seal, progress: Progress | None = None
) -> bytes:
    """Put the store under a new random key and return it; nobody reads or writes meanwhile.

    Raises StorageProblem with the store as it was.
    """
    _refuse_full(place)
    key = secrets.token_bytes(KEY_BYTES)
    with db.alone():
        copy = swap.stage(place) / FILE
        seen = db.copy_to(copy, contents, key=key, progress=progress)
        look_into(copy, key, verify)
        if look_into(copy, key, contents) != seen:
            raise StorageProblem(
                "换密钥后的副本核对不一致，已丢弃，原来的数据和密钥没有改动。", "请检查磁盘后重试。"
            )
        seal(place.next_folder / KEY_FILE, key)
        db.exchange(lambda: swap.put_over(place), key)
    return key


def _refuse_full(place: StorePlace) -> None:
    needed = place.file.stat().st_size + _MARGIN
    if place.drives.free(place.folder) < needed:
        raise StorageProblem(
            f"磁盘空间不足（需要 {-(-needed // 1_000_000)} MB），没有更换密钥，数据没有改动。",
            "请清理磁盘后重试。",
        )
