"""Every command of the command line: what it says, as lines and as JSON, and its exit code."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mediation_desk import __version__
from mediation_desk.app import build
from mediation_desk.cli.parser import make_parser
from mediation_desk.paths import find
from tests import rescues

pytestmark = pytest.mark.e2e

NUMBER = "（2025）泾示人调字第001号"

DONE = [
    ("set up", "register 登记.json", "已登记", {"state": "registered", "number": ""}),
    ("registered", "accept 邻样东 --on 2025-03-03", "已受理", {"number": NUMBER}),
    ("registered", "accept 邻样东 --on 2025-03-03 --series 口", "字第001号", {"state": "accepted"}),
    ("registered", "accept 邻样东 受理.json --sequence 15", "字第015号", {"state": "accepted"}),
    ("registered", "refuse 邻样东 不予受理.json", "不予受理", {"state": "refused"}),
    ("accepted", "extend 001 --to 2025-04-20 --reason 双方同意", "2025-04-20", {}),
    ("accepted", "assign 001 指派.json", "调样甲", {"state": "mediating"}),
    ("accepted", "conclude 001 终止调解.json", "终止", {"state": "terminated"}),
    ("mediating", "session 001 调解.json", "第1次", {"state": "mediating"}),
    ("mediating", "conclude 001 书面协议.json", "协议", {"state": "agreed"}),
    ("mediating", "conclude 001 口头协议.json", "协议", {"state": "agreed"}),
    ("mediating", "back 001 --reason 指派错了", "已受理", {"state": "accepted"}),
    ("agreed", "sign 001 签章.json", "2025-03-12", {"state": "agreed"}),
    ("agreed", "perform 001 --no 1 --on 2025-03-20 --note 收条已收", "履行", {}),
    ("agreed", "perform 001 履行.json --no 2", "履行", {}),
    ("signed", "confirm 001 司法确认.json", "确认有效", {}),
    ("signed", "close 001 结案.json", "结案", {"state": "closed"}),
]


@pytest.mark.parametrize(("stage", "command", "words", "facts"), DONE, ids=lambda value: str(value))
def test_a_job_on_a_case_says_what_it_did(stage, command, words, facts, at):
    answer = at(stage).right(*command.split())
    assert words in answer.out
    assert answer.err == ""


@pytest.mark.parametrize(("stage", "command", "words", "facts"), DONE, ids=lambda value: str(value))
def test_a_script_reads_the_same_as_json(stage, command, words, facts, at):
    told = at(stage).right(*command.split(), "--json").json
    assert set(told) == {"id", "number", "state", "title", "message"}
    assert facts.items() <= told.items()
    assert told["title"] == "邻样东与邻样西排水纠纷"


def test_every_command_was_tried():
    tried = {command.split()[0] for _, command, _, _ in DONE}
    tried |= {"init", "list", "show", "gaps", "print", "stats", "holidays", "backup", "roster"}
    tried |= {"restore", "check", "users", "history", "undo", "delete", "bin", "audit", "subsidy"}
    tried |= {"linkage", "dossier", "funds", "tables", "scan", "sheet"}
    tried |= {"record", "people", "evidence"}  # test_records_command.py
    tried |= {"rollup"}  # test_rollup_command.py
    assert tried | {"demo", "run-demo"} == set(make_parser().commands)


def test_the_office_is_set_up_with_what_the_act_still_asks(line):
    answer = line.right("init", "单位.json")
    assert "泾县示例镇人民调解委员会（泾示），调解员 2 人" in answer.out
    assert "《人民调解法》第八条" in answer.out
    assert str(line.home) in answer.out


def test_the_office_as_json(line):
    told = line.right("init", "单位.json", "--json").json
    assert told["office"]["name"] == "泾县示例镇司法所"
    assert [row["short_name"] for row in told["committees"]] == ["泾示", "泾示样"]


def test_list_and_show(at):
    line = at("signed")
    assert NUMBER in line.right("list").out
    assert "共 0 件" in line.right("list", "--state", "调解中").out
    assert "共 0 件" in line.right("list", "不存在的文字").out
    assert "共 0 件" in line.right("list", "--unit", "泾示样", "--overdue").out
    (row,) = line.right("list", "19031", "--json").json["cases"]
    assert row["number"] == NUMBER
    shown = line.right("show", "2025泾示人调字第001号").out
    for words in ("邻样东", "主办调解员：调样甲", "2025-03-12 生效", "第1期", "一式 3 份"):
        assert words in shown
    told = line.right("show", row["id"], "--json").json
    assert told["agreement"]["amount_fen"] == 150_000
    assert told["parties"][0]["id_number"] == "341823********9074"


def test_a_list_longer_than_asked_says_so(at):
    line = at("registered")
    line.right("register", "登记.json")
    assert "共 2 件，列出 1 件" in line.right("list", "--limit", "1").out


def test_gaps_are_listed(at):
    line = at("registered")
    line.right("accept", "邻样东", "--on", "2025-03-03", "--sequence", "4")
    assert "001—003" in line.right("gaps", "--year", "2025").out
    assert "没有空号" in line.right("gaps", "--year", "2024", "--unit", "泾示").out
    (row,) = line.right("gaps", "--year", "2025", "--json").json
    assert (row["gap"]["first"], row["gap"]["last"]) == (1, 3)


def test_papers_are_listed_printed_and_reprinted_byte_for_byte(at):
    line = at("signed")
    listing = line.right("print", "001").out
    assert "本案是书面协议" in listing
    told = line.right("print", "001", "--json").json
    assert {"kind": "agreement", "label": "人民调解协议书", "why_not": ""} in told
    line.right("print", "001", "--kind", "agreement", "--out", "文书/一.pdf")
    again = line.right("print", "001", "--kind", "agreement", "--json").json
    first = (line.folder / "文书" / "一.pdf").read_bytes()
    assert Path(again["file"]).read_bytes() == first
    assert again["file"] == f"{NUMBER}-agreement.pdf"


def test_a_number_that_is_no_file_name_still_gives_one(line):
    def slashes(tree):
        tree["committees"][0]["number_pattern"] = "{年}/{简称}/{序号:3}"

    line.right("init", line.edited("单位.json", slashes))
    line.right("register", "登记.json")
    line.right("accept", "邻样东", "受理.json")
    told = line.right("print", "邻样东", "--kind", "application", "--json").json
    assert told["file"] == "2025-泾示-001-application.pdf"
    assert (line.folder / told["file"]).is_file()


def test_statistics_of_any_period_unit_and_basis(at):
    line = at("signed")
    said = line.right("stats", "--year", "2025", "--out", "2025.xlsx").out
    assert "按纠纷类型分·邻里" in said
    assert "勾稽关系" in said
    assert (line.folder / "2025.xlsx").read_bytes().startswith(b"PK")
    for words, cases in (
        (("--period", "2025Q2"), 1),
        (("--period", "2025H2"), 0),
        (("--from", "2025-03-03", "--to", "2025-03-03", "--basis", "accepted"), 1),
        (("--from", "0001-01-01", "--to", "9999-12-31"), 1),
        (("--unit", "泾示样", "--year", "2025"), 0),
        ((), 0),
    ):
        assert line.right("stats", *words, "--json").json["figures"]["cases"] == cases, words


def test_a_table_of_holidays_is_taken_in_either_encoding(at):
    line = at("set up")
    assert "已导入 6 天" in line.right("holidays", "节假日.csv").out
    text = (line.folder / "节假日.csv").read_text(encoding="utf-8")
    (line.folder / "gbk.csv").write_text(text, encoding="gb18030")
    line.right("holidays", "gbk.csv")
    told = line.right("holidays", "--json").json
    assert [row["name"] for row in told["days"]][:2] == ["元旦", "春节"]
    assert "2030-02-09  调休上班  春节" in line.right("holidays").out


def test_a_backup_is_written_and_listed(at):
    line = at("set up")
    line.right("backup")
    assert line.right("backup", "--list", "--json").json


def test_a_damaged_store_is_checked_restored_and_its_later_work_brought_back(at):
    line = at("registered")
    line.right("backup")
    line.right("accept", "邻样东", "--on", "2025-03-03")
    assert "数据完好" in line.right("check").out
    store = line.home / "office.mdesk"
    content = rescues.flip(store, rescues.root_of(find(line.home), "person"))
    answer = line("check")
    assert answer.code == 3
    assert "检测到数据损坏" in answer.out
    row, *_ = line.right("restore", "--json").json
    number = str(row["sequence"])
    assert "--yes" in line("restore", number).err
    assert store.read_bytes() == content
    told = line.right("restore", number, "--yes", "--replay").out
    assert "已找回 1 次保存" in told
    assert "数据完好" in line.right("check").out
    assert NUMBER in line.right("show", "001").out


def test_a_backup_that_is_not_there_is_said(at):
    line = at("registered")
    assert line("restore", "77", "--yes").code == 4


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--help",), "用法：mediation-desk"),
        (("register", "--help"), "示例："),
        (("--version",), __version__),
    ],
)
def test_help_and_version_need_no_store(words, said, line):
    answer = line.right(*words)
    assert said in answer.out
    assert not line.home.exists()


WRONG_LINES = [
    (("lst",), "没有命令“lst”，是不是“list”"),
    (("show",), "缺少 案件"),
    (("show", "001", "002"), "不认识 002"),
    (("list", "--limit"), "--limit 后面要写内容"),
    (("list", "--limit", "0"), "应是 1 到 1000000 之间的整数"),
    (("list", "--limit", "9" * 30), "应是 1 到"),
    (("stats", "--year", "今年"), "应是 1950 到 2199 之间的整数"),
    (("accept", "001", "--sequence", "-1"), "--sequence"),
    (("--home",), "--home 后面要写内容"),
    (("show", "\udcff"), "读不懂的字符"),
]


@pytest.mark.parametrize(("words", "said"), WRONG_LINES)
def test_a_command_line_that_is_wrong_is_explained_in_chinese(words, said, line):
    answer = line(*words)
    assert answer.code == 2
    assert said in answer.err
    assert "--help 看说明" in answer.err
    assert not line.home.exists()


REFUSED = [
    ("set up", ("init", "单位.json"), 2, "不能重复建立"),
    ("set up", ("show", "001"), 4, "没有找到案件“001”"),
    ("set up", ("show", ""), 2, "请写案件的编号"),
    ("set up", ("register", "没有.json"), 4, "没有文件“没有.json”"),
    ("set up", ("list", "--state", "结了"), 2, "没有状态“结了”"),
    ("set up", ("list", "--unit", "别处"), 2, "没有调委会“别处”"),
    ("set up", ("stats", "--from", "2025-01-01"), 2, "--from 和 --to 要一起写"),
    ("set up", ("stats", "--year", "2025", "--period", "2025H1"), 2, "只写一个"),
    ("set up", ("stats", "--period", "2025Q5"), 2, "季度请写1至4"),
    ("set up", ("stats", "--from", "2025-02-30", "--to", "2025-03-01"), 2, "不是有效的日期"),
    ("set up", ("stats", "--from", "2025-03-02", "--to", "2025-03-01"), 2, "早于起始日期"),
    ("set up", ("stats", "--basis", "瞎写"), 2, "统计口径"),
    ("set up", ("holidays", "登记.json"), 2, "第1行应是标题"),
    ("registered", ("accept", "邻样东"), 2, "accepted_on（--on）：缺少"),
    ("registered", ("accept", "邻样东", "--on", "2025-03-02"), 2, "早于登记日期"),
    ("registered", ("accept", "邻样东", "--on", "2199-01-01"), 2, "在今天之后"),
    ("registered", ("accept", "邻样东", "--on", "9999-01-01"), 2, "年份 9999 不对"),
    ("registered", ("session", "邻样东", "调解.json"), 2, "先指派调解员"),
    ("registered", ("refuse", "邻样东", "--reason", "\x1b[31m"), 2, "控制字符"),
    ("registered", ("print", "邻样东", "--kind", "agreement"), 2, "还没有达成协议"),
    ("registered", ("print", "邻样东", "--kind", "别的"), 4, "没有“别的”这种文书"),
    ("agreed", ("confirm", "001", "司法确认.json"), 2, "没有生效"),
    ("agreed", ("perform", "001", "--no", "9", "--on", "2025-03-20"), 2, "没有第 9 期"),
    ("agreed", ("close", "001", "--on", "2025-03-01"), 2, "早于达成协议"),
    ("agreed", ("close", "001", "--on", "2199-01-01"), 2, "在今天之后"),
    ("signed", ("accept", "001", "受理.json"), 2, "只有待受理的案件可以受理"),
]


@pytest.mark.parametrize(("stage", "words", "code", "said"), REFUSED)
def test_what_cannot_be_is_refused_with_its_code_and_changes_nothing(stage, words, code, said, at):
    line = at(stage)
    before = line.dump()
    answer = line(*words)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    told = json.loads(line(*words, "--json").err)
    assert told["exit_code"] == code
    assert line.dump() == before


def test_a_fragment_several_cases_have_lists_them_and_does_nothing(at):
    line = at("registered")
    line.right("register", "登记.json")
    before = line.dump()
    answer = line("accept", "邻样东", "受理.json")
    assert answer.code == 2
    assert answer.err.count("邻样东与邻样西排水纠纷") == 2
    assert line.dump() == before


def test_a_folder_without_data_is_not_made_into_one(line):
    for words in (("list",), ("show", "001"), ("backup",), ("register", "登记.json")):
        answer = line(*words, "--home", "别处")
        assert answer.code == 4
        assert "请先用 init 建立单位" in answer.err
    assert not (line.folder / "别处").exists()


@pytest.mark.parametrize("command", ["init 单位.json", "demo"])
@pytest.mark.parametrize("inside", ["", "deeper"])
def test_a_home_that_cannot_be_a_folder_is_told(command, inside, line):
    (line.folder / "file").write_bytes(b"x")
    answer = line(*command.split(), "--home", str(Path("file") / inside))
    assert answer.code == 3
    assert answer.err.startswith("没有完成：")


def test_a_damaged_store_is_told_and_left_alone(at):
    line = at("registered")
    store = line.home / "office.mdesk"
    broken = store.read_bytes()[:5000] + b"\0" * 3000
    store.write_bytes(broken)
    for words in (("list",), ("register", "登记.json"), ("stats",)):
        assert line(*words).code == 3
    assert store.read_bytes() == broken


def test_data_the_window_has_open_is_left_to_the_window(at):
    line = at("registered")
    desk = build(find(line.home))
    try:
        answer = line("accept", "邻样东", "受理.json")
    finally:
        desk.close()
    assert answer.code == 3
    assert "请先关闭它" in answer.err
    line.right("accept", "邻样东", "受理.json")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send there")
def test_an_interrupted_command_says_so_and_leaves_nothing_half_done(line):
    words = [sys.executable, "-m", "mediation_desk", "demo", "--county"]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        words,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as making:
        making.stderr.readline()
        making.send_signal(signal.SIGINT)
        said = making.stderr.read().decode()
    assert making.returncode == 130
    assert "已停止，没有做完的步骤没有保存。" in said
    assert "Traceback" not in said
    assert not (line.home / "office.mdesk").exists()


def test_standard_input_and_a_pipe_that_closes_early(at, monkeypatch):
    line = at("set up")
    words = [sys.executable, "-m", "mediation_desk"]
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    registering = subprocess.run(
        [*words, "register", "-"],
        input=(line.folder / "登记.json").read_bytes(),
        env=environment,
        capture_output=True,
        check=False,
    )
    assert registering.returncode == 0, registering.stderr.decode()
    with subprocess.Popen(
        [*words, "stats", "--year", "2025", "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as telling:
        telling.stdout.close()
        assert telling.stderr.read() == b""
    assert telling.returncode == 0


def test_the_history_is_read_and_its_last_step_undone_and_brought_back(at):
    line = at("mediating")
    told = line.right("history", "001").out
    assert "指派调解员" in told
    assert "案件·状态：已受理 → 调解中" in told
    asked = line.right("undo", "001").out
    assert asked.startswith(f"将撤销“指派调解员”：{NUMBER}")
    assert "--yes" in asked
    assert line.right("undo", "001", "--yes").out == "已撤销：指派调解员。\n"
    assert line.right("show", "001", "--json").json["state"] == "accepted"
    assert line.right("undo", "001", "--redo", "--yes").out == "已恢复：指派调解员。\n"
    assert line.right("history", "001", "--json").json[0]["action"] == "恢复撤销的修改"


def test_a_case_goes_to_the_bin_and_comes_back(at):
    line = at("mediating")
    assert "90 天内可以恢复" in line.right("delete", "001", "--reason", "重复登记").out
    assert line.right("list").out.endswith("共 0 件\n")
    assert "重复登记" in line.right("bin").out
    assert "已恢复" in line.right("bin", "--restore", "001").out
    assert line.right("list").out.endswith("共 1 件\n")


def test_the_audit_is_whole_and_an_altered_row_is_told(at):
    line = at("mediating")
    assert "全部核对无误" in line.right("audit").out
    assert line.right("audit", "--json").json["journal"] == []
