"""Inside a measured child: milliseconds since the parent started it. Imports next to nothing."""

import os
import time

BEGUN = "MEDIATION_BENCH_BEGUN"


def since_start() -> float:
    """Return the milliseconds since this process was started."""
    return (time.perf_counter() - float(os.environ[BEGUN])) * 1000
