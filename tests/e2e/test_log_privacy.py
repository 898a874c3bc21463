"""Nothing of a case reaches the log: not on a whole journey, not from ten thousand errors."""

import itertools
import json
import shutil

import pytest
import sqlalchemy.exc

from mediation_desk import logs
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.runner import TaskRunner
from mediation_desk.logs import FILE, run_logged

pytestmark = pytest.mark.e2e

PLANTED = {
    "parties.0.name": "䶮样东",
    "parties.0.id_number": "341823196805179074",
    "parties.0.phone": "13912345678",
    "parties.0.address": "样板村密样路七号",
    "parties.1.name": "John Example",
    "parties.1.note": "密样备注",
    "facts": "密样案情：两家为排水争吵。",
    "place": "密样地点",
    "recorded_by": "密样登记人",
}
MARKS = ("䶮样东", "341823196805179074", "13912345678", "密样", "John Example", "邻样", "调样")


def log_of(home) -> str:
    """Return everything in the log files, which must not be empty."""
    text = "".join(file.read_text(encoding="utf-8") for file in (home / "logs").iterdir())
    assert "INFO mediation_desk.app: started" in text
    return text


def found_in(text: str) -> list[str]:
    return [mark for mark in MARKS if mark in text]


def plant(tree) -> None:
    for path, value in PLANTED.items():
        *above, last = [int(part) if part.isdecimal() else part for part in path.split(".")]
        spot = tree
        for part in above:
            spot = spot[part]
        spot[last] = value


def named(tree) -> None:
    """Use the planted names where the examples name the parties."""
    text = json.dumps(tree, ensure_ascii=False)
    text = text.replace("邻样东", "䶮样东").replace("邻样西", "John Example")
    tree.clear()
    tree.update(json.loads(text))


def journey(line) -> None:
    """Go from set-up to the backup with planted facts, meeting an error at every turn."""
    line.right("init", "单位.json")
    (line.home / "backups").mkdir(exist_ok=True)
    (line.home / "backups" / "䶮样东.json").write_bytes(b"{}")
    for name in ("调解.json", "书面协议.json", "签章.json"):
        shutil.copy(line.edited(name, named), name)
    shutil.copy(line.edited("登记.json", plant), "登记.json")
    line.right("register", "登记.json")
    for words in (
        "accept 䶮样东 受理.json",
        "assign 䶮样东 指派.json",
        "session 䶮样东 调解.json",
        "conclude 䶮样东 书面协议.json",
        "sign 䶮样东 签章.json",
        "print 䶮样东 --kind agreement --out 䶮样东.pdf",
        "stats --year 2025 --out 密样.xlsx",
        "show 13912345678",
        "list 341823196805179074 --json",
        "backup",
    ):
        line.right(*words.split())
        assert line(*words.split()[:1], "䶮样东'\"*%_(", "密样.json").code in (2, 4)


def test_a_whole_journey_leaves_ids_only(line):
    journey(line)
    assert "exported: agreement" in log_of(line.home)
    assert found_in(log_of(line.home)) == []


def test_an_unforeseen_error_is_told_in_one_sentence_and_its_trace_is_in_the_log(line):
    journey(line)
    line.alter("UPDATE dispute SET state = '密样'")
    answer = line("show", "䶮样东")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.count("\n") == 1
    assert answer.err.startswith("出现了没有预料到的错误，这一步没有完成")
    assert str(line.home / "logs" / FILE) in answer.err
    text = log_of(line.home)
    assert "CRITICAL mediation_desk: unforeseen" in text
    assert "builtins.ValueError" in text
    assert "mediation_desk/services/" in text
    assert found_in(text) == []


def test_a_broken_store_says_nothing_of_what_it_held(line):
    journey(line)
    store = line.home / "office.mdesk"
    data = bytearray(store.read_bytes())
    data[9000:9100] = bytes(100)
    store.write_bytes(data)
    for words in ("list", "show 䶮样东", "register 登记.json", "stats --year 2025"):
        assert line(*words.split()).code == 3
    assert found_in(log_of(line.home)) == []


def test_a_job_of_the_window_that_fails_is_logged_without_its_text(tmp_path, qtbot):
    def job() -> int:
        runner = TaskRunner()
        with qtbot.waitSignal(runner.idle):
            runner.write(lambda: int(MARKS[0]), owner=runner)
        runner.close()
        return 0

    run_logged(job, tmp_path, crashed=lambda place: 1)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert "builtins.ValueError" in text
    assert found_in(text) == []


def errors():
    """Yield errors that hold planted facts in every way an error can."""
    while True:
        for mark in MARKS:
            yield ValueError(mark)
            yield KeyError({mark: mark})
            yield FileNotFoundError(2, "No such file", f"{mark}.json")
            yield UnicodeEncodeError("utf-8", f"{mark}\ud800", 0, 1, "surrogates not allowed")
            yield InvalidInput({"name": mark}, mark, mark)
            yield sqlalchemy.exc.IntegrityError(mark, {"name": mark}, Exception(mark))
            yield ExceptionGroup(mark, [ValueError(mark)])


def test_ten_thousand_errors_leave_none_of_their_text(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "MAX_BYTES", 100_000_000)

    def job() -> int:
        for error in itertools.islice(errors(), 10_000):
            error.add_note(str(error))
            try:
                try:
                    raise error
                except Exception as cause:
                    raise RuntimeError(str(cause)) from cause
            except RuntimeError as told:
                logs.log.error("unexpected", exc_info=told)
        return 0

    run_logged(job, tmp_path, crashed=lambda place: 1)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert text.count("ERROR mediation_desk: unexpected") == 10_000
    assert found_in(text) == []
