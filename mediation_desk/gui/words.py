"""The window's words: Chinese in the code, any other language from resources/i18n/*.toml.

The Chinese text is the key, so that the code reads as the window does; what a catalogue lacks stays
Chinese. Sentences of the law and error messages come from the services and stay Chinese.
"""

from pathlib import Path

LANGUAGES = {"zh": "中文", "en": "English"}
"""Code and own name of every language the window speaks."""

LONGEST_TIP = 400
"""A tooltip is read in passing; a long text is opened instead."""

_catalogue: dict[str, str] = {}


def use_language(resources: Path, code: str) -> None:
    """Speak `code` from now on; texts already on screen change when they are drawn anew."""
    _catalogue.clear()
    if code != "zh":
        import tomllib

        file = resources / "i18n" / f"{code}.toml"
        _catalogue.update(tomllib.loads(file.read_text(encoding="utf-8"))["words"])


def tr(text: str, **values: object) -> str:
    """Return the text in the language in use, its {names} filled in."""
    found = _catalogue.get(text, text)
    return found.format(**values) if values else found


def plain_tip(text: str) -> str:
    """Return a text as a tooltip shows it word for word: Qt takes what looks like HTML for HTML."""
    short = text if len(text) <= LONGEST_TIP else f"{text[:LONGEST_TIP]}……"
    if "<" not in short:
        return short
    from html import escape

    return f"<qt>{escape(short)}</qt>"


def plain_words(text: str) -> str:
    """Return a text as a button shows it word for word: Qt takes & for a shortcut's mark."""
    return text.replace("&", "&&")
