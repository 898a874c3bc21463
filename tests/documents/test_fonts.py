"""Our reading of the fonts is ReportLab's, number for number; what they hold prints."""

import unicodedata

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

from mediation_desk.documents.font_file import FontFace
from mediation_desk.documents.fonts import fonts_at
from tests.documents import samples

READ = ("charToGlyph", "charWidths", "defaultWidth", "name", "bbox", "flags", "ascent")


@pytest.mark.parametrize("name", ["DocFangSong", "DocSong", "DocHei", "DocRare"])
def test_a_font_read_at_once_is_the_font_read_number_by_number(name: str) -> None:
    file = str(samples.FONTS / f"{name}.ttf")
    ours, theirs = FontFace(file), TTFontFace(file)
    assert all(getattr(ours, one) == getattr(theirs, one) for one in READ)
    assert list(ours.glyphPos) == theirs.glyphPos
    assert [ours.hmetrics[at] for at in range(ours.numGlyphs)] == theirs.hmetrics
    some = [ord(char) for char in "㛃一示例〇0aé" if ord(char) in theirs.charToGlyph]
    assert ours.makeSubset(some) == theirs.makeSubset(some)


@pytest.mark.parametrize("name", ["DocFangSong", "DocSong", "DocHei", "DocRare"])
def test_no_character_a_font_says_it_has_prints_as_nothing(name: str) -> None:
    face = FontFace(str(samples.FONTS / f"{name}.ttf"))
    blank = [
        f"U+{code:04X}"
        for code, glyph in face.charToGlyph.items()
        if unicodedata.category(chr(code))[0] in "LNPS"
        and not (
            glyph and face.glyphPos[glyph + 1] > face.glyphPos[glyph] and face.charWidths[code]
        )
    ]
    assert blank == []


def test_every_character_of_the_national_standard_is_printed_or_named() -> None:
    fonts = fonts_at(samples.FONTS)
    level = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    level += [chr(code) for code in range(0x20000, 0x323B0)]
    named = set(fonts.unprintable("".join(level)))
    assert all(bool(fonts.body.face(char)) != (char in named) for char in level)
    assert not named & {chr(code) for code in range(0x4E00, 0x9FA6)}
