"""The services that print papers and sheets, each made when it is first asked for."""

from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mediation_desk.services.context import Context
    from mediation_desk.services.handover import HandoverService
    from mediation_desk.services.linkage_sheets import LinkageSheetService
    from mediation_desk.services.mediator_years import MediatorYearService
    from mediation_desk.services.paper_files import PaperFileService
    from mediation_desk.services.papers import PaperService
    from mediation_desk.services.review_printing import ReviewPaperService
    from mediation_desk.services.review_year import ReviewYearService
    from mediation_desk.services.self_check import SelfCheckService
    from mediation_desk.services.subsidy_papers import SubsidyPaperService
    from mediation_desk.services.wordings import WordingService


def printing(place: str) -> "cached_property[Any]":
    """Return a service that needs the context and the resources, `module:Class`."""

    def make(self: "PrintingServices") -> Any:
        module, name = place.split(":")
        found = getattr(import_module(f"mediation_desk.services.{module}"), name)
        return found(self._context, self._resources)

    return cached_property(make)


class PrintingServices:
    """What prints."""

    _context: "Context"
    _resources: Path

    papers: "cached_property[PaperService]" = printing("papers:PaperService")
    """Papers."""

    paper_files: "cached_property[PaperFileService]" = printing("paper_files:PaperFileService")
    """Papers as Word files and as blank forms."""

    wordings: "cached_property[WordingService]" = printing("wordings:WordingService")
    """The office's own wording of papers."""

    handover: "cached_property[HandoverService]" = printing("handover:HandoverService")
    """Cases of who leaves."""

    mediator_years: "cached_property[MediatorYearService]" = printing(
        "mediator_years:MediatorYearService"
    )
    """A mediator's year."""

    linkage_sheets: "cached_property[LinkageSheetService]" = printing(
        "linkage_sheets:LinkageSheetService"
    )
    """Sheets of sweeps and zero reports."""

    subsidy_papers: "cached_property[SubsidyPaperService]" = printing(
        "subsidy_papers:SubsidyPaperService"
    )
    """Pay sheets."""

    self_check: "cached_property[SelfCheckService]" = printing("self_check:SelfCheckService")
    """The check of a dossier before the county's review; it compares with what would be printed."""

    review_papers: "cached_property[ReviewPaperService]" = printing(
        "review_printing:ReviewPaperService"
    )
    """The result sheets and rankings of reviews."""

    review_years: "cached_property[ReviewYearService]" = printing("review_year:ReviewYearService")
    """The year's comparison of reviewed dossiers."""
