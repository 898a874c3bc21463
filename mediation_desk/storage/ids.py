"""Ids that travel: UUIDv7 text, made on the device that makes the row, in time order."""

from uuid_utils import uuid7


def new_id() -> str:
    """Return a new UUIDv7 as 36 characters."""
    return str(uuid7())
