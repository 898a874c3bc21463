"""The plan of the demo county's year: 2,868 invented disputes, the same ones on every machine.

Shares follow practice: villages and communities carry three quarters of the cases, townships a
sixth, and most small ones end orally. Every name holds 示, 样 or 例; numbers of people are empty.
"""

import random
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mediation_desk.domain.codes import Sex
from mediation_desk.services.drafts import CommitteeDraft, MediatorDraft, OfficeDraft

CASES, FAILURES = 2_868, 12
SEED = 2_025
LAST = date(2025, 11, 30)
"""The last day of the statistical year 2025 as offices count it by default."""
TODAY = date(2025, 12, 31)
"""Where the demo's clock stands."""

COUNTY = "示例县"
_TOWNS = "示例镇 样板镇 样田镇 示桥镇 例溪镇 样塘乡 示山乡 例河乡 样岭乡 示湖乡 例坪乡".split()
_VILLAGES = "东样 西示 南例 北样 上示 下例 前样 后示 里例 外样 新示 老例 高样 平示 长例".split()
_SPECIAL = (
    ("道路交通事故", "示交", "industry", 96),
    ("医疗纠纷", "示医", "industry", 24),
    ("劳动争议", "示劳", "industry", 72),
    ("示例建设集团", "示建", "enterprise", 38),
    ("消费者协会", "示消", "social", 57),
)
_BODY_CASES = {"village": 1_942, "resident": 180, "township": 459}

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_MIDDLE = "样示例"
_GIVEN = "禾田禄福安平宁和顺义仁礼智信春夏秋冬山水林泉松柏竹梅兰菊荷桂金银玉珠云霞"

_MONTHS = (9, 11, 8, 8, 9, 10, 10, 9, 8, 9, 10, 9)
"""Shares of the statistical year's months, from December on."""

_LOCAL = (
    ("neighbour.drainage", 90),
    ("neighbour.passage", 80),
    ("neighbour.trees", 55),
    ("neighbour.livestock", 50),
    ("neighbour.quarrel", 150),
    ("neighbour.noise", 40),
    ("marriage_family.support", 75),
    ("marriage_family.quarrel", 120),
    ("marriage_family.property_division", 30),
    ("housing_homestead.eaves_passage", 60),
    ("housing_homestead.boundary", 45),
    ("housing_homestead.building", 30),
    ("contract.loan", 30),
    ("contract.land_transfer", 14),
    ("production_business.water_use", 22),
    ("production_business.livestock_crops", 20),
    ("damages.personal_injury", 40),
    ("damages.property", 35),
    ("damages.animal", 15),
    ("forest_land.boundary", 22),
    ("forest_land.contracting", 14),
    ("forest_land.water", 20),
    ("land_requisition.compensation_share", 10),
    ("pollution.waste", 10),
    ("other", 12),
)
_TOWN_TYPES = (
    ("marriage_family.support", 30),
    ("marriage_family.betrothal", 20),
    ("neighbour.quarrel", 35),
    ("housing_homestead.boundary", 30),
    ("contract.loan", 30),
    ("contract.work", 15),
    ("damages.personal_injury", 60),
    ("damages.helper_injury", 25),
    ("forest_land.boundary", 25),
    ("migrant_wages.construction", 35),
    ("traffic.injury", 40),
    ("land_requisition.compensation_share", 15),
    ("e_commerce", 5),
    ("property_management", 15),
    ("other", 15),
)
_SPECIAL_TYPES = {
    "示交": (("traffic.injury", 70), ("traffic.property", 28), ("traffic.death", 2)),
    "示医": (("medical.treatment", 9), ("medical.fees", 3)),
    "示劳": (("migrant_wages.construction", 40), ("labour_other.work_injury", 32)),
    "示建": (
        ("migrant_wages.construction", 20),
        ("labour_other.work_injury", 10),
        ("contract.work", 8),
    ),
    "示消": (("consumer_other", 40), ("e_commerce", 10), ("tourism", 7)),
}
_SOURCES = {
    "local": (("own_initiative", 55), ("application", 41), ("governance_centre", 4)),
    "township": (
        ("application", 40),
        ("own_initiative", 22),
        ("police", 14),
        ("court", 8),
        ("township_gov", 6),
        ("petition", 5),
        ("governance_centre", 5),
    ),
    "special": (("application", 55), ("police", 20), ("labour_inspection", 13), ("court", 12)),
}
_SEXES = (Sex.MALE, Sex.FEMALE)
_WRITTEN = ("migrant_wages", "labour_other", "medical", "contract.land_transfer", "forest_land.con")
"""Types whose agreement must be written, by how their codes begin."""
_CONFIRMABLE = ("contract", "damages", "labour_other", "medical", "migrant_wages", "traffic")
_ORAL_SHARE = {"village": 0.82, "resident": 0.70, "township": 0.30}
_RELATIVES = ("marriage_family.support", "marriage_family.property_division")
"""Types between people of one surname."""
_FIRMS = {
    "migrant_wages": "示例建设有限公司",
    "labour_other": "样板食品厂",
    "medical": "示例县样板医院",
    "consumer_other": "示例百货商行",
    "tourism": "样山旅行社",
}
"""The other side of disputes that are with an organisation."""


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """One dispute of the plan; the first party applies, the second answers. Amount in 分."""

    committee: str
    mediator: str
    type: str
    source: str
    difficulty: str
    accepted_on: date
    ended_on: date
    failed: bool
    oral: bool
    on_spot: bool
    amount_fen: int
    parties: tuple[str, ...]
    elderly: bool
    sessions: int
    due_on: date
    performed_on: date | None
    filed_on: date | None
    closed_on: date | None

    @property
    def with_firm(self) -> bool:
        """Tell whether the other side is an organisation."""
        return self.parties[1] in _FIRMS.values()


def county_office() -> OfficeDraft:
    """Return the county: 11 townships, their villages and communities, special committees."""
    rng = random.Random(SEED)
    committees: list[CommitteeDraft] = []
    mediators: list[MediatorDraft] = []
    for town in _TOWNS:
        top = CommitteeDraft(
            name=f"{COUNTY}{town}人民调解委员会",
            short_name=f"示{town[:2]}",
            kind="township",
            township=town,
        )
        committees.append(top)
        committees += _places_of(rng, town, top)
    for words, short, kind, _ in _SPECIAL:
        name = f"{COUNTY}{words}人民调解委员会"
        committees.append(CommitteeDraft(name=name, short_name=short, kind=kind))
    for committee in committees:
        mediators += _mediators_of(rng, committee)
    return OfficeDraft(
        name=f"{COUNTY}司法局（演示）",
        region_name=COUNTY,
        demo=True,
        committees=tuple(committees),
        mediators=tuple(mediators),
    )


def _places_of(rng: random.Random, town: str, top: CommitteeDraft) -> list[CommitteeDraft]:
    places = [f"{name}村" for name in _VILLAGES[: rng.randint(10, 14)]]
    if town.endswith("镇"):
        places.append("示范社区")
    return [
        CommitteeDraft(
            name=f"{COUNTY}{town}{place}人民调解委员会",
            short_name=f"{top.short_name}{place[:2]}",
            kind="resident" if place.endswith("社区") else "village",
            parent_id=top.name,
            township=town,
            village=place,
        )
        for place in places
    ]


def _mediators_of(rng: random.Random, committee: CommitteeDraft) -> list[MediatorDraft]:
    positions = ("director", "member", "member", "member")
    number = 4 if committee.kind == "township" else 3
    drafts = []
    for order in range(number):
        full_time = committee.kind not in ("village", "resident") and order < 2
        drafts.append(
            MediatorDraft(
                committee_id=committee.name,
                name=name_of(rng),
                sex=_SEXES[order % 2],
                position=positions[order],
                employment="full_time" if full_time else "part_time",
                origin="elected" if committee.kind in ("village", "resident") else "hired",
            )
        )
    return drafts


def name_of(rng: random.Random) -> str:
    """Return an invented name that shows it is one."""
    return rng.choice(_SURNAMES) + rng.choice(_MIDDLE) + rng.choice(_GIVEN)


def plan_year(office: OfficeDraft) -> tuple[PlannedCase, ...]:
    """Return the year's CASES by day of acceptance; FAILURES of them end without agreement."""
    rng = random.Random(SEED + 1)
    leads: dict[str, list[str]] = {}
    for member in office.mediators:
        leads.setdefault(member.committee_id, []).append(member.name)
    places = _committees_of_cases(rng, office.committees)
    days = sorted(_day(rng) for _ in places)
    lost = set(rng.sample([n for n, c in enumerate(places) if c.kind != "village"], FAILURES - 4))
    lost |= set(rng.sample([n for n, c in enumerate(places) if c.kind == "village"], 4))
    return tuple(
        _case(rng, committee, leads[committee.name], day, failed=number in lost)
        for number, (committee, day) in enumerate(zip(places, days, strict=True))
    )


def _committees_of_cases(
    rng: random.Random, committees: Sequence[CommitteeDraft]
) -> list[CommitteeDraft]:
    found: list[CommitteeDraft] = []
    for kind, count in _BODY_CASES.items():
        found += rng.choices([one for one in committees if one.kind == kind], k=count)
    by_short = {one.short_name: one for one in committees}
    for _, short, _, count in _SPECIAL:
        found += [by_short[short]] * count
    if len(found) != CASES:
        raise ValueError(len(found))
    rng.shuffle(found)
    return found


def _day(rng: random.Random) -> date:
    """Return a day of acceptance; none is so late that its case could not end in the year."""
    month = rng.choices(range(12), weights=_MONTHS)[0]
    start = date(2024 + (month > 0), month or 12, 1)
    return min(start + timedelta(days=rng.randrange(monthrange(start.year, start.month)[1])), LAST)


def _case(
    rng: random.Random,
    committee: CommitteeDraft,
    leads: Sequence[str],
    accepted_on: date,
    *,
    failed: bool,
) -> PlannedCase:
    kind = _pick(rng, _types_of(committee))
    small = rng.random() < _ORAL_SHARE.get(committee.kind, 0.05)
    oral = small and not failed and not kind.startswith(_WRITTEN)
    hard = failed or (not oral and rng.random() < 0.08)
    ended = min(accepted_on + timedelta(days=rng.randint(0, 2 if oral else 13)), LAST)
    on_spot = oral and rng.random() < 0.75
    due = ended + timedelta(days=0 if on_spot else rng.randint(3, 40))
    performed = ended if on_spot else None if failed else _performed(rng, due)
    agreed = not (oral or failed)
    confirmed = agreed and kind.startswith(_CONFIRMABLE) and rng.random() < 0.15
    return PlannedCase(
        committee=committee.name,
        mediator=rng.choice(leads),
        type=kind,
        source=_source(rng, committee),
        difficulty="difficult" if hard else "simple" if oral else "general",
        accepted_on=accepted_on,
        ended_on=ended,
        failed=failed,
        oral=oral,
        on_spot=on_spot,
        amount_fen=_amount(rng, committee, oral=oral),
        parties=_parties(rng, kind),
        elderly=rng.random() < 0.15,
        sessions=1 if oral else rng.randint(1, 3),
        due_on=due,
        performed_on=performed,
        filed_on=_within(ended + timedelta(days=rng.randint(1, 20))) if confirmed else None,
        closed_on=_closed(rng, ended if failed else performed),
    )


def _parties(rng: random.Random, kind: str) -> tuple[str, ...]:
    names = [name_of(rng) for _ in range(3 if rng.random() < 0.12 else 2)]
    if kind in _RELATIVES:
        names[1] = names[0][0] + names[1][1:]
    names[1] = _FIRMS.get(kind.split(".", maxsplit=1)[0], names[1])
    return tuple(names)


def _types_of(committee: CommitteeDraft) -> tuple[tuple[str, int], ...]:
    if committee.kind in ("village", "resident"):
        return _LOCAL
    return _SPECIAL_TYPES.get(committee.short_name, _TOWN_TYPES)


def _source(rng: random.Random, committee: CommitteeDraft) -> str:
    if committee.kind in ("village", "resident"):
        return _pick(rng, _SOURCES["local"])
    return _pick(rng, _SOURCES["township" if committee.kind == "township" else "special"])


def _amount(rng: random.Random, committee: CommitteeDraft, *, oral: bool) -> int:
    local = committee.kind in ("village", "resident")
    if rng.random() < (0.6 if oral else 0.2):
        return 0
    typical = 400 if oral else 3_000 if local else 18_000
    return round(rng.lognormvariate(0, 0.9) * typical / 50 + 1) * 50 * 100


def _performed(rng: random.Random, due: date) -> date | None:
    late = rng.random() < 0.06
    done = due + timedelta(days=rng.randint(3, 25) if late else -rng.randint(0, 2))
    return _within(done) if rng.random() < 0.97 else None


def _closed(rng: random.Random, done: date | None) -> date | None:
    return _within(done + timedelta(days=rng.randint(1, 20))) if done else None


def _within(day: date) -> date | None:
    """Return the day, None when the demo's clock has not come to it."""
    return day if day <= TODAY else None


def _pick(rng: random.Random, weighted: Sequence[tuple[str, int]]) -> str:
    return rng.choices([name for name, _ in weighted], weights=[w for _, w in weighted])[0]
