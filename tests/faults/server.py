"""A process that runs scenarios in children of its own, with the disk failing as ordered.

Started with a shim in LD_PRELOAD. Everything is imported once; each order is one forked child, so
that a run costs milliseconds. Reads orders and writes answers as JSON lines.
"""

import ctypes
import json
import logging
import os
import signal
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

from tests.faults import scenarios

SHIM = ctypes.CDLL(None)


def main() -> None:
    """Carry out orders until there are no more."""
    logging.disable()  # a failing disk is what is wanted; what matters is said on the pipe
    scenarios.preload()
    for line in sys.stdin:
        print(json.dumps(carry_out(json.loads(line))), flush=True)


def carry_out(order: dict[str, Any]) -> dict[str, Any]:
    """Run one scenario in a child; return what it said and how it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        os._exit(in_child(order, writing))
    os.close(writing)
    with os.fdopen(reading, "rb", buffering=0) as stream:
        first = stream.readline()
        if "kill_after" in order:
            threading.Timer(order["kill_after"], os.kill, (child, signal.SIGKILL)).start()
        lines = [first, *stream.read().split(b"\n")]
    _, status = os.waitpid(child, 0)
    said = [json.loads(line) for line in lines if line.strip()]
    return {"said": said, "killed": os.WIFSIGNALED(status)}


def in_child(order: dict[str, Any], writing: int) -> int:
    """Run the scenario; say everything it says on the pipe. Returns the exit code."""

    def say(kind: str, *facts: Any) -> None:
        os.write(writing, (json.dumps([kind, *facts]) + "\n").encode())

    home = Path(order["home"])
    scenario = getattr(scenarios, order["scenario"])
    if order.get("trace"):
        scenario = scenarios.traced(scenario, SHIM, home, order["trace"])
    elif "ops" in order:
        numbers = [ctypes.c_long(order["nth"]), *map(int, (order["err"], order["stays"]))]
        match, ops = str(home).encode(), order["ops"].encode()
        SHIM.fault_arm(match, ops, *numbers, int(order["kills"]))
    try:
        scenario(home, say, **order.get("given", {}))
    except BaseException:
        say("bug", traceback.format_exc())
    if "ops" in order:
        SHIM.fault_count.restype = ctypes.c_long
        say("count", SHIM.fault_count())
    return 0


if __name__ == "__main__":
    main()
