"""What a bare machine lacks: a new enough Python, Qt's system libraries, the locked wheels.

Standard library only, and able to run on Python 3.8, since it is what finds a newer one.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

OLDEST = (3, 11)
NEWER = ("3.14", "3.13", "3.12", "3.11")


class NotReadyError(Exception):
    """The machine lacks something that cannot be installed from here; the text says what to do."""


class Part(NamedTuple):
    """A shared library or program, and the Debian packages that may carry it."""

    needed: str
    packages: tuple[str, ...]


# What any QApplication needs, even offscreen.
OFFSCREEN = (
    Part("libglib-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0")),
    Part("libGL.so.1", ("libgl1",)),
    Part("libEGL.so.1", ("libegl1",)),
    Part("libdbus-1.so.3", ("libdbus-1-3",)),
    Part("libfontconfig.so.1", ("libfontconfig1",)),
    Part("libxkbcommon.so.0", ("libxkbcommon0",)),
    Part("libgssapi_krb5.so.2", ("libgssapi-krb5-2",)),
)
# What the X window platform adds.
WINDOW = (
    Part("libxcb-cursor.so.0", ("libxcb-cursor0",)),
    Part("libxcb-icccm.so.4", ("libxcb-icccm4",)),
    Part("libxcb-keysyms.so.1", ("libxcb-keysyms1",)),
    Part("libxcb-shape.so.0", ("libxcb-shape0",)),
    Part("libxcb-xkb.so.1", ("libxcb-xkb1",)),
    Part("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",)),
    Part("libxcb-randr.so.0", ("libxcb-randr0",)),
    Part("libxcb-render-util.so.0", ("libxcb-render-util0",)),
    Part("libxcb-image.so.0", ("libxcb-image0",)),
    Part("libxcb-xinerama.so.0", ("libxcb-xinerama0",)),
    Part("libX11-xcb.so.1", ("libx11-xcb1",)),
)
# Printing and Wayland: installed along, but a window opens without them.
COMFORT = (
    Part("libcups.so.2", ("libcups2t64", "libcups2")),
    Part("libwayland-client.so.0", ("libwayland-client0",)),
    Part("libwayland-cursor.so.0", ("libwayland-cursor0",)),
    Part("libwayland-egl.so.1", ("libwayland-egl1",)),
)
# Programs that the tests of a real window and of printed text call.
TOOLS = (
    Part("Xvfb", ("xvfb",)),
    Part("xauth", ("xauth",)),
    Part("xdotool", ("xdotool",)),
    Part("pdftotext", ("poppler-utils",)),
    # Opens what we write for Word and spreadsheets, and counts it again.
    Part(
        "/usr/lib/libreoffice/program/libswlo.so",
        ("libreoffice-writer-nogui", "libreoffice-writer"),
    ),
    Part("/usr/lib/libreoffice/program/libsclo.so", ("libreoffice-calc-nogui", "libreoffice-calc")),
    # The shims under tests/faults that make the disk fail are compiled by the tests.
    Part("cc", ("gcc",)),
    Part("/usr/include/stdio.h", ("libc6-dev",)),
)


def speak_any_language() -> None:
    """Keep a console that cannot show Chinese from stopping the job."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def say(text: str) -> None:
    """Tell the person at the terminal what is going on."""
    print(text, flush=True)


def call(command: list[str]) -> int:
    """Run a program with our own input and output and return its exit code."""
    return subprocess.call(command)


# System libraries --------------------------------------------------------------------------


def ensure(*, window: bool, tools: bool, venv: bool) -> None:
    """Install the libraries, programs and Python parts that are missing, or say what is missing.

    `window`: a real window is wanted; `tools`: tests will call programs; `venv`: an environment
    must be made. All at once, so that someone without rights is asked for one command only.
    """
    must = [part for part in OFFSCREEN + (WINDOW if window else ()) if not _loads(part.needed)]
    nice = [part for part in COMFORT if not _loads(part.needed)] if window else []
    if tools:
        nice += [part for part in TOOLS if not _is_there(part.needed)]
    wanted = must + nice
    if venv and sys.version_info >= OLDEST and not _has_module(sys.executable, "ensurepip"):
        wanted.append(_venv_part(sys.executable))
    if not wanted:
        return
    say(f"本机缺少 (missing): {'、'.join(part.needed for part in wanted)}")
    problem = _apt_install([part.packages for part in wanted])
    still = [part for part in must if not _loads(part.needed)]
    if still:
        lacking = "、".join(part.needed for part in still)
        raise NotReadyError(f"缺少图形界面需要的系统库：{lacking}。{problem}")
    if problem and nice:
        say(f"{problem}\n缺少的只影响打印或部分界面测试，继续。")


def _is_there(tool: str) -> bool:
    """Return whether a program is on the path, or a file where it belongs."""
    return Path(tool).exists() if tool.startswith("/") else shutil.which(tool) is not None


def _loads(soname: str) -> bool:
    """Return whether the dynamic linker finds this library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _apt_install(wanted: list[tuple[str, ...]]) -> str:
    """Install one package of each tuple with apt; return what hindered it, or nothing."""
    if not shutil.which("apt-get"):
        return "请用本系统的软件管理器安装提供上述文件的软件包 (install them by name), 再运行一次。"
    prefix, how = _authority()
    if prefix is None:
        names = " ".join(_choose(wanted))
        return f"请先运行：sudo apt-get install -y {names}，再运行一次 (run this, then try again)。"
    packages = _choose(wanted)
    if not _known(packages).issuperset(packages):
        _apt(prefix, ["update", "-qq"])
        packages = _choose(wanted)
    command = ["install", "-y", "-qq", "--no-install-recommends", *packages]
    say(f"正在{how}安装系统软件包 (installing with apt-get): {' '.join(packages)} …")
    if _apt(prefix, command) == 0:
        return ""
    # Package lists that are older than the archive name files that are gone.
    _apt(prefix, ["update", "-qq"])
    if _apt(prefix, command, loud=True) == 0:
        return ""
    return f"系统软件包没有装上，请检查网络后手动运行：sudo apt-get install {' '.join(packages)}。"


def _choose(wanted: list[tuple[str, ...]]) -> list[str]:
    """Return of each tuple the first package that the package lists know, else the last."""
    known = _known([name for names in wanted for name in names])
    return [next((name for name in names if name in known), names[-1]) for names in wanted]


def _authority() -> tuple[list[str] | None, str]:
    """Return the words before apt-get that make it work here (None: nothing does)."""
    if os.geteuid() == 0:
        return [], "以 root 身份"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], **quiet) == 0:
        return ["sudo", "-n"], "通过 sudo "
    return None, ""


def _known(packages: list[str]) -> set[str]:
    """Return which of these the package lists on this machine name as installable."""
    answer = subprocess.run(
        ["apt-cache", "show", "--no-all-versions", *packages],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    lines = answer.stdout.decode(errors="replace").splitlines()
    return {line.split()[1] for line in lines if line.startswith("Package: ")}


def _apt(prefix: list[str], words: list[str], *, loud: bool = False) -> int:
    """Run apt-get without questions; `loud` shows the end of its output when it fails."""
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "Dpkg::Use-Pty=0"]
    answer = subprocess.run(
        [*prefix, *quiet, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if answer.returncode and loud:
        sys.stderr.write(answer.stdout.decode(errors="replace")[-2000:])
    return answer.returncode


# Python ------------------------------------------------------------------------------------


def find_python() -> str:
    """Return a Python of at least 3.11, installing one where apt has it."""
    if sys.version_info >= OLDEST:
        return sys.executable
    found = _newer_python()
    if not found and shutil.which("apt-get"):
        say(f"本机的 Python {sys.version.split()[0]} 太旧，需要 3.11 以上 (too old).")
        prefix, _ = _authority()
        if prefix is not None:
            _apt(prefix, ["update", "-qq"])
        known = _known([f"python{version}-venv" for version in NEWER])
        newest = next((version for version in NEWER if f"python{version}-venv" in known), "")
        if newest:
            _apt_install([(f"python{newest}",), (f"python{newest}-venv",)])
            found = _newer_python()
    if found:
        return found
    raise NotReadyError(
        f"需要 Python 3.11 以上，本机是 {sys.version.split()[0]}。请安装 python3.11 和 "
        "python3.11-venv（Windows 请装官网的 Python 3.11 以上）后再运行一次 "
        "(install Python 3.11 or newer)。"
    )


def _newer_python() -> str:
    """Return the first new enough interpreter on PATH that starts, or nothing."""
    for version in NEWER:
        path = shutil.which(f"python{version}")
        if path and subprocess.run([path, "-c", ""], check=False).returncode == 0:
            return path
    return ""


def make_venv(python: str, folder: Path) -> None:
    """Make a virtual environment with pip in it, installing Debian's venv package if need be."""
    say("正在建立运行环境 .venv (making the environment) …")
    if not _has_module(python, "ensurepip"):
        problem = _apt_install([_venv_part(python).packages])
        if not _has_module(python, "ensurepip"):
            raise NotReadyError(f"无法建立 Python 运行环境：缺少 ensurepip 模块。{problem}")
    if subprocess.run([python, "-m", "venv", str(folder)], check=False).returncode:
        raise NotReadyError(f"无法在 {folder} 建立运行环境，请检查磁盘空间和写入权限。")


def _venv_part(python: str) -> Part:
    version = _output([python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"])
    return Part("ensurepip", (f"python{version}-venv", "python3-venv"))


def _has_module(python: str, name: str) -> bool:
    probe = f"import importlib.util as u, sys; sys.exit(u.find_spec({name!r}) is None)"
    return subprocess.run([python, "-c", probe], check=False).returncode == 0


def _output(command: list[str]) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode().strip()


def install_wheels(python: Path, lock: Path) -> None:
    """Install exactly the wheels that the lock names by hash; progress goes to the terminal.

    pip's own configuration is honoured, so a mirror set with `pip config` or PIP_INDEX_URL
    serves here too; the hashes make any mirror as good as the original.
    """
    total = sum(1 for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line)
    say(f"正在安装 {total} 个程序库，首次约需一两分钟 (installing {lock.name}) …")
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--no-input", "--progress-bar", "off", "--no-deps"]
    command += ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    seen, tail = 0, []
    for line in process.stdout or ():
        tail = [*tail[-30:], line]
        words = line.split()
        if line.startswith("Ignoring "):
            total -= 1  # a wheel for another platform
        elif line.startswith(("Collecting ", "Obtaining dependency ")):
            seen += 1
            # "Collecting NAME", or in some versions "Obtaining dependency information for NAME".
            say(f"  [{seen}/{total}] {words[1 if words[0] != 'Obtaining' else 4]}")
        elif line.startswith("Installing "):
            say("  正在展开 (unpacking) …")
    if process.wait():
        sys.stderr.writelines(tail)
        raise NotReadyError("程序库没有装上：请检查网络或 pip 的镜像设置，然后再运行一次。")
