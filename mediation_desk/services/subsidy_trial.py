"""Trying rules out (试算) before they are kept: what the last year's cases would have come to."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import func, select

from mediation_desk.domain.rights import Permission
from mediation_desk.domain.subsidy import Scheme, assess, scheme_on, within_caps
from mediation_desk.domain.subsidy_rules import check_scheme, doubts
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.subsidy_facts import HAS_RESULT, RESULT_ON, Candidate, read_candidates
from mediation_desk.services.subsidy_pricing import in_force
from mediation_desk.services.subsidy_rows import Trial, TrialSum
from mediation_desk.storage.tables.cases import dispute

YEAR = timedelta(days=364)


class SubsidyTrialService:
    """Works rules out on cases that are there, without keeping anything."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.SUBSIDY)
    def trial(self, draft: Scheme) -> Trial:
        """Return what looks wrong in a version, and the sums it and the present rules come to.

        The cases are those of the year before the last result. What a dossier check would find is
        left out. Raises InvalidInput naming the fields.
        """
        check_scheme(draft, self._context.reference.has)
        with self._context.db.read() as connection:
            query = select(func.max(RESULT_ON)).where(HAS_RESULT).select_from(dispute)
            last: date | None = connection.execute(query).scalar_one()
            if last is None:
                return Trial(doubts(draft), None, None, TrialSum(0, 0), TrialSum(0, 0))
            first = last - YEAR
            cases = read_candidates(connection, self._context, RESULT_ON.between(first, last))
            present, _ = in_force(connection, self._context)
        always = (replace(draft, valid_from=first),)
        return Trial(doubts(draft), first, last, _sum(cases, always), _sum(cases, present))


def _sum(cases: tuple[Candidate, ...], schemes: tuple[Scheme, ...]) -> TrialSum:
    found = [assess(one.case, scheme_on(schemes, one.case.result_on)) for one in cases]
    ready = [one for one in within_caps(found, schemes, {}) if not one.missing]
    return TrialSum(len(ready), sum(one.paid_fen for one in ready))
