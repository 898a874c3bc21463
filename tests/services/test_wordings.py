"""An office words its papers itself: by the fields' names, checked, kept in versions, exchanged."""

import json
from io import BytesIO

import pytest
from pypdf import PdfReader

from mediation_desk.app import Desk
from mediation_desk.errors import InvalidInput, NotFound
from tests.factories import registered, set_up


@pytest.fixture
def case_id(desk: Desk) -> str:
    set_up(desk)
    return registered(desk, desk.office.committees()[0].id).id


def place_of(desk: Desk, kind: str, text: str) -> str:
    """Return where a text stands in a paper's wording."""
    return next(one.place for one in desk.wordings.show(kind).pieces if text in one.text)


def change(desk: Desk, old: str, new: str, kind: str = "application") -> None:
    desk.wordings.save(kind, {place_of(desk, kind, old): new})


def text_of(data: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())


TITLE = "人民调解申请书"


def test_what_is_saved_is_on_the_next_paper_and_the_printed_one_stays(
    desk: Desk, case_id: str
) -> None:
    before = desk.papers.issue(case_id, "application")
    change(desk, TITLE, "泾县人民调解申请书（样）")
    assert "泾县人民调解申请书（样）" in desk.papers.preview(case_id, "application")
    assert "泾县人民调解申请书（样）" in text_of(desk.papers.draw(case_id, "application"))
    assert "泾县" not in text_of(desk.papers.content(before.id))
    assert desk.wordings.show("application").own


def test_a_field_is_put_in_by_its_name(desk: Desk, case_id: str) -> None:
    change(desk, TITLE, "【案件名称】申请书")
    title = desk.cases.show(case_id).title
    assert f"{title}申请书" in desk.papers.preview(case_id, "application")


def test_a_name_that_is_no_field_is_refused_where_it_stands(desk: Desk, case_id: str) -> None:
    place = place_of(desk, "application", TITLE)
    with pytest.raises(InvalidInput, match="没有名为“当事人的星座”的填充项"):
        desk.wordings.save("application", {place: "【当事人的星座】"})
    assert not desk.wordings.show("application").own


def test_a_mandatory_field_cannot_be_left_out(desk: Desk, case_id: str) -> None:
    place = place_of(desk, "agreement", "【协议条款】")
    with pytest.raises(InvalidInput, match="必须有的填充项不见了：【协议条款】"):
        desk.wordings.save("agreement", {place: "双方和好。"})


def test_an_emptied_paragraph_leaves_the_paper(desk: Desk, case_id: str) -> None:
    change(desk, "本协议自各方当事人签名", "", "agreement")
    assert not any("本协议自各方" in one.text for one in desk.wordings.show("agreement").pieces)


def test_every_version_stays_and_can_be_taken_again(desk: Desk, case_id: str) -> None:
    change(desk, TITLE, "申请书一")
    change(desk, "申请书一", "申请书二")
    first = desk.wordings.versions("application")[-1].version
    desk.wordings.take_back("application", first)
    assert "申请书一" in desk.papers.preview(case_id, "application")
    desk.wordings.take_back("application", 0)
    assert TITLE in desk.papers.preview(case_id, "application")
    assert [one.own for one in desk.wordings.versions("application")] == [False, True, True, True]
    with pytest.raises(NotFound):
        desk.wordings.take_back("application", 7)


def test_a_county_gives_its_wording_to_another_office_as_one_file(desk: Desk, case_id: str) -> None:
    change(desk, TITLE, "县样申请书")
    change(desk, "本协议一式", "本协议一式【份数】份，样。", "agreement")
    file = desk.wordings.export_set()
    for kind in ("application", "agreement"):
        desk.wordings.take_back(kind, 0)
    seen = {one.label: one.change for one in desk.wordings.look_into_set(file)}
    assert seen == {TITLE: "新增自有措辞", "人民调解协议书": "新增自有措辞"}
    desk.wordings.take_set(file)
    assert "县样申请书" in desk.papers.preview(case_id, "application")
    assert "没有改动" in desk.wordings.take_set(file).message


HOSTILE = {
    "python": {"text": "{__import__('os').system('touch x')}"},
    "jinja": {"text": "{{ 7*7 }}{% for x in y %}"},
    "format": {"text": "{0.__class__}{party_name.__init__}"},
    "markup": {"text": "<img src='file:///etc/passwd'/><script>1</script>"},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_wording_from_a_stranger_is_printed_and_never_executed(
    desk: Desk, case_id: str, name: str
) -> None:
    change(desk, TITLE, "样")
    tree = json.loads(desk.wordings.export_set())
    tree["papers"]["application"]["block"][0]["text"] = HOSTILE[name]["text"]
    desk.wordings.take_set(json.dumps(tree).encode())
    assert HOSTILE[name]["text"] in desk.papers.preview(case_id, "application")


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda own: own["block"][0].update(text=5), "“text”的值不对"),
        (lambda own: own["block"][0].update(lines=10**9), "“lines”的值不对"),
        (lambda own: own["block"][0].update(kind="run"), "没有名为“run”的段落种类"),
        (lambda own: own["block"][0].update(execute="x"), "读不懂"),
        (lambda own: own.update(block=[]), "必须有的填充项不见了"),
        (lambda own: own.pop("title"), "读不懂"),
    ],
)
def test_a_spoilt_set_is_refused_whole(desk: Desk, case_id: str, spoil, word: str) -> None:
    change(desk, TITLE, "样")
    tree = json.loads(desk.wordings.export_set())
    spoil(tree["papers"]["application"])
    with pytest.raises(InvalidInput, match=word):
        desk.wordings.take_set(json.dumps(tree).encode())


def test_a_file_that_is_no_set_is_refused(desk: Desk, case_id: str) -> None:
    for data in (b"[]", b'{"format": "x", "papers": {"application": {}}}', b"\xff", b""):
        with pytest.raises(InvalidInput):
            desk.wordings.take_set(data)


def test_the_preview_shows_an_invented_dispute_in_the_wording_being_edited(
    desk: Desk, case_id: str
) -> None:
    place = place_of(desk, "application", TITLE)
    text = text_of(desk.wordings.preview("application", {place: "还没有保存的申请书"}))
    assert "还没有保存的申请书" in text
    assert "样甲" in text
    assert not desk.wordings.show("application").own
