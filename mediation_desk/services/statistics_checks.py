"""Which relations (勾稽关系) the office wants tried, and how badly it takes a broken one."""

from collections.abc import Mapping
from dataclasses import dataclass

from mediation_desk.domain.rights import Permission
from mediation_desk.domain.statistics import OFF, Severity, TableDefinition
from mediation_desk.errors import InvalidInput
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.settings import SettingsService, put_setting
from mediation_desk.services.statistics_definitions import find_definition

SETTING = "statistics_checks"


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A relation of a table: `how` is a severity or "off", `usual` what the definition says."""

    key: str
    label: str
    how: str
    usual: str


class CheckService:
    """Reads and changes how relations are tried; every table prints how many are off."""

    def __init__(self, context: Context) -> None:
        """Work on the settings of `context`."""
        self._context = context
        self._settings = SettingsService(context)

    @needs(Permission.STATISTICS)
    def checks(self, table: str) -> tuple[CheckRow, ...]:
        """Return the relations of a table. Raises NotFound."""
        defined = self._definition(table)
        chosen = defined.checked(self._settings.get(SETTING))
        return tuple(
            CheckRow(
                key=one.key,
                label=one.label,
                how=now.severity.value if now.on else OFF,
                usual=one.severity.value if one.on else OFF,
            )
            for one, now in zip(defined.equations, chosen.equations, strict=True)
        )

    @needs(Permission.SUBMIT)
    def set_checks(self, table: str, how: Mapping[str, str]) -> Changed:
        """Try a table's relations so from now on; what is as defined is not kept.

        Whoever answers for the reports decides what they are tried by, never the system
        administrator: no right of setting up opens this (三员分立). Raises InvalidInput.
        """
        equations = self._definition(table).equations
        usual = {one.key: one.severity.value if one.on else OFF for one in equations}
        kept = dict(self._settings.get(SETTING))
        for key, wanted in how.items():
            if key not in usual or wanted not in (OFF, *Severity):
                raise InvalidInput({key: "勾稽关系请选不核对、错误或提醒。"})
            kept.pop(f"{table}.{key}", None)
            if wanted != usual[key]:
                kept[f"{table}.{key}"] = wanted
        with self._context.write("set_checks", detail=table) as writer:
            put_setting(writer, SETTING, kept)
        return changed(Area.REPORTS, Area.SETTINGS, message="勾稽关系已保存")

    def _definition(self, key: str) -> TableDefinition:
        with self._context.db.read() as connection:
            return find_definition(connection, self._context.reference, key)[0]
