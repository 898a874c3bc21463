"""Notes at the table (笔记): `@甲` names a party, `#事实` an issue, anywhere in the text."""

import re

_TAG = re.compile(r"[@#＠＃][\w·]+")
_FULL = str.maketrans("＠＃", "@#")


def tags(text: str) -> tuple[str, ...]:
    """Return the @parties and #issues of a note in the order they stand there, each once."""
    return tuple(dict.fromkeys(one.translate(_FULL) for one in _TAG.findall(text)))
