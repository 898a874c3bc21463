"""Finding an item of a list by a few keys: its words, its pinyin or initials, its code."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mediation_desk.services.reference import Reference
from mediation_desk.storage.pinyin import phrases


@dataclass(frozen=True, slots=True)
class Findable:
    """Something to choose: value and words; `keys` also find it, `tail` is the word that counts."""

    value: str
    label: str
    keys: tuple[str, ...] = ()
    tail: str = ""


def type_choices(reference: Reference) -> tuple[Findable, ...]:
    """Return the dispute types on offer as 大类 / 子类, each big one before its small ones."""
    types = reference.types
    found = []
    for upper in types.level1():
        if not upper.retired:
            for item in (upper, *types.children(upper.code)):
                keys = (item.code, item.ah_code, *item.aliases)
                found.append(Findable(item.code, types.label(item.code), keys, item.label))
    return tuple(found)


def list_choices(reference: Reference, name: str) -> tuple[Findable, ...]:
    """Return the items of a code list on offer."""
    return tuple(
        Findable(item.code, item.label, (item.code, *item.aliases))
        for item in reference.items(name)
    )


def spelled(choices: Iterable[Findable]) -> tuple[Findable, ...]:
    """Return the choices with their pinyin and initials as further keys."""
    # Reading the dictionary takes a quarter of a second: the window does it beside its work.
    pinyin = phrases()
    found = []
    for choice in choices:
        keys = list(choice.keys)
        for words in dict.fromkeys((choice.tail or choice.label, choice.label)):
            plain = "".join(char for char in words if char.isalnum())
            for style in (pinyin.Style.FIRST_LETTER, pinyin.Style.NORMAL):
                keys.append("".join(pinyin.lazy_pinyin(plain, style=style)))
        found.append(replace(choice, keys=tuple(dict.fromkeys(filter(None, keys)))))
    return tuple(found)


def narrowed(choices: Sequence[Findable], typed: str) -> tuple[Findable, ...]:
    """Return what the typed text can mean, best first; all of it while nothing is typed."""
    wanted = _folded(typed)
    if not wanted:
        return tuple(choices)
    ranked = [(rank, choice) for choice in choices if (rank := _rank(choice, wanted)) is not None]
    return tuple(choice for _, choice in sorted(ranked, key=lambda pair: pair[0]))


def _rank(choice: Findable, wanted: str) -> int | None:
    words = [_folded(choice.label), _folded(choice.tail)]
    keys = [key.lower() for key in choice.keys]
    if wanted in words or wanted in keys:
        return 0
    if any(word.startswith(wanted) for word in words):
        return 1
    if any(key.startswith(wanted) for key in keys):
        return 2
    if wanted in words[0]:
        return 3
    return 4 if any(wanted in key for key in keys) else None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "").lower()
