"""What one person prefers on one machine: text size, language, a folder. Nothing about cases."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from mediation_desk.files import atomic_write

FILE = "window.json"


@dataclass(frozen=True, slots=True)
class Preferences:
    """How the window looks; `scale` is 1.0 to 2.0. `inbox` is the folder a scanner writes into."""

    scale: float = 1.0
    language: str = "zh"
    contrast: bool = False
    inbox: str = ""


def read(folder: Path) -> Preferences:
    """Return what was kept, the defaults where nothing usable is."""
    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
        names = {one.name for one in fields(Preferences)}
        return Preferences(**{name: kept[name] for name in names & set(kept)})
    except (OSError, ValueError, TypeError):
        return Preferences()


def keep(folder: Path, preferences: Preferences) -> None:
    """Write the preferences beside the store. Raises StorageProblem."""
    atomic_write(folder / FILE, json.dumps(asdict(preferences)).encode())
