"""The agreement as PDF, issued and kept, against a bare ReportLab document of the same text.

Each in fresh processes: the first paper after a start imports ReportLab and reads the fonts. Ours
also reads the case and keeps the first paper in the store, which the bare document does not.
"""

from dataclasses import replace
from pathlib import Path

from mediation_desk.app import build
from mediation_desk.paths import HOME_VARIABLE, find
from tests import factories
from tests.bench.measure import Row, child, medians

ROUNDS = 5


def run(folder: Path, rounds: int = ROUNDS) -> list[Row]:
    """Return the rows of the first agreement and of the next ones."""
    paths = find(folder / "papers")
    text = folder / "agreement.txt"
    desk = build(paths)
    committee_id = factories.set_up(desk)
    for _ in range(2):
        case = factories.mediating(desk, committee_id)
        desk.sessions.record(case.id, factories.session_draft(case))
        draft = factories.agreement_draft(case)
        desk.agreements.conclude(case.id, replace(draft, signatures=factories.signatures(case)))
    text.write_text(desk.papers.preview(case.id, "agreement"), encoding="utf-8")
    desk.close()
    ours, floor = [], []
    for number in range(rounds):
        home = folder / f"papers-{number}"
        _copy(paths.data, home)
        ours.append(child("tests.bench.our_paper", **{HOME_VARIABLE: str(home)}))
        words = (str(text), str(paths.resources / "fonts"))
        floor.append(child("tests.bench.bare_paper", *words))
    first, after = medians(ours)
    bare_first, bare_after = medians(floor)
    peer = "bare ReportLab, same text and fonts"
    return [
        Row("agreement PDF, first after start", first, peer, bare_first, 1.2),
        Row("agreement PDF, next", after, peer, bare_after, 1.2),
    ]


def _copy(source: Path, target: Path) -> None:
    """Copy a closed store."""
    target.mkdir()
    for file in source.iterdir():
        if file.is_file():
            (target / file.name).write_bytes(file.read_bytes())
