"""The reference lists of the office, read once from resources/reference when first needed."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.domain.calendar import CalendarRow, WorkCalendar, build_calendar
from mediation_desk.domain.deadlines import LimitRule, choose_rule, parse_limit_rules
from mediation_desk.domain.reference import (
    CodeItem,
    CodeList,
    DisputeTypes,
    TerminationGuide,
    parse_codes,
    parse_dispute_types,
    parse_termination,
)
from mediation_desk.domain.regions import RegionTable

if TYPE_CHECKING:
    from mediation_desk.domain.dossier import ItemRule
    from mediation_desk.domain.statistics import TableDefinition
    from mediation_desk.domain.subsidy import Scheme

_LIST_FILES = (
    "codes.toml",
    "people.toml",
    "sources.toml",
    "dossier.toml",
    "linkage.toml",
    "funds.toml",
)


class Reference:
    """Code lists, limits, regions and the calendar; nothing is read before it is asked for."""

    def __init__(self, resources: Path) -> None:
        """Read from `resources`/reference."""
        self._folder = resources / "reference"
        self._days: tuple[CalendarRow, ...] = ()
        self._calendar: WorkCalendar | None = None

    @cached_property
    def types(self) -> DisputeTypes:
        """The two-level dispute types."""
        return parse_dispute_types(self._table("dispute_types.toml"))

    @cached_property
    def termination(self) -> TerminationGuide:
        """Grounds of termination and the remedies to tell."""
        return parse_termination(self._table("termination.toml"))

    @cached_property
    def _lists(self) -> dict[str, CodeList]:
        lists: dict[str, CodeList] = {}
        for name in _LIST_FILES:
            lists |= parse_codes(self._table(name))
        return lists

    @cached_property
    def _limits(self) -> Mapping[str, LimitRule]:
        return parse_limit_rules(self._table("deadlines.toml"))

    @cached_property
    def statistics(self) -> "Mapping[str, TableDefinition]":
        """The statistics tables by their keys."""
        from mediation_desk.domain.statistics_tables import parse_table

        documents = self.statistics_documents
        return {key: parse_table(document) for key, document in documents.items()}

    @cached_property
    def statistics_documents(self) -> Mapping[str, dict[str, object]]:
        """The statistics tables as they are written, by their keys: reports keep them."""
        files = sorted((self._folder / "statistics").glob("*.toml"))
        documents = [self._table(f"statistics/{file.name}") for file in files]
        return {str(one["key"]): one for one in documents}

    @cached_property
    def subsidy_sample(self) -> "Scheme":
        """The sample of a county's subsidy rules that the program brings; no rule of any county."""
        from mediation_desk.domain.subsidy_rules import parse_scheme

        return parse_scheme(self._table("subsidy.toml")["scheme"])  # type: ignore[arg-type]

    @cached_property
    def review_sheet_file(self) -> bytes:
        """The score sheet of the dossier review that came with the program, as its file is."""
        return (self._folder / "review.toml").read_bytes()

    @cached_property
    def regions(self) -> RegionTable:
        """County-level region codes."""
        return RegionTable((self._folder / "regions.tsv").read_text(encoding="utf-8"))

    @cached_property
    def dossier(self) -> "tuple[ItemRule, ...]":
        """What a dossier holds inside its covers, in its order."""
        from mediation_desk.domain.dossier import item_rules

        return item_rules(self.all_items("dossier_items"))

    @cached_property
    def dossier_covers(self) -> "tuple[ItemRule, ...]":
        """The covers of a dossier."""
        from mediation_desk.domain.dossier import item_rules

        return item_rules(self.all_items("dossier_covers"))

    def items(self, name: str) -> tuple[CodeItem, ...]:
        """Return the items of a list that may be chosen now."""
        return self._lists[name].active()

    def all_items(self, name: str) -> tuple[CodeItem, ...]:
        """Return the items of a list, retired ones included."""
        return self._lists[name].items

    def has(self, name: str, code: str) -> bool:
        """Tell whether a code is known, retired or not."""
        if name == "types":
            return self.types.find(code) is not None
        if name == "termination_grounds":
            return self.termination.find(code) is not None
        return self._lists[name].find(code) is not None

    def label(self, name: str, code: str) -> str:
        """Return the words for a code, the code itself when unknown, "" for none."""
        if not code:
            return ""
        if name == "types":
            found = self.types.find(code)
            return found.label if found else code
        if name == "termination_grounds":
            ground = self.termination.find(code)
            return ground.label if ground else code
        return self._lists[name].label(code)

    def remedies(self, type_code: str, ground: str) -> tuple[str, ...]:
        """Return the sentences the parties must be told at a termination."""
        found = self.termination.remedies_for(ground, self.types.find(type_code))
        return tuple(remedy.text for remedy in found)

    def source_group(self, source: str) -> str:
        """Return the statistics column of a source, "" when unknown."""
        item = self._lists["sources"].find(source)
        return item.extra.get("group", "") if item else ""

    def limit_rule(self, type_code: str, source: str) -> LimitRule:
        """Return the limit rule of a case: the court's, its type's own, or the general one."""
        found = self.types.find(type_code)
        return choose_rule(
            self._limits,
            type_rule=found.limit_rule if found else "",
            court_rule="court" if self.source_group(source) == "court" else "",
        )

    def court_limit(self, kind: str) -> LimitRule | None:
        """Return the limit of what a court hands over in this way (委派、委托、邀请), if any."""
        item = self._lists["court_kinds"].find(kind)
        return self._limits[item.extra["limit_rule"]] if item else None

    def is_delegated(self, source: str) -> bool:
        """Tell whether a source hands over what it has taken already (委派、委托、移送)."""
        item = self._lists["sources"].find(source)
        return bool(item and item.extra.get("delegated"))

    def sensitive_types(self) -> tuple[str, ...]:
        """Return the codes of the dispute types that few may see into."""
        found = (self.types.find(item.code) for item in self.types.items)
        return tuple(item.code for item in found if item is not None and item.sensitive)

    def sensitive_flags(self) -> tuple[str, ...]:
        """Return the codes of the case flags that few may see."""
        flags = self._lists["case_flags"].items
        return tuple(item.code for item in flags if item.extra.get("sensitive"))

    def region_name(self, code: str) -> str:
        """Return 安徽省宣城市泾县 for a region code, "" when unknown."""
        return self.regions.full_name(code)

    def calendar(self) -> WorkCalendar:
        """Return the working-day calendar, imported days included."""
        if self._calendar is None:
            self._calendar = build_calendar(self._days)
        return self._calendar

    def use_days(self, days: Iterable[CalendarRow]) -> None:
        """Take imported days over what the library knows."""
        self._days = tuple(days)
        self._calendar = None

    def _table(self, name: str) -> dict[str, object]:
        with (self._folder / name).open("rb") as stream:
            return tomllib.load(stream)
