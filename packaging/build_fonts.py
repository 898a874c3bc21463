r"""Rebuild the document fonts in resources/fonts/ from their published sources.

ReportLab draws characters through the character map alone and applies no OpenType
substitution, so what a Chinese paper needs (full-width quotes and dashes, lining figures, a
full-width yen sign) is written into the map here, and the layout tables are dropped. Family names
are changed as the SIL Open Font License asks of a modified font.

    python packaging/build_fonts.py --fangsong ZhuqueFangsong-Regular.ttf \
        --song NotoSerifSC-Regular.ttf --hei NotoSansSC-Bold.ttf \
        --rare HanaMinA.ttf --desk NotoSansSC-Regular.otf --out resources/fonts

Any of them may be left out. DeskSans is what the window draws with where the machine has no
Chinese font; Qt applies OpenType features itself, so it is only renamed. DocRare holds only what
the other three lack (they must be in --out): the plane 2 characters of HanaMinA, which include
those of HKSCS and JIS X 0213 and 𠮷 (U+20BB7); the other 40,000 of extension B and later would
add 20 MB and are named on screen.
Sources: Zhuque Fangsong (github.com/TrionesType/zhuque), Noto Serif SC and Noto Sans SC instanced
at their Regular and Bold weight, Hanazono Mincho 2017-09-04 (Debian package fonts-hanazono).
Needs fontTools.
"""

import argparse
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

SUBSTITUTION = 7  # GSUB extension lookup
SINGLE = 1  # GSUB single substitution
LAYOUT_TABLES = (
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "VORG",
    "vhea",
    "vmtx",
    "FFTM",
    "prop",
    "fpgm",
    "prep",
    "cvt ",
)
PUNCTUATION = "—…·“”‘’"
FAMILIES = {
    "DocFangSong": "MD Doc FangSong",
    "DocSong": "MD Doc Song",
    "DocHei": "MD Doc Hei",
    "DocRare": "MD Doc Rare",
    "DeskSans": "Desk Sans SC",
}
PLANE_2 = 0x20000


def substitutions(font: TTFont, tag: str) -> dict:
    """Return glyph -> glyph of every single substitution under a feature."""
    if "GSUB" not in font:
        return {}
    table = font["GSUB"].table
    indexes = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == tag
        for index in record.Feature.LookupListIndex
    }
    found = {}
    for index in sorted(indexes):
        for part in table.LookupList.Lookup[index].SubTable:
            inner = part.ExtSubTable if part.LookupType == SUBSTITUTION else part
            if inner.LookupType == SINGLE:
                found.update(inner.mapping)
    return found


def remap(font: TTFont, glyphs: dict) -> None:
    """Point code points at other glyphs in every Unicode map of the font."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            for code, glyph in glyphs.items():
                if code < 0x10000 or table.format == 12:
                    table.cmap[code] = glyph


def finish(font: TTFont, name: str, out: Path) -> None:
    """Drop the layout tables, rename the family, write the file."""
    for tag in LAYOUT_TABLES:
        if tag in font:
            del font[tag]
    rename(font, FAMILIES[name])
    font.save(out / f"{name}.ttf")


def rename(font: TTFont, family: str) -> None:
    """Give the font another family name, as the licence asks, and no time of its own."""
    for name_id, text in ((1, family), (4, family), (6, family.replace(" ", "")), (16, family)):
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False


def build_fangsong(source: Path, out: Path) -> None:
    """仿宋: lining figures, full-width quotes, and ￥＋＝ borrowed from their narrow forms."""
    font = TTFont(source)
    codes = font.getBestCmap()
    lining, wide = substitutions(font, "lnum"), substitutions(font, "fwid")
    glyphs = {ord(c): lining.get(codes[ord(c)], codes[ord(c)]) for c in "0123456789"}
    glyphs.update({ord(c): wide.get(codes[ord(c)], codes[ord(c)]) for c in "“”‘’"})
    glyphs.update({ord(a): codes[ord(b)] for a, b in ("￥¥", "＋+", "＝=")})
    remap(font, glyphs)
    finish(font, "DocFangSong", out)


def build_noto(source: Path, name: str, out: Path) -> None:
    """宋 and 黑: the wider, Chinese form of dashes, dots and quotes."""
    font = TTFont(source)
    codes, widths = font.getBestCmap(), font["hmtx"]
    local, wide = substitutions(font, "locl"), substitutions(font, "fwid")
    glyphs = {}
    for char in PUNCTUATION:
        plain = codes[ord(char)]
        for other in (local.get(plain), wide.get(plain)):
            if other and widths[other][0] > widths[plain][0]:
                glyphs[ord(char)] = other
                break
    remap(font, glyphs)
    finish(font, name, out)


def build_rare(source: Path, out: Path) -> None:
    """Rare characters of names that the three faces lack, as one small face."""
    have = set()
    for name in ("DocFangSong", "DocSong", "DocHei"):
        have |= set(TTFont(out / f"{name}.ttf", lazy=True).getBestCmap())
    font = TTFont(source)
    wanted = {code for code in font.getBestCmap() if code >= PLANE_2} - have
    options = subset.Options(
        layout_features=[],
        hinting=False,
        notdef_outline=True,
        glyph_names=False,
        drop_tables=[*LAYOUT_TABLES, "gasp"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    finish(font, "DocRare", out)


def build_desk(source: Path, out: Path) -> None:
    """The window's own font: CFF outlines, layout tables kept, another name."""
    font = TTFont(source)
    rename(font, FAMILIES["DeskSans"])
    font.save(out / "DeskSans.otf")


def main() -> None:
    """Read the arguments, build what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fangsong", type=Path)
    parser.add_argument("--song", type=Path)
    parser.add_argument("--hei", type=Path)
    parser.add_argument("--rare", type=Path)
    parser.add_argument("--desk", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    if given.fangsong:
        build_fangsong(given.fangsong, given.out)
    if given.song:
        build_noto(given.song, "DocSong", given.out)
    if given.hei:
        build_noto(given.hei, "DocHei", given.out)
    if given.rare:
        build_rare(given.rare, given.out)
    if given.desk:
        build_desk(given.desk, given.out)


if __name__ == "__main__":
    main()
