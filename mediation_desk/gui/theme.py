"""Colours, sizes and fonts as tokens; one scale factor (1.0–2.0) drives them all."""

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

SYSTEM_FONTS = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
    "SimHei",
)

LIGHT = {
    "ground": "#F3F5F8",
    "surface": "#FFFFFF",
    "stripe": "#F8FAFC",
    "line": "#D8DEE6",
    "edge": "#7B8898",
    "text": "#1B2733",
    "muted": "#55626F",
    "accent": "#1A5FB4",
    "accent_deep": "#154C90",
    "on_accent": "#FFFFFF",
    "chosen": "#D9E8FB",
    "on_chosen": "#0B2A4F",
    "side": "#12304F",
    "on_side": "#D6E2EF",
    "side_chosen": "#245A93",
    "on_side_chosen": "#FFFFFF",
    "danger": "#B3261E",
    "good": "#17613A",
    "warn": "#7A4B00",
    "good_ground": "#DFF3E6",
    "warn_ground": "#FFF1D0",
    "bad_ground": "#FCE6E4",
    "calm_ground": "#E9EDF1",
    "focus": "#B85C00",
}

CONTRAST = LIGHT | {
    "ground": "#FFFFFF",
    "stripe": "#FFFFFF",
    "line": "#000000",
    "edge": "#000000",
    "text": "#000000",
    "muted": "#202020",
    "accent": "#003A8C",
    "accent_deep": "#00245A",
    "chosen": "#FFE600",
    "on_chosen": "#000000",
    "side": "#000000",
    "on_side": "#FFFFFF",
    "side_chosen": "#FFE600",
    "on_side_chosen": "#000000",
}

BADGES = {
    "registered": ("warn", "warn_ground"),
    "refused": ("muted", "calm_ground"),
    "accepted": ("accent_deep", "chosen"),
    "mediating": ("accent_deep", "chosen"),
    "agreed": ("good", "good_ground"),
    "terminated": ("danger", "bad_ground"),
    "closed": ("muted", "calm_ground"),
}
"""State code -> (text, ground); the word in the badge carries the meaning, never colour alone."""

BASE_POINTS = 11.0


@dataclass(frozen=True)
class Theme:
    """Tokens at one scale."""

    scale: float
    colours: dict[str, str]
    families: tuple[str, ...]
    bold_family: str = ""
    """A face of its own for bold text; "" where the families have bold faces themselves."""

    def px(self, size: float) -> int:
        """Return a size in pixels at this scale."""
        return round(size * self.scale)

    def font(self, factor: float = 1.0, *, bold: bool = False) -> QFont:
        """Return the window's font, larger by `factor`."""
        font = QFont()
        own = [self.bold_family] if bold and self.bold_family else []
        font.setFamilies([*own, *self.families])
        font.setPointSizeF(BASE_POINTS * self.scale * factor)
        if bold and not own:
            font.setWeight(QFont.Weight.DemiBold)
        if sys.platform != "win32":
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    @property
    def bold(self) -> str:
        """The style sheet's words for bold text."""
        return f'font-family: "{self.bold_family}";' if self.bold_family else "font-weight: 600;"

    def palette(self) -> QPalette:
        """Return the palette Fusion draws with."""
        role = QPalette.ColorRole
        palette = QPalette()
        for name, token in (
            (role.Window, "ground"),
            (role.Base, "surface"),
            (role.AlternateBase, "stripe"),
            (role.Text, "text"),
            (role.WindowText, "text"),
            (role.ButtonText, "text"),
            (role.Button, "surface"),
            (role.Highlight, "accent"),
            (role.HighlightedText, "on_accent"),
            (role.PlaceholderText, "muted"),
            (role.ToolTipBase, "text"),
            (role.ToolTipText, "surface"),
            (role.Mid, "line"),
        ):
            palette.setColor(name, QColor(self.colours[token]))
        return palette


def make_theme(resources: Path, scale: float = 1.0, *, contrast: bool = False) -> Theme:
    """Return the theme; the program's own font joins in where the system has no Chinese one."""
    families = list(_system_fonts())
    bold_family = ""
    if not families:
        families = [_own_font(resources, "DeskSans.otf"), _own_font(resources, "DocSong.ttf")]
        bold_family = _own_font(resources, "DocHei.ttf")
    scale = min(max(scale, 1.0), 2.0)
    return Theme(scale, CONTRAST if contrast else LIGHT, tuple(families), bold_family)


@cache
def _system_fonts() -> tuple[str, ...]:
    """Return the machine's Chinese families, looked up before any font of ours is loaded."""
    have = set(QFontDatabase.families())
    return tuple(name for name in SYSTEM_FONTS if name in have)


@cache
def _own_font(resources: Path, name: str) -> str:
    """Load a font of ours once; return its family."""
    number = QFontDatabase.addApplicationFont(str(resources / "fonts" / name))
    return QFontDatabase.applicationFontFamilies(number)[0]


def contrast_ratio(first: str, second: str) -> float:
    """Return the WCAG contrast of two #RRGGBB colours, 1 to 21."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
