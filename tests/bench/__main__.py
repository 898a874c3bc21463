"""Run every benchmark and print the one table; exit 1 when a goal is missed."""

import sys
import tempfile
from pathlib import Path

from tests.bench import auditing, binding, lists, million, papers, saving, start, table, workbooks
from tests.bench.measure import show


def main() -> int:
    """Print the table; return 1 when a goal is missed."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="mediation-bench-") as name:
        for part in (start, saving, table, workbooks, lists, million, papers, binding, auditing):
            print(f"… {part.__name__.rsplit('.', maxsplit=1)[-1]}", file=sys.stderr, flush=True)
            rows += part.run(Path(name))
    print(show(rows))
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
