"""The office's code lists as a file names their items: by code, label or alias."""

from dataclasses import dataclass
from typing import Any

from mediation_desk.services.reference import Reference


class FileLists:
    """The office's code lists as the file reader asks for them."""

    def __init__(self, reference: Reference) -> None:
        """Look into the lists of `reference`."""
        self._reference = reference

    def match(self, name: str, text: str) -> str | None:
        """Return the code a text stands for; types also as 大类/子类."""
        wanted = text.strip()
        if name == "types":
            found = self._reference.types.match(wanted)
            return found.code if found else self._by_label(name, wanted)
        return self._by_label(name, wanted)

    def labels(self, name: str) -> tuple[str, ...]:
        """Return the labels that may be written."""
        return tuple(item.label for item in self._items(name))

    def _by_label(self, name: str, wanted: str) -> str | None:
        folded = wanted.replace(" ", "").replace("／", "/").removesuffix("纠纷")
        for item in self._items(name):
            path = self._reference.types.label(item.code) if name == "types" else item.label
            if folded and folded in (item.code, item.label, path.replace(" ", ""), *item.aliases):
                return str(item.code)
        return None

    def _items(self, name: str) -> tuple[Any, ...]:
        if name == "types":
            return self._reference.types.items
        if name == "termination_grounds":
            return tuple(_Choice(g.code, g.label) for g in self._reference.termination.grounds)
        return self._reference.all_items(name)


@dataclass(frozen=True, slots=True)
class _Choice:
    code: str
    label: str
    aliases: tuple[str, ...] = ()
