"""What somebody with a SQL shell and the key could do to a store, taken back afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection

from mediation_desk.app import Desk


class Undone(Exception):
    """Raised to roll everything back."""


@contextmanager
def rolled_back(desk: Desk) -> Iterator[Connection]:
    """Give a connection that may do anything to the store; nothing of it stays."""
    with suppress(Undone), desk._context.db.write() as connection:
        yield connection
        raise Undone
