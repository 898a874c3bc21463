"""What all tables share: naming convention, column kinds, revision columns."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def instant_text(value: datetime) -> str:
    """Return an aware instant as it is stored. Raises ValueError for a naive one."""
    if value.tzinfo is None:
        raise ValueError("naive datetime")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept as UTC ISO text of fixed width: text order is time order."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:
        """Write UTC; refuse a naive time, which would be a guess."""
        return None if value is None else instant_text(value)

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:
        """Read back an aware UTC instant."""
        if value is None:
            return None
        return datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


Json = JSON(none_as_null=True)


def key() -> Column[str]:
    """Return the UUIDv7 text primary key every travelling row has."""
    return Column("id", String(36), primary_key=True)


def link(name: str, target: str, *, required: bool = True, index: bool = True) -> Column[str]:
    """Return a foreign key to `target`."""
    return Column(name, String(36), ForeignKey(f"{target}.id"), nullable=not required, index=index)


def text(name: str, *, required: bool = True) -> Column[str]:
    """Return a text column, "" by default."""
    if not required:
        return Column(name, Text, nullable=True)
    return Column(name, Text, nullable=False, server_default="")


def flag(name: str, *, default: bool = False) -> Column[int]:
    """Return a 0/1 column; `check_flags` adds its check."""
    standard = "1" if default else "0"
    return Column(name, Integer, nullable=False, server_default=standard, info={"flag": True})


def check_flags() -> None:
    """Give every 0/1 column its check, as a table constraint that migrations can see."""
    for table in metadata.tables.values():
        for column in table.c:
            if column.info.get("flag"):
                check = CheckConstraint(f"{column.name} in (0, 1)", name=column.name)
                table.append_constraint(check)


def fen(name: str, *, required: bool = False) -> Column[int]:
    """Return an amount in 分."""
    if required:
        return Column(name, Integer, nullable=False, server_default="0")
    return Column(name, Integer, nullable=True)


def revision() -> list[Column[Any]]:
    """Return the revision of an editable aggregate: device and counter, and what it replaced."""
    return [
        Column("rev_device", String(36), nullable=False),
        Column("rev_counter", Integer, nullable=False),
        Column("rev_parents", Json, nullable=False),
    ]


@cache
def defaults(table: Table) -> Mapping[str, Any]:
    """Return what stands in the columns of a row nothing was given for."""
    return {column.name: _default(column) for column in table.c}


def _default(column: Column[Any]) -> Any:
    given = getattr(column.server_default, "arg", None)
    if given is None:
        return None
    return int(str(given)) if column.type.python_type is int else str(given)
