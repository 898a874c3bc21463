"""What a password (口令) must be (等保 身份鉴别 a): length and kinds of characters."""

import unicodedata
from dataclasses import dataclass, field

from mediation_desk.errors import InvalidInput

SHORTEST = 10
LONGEST = 256
KINDS = 3
REMEMBERED = 5
"""How many former passwords may not be used again."""

RULE = f"口令至少 {SHORTEST} 个字符，大写字母、小写字母、数字、符号（含汉字）中至少有 {KINDS} 种。"
"""The rule in words, for the form."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody signs in with."""

    login: str
    password: str = field(repr=False)


def normal(password: str) -> str:
    """Return the password as it is compared: NFC, so that two keyboards type the same one."""
    return unicodedata.normalize("NFC", password)


def check_password(password: str, login: str, *, field: str = "password") -> None:
    """Raise InvalidInput on `field` for a password the rule does not take."""
    if password != password.strip() or "\x00" in password:
        raise InvalidInput({field: "口令的开头和结尾不能是空格。"})
    if not SHORTEST <= len(password) <= LONGEST or _kinds(password) < KINDS:
        raise InvalidInput({field: RULE})
    if len(set(password)) < SHORTEST // 2:
        raise InvalidInput({field: "口令里重复的字符太多，请换一个。"})
    if login and login.casefold() in password.casefold():
        raise InvalidInput({field: "口令里不能包含登录名。"})


def _kinds(password: str) -> int:
    def kind(character: str) -> str:
        if character.isascii() and character.isalpha():
            return "upper" if character.isupper() else "lower"
        return "digit" if character.isdecimal() else "other"

    return len({kind(character) for character in password})
