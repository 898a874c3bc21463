"""The benchmark itself runs, and its hand-written statements agree with the program."""

from pathlib import Path

from tests.bench import auditing, binding, lists, million, papers, saving, start, table, workbooks


def test_every_part_measures_something_on_a_small_office(tmp_path: Path) -> None:
    rows = [
        *start.run(tmp_path, cases=20, rounds=1),
        *saving.run(tmp_path, rounds=10),
        *table.run(tmp_path, cases=2_000),
        *workbooks.run(tmp_path, lines=2_000, cases=300),
        *lists.run(tmp_path, cases=2_000),
        *million.run(tmp_path, cases=300),
        *papers.run(tmp_path, rounds=1),
        *auditing.run(tmp_path, lines=400),
        *binding.run(tmp_path, scans=1),
    ]
    assert all(row.ours_ms > 0 and row.floor_ms > 0 for row in rows)
