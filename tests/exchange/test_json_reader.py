"""Values of a file: taken as meant, or named with place, reason and remedy. Nothing is guessed."""

import json
import time
from datetime import UTC, date, datetime

import pytest

from mediation_desk.domain.codes import PartyKind, Sex
from mediation_desk.errors import InvalidInput
from mediation_desk.exchange.case_files import CASE, CONCLUDE
from mediation_desk.exchange.json_reader import (
    MAX_FAULTS,
    MAX_ITEMS,
    MAX_TEXT,
    MAX_UNKNOWN,
    Closed,
    Items,
    Key,
    Listed,
    Record,
    day,
    filled,
    in_file_words,
    moment,
    read,
    text,
    whole_number,
    yes_no,
    yuan,
)
from mediation_desk.exchange.json_text import parse
from mediation_desk.services.file_lists import FileLists
from mediation_desk.services.reference import Reference


@pytest.fixture
def lists(paths):
    return FileLists(Reference(paths.resources))


def value_of(reader, literal, lists):
    """Read one value, written as it stands in a file."""
    return read({"x": Key(reader)}, parse(f'{{"x": {literal}}}'.encode()), lists)["x"]


def fault_of(reader, literal, lists):
    """Return the place and the sentence of the one fault."""
    with pytest.raises(InvalidInput) as caught:
        value_of(reader, literal, lists)
    ((place, sentence),) = caught.value.fields.items()
    assert sentence.endswith(("。", "？"))
    return place, sentence


TAKEN = [
    (text, '" 邻样东\\r\\n二行 "', "邻样东\n二行"),
    (text, '"e\\u0301"', "é"),
    (text, '""', ""),
    (filled, '"𠮷·样"', "𠮷·样"),
    (yes_no, "true", True),
    (yes_no, '"否"', False),
    (whole_number, "0", 0),
    (yuan, '"10800.50"', 1_080_050),
    (yuan, "300", 30_000),
    (yuan, "300.00", 30_000),
    (yuan, '"1.2万元"', 1_200_000),
    (day, '"2024-02-29"', date(2024, 2, 29)),
    (moment, '"2025-03-06 19:30"', datetime(2025, 3, 6, 11, 30, tzinfo=UTC)),
    (moment, '"2025-03-06T19:30"', datetime(2025, 3, 6, 11, 30, tzinfo=UTC)),
    (Closed(PartyKind), '"法人"', PartyKind.LEGAL),
    (Closed(Sex), '"1"', Sex.MALE),
    (Listed("sources"), '"派出所"', "police"),
    (Listed("types"), '"赡养纠纷"', "marriage_family.support"),
    (Listed("types"), '"婚姻家庭 ／ 赡养"', "marriage_family.support"),
    (Listed("types"), '"neighbour.drainage"', "neighbour.drainage"),
    (Listed("termination_grounds"), '"分歧过大"', "divergence"),
    (Items(text), '["甲", "乙"]', ("甲", "乙")),
]


@pytest.mark.parametrize(("reader", "literal", "value"), TAKEN)
def test_a_value_is_taken_as_people_write_it(reader, literal, value, lists):
    assert value_of(reader, literal, lists) == value


REFUSED = [
    (text, "13800000000", "英文双引号"),
    (text, "true", "英文双引号"),
    (text, json.dumps("长" * (MAX_TEXT + 1)), "请精简"),
    (text, '"甲\\u0000乙"', "控制字符"),
    (text, '"\\ud800"', "残缺的字符"),
    (filled, '" \\n "', "不能是空的"),
    (yes_no, "1", "true 或 false"),
    (yes_no, '"对"', "true 或 false"),
    (whole_number, "-1", "不小于 0 的整数"),
    (whole_number, '"3"', "不加引号"),
    (whole_number, "true", "整数"),
    (whole_number, "2.0", "整数"),
    (whole_number, "9" * 4000, "整数"),
    (yuan, "0.1", '如 "0.1"'),
    (yuan, "1e999999999", "写成文字"),
    (yuan, "1e-999999999", "写成文字"),
    (yuan, '"-5"', "不能是负数"),
    (yuan, '"很多"', "看不懂金额"),
    (yuan, '"1.234"', "最多到分"),
    (yuan, json.dumps("9" * 5000), "金额过大"),
    (yuan, "true", "单位为元"),
    (yuan, '{"元": 5}', "单位为元"),
    (day, '"2025-02-29"', "这一天是否存在"),
    (day, '"2025-W10-1"', "2025-03-03 的样子"),
    (day, '"2025/03/03"', "2025-03-03 的样子"),
    (day, '"2025-3-3"', "2025-03-03 的样子"),
    (day, "20250303", "2025-03-03 的样子"),
    (day, '"0001-01-01"', "年份 1 不对"),
    (day, '"9999-12-31"', "年份 9999 不对"),
    (moment, '"2025-03-06"', "24 小时制"),
    (moment, '"2025-03-06 24:30"', "24 小时制"),
    (moment, "[]", "24 小时制"),
    (moment, '"0001-01-01 00:00"', "年份 1 不对"),
    (Closed(PartyKind), '"公司"', "可以写：自然人、法人、非法人组织。"),
    (Closed(Sex), "1", "不认识“1”"),
    (Listed("types"), '"邻理"', "是不是：邻里"),
    (Listed("types"), '""', "可以写"),
    (Listed("types"), '"纠纷"', "不认识“纠纷”"),
    (Listed("types"), '{"a": 1}', "不认识“{ … }”"),
    (Items(text), '"甲"', "方括号"),
    (Items(text, least=1), "[]", "至少要有 1 项"),
    (Items(text), json.dumps(["甲"] * (MAX_ITEMS + 1)), "请拆开"),
    (Record({}), "[]", "对象"),
]


@pytest.mark.parametrize(("reader", "literal", "words"), REFUSED)
def test_a_value_that_cannot_be_is_named_with_reason_and_remedy(reader, literal, words, lists):
    place, sentence = fault_of(reader, literal, lists)
    assert place == "x"
    assert words in sentence


def test_a_key_nobody_knows_is_a_fault_with_the_nearest_one(lists):
    with pytest.raises(InvalidInput) as caught:
        read({"name": Key(filled, required=True)}, {"nmae": "邻样东"}, lists)
    assert caught.value.fields == {
        "nmae": "没有“nmae”这一项，是不是“name”？",
        "name": "缺少“name”，请补上。",
    }


def test_null_counts_as_not_written(lists):
    assert read({"x": Key(text)}, {"x": None}, lists) == {}
    with pytest.raises(InvalidInput, match="缺少"):
        read({"x": Key(text, required=True)}, {"x": None}, lists)


def test_every_fault_of_a_file_is_told_at_its_own_place(lists):
    tree = {
        "committee": "泾示",
        "type": "邻里",
        "source": "申请",
        "facts": "",
        "registered_on": "昨天",
        "parties": [{"name": "邻样东", "side": "申请人"}, {"side": "对方", "agents": [{}]}],
    }
    with pytest.raises(InvalidInput) as caught:
        read(CASE, tree, lists)
    assert set(caught.value.fields) == {
        "facts",
        "registered_on",
        "parties.1.name",
        "parties.1.side",
        "parties.1.agents.0.name",
    }


def test_a_hostile_file_gives_a_short_answer_quickly(lists):
    parties = [{f"键\x1b{number}" * 20: number for number in range(60)} for _ in range(2000)]
    began = time.monotonic()
    with pytest.raises(InvalidInput) as caught:
        read(CASE, {"parties": parties}, lists)
    assert time.monotonic() - began < 10
    assert len(caught.value.fields) == MAX_FAULTS + 1
    assert "先列出前面这些" in caught.value.fields["…"]
    assert max(len(place) for place in caught.value.fields) < 80
    assert not any("\x1b" in place + told for place, told in caught.value.fields.items())
    unknown = [place for place in caught.value.fields if place.startswith("parties.0.键")]
    assert len(unknown) == MAX_UNKNOWN


def test_places_are_told_in_the_words_of_the_file():
    assert in_file_words(CASE, "committee_id") == "committee"
    assert in_file_words(CASE, "parties.1.id_number") == "parties.1.id_number"
    found = in_file_words(CONCLUDE, "agreement.clauses.0.instalments.2.amount_fen")
    assert found == "agreement.clauses.0.instalments.2.amount"
    assert in_file_words(CASE, "文件") == "文件"
    assert in_file_words(CASE, "facts.3.x") == "facts.3.x"
