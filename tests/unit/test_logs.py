"""The log tells what happened by ids: no error's own text, no path of the machine's account."""

import logging
import sys
import threading
from pathlib import Path

from mediation_desk import logs
from mediation_desk.logs import FILE, KEPT, run_logged

log = logging.getLogger("mediation_desk.tests")
NAME, NUMBER = "邻样东", "341823196805179074"


def crashed(place: Path) -> int:
    return 1


def fail() -> int:
    try:
        raise KeyError(NAME)
    except KeyError as error:
        raise ValueError(f"{NAME} {NUMBER}") from error


def test_an_unforeseen_error_leaves_its_frames_and_types_but_none_of_its_text(tmp_path):
    assert run_logged(fail, tmp_path / "logs", crashed=crashed) == 1
    text = (tmp_path / "logs" / FILE).read_text(encoding="utf-8")
    assert text.index("builtins.KeyError") < text.index("builtins.ValueError")
    assert "tests/unit/test_logs.py" in text
    assert f"{fail.__name__}: raise KeyError(NAME)" in text
    assert NAME not in text
    assert NUMBER not in text
    assert str(Path(__file__).parent) not in text


def test_what_another_handler_made_of_an_error_is_not_copied(tmp_path):
    def job() -> int:
        error = ValueError(NAME)
        record = log.makeRecord(log.name, logging.ERROR, "", 0, "again", (), (None, error, None))
        record.exc_text = f"ValueError: {NAME}"
        log.handle(record)
        return 0

    run_logged(job, tmp_path, crashed=crashed)
    assert NAME not in (tmp_path / FILE).read_text(encoding="utf-8")


def test_an_error_in_another_thread_is_logged_and_told(tmp_path):
    told = []

    def job() -> int:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        return 0

    assert run_logged(job, tmp_path, crashed=lambda place: told.append(place) or 1) == 0
    assert told == [tmp_path / FILE]
    assert "ValueError" in (tmp_path / FILE).read_text(encoding="utf-8")


def test_an_error_at_the_top_of_the_program_is_logged_and_the_hooks_go_back(tmp_path):
    before = (sys.excepthook, threading.excepthook)

    def job() -> int:
        sys.excepthook(ValueError, ValueError(NAME), None)
        return 0

    run_logged(job, tmp_path, crashed=crashed)
    assert "ValueError" in (tmp_path / FILE).read_text(encoding="utf-8")
    assert (sys.excepthook, threading.excepthook) == before


def test_no_folder_is_made_before_there_is_something_to_say(tmp_path):
    assert run_logged(lambda: 0, tmp_path / "logs", crashed=crashed) == 0
    assert not (tmp_path / "logs").exists()


def test_a_log_that_cannot_be_written_does_not_stop_the_work(tmp_path):
    (tmp_path / "file").write_bytes(b"")

    def job() -> int:
        log.info("started")
        return 7

    assert run_logged(job, tmp_path / "file", crashed=crashed) == 7
    assert run_logged(fail, tmp_path / "file", crashed=crashed) == 1


def test_the_log_turns_over_and_keeps_a_few_files(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "MAX_BYTES", 200)

    def job() -> int:
        for number in range(50):
            log.info("exported: %s", number)
        return 0

    run_logged(job, tmp_path, crashed=crashed)
    files = sorted(file.name for file in tmp_path.iterdir())
    assert files == [FILE, *(f"{FILE}.{number}" for number in range(1, KEPT + 1))]
    assert "exported: 49" in (tmp_path / FILE).read_text(encoding="utf-8")


def test_a_file_another_window_holds_grows_on(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "MAX_BYTES", 200)

    def refuse(*names: object) -> None:
        raise PermissionError(*names)

    monkeypatch.setattr("logging.handlers.os.rename", refuse)

    def job() -> int:
        for number in range(8):
            log.info("exported: %s", number)
        return 0

    run_logged(job, tmp_path, crashed=crashed)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert [f"exported: {number}" in text for number in range(8)] == [True] * 8
