"""Whose pen the papers of visits, investigations and receipts wait for; "" for nobody known."""

from collections.abc import Callable, Mapping

from mediation_desk.documents.facts import CaseFacts

RECORD_SIGNERS: Mapping[str, Callable[[CaseFacts], str]] = {
    "visited": lambda facts: facts.visit.reached if facts.visit else "",
    "visitor": lambda facts: facts.visit.visited_by if facts.visit else "",
    "asked": lambda facts: facts.investigation.name if facts.investigation else "",
    "investigators": lambda facts: facts.investigation.investigators if facts.investigation else "",
    "asked_recorder": lambda facts: (
        facts.investigation.recorded_by if facts.investigation else facts.recorder
    ),
    "payee": lambda facts: facts.receipt.payee if facts.receipt else "",
    "witness": lambda facts: facts.receipt.witness if facts.receipt else "",
}
