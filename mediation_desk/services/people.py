"""People (人员): stored once, found by name or number; two that are one are merged, with undo."""

from typing import Any

from sqlalchemy import Connection, RowMapping, func, or_, select

from mediation_desk.domain.codes import PartyKind, Side, State
from mediation_desk.domain.identity import mask_id
from mediation_desk.domain.places import same_village
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, NotFound, RuleViolation
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.people_rows import Double, PersonCase, PersonDetail, PersonRow
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import visible_to
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.people import party, person, told_apart

SAME_NAME, SAME_PHONE, SAME_PLACE = "同名", "同一电话", "同村"
_TAIL = 4
"""Digits of a number that are enough to find somebody by."""


class PeopleService:
    """Finds people, shows their cases, merges doubles."""

    def __init__(self, context: Context) -> None:
        """Work on the people of `context`."""
        self._context = context

    @needs(Permission.READ_CASES)
    def find(
        self, text: str = "", *, namesakes: bool = False, limit: int = 200
    ) -> tuple[PersonRow, ...]:
        """Return people by part of a name or the end of a number or phone, newest case first.

        `namesakes` leaves those whose name somebody else has too.
        """
        query = _people(self._context)
        words = text.strip()
        if words:
            found = [
                person.c.name.contains(words, autoescape=True),
                party.c.name.contains(words, autoescape=True),
            ]
            if len(words) >= _TAIL:
                numbers = (person.c.id_number, person.c.credit_code, party.c.phone)
                found += [one.endswith(words, autoescape=True) for one in numbers]
            query = query.where(or_(*found))
        if namesakes:
            query = query.where(person.c.name.in_(_SHARED_NAMES))
        with self._context.db.read() as connection:
            rows = connection.execute(query.limit(limit)).mappings().all()
        return tuple(_person(row) for row in rows)

    @needs(Permission.READ_CASES)
    def show(self, person_id: str) -> PersonDetail:
        """Return somebody with every case and who may be the same. Raises NotFound."""
        with self._context.db.read() as connection:
            query = _people(self._context).where(person.c.id == person_id)
            row = connection.execute(query).mappings().one_or_none()
            if row is None:
                raise NotFound("找不到这个人。", "可能已经合并，请重新查找。")
            cases = _cases(connection, self._context, person_id)
            doubles = _doubles(connection, self._context, row)
        return PersonDetail(_person(row), cases, doubles)

    @needs(Permission.REGISTER)
    def merge(self, person_id: str, double_id: str) -> Changed:
        """Make two people one: the cases of the double become the person's; undo parts them again.

        Raises RuleViolation where their numbers differ or both stand in one case.
        """
        if person_id == double_id:
            raise InvalidInput({"double_id": "请选择另一个人。"})
        with self._context.write("merge_people") as writer:
            stays, goes = writer.row(person, person_id), writer.row(person, double_id)
            moved = _parties(writer.connection, double_id)
            _require_one(stays, goes)
            here = {row["case_id"] for row in _parties(writer.connection, person_id)}
            if here & {row["case_id"] for row in moved}:
                raise RuleViolation(
                    f"有案件里同时登记了这两个“{stays['name']}”，不能合并。",
                    "请先打开那起案件修改登记。",
                )
            learnt = {name: goes[name] for name in _NUMBERS if goes[name] and not stays[name]}
            writer.about(person, person_id)
            writer.update(person, person_id, learnt)
            for row in moved:
                writer.about(dispute, row["case_id"])
                writer.update(party, row["id"], {"person_id": person_id})
            writer.about(person, double_id)
            writer.remove(person, double_id)
        message = f"已合并：{stays['name']}，{len(moved)} 起案件归到一起；按 Ctrl+Z 可以分开"
        return changed(Area.CASES, id=person_id, message=message)

    @needs(Permission.REGISTER)
    def tell_apart(self, person_id: str, other_id: str) -> Changed:
        """Remember that two people of one name are two; they are not asked about again."""
        first, second = sorted((person_id, other_id))
        with self._context.write("tell_people_apart") as writer:
            name = writer.row(person, person_id)["name"]
            writer.row(person, other_id)
            writer.about(person, person_id)
            writer.insert(told_apart, {"first_id": first, "second_id": second})
        return changed(Area.CASES, id=person_id, message=f"已记住：这两个“{name}”不是同一人")


_NUMBERS = ("id_kind", "id_number", "credit_code")
_SHARED_NAMES = (
    select(person.c.name).group_by(person.c.name, person.c.kind).having(func.count() > 1)
)


def _people(context: Context) -> Any:
    """Select everybody who stands in a case that may be seen."""
    last = func.max(dispute.c.registered_on)
    return (
        select(
            person.c.id,
            person.c.name,
            person.c.kind,
            person.c.id_number,
            person.c.credit_code,
            func.count(dispute.c.id.distinct()).label("cases"),
            last.label("last_on"),
        )
        .join(party, party.c.person_id == person.c.id)
        .join(dispute, dispute.c.id == party.c.case_id)
        .where(IN_USE, visible_to(context))
        .group_by(person.c.id)
        .order_by(last.desc(), person.c.id)
    )


def _person(row: RowMapping) -> PersonRow:
    return PersonRow(
        id=row["id"],
        name=row["name"],
        kind=PartyKind(row["kind"]),
        id_number=mask_id(row["id_number"] or row["credit_code"]),
        cases=row["cases"],
        last_on=row["last_on"],
    )


def _cases(connection: Connection, context: Context, person_id: str) -> tuple[PersonCase, ...]:
    query = (
        select(
            dispute.c.id,
            dispute.c.number,
            dispute.c.title,
            dispute.c.state,
            dispute.c.registered_on,
            party.c.side,
            party.c.is_representative,
            party.c.special_groups,
            party.c.address,
        )
        .join(party, party.c.case_id == dispute.c.id)
        .where(party.c.person_id == person_id, IN_USE, visible_to(context))
        .order_by(dispute.c.registered_on.desc(), dispute.c.id.desc())
    )
    return tuple(
        PersonCase(
            id=row.id,
            number=row.number,
            title=row.title,
            state=State(row.state),
            side=Side(row.side),
            registered_on=row.registered_on,
            is_representative=bool(row.is_representative),
            special_groups=tuple(row.special_groups),
            address=row.address,
        )
        for row in connection.execute(query)
    )


def _parties(connection: Connection, person_id: str) -> list[RowMapping]:
    query = select(party).where(party.c.person_id == person_id)
    return list(connection.execute(query).mappings())


def _require_one(stays: RowMapping, goes: RowMapping) -> None:
    if stays["kind"] != goes["kind"]:
        raise RuleViolation("一个是自然人，一个是单位，不能合并。")
    for name in ("id_number", "credit_code"):
        if stays[name] and goes[name] and stays[name] != goes[name]:
            raise RuleViolation("两人的证件号码不同，不是同一人，不能合并。")


def _doubles(connection: Connection, context: Context, row: RowMapping) -> tuple[Double, ...]:
    """Return namesakes who may be the same: no other number, and not told apart before."""
    query = _people(context).where(
        person.c.name == row["name"],
        person.c.kind == row["kind"],
        person.c.id != row["id"],
        person.c.id.not_in(_apart(connection, row["id"])),
    )
    own = _parties(connection, row["id"])
    found = []
    for other in connection.execute(query).mappings():
        if any(row[name] and other[name] and row[name] != other[name] for name in _NUMBERS[1:]):
            continue
        reasons = (SAME_NAME, *_reasons(own, _parties(connection, other["id"])))
        number = mask_id(other["id_number"] or other["credit_code"])
        found.append(Double(other["id"], other["name"], number, other["cases"], reasons))
    return tuple(sorted(found, key=lambda one: -len(one.reasons)))


def _apart(connection: Connection, person_id: str) -> list[str]:
    pair = (told_apart.c.first_id, told_apart.c.second_id)
    query = select(*pair).where(or_(*(one == person_id for one in pair)))
    return [one for row in connection.execute(query) for one in row if one != person_id]


def _reasons(own: list[RowMapping], others: list[RowMapping]) -> list[str]:
    reasons = []
    if {row["phone"] for row in own if row["phone"]} & {row["phone"] for row in others}:
        reasons.append(SAME_PHONE)
    pairs = ((one["address"], two["address"]) for one in own for two in others)
    if any(first and second and same_village(first, second) for first, second in pairs):
        reasons.append(SAME_PLACE)
    return reasons
