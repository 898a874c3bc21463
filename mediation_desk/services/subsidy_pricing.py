"""What cases come to as a claim holds them: worked out while it is open, as written afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from mediation_desk.domain.money import Fen
from mediation_desk.domain.subsidy import (
    Assessment,
    Need,
    Scheme,
    Share,
    assess,
    scheme_on,
    within_caps,
)
from mediation_desk.services.context import Context
from mediation_desk.services.dossier_standing import Progress, sound_among
from mediation_desk.services.gathering import gathered
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.services.subsidy_facts import Candidate, doubles, read_candidates
from mediation_desk.services.subsidy_rows import OPEN, ClaimState, StepKind, SubsidyRow
from mediation_desk.services.subsidy_rules import read_schemes
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.office import committee, mediator
from mediation_desk.storage.tables.subsidy import (
    subsidy_claim,
    subsidy_line,
    subsidy_share,
    subsidy_step,
)

GONE = "案件已退回上一步、移到回收站，或内容已依法销毁。"


def in_force(connection: Connection, context: Context) -> tuple[tuple[Scheme, ...], bool]:
    """Return the versions of the rules to work by, and whether they are but the sample."""
    own = read_schemes(connection)
    return (own, False) if own else ((context.reference.subsidy_sample,), True)


def candidates_of(
    connection: Connection,
    context: Context,
    which: ColumnElement[bool],
    progress: Progress | None = None,
) -> tuple[Candidate, ...]:
    """Return the cases that `which` leaves, dossiers checked where a version of the rules asks."""
    schemes, _ = in_force(connection, context)
    if not any(Need.DOSSIER in one.needs for one in schemes):
        return read_candidates(connection, context, which)
    check = partial(sound_among, connection, context, progress=progress)
    return read_candidates(connection, context, which, check=check)


def price(
    connection: Connection,
    context: Context,
    candidates: Sequence[Candidate],
    *,
    besides: str = "",
) -> tuple[SubsidyRow, ...]:
    """Return what these cases come to now, caps included; the claim `besides` takes no room."""
    schemes, _ = in_force(connection, context)
    found = [assess(one.case, scheme_on(schemes, one.case.result_on)) for one in candidates]
    capped = within_caps(found, schemes, _used(connection, besides))
    doubts = doubles(connection, candidates)
    faults = _faults(connection, [one.case.id for one in candidates])
    return tuple(
        SubsidyRow(
            id=one.case.id,
            number=one.number,
            title=one.title,
            committee_name=one.committee_name,
            assessment=assessment,
            doubt=doubts.get(one.case.id, ""),
            returned=faults.get(one.case.id, ""),
        )
        for one, assessment in zip(candidates, capped, strict=True)
    )


def lines_of(connection: Connection, context: Context, claim: RowMapping) -> tuple[SubsidyRow, ...]:
    """Return the cases of a claim: as they stand now while it is open, as submitted afterwards."""
    query = select(subsidy_line).where(subsidy_line.c.claim_id == claim["id"])
    rows = connection.execute(query).mappings().all()
    ids = [row["case_id"] for row in rows]
    if ClaimState(claim["state"]) not in OPEN:
        return _written(connection, context, rows)
    candidates = candidates_of(connection, context, dispute.c.id.in_(ids))
    priced = price(connection, context, candidates, besides=claim["id"])
    here = {row.id for row in priced}
    lost = _named(connection, context, [one for one in ids if one not in here])
    missing = [
        SubsidyRow(
            case_id,
            number,
            title,
            name,
            Assessment(case_id, claim["last_on"], "", 0, (), (GONE,), ()),
        )
        for case_id, (number, title, name) in lost.items()
    ]
    return (*priced, *missing)


def write_amounts(writer: Writer, claim_id: str, lines: Iterable[SubsidyRow]) -> None:
    """Put down what each case of a claim comes to, in place of what stood there before."""
    query = select(subsidy_line.c.case_id, subsidy_line.c.id).where(
        subsidy_line.c.claim_id == claim_id
    )
    ids: dict[str, str] = dict(writer.connection.execute(query).all())
    standing = (
        select(subsidy_share.c.line_id, subsidy_share.c.id)
        .join(subsidy_line, subsidy_line.c.id == subsidy_share.c.line_id)
        .where(subsidy_line.c.claim_id == claim_id)
        .order_by(subsidy_share.c.id)
    )
    before = gathered(writer.connection.execute(standing), lambda row: str(row.id), "line_id")
    fresh: list[dict[str, Any]] = []
    for row in lines:
        one, line_id = row.assessment, ids[row.id]
        facts = {
            "result_on": one.result_on,
            "tier": one.tier,
            "amount_fen": one.total_fen,
            "why": list(one.why),
        }
        writer.update(subsidy_line, line_id, facts)
        shares = [_share_values(line_id, share) for share in one.shares]
        kept = before.get(line_id, ())
        writer.rewrite(subsidy_share, kept, shares[: len(kept)])
        fresh += shares[len(kept) :]
    writer.insert_many(subsidy_share, fresh)


def remove_claim(writer: Writer, claim_id: str) -> None:
    """Take away a claim with its cases and its history."""
    lines = select(subsidy_line.c.id).where(subsidy_line.c.claim_id == claim_id)
    for line_id in writer.connection.execute(lines).scalars().all():
        remove_line(writer, line_id)
    steps = select(subsidy_step.c.id).where(subsidy_step.c.claim_id == claim_id)
    for step_id in writer.connection.execute(steps).scalars().all():
        writer.remove(subsidy_step, step_id)
    writer.remove(subsidy_claim, claim_id)


def remove_line(writer: Writer, line_id: str) -> None:
    """Take a case out of its claim, with what was written down for it."""
    query = select(subsidy_share.c.id).where(subsidy_share.c.line_id == line_id)
    for share_id in writer.connection.execute(query).scalars().all():
        writer.remove(subsidy_share, share_id)
    writer.remove(subsidy_line, line_id)


def _share_values(line_id: str, share: Share) -> dict[str, Any]:
    return {
        "line_id": line_id,
        "mediator_id": share.mediator_id,
        "leads": int(share.leads),
        "amount_fen": share.amount_fen,
        "cut_fen": share.cut_fen,
        "why_cut": share.why_cut,
    }


def _written(
    connection: Connection, context: Context, rows: Sequence[RowMapping]
) -> tuple[SubsidyRow, ...]:
    shares = _shares(connection, [row["id"] for row in rows])
    names = _named(connection, context, [row["case_id"] for row in rows])
    faults = _faults(connection, [row["case_id"] for row in rows])
    found = []
    for row in rows:
        number, title, name = names[row["case_id"]]
        assessment = Assessment(
            row["case_id"],
            row["result_on"],
            row["tier"],
            row["amount_fen"],
            tuple(row["why"]),
            (),
            tuple(shares.get(row["id"], ())),
        )
        fault = faults.get(row["case_id"], "")
        found.append(SubsidyRow(row["case_id"], number, title, name, assessment, "", fault))
    return tuple(sorted(found, key=lambda one: (one.assessment.result_on, one.number, one.id)))


def _shares(connection: Connection, line_ids: Sequence[str]) -> dict[str, list[Share]]:
    query = (
        select(subsidy_share, mediator.c.name)
        .join(mediator, mediator.c.id == subsidy_share.c.mediator_id)
        .where(subsidy_share.c.line_id.in_(line_ids))
        .order_by(subsidy_share.c.id)
    )
    found: dict[str, list[Share]] = {}
    for row in connection.execute(query):
        share = Share(
            row.mediator_id, row.name, bool(row.leads), row.amount_fen, row.cut_fen, row.why_cut
        )
        found.setdefault(row.line_id, []).append(share)
    return found


def _named(
    connection: Connection, context: Context, ids: Sequence[str]
) -> dict[str, tuple[str, str, str]]:
    """Return number, title and committee of cases, in the bin or not."""
    hidden = hidden_among(connection, context, ids)
    query = (
        select(dispute.c.id, dispute.c.number, dispute.c.title, committee.c.name)
        .join(committee, committee.c.id == dispute.c.committee_id)
        .where(dispute.c.id.in_(ids))
    )
    return {
        row.id: (row.number, NEUTRAL_TITLE if row.id in hidden else row.title, row.name)
        for row in connection.execute(query)
    }


def _used(connection: Connection, besides: str) -> Mapping[tuple[str, int, int], Fen]:
    """Return what submitted claims pay each mediator by year and month of the results."""
    query = (
        select(
            subsidy_share.c.mediator_id,
            subsidy_share.c.amount_fen,
            subsidy_share.c.cut_fen,
            subsidy_line.c.result_on,
        )
        .join(subsidy_line, subsidy_line.c.id == subsidy_share.c.line_id)
        .join(subsidy_claim, subsidy_claim.c.id == subsidy_line.c.claim_id)
        .where(subsidy_claim.c.state.not_in(OPEN), subsidy_claim.c.id != besides)
    )
    found: dict[tuple[str, int, int], Fen] = {}
    for row in connection.execute(query):
        day: date = row.result_on
        key = (row.mediator_id, day.year, day.month)
        found[key] = found.get(key, 0) + row.amount_fen - row.cut_fen
    return found


def _faults(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return why each case was last found wanting in a claim."""
    query = (
        select(subsidy_step.c.case_id, subsidy_step.c.reason)
        .where(
            subsidy_step.c.case_id.in_(ids),
            subsidy_step.c.kind.in_((StepKind.FAULTED, StepKind.TAKEN_OUT)),
            subsidy_step.c.reason != "",
        )
        .order_by(subsidy_step.c.at, subsidy_step.c.id)
    )
    return {row.case_id: row.reason for row in connection.execute(query)}
