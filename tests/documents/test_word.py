"""Papers as Word files: the same words as the PDF, one face, nobody's name in them."""

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from mediation_desk.documents import compose, pdf, templates, text, word
from mediation_desk.documents.facts import CaseFacts
from mediation_desk.documents.papers import Kind, make_word, standard
from tests.documents import samples
from tests.documents.test_forms import ended


def blocks_of(kind: Kind, facts: CaseFacts):
    template = templates.load(samples.TEMPLATES / f"{kind.value}.toml")
    return compose.compose(template, facts)


def words_of(data: bytes) -> str:
    """Return every text of the body in order, without spaces."""
    root = Document(BytesIO(data)).element.body
    found = "".join(node.text or "" for node in root.iter() if node.tag.endswith("}t"))
    return "".join(found.split())


def agreement() -> bytes:
    return make_word(samples.traffic(), standard(Kind.AGREEMENT, samples.RESOURCES))


def bare(lines: str) -> str:
    return "".join(lines.replace("|", "").split())


@pytest.mark.parametrize("kind", list(Kind))
def test_a_word_file_says_what_the_paper_says(kind: Kind) -> None:
    blocks = blocks_of(kind, ended())
    data = word.render(blocks, pdf.Meta("样", ended().number))
    assert words_of(data).replace("|", "").replace("（人民调解委员会印章）", "") == bare(
        text.render(blocks)
    ).replace("（人民调解委员会印章）", "")


def test_nothing_typed_becomes_a_command_of_word() -> None:
    hostile = "甲&乙 <w:p/> ]]> {{ 1 }} {% x %} =1+1 \x00末"
    facts = samples.traffic()
    agreement = facts.agreement
    assert agreement is not None

    changed = replace(facts, agreement=replace(agreement, disputed_matters=hostile))
    data = word.render(blocks_of(Kind.AGREEMENT, changed), pdf.Meta("样"))
    assert "甲&乙<w:p/>]]>{{1}}{%x%}=1+1末" in words_of(data)


def test_equal_papers_are_equal_files_and_name_nobody() -> None:
    first = agreement()
    assert first == agreement()
    with zipfile.ZipFile(BytesIO(first)) as archive:
        core = archive.read("docProps/core.xml").decode()
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert "python-docx" not in core
    assert "2013-12-23" not in core
    assert str(Path.home()).encode() not in everything


def test_every_character_is_set_in_a_chinese_face() -> None:
    document = Document(BytesIO(word.render(blocks_of(Kind.RECORD, ended()), pdf.Meta("样"))))
    faces = {
        node.get(name)
        for part in (document.element, document.styles.element)
        for node in part.iter()
        if node.tag.endswith("}rFonts")
        for name in node.attrib
        if name.endswith("}eastAsia")
    }
    assert faces <= {"仿宋", "黑体"}


def test_the_signature_block_hangs_together_and_on_the_text_before_it() -> None:
    document = Document(BytesIO(word.render(blocks_of(Kind.AGREEMENT, ended()), pdf.Meta("样"))))
    body = document.paragraphs
    start = next(i for i, one in enumerate(body) if "当事人（签名" in one.text)
    kept = [one.paragraph_format.keep_with_next for one in body[start - 2 : -1]]
    assert all(kept)


def test_the_pages_are_numbered_by_word() -> None:
    document = Document(BytesIO(word.render(blocks_of(Kind.AGREEMENT, ended()), pdf.Meta("样"))))
    section = document.sections[0]
    for footer in (section.first_page_footer, section.footer):
        xml = footer._element.xml
        assert 'w:instr="PAGE"' in xml
        assert 'w:instr="NUMPAGES"' in xml


def test_a_hundred_thousand_characters_reach_word_whole() -> None:
    told = "因排水沟渠走向发生争执，经现场查看：双方各执一词。" * 4000
    facts = samples.traffic()
    assert facts.agreement is not None
    long = replace(facts, agreement=replace(facts.agreement, facts=told))
    assert told in words_of(make_word(long, standard(Kind.AGREEMENT, samples.RESOURCES)))
