"""The demo office and the window."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.cli.desk import paths_of
from mediation_desk.cli.output import say
from mediation_desk.errors import RuleViolation

if TYPE_CHECKING:
    from mediation_desk.app import Desk
    from mediation_desk.paths import Paths


def open_window(options: argparse.Namespace) -> int:
    """Open the window on this user's own office."""
    from mediation_desk.app import run_window

    if not _has_display() and "QT_QPA_PLATFORM" not in os.environ:
        raise RuleViolation(
            "没有显示器，窗口打不开。", "不用窗口的工作请看 mediation-desk --help。"
        )
    return run_window(paths_of(options))


def demo(options: argparse.Namespace) -> None:
    """Make a demo office with eight cases, or a county year."""
    from mediation_desk.app import make_demo

    paths = paths_of(options)
    make_demo(paths, county=options.county, progress=_Progress())
    say(f"演示单位已建好：{paths.data}")


def run_demo(options: argparse.Namespace) -> int:
    """Open the demo window; without a display write papers, workbook and pictures to --out."""
    from mediation_desk.app import has_store, make_demo, render_pages, run_window
    from mediation_desk.clock import FixedClock
    from mediation_desk.services.demo import YEAR_END

    out = options.out.absolute()
    paths = paths_of(options)
    if not has_store(paths):
        say("正在建立演示单位（八件示例案件）…")
        make_demo(paths, progress=_Progress())
    if _has_display():
        say("正在打开窗口…")
        return run_window(paths)
    written = _write_samples(paths, out)
    say("正在绘制主要页面…")
    written += render_pages(paths, out, FixedClock(YEAR_END))
    say("没有显示器，窗口没有打开。文件在：")
    for file in written:
        say(f"  {file}")
    return 0


class _Progress:
    """Prints each tenth of the way once, as it is reached."""

    def __init__(self) -> None:
        self._told = 0

    def __call__(self, done: int, total: int) -> None:
        tenths = done * 10 // total
        if tenths > self._told:
            self._told = tenths
            print(f"  {tenths * 10:3d}%", file=sys.stderr, flush=True)


def _write_samples(paths: "Paths", out: Path) -> list[Path]:
    from mediation_desk.app import build
    from mediation_desk.clock import FixedClock
    from mediation_desk.services.demo import YEAR_END

    desk = build(paths, FixedClock(YEAR_END), actor="演示")
    try:
        return [
            _paper(desk, "泾示人调字第006号", "agreement", out / "人民调解协议书.pdf"),
            _paper(desk, "泾示样人调口字第011号", "oral_agreement", out / "口头协议登记表.pdf"),
            _workbook(desk, out / "2025年统计表.xlsx"),
        ]
    finally:
        desk.close()


def _paper(desk: "Desk", number: str, kind: str, target: Path) -> Path:
    from mediation_desk.cli.desk import find_case
    from mediation_desk.files import atomic_write

    say(f"正在生成 {target.name} …")
    issued = desk.papers.issue(find_case(desk, number), kind)
    return atomic_write(target, desk.papers.content(issued.id))


def _workbook(desk: "Desk", target: Path) -> Path:
    from mediation_desk.files import atomic_write
    from mediation_desk.services.statistics import CASE_ANNUAL

    say(f"正在生成 {target.name} …")
    period = desk.statistics.period("2025")
    return atomic_write(target, desk.statistics.workbook(CASE_ANNUAL, period=period))


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
