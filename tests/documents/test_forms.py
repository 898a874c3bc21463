"""Every form carries the fields that the field's reference names for it."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediation_desk.documents import compose, templates, text
from mediation_desk.documents.facts import CaseFacts, DueFacts, EndFacts
from mediation_desk.documents.papers import Kind
from tests.documents import samples

FIELDS = tomllib.loads(
    (Path(__file__).parents[1] / "golden" / "form_fields.toml").read_text(encoding="utf-8")
)


def ended() -> CaseFacts:
    """The traffic case with everything that can come after an agreement, or instead of one."""
    end = EndFacts(
        outcome_label="达成书面协议",
        effect_on=date(2025, 4, 18),
        dues=(DueFacts("垫付医疗费。", date(2025, 4, 18), 8_000_00, date(2025, 4, 18)),),
        court="泾县人民法院",
        terminated_on=date(2025, 7, 31),
        termination_label="分歧过大",
        remedies=("可以向人民法院起诉。",),
        refusal_reason="人民法院已经受理。",
        closed_on=date(2025, 5, 21),
    )
    return replace(samples.traffic(), end=end, source_group="police")


def printed(kind: Kind, facts: CaseFacts) -> str:
    template = templates.load(samples.TEMPLATES / f"{kind.value}.toml")
    return text.render(compose.compose(template, facts)).replace("　", "")


@pytest.mark.parametrize("kind", list(Kind))
def test_a_form_has_every_field_of_its_reference(kind: Kind) -> None:
    paper = printed(kind, ended())
    assert [words for words in FIELDS[kind] if words not in paper] == []


@pytest.mark.parametrize("kind", [Kind.APPLICATION, Kind.AGREEMENT])
def test_a_party_is_described_in_the_order_of_the_form(kind: Kind) -> None:
    template = templates.load(samples.TEMPLATES / f"{kind.value}.toml")
    lines = text.render(compose.compose(template, ended())).splitlines()
    person = next(line for line in lines if "性别：" in line)
    asked = ("性别", "民族", "年龄", "职业或职务", "联系方式", "单位或住址")
    places = [person.index(f"{one}：") for one in asked]
    assert places == sorted(places)
    body = next(line for line in lines if "法定代表人：" in line)
    asked = ("地址", "法定代表人", "职务", "联系方式")
    places = [body.index(f"{one}：") for one in asked]
    assert places == sorted(places)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_form_about_a_case_says_which(kind: Kind) -> None:
    paper = printed(kind, ended())
    known = ("（2025）泾示人调字第006号", "车样甲")
    assert any(words in paper for words in known)


def test_what_was_told_and_done_is_printed_as_it_is_on_record() -> None:
    assert "可以向人民法院起诉。" in printed(Kind.TERMINATION_NOTICE, ended())
    assert "人民法院已经受理。" in printed(Kind.REFUSAL_NOTICE, ended())
    proof = printed(Kind.PERFORMANCE_PROOF, ended())
    assert "2025年4月18日履行：垫付医疗费（8,000.00元，大写人民币捌仟元整）。" in proof
    assert "■公安机关移交" in printed(Kind.CLOSING_REPORT, ended())


def test_the_application_to_the_court_sets_persons_and_bodies_apart() -> None:
    paper = printed(Kind.CONFIRMATION_APPLICATION, ended())
    assert "统一社会信用代码：91341823MA8YYYY07B" in paper
    assert paper.count("申请人：") == 3
    assert "泾县人民法院" in paper


def test_a_party_with_an_agent_has_its_letter_of_authority() -> None:
    paper = printed(Kind.AUTHORITY, ended())
    assert paper.count("授权委托书") == 1
    assert "委托人：示例财产保险泾县支公司" in paper
    assert "理样赔" in paper
    nobody = replace(ended(), parties=samples.drainage().parties)
    assert "委托人：＿" in printed(Kind.AUTHORITY, nobody)
