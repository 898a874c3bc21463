"""A calendar file (.ics, RFC 5545): written for other calendar programs, never read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LONGEST = 75
"""Octets of a line; a longer one goes on in the next, after a blank (RFC 5545, 3.1)."""

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is on: at a moment for an hour, or the whole day where `at` is None."""

    uid: str
    day: date
    at: datetime | None
    title: str
    note: str = ""


def calendar_file(entries: Sequence[Entry], *, made_at: datetime) -> bytes:
    """Return the file in UTF-8; the same entries give the same bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mediation Desk//ZH", "CALSCALE:GREGORIAN"]
    for entry in entries:
        lines += _event(entry, made_at)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(entry: Entry, made_at: datetime) -> Iterable[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(entry.uid)}@mediation-desk"
    yield f"DTSTAMP:{_utc(made_at)}"
    if entry.at is None:
        yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
    else:
        yield f"DTSTART:{_utc(entry.at)}"
        yield f"DTEND:{_utc(entry.at + _HOUR)}"
    yield f"SUMMARY:{_escaped(entry.title)}"
    if entry.note:
        yield f"DESCRIPTION:{_escaped(entry.note)}"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(plain, escaped)
    return "\\n".join(text.splitlines())


def _folded(line: str) -> Iterable[str]:
    """Yield the line in parts of at most 75 octets, never splitting a character."""
    part, room = "", _LONGEST
    for char in line:
        size = len(char.encode())
        if size > room:
            yield part
            part, room = " ", _LONGEST - 1
        part, room = part + char, room - size
    yield part
