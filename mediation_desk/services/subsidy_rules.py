"""The county's subsidy rules (补贴办法): versions by date, checked before they are kept.

Until an office has saved a version of its own there is the program's sample, which shows how such
rules are written down and by which nothing can be submitted.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from mediation_desk.domain.rights import Permission
from mediation_desk.domain.subsidy import Exclusion, Need, Scheme, Tier
from mediation_desk.domain.subsidy_rules import check_scheme, doubts
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.subsidy_rows import OPEN, SchemeRow
from mediation_desk.storage.tables.subsidy import (
    subsidy_claim,
    subsidy_line,
    subsidy_scheme,
    subsidy_tier,
)

_IN_USE = "已有提交的申报按这个版本计算，不能再改；请另存一个新版本，从新的日期起用。"
_PLAIN = (
    "title note valid_from oral_percent failed_percent lead_percent month_cap_fen"
    " year_cap_fen".split()
)


class SubsidyRuleService:
    """Keeps the rules."""

    def __init__(self, context: Context) -> None:
        """Work on the rules of `context`."""
        self._context = context

    @needs(Permission.LOOK)
    def schemes(self) -> tuple[SchemeRow, ...]:
        """Return the versions, the newest first; the program's sample where there is none."""
        with self._context.db.read() as connection:
            heads = connection.execute(_HEADS).mappings().all()
            found = read_schemes(connection)
            days = _days_used(connection)
        if not found:
            sample = self._context.reference.subsidy_sample
            return (SchemeRow("", 0, sample, False, None, "", doubts(sample)),)
        rows = []
        for at, (head, scheme) in enumerate(zip(heads, found, strict=True)):
            until = found[at + 1].valid_from if at + 1 < len(found) else None
            used = any(scheme.valid_from <= day and (until is None or day < until) for day in days)
            why_not = _IN_USE if used else ""
            rows.append(
                SchemeRow(
                    head["id"], head["rev_counter"], scheme, True, until, why_not, doubts(scheme)
                )
            )
        return tuple(reversed(rows))

    @needs(Permission.SET_UP)
    def save(self, draft: Scheme, *, scheme_id: str = "", revision: int | None = None) -> Changed:
        """Add a version or change one that no submitted claim follows.

        Raises InvalidInput naming the fields, RuleViolation, Conflict.
        """
        draft = replace(draft, title=draft.title.strip(), tiers=tuple(map(_stripped, draft.tiers)))
        check_scheme(draft, self._context.reference.has)
        self._refuse_used(scheme_id)
        values = {name: getattr(draft, name) for name in _PLAIN}
        values |= {"needs": list(draft.needs), "exclusions": list(draft.exclusions)}
        with self._context.write("save_subsidy_scheme") as writer:
            _refuse_same_day(writer.connection, draft.valid_from, scheme_id)
            if scheme_id:
                writer.about(subsidy_scheme, scheme_id)
                writer.update(subsidy_scheme, scheme_id, values, seen=revision)
            else:
                scheme_id = writer.insert(subsidy_scheme, values)
                writer.about(subsidy_scheme, scheme_id)
            standing = select(subsidy_tier.c.id).where(subsidy_tier.c.scheme_id == scheme_id)
            ids = writer.connection.execute(standing.order_by(subsidy_tier.c.position)).scalars()
            rows = [
                _tier_values(tier, scheme_id, position)
                for position, tier in enumerate(draft.tiers, start=1)
            ]
            writer.rewrite(subsidy_tier, ids.all(), rows)
        return changed(Area.SUBSIDY, id=scheme_id, message=f"补贴办法已保存：{draft.title}")

    def _refuse_used(self, scheme_id: str) -> None:
        for row in self.schemes():
            if scheme_id and row.id == scheme_id and row.why_not:
                raise RuleViolation(row.why_not)


_HEADS = select(subsidy_scheme).order_by(subsidy_scheme.c.valid_from)


def read_schemes(connection: Connection) -> tuple[Scheme, ...]:
    """Return the office's own versions, the oldest first; none where it never saved one."""
    tiers: dict[str, list[Tier]] = {}
    for row in connection.execute(select(subsidy_tier).order_by(subsidy_tier.c.position)):
        tiers.setdefault(row.scheme_id, []).append(_tier(row))
    return tuple(
        Scheme(
            tiers=tuple(tiers.get(head["id"], ())),
            needs=tuple(Need(code) for code in head["needs"]),
            exclusions=tuple(Exclusion(code) for code in head["exclusions"]),
            **{name: head[name] for name in _PLAIN},
        )
        for head in connection.execute(_HEADS).mappings()
    )


def _tier(row: Any) -> Tier:
    return Tier(
        label=row.label,
        base_fen=row.base_fen,
        performance_fen=row.performance_fen,
        difficulties=tuple(row.difficulties),
        types=tuple(row.types),
        flags=tuple(row.flags),
        parties_from=row.parties_from,
        people_from=row.people_from,
        amount_from_fen=row.amount_from_fen,
    )


def _tier_values(tier: Tier, scheme_id: str, position: int) -> dict[str, Any]:
    values = asdict(tier)
    values |= {name: list(values[name]) for name in ("difficulties", "types", "flags")}
    return {**values, "scheme_id": scheme_id, "position": position}


def _stripped(tier: Tier) -> Tier:
    return replace(tier, label=tier.label.strip())


def _days_used(connection: Connection) -> Sequence[date]:
    """Return the days of results that submitted claims hold."""
    query = (
        select(subsidy_line.c.result_on)
        .join(subsidy_claim, subsidy_claim.c.id == subsidy_line.c.claim_id)
        .where(subsidy_claim.c.state.not_in(OPEN), subsidy_line.c.result_on.is_not(None))
        .distinct()
    )
    return connection.execute(query).scalars().all()


def _refuse_same_day(connection: Connection, day: date, scheme_id: str) -> None:
    query = select(subsidy_scheme.c.id).where(
        subsidy_scheme.c.valid_from == day, subsidy_scheme.c.id != scheme_id
    )
    if connection.execute(query).first():
        raise InvalidInput({"valid_from": "已有一个版本从这一天起用，请改那个版本或换一天。"})
