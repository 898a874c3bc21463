import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mediation_desk.domain import codes
from mediation_desk.domain.reference import (
    BODIES,
    SOURCE_GROUPS,
    CodeList,
    DisputeTypes,
    TerminationGuide,
    parse_codes,
    parse_dispute_types,
    parse_termination,
)
from mediation_desk.errors import InvalidInput

FOLDER = Path(__file__).parents[2] / "resources" / "reference"
COLUMNS = (
    "婚姻家庭 邻里 房屋宅基地 合同 生产经营 损害赔偿 山林土地 征地拆迁 环境污染 拖欠农民工工资"
    " 其他劳动争议 旅游 电子商务 其他消费 医疗 道路交通事故 物业 其他"
).split()
CODES = (
    "marriage_family neighbour housing_homestead contract production_business damages forest_land"
    " land_requisition pollution migrant_wages labour_other tourism e_commerce consumer_other"
    " medical traffic property_management other"
).split()


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def types() -> DisputeTypes:
    return parse_dispute_types(load("dispute_types.toml"))


@pytest.fixture(scope="module")
def guide() -> TerminationGuide:
    return parse_termination(load("termination.toml"))


@pytest.fixture(scope="module")
def lists() -> dict[str, CodeList]:
    found: dict[str, CodeList] = {}
    for name in ("codes.toml", "people.toml", "sources.toml", "linkage.toml"):
        part = parse_codes(load(name))
        assert not found.keys() & part.keys()
        found |= part
    return found


def texts(guide: TerminationGuide, types: DisputeTypes, ground: str, type_code: str) -> list[str]:
    return [remedy.code for remedy in guide.remedies_for(ground, types.find(type_code))]


def test_every_table_names_its_version_status_and_source() -> None:
    names = sorted(FOLDER.glob("*.toml"))
    assert names
    for path in names:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        assert str(date.fromisoformat(document["version"])) == document["version"], path.name
        assert document["status"], path.name
        assert document["source"], path.name
        assert path.read_text(encoding="utf-8").startswith("# "), path.name


def test_the_first_level_is_the_eighteen_statistics_columns(types: DisputeTypes) -> None:
    assert [item.code for item in types.level1()] == CODES
    assert [item.label for item in types.level1()] == COLUMNS


def test_every_anhui_code_leads_to_a_type(types: DisputeTypes) -> None:
    assert {item.ah_code for item in types.items if item.ah_code} == {
        *(f"{number:02d}" for number in range(1, 18)),
        "99",
    }
    assert [item.code for item in types.by_ah_code("10")] == ["migrant_wages", "labour_other"]


def test_types_are_found_by_the_words_ledgers_use(types: DisputeTypes) -> None:
    for words, code in [
        ("邻里纠纷", "neighbour"),
        ("环境保护", "pollution"),
        ("房产宅基地", "housing_homestead"),
        ("医患", "medical"),
        ("赡养", "marriage_family.support"),
        ("土地流转费", "contract.land_transfer"),
    ]:
        assert types.match(words).code == code
    assert types.match("") is None
    assert types.match("纠纷") is None
    assert types.label("marriage_family.support") == "婚姻家庭 / 赡养"


def test_a_subtype_inherits_what_it_does_not_say(types: DisputeTypes) -> None:
    assert types.find("migrant_wages.factory").limit_rule == "labour"
    assert types.find("forest_land.boundary").remedies[0] == "government_decision"
    assert types.find("forest_land.contracting").remedies[0] == "land_arbitration"


def test_no_word_means_two_types(types: DisputeTypes) -> None:
    words = [word for item in types.level1() for word in (item.label, *item.aliases)]
    assert len(words) == len(set(words))


def test_every_code_a_type_names_exists(types: DisputeTypes, guide: TerminationGuide) -> None:
    rules = {rule["code"] for rule in load("deadlines.toml")["rules"]}
    known = {remedy.code for remedy in guide.remedies}
    for item in types.items:
        assert set(item.remedies) <= known, item.code
        assert not item.limit_rule or item.limit_rule in rules, item.code


def test_every_list_item_has_a_code_and_words(lists: dict[str, CodeList]) -> None:
    for name, code_list in lists.items():
        assert code_list.items, name
        for item in code_list.items:
            assert item.label.strip() == item.label != ""
            assert code_list.label(item.code) == item.label
            assert not item.parent or code_list.find(item.parent), (name, item.code)
            assert code_list.match(item.label) == item, (name, item.label)


def test_sources_and_bodies_fall_into_the_statistics_columns(lists: dict[str, CodeList]) -> None:
    groups = [item.extra["group"] for item in lists["sources"].items]
    assert set(groups) == set(SOURCE_GROUPS) == {i.code for i in lists["source_groups"].items}
    assert {item.extra["paper"] for item in lists["sources"].items} == {"1", "2"}
    bodies = {item.extra["body"] for item in lists["committee_kinds"].items}
    assert bodies == set(BODIES) == {item.code for item in lists["bodies"].items}
    rules = {rule["code"] for rule in load("deadlines.toml")["rules"]}
    assert {item.extra["limit_rule"] for item in lists["court_kinds"].items} <= rules


def test_closed_sets_of_the_rules_agree_with_the_lists(lists: dict[str, CodeList]) -> None:
    listed = {item.code: item.label for item in lists["confirmation_results"].items}
    assert listed == {member.value: member.label for member in codes.ConfirmationResult}
    assert len(lists["ethnicities"].items) == 58
    assert lists["ethnicities"].match("汉").code == "01"


def test_a_failed_boundary_dispute_is_sent_to_the_government_and_not_to_court(
    guide: TerminationGuide, types: DisputeTypes
) -> None:
    found = texts(guide, types, "divergence", "forest_land.boundary")
    assert found == ["government_decision", "status_quo_land", "review_after_decision"]
    first = guide.remedies_for("divergence", types.find("forest_land.boundary"))[0].text
    assert "人民政府" in first
    assert "起诉" not in first


def test_a_failed_wage_dispute_is_sent_to_arbitration(
    guide: TerminationGuide, types: DisputeTypes
) -> None:
    assert texts(guide, types, "expired", "migrant_wages")[0] == "labour_arbitration"
    assert texts(guide, types, "divergence", "neighbour.drainage") == ["court"]
    assert texts(guide, types, "sued", "neighbour") == ["running_procedure"]
    assert texts(guide, types, "no_such_ground", "medical")[0] == "medical_administrative"


def test_every_ground_and_type_leaves_something_to_tell(
    guide: TerminationGuide, types: DisputeTypes
) -> None:
    for ground in guide.grounds:
        for item in types.items:
            assert texts(guide, types, ground.code, item.code)


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"version": "1", "status": "s", "source": "s"},
        {"version": "1", "status": "s", "source": "s", "lists": {"x": {"title": "t"}}},
        {
            "version": "1",
            "status": "s",
            "source": "s",
            "lists": {"x": {"title": "t", "items": [{"code": "a", "label": "甲"}] * 2}},
        },
        {
            "version": "1",
            "status": "s",
            "source": "s",
            "lists": {"x": {"title": "t", "items": [{"code": "a", "label": ""}]}},
        },
    ],
)
def test_a_damaged_table_is_refused_with_its_place(document: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match="参考数据"):
        parse_codes(document)


def test_a_subtype_without_its_parent_is_refused() -> None:
    document = load("dispute_types.toml") | {"types": [{"code": "a.b", "label": "乙"}]}
    with pytest.raises(InvalidInput, match="上级"):
        parse_dispute_types(document)
