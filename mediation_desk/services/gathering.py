"""Many cases read by few queries: rows gathered by what they belong to, ids a portion at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Row

PORTION = 500
"""Ids that one query names at most."""

_Made = TypeVar("_Made")


def gathered(
    rows: Iterable[Row[Any]], make: Callable[[Row[Any]], _Made], by: str = "case_id"
) -> Mapping[str, tuple[_Made, ...]]:
    """Return what `make` makes of the rows, in their order, by the id in their column `by`.

    An id without rows is absent.
    """
    found: dict[str, list[_Made]] = {}
    for row in rows:
        found.setdefault(getattr(row, by), []).append(make(row))
    return {key: tuple(made) for key, made in found.items()}


def portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the ids in their order, so many at a time that a query can name them."""
    for start in range(0, len(ids), PORTION):
        yield ids[start : start + PORTION]
