"""Sweeps (排查) and what they and others prevented (预防记录).

A sweep counts as one 次, the disputes it found as 件; a prevention record counts as one 件 with its
people as 人, once it is approved. None of them is a case.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from mediation_desk.domain.linkage import Effect
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.drafts import typed
from mediation_desk.services.linkage_rows import (
    PreventionDraft,
    PreventionRow,
    SweepDraft,
    SweepRow,
)
from mediation_desk.services.linkage_store import holding, put, require_case, require_committee
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import NEUTRAL_TITLE, hidden_among
from mediation_desk.services.settings import values_of
from mediation_desk.services.zero_reports import VILLAGES
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.linkage import prevention, sweep
from mediation_desk.storage.tables.office import committee

_SWEEP_TEXTS = (sweep.c.place, sweep.c.people, sweep.c.note, committee.c.name)
_PREVENTION_TEXTS = (prevention.c.facts, prevention.c.place, committee.c.name)


@dataclass(frozen=True, slots=True)
class PreventionTotals:
    """排查次数, 发现件数, 当场化解件数, and 件 and 人 of each approved effect."""

    sweeps: int
    found: int
    settled: int
    prevented: dict[Effect, tuple[int, int]]


class SweepService:
    """Keeps sweeps and prevention records."""

    def __init__(self, context: Context) -> None:
        """Work on the sweeps of `context`."""
        self._context = context

    @needs(Permission.REGISTER)
    def save(
        self, draft: SweepDraft, *, sweep_id: str = "", revision: int | None = None
    ) -> Changed:
        """Enter a sweep, or correct one. Raises InvalidInput, Conflict."""
        self._check(draft)
        with self._context.write("save_sweep") as writer:
            require_committee(writer.connection, draft.committee_id)
            values = typed(draft)
            if not sweep_id:
                values["recorded_by"] = draft.recorded_by or self._context.actor
            sweep_id = put(writer, sweep, sweep_id, values, revision)
        return changed(Area.LINKAGE, id=sweep_id, message="已登记排查")

    @needs(Permission.READ_CASES)
    def sweeps(self, year: int, *, text: str = "", limit: int = 500) -> tuple[SweepRow, ...]:
        """Return the sweeps of a calendar year, the latest first."""
        prevented = (
            select(func.count())
            .select_from(prevention)
            .where(prevention.c.sweep_id == sweep.c.id)
            .scalar_subquery()
        )
        query = (
            select(sweep, committee.c.name.label("committee_name"), prevented.label("prevented"))
            .join(committee, committee.c.id == sweep.c.committee_id)
            .where(_in_year(sweep.c.swept_on, year), holding(text, _SWEEP_TEXTS))
            .order_by(sweep.c.swept_on.desc(), sweep.c.id.desc())
            .limit(limit)
        )
        with self._context.db.read() as connection:
            rows = connection.execute(query).all()
        label = self._context.reference.label
        return tuple(
            SweepRow(
                id=row.id,
                revision=row.rev_counter,
                draft=SweepDraft(
                    **{name: getattr(row, name) for name in SweepDraft.__dataclass_fields__}
                ),
                kind_label=label("sweep_kinds", row.kind),
                committee_name=row.committee_name,
                prevented=row.prevented,
            )
            for row in rows
        )

    @needs(Permission.READ_CASES)
    def overdue(self) -> tuple[tuple[str, date | None], ...]:
        """Return the villages whose sweep is due by the office's cycle, with their last one."""
        with self._context.db.read() as connection:
            return overdue_in(connection, self._context.today())

    @needs(Permission.REGISTER)
    def save_prevention(
        self, draft: PreventionDraft, *, prevention_id: str = "", revision: int | None = None
    ) -> Changed:
        """Enter something prevented, or correct it: then it waits for approval again."""
        _check_prevention(draft, self._context.today())
        with self._context.write("save_prevention") as writer:
            require_committee(writer.connection, draft.committee_id)
            require_case(writer.connection, self._context, draft.case_id)
            values = typed(draft) | {
                "sweep_id": draft.sweep_id or None,
                "case_id": draft.case_id or None,
                "approved_by": "",
                "approved_on": None,
            }
            if not prevention_id:
                values["recorded_by"] = draft.recorded_by or self._context.actor
            prevention_id = put(writer, prevention, prevention_id, values, revision)
        return changed(Area.LINKAGE, id=prevention_id, message="已登记预防记录，核定后计入统计")

    @needs(Permission.APPROVE)
    def approve_prevention(self, prevention_id: str) -> Changed:
        """Approve a prevention record: it counts from now on. Raises RuleViolation."""
        with self._context.write("approve_prevention") as writer:
            row = writer.row(prevention, prevention_id)
            if row["approved_on"] is not None:
                raise RuleViolation("这条预防记录已经核定过。")
            writer.about(prevention, prevention_id)
            values = {"approved_by": self._context.actor, "approved_on": self._context.today()}
            writer.update(prevention, prevention_id, values)
        return changed(Area.LINKAGE, id=prevention_id, message="已核定")

    @needs(Permission.READ_CASES)
    def preventions(
        self, year: int, *, text: str = "", limit: int = 500
    ) -> tuple[PreventionRow, ...]:
        """Return the prevention records of a calendar year, the latest first."""
        query = _preventions().where(
            _in_year(prevention.c.prevented_on, year), holding(text, _PREVENTION_TEXTS)
        )
        found = self._read(query.limit(limit))
        return tuple(row for row in found if not text or row.case_title != NEUTRAL_TITLE)

    @needs(Permission.READ_CASES)
    def preventions_of_case(self, case_id: str) -> tuple[PreventionRow, ...]:
        """Return what was prevented in a case, the latest first."""
        return self._read(_preventions().where(prevention.c.case_id == case_id))

    @needs(Permission.READ_CASES)
    def totals(self, first: date, last: date) -> PreventionTotals:
        """Return the figures of these days; what nobody approved is not among the prevented."""
        swept = select(
            func.count(),
            func.coalesce(func.sum(sweep.c.found), 0),
            func.coalesce(func.sum(sweep.c.settled), 0),
        ).where(sweep.c.swept_on.between(first, last))
        effects = (
            select(
                prevention.c.effect,
                func.count(),
                func.coalesce(func.sum(prevention.c.people_involved), 0),
            )
            .where(
                prevention.c.prevented_on.between(first, last),
                prevention.c.approved_on.is_not(None),
            )
            .group_by(prevention.c.effect)
        )
        with self._context.db.read() as connection:
            sweeps, found, settled = connection.execute(swept).one()
            by_effect = {
                code: (cases, people) for code, cases, people in connection.execute(effects)
            }
        prevented = {effect: by_effect.get(effect.value, (0, 0)) for effect in Effect}
        return PreventionTotals(sweeps, found, settled, prevented)

    def _check(self, draft: SweepDraft) -> None:
        problems: dict[str, str] = {}
        if not draft.place.strip():
            problems["place"] = "请写明在哪里排查，例如村民组、企业、工地。"
        if not self._context.reference.has("sweep_kinds", draft.kind):
            problems["kind"] = "请选择排查种类。"
        if draft.swept_on > self._context.today():
            problems["swept_on"] = "排查日期在今天之后，请核对。"
        if draft.settled > draft.found:
            problems["settled"] = "当场化解的不会比发现的多，请核对。"
        if problems:
            raise InvalidInput(problems)

    def _read(self, query: Select[Any]) -> tuple[PreventionRow, ...]:
        with self._context.db.read() as connection:
            rows = connection.execute(query).all()
            cases = {row.case_id for row in rows if row.case_id}
            hidden = hidden_among(connection, self._context, cases)
        return tuple(_prevention_row(row, hidden=row.case_id in hidden) for row in rows)


def overdue_in(connection: Connection, today: date) -> tuple[tuple[str, date | None], ...]:
    """Return village and last sweep where more days went by than sweep_days; 0 asks for none."""
    days = values_of(connection, ["sweep_days"])["sweep_days"]
    if not days:
        return ()
    last = func.max(sweep.c.swept_on)
    query = (
        select(committee.c.name, last.label("last"))
        .outerjoin(sweep, sweep.c.committee_id == committee.c.id)
        .where(committee.c.kind.in_(VILLAGES), committee.c.active == 1)
        .group_by(committee.c.id, committee.c.name, committee.c.position)
        .having(or_(last.is_(None), last < today - timedelta(days=days)))
        .order_by(committee.c.position, committee.c.id)
    )
    return tuple((row.name, row.last) for row in connection.execute(query))


def _check_prevention(draft: PreventionDraft, today: date) -> None:
    problems: dict[str, str] = {}
    if not draft.facts.strip():
        problems["facts"] = "请写明经过：什么苗头，怎样化解的。"
    if draft.prevented_on > today:
        problems["prevented_on"] = "日期在今天之后，请核对。"
    if draft.effect is not Effect.DISPUTE and draft.people_involved < 1:
        problems["people_involved"] = "这一项按件和人统计，请写涉及几人。"
    if problems:
        raise InvalidInput(problems)


def _preventions() -> Select[Any]:
    return (
        select(
            prevention,
            committee.c.name.label("committee_name"),
            dispute.c.title.label("case_title"),
        )
        .join(committee, committee.c.id == prevention.c.committee_id)
        .outerjoin(dispute, and_(dispute.c.id == prevention.c.case_id, IN_USE))
        .order_by(prevention.c.prevented_on.desc(), prevention.c.id.desc())
    )


def _in_year(day: ColumnElement[date], year: int) -> ColumnElement[bool]:
    return day.between(date(year, 1, 1), date(year, 12, 31))


def _prevention_row(row: Any, *, hidden: bool) -> PreventionRow:
    values = {name: getattr(row, name) for name in PreventionDraft.__dataclass_fields__}
    values |= {
        "effect": Effect(row.effect),
        "sweep_id": row.sweep_id or "",
        "case_id": row.case_id or "",
    }
    if hidden:
        values |= {"facts": NEUTRAL_TITLE, "place": ""}
    return PreventionRow(
        id=row.id,
        revision=row.rev_counter,
        draft=PreventionDraft(**values),
        committee_name=row.committee_name,
        case_title=NEUTRAL_TITLE if hidden else row.case_title or "",
        approved_by=row.approved_by,
        approved_on=row.approved_on,
    )
