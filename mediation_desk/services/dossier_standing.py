"""How dossiers stand in the self-check (卷宗自查), for whoever counts them: sound, scored."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Connection

from mediation_desk.domain.review.facts import ReviewFacts
from mediation_desk.domain.review.model import Outcome, Severity, outcome_of
from mediation_desk.domain.review.rules import findings
from mediation_desk.domain.review.score import score
from mediation_desk.services.context import Context
from mediation_desk.services.details import read_cases
from mediation_desk.services.gathering import portions
from mediation_desk.services.privacy import hidden_among
from mediation_desk.services.review_facts import facts_of_cases
from mediation_desk.services.roster_rows import Average
from mediation_desk.services.self_check import sheet_of

Progress = Callable[[int, int], None]
"""Told how many cases are done and how many there are."""


def sound_among(
    connection: Connection,
    context: Context,
    case_ids: Sequence[str],
    progress: Progress | None = None,
) -> frozenset[str]:
    """Return the cases in whose dossiers the self-check finds nothing that must be mended.

    None that whoever asks may not see into is among them. `progress` hears how many of how many are
    done; what it raises ends the work.
    """
    return frozenset(
        case_id
        for case_id, facts in _facts(connection, context, case_ids, progress)
        if not any(one.severity is Severity.MUST for one in findings(facts))
    )


def average_score(
    connection: Connection, context: Context, case_ids: Sequence[str]
) -> Average | None:
    """Return the mean score of these dossiers, of those to be seen; None without any."""
    sheet, totals = sheet_of(connection, context), []
    for _, facts in _facts(connection, context, case_ids):
        outcome = outcome_of(facts)
        if outcome is not Outcome.OPEN:
            totals.append(score(sheet, outcome, findings(facts)).total)
    if not totals:
        return None
    tenths = (sum(totals) * 20 + len(totals)) // (len(totals) * 2)
    return Average(tenths, len(totals))


def _facts(
    connection: Connection,
    context: Context,
    case_ids: Sequence[str],
    progress: Progress | None = None,
) -> Iterator[tuple[str, ReviewFacts]]:
    """Yield those of these cases that are to be seen, with what the rules must know of them."""
    hidden = hidden_among(connection, context, case_ids)
    seen = [case_id for case_id in case_ids if case_id not in hidden]
    done = 0
    for portion in portions(seen):
        if progress is not None:
            progress(done, len(seen))
        cases = read_cases(connection, context, portion)
        facts = facts_of_cases(connection, context, cases)
        yield from zip((case.id for case in cases), facts, strict=True)
        done += len(portion)
