"""Accounts from the command line: nobody gets a word out of a closed office without signing in."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("quick_passwords")]
ROOT = Path(__file__).resolve().parents[2]
WANG, LI, NEW = "Lantern-47-hill", "Willow-58-lake", "Meadow-71-well"


@pytest.fixture
def closed(at):
    """An office with a registered case, closed by Wang's account; returns its recovery key too."""
    line = at("registered")
    for name, password in (("wang", WANG), ("li", LI), ("new", NEW), ("wrong", "Not-it-12345")):
        (line.folder / f"{name}.txt").write_text(f"{password}\n", encoding="utf-8")
    made = line.right(
        *("users", "first", "wangyang", "--name", "王样"),
        *("--new-password-file", "wang.txt", "--json"),
    )
    return line, made.json["recovery_key"]


AS_WANG = ("--user", "wangyang", "--password-file", "wang.txt")


def test_an_office_without_accounts_says_so(at):
    assert "没有账户" in at("set up").right("users").out


def test_the_first_account_is_told_its_recovery_key_once(closed):
    line, printed = closed
    assert len(printed) == 48
    assert printed not in line.right("users", *AS_WANG).out


@pytest.mark.parametrize("command", ["list", "show 邻样东", "stats", "backup", "users", "check"])
def test_every_command_wants_somebody_to_sign_in(closed, command):
    line, _ = closed
    words = command.split()
    answer = line(*words)
    assert answer.code == 2
    assert "本单位已设账户，请先登录" in answer.err
    assert "MEDIATION_DESK_USER" in answer.err
    wrong = line(*words, "--user", "wangyang", "--password-file", "wrong.txt")
    assert (wrong.code, wrong.out) == (2, "")
    assert "用户名或口令不正确" in wrong.err
    line.right(*words, *AS_WANG)


def test_the_user_may_stand_in_the_environment(closed, monkeypatch):
    line, _ = closed
    monkeypatch.setenv("MEDIATION_DESK_USER", "wangyang")
    assert "邻样东" in line.right("list", "--password-file", "wang.txt").out


def test_a_new_account_works_with_its_roles_after_a_password_of_its_own(closed):
    line, _ = closed
    line.right(
        *("users", "add", "liyang", "--name", "李样", "--roles", "统计员、领导（只读）"),
        *("--new-password-file", "li.txt", *AS_WANG),
    )
    as_li = ("--user", "liyang", "--password-file", "li.txt")
    assert "请先更换口令" in line("list", *as_li).err
    line.right("users", "password", "--new-password-file", "new.txt", *as_li)
    as_li = ("--user", "liyang", "--password-file", "new.txt")
    assert "邻样东" in line.right("list", *as_li).out
    refused = line("register", "登记.json", *as_li)
    assert (refused.code, "需要：登记案件" in refused.err) == (2, True)
    told = line.right("users", *AS_WANG).out
    assert "统计员、领导（只读）" in told
    line.right("users", "disable", "liyang", *AS_WANG)
    assert "已停用" in line.right("users", *AS_WANG).out
    assert "用户名或口令不正确" in line("list", *as_li).err


def test_a_role_nobody_knows_is_told_with_those_there_are(closed):
    line, _ = closed
    answer = line("users", "roles", "wangyang", "--roles", "村长", *AS_WANG)
    assert answer.code == 2
    assert "可以写：调解员、审核员" in answer.err
    assert line("users", "roles", "nobody", "--roles", "内勤", *AS_WANG).code == 4


def test_a_forgotten_password_is_replaced_with_the_printed_key(closed):
    line, printed = closed
    (line.folder / "key.txt").write_text(printed.lower().replace("-", " "), encoding="utf-8")
    words = ("users", "recover", "wangyang", "--new-password-file", "new.txt")
    line.right(*words, "--recovery-key-file", "key.txt")
    as_wang = ("--user", "wangyang", "--password-file", "new.txt")
    renewed = line.right("users", "recovery", *as_wang, "--json").json["recovery_key"]
    assert renewed != printed
    again = line(*words, "--recovery-key-file", "key.txt")
    assert "不是本单位现在的恢复密钥" in again.err


def test_the_data_key_is_changed_and_everything_is_still_there(closed):
    line, _ = closed
    line.right("users", "rekey", *AS_WANG)
    assert "邻样东" in line.right("list", *AS_WANG).out


@pytest.mark.skipif(sys.platform == "win32", reason="there is no terminal to type into")
def test_a_password_typed_at_the_terminal_is_not_shown(closed):
    line, _ = closed
    keyboard, screen = pty.openpty()
    words = [sys.executable, "-m", "mediation_desk", "list", "--user", "wangyang"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MEDIATION_DESK_HOME": str(line.home)}
    with subprocess.Popen(
        words, env=environment, stdin=screen, stdout=screen, stderr=screen, start_new_session=True
    ) as listing:
        os.close(screen)
        shown = b""
        while "口令".encode() not in shown:
            shown += os.read(keyboard, 1000)
        os.write(keyboard, f"{WANG}\n".encode())
        try:
            while part := os.read(keyboard, 1000):
                shown += part
        except OSError:  # the terminal is gone with the program
            pass
    os.close(keyboard)
    assert listing.returncode == 0, shown.decode()
    assert "邻样东" in shown.decode()
    assert WANG not in shown.decode()


def test_a_password_never_goes_on_the_command_line(line):
    answer = line("list", "--password", WANG)
    assert answer.code == 2
    assert "不认识 --password" in answer.err
