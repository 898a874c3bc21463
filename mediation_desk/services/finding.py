"""The services that find and list cases, and how a service is made when it is first asked for."""

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mediation_desk.services.batch_dates import BatchDateService
    from mediation_desk.services.batches import BatchService
    from mediation_desk.services.context import Context
    from mediation_desk.services.finder import FinderService
    from mediation_desk.services.habits import HabitService
    from mediation_desk.services.list_files import ListFileService
    from mediation_desk.services.listing import ListingService
    from mediation_desk.services.search import SearchService


def service(place: str) -> "cached_property[Any]":
    """Return a service that needs the context alone, `module:Class`, made when first asked for."""

    def make(self: "FindingServices") -> Any:
        module, name = place.split(":")
        return getattr(import_module(f"mediation_desk.services.{module}"), name)(self._context)

    return cached_property(make)


class FindingServices:
    """What finds and lists cases."""

    _context: "Context"

    listing: "cached_property[ListingService]" = service("listing:ListingService")
    """The case list."""

    search: "cached_property[SearchService]" = service("search:SearchService")
    """Finding cases by anything remembered."""

    finder: "cached_property[FinderService]" = service("finder:FinderService")
    """One box for everything."""

    batches: "cached_property[BatchService]" = service("batches:BatchService")
    """One act on several cases."""

    batch_dates: "cached_property[BatchDateService]" = service("batch_dates:BatchDateService")
    """One next date for several cases."""

    list_files: "cached_property[ListFileService]" = service("list_files:ListFileService")
    """The case list as a file."""

    habits: "cached_property[HabitService]" = service("habits:HabitService")
    """How a person has arranged the program."""
