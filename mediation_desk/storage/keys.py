"""The data key beside the store: a random 256-bit key, wrapped or (office without password) open.

The side file is JSON: `{"format": 1, "slots": [...]}`. An `open` slot holds the key as it is: the
store is then protected against altered bits and stray copies of the database alone, not against
somebody who takes the whole folder. The demo office and an office without accounts use it.
"""

import json
import secrets
from pathlib import Path

from mediation_desk.errors import StorageProblem
from mediation_desk.files import atomic_write

KEY_BYTES = 32


def create(path: Path) -> bytes:
    """Make a new data key and its side file; never replaces one that exists."""
    if path.exists():
        raise StorageProblem("密钥文件已经存在，没有改动它。", "请选择一个空文件夹。")
    key = secrets.token_bytes(KEY_BYTES)
    content = {"format": 1, "slots": [{"kind": "open", "key": key.hex()}]}
    atomic_write(path, json.dumps(content, indent=1).encode())
    return key


def read(path: Path) -> bytes:
    """Return the data key of an office without password. Raises StorageProblem."""
    try:
        content = json.loads(path.read_bytes())
        slot = next(slot for slot in content["slots"] if slot["kind"] == "open")
        key = bytes.fromhex(slot["key"])
    except FileNotFoundError as error:
        raise StorageProblem(
            f"找不到密钥文件“{path.name}”，数据打不开，但没有损坏。", "请把它放回数据文件夹。"
        ) from error
    except (OSError, ValueError, KeyError, StopIteration, TypeError) as error:
        raise StorageProblem(
            f"密钥文件“{path.name}”读不懂，数据打不开，但没有损坏。", "请从备份恢复这个文件。"
        ) from error
    if len(key) != KEY_BYTES:
        raise StorageProblem(f"密钥文件“{path.name}”不完整。", "请从备份恢复这个文件。")
    return key
