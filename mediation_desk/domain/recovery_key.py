"""The printed recovery key (恢复密钥): 160 random bits as seven groups a person can copy by hand.

Crockford's base 32 has no I, L, O and U, so that a misread letter still means the right digit.
Each group ends in a check character that also depends on the group's place: a wrong group, or two
exchanged ones, are named instead of the whole key being refused.
"""

import re
import unicodedata
from hashlib import sha256

from stdnum.iso7064 import mod_37_36

from mediation_desk.errors import InvalidInput

SECRET_BYTES = 20
GROUPS = 7
GROUP_LENGTH = 6
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_SPARE_BITS = 15
"""Seven groups of five characters hold 175 bits: the secret, then 15 bits of its own hash."""


def write(secret: bytes) -> str:
    """Return the key as it is printed: seven groups of six with hyphens."""
    if len(secret) != SECRET_BYTES:
        raise ValueError("a recovery secret has 160 bits")
    number = int.from_bytes(secret) << _SPARE_BITS | _spare(secret)
    characters = "".join(
        ALPHABET[number >> shift & 31] for shift in range(5 * (5 * GROUPS - 1), -1, -5)
    )
    bodies = (characters[start : start + 5] for start in range(0, 5 * GROUPS, 5))
    return "-".join(body + _check(place, body) for place, body in enumerate(bodies))


def read(text: str) -> bytes:
    """Return the secret of a key as typed; case, spaces, O for 0 and I for 1 do not matter.

    Raises InvalidInput on `recovery_key`, naming the group that is wrong.
    """
    groups = _groups(text)
    for place, group in enumerate(groups):
        if len(group) != GROUP_LENGTH or not set(group) <= set(ALPHABET):
            raise _wrong(place)
        if group[-1] != _check(place, group[:-1]):
            raise _wrong(place)
    number = 0
    for character in "".join(group[:-1] for group in groups):
        number = number << 5 | ALPHABET.index(character)
    secret = (number >> _SPARE_BITS).to_bytes(SECRET_BYTES)
    if number & (1 << _SPARE_BITS) - 1 != _spare(secret):
        raise InvalidInput({"recovery_key": "恢复密钥有两处以上写错了，请对照打印件逐组核对。"})
    return secret


def _groups(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).upper().translate(_MISREAD)
    typed = [part for part in re.split(r"[^0-9A-Z]+", folded) if part]
    if len(typed) == GROUPS:
        return typed
    run = "".join(typed)
    if len(run) != GROUPS * GROUP_LENGTH:
        whole = GROUPS * GROUP_LENGTH
        raise InvalidInput(
            {
                "recovery_key": f"恢复密钥有 {GROUPS} 组、每组 {GROUP_LENGTH} 个字符"
                f"（共 {whole} 个），现在写了 {len(run)} 个，请对照打印件补全。"
            }
        )
    return [run[start : start + GROUP_LENGTH] for start in range(0, len(run), GROUP_LENGTH)]


def _wrong(place: int) -> InvalidInput:
    return InvalidInput({"recovery_key": f"恢复密钥的第 {place + 1} 组写错了，请对照打印件核对。"})


def _check(place: int, body: str) -> str:
    return str(mod_37_36.calc_check_digit(ALPHABET[place] + body, ALPHABET))


def _spare(secret: bytes) -> int:
    return int.from_bytes(sha256(secret).digest()[:2]) >> 1
