"""Our reading of the fonts is ReportLab's, number for number."""

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

from mediation_desk.documents.font_file import FontFace
from tests.documents import samples

READ = ("charToGlyph", "charWidths", "hmetrics", "defaultWidth", "name", "bbox", "flags", "ascent")


@pytest.mark.parametrize("name", ["DocFangSong", "DocSong", "DocHei", "DocRare"])
def test_a_font_read_at_once_is_the_font_read_number_by_number(name: str) -> None:
    file = str(samples.FONTS / f"{name}.ttf")
    ours, theirs = FontFace(file), TTFontFace(file)
    assert all(getattr(ours, one) == getattr(theirs, one) for one in READ)
    assert list(ours.glyphPos) == theirs.glyphPos
    some = [ord(char) for char in "㛃一示例〇0aé" if ord(char) in theirs.charToGlyph]
    assert ours.makeSubset(some) == theirs.makeSubset(some)
