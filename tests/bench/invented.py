"""The people and cases of the invented office, row by row; the same every time.

Everything a search looks through is there as the program would have written it: numbers counted by
committee, names, identity numbers, phones, addresses, places, facts and who mediates. What no list,
search or figure reads (journal, papers, clauses) is left out.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from mediation_desk.domain.identity import upgrade
from mediation_desk.storage.case_words import NAME, NUMBER, TEXT, Field
from mediation_desk.storage.search import tokens_of

PEOPLE = 5_000
PAIRS = 30_000
"""Who quarrels does so again, over the same thing: a million cases are between so many pairs."""

FIRST_DAY, DAYS = date(2024, 11, 1), 395
"""Cases run into the statistical year 2025 (from 1 December 2024) and some beyond its end."""

TYPES = {
    "neighbour": "邻里纠纷",
    "marriage_family": "婚姻家庭纠纷",
    "damages": "损害赔偿纠纷",
    "housing_homestead": "房屋宅基地纠纷",
    "contract": "合同纠纷",
    "forest_land": "山林土地纠纷",
    "traffic": "道路交通事故纠纷",
}
SOURCES = tuple("own_initiative application court police petition township_gov".split())
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜单仇曾解"
_GIVEN = (
    "芳伟强敏静丽磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰梅红文辉力健东南西北山海林峰云雪春秋冬夏"
    "松柏竹菊石泉溪江河湖田禾苗谷麦豆瓜果木火土金银铜铁福禄寿喜吉祥安康宁和顺兴旺发达富贵荣昌"
    "盛仁义礼智信忠孝勤俭德才学思远志高清白正大光天地日月星辰风雨雷电虎龙凤鹤鹏燕莺凯旋胜利群"
    "众民生成立业建设国家庆元宝珠珍琴棋书画诗歌颂梓若晓"
)
_BEGINNINGS = (
    "双方因宅基地边界和屋檐滴水发生争执，",
    "申请人翻建房屋时把屋檐伸出，雨水流入邻家院内，",
    "双方相邻田块共用的水渠被堵，稻田缺水减产，",
    "被申请人借款到期未还，双方多次口角，",
    "家中老人由谁赡养、承包地由谁耕种一直没有说清，",
    "电动车与三轮车在村口相撞，车辆受损、一人擦伤，",
    "合伙收购毛竹的账目对不上，",
)
_ENDINGS = (
    "经村民小组多次劝说未果，要求调解。邻居和组长都到过现场，量过尺寸，留有照片。",
    "村里劝过两次，双方各说各的理，关系越来越僵，请求人民调解委员会主持公道。",
    "派出所出警后建议先行调解，双方同意到调委会来谈，并愿意听取调解员的意见。",
    "因金额不大又是多年邻居，双方都不愿打官司，希望早日了结此事，恢复来往。",
    "双方对经过没有争议，只对责任大小和赔偿数额各执一词，要求明确各自承担的部分。",
)

Rows = dict[str, list[dict[str, Any]]]
"""Rows to write, by the name of their table."""


@dataclass(frozen=True, slots=True)
class Place:
    """A committee and its mediator."""

    committee_id: str
    short_name: str
    mediator_id: str
    mediator_name: str


@dataclass(frozen=True, slots=True)
class Case:
    """Who quarrels about what, where and when."""

    id: str
    number: str
    place: Place
    people: tuple[int, ...]
    type: str
    source: str
    spot: str
    facts: str
    accepted: date

    @property
    def title(self) -> str:
        """The title the program would give it."""
        return f"{name_of(self.people[0])}与{name_of(self.people[1])}{TYPES[self.type]}"


def name_of(number: int) -> str:
    """Return the name of one of the office's people."""
    given = _GIVEN[number * 7 % len(_GIVEN)] + _GIVEN[number * 31 // 7 % len(_GIVEN)]
    return _SURNAMES[number % len(_SURNAMES)] + given


def id_number_of(number: int) -> str:
    """Return somebody's identity number."""
    born = date(1950, 1, 1) + timedelta(days=number * 7 % 18_000)
    return upgrade(f"341823{born:%y%m%d}{number * 7 % 1000:03d}")


def phone_of(number: int) -> str:
    """Return somebody's phone number."""
    return f"139{number * 19_997 % 100_000_000:08d}"


def address_of(number: int) -> str:
    """Return where somebody lives."""
    return f"样板村{number % 12 + 1}组"


def person(number: int) -> dict[str, Any]:
    """Return somebody's own row."""
    return {
        "id": f"person-{number:029d}",
        "kind": "natural",
        "name": name_of(number),
        "id_kind": "111",
        "id_number": id_number_of(number),
        **_REVISION,
    }


def planned(random: Random, cases: int, places: list[Place]) -> Iterator[Case]:
    """Yield the cases from the first day on."""
    types, given = tuple(TYPES), Counter[tuple[str, int]]()
    pairs = [(random.choice(types), *random.sample(range(PEOPLE), 2)) for _ in range(PAIRS)]
    for number in range(cases):
        place = random.choice(places)
        accepted = FIRST_DAY + timedelta(days=number * DAYS // cases)
        given[place.short_name, accepted.year] += 1
        sequence = given[place.short_name, accepted.year]
        kind, *people = random.choice(pairs)
        third = (random.randrange(PEOPLE),) if random.random() < 0.1 else ()
        yield Case(
            id=f"case-{number:031d}",
            number=f"（{accepted.year}）{place.short_name}人调字第{sequence:03d}号",
            place=place,
            people=(*people, *third),
            type=kind,
            source=random.choice(SOURCES),
            spot=f"样板村{number % 20 + 1}组田头",
            facts=random.choice(_BEGINNINGS) + random.choice(_ENDINGS),
            accepted=accepted,
        )


def rows_of(random: Random, case: Case, rowid: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the rows of a case with their tables' names; `rowid` is that of its search entry."""
    yield "dispute", _dispute(random, case)
    for position, number in enumerate(case.people, start=1):
        yield "party", _party(case, position, number)
    yield (
        "assignment",
        {
            "id": f"lead-{case.id[5:]}",
            "case_id": case.id,
            "mediator_id": case.place.mediator_id,
            "role": "lead",
            "chosen_by": "appointed",
            "from_on": case.accepted.isoformat(),
        },
    )
    yield "search_entry", {"rowid": rowid, "case_id": case.id}
    yield "search_tokens", {"rowid": rowid, "tokens": _tokens(case)}


_REVISION = {"rev_device": "bench", "rev_counter": 0, "rev_parents": "[]"}


def _party(case: Case, position: int, number: int) -> dict[str, Any]:
    return {
        "id": f"{case.id[7:]}-{position}",
        "case_id": case.id,
        "position": position,
        "side": ("applicant", "respondent", "third")[position - 1],
        **_as_party(number),
    }


@cache
def _as_party(number: int) -> dict[str, Any]:
    return {
        "person_id": f"person-{number:029d}",
        "kind": "natural",
        "name": name_of(number),
        "id_kind": "111",
        "id_number": id_number_of(number),
        "phone": phone_of(number),
        "address": address_of(number),
        "special_groups": "[]",
    }


def _dispute(random: Random, case: Case) -> dict[str, Any]:
    end = case.accepted + timedelta(days=random.randrange(1, 30))
    agreed, written = random.random() < 0.96, random.random() < 0.4
    amount = random.randrange(100, 5_000_000) if written else 0
    performed = agreed and random.random() < 0.8
    confirmed = agreed and written and random.random() < 0.05
    return {
        "id": case.id,
        "committee_id": case.place.committee_id,
        "number": case.number,
        "state": ("closed" if performed else "agreed") if agreed else "terminated",
        "title": case.title,
        "origin": "application",
        "application_form": "oral",
        "source": case.source,
        "type": case.type,
        "type_group": case.type,
        "difficulty": "difficult" if random.random() < 0.1 else "general",
        "place": case.spot,
        "facts": case.facts,
        "requests": "[]",
        "flags": "[]",
        "answers": "[]",
        "remedies": "[]",
        "registered_on": case.accepted.isoformat(),
        "accepted_on": case.accepted.isoformat(),
        "due_on": (case.accepted + timedelta(days=30)).isoformat(),
        "lead_id": case.place.mediator_id,
        "party_count": len(case.people),
        "people_involved": len(case.people),
        "agreed_on": end.isoformat() if agreed else None,
        "agreed_form": ("written" if written else "oral") if agreed else "",
        "effect_on": end.isoformat() if agreed else None,
        "agreed_fen": amount if agreed else 0,
        "performed_on": (end + timedelta(days=random.randrange(30))).isoformat()
        if performed
        else None,
        "confirmed_on": (end + timedelta(days=10)).isoformat() if confirmed else None,
        "terminated_on": None if agreed else end.isoformat(),
        **_REVISION,
    }


def _tokens(case: Case) -> str:
    """Return what the index holds of a case (storage/search.py); most of it was said before."""
    parts = [_of_person(number) for number in case.people]
    parts += [_of(case.place.mediator_name, NAME), _of(case.title, NAME), _of(case.spot, NAME)]
    before, ordinal, after = case.number.partition("第")
    parts += [_of(case.facts), _of(before + ordinal), _of(ordinal + after)]
    return " ".join(parts)


@cache
def _of_person(number: int) -> str:
    parts = [_of(name_of(number), NAME), _of(address_of(number))]
    parts += [_of(id_number_of(number), NUMBER), _of(phone_of(number), NUMBER)]
    return " ".join(parts)


@cache
def _of(text: str, kind: str = TEXT) -> str:
    return tokens_of(iter((Field("", text, kind),)))
