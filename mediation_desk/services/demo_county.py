"""A county year for the demo: 2,868 disputes, 2,856 of them mediated with success.

Invented and deterministic: the same seed gives the same year on every machine. Names carry 示, 样
or 例; ID numbers and telephones stay empty. Everything is entered through the services.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Protocol

from mediation_desk.clock import FixedClock, local
from mediation_desk.domain.codes import ClauseKind, Form, Origin, Side, Signer, Willingness
from mediation_desk.services.acceptance import AcceptanceService
from mediation_desk.services.agreements import AgreementService
from mediation_desk.services.assignments import AssignmentService
from mediation_desk.services.cases import CaseService
from mediation_desk.services.drafts import (
    AcceptDraft,
    AgreementDraft,
    AnswerDraft,
    AssignDraft,
    CaseDraft,
    ClauseDraft,
    CommitteeDraft,
    MediatorDraft,
    OfficeDraft,
    PartyDraft,
    SessionDraft,
    SignatureDraft,
    TerminationDraft,
)
from mediation_desk.services.office import OfficeService
from mediation_desk.services.outcomes import OutcomeService
from mediation_desk.services.sessions import SessionService

CASES = 2868
FAILED = 12
TOWNSHIPS = 11
VILLAGES = 12
SEED = 20221231
YEAR_START = date(2024, 12, 1)

_PLACES = "示东 示西 示南 示北 样山 样溪 样桥 样岭 例川 例湖 例塘".split()
_VILLAGES = "上 下 东 西 南 北 新 老 前 后 大 小".split()
_TYPES = (
    ("neighbour", 26),
    ("marriage_family", 20),
    ("damages", 10),
    ("housing_homestead", 9),
    ("contract", 8),
    ("forest_land", 6),
    ("traffic", 6),
    ("production_business", 4),
    ("labour_other", 3),
    ("migrant_wages", 3),
    ("land_requisition", 2),
    ("pollution", 1),
    ("consumer_other", 1),
    ("property_management", 1),
    ("other", 2),
)
_MONTHS = (8, 9, 7, 8, 8, 8, 9, 9, 8, 8, 9, 9)
_WRITTEN = frozenset({"labour_other", "migrant_wages", "medical"})


class Services(Protocol):
    """What the county year is entered through; the Desk has all of it."""

    office: OfficeService
    cases: CaseService
    acceptance: AcceptanceService
    assignments: AssignmentService
    sessions: SessionService
    agreements: AgreementService
    outcomes: OutcomeService


@dataclass(frozen=True, slots=True)
class _Place:
    committee_id: str
    mediator_ids: tuple[str, ...]
    village: bool
    name: str


def fill_county(
    services: Services,
    clock: FixedClock,
    *,
    progress: Callable[[int, int], None] | None = None,
    cases: int = CASES,
) -> None:
    """Enter the county year into an empty store; the last `FAILED` draws end without agreement."""
    random = Random(SEED)
    places = _set_up(services, clock)
    villages = [place for place in places if place.village]
    towns = [place for place in places if not place.village]
    failing = set(random.sample(range(cases), min(FAILED, cases)))
    days = sorted(_day(random) for _ in range(cases))
    for number, day in enumerate(days):
        group = villages if random.random() < 0.76 else towns
        place = group[random.randrange(len(group))]
        _enter(services, clock, random, (number, day, place, number in failing))
        if progress is not None:
            progress(number + 1, cases)
    clock.set(local(date(2025, 12, 31), 18))


def _set_up(services: Services, clock: FixedClock) -> list[_Place]:
    clock.set(local(date(2024, 11, 30)))
    committees: list[CommitteeDraft] = []
    mediators: list[MediatorDraft] = []
    for town in _PLACES[:TOWNSHIPS]:
        name = f"{town}镇人民调解委员会"
        committees.append(CommitteeDraft(name, town, "township", township=f"{town}镇"))
        mediators += [MediatorDraft(name, f"调{town}{mark}") for mark in "甲乙丙"]
        for mark in _VILLAGES[:VILLAGES]:
            village = f"{town}镇{mark}样村人民调解委员会"
            committees.append(
                CommitteeDraft(
                    village,
                    f"{town}{mark}",
                    "village",
                    parent_id=name,
                    township=f"{town}镇",
                    village=f"{mark}样村",
                )
            )
            mediators.append(MediatorDraft(village, f"调{town}{mark}"))
    services.office.set_up(
        OfficeDraft(
            "演示县司法局",
            region_name="演示县",
            demo=True,
            committees=tuple(committees),
            mediators=tuple(mediators),
        )
    )
    who: dict[str, list[str]] = {}
    for row in services.office.mediators():
        who.setdefault(row.committee_id, []).append(row.id)
    return [
        _Place(row.id, tuple(who[row.id]), row.kind == "village", row.township + row.village)
        for row in services.office.committees()
    ]


def _day(random: Random) -> date:
    """Return an acceptance day early enough for the outcome to fall into the same year."""
    month = random.choices(range(12), _MONTHS)[0]
    return YEAR_START + timedelta(days=min(month * 30 + random.randrange(30), 350))


def _enter(
    services: Services,
    clock: FixedClock,
    random: Random,
    task: tuple[int, date, _Place, bool],
) -> None:
    number, day, place, failing = task
    kind = random.choices([code for code, _ in _TYPES], [weight for _, weight in _TYPES])[0]
    clock.set(local(day, 10))
    case_id = services.cases.register(_case(random, number, day, (place, kind))).id
    answers = tuple(
        AnswerDraft(question.code, "已告知双方")
        for question in services.acceptance.questions(case_id)
    )
    oral = place.village and kind not in _WRITTEN and random.random() < 0.8 and not failing
    services.acceptance.accept(case_id, AcceptDraft(day, "口" if oral else "", answers=answers))
    lead = random.choice(place.mediator_ids)
    services.assignments.assign(case_id, AssignDraft(lead, day))
    end = day + timedelta(days=0 if oral else random.randrange(1, 14))
    clock.set(local(end, 18))
    case = services.cases.show(case_id)
    ids = tuple(party.id for party in case.parties)
    result = "failed" if failing else "agreed"
    record = "双方陈述，调解员查看现场、说明有关规定。"
    services.sessions.record(
        case_id, SessionDraft(local(end, 15), f"{place.name}调解室", record, ids, result)
    )
    if failing:
        told = services.outcomes.remedies_for(kind, "divergence")
        services.outcomes.terminate(case_id, TerminationDraft(end, "divergence", told))
        return
    draft = _agreement(random, end, ids, oral)
    if not oral:
        signed = [SignatureDraft(Signer.PARTY, end, party_id) for party_id in ids]
        signed += [SignatureDraft(Signer.MEDIATOR, end, lead), SignatureDraft(Signer.SEAL, end)]
        draft = replace(draft, signatures=tuple(signed))
    services.agreements.conclude(case_id, draft)


def _case(random: Random, number: int, day: date, where: tuple[_Place, str]) -> CaseDraft:
    place, kind = where
    parties = tuple(
        PartyDraft(
            f"{mark}{word}{number + 1}",
            side,
            willingness=Willingness.WILLING,
            address=place.name,
        )
        for mark, word, side in (("甲", "样", Side.APPLICANT), ("乙", "例", Side.RESPONDENT))
    )
    own = random.random() < 0.35
    source = (
        "own_initiative"
        if own
        else random.choices(["application", "police", "township_gov", "petition"], [80, 12, 5, 3])[
            0
        ]
    )
    return CaseDraft(
        committee_id=place.committee_id,
        type=kind,
        source=source,
        facts="演示数据：双方因日常琐事发生争执，请求调解。",
        registered_on=day,
        parties=parties,
        origin=Origin.INITIATIVE if own else Origin.APPLICATION,
        application_form=None if own else Form.ORAL,
        difficulty=random.choices(["simple", "general", "difficult", "major"], [45, 45, 8, 2])[0],
        place=place.name,
    )


def _agreement(random: Random, end: date, ids: tuple[str, ...], oral: bool) -> AgreementDraft:
    amount = 0 if oral and random.random() < 0.6 else random.randrange(1, 200) * 10_000
    paying = ClauseDraft(
        "乙方一次性给付甲方费用。",
        ClauseKind.PAYMENT,
        debtor_id=ids[1],
        creditor_id=ids[0],
        amount_fen=amount,
        due_on=end,
        manner="现金",
    )
    settled = ClauseDraft("双方互相谅解，今后和睦相处。", ClauseKind.STATEMENT)
    return AgreementDraft(
        Form.ORAL if oral else Form.WRITTEN,
        end,
        "演示数据：双方对事实没有争议。",
        (paying, settled) if amount else (settled,),
        performance_manner="当场履行" if oral else "现金给付",
        performance_deadline="当日",
        performed_on_spot=oral or random.random() < 0.7,
    )
