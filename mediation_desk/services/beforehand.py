"""Working things out before a write begins, so that nobody waits for the store meanwhile."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from mediation_desk.services.context import Context
from mediation_desk.storage.audit import head

_Answer = TypeVar("_Answer")


def beforehand(
    context: Context, work: Callable[[Connection], _Answer]
) -> Callable[[Connection], _Answer]:
    """Work something out in a read of its own; return what gives the answer inside a write.

    Where anybody wrote in between it is worked out anew there: the answer is never an old one.
    """
    with context.db.read() as connection:
        seen, answer = head(connection), work(connection)
    return lambda writing: answer if head(writing) == seen else work(writing)
