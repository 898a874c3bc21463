"""Whole ID numbers and phones (查看完整号码): shown for a reason, and every look is recorded.

One reason stands for one case for an hour. In an office without accounts nobody can be told apart:
nothing is recorded, so nothing is asked.
"""

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, NotFound, RuleViolation
from mediation_desk.services.context import Context
from mediation_desk.services.details import read_case
from mediation_desk.services.permissions import needs
from mediation_desk.services.rows import AgentRow, CaseDetail, PartyRow, Revealed
from mediation_desk.services.views import AGAIN, note_view

IN_TEXTS = "案情和记录里的号码"
"""What is recorded as looked at where it is no single person's number."""


class RevealService:
    """Asks why, then shows."""

    def __init__(self, context: Context) -> None:
        """Show the numbers of `context`'s cases."""
        self._context = context

    @needs(Permission.REVEAL)
    def asks(self, case_id: str) -> bool:
        """Tell whether a reason must be given before the numbers of a case are shown."""
        return self._context.session.me is not None and not self._reason(case_id)

    @needs(Permission.REVEAL)
    def explain(self, case_id: str, reason: str) -> None:
        """Say why the numbers of a case are looked at; holds for an hour. Raises InvalidInput."""
        if not reason.strip():
            raise InvalidInput({"reason": "请写明查看完整号码的理由，它会和查看一起记下来。"})
        self._context.session.reasons[case_id] = (self._context.clock.now(), reason.strip())

    @needs(Permission.REVEAL)
    def numbers(self, case_id: str, party_id: str) -> tuple[Revealed, ...]:
        """Return the whole numbers of a party, then of those acting for it; that is recorded.

        Raises RuleViolation while no reason was given.
        """
        for row in self._case(case_id).parties:
            if row.id == party_id:
                self._note(case_id, row.name)
                people: tuple[PartyRow | AgentRow, ...] = (row, *row.agents)
                return tuple(Revealed(one.id, one.id_number, one.phone) for one in people)
        raise NotFound("案件里没有这名当事人。", "请刷新后重试。")

    @needs(Permission.REVEAL)
    def texts(self, case_id: str) -> None:
        """Record that the numbers in a case's texts are looked at. Raises as `numbers`."""
        self._case(case_id)
        self._note(case_id, IN_TEXTS)

    def _case(self, case_id: str) -> CaseDetail:
        with self._context.db.read() as connection:
            case = read_case(connection, self._context, case_id)
        if self.asks(case_id):
            raise RuleViolation("还没有写明查看完整号码的理由，号码没有显示。", "请先写明理由。")
        return case

    def _note(self, case_id: str, what: str) -> None:
        note_view(self._context, "reveal_party", case_id, f"{what}：{self._reason(case_id)}")

    def _reason(self, case_id: str) -> str:
        """Return the reason that stands for a case, "" for none; a clock put back ends it."""
        given_at, reason = self._context.session.reasons.get(case_id, (None, ""))
        age = self._context.clock.now() - given_at if given_at else AGAIN
        return reason if abs(age) < AGAIN else ""
