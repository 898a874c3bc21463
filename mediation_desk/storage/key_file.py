"""The key file's form on disk: slots, failed sign-ins, a check over all of it.

JSON of format 2; format 1 (one open slot) is read and becomes format 2 with the first change. The
check is a plain hash: it tells a damaged or edited file from a wrong password in the log, and an
edit of the counters closes every name for a while. It cannot stop someone who knows this program
and has the file; against that stand the cost of a guess, and the store's memory of `mark`, which
shows at the next sign-in that an older copy was put back.
"""

import json
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from typing import Any

from mediation_desk.domain.lockout import FIRST_WAIT, Attempts, seen_at
from mediation_desk.errors import StorageProblem
from mediation_desk.files import atomic_write, held
from mediation_desk.storage.sealing import SALT_BYTES, SUITE

FORMAT = 2
REMEMBERED = 200
"""Refused sign-ins, and names without a slot, that are kept; older ones go first."""

log = logging.getLogger(__name__)

Slot = dict[str, Any]
"""One way to the data key: `kind` is open, password or recovery; bytes are hex."""


@dataclass
class KeyFile:
    """What a key file holds; changed inside `changing` only."""

    salt: bytes = field(default_factory=lambda: secrets.token_bytes(SALT_BYTES))
    mark: str = ""
    slots: list[Slot] = field(default_factory=list)
    attempts: dict[str, Attempts] = field(default_factory=dict)
    refused: list[list[str]] = field(default_factory=list)
    altered: bool = False

    def name_of(self, login: str) -> str:
        """Return how a login stands in the file: as a hash, so that no name can be read there."""
        return sha256(self.salt + login.casefold().encode("utf-8", "surrogatepass")).hexdigest()

    def find(self, kind: str, **marks: str) -> Slot | None:
        """Return the slot of a kind with these marks, None without one."""
        for slot in self.slots:
            if slot["kind"] == kind and all(slot[key] == mark for key, mark in marks.items()):
                return slot
        return None

    def attempts_of(self, name: str, mark: float) -> Attempts:
        """Return the failures of a name now; an edited file makes every name wait."""
        if self.altered:
            names = {slot["login"] for slot in self.slots if "login" in slot} | {name}
            for one in names | set(self.attempts):
                waits = self.attempts.get(one, Attempts()).waits
                self.attempts[one] = Attempts(0, waits, FIRST_WAIT, mark)
            self.altered = False
        return seen_at(self.attempts.get(name, Attempts(mark=mark)), mark)

    def trim(self) -> None:
        """Forget the oldest of what strangers can add without end."""
        known = {slot["login"] for slot in self.slots if "login" in slot}
        strange = [name for name in self.attempts if name not in known]
        for name in strange[: max(len(strange) - REMEMBERED, 0)]:
            del self.attempts[name]
        del self.refused[: max(len(self.refused) - REMEMBERED, 0)]


def load(path: Path) -> KeyFile:
    """Return what the file holds. Raises StorageProblem with a sentence."""
    try:
        content = json.loads(path.read_bytes())
        if content["format"] == 1:
            return KeyFile(slots=content["slots"])
        if content["format"] != FORMAT or content["suite"] != SUITE:
            raise StorageProblem(
                f"密钥文件“{path.name}”由更新的程序版本写成，本版本不能打开，没有改动它。",
                "请升级程序。",
            )
        return _read(content)
    except FileNotFoundError as error:
        raise StorageProblem(
            f"找不到密钥文件“{path.name}”，数据打不开，但没有损坏。", "请把它放回数据文件夹。"
        ) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StorageProblem(
            f"密钥文件“{path.name}”读不懂，数据打不开，但没有损坏。", "请从备份恢复这个文件。"
        ) from error


def save(path: Path, content: KeyFile) -> None:
    """Write the file whole or not at all. Raises StorageProblem."""
    content.trim()
    plain = {
        "format": FORMAT,
        "suite": SUITE,
        "salt": content.salt.hex(),
        "mark": content.mark,
        "slots": content.slots,
        "attempts": {name: list(astuple(one)) for name, one in content.attempts.items()},
        "refused": content.refused,
    }
    atomic_write(path, json.dumps({**plain, "check": _check(plain)}, indent=1).encode())


@contextmanager
def changing(path: Path) -> Iterator[KeyFile]:
    """Give the file's content to change; written on leaving, untouched after any exception."""
    with held(path):
        content = load(path)
        yield content
        save(path, content)


def _read(content: dict[str, Any]) -> KeyFile:
    check = content.pop("check")
    altered = not compare_digest(check, _check(content))
    if altered:
        log.error("key file: altered or damaged ")
    return KeyFile(
        salt=bytes.fromhex(content["salt"]),
        mark=str(content["mark"]),
        slots=[dict(slot) for slot in content["slots"]],
        attempts={name: Attempts(*numbers) for name, numbers in content["attempts"].items()},
        refused=[[str(part) for part in one] for one in content["refused"]],
        altered=altered,
    )


def _check(plain: dict[str, Any]) -> str:
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
