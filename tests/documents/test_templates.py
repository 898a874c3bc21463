"""Templates: every key is known, every paper renders with samples and with nothing filled in."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest

from mediation_desk.documents import compose, templates, text
from mediation_desk.documents.facts import (
    AgreementFacts,
    CaseFacts,
    CommitteeFacts,
    PartyFacts,
    SessionFacts,
)
from mediation_desk.documents.fields import CONDITIONS, FIELDS, value
from mediation_desk.documents.papers import Kind
from mediation_desk.documents.scopes import Scope
from mediation_desk.domain.codes import PartyKind, Side
from mediation_desk.errors import InvalidInput
from tests.documents import samples

KEYS = [kind.value for kind in Kind]

EMPTY = CaseFacts(
    number="",
    committee=CommitteeFacts(""),
    parties=(
        PartyFacts(Side.APPLICANT, PartyKind.NATURAL, ""),
        PartyFacts(Side.RESPONDENT, PartyKind.LEGAL, ""),
    ),
    agreement=AgreementFacts(),
    session=SessionFacts(1),
)


def load(key: str) -> templates.Template:
    return templates.load(samples.TEMPLATES / f"{key}.toml")


def test_every_paper_has_a_template() -> None:
    assert sorted(path.stem for path in samples.TEMPLATES.glob("*.toml")) == sorted(KEYS)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "facts", [samples.traffic(), samples.drainage(), samples.households(), EMPTY]
)
def test_a_paper_leaves_no_placeholder_and_no_none(key: str, facts: CaseFacts) -> None:
    printed = text.render(compose.compose(load(key), facts))
    assert "{" not in printed
    assert "}" not in printed
    assert "None" not in printed
    assert load(key).title in printed


@pytest.mark.parametrize("key", KEYS)
def test_no_paper_dates_or_signs_for_anyone(key: str) -> None:
    printed = text.render(compose.compose(load(key), samples.traffic()))
    # A catalogue is a list of pages: nobody dates or signs it.
    assert "年　　月　　日" in printed or key == "catalogue"
    assert "双方满意" not in printed
    assert "■满意" not in printed


def test_every_field_has_a_label_a_sample_and_copes_with_nothing() -> None:
    for key, field in FIELDS.items():
        assert key == field.key
        assert field.label
        assert field.sample
        assert isinstance(value(key, Scope(EMPTY)), str)
    assert not set(CONDITIONS) & set(FIELDS)


def test_missing_values_become_lines_for_the_pen() -> None:
    printed = text.render(compose.compose(load("agreement"), EMPTY))
    assert "民族：＿＿＿＿＿＿" in printed
    assert "本协议一式＿＿＿＿＿＿份" in printed


def test_what_is_missing_before_printing_is_named() -> None:
    assert compose.missing_for_print(load("agreement"), samples.traffic()) == ()
    missing = compose.missing_for_print(load("agreement"), EMPTY)
    assert "编号" in missing
    assert "协议内容" in missing
    assert "履行时限" in missing
    assert "第2位当事人的姓名或名称" in missing
    nobody = replace(samples.traffic(), parties=())
    assert "当事人" in compose.missing_for_print(load("agreement"), nobody)


def test_the_agreement_says_all_that_article_29_asks() -> None:
    printed = text.render(compose.compose(load("agreement"), samples.traffic()))
    for words in (
        "编号：（2025）泾示人调字第006号",
        "申请人：车样甲",
        "被申请人：车样乙",
        "公民身份号码：341823195609309105",
        "统一社会信用代码：91341823MA8YYYY07B",
        "法定代表人：保样理",
        "职务：经理",
        "委托代理人：理样赔（公司职员，特别授权，电话000-0563010）",
        "纠纷主要事实、争议事项",
        "各方当事人的责任：交警部门",
        "经调解，自愿达成如下协议",
        "1. 示例财产保险泾县支公司在交强险限额内赔偿车样甲（给付人：示例财产保险泾县支公司；"
        "受领人：车样甲；"
        "金额：22,406.35元，大写人民币贰万贰仟肆佰零陆元叁角伍分；履行时限：收到齐全单证后10个工作日内；履行方式：银行转账）。",
        "履行方式：银行转账，以转账凭证为准",
        "履行时限：保险公司收到齐全单证后10个工作日内",
        "履行地点：泾县示例镇",
        "本协议一式4份，当事人、人民调解委员会各持一份。",
        "人民调解员（签名）：",
        "记录人（签名）：",
        "泾县示例镇人民调解委员会",
    ):
        assert words in printed


def test_the_oral_form_is_filled_like_the_agreement() -> None:
    printed = text.render(compose.compose(load("oral_agreement"), samples.drainage()))
    for words in (
        "申请人 | 邻样东",
        "被申请人 | 邻样西",
        "调解地点 | 样板村田边 | 是否跨调委会 | 否",
        "1. 邻样东在三日内将排水口移至沟渠一侧。",
        "协议涉及金额 | 160.00元，大写人民币壹佰陆拾元整",
        "履行时限 | 2025年5月17日前",
        "达成协议日期 | 2025年5月14日",
    ):
        assert words in printed


def test_an_oral_agreement_without_money_says_zero() -> None:
    case = samples.drainage()
    assert case.agreement is not None
    case = replace(case, agreement=replace(case.agreement, amount_fen=None))
    printed = text.render(compose.compose(load("oral_agreement"), case))
    assert "协议涉及金额 | 0.00元，大写人民币零元整" in printed


def test_braces_a_person_typed_stay_as_typed() -> None:
    case = samples.traffic()
    assert case.agreement is not None
    case = replace(case, agreement=replace(case.agreement, facts="{number}{clauses}"))
    assert "{number}{clauses}" in text.render(compose.compose(load("agreement"), case))


GOOD = 'title = "试"\nversion = 1\n[[block]]\nkind = "title"\ntext = "试"\n'


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        ('[[block]]\nkind = "paragraph"\ntext = "{nonsense}"', "nonsense"),
        ('[[block]]\nkind = "poem"', "poem"),
        ('[[block]]\nkind = "paragraph"\neach = "dog"', "dog"),
        ('[[block]]\nkind = "paragraph"\nonly_if = "moon"', "moon"),
        ('[[block]]\nkind = "signatures"\ngroups = [{of = "cat", heading = ""}]', "cat"),
        ('[[block]]\nkind = "table"\nrows = [{cells = [{text = "短", span = 3}]}]', "短"),
        ('[[block]]\nkind = "paragraph"\nsize = 99', "size"),
        ("title = ", "读不懂"),
    ],
)
def test_a_wrong_template_says_what_is_wrong(edit: str, told: str) -> None:
    templates.parse(GOOD, "试")
    with pytest.raises(InvalidInput, match=told):
        templates.parse(GOOD + edit, "试")


def tokens(instance: object, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield (field, value) of every text in a tree of facts."""
    for field in fields(instance):  # type: ignore[arg-type]
        held = getattr(instance, field.name)
        if isinstance(held, str) and type(held) is str:
            yield prefix + field.name, held
        for part in held if isinstance(held, tuple) else (held,):
            if is_dataclass(part):
                yield from tokens(part, f"{field.name}.")
            elif isinstance(part, str) and isinstance(held, tuple):
                yield f"{prefix}{field.name}", part


def test_everything_entered_stands_on_one_of_the_papers() -> None:
    case = samples.drainage()
    assert case.session is not None
    session = replace(case.session, invited=(samples.invited_elder(),), absent_note="邻某未到")
    full = replace(samples.traffic(), session=session, registrar="登样记", accepted_on=None)
    printed = "".join(text.render(compose.compose(load(key), full)) for key in KEYS)
    for name, held in tokens(full):
        if name not in {"title", "committee.short_name"}:
            assert all(line in printed for line in held.removesuffix("。").split("\n")), name
