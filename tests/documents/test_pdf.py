"""Papers as PDF: what was entered is what is read back, and a court would accept the layout."""

import io
import re
import time
from dataclasses import replace
from functools import cache
from uuid import uuid4

import pypdf
import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediation_desk.documents import checks, compose, pdf, templates, text
from mediation_desk.documents.facts import CaseFacts
from mediation_desk.documents.fonts import UnprintableText, fonts_at
from mediation_desk.documents.papers import Kind, make_paper
from mediation_desk.documents.pen import A4, K16, MM
from mediation_desk.domain.paper_code import SheetCode
from tests.documents import samples

ROOM = "（本页以下空白）"


def issue(facts: CaseFacts, key: str = "agreement") -> bytes:
    template = templates.load(samples.TEMPLATES / f"{key}.toml")
    meta = pdf.Meta(template.title, facts.number, facts.demo)
    return pdf.render(compose.compose(template, facts), meta, fonts_folder=samples.FONTS)


def squeezed(value: str) -> str:
    return re.sub(r"\s+", "", value)


def pages(data: bytes) -> list[str]:
    document = pdfium.PdfDocument(data)
    return [squeezed(page.get_textpage().get_text_bounded()) for page in document]


def body(data: bytes) -> str:
    """The text of all pages without running heads and page numbers."""
    return "".join(
        re.sub(r"第\d+页共\d+页$|^人民调解.{1,12}（续页）编号：（2025）[^号]*号", "", page)
        for page in pypdf_pages(data)
    ).replace(ROOM, "")


def pypdf_pages(data: bytes) -> list[str]:
    return [squeezed(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def with_facts(told: str) -> CaseFacts:
    case = replace(samples.traffic(), demo=False)
    assert case.agreement is not None
    return replace(case, agreement=replace(case.agreement, facts=told))


@cache
def printable_characters() -> list[str]:
    """Every visible character the body fonts have, in one list to draw from."""
    codes = [*range(0x21, 0x7F), *range(0x4E00, 0x9FA6), *range(0x3400, 0x4DB6), 0x20BB7, 0x2CC56]
    fonts = fonts_at(samples.FONTS)
    return [c for c in map(chr, codes) if not fonts.unprintable(c)]


HOSTILE = [
    "甲<b乙>&amp;<script>",
    "<img src='http://127.0.0.1/x.png'/>",
    "<para><font color=\"[[[getattr(pow,Word('__globals__'))['os'].system('x')]]]\">x</font>",
    "{party_name}与{{7*7}}{%if%}%(x)s$HOME",
    "阿卜杜热合曼·买买提，a<b且c>d",
    "䶮㛃𠮷𫖯𬱖𬭎𬍛𠅤㸅龑堃",
]


@pytest.mark.parametrize("told", HOSTILE)
def test_text_is_printed_literally(told: str) -> None:
    data = issue(with_facts(told))
    assert squeezed(told) in body(data)
    assert squeezed(told) in "".join(pages(data))


@given(told=st.text(st.sampled_from(printable_characters()), min_size=1, max_size=300))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_told_reads_back_the_same(told: str) -> None:
    assert told in body(issue(with_facts(told)))


@given(name=st.text(st.sampled_from(printable_characters()), min_size=1, max_size=40))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_party_name_reads_back_from_form_and_agreement(name: str) -> None:
    case = replace(samples.drainage(), demo=False)
    parties = (replace(case.parties[0], name=name), *case.parties[1:])
    case = replace(case, parties=parties)
    assert name in body(issue(case))
    assert name in squeezed(text.render(blocks_of(case)))


def blocks_of(facts: CaseFacts, key: str = "agreement") -> list:
    return compose.compose(templates.load(samples.TEMPLATES / f"{key}.toml"), facts)


def test_one_hundred_thousand_characters_print_whole_in_linear_time() -> None:
    told = "因排水沟渠走向发生争执，经现场查看：双方各执一词。" * 4000
    issue(with_facts(told[:10_000]))
    start = time.perf_counter()
    issue(with_facts(told[:20_000]))
    middle = time.perf_counter()
    data = issue(with_facts(told))
    end = time.perf_counter()
    assert told in body(data)
    assert (end - middle) < 15 * (middle - start)


@pytest.mark.parametrize("key", ["agreement", "oral_agreement"])
def test_every_font_is_embedded(key: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(issue(samples.traffic(), key)))
    fonts = [
        font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


SIGNING = "当事人（签名、盖章或按指印）："
SEAL = "（人民调解委员会印章）"


@pytest.mark.parametrize("offset", range(0, 3000, 31))
def test_the_signature_block_is_whole_and_never_alone_on_its_page(offset: int) -> None:
    told = ("双方因相邻排水发生争执，" * 300)[:offset] + "。"
    signed = [page for page in pages(issue(with_facts(told))) if SIGNING in page]
    assert len(signed) == 1
    assert SEAL in signed[0]
    above = signed[0].split(SIGNING)[0].split("006号")[-1]
    assert above.endswith("本协议一式4份，当事人、人民调解委员会各持一份。")
    assert len(above) > 24


def test_thirteen_parties_sign_on_one_page() -> None:
    last = pages(issue(samples.households()))[-1]
    assert all(name in last for name in ("流样一", "流样十二", "示样种植专业合作社", SEAL))


def test_forty_parties_sign_over_pages_and_none_is_lost() -> None:
    case = samples.households(19)
    case = replace(case, parties=case.parties * 2, demo=False)
    after = body(issue(case)).split(SIGNING)[1]
    assert all(after.count(p.name) >= 2 for p in case.parties)


def test_the_number_stands_top_right() -> None:
    page = pdfium.PdfDocument(issue(replace(samples.traffic(), demo=False)))[0]
    layer = page.get_textpage()
    found = layer.search("编号").get_next()
    assert found is not None
    last = layer.search("006号").get_next()
    right = max(layer.get_charbox(last[0] + i)[2] for i in range(4))
    assert abs(right - (A4.width - A4.right)) < 3
    assert A4.height - layer.get_charbox(found[0])[3] < A4.top + 30 * MM
    title = layer.search("人民调解协议书").get_next()
    left, width = layer.get_charbox(title[0])[0], 7 * 22
    assert abs(left - (A4.left + (A4.width - A4.left - A4.right - width) / 2)) < 4


def test_nothing_is_drawn_outside_the_paper_margins() -> None:
    for data in (
        issue(with_facts("甲" * 900 + "，" * 90 + "a" * 900)),
        issue(samples.drainage(), "oral_agreement"),
    ):
        for page in pdfium.PdfDocument(data):
            layer = page.get_textpage()
            boxes = [layer.get_rect(i) for i in range(layer.count_rects())]
            assert min(box[0] for box in boxes) > 20 * MM
            assert max(box[2] for box in boxes) < A4.width - A4.right + 6


@pytest.mark.parametrize("kind", list(Kind))
def test_on_16k_every_paper_keeps_inside_its_margins(kind: Kind) -> None:
    made = make_paper(kind, samples.traffic(), resources=samples.RESOURCES, sheet=K16)
    with pdfium.PdfDocument(made.data) as document:
        for page in document:
            assert page.get_size() == pytest.approx((K16.width, K16.height), abs=0.1)
            layer = page.get_textpage()
            boxes = [layer.get_rect(i) for i in range(layer.count_rects())]
            words = [box for box in boxes if box[2] - box[0] < K16.text_width + 6]
            assert min(box[0] for box in words) > K16.left - 2
            assert max(box[2] for box in words) < K16.width - K16.right + 6


def test_the_same_facts_give_the_same_bytes() -> None:
    assert issue(samples.traffic()) == issue(samples.traffic())


def test_the_file_names_neither_user_nor_path() -> None:
    data = issue(samples.traffic())
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert reader.metadata is not None
    assert reader.metadata.title == "人民调解协议书 （2025）泾示人调字第006号"
    assert not reader.metadata.author
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert b"/home" not in data
    assert b"resources" not in data


def test_invented_data_is_marked_on_every_page() -> None:
    assert all("演示数据" in page for page in pages(issue(samples.households())))
    assert not any("演示数据" in page for page in pages(issue(with_facts("真实。"))))


def test_a_simple_oral_agreement_fits_one_page() -> None:
    only = pages(issue(samples.drainage(), "oral_agreement"))
    assert len(only) == 1
    assert "第1页共1页" in only[0]


def test_a_long_form_goes_on_over_the_next_page_uncut() -> None:
    told = "雨后积水淹没菜苗，双方发生争执。" * 200
    case = replace(samples.drainage(), facts=told, demo=False)
    data = issue(case, "oral_agreement")
    assert len(pages(data)) > 2
    assert "（续页）" in pages(data)[1]
    assert body(data).count("雨后积水淹没菜苗，双方发生争执。") >= 195
    assert "邻样东：" in pages(data)[-1]


def test_characters_no_font_has_are_named_with_their_place() -> None:
    case = replace(samples.drainage(), demo=False)
    parties = (replace(case.parties[0], name="张\U00020008"), *case.parties[1:])
    with pytest.raises(UnprintableText) as caught:
        checks.check_printable(replace(case, parties=parties), fonts_folder=samples.FONTS)
    assert "当事人“张\U00020008”" in caught.value.message
    assert "U+20008" in caught.value.message
    with pytest.raises(UnprintableText):
        issue(replace(case, parties=parties))


@pytest.mark.parametrize("odd", ["\U0001f600", "\ufffe", "\ue000", "字\U000e0100", "\ud800", "ཀ"])
def test_odd_characters_are_named_and_never_dropped(odd: str) -> None:
    with pytest.raises(UnprintableText, match=f"U\\+{ord(odd[-1]):04X}"):
        issue(with_facts(f"甲{odd}乙"))


def test_control_characters_do_not_reach_the_paper() -> None:
    data = issue(with_facts("甲\x00乙\x07\u200b丙\ufeff\r\n丁\t戊"))
    assert "甲乙丙丁戊" in body(data)
    case = samples.traffic()
    hidden = replace(case.parties[0], name="车\x01样\u200b甲\ufeff")
    assert body(issue(replace(case, parties=(hidden,)))).count("车样甲") >= 2


def test_the_head_of_a_further_page_stands_clear_of_the_code() -> None:
    facts = replace(samples.traffic(), code=SheetCode(str(uuid4()), "3f9a1c2b"))
    made = make_paper(Kind.NOTICE, facts, resources=samples.RESOURCES, sheet=K16)
    with pdfium.PdfDocument(made.data) as document:
        text = document[1].get_textpage()
        left = min(
            text.get_charbox(at)[0]
            for at in range(text.count_chars())
            if text.get_charbox(at)[1] > K16.text_top
        )
    assert left > K16.left + 15 * MM
