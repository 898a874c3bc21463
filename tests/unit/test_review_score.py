"""The score: every lost point has its reason, and the county's own sheet is read or refused."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mediation_desk.domain.review.model import Outcome, outcome_of
from mediation_desk.domain.review.rules import findings
from mediation_desk.domain.review.score import Score, score
from mediation_desk.domain.review.sheet import parse_sheet, read_sheet
from mediation_desk.domain.review.sheet_text import sheet_text, tree_of
from mediation_desk.errors import InvalidInput
from mediation_desk.paths import find
from tests.review_cases import FAILED, ORAL, REFUSED, WRITTEN, changed, party_changed

FILE = find(Path("unused")).resources / "reference" / "review.toml"


def tree() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def scored(case: Any, document: dict[str, Any] | None = None) -> Score:
    return score(parse_sheet(document or tree()), outcome_of(case), findings(case))


@pytest.mark.parametrize("case", [WRITTEN, ORAL, FAILED, REFUSED])
def test_a_case_without_faults_has_every_point(case) -> None:
    found = scored(case)
    assert (found.total, found.grade) == (100, "优秀")


def test_every_lost_point_has_its_reason() -> None:
    case = changed(party_changed(phone="", address=""), number="", place="")
    found = scored(case)
    for line in found.items:
        assert line.item.points - (line.points or 0) == sum(cost for _, cost in line.reasons)
    by_code = {line.item.code: line for line in found.items}
    assert [cost for _, cost in by_code["parties"].reasons] == [3, 3]
    assert by_code["binding"].points == 0, "an item never falls below nothing"
    assert by_code["acceptance"].points == 10, "advice costs nothing"


def test_a_rule_costs_once_however_often_it_finds_something() -> None:
    once = scored(party_changed(phone=""))
    twice = scored(party_changed(0, party_changed(phone=""), phone=""))
    assert once.total == twice.total == 97


def test_what_an_outcome_cannot_have_is_left_out_and_the_rest_brought_to_100() -> None:
    found = scored(party_changed(case=ORAL, phone=""))
    left_out = {line.item.code for line in found.items if line.points is None}
    assert left_out == {"notice", "evidence", "record"}
    assert found.possible == 66
    assert found.total == 95, "63 of 66"


def test_the_county_can_weigh_otherwise() -> None:
    document = tree()
    document["deductions"]["should"] = 8
    document["grades"] = [{"label": "达标", "least": 95}, {"label": "整改", "least": 0}]
    found = scored(party_changed(phone=""), document)
    assert (found.total, found.grade) == (92, "整改")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda t: t["items"][0].update(points=11), "各项分数之和是 101"),
        (lambda t: t["items"][0].update(aspects=["beauty"]), "aspects 只能是"),
        (lambda t: t["items"][1].update(aspects=["acceptance"]), "已经用过"),
        (lambda t: t["items"][1].update(code="acceptance"), "code 有重复"),
        (lambda t: t.update(items=[]), "没有评分项目"),
        (lambda t: t.update(version="今年"), "version 应写成日期"),
        (lambda t: t.pop("title"), "缺少title"),
        (lambda t: t["deductions"].pop("must"), "deductions 应写明"),
        (lambda t: t.update(grades=[{"label": "好", "least": 80}]), "least = 0"),
        (lambda t: t.update(vetoes=[{"code": "代签"}]), "vetoes 每一行"),
        (lambda t: t.update(tolerance="十"), "tolerance"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused_with_what_is_wrong(change, told) -> None:
    document = tree()
    change(document)
    with pytest.raises(InvalidInput) as refused:
        parse_sheet(document)
    assert told in refused.value.fields["sheet"]


def test_a_case_that_goes_on_has_no_outcome() -> None:
    assert outcome_of(changed(agreement=None)) is Outcome.OPEN


def test_a_sheet_is_written_as_the_file_it_was_read_from() -> None:
    sheet = parse_sheet(tomllib.loads(FILE.read_text(encoding="utf-8")))
    again = read_sheet(sheet_text(tree_of(replace(sheet, title='县"评分\\表"'))))
    assert parse_sheet(again) == replace(sheet, title='县"评分\\表"')
