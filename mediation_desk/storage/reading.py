"""Reading a whole store for proof: row by row in constant memory, whatever raw SQL left in it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import methodcaller
from typing import Any

from sqlalchemy import Connection, RowMapping, Select

Progress = Callable[[int, int], None]
"""Told how many lines are done and how many there are; may raise to stop."""


def stream(connection: Connection, query: Select[*tuple[Any, ...]]) -> Iterator[RowMapping]:
    """Return the rows of a query one by one, never all at once."""
    return iter(connection.execution_options(yield_per=1000).execute(query).mappings())


@contextmanager
def any_bytes(connection: Connection) -> Iterator[None]:
    """Read text that is not UTF-8 instead of failing: raw SQL can put any bytes into SQLite."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw: Any = connection.connection.driver_connection
    raw.text_factory = methodcaller("decode", "utf-8", "surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = str
