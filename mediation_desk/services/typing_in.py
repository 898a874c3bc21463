"""Everything typed is cleaned once, at the gate of the services (permissions.py).

Whatever a method is given (drafts within drafts, lists, plain words) is walked through; what was
done to the texts is added to the message of the answer.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from mediation_desk.domain.cleaning import clean, notes_of
from mediation_desk.services.changes import Changed

Answer = TypeVar("Answer")

PASSWORDS = frozenset({"password", "old", "new"})
"""What is given under these names is a password and stays exactly as it was typed."""


class Typed:
    """What one call was given, cleaned, and the notes on it."""

    def __init__(self) -> None:
        """Begin with nothing done."""
        self._done: Counter[str] = Counter()

    def cleaned(self, value: Any) -> Any:
        """Return the value with every text in it cleaned; the very same one if none had to be."""
        kind: type = type(value)
        if kind is str:
            found = clean(value)
            self._done.update(found.done)
            return value if found.text == value else found.text
        if kind is tuple or kind is list:
            parts = [self.cleaned(part) for part in value]
            return kind(parts) if _differ(parts, value) else value
        if isinstance(value, Mapping):
            made = {self.cleaned(key): self.cleaned(part) for key, part in value.items()}
            return made if made != value else value
        if is_dataclass(kind):
            return self._draft(value)
        return value

    def noted(self, answer: Answer) -> Answer:
        """Return the answer of a write with what was done to the texts in its message."""
        if not self._done or not isinstance(answer, Changed):
            return answer
        notes = notes_of(self._done)
        return replace(answer, message=f"{answer.message}（已整理文字：{notes}）", notes=notes)

    def _draft(self, value: Any) -> Any:
        """Return a frozen draft with its texts cleaned."""
        changes = {}
        for name in _names(value.__class__):
            if name in PASSWORDS:
                continue
            before = getattr(value, name)
            after = self.cleaned(before)
            if after is not before:
                changes[name] = after
        return replace(value, **changes) if changes else value


def _differ(parts: list[Any], before: tuple[Any, ...] | list[Any]) -> bool:
    return any(part is not old for part, old in zip(parts, before, strict=True))


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.init)
