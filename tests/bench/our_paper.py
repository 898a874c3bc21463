"""Issue the agreement of the office at MEDIATION_DESK_HOME; print the first time and the next."""

import json
import statistics

from mediation_desk.app import build
from mediation_desk.paths import find
from mediation_desk.services.listing import Filters
from tests.bench.measure import once

NEXT = 15


def main() -> None:
    """Print the first paper's milliseconds and the median of the next ones."""
    desk = build(find())
    first, second = desk.listing.cases(Filters())
    times = [once(lambda: desk.papers.issue(first.id, "agreement"))]
    times += [once(lambda: desk.papers.issue(second.id, "agreement")) for _ in range(NEXT)]
    desk.close()
    print(json.dumps([times[0], statistics.median(times[1:])]))


if __name__ == "__main__":
    main()
