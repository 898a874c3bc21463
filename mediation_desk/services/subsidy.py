"""Subsidy by case (以案定补): what may be claimed and why, claims from draft to payment.

Amounts are worked out anew while a claim is open and written down when it is submitted; a claim
that comes back keeps the reasons. A case stands in one claim only.
"""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, RowMapping, exists, func, select

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, NotFound, RuleViolation
from mediation_desk.services.beforehand import beforehand
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.dossier_standing import Progress
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import refuse_hidden
from mediation_desk.services.subsidy_facts import HAS_RESULT, RESULT_ON
from mediation_desk.services.subsidy_pricing import (
    candidates_of,
    in_force,
    price,
    remove_claim,
    remove_line,
    write_amounts,
)
from mediation_desk.services.subsidy_reading import detail_of, of_case, row_of
from mediation_desk.services.subsidy_rows import (
    OPEN,
    CaseSubsidy,
    ClaimDetail,
    ClaimDraft,
    ClaimName,
    ClaimRow,
    ClaimState,
    Proposal,
    StepKind,
    SubsidyRow,
)
from mediation_desk.services.subsidy_writes import (
    Step,
    add_step,
    line_of,
    move,
    need_reason,
    require,
)
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.subsidy import subsidy_claim, subsidy_line

_SAMPLE = "补贴办法还是程序自带的样例，不能按它提交。请先在“补贴办法”里按本县文件保存一个版本。"
_MOST_NAMED = 5


class SubsidyService:
    """Proposes what to claim, and keeps the claims."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.SUBSIDY)
    def propose(
        self,
        first_on: date | None,
        last_on: date,
        committee_id: str = "",
        *,
        progress: Progress | None = None,
    ) -> Proposal:
        """Return the cases with a result in these days that no claim holds, with their amounts.

        Without `first_on` every earlier one too. Where dossiers are checked `progress` is told how
        far it has come; what it raises ends the work.
        """
        which: ColumnElement[bool] = RESULT_ON.between(first_on or date.min, last_on)
        if committee_id:
            which &= dispute.c.committee_id == committee_id
        taken = exists().where(subsidy_line.c.case_id == dispute.c.id)
        with self._context.db.read() as connection:
            count = select(func.count()).select_from(dispute).where(HAS_RESULT, which, taken)
            claimed = connection.execute(count).scalar_one()
            candidates = candidates_of(connection, self._context, which & ~taken, progress)
            rows = price(connection, self._context, candidates)
            sample = in_force(connection, self._context)[1]
            return Proposal(rows, claimed, sample, _open_claims(connection))

    @needs(Permission.SUBSIDY)
    def claims(self) -> tuple[ClaimRow, ...]:
        """Return the claims, the latest first."""
        query = select(subsidy_claim).order_by(subsidy_claim.c.id.desc())
        with self._context.db.read() as connection:
            return tuple(
                row_of(connection, self._context, head)
                for head in connection.execute(query).mappings().all()
            )

    @needs(Permission.SUBSIDY)
    def claim(self, claim_id: str) -> ClaimDetail:
        """Return a whole claim. Raises NotFound."""
        with self._context.db.read() as connection:
            return detail_of(connection, self._context, head_of(connection, claim_id))

    @needs(Permission.READ_CASES)
    def of_case(self, case_id: str) -> CaseSubsidy:
        """Return how a case stands with subsidies. Raises RuleViolation for one not to be seen."""
        with self._context.db.read() as connection:
            refuse_hidden(connection, self._context, case_id)
            return of_case(connection, self._context, case_id)

    @needs(Permission.SUBSIDY)
    def open_claim(self, draft: ClaimDraft) -> Changed:
        """Begin a claim with cases that have everything they need.

        Raises RuleViolation for a case that lacks something or stands in another claim.
        """
        if draft.first_on > draft.last_on:
            raise InvalidInput({"last_on": "截止日期早于起始日期，请核对。"})
        facts = {
            "period": draft.period.strip() or f"{draft.first_on}至{draft.last_on}",
            "first_on": draft.first_on,
            "last_on": draft.last_on,
            "committee_id": draft.committee_id or None,
            "state": ClaimState.DRAFT,
        }
        rows = self._fit(draft.case_ids)
        with self._context.write("open_subsidy_claim") as writer:
            claim_id = writer.insert(subsidy_claim, facts)
            writer.about(subsidy_claim, claim_id)
            _put_in(writer, claim_id, rows(writer.connection))
            add_step(self._context, writer, claim_id, Step(StepKind.OPENED))
        message = f"已建立申报：{facts['period']}，{len(draft.case_ids)} 件"
        return changed(Area.SUBSIDY, id=claim_id, message=message)

    @needs(Permission.SUBSIDY)
    def add_cases(self, claim_id: str, case_ids: Sequence[str]) -> Changed:
        """Put more cases into an open claim. Raises RuleViolation."""
        rows = self._fit(case_ids)
        with self._context.write("add_to_subsidy_claim") as writer:
            require(writer, claim_id, *OPEN)
            _put_in(writer, claim_id, rows(writer.connection))
        return changed(Area.SUBSIDY, id=claim_id, message=f"已加入 {len(case_ids)} 件")

    @needs(Permission.SUBSIDY)
    def take_out(self, claim_id: str, case_id: str, reason: str) -> Changed:
        """Take a case out of an open claim; it may be claimed later."""
        need_reason(reason, "请写明移出的原因，以后再报时会提醒。")
        with self._context.write("take_from_subsidy_claim", reason=reason.strip()) as writer:
            require(writer, claim_id, *OPEN)
            remove_line(writer, line_of(writer.connection, claim_id, case_id))
            add_step(self._context, writer, claim_id, Step(StepKind.TAKEN_OUT, reason, case_id))
        return changed(Area.SUBSIDY, id=claim_id, message="案件已移出，可以以后再报")

    @needs(Permission.SUBSIDY)
    def drop(self, claim_id: str) -> Changed:
        """Give up a claim that was never submitted; its cases may be claimed elsewhere."""
        with self._context.write("drop_subsidy_claim") as writer:
            require(writer, claim_id, ClaimState.DRAFT)
            remove_claim(writer, claim_id)
        return changed(Area.SUBSIDY, id=claim_id, message="申报已删除，案件可以另外申报")

    @needs(Permission.SUBSIDY)
    def submit(self, claim_id: str, note: str = "") -> Changed:
        """Submit a claim: every amount is written down as it is now.

        Raises RuleViolation naming what is missing, InvalidInput on `note` while a case may be
        another's dispute again and nobody has said that it is not.
        """
        found = beforehand(
            self._context,
            lambda connection: detail_of(connection, self._context, head_of(connection, claim_id)),
        )
        with self._context.write("submit_subsidy_claim", reason=note.strip()) as writer:
            require(writer, claim_id, *OPEN)
            if in_force(writer.connection, self._context)[1]:
                raise RuleViolation(_SAMPLE)
            detail = found(writer.connection)
            if detail.in_the_way:
                named = "；".join(detail.in_the_way[:_MOST_NAMED])
                raise RuleViolation(f"还不能提交，没有改动：{named}", "请补齐，或先移出这些案件。")
            _ask_about_doubles(detail, note)
            write_amounts(writer, claim_id, detail.lines)
            move(writer, claim_id, ClaimState.SUBMITTED, {"note": note.strip()})
            add_step(self._context, writer, claim_id, Step(StepKind.SUBMITTED, note))
        return changed(Area.SUBSIDY, id=claim_id, message="申报已提交，金额不再变动")

    def _fit(self, case_ids: Sequence[str]) -> Callable[[Connection], Sequence[SubsidyRow]]:
        """Work out before the write what the cases come to. Raises RuleViolation for an unfit one.

        Dossiers may have to be checked: nobody waits for the store meanwhile.
        """
        wanted = list(dict.fromkeys(case_ids))
        if not wanted:
            raise InvalidInput({"case_ids": "请选择要申报的案件。"})
        return beforehand(
            self._context, lambda connection: _fitting(connection, self._context, wanted)
        )


def _fitting(
    connection: Connection, context: Context, wanted: Sequence[str]
) -> Sequence[SubsidyRow]:
    _refuse_claimed(connection, wanted)
    found = candidates_of(connection, context, dispute.c.id.in_(wanted))
    rows = price(connection, context, found)
    unfit = [
        f"{row.number or row.title}：{row.assessment.missing[0]}" for row in rows if not row.ready
    ]
    if len(rows) < len(wanted):
        unfit.append("有案件还没有结果，或在回收站里。")
    if unfit:
        raise RuleViolation(f"不能申报，没有改动：{'；'.join(unfit[:_MOST_NAMED])}")
    return rows


def _put_in(writer: Writer, claim_id: str, rows: Sequence[SubsidyRow]) -> None:
    lines = [{"claim_id": claim_id, "case_id": row.id, "why": []} for row in rows]
    writer.insert_many(subsidy_line, lines)


def head_of(connection: Connection, claim_id: str) -> RowMapping:
    """Return a claim's own row. Raises NotFound."""
    query = select(subsidy_claim).where(subsidy_claim.c.id == claim_id)
    found = connection.execute(query).mappings().one_or_none()
    if found is None:
        raise NotFound("找不到这份申报。", "请刷新后重试。")
    return found


def _open_claims(connection: Connection) -> tuple[ClaimName, ...]:
    """Return the claims that more cases may be put into, the latest first."""
    query = select(subsidy_claim.c.id, subsidy_claim.c.period, subsidy_claim.c.state)
    query = query.where(subsidy_claim.c.state.in_(OPEN)).order_by(subsidy_claim.c.id.desc())
    return tuple(
        ClaimName(row.id, row.period, ClaimState(row.state)) for row in connection.execute(query)
    )


def _refuse_claimed(connection: Connection, case_ids: Sequence[str]) -> None:
    query = (
        select(dispute.c.number, subsidy_claim.c.period)
        .join(subsidy_line, subsidy_line.c.case_id == dispute.c.id)
        .join(subsidy_claim, subsidy_claim.c.id == subsidy_line.c.claim_id)
        .where(dispute.c.id.in_(case_ids))
    )
    taken = connection.execute(query).first()
    if taken is not None:
        raise RuleViolation(
            f"{taken.number or '这个案件'}已在申报“{taken.period}”里，一个案件只报一次，没有改动。"
        )


def _ask_about_doubles(detail: ClaimDetail, note: str) -> None:
    doubtful = [line for line in detail.lines if line.doubt]
    if doubtful and not note.strip():
        named = "；".join(f"{line.number}{line.doubt}" for line in doubtful[:_MOST_NAMED])
        raise InvalidInput({"note": f"{named}核对后请写明情况再提交。"})
