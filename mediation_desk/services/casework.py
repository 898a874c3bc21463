"""The services for what stands beside a case's course: the table, its notes, reviews."""

from functools import cached_property
from typing import TYPE_CHECKING

from mediation_desk.services.finding import FindingServices, service

if TYPE_CHECKING:
    from mediation_desk.services.notes import NoteService
    from mediation_desk.services.reviews import ReviewService
    from mediation_desk.services.table_side import TableSideService


class CaseworkServices(FindingServices):
    """What is taken down, shown and looked over beside the course of a case."""

    notes: "cached_property[NoteService]" = service("notes:NoteService")
    """Notes at the table."""

    table_side: "cached_property[TableSideService]" = service("table_side:TableSideService")
    """What the parties may see at the table."""

    reviews: "cached_property[ReviewService]" = service("reviews:ReviewService")
    """Reviews of dossiers by two blind reviewers."""
