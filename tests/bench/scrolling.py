"""In a child: a list of a million cases in a window, jumped through; prints the p95 of a jump.

What counts is the work of the GUI thread: finding the place, drawing it, asking for its rows,
taking them and drawing again. Reading them is done beside it.
"""

import json
import time
from array import array
from datetime import date
from random import Random

from mediation_desk.domain.codes import State
from mediation_desk.gui.cases.table import CaseTable
from mediation_desk.gui.start import create_application
from mediation_desk.gui.theme import make_theme
from mediation_desk.paths import find
from mediation_desk.services.rows import CaseRow

CASES = 1_000_000
JUMPS = 100
_DAY = date(2025, 3, 3)


def row_of(key: int) -> CaseRow:
    """Return an invented line."""
    return CaseRow(
        id=str(key),
        number=f"（2025）示人调字第{key}号",
        title=f"示样{key}与样{key}邻里纠纷",
        state=State.MEDIATING,
        type_label="邻里纠纷",
        committee_name="示例镇人民调解委员会",
        lead_name="调样甲",
        parties="示样 — 样",
        registered_on=_DAY,
        accepted_on=_DAY,
        due_on=_DAY,
        days_left=3,
        agreed_on=None,
        agreed_fen=0,
        place="样板村",
    )


def main() -> None:
    """Jump about and print the 95th of a hundred times, in milliseconds."""
    create_application()
    table = CaseTable(make_theme(find().resources, 1.0), lambda _: None, lambda _: None)
    model = table.model_of_cases
    asked: list[int] = []
    model.missing.connect(asked.append)
    table.resize(1100, 700)
    table.show()
    model.show(array("q", range(CASES)), {})
    table.grab()
    random, times = Random(7), []
    for _ in range(JUMPS):
        begun = time.thread_time()
        table.verticalScrollBar().setValue(random.randrange(CASES))
        table.grab()
        while asked:
            page = asked.pop()
            model.put(page, {key: row_of(key) for key in model.page_keys(page)})
        table.grab()
        times.append((time.thread_time() - begun) * 1000)
    print(json.dumps([sorted(times)[int(JUMPS * 0.95) - 1]]))


if __name__ == "__main__":
    main()
