"""How dossiers stand in the self-check (卷宗自查), for whoever counts them: sound, scored."""

from collections.abc import Sequence

from sqlalchemy import Connection

from mediation_desk.domain.review.facts import ReviewFacts
from mediation_desk.domain.review.model import Outcome, Severity, outcome_of
from mediation_desk.domain.review.rules import findings
from mediation_desk.domain.review.score import score
from mediation_desk.services.context import Context
from mediation_desk.services.details import read_case
from mediation_desk.services.privacy import hidden_among
from mediation_desk.services.review_facts import review_facts
from mediation_desk.services.roster_rows import Average
from mediation_desk.services.self_check import sheet_of


def is_sound(connection: Connection, context: Context, case_id: str) -> bool:
    """Tell whether the self-check finds nothing that must be mended."""
    found = findings(_facts(connection, context, case_id))
    return not any(one.severity is Severity.MUST for one in found)


def average_score(
    connection: Connection, context: Context, case_ids: Sequence[str]
) -> Average | None:
    """Return the mean score of these dossiers, of those to be seen; None without any."""
    hidden = hidden_among(connection, context, case_ids)
    sheet, totals = sheet_of(connection, context), []
    for case_id in case_ids:
        if case_id in hidden:
            continue
        facts = _facts(connection, context, case_id)
        outcome = outcome_of(facts)
        if outcome is not Outcome.OPEN:
            totals.append(score(sheet, outcome, findings(facts)).total)
    if not totals:
        return None
    tenths = (sum(totals) * 20 + len(totals)) // (len(totals) * 2)
    return Average(tenths, len(totals))


def _facts(connection: Connection, context: Context, case_id: str) -> ReviewFacts:
    return review_facts(connection, context, read_case(connection, context, case_id))
