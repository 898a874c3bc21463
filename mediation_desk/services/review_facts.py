"""From cases' details to the facts the dossier rules read (domain/review)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select
from sqlalchemy import case as sql_case

from mediation_desk.clock import CHINA
from mediation_desk.domain.codes import Finding as Found
from mediation_desk.domain.codes import SessionResult, State
from mediation_desk.domain.review.facts import (
    Agent,
    Agreement,
    Clause,
    Confirmation,
    Due,
    Guest,
    Inquiry,
    Mediator,
    Paper,
    Party,
    ReviewFacts,
    Scan,
    Session,
    Signed,
    Visit,
)
from mediation_desk.services.context import Context
from mediation_desk.services.gathering import gathered
from mediation_desk.services.paper_rules import label_of
from mediation_desk.services.record_rows import CaseRecords
from mediation_desk.services.rows import AgreementDetail, CaseDetail, PartyRow, SessionRow
from mediation_desk.services.settings import values_of
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.evidence import evidence
from mediation_desk.storage.tables.office import mediator
from mediation_desk.storage.tables.papers import issued_paper

Made = TypeVar("Made")
SAME_SHOWN = 10
FOLLOW_UP = "follow_up_days"


def review_facts(connection: Connection, context: Context, case: CaseDetail) -> ReviewFacts:
    """Return what the rules must know of a case as `read_case` gave it."""
    return facts_of_cases(connection, context, (case,))[0]


def facts_of_cases(
    connection: Connection, context: Context, cases: Sequence[CaseDetail]
) -> tuple[ReviewFacts, ...]:
    """Return what the rules must know of each of these cases, in their order."""
    around = _around(connection, cases)
    return tuple(_facts(context, case, around) for case in cases)


@dataclass(frozen=True, slots=True)
class _Around:
    """What the rules must know beside the cases themselves, by mediator, by case or by text."""

    phones: Mapping[str, tuple[str, str]]
    papers: Mapping[str, tuple[Paper, ...]]
    scans: Mapping[str, tuple[Scan, ...]]
    same: Mapping[str, Sequence[tuple[str, str]]]
    follow_up_days: int


def _around(connection: Connection, cases: Sequence[CaseDetail]) -> _Around:
    ids = [case.id for case in cases]
    return _Around(
        phones=_phones(connection, {one.mediator_id for case in cases for one in case.assignments}),
        papers=_papers(connection, ids),
        scans=_scans(connection, ids),
        same=_numbers_by_facts(connection, {case.facts for case in cases if case.facts}),
        follow_up_days=values_of(connection, [FOLLOW_UP])[FOLLOW_UP],
    )


def _facts(context: Context, case: CaseDetail, around: _Around) -> ReviewFacts:
    return _like(
        ReviewFacts,
        case,
        today=context.today(),
        type=context.reference.types.find(case.type),
        source_group=context.reference.source_group(case.source),
        delegated=context.reference.is_delegated(case.source),
        refused=State.REFUSED in (case.state, case.outcome),
        parties=tuple(_party(row) for row in case.parties),
        mediators=_mediators(case, around.phones),
        guests=tuple(Guest(one.name, one.consented) for one in case.invited),
        sessions=tuple(_session(row) for row in case.sessions),
        agreement=_agreement(case.agreement, case) if case.agreement else None,
        confirmations=tuple(_like(Confirmation, one) for one in case.confirmations),
        papers=around.papers.get(case.id, ()),
        scans=around.scans.get(case.id, ()),
        inquiries=tuple(
            _like(Inquiry, one, held_on=one.held_at.astimezone(CHINA).date())
            for one in case.records.investigations
        ),
        visits=tuple(
            Visit(one.visited_on, one.hidden == Found.YES, one.measures)
            for one in case.records.visits
        ),
        follow_up_days=around.follow_up_days,
        items=(*context.reference.dossier, *context.reference.dossier_covers),
        same_facts=_others(around.same.get(case.facts, ()), case.id),
    )


def _like(kind: type[Made], row: Any, **others: Any) -> Made:
    """Return a frozen `kind` whose fields are those of `row`, but for the `others`."""
    alike = {name: getattr(row, name) for name in _names(kind) if name not in others}  # type: ignore[arg-type]
    return kind(**alike, **others)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _party(row: PartyRow) -> Party:
    return _like(Party, row, agents=tuple(_like(Agent, one) for one in row.agents))


def _session(row: SessionRow) -> Session:
    return _like(
        Session,
        row,
        held_at=row.held_at.astimezone(CHINA),
        ended_at=row.ended_at.astimezone(CHINA) if row.ended_at else None,
        result=SessionResult(row.result),
    )


def _phones(connection: Connection, ids: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    query = select(mediator.c.id, mediator.c.phone, mediator.c.mobile)
    return {
        row.id: (row.phone, row.mobile)
        for row in connection.execute(query.where(mediator.c.id.in_(list(ids))))
    }


def _mediators(case: CaseDetail, phones: Mapping[str, tuple[str, str]]) -> tuple[Mediator, ...]:
    return tuple(
        Mediator(one.mediator_name, one.role, one.from_on, one.to_on, phones[one.mediator_id])
        for one in case.assignments
    )


def _agreement(made: AgreementDetail, case: CaseDetail) -> Agreement:
    names = {party.id: party.name for party in case.parties}
    parts: dict[str, list[int | None]] = {}
    terms: dict[str, str] = {}
    for due in made.instalments:
        parts.setdefault(due.clause_id, []).append(due.amount_fen)
        if due.due_on is not None:
            terms.setdefault(due.clause_id, due.due_on.isoformat())
    clauses = tuple(
        _like(
            Clause,
            one,
            debtor=names.get(one.debtor_id, ""),
            creditor=names.get(one.creditor_id, ""),
            due=one.due_text or str(one.due_on or terms.get(one.id, "")),
            # A repeating payment's amount is that of one payment, not of all of them.
            parts=() if one.period_months else tuple(parts.get(one.id, ())),
        )
        for one in made.clauses
    )
    return _like(
        Agreement,
        made,
        on_spot=made.performed_on_spot,
        clauses=clauses,
        dues=_dues(made, case.records),
        signers=tuple(_like(Signed, one) for one in made.signers),
        confirm_until=made.confirmation_last_on,
    )


def _dues(made: AgreementDetail, records: CaseRecords) -> tuple[Due, ...]:
    """Return what falls due, with what the receipts prove and the urgings are about.

    A receipt or an urging that names no instalment stands for all of them.
    """
    ordinals = {one.id: one.ordinal for one in made.clauses}
    paid = {one.instalment_id for one in records.receipts}
    urged = {one.instalment_id: one.urged_on for one in records.urgings}
    return tuple(
        _like(
            Due,
            due,
            clause=ordinals[due.clause_id],
            proved=bool(due.performed_note or paid & {due.id, ""}),
            urged=any(
                due.due_on is not None and day > due.due_on
                for key, day in urged.items()
                if key in (due.id, "")
            ),
        )
        for due in made.instalments
    )


def _papers(connection: Connection, case_ids: Sequence[str]) -> Mapping[str, tuple[Paper, ...]]:
    """Return the last paper printed of each kind and session, with the number it bears."""
    from mediation_desk.documents.pdf import number_on

    of_kind = (issued_paper.c.case_id, issued_paper.c.kind, issued_paper.c.session_ordinal)
    latest = func.row_number().over(
        partition_by=of_kind, order_by=(issued_paper.c.issued_at.desc(), issued_paper.c.id.desc())
    )
    ranked = select(issued_paper.c.id, latest.label("place"))
    last = ranked.where(issued_paper.c.case_id.in_(case_ids)).subquery()
    untold = sql_case((issued_paper.c.number.is_(None), issued_paper.c.content)).label("untold")
    query = (
        select(*of_kind, issued_paper.c.number, untold, issued_paper.c.issued_at)
        .join(last, last.c.id == issued_paper.c.id)
        .where(last.c.place == 1)
        .order_by(issued_paper.c.issued_at, issued_paper.c.id)
    )
    return gathered(
        connection.execute(query),
        lambda row: Paper(
            kind=row.kind,
            label=label_of(row.kind, row.session_ordinal),
            session=row.session_ordinal or 0,
            number=row.number if row.untold is None else number_on(row.untold),
            issued_on=row.issued_at.astimezone(CHINA).date(),
        ),
    )


def _scans(connection: Connection, case_ids: Sequence[str]) -> Mapping[str, tuple[Scan, ...]]:
    """Return what is filed in the dossiers; a scan of a paper printed anew since is outdated."""
    papers = select(
        issued_paper.c.id,
        issued_paper.c.case_id,
        issued_paper.c.kind,
        issued_paper.c.session_ordinal,
    )
    rows = connection.execute(papers.where(issued_paper.c.case_id.in_(case_ids))).all()
    kinds = {row.id: (row.case_id, row.kind, row.session_ordinal) for row in rows}
    last = {kinds[paper_id]: paper_id for paper_id in sorted(kinds)}
    query = select(evidence).where(
        evidence.c.case_id.in_(case_ids), evidence.c.removed_on.is_(None)
    )
    return gathered(
        connection.execute(query.order_by(evidence.c.position, evidence.c.id)),
        lambda row: _like(
            Scan,
            row,
            stale=False,
            outdated=row.paper_id in kinds and last[kinds[row.paper_id]] != row.paper_id,
        ),
    )


def _numbers_by_facts(
    connection: Connection, texts: Iterable[str]
) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return id and number of the cases that tell the same story, by story."""
    query = (
        select(dispute.c.id, dispute.c.facts, dispute.c.number)
        .where(dispute.c.facts.in_(list(texts)), dispute.c.number != "", IN_USE)
        .order_by(dispute.c.number)
    )
    return gathered(connection.execute(query), lambda row: (row.id, row.number), "facts")


def _others(known: Sequence[tuple[str, str]], case_id: str) -> tuple[str, ...]:
    """Return the numbers of the others that tell a case's story, so many as are shown."""
    return tuple(islice((number for key, number in known if key != case_id), SAME_SHOWN))
