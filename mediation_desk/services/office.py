"""The office itself: set-up, committees, mediators."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from mediation_desk.domain.codes import Role, Sex, State
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, NotFound, RuleViolation
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.drafts import CommitteeDraft, MediatorDraft, OfficeDraft
from mediation_desk.services.mediator_records import leave_words, on_leave
from mediation_desk.services.office_checks import (
    TWIN,
    check_committee,
    check_mediator,
    check_set_up,
    committee_warnings,
    mediator_warnings,
)
from mediation_desk.services.permissions import needs
from mediation_desk.services.rows import CommitteeRow, MediatorRow, OfficeRow
from mediation_desk.storage.journal import Writer
from mediation_desk.storage.tables.cases import IN_USE, assignment, dispute
from mediation_desk.storage.tables.office import committee, mediator, office

_ENDED = (State.CLOSED, State.REFUSED, State.TERMINATED)


class OfficeService:
    """Sets up and keeps the organisation."""

    def __init__(self, context: Context) -> None:
        """Work on the office of `context`."""
        self._context = context

    @needs(Permission.ORGANISE)
    def set_up(self, draft: OfficeDraft) -> Changed:
        """Make the office with its committees and mediators, all or nothing.

        Raises RuleViolation when the store has an office already, InvalidInput for bad fields.
        """
        draft = check_set_up(draft, self._context.reference, self._context.today())
        with self._context.write("set_up_office") as writer:
            if writer.connection.execute(select(office.c.id)).first():
                raise RuleViolation("这里已经建好一个单位，不能重复建立。")
            facts = {
                "name": draft.name,
                "region_code": draft.region_code,
                "region_name": draft.region_name,
                "demo": int(draft.demo),
            }
            office_id = writer.insert(office, facts)
            writer.about(office, office_id)
            ids = self._add_committees(writer, draft.committees)
            self._add_mediators(writer, draft.mediators, ids)
        return changed(Area.ORGANISATION, Area.SETTINGS, id=office_id, message="单位已建立")

    @needs(Permission.PRESENT)
    def office(self) -> OfficeRow | None:
        """Return the office, None before set-up."""
        with self._context.db.read() as connection:
            row = connection.execute(select(office)).one_or_none()
        if row is None:
            return None
        return OfficeRow(row.id, row.name, row.region_code, row.region_name, bool(row.demo))

    @needs(Permission.ORGANISE)
    def rename(self, name: str, region_code: str, region_name: str) -> Changed:
        """Correct the office's name and region."""
        if not name.strip():
            raise InvalidInput({"name": "请填写单位名称。"})
        with self._context.write("rename_office") as writer:
            office_id = writer.connection.execute(select(office.c.id)).scalar_one()
            values = {
                "name": name.strip(),
                "region_code": region_code,
                "region_name": region_name,
            }
            writer.about(office, office_id)
            writer.update(office, office_id, values)
        return changed(Area.SETTINGS, id=office_id, message="单位信息已保存")

    @needs(Permission.LOOK)
    def committees(self, *, active_only: bool = False) -> tuple[CommitteeRow, ...]:
        """Return the committees in office order, with the Act's warnings."""
        query = select(committee).order_by(committee.c.position, committee.c.id)
        if active_only:
            query = query.where(committee.c.active == 1)
        with self._context.db.read() as connection:
            rows = connection.execute(query).mappings().all()
            members = connection.execute(
                select(mediator.c.committee_id, mediator.c.sex, mediator.c.position).where(
                    mediator.c.active == 1
                )
            ).all()
        by_committee: dict[str, list[Any]] = {}
        for member in members:
            by_committee.setdefault(member.committee_id, []).append(member)
        return tuple(
            _committee_row(self._context, row, by_committee.get(row["id"], [])) for row in rows
        )

    @needs(Permission.ORGANISE)
    def save_committee(
        self, draft: CommitteeDraft, *, committee_id: str = "", revision: int | None = None
    ) -> Changed:
        """Add a committee or change one. Raises InvalidInput, Conflict."""
        check_committee(draft, self._context.reference)
        values = _committee_values(draft)
        with self._context.write("save_committee") as writer:
            _refuse_twin(writer.connection, draft, committee_id)
            if committee_id:
                writer.about(committee, committee_id)
                writer.update(committee, committee_id, values, seen=revision)
            else:
                position = writer.connection.execute(
                    select(func.coalesce(func.max(committee.c.position), 0) + 1)
                ).scalar_one()
                committee_id = writer.insert(committee, {**values, "position": position})
                writer.about(committee, committee_id)
        return changed(Area.ORGANISATION, id=committee_id, message=f"已保存“{draft.name}”")

    @needs(Permission.LOOK)
    def mediators(
        self, *, committee_id: str = "", active_only: bool = False
    ) -> tuple[MediatorRow, ...]:
        """Return mediators with the number of their open cases."""
        open_cases = (
            select(assignment.c.mediator_id, func.count().label("number"))
            .join(dispute, dispute.c.id == assignment.c.case_id)
            .where(
                assignment.c.role == Role.LEAD,
                assignment.c.to_on.is_(None),
                dispute.c.state.not_in(_ENDED),
                IN_USE,
            )
            .group_by(assignment.c.mediator_id)
            .subquery()
        )
        query = (
            select(mediator, committee.c.name.label("committee_name"), open_cases.c.number)
            .join(committee, committee.c.id == mediator.c.committee_id)
            .outerjoin(open_cases, open_cases.c.mediator_id == mediator.c.id)
            .order_by(committee.c.position, mediator.c.id)
        )
        if committee_id:
            query = query.where(mediator.c.committee_id == committee_id)
        if active_only:
            query = query.where(mediator.c.active == 1)
        with self._context.db.read() as connection:
            rows = connection.execute(query).mappings().all()
            away = on_leave(connection, self._context.today())
        return tuple(_mediator_row(self._context, row, away) for row in rows)

    @needs(Permission.LOOK)
    def committee_draft(self, committee_id: str) -> tuple[CommitteeDraft, int]:
        """Return a committee as it would be typed, and its revision, for the form."""
        row = _one(self._context, committee, committee_id)
        names = CommitteeDraft.__dataclass_fields__
        values = {name: row[name] for name in names}
        values.update(parent_id=row["parent_id"] or "", active=bool(row["active"]))
        return CommitteeDraft(**values), row["rev_counter"]

    @needs(Permission.ORGANISE)
    def mediator_draft(self, mediator_id: str) -> tuple[MediatorDraft, int]:
        """Return a mediator as typed, and the revision, for the form."""
        row = _one(self._context, mediator, mediator_id)
        values = {name: row[name] for name in MediatorDraft.__dataclass_fields__}
        for name in ("purchased_service", "subsidised", "active"):
            values[name] = bool(values[name])
        values["sex"] = Sex(values["sex"])
        return MediatorDraft(**values), row["rev_counter"]

    @needs(Permission.ORGANISE)
    def save_mediator(
        self, draft: MediatorDraft, *, mediator_id: str = "", revision: int | None = None
    ) -> Changed:
        """Add a mediator or change one. Raises InvalidInput, Conflict."""
        values = _mediator_values(check_mediator(draft, self._context.today()))
        with self._context.write("save_mediator") as writer:
            if mediator_id:
                writer.about(mediator, mediator_id)
                writer.update(mediator, mediator_id, values, seen=revision)
            else:
                mediator_id = writer.insert(mediator, values)
                writer.about(mediator, mediator_id)
        return changed(Area.ORGANISATION, id=mediator_id, message=f"已保存“{draft.name}”")

    def _add_committees(self, writer: Writer, drafts: tuple[CommitteeDraft, ...]) -> dict[str, str]:
        ids: dict[str, str] = {}
        for position, draft in enumerate(drafts, start=1):
            values = _committee_values(draft)
            values["parent_id"] = ids[draft.parent_id] if draft.parent_id else None
            ids[draft.name] = writer.insert(committee, {**values, "position": position})
        return ids

    def _add_mediators(
        self, writer: Writer, drafts: tuple[MediatorDraft, ...], ids: Mapping[str, str]
    ) -> None:
        rows = [
            {**_mediator_values(draft), "committee_id": ids[draft.committee_id]} for draft in drafts
        ]
        writer.insert_many(mediator, rows)


def _committee_values(draft: CommitteeDraft) -> dict[str, Any]:
    values = asdict(draft)
    values.update(parent_id=draft.parent_id or None, active=int(draft.active))
    return values


def _mediator_values(draft: MediatorDraft) -> dict[str, Any]:
    values = asdict(draft)
    for name in ("purchased_service", "subsidised", "active"):
        values[name] = int(values[name])
    return values


def _committee_row(context: Context, row: RowMapping, members: list[Any]) -> CommitteeRow:
    return CommitteeRow(
        id=row["id"],
        revision=row["rev_counter"],
        parent_id=row["parent_id"] or "",
        kind_label=context.reference.label("committee_kinds", row["kind"]),
        active=bool(row["active"]),
        mediator_count=len(members),
        warnings=committee_warnings(row, members, context.today()),
        **{
            name: row[name]
            for name in (
                "name",
                "short_name",
                "kind",
                "specialty",
                "region_code",
                "township",
                "village",
                "address",
                "phone",
                "founded_on",
                "term_ends_on",
                "number_pattern",
            )
        },
    )


def _mediator_row(
    context: Context, row: RowMapping, away: Mapping[str, date | None]
) -> MediatorRow:
    label = context.reference.label
    leave = leave_words(away[row["id"]]) if row["id"] in away else ""
    return MediatorRow(
        id=row["id"],
        revision=row["rev_counter"],
        committee_id=row["committee_id"],
        committee_name=row["committee_name"],
        name=row["name"],
        sex=Sex(row["sex"]),
        position_label=label("mediator_positions", row["position"]),
        employment_label=label("employment", row["employment"]),
        phone=row["mobile"] or row["phone"],
        grade=row["grade"],
        active=bool(row["active"]),
        open_cases=row["number"] or 0,
        warnings=mediator_warnings(row, context.today(), leave),
    )


def _refuse_twin(connection: Connection, draft: CommitteeDraft, committee_id: str) -> None:
    twin = connection.execute(
        select(committee.c.id).where(
            (committee.c.name == draft.name) | (committee.c.short_name == draft.short_name),
            committee.c.id != committee_id,
        )
    ).first()
    if twin:
        raise InvalidInput({"short_name": TWIN})


def _one(context: Context, table: Any, row_id: str) -> RowMapping:
    with context.db.read() as connection:
        row = connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
    if row is None:
        raise NotFound("找不到这条记录。", "请刷新后重试。")
    return row
