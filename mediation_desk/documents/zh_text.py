"""Chinese lines: 避头尾, squeezed punctuation, justification, indent, fallback fonts.

The text is never parsed: no markup exists that a user could type. Time grows with the length of
the text and nothing else. Lengths are in points.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from mediation_desk.documents.blocks import Align
from mediation_desk.documents.fonts import Chain

NOT_FIRST = frozenset("，。、；：？！”’）》〉】〕」』］｝…—·％‰℃,.;:?!)]}°㎡～%")
NOT_LAST = frozenset("“‘（《〈【〔「『［｛￥¥$([{№")
SQUEEZABLE = frozenset("，。、；：？！”’）》〉】〕」』“‘（《〈【〔「『")

_LATIN = "0-9A-Za-z\u00c0-\u024f"
_ATOM = re.compile(rf"[{_LATIN}][{_LATIN}.,:%/\-+@_]*[{_LATIN}%]|＿+|——|……|.", re.DOTALL)
_SPACES = re.compile("[\t\u00a0\u2000-\u200a\u202f\u205f]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
_SQUEEZE = 0.4
"""Part of an em that punctuation may give up."""
_STRETCH = 0.25
"""Part of an em that justification may add between characters; beyond, the line stays short."""
_BACK = 8
"""How many atoms the search for a permitted line end goes back."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; sizes in points, `indent` in characters."""

    chain: Chain
    size: float
    pitch: float
    indent: int = 0
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its characters, where it starts and what is added between them."""

    text: str
    x: float
    spacing: float


Atom = tuple[str, float]


def clean(text: str) -> str:
    """Return the text with one kind of line end and space, without invisible controls."""
    return _INVISIBLE.sub("", _SPACES.sub(" ", _LINE_ENDS.sub("\n", text)))


def set_lines(text: str, style: Style, width: float) -> list[Line]:
    """Break the text into lines no wider than `width`; each line end in it starts a paragraph."""
    lines: list[Line] = []
    for paragraph in clean(text).split("\n"):
        lines.extend(_set_paragraph(paragraph, style, width))
    return lines


def natural_width(text: str, style: Style) -> float:
    """Return how wide the text is when nothing is squeezed or stretched."""
    return style.chain.measure(text) * style.size


def _set_paragraph(text: str, style: Style, width: float) -> list[Line]:
    indent = style.indent * style.size
    atoms = _atoms(text, style, width - indent)
    if not atoms:
        return [Line("", 0, 0)]
    lines, start = [], 0
    while start < len(atoms):
        room = width - (0 if start else indent)
        end, used = _fill(atoms, start, room=room, size=style.size)
        last = end >= len(atoms)
        line_text = "".join(atom for atom, _ in atoms[start:end])
        lines.append(_place(line_text, style, extra=room - used, x=width - room, stretch=not last))
        start = end
    return lines


def _atoms(text: str, style: Style, longest: float) -> list[Atom]:
    """Cut into what must not be broken: Latin words, numbers, double dashes, single characters."""
    measure, size = style.chain.measure, style.size
    atoms: list[Atom] = []
    for atom in _ATOM.findall(text):
        width = measure(atom) * size
        if width > longest:
            atoms.extend((char, measure(char) * size) for char in atom)
        else:
            atoms.append((atom, width))
    return atoms


def _fill(atoms: list[Atom], start: int, *, room: float, size: float) -> tuple[int, float]:
    """Return where the line that begins at `start` ends, and its natural width."""
    end, used, slack = start, 0.0, 0.0
    while end < len(atoms) and (used + atoms[end][1] <= room + 0.01 or end == start):
        used += atoms[end][1]
        slack += _SQUEEZE * size * (atoms[end][0] in SQUEEZABLE)
        end += 1
    if end == len(atoms):
        return end, used
    if atoms[end][0] == " ":
        return _hang_spaces(atoms, end), used
    if atoms[end][0] in NOT_FIRST:
        pulled = _pull(atoms, end, slack=slack, size=size, over=used - room)
        if pulled:
            return pulled, used + sum(width for _, width in atoms[end:pulled])
    return _step_back(atoms, start, end=end, used=used)


def _hang_spaces(atoms: list[Atom], end: int) -> int:
    """Spaces at a line end stand beyond the margin, unseen."""
    while end < len(atoms) and atoms[end][0] == " ":
        end += 1
    return end


def _pull(atoms: list[Atom], end: int, *, slack: float, size: float, over: float) -> int:
    """Return the new end if up to two closing marks fit by squeezing; 0 if not."""
    stop = end
    while stop < len(atoms) and stop < end + 2 and atoms[stop][0] in NOT_FIRST:
        over += atoms[stop][1]
        slack += _SQUEEZE * size * (atoms[stop][0] in SQUEEZABLE)
        stop += 1
    more = stop < len(atoms) and atoms[stop][0] in NOT_FIRST
    return stop if over <= slack and not more else 0


def _step_back(atoms: list[Atom], start: int, *, end: int, used: float) -> tuple[int, float]:
    """Go back to the nearest permitted line end; where there is none near, break here."""
    stop, width = end, used
    while stop > start + 1 and (atoms[stop][0] in NOT_FIRST or atoms[stop - 1][0] in NOT_LAST):
        stop -= 1
        width -= atoms[stop][1]
        if end - stop > _BACK:
            return end, used
    permitted = atoms[stop][0] not in NOT_FIRST and atoms[stop - 1][0] not in NOT_LAST
    return (stop, width) if permitted else (end, used)


_SHIFT: dict[Align, Callable[[float], float]] = {
    Align.CENTER: lambda extra: extra / 2,
    Align.RIGHT: lambda extra: extra,
}


def _place(text: str, style: Style, *, extra: float, x: float, stretch: bool) -> Line:
    gaps = len(text.rstrip(" ")) - 1
    if extra < 0 and gaps > 0:
        return Line(text, x, extra / gaps)
    if style.align is Align.JUSTIFY and stretch and gaps > 0:
        spacing = extra / gaps
        return Line(text, x, spacing if spacing <= _STRETCH * style.size else 0)
    shift = _SHIFT.get(style.align)
    return Line(text, x + shift(max(extra, 0)) if shift else x, 0)
