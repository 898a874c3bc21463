"""The one door behind `make`: prepare this machine, then do the job that was asked.

Needs nothing but a Python 3.8+ to start. Finds a Python >= 3.11, installs the system
libraries that Qt lacks (Debian and Ubuntu, as root or through sudo), makes .venv with
hash-locked wheels, and hands over. When all is in place it hands over at once.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

import system_parts

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "ready.json"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
STRICT = ("domain", "services", "storage", "documents", "exchange")
VERBS = {
    "run": "打开示范调委会的窗口；没有显示器时把文书、统计表和页面图片写到 out/",
    "test": "全部测试 (the whole test suite)",
    "check": "格式、静态检查、类型检查和快速测试 (ruff, mypy --strict, fast tests)",
    "faults": "断电、崩溃、坏盘、满盘的全部试验，约半小时 (every fault test, prints the table)",
    "bench": "测量启动、保存、统计、打印的耗时比 (ratios in one run)",
    "lock": "由 pyproject.toml 重新生成两个锁文件 (requirements*.lock)",
    "wheel": "生成安装包 dist/*.whl",
}


def main(arguments: list[str]) -> int:
    """Prepare the machine for the verb and return the job's exit code."""
    verb, rest = _parse(arguments)
    os.chdir(str(ROOT))
    level = "run" if verb == "run" else "dev"
    try:
        if sys.platform.startswith("linux"):
            system_parts.ensure(
                window=_wants_window(verb), tools=verb in ("test", "faults"), venv=not _ready(level)
            )
        if not _ready(level):
            _prepare(level)
    except system_parts.NotReadyError as reason:
        print(reason, file=sys.stderr)
        return 3
    return {
        "run": _run,
        "test": _test,
        "check": _check,
        "faults": _faults,
        "bench": _bench,
        "lock": _lock,
        "wheel": _wheel,
    }[verb](rest)


def _parse(arguments: list[str]) -> tuple[str, list[str]]:
    """Split the command line into the verb and what is handed on to the job."""
    words = "\n".join(f"  {verb:<6} {text}" for verb, text in VERBS.items())
    parser = argparse.ArgumentParser(
        prog="packaging/dev.py",
        description="调解台的开发入口 (one door for every job)",
        epilog=f"任务 (verbs):\n{words}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=list(VERBS), metavar="任务")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help="转交给任务的参数")
    known = parser.parse_args(arguments)
    return known.verb, known.rest


def _wants_window(verb: str) -> bool:
    """Return whether a real X or Wayland window may be opened by this verb."""
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return verb == "test" or (verb in ("run", "bench") and bool(shown))


# The environment ---------------------------------------------------------------------------


def _fingerprint(level: str) -> str:
    """Return what must be unchanged for .venv to be used as it is."""
    digest = hashlib.sha256(LOCKS[level].read_bytes())
    digest.update(os.path.realpath(str(VENV_PYTHON)).encode())
    digest.update(str(ROOT).encode())
    return digest.hexdigest()


def _stamp() -> dict[str, str]:
    """Return what the last finished preparation wrote, or nothing."""
    try:
        read = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _ready(level: str) -> bool:
    """Return whether .venv holds exactly the wheels that this level's lock names."""
    stamp = _stamp()
    if not VENV_PYTHON.exists():
        return False
    # The dev lock contains every run-time wheel, so a dev environment serves `run` too.
    return stamp.get(level) == _fingerprint(level)


def _prepare(level: str) -> None:
    """Make or complete .venv; the stamp is written last, so a broken run starts anew."""
    if not _ready("run") or "dev" in _stamp():
        python = system_parts.find_python()
        if VENV.exists():
            shutil.rmtree(str(VENV))
        system_parts.make_venv(python, VENV)
    STAMP.unlink(missing_ok=True)
    system_parts.install_wheels(VENV_PYTHON, LOCKS[level])
    _make_importable()
    levels = ("run", "dev") if level == "dev" else ("run",)
    STAMP.write_text(json.dumps({name: _fingerprint(name) for name in levels}), encoding="utf-8")


def _make_importable() -> None:
    """Let `import mediation_desk` find this checkout from any folder."""
    found = list(VENV.glob("lib/python*/site-packages")) or [VENV / "Lib" / "site-packages"]
    (found[0] / "mediation_desk.pth").write_text(f"{ROOT}\n", encoding="utf-8")


# The jobs ----------------------------------------------------------------------------------


def _hand_over(*words: str, **environment: str) -> int:
    """Run the environment's Python with these words; on POSIX this process becomes it."""
    command = [str(VENV_PYTHON), *words]
    os.environ.update(environment)
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)
    return system_parts.call(command)


def _offscreen() -> dict[str, str]:
    return {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}


def _run(rest: list[str]) -> int:
    return _hand_over("-m", "mediation_desk", "run-demo", "--out", "out", *rest)


def _test(rest: list[str]) -> int:
    workers = str(min(4, os.cpu_count() or 1))
    # One worker per file: fixtures that are shared by a file are built once.
    spread = ["-n", workers, "--dist", "loadfile"] if workers != "1" else []
    return _hand_over("-m", "pytest", *spread, *rest, **_offscreen())


def _check(rest: list[str]) -> int:
    """Run every checker, so that one run shows everything there is to mend."""
    os.environ.update(_offscreen())
    packages = [f"mediation_desk/{name}" for name in STRICT if _is_package(name)]
    steps = [
        ("格式 (ruff format)", ["ruff", "format", "--check", "."]),
        ("静态检查 (ruff check)", ["ruff", "check", "."]),
        ("类型 (mypy --strict)", ["mypy", *packages]),
        ("快速测试 (fast tests)", ["pytest", "-q", "-m", "not slow and not e2e", *rest]),
    ]
    failed = []
    for label, words in steps:
        print(f"—— {label}", flush=True)
        if system_parts.call([str(VENV_PYTHON), "-m", *words]):
            failed.append(label)
    print("全部通过。" if not failed else f"未通过：{'、'.join(failed)}。")
    return 1 if failed else 0


def _is_package(name: str) -> bool:
    return (ROOT / "mediation_desk" / name / "__init__.py").exists()


def _faults(rest: list[str]) -> int:
    return _hand_over("-m", "tests.faults", *rest, **_offscreen())


def _bench(rest: list[str]) -> int:
    return _hand_over("-m", "tests.bench", *rest)


def _lock(rest: list[str]) -> int:
    """Compile both locks for every platform and Python at once; no index is written down."""
    common = ["--universal", "--python-version", "3.11", "--generate-hashes", "--quiet"]
    common += ["--no-emit-index-url", "--custom-compile-command", "make lock", *rest]
    targets = {
        "run": ["pyproject.toml"],
        "dev": ["pyproject.toml", "--group", "dev", "-c", LOCKS["run"].name],
    }
    for level, sources in targets.items():
        words = ["uv", "pip", "compile", *common, *sources, "-o", LOCKS[level].name]
        code = system_parts.call([str(VENV_PYTHON), "-m", *words])
        if code:
            return code
        print(f"已写好 {LOCKS[level].name}。")
    return 0


def _wheel(rest: list[str]) -> int:
    return _hand_over("-m", "hatchling", "build", "-t", "wheel", *rest)


if __name__ == "__main__":
    system_parts.speak_any_language()
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\n已停止。", file=sys.stderr)
        sys.exit(130)
