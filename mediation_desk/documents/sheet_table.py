"""A statistics table as a workbook has it: columns with their kinds, rows with their figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mediation_desk.domain.statistics import Value


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its headings from the top, its figures' kind (件, 人, 元, 率) and definition."""

    path: tuple[str, ...]
    kind: str
    definition: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line: its label, how deep it is indented, its values (分 for amounts)."""

    label: str
    level: int
    values: tuple[Value, ...]
    numbers: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Case numbers behind the figures, by column, for the second sheet."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A whole table, ready to be written."""

    title: str
    subtitle: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    total: SheetRow
    notes: tuple[str, ...]
    made_on: date
    demo: bool = False
    corner: str = "单位"
    """What the rows are."""
    relations: tuple[tuple[str, str], ...] = ()
    """How bad a broken relation is, or that it is not tried, and the relation in words."""
