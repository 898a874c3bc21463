"""All rules together, in the order a dossier is read."""

from mediation_desk.domain.review import (
    rules_acceptance,
    rules_after,
    rules_agreement,
    rules_parties,
    rules_record,
    rules_scans,
)
from mediation_desk.domain.review.facts import ReviewFacts
from mediation_desk.domain.review.model import Finding, Rule, look

RULES: tuple[Rule, ...] = (
    *rules_acceptance.RULES,
    *rules_parties.RULES,
    *rules_record.RULES,
    *rules_agreement.RULES,
    *rules_after.RULES,
    *rules_scans.RULES,
)


def findings(facts: ReviewFacts) -> tuple[Finding, ...]:
    """Return everything the rules find in a case, the gravest first."""
    return look(facts, RULES)
