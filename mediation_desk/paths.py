"""Where things are: resources and migrations shipped with the program, and the user's own folders.

The same call works from a source tree, an installed wheel and a frozen (PyInstaller) build.
Nothing is created here: whoever writes makes the folder it writes into.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "MEDIATION_DESK_HOME"
"""Environment variable that moves all user data, to another disk or for a test."""

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Paths:
    """Every folder the program reads from or writes to, absolute."""

    resources: Path
    """Fonts, icons, templates, reference data and help, read only."""
    migrations: Path
    """Alembic's script folder (env.py and versions/), read only."""
    data: Path
    """The store, its key file and settings."""
    backups: Path
    """Copies of the store made before migrations and on schedule."""
    logs: Path
    """Rotating logs; ids only, never names or case text."""
    out: Path
    """Default place for papers and workbooks that the user asked for."""


def find(home: Path | None = None) -> Paths:
    """Return the folders of this installation.

    `home` overrides the environment variable MEDIATION_DESK_HOME, which overrides the
    platform's usual place for user data. Raises FileNotFoundError when the installation
    lacks its resources.
    """
    shipped = _shipped()
    data = (home or _user_home()).expanduser().absolute()
    return Paths(
        resources=shipped / "resources",
        migrations=shipped / "db" / "migrations",
        data=data,
        backups=data / "backups",
        logs=data / "logs",
        out=data / "out",
    )


def _shipped() -> Path:
    """Return the folder that holds resources/ and db/: frozen build, wheel or source tree."""
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen)] if frozen else []
    places += [_PACKAGE / "_data", _PACKAGE.parent]
    for place in places:
        if (place / "resources").is_dir() and (place / "db" / "migrations").is_dir():
            return place
    looked = "、".join(str(place) for place in places)
    raise FileNotFoundError(f"程序文件不完整：在 {looked} 都找不到 resources，请重新安装。")


def _user_home() -> Path:
    """Return the folder for this user's data by the platform's custom."""
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        roaming = os.environ.get("APPDATA")
        return (Path(roaming) if roaming else Path.home() / "AppData/Roaming") / "MediationDesk"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/MediationDesk"
    shared = os.environ.get("XDG_DATA_HOME", "")
    # The XDG specification says that a relative path must be ignored.
    base = Path(shared) if os.path.isabs(shared) else Path.home() / ".local/share"
    return base / "mediation-desk"
