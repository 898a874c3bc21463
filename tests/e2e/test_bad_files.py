"""A file that is wrong names field, reason and remedy in Chinese, and changes nothing at all."""

import json
import os
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e

BYTES = [
    (b"", "文件是空的"),
    (b"not json", "第 1 行第 1 个字符"),
    (b"PK\x03\x04\xff\xfe", "UTF-8"),
    ('{"reason": "理由"}'.encode("gb18030"), "UTF-8"),
    (b"[]", "以 { 开头"),
    (b'{"reason": NaN}', "NaN"),
    (b'{"reason": 1e999999999999999999999}', "数字太长"),
    (b'{"reason": "a", "reason": "b"}', "写了两次"),
    (b'{"reason": ' + b"[" * 50_000 + b"]" * 50_000 + b"}", "嵌套太深"),
    (b'{"a":' * 13 + b"1" + b"}" * 13, "嵌套超过"),
    (b'{"reason": "' + b"x" * 5_000_000 + b'"}', "超过 2 MB"),
]


def refused(line, *words: str) -> dict[str, str]:
    """Run a command that must be refused without a trace; return its faults."""
    before = line.dump()
    said = line(*words)
    assert (said.code, said.out) == (2, ""), said.err
    answer = line(*words, "--json")
    assert json.loads(answer.err)["exit_code"] == 2
    assert line.dump() == before
    for place, sentence in answer.faults.items():
        assert sentence.endswith(("。", "？")), (place, sentence)
        assert sentence in said.err
    return answer.faults


@pytest.mark.parametrize(("data", "words"), BYTES, ids=lambda value: str(value)[:20])
@pytest.mark.parametrize("command", ["register", "refuse 邻样东"])
def test_a_file_that_is_no_json_is_told(command, data, words, at):
    line = at("registered")
    faults = refused(line, *command.split(), line.written(data))
    assert list(faults) == ["文件"]
    assert words in faults["文件"]


def test_a_folder_in_place_of_a_file_is_told(at):
    line = at("registered")
    (line.folder / "folder.json").mkdir()
    faults = refused(line, "register", "folder.json")
    assert faults == {"文件": "“folder.json”是文件夹，请写里面的文件名。"}


@contextmanager
def without_rights(file: Path):
    """Take the right to read a file away, also from who may read everything."""
    file.chmod(0)
    mighty = os.geteuid() == 0
    if mighty:
        os.seteuid(65534)
    try:
        yield
    finally:
        if mighty:
            os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="rights work otherwise there")
def test_a_file_nobody_may_read_is_told(at):
    line = at("registered")
    before = line.dump()
    with without_rights(line.folder / "登记.json"):
        answer = line("register", str(line.folder / "登记.json"))
    assert answer.code == 2
    assert "没有权限" in answer.err
    assert line.dump() == before


def put(path: str, value):
    """Return a change of a tree: put a value at a place such as parties.0.name."""

    def change(tree):
        *above, last = [int(part) if part.isdecimal() else part for part in path.split(".")]
        for part in above:
            tree = tree[part]
        tree[last] = value

    return change


REGISTER = [
    ("committee", "别处", "committee", "没有调委会“别处”"),
    ("committee", None, "committee", "缺少"),
    ("type", "邻理", "type", "是不是：邻里"),
    ("source", "不知道", "source", "不认识“不知道”"),
    ("facts", "  ", "facts", "不能是空的"),
    ("facts", "甲\u0000", "facts", "控制字符"),
    ("facts", "\ud800", "facts", "残缺的字符"),
    ("registered_on", "2199-01-01", "registered_on", "在今天之后"),
    ("registered_on", "2025-02-30", "registered_on", "这一天是否存在"),
    ("occurred_on", "2025-03-04", "occurred_on", "登记日期之后"),
    ("claim", -5, "claim", "负数"),
    ("people_involved", -1, "people_involved", "不小于 0"),
    ("requests", "改回水沟", "requests", "方括号"),
    ("flags", ["有死亡", "乱写"], "flags.1", "不认识“乱写”"),
    ("nmae", "甲", "nmae", "没有“nmae”这一项"),
    ("is_public", "也许", "is_public", "true 或 false"),
    ("parties", [], "parties", "至少要有 1 项"),
    ("parties", {"name": "甲"}, "parties", "方括号"),
    ("parties.1", "邻样西", "parties.1", "对象"),
    ("parties.0.id_number", "341823196805179075", "parties.0.id_number", "校验位不对"),
    ("parties.0.id_number", "3418231968", "parties.0.id_number", "位"),
    ("parties.0.born_on", "1968-05-18", "parties.0.born_on", "不一致"),
    ("parties.0.sex", "女", "parties.0.sex", "不一致"),
    ("parties.0.phone", 13900000001, "parties.0.phone", "双引号"),
    ("parties.0.address", {"镇": "示例镇"}, "parties.0.address", "双引号"),
    ("parties.1.agents.0.name", "", "parties.1.agents.0.name", "不能是空的"),
    ("parties.1.agents.0.\x1b[2J", "x", "parties.1.agents.0.�[2J", "没有“�[2J”这一项"),
]


@pytest.mark.parametrize(("path", "value", "place", "words"), REGISTER)
def test_a_wrong_value_is_named_with_place_reason_and_remedy(path, value, place, words, at):
    line = at("set up")
    faults = refused(line, "register", line.edited("登记.json", put(path, value)))
    assert list(faults) == [place]
    assert words in faults[place]


def test_a_card_named_in_full_is_checked_like_the_default(at):
    line = at("set up")

    def change(tree):
        tree["parties"][0].update(id_kind="居民身份证", id_number="341823196805179075")

    assert list(refused(line, "register", line.edited("登记.json", change))) == [
        "parties.0.id_number"
    ]


def test_a_company_with_a_wrong_credit_code_is_named(at):
    line = at("set up")

    def change(tree):
        tree["parties"][1].update(kind="法人", credit_code="91341823MA9YYYY09Q")

    assert list(refused(line, "register", line.edited("登记.json", change))) == [
        "parties.1.credit_code"
    ]


OFFICE = [
    ("name", "", "name", "不能是空的"),
    ("committees.0.kind", "镇调委会", "committees.0.kind", "不认识"),
    ("committees.1.short_name", "泾示", "committees.1.short_name", "编号会重复"),
    ("committees.1.name", "泾县示例镇人民调解委员会", "committees.1.short_name", "同名"),
    ("committees.1.parent", "别处", "committees.1.parent", "上级调委会要写在下级的前面"),
    ("committees.0.parent", "泾示样", "committees.0.parent", "上级调委会要写在下级的前面"),
    ("committees.0.number_pattern", "第{序号}号", "committees.0.number_pattern", "{年}"),
    ("mediators.0.committee", "别处", "mediators.0.committee", "没有调委会“别处”"),
    ("mediators.1.id_number", "341823198509209021", "mediators.1.id_number", "校验位"),
    ("mediators.1.born_on", "1985-09-21", "mediators.1.born_on", "不一致"),
    ("mediators.1.sex", "男", "mediators.1.sex", "不一致"),
]


@pytest.mark.parametrize(("path", "value", "place", "words"), OFFICE)
def test_an_office_file_that_is_wrong_makes_no_store(path, value, place, words, line):
    faults = refused(line, "init", line.edited("单位.json", put(path, value)))
    assert place in faults
    assert words in faults[place]
    assert not line.home.exists()


AGREEMENT = "书面协议.json"
LATER = [
    ("registered", "accept 邻样东", "受理.json", "sequence", 0, "sequence（--sequence）", "从 1"),
    ("accepted", "assign 001", "指派.json", "lead", "调样丁", "lead", "是不是：调样"),
    ("accepted", "assign 001", "指派.json", "co.0", "无名", "co.0", "可以写：调样甲"),
    ("accepted", "assign 001", "指派.json", "recorder", "无名", "recorder", "调解员里没有"),
    ("accepted", "assign 001", "指派.json", "from_on", "2025-03-02", "from_on", "早于受理日期"),
    ("mediating", "session 001", "调解.json", "present.1", "邻样北", "present.1", "当事人里没有"),
    ("mediating", "session 001", "调解.json", "held_at", "2199-01-01 08:00", "held_at", "之后"),
    ("mediating", "session 001", "调解.json", "held_at", "0001-01-01 00:00", "held_at", "年份"),
    ("mediating", "session 001", "调解.json", "result", "谈好了", "result", "可以写：继续调解"),
    (
        *("mediating", "conclude 001", AGREEMENT, "agreement.clauses.0.debtor", "邻样北"),
        *("agreement.clauses.0.debtor", "当事人里没有“邻样北”"),
    ),
    (
        *("mediating", "conclude 001", AGREEMENT, "agreement.clauses.0.debtor", ""),
        *("agreement.clauses.0.debtor", "请选择由谁付款"),
    ),
    (
        *("mediating", "conclude 001", AGREEMENT, "agreement.clauses.0.amount", None),
        *("agreement.clauses.0.amount", "请填写金额"),
    ),
    (
        *("mediating", "conclude 001", AGREEMENT, "agreement.clauses.0.amount", "1600"),
        *("agreement.clauses.0.instalments", "不相等"),
    ),
    (
        *("mediating", "conclude 001", AGREEMENT, "agreement.clauses.1.amount", "9万亿"),
        *("agreement.clauses.1.amount", "金额过大"),
    ),
    (
        *("mediating", "conclude 001", AGREEMENT, "agreement.clauses.1.period_months", 13),
        *("agreement.clauses.1.period_months", "1 到 12"),
    ),
    (
        *("mediating", "conclude 001", AGREEMENT, "agreement.clauses.0.instalments.1.due_on"),
        *(None, "agreement.clauses.0.instalments.1.due_on", "缺少"),
    ),
    (
        *("mediating", "conclude 001", AGREEMENT, "agreement.reached_on", "2199-01-01"),
        *("agreement.reached_on", "在今天之后"),
    ),
    (
        *("mediating", "conclude 001", AGREEMENT, "termination", {}),
        *("termination.terminated_on", "缺少"),
    ),
    ("mediating", "conclude 001", AGREEMENT, "agreement", None, "文件", "写且只写一个"),
    ("agreed", "sign 001", "签章.json", "signatures.0.signer", "邻样北", None, "签名人里没有"),
    ("agreed", "sign 001", "签章.json", "signatures.0.signer", None, None, "请写签名人"),
    ("agreed", "sign 001", "签章.json", "signatures.2.signer", "调样乙", None, "印章没有签名人"),
    ("agreed", "sign 001", "签章.json", "everyone_on", "2025-03-09", "signed_on", "早于达成"),
    ("agreed", "sign 001", "签章.json", "everyone_on", "2199-03-09", "signed_on", "今天之后"),
    ("agreed", "perform 001", "履行.json", "instalment", 0, "instalment（--no）", "没有第 0 期"),
    ("signed", "confirm 001", "司法确认.json", "ruled_on", None, "ruled_on", "请填写裁定日期"),
    ("signed", "confirm 001", "司法确认.json", "filed_on", "2199-01-01", "filed_on", "今天之后"),
    ("signed", "close 001", "结案.json", "closed_on", "昨天", "closed_on（--on）", "看不懂"),
    ("signed", "back 001", "退回.json", "reason", "", "reason（--reason）", "不能是空的"),
]


@pytest.mark.parametrize(("stage", "command", "file", "path", "value", "place", "words"), LATER)
def test_every_later_job_names_its_faults(stage, command, file, path, value, place, words, at):
    line = at(stage)
    faults = refused(line, *command.split(), line.edited(file, put(path, value)))
    place = place or path
    assert place in faults
    assert words in faults[place]


def test_an_open_question_is_named_with_the_key_to_answer_it_by(line):
    line.right("init", "单位.json")
    line.right("register", line.edited("登记.json", put("type", "山林土地")))
    faults = refused(line, "accept", "邻样东", "受理.json")
    assert list(faults) == ["answers.land_status_quo"]
    assert "请写明回答" in faults["answers.land_status_quo"]
    line.right("accept", "邻样东", "受理-有答复.json")


def test_what_the_law_forbids_is_said_before_questions_are_asked(line):
    line.right("init", "单位.json")

    def change(tree):
        tree["type"] = "山林土地"
        tree["parties"][1]["willingness"] = "明确拒绝"

    line.right("register", line.edited("登记.json", change))
    answer = line("accept", "邻样东", "受理.json")
    assert answer.code == 2
    assert "邻样西明确拒绝调解" in answer.err


HOLIDAYS = [
    ("日期,名称\n2030-01-01,元旦\n".encode(), "第1行应是标题"),
    ("日期,类型\n2030-01-01,放假\n2030-13-01,放假\n".encode(), "第3行的日期"),
    ("日期,类型\n2030-01-01,放假\n2030-01-01,调休上班\n".encode(), "矛盾"),
    ("日期,类型\n".encode(), "没有日期"),
    (b"", "第1行应是标题"),
    (b"PK\x03\x04\x00\x00", "另存为"),
    (b"x" * 3_000_000, "超过 2 MB"),
]


@pytest.mark.parametrize(("data", "words"), HOLIDAYS, ids=lambda value: str(value)[:20])
def test_a_table_of_holidays_that_is_wrong_changes_nothing(data, words, at):
    line = at("set up")
    (line.folder / "days.csv").write_bytes(data)
    faults = refused(line, "holidays", "days.csv")
    assert words in "".join(faults.values())
