"""A second computation of every statistics table: DuckDB over a plain dump of the records.

The dump holds the rows of the base tables as they lie in the store. tables/facts.sql works out of
them what is known of a case, and tables/<key>.sql has a table's figures, written from domain.md.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb

from mediation_desk.app import Desk

SQL = Path(__file__).parent / "tables"
DUMPED = (
    *("committee", "mediator", "mediator_record", "dispute", "party", "agreement", "clause"),
    *("instalment", "confirmation", "session", "assignment"),
    *("sweep", "prevention", "zero_report", "inquiry", "letter", "venue", "fund"),
    *("subsidy_claim", "subsidy_line", "subsidy_share"),
)
Figures = dict[str, int]


class Dump:
    """The records of an office at one moment, outside the program."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        """Write the records of `desk` to files in `folder` and read them into DuckDB."""
        self._duck = duckdb.connect()
        with desk._context.db.read() as connection:
            for table in DUMPED:
                rows = connection.exec_driver_sql(f"SELECT * FROM {table}")
                columns, file = list(rows.keys()), folder / f"{table}.json"
                file.write_text("\n".join(_lines(columns, rows)), encoding="utf-8")
                kinds = ", ".join(f"{name}: 'VARCHAR'" for name in columns)
                self._duck.execute(
                    f"CREATE TABLE {table} AS SELECT * FROM read_json"
                    f"('{file}', format='newline_delimited', columns={{{kinds}}})"
                )
        for name, value in (("first", date.min), ("last", date.max)):
            self._duck.execute(f"SET VARIABLE {name} = DATE '{value}'")
        self._duck.execute("SET VARIABLE oral = true; SET VARIABLE by_acceptance = false")
        self._duck.execute((SQL / "facts.sql").read_text(encoding="utf-8"))

    def figures(
        self, key: str, start: date, end: date, *, oral: bool, by_acceptance: bool
    ) -> dict[str, Figures]:
        """Return a table's figures, by the row's key and by column."""
        self._duck.execute(
            f"SET VARIABLE first = DATE '{start}'; SET VARIABLE last = DATE '{end}';"
            f"SET VARIABLE oral = {oral}; SET VARIABLE by_acceptance = {by_acceptance}"
        )
        found = self._duck.execute((SQL / f"{key}.sql").read_text(encoding="utf-8"))
        columns = [column[0] for column in found.description]
        return {
            row[0]: {
                name: int(value or 0) for name, value in zip(columns[1:], row[1:], strict=True)
            }
            for row in found.fetchall()
        }


def _lines(columns: list[str], rows: object) -> Iterator[str]:
    for row in rows:
        yield json.dumps(
            {
                name: None if value is None else str(value)
                for name, value in zip(columns, row, strict=True)
            },
            ensure_ascii=False,
        )


def summed(parts: Iterator[Figures]) -> Figures:
    """Return the figures of several rows together."""
    total: Figures = {}
    for part in parts:
        for name, value in part.items():
            total[name] = total.get(name, 0) + value
    return total
