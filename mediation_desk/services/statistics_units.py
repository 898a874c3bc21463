"""Which committees a unit of a table stands for: the office, a township, one committee."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.errors import NotFound
from mediation_desk.services.statistics_rows import UnitOption
from mediation_desk.storage.tables.office import committee, office

TOWNSHIP = "township:"
"""What the unit of a township starts with; its name follows."""


@dataclass(frozen=True, slots=True)
class CommitteeUnit:
    """A committee; `township` is "" for one that belongs to none (county level)."""

    id: str
    name: str
    kind: str
    township: str
    active: bool

    @property
    def township_label(self) -> str:
        """The township's name in a list that has its first committee next to it."""
        return self.township + ("（含所属）" if self.township == self.name else "")


@dataclass(frozen=True, slots=True)
class Units:
    """The office with its committees, townships together, the township's own committee first."""

    office_name: str
    demo: bool
    committees: tuple[CommitteeUnit, ...]

    def of(self, unit: str) -> tuple[str, tuple[CommitteeUnit, ...]]:
        """Return a unit's name and its committees. Raises NotFound."""
        if not unit:
            return self.office_name, self.committees
        if unit.startswith(TOWNSHIP):
            name = unit.removeprefix(TOWNSHIP)
            found = tuple(one for one in self.committees if one.township == name)
        else:
            found = tuple(one for one in self.committees if one.id == unit)
            name = found[0].name if found else ""
        if not found or not name:
            raise NotFound("找不到这个统计单位，没有生成报表。", "请重新选择单位。")
        return name, found

    def options(self) -> tuple[UnitOption, ...]:
        """Return all units to choose from, in the order of the table's rows."""
        options = [UnitOption("", self.office_name, 0)]
        standing = ""
        for one in self.committees:
            if one.township and one.township != standing:
                options.append(UnitOption(TOWNSHIP + one.township, one.township_label, 1))
            standing = one.township
            options.append(UnitOption(one.id, one.name, 2 if one.township else 1))
        return tuple(options)


def read_units(connection: Connection) -> Units:
    """Return the office and its committees."""
    named = connection.execute(select(office.c.name, office.c.demo)).first()
    query = select(
        committee.c.id,
        committee.c.parent_id,
        committee.c.name,
        committee.c.kind,
        committee.c.township,
        committee.c.active,
    ).order_by(committee.c.position, committee.c.name, committee.c.id)
    rows = connection.execute(query).mappings().all()
    by_id = {row["id"]: row for row in rows}
    parents = {row["parent_id"] for row in rows if row["parent_id"]}
    found = [
        CommitteeUnit(
            row["id"],
            row["name"],
            row["kind"],
            _township(row, by_id, parents),
            bool(row["active"]),
        )
        for row in rows
    ]
    return Units(
        office_name=named.name if named else "",
        demo=bool(named.demo) if named else False,
        committees=_grouped(found),
    )


def _township(row: RowMapping, by_id: Mapping[str, RowMapping], parents: set[str]) -> str:
    """Return a committee's township: its own, the nearest one above, else its top committee."""
    seen: set[str] = set()
    while not row["township"] and row["parent_id"] in by_id and row["id"] not in seen:
        seen.add(row["id"])
        row = by_id[row["parent_id"]]
    if row["township"]:
        return str(row["township"])
    grouped = row["id"] in parents or bool(seen)
    return str(row["name"]) if grouped else ""


def _grouped(units: Sequence[CommitteeUnit]) -> tuple[CommitteeUnit, ...]:
    townships = dict.fromkeys(one.township for one in units if one.township)
    order = {name: number for number, name in enumerate(townships)}
    own = {"township": 0, "street": 0}
    ranked = sorted(
        units,
        key=lambda one: (
            order.get(one.township, len(order)),
            own.get(one.kind, 1) if one.township else 0,
        ),
    )
    return tuple(ranked)
