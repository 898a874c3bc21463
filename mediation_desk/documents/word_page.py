"""A Word file before its first paragraph: page, margins, fonts, running head and page numbers."""

from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from mediation_desk.documents.blocks import Align
from mediation_desk.documents.layout import BODY_SIZE
from mediation_desk.documents.ooxml import holdable
from mediation_desk.documents.pen import Sheet
from mediation_desk.documents.zh_text import clean
from mediation_desk.domain.dossier import PagePlace

BODY, HEAD = "仿宋", "黑体"
"""Faces every office PC has under these names; Word falls back for characters they lack."""
ALIGN = {
    Align.JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY,
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}
_SMALL = 10.5


def new_document(title: str, number: str, sheet: Sheet, *, demo: bool) -> Any:
    """Return an empty Word document set up like the printed page; it names nobody as its author."""
    document = Document()
    _set_faces(document, sheet)
    section = document.sections[0]
    section.page_width, section.page_height = Pt(sheet.width), Pt(sheet.height)
    section.left_margin, section.right_margin = Pt(sheet.left), Pt(sheet.right)
    section.top_margin, section.bottom_margin = Pt(sheet.top), Pt(sheet.bottom)
    section.different_first_page_header_footer = True
    mark = "【演示数据】" if demo else ""
    running = f"{title}（续页）　编号：{number}" if number else ""
    _margin_text(section.first_page_header, mark)
    _margin_text(section.header, f"{mark}{running}", WD_ALIGN_PARAGRAPH.RIGHT)
    outer = sheet.numbers is PagePlace.OUTER
    for footer in (section.first_page_footer, section.footer):
        _page_numbers(footer.paragraphs[0], Align.RIGHT if outer else Align.CENTER)
    if outer:
        document.settings.odd_and_even_pages_header_footer = True
        _margin_text(section.even_page_header, f"{mark}{running}", WD_ALIGN_PARAGRAPH.RIGHT)
        _page_numbers(section.even_page_footer.paragraphs[0], Align.LEFT)
    _describe(document, f"{title} {number}".strip())
    return document


def readable(text: str) -> str:
    """Return what was typed as a file can hold it: one kind of space, no invisible controls."""
    return holdable(clean(text))


def set_font(run: Any, face: str, size: float) -> None:
    """Give a run its face for Chinese and Latin characters alike."""
    run.font.size = Pt(size)
    run.font.name = face
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)


def exact(paragraph: Any, pitch: float) -> None:
    """Set a fixed line pitch without distance before or after."""
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
    form.space_before = form.space_after = Pt(0)


def _set_faces(document: Any, sheet: Sheet) -> None:
    """Make 仿宋 14 pt on the sheet's pitch the ground: the theme's faces know no Chinese."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    fonts = defaults.find(f".//{qn('w:rFonts')}")
    fonts.attrib.clear()
    for slot in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(slot), BODY)
    language = defaults.find(f".//{qn('w:lang')}")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal = document.styles["Normal"]
    _no_gaps(normal.element.get_or_add_pPr())
    normal.font.size = Pt(BODY_SIZE)
    form = normal.paragraph_format
    form.space_after, form.widow_control = Pt(0), True
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(sheet.pitch)


def _no_gaps(properties: Any) -> None:
    """Word widens the places between Chinese and figures unless told not to: 第006号.

    LibreOffice hears it in a style, not in the defaults of the document.
    """
    for number, name in enumerate(("w:autoSpaceDE", "w:autoSpaceDN")):
        switch = OxmlElement(name)
        switch.set(qn("w:val"), "0")
        properties.insert(number, switch)


def _margin_text(
    margin: Any, text: str, align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
) -> None:
    paragraph = margin.paragraphs[0]
    paragraph.alignment = align
    exact(paragraph, _SMALL * 1.4)
    if text:
        run = paragraph.add_run(text)
        set_font(run, BODY, _SMALL)
        run.font.color.rgb = RGBColor(0x60, 0x60, 0x60)


def _page_numbers(paragraph: Any, align: Align) -> None:
    """Write 第 x 页　共 y 页, counted by Word."""
    paragraph.alignment = ALIGN[align]
    exact(paragraph, _SMALL * 1.4)
    for before, code in (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES")):
        set_font(paragraph.add_run(before), BODY, _SMALL)
        set_font(_field(paragraph, code), BODY, _SMALL)
    set_font(paragraph.add_run(" 页"), BODY, _SMALL)


def _field(paragraph: Any, code: str) -> Any:
    """Add a field that Word computes; 1 stands there until it does."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    field.append(run._element)
    paragraph._element.append(field)
    return run


def _describe(document: Any, title: str) -> None:
    known = document.core_properties
    known.title, known.author, known.comments = title, "", ""
    for name in ("created", "modified"):
        for mark in known._element.findall(qn(f"dcterms:{name}")):
            known._element.remove(mark)
