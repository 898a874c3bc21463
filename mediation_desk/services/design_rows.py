"""What the service of table designs gives back."""

from dataclasses import dataclass
from datetime import datetime

from mediation_desk.domain.table_designs import TableDesign


@dataclass(frozen=True, slots=True)
class DesignVersion:
    """One state of a design that was saved."""

    version: int
    saved_at: datetime
    saved_by: str
    design: TableDesign


@dataclass(frozen=True, slots=True)
class DesignImport:
    """What taking a definition file in would do: to which table, line by line, or why not.

    `key` is "" for a table that is new here.
    """

    design: TableDesign
    key: str
    differences: tuple[str, ...]
    faults: tuple[str, ...]
    notices: tuple[str, ...]
