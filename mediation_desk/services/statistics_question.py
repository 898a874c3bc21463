"""What determines a table down to its last figure: definition, period, unit, the office's rules."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection

from mediation_desk.domain.periods import Period
from mediation_desk.domain.statistics import Basis, TableDefinition
from mediation_desk.errors import InvalidInput
from mediation_desk.services.reference import Reference
from mediation_desk.services.settings import values_of
from mediation_desk.services.statistics_sql import Counting

_SETTINGS = ("statistics_year_start", "success_denominator", "count_oral", "statistics_checks")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the office has set about counting; `checks` are equations off or of other severity."""

    first_day: str
    denominator: str
    count_oral: bool
    checks: Mapping[str, str]

    def plain(self) -> dict[str, Any]:
        """Return the rules as JSON holds them."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Question:
    """A table to be counted."""

    definition: TableDefinition
    counting: Counting
    unit: str
    rules: Rules


def read_rules(connection: Connection) -> Rules:
    """Return the rules as they stand."""
    values = values_of(connection, _SETTINGS)
    return Rules(*(values[name] for name in _SETTINGS))


def basis_of(definition: TableDefinition, basis: str | None) -> Basis:
    """Return the basis of a code, the table's own without one. Raises InvalidInput."""
    if basis is None or basis == "":
        return definition.default_basis
    if basis not in {one.value for one in Basis}:
        raise InvalidInput(
            {"basis": "统计口径请写 dates（按各项发生日期）或 accepted（按受理日期）。"}
        )
    return Basis(basis)


def question_of(
    definition: TableDefinition,
    rules: Rules,
    reference: Reference,
    place: tuple[str, Period],
    basis: str | None,
) -> Question:
    """Return the question of a table for a unit and period. Raises InvalidInput."""
    unit, period = place
    counting = Counting(
        period=period,
        basis=basis_of(definition, basis),
        count_oral=bool(rules.count_oral),
        reference=reference,
        rows=definition.rows,
        row_map=definition.row_map,
    )
    return Question(definition.checked(rules.checks), counting, unit, rules)
