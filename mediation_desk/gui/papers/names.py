"""Names of papers and of what a dossier holds, in the language of the window."""

import re

from mediation_desk.gui.words import tr

_NAME = re.compile(r"(.+?)(?:（第(\d+)次）)?(（空白）)?")


def paper_name(label: str) -> str:
    """Return a name as the window says it: 人民调解记录（第2次） keeps which one it is of."""
    found = _NAME.fullmatch(label)
    if found is None:
        return label
    name = tr(found[1])
    if found[2]:
        name = tr("{paper}（第{number}次）", paper=name, number=found[2])
    return tr("{paper}（空白）", paper=name) if found[3] else name
