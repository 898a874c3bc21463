"""Legible at every size: contrast, and one scale that reaches everything."""

import pytest

from mediation_desk.gui import preferences
from mediation_desk.gui.preferences import Preferences
from mediation_desk.gui.theme import BADGES, CONTRAST, LIGHT, contrast_ratio

ON = [
    ("text", "ground"),
    ("text", "surface"),
    ("text", "stripe"),
    ("muted", "surface"),
    ("muted", "ground"),
    ("muted", "calm_ground"),
    ("on_accent", "accent"),
    ("on_chosen", "chosen"),
    ("on_side", "side"),
    ("on_side_chosen", "side_chosen"),
    ("danger", "surface"),
    ("danger", "bad_ground"),
    ("good", "good_ground"),
    ("warn", "warn_ground"),
]


@pytest.mark.parametrize("colours", [LIGHT, CONTRAST], ids=["light", "contrast"])
@pytest.mark.parametrize("pair", [*ON, *BADGES.values()], ids=str)
def test_every_text_stands_out_from_its_ground(colours: dict, pair: tuple[str, str]) -> None:
    ink, ground = (colours[token] for token in pair)
    assert contrast_ratio(ink, ground) >= (7 if colours is CONTRAST and pair in ON[:4] else 4.5)


@pytest.mark.gui
def test_text_size_reaches_the_lists_and_survives_a_restart(window, desk) -> None:
    height = window.pages["home"].table.verticalHeader().defaultSectionSize()
    window.zoom(0.5)
    table = window.pages["home"].table
    assert table.verticalHeader().defaultSectionSize() == pytest.approx(height * 1.5, abs=1)
    assert table.font().pointSizeF() == pytest.approx(16.5)
    assert preferences.read(desk.paths.data) == Preferences(scale=1.5)


def test_a_broken_preference_file_gives_the_defaults(tmp_path) -> None:
    (tmp_path / preferences.FILE).write_text('{"scale": ', encoding="utf-8")
    assert preferences.read(tmp_path) == Preferences()
