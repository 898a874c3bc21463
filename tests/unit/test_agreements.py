import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediation_desk.domain.agreements import (
    ClauseFacts,
    Signature,
    clause_questions,
    confirmation_bars,
    copies,
    effect_date,
    must_be_written,
    payment_words,
)
from mediation_desk.domain.codes import ClauseKind, Form, Signer
from mediation_desk.domain.reference import parse_dispute_types

FILE = Path(__file__).parents[2] / "resources" / "reference" / "dispute_types.toml"
TYPES = parse_dispute_types(tomllib.loads(FILE.read_text(encoding="utf-8")))
REACHED = date(2025, 3, 10)


@pytest.mark.parametrize(
    ("code", "article"),
    [
        ("migrant_wages.factory", "劳动争议调解仲裁法第十四条"),
        ("labour_other", "劳动争议调解仲裁法第十四条"),
        ("forest_land.contracting", "农村土地承包经营纠纷调解仲裁法第十条"),
        ("contract.land_transfer", "农村土地承包经营纠纷调解仲裁法第十条"),
        ("medical", "医疗纠纷预防和处理条例第三十九条"),
    ],
)
def test_statutes_demand_a_written_agreement(code: str, article: str) -> None:
    reasons = must_be_written(TYPES.find(code), performed_on_spot=True)
    assert [(reason.source, reason.required) for reason in reasons] == [(article, True)]


def test_elsewhere_writing_is_advised_not_demanded() -> None:
    neighbours = TYPES.find("neighbour.drainage")
    assert must_be_written(neighbours, performed_on_spot=True, difficulty="simple") == ()
    reasons = must_be_written(
        neighbours, performed_on_spot=False, difficulty="major", party_asks=True
    )
    assert len(reasons) == 3
    assert not any(reason.required for reason in reasons)


def test_a_written_agreement_takes_effect_with_the_last_signature_or_seal() -> None:
    signatures = [
        Signature(Signer.PARTY, "甲", REACHED),
        Signature(Signer.PARTY, "乙", date(2025, 3, 12)),
        Signature(Signer.MEDIATOR, "丙", REACHED),
        Signature(Signer.RECORDER, "丁", None),
        Signature(Signer.SEAL, "", date(2025, 3, 11)),
    ]
    effect = effect_date(Form.WRITTEN, REACHED, signatures)
    assert (effect.on, effect.missing) == (date(2025, 3, 12), ())


def test_without_every_signature_and_the_seal_there_is_no_effect() -> None:
    signatures = [
        Signature(Signer.PARTY, "甲", REACHED),
        Signature(Signer.PARTY, "乙", None),
        Signature(Signer.SEAL, "", None),
    ]
    effect = effect_date(Form.WRITTEN, REACHED, signatures)
    assert effect.on is None
    assert effect.missing == ("当事人乙签名", "人民调解委员会印章", "人民调解员签名")
    assert len(effect_date(Form.WRITTEN, REACHED, []).missing) == 3


def test_an_oral_agreement_takes_effect_when_reached() -> None:
    assert effect_date(Form.ORAL, REACHED, []).on == REACHED


@pytest.mark.parametrize(("parties", "count"), [(2, 3), (3, 4), (4, 5), (5, 6), (13, 14)])
def test_there_is_a_copy_for_every_party_and_the_committee(parties: int, count: int) -> None:
    assert copies(parties) == count


def test_a_clear_clause_leaves_no_question() -> None:
    payment = ClauseFacts(
        ClauseKind.PAYMENT,
        "自2025年4月起每人每月5日前支付赡养费300元",
        obligor="田样长",
        obligee="田样父",
        amount=30000,
        due="每月5日前",
        method="转账",
    )
    assert clause_questions(payment) == ()
    statement = ClauseFacts(ClauseKind.STATEMENT, "双方互不追究其他责任")
    assert clause_questions(statement) == ()
    forbearance = ClauseFacts(ClauseKind.FORBEARANCE, "不再向通道堆放杂物", obligor="宅样叔")
    assert clause_questions(forbearance) == ()


def test_an_unclear_clause_is_asked_who_what_how_much_when_and_how() -> None:
    asked = clause_questions(ClauseFacts(ClauseKind.PAYMENT, "适当补偿，尽快付清"))
    for word in ("由谁", "付给谁", "金额", "怎么支付", "什么时候", "“适当”“尽快”"):
        assert any(word in question for question in asked), word
    assert clause_questions(ClauseFacts(ClauseKind.ACT, "  ")) == ("这一条没有内容。",)


@pytest.mark.parametrize(
    ("code", "text", "bars"),
    [
        ("marriage_family.divorce", "双方同意分开生活", 1),
        ("marriage_family.support", "每人每月支付300元", 0),
        ("marriage_family.adoption", "解除收养关系", 2),
        ("marriage_family.quarrel", "双方自愿离婚", 1),
        ("housing_homestead.eaves_passage", "通道保留1.2米供双方使用", 0),
        ("housing_homestead.eaves_passage", "通道的使用权归宅样叔", 1),
        ("forest_land.boundary", "按原界桩管理", 1),
        ("contract", "商标权归甲方", 1),
        ("traffic", "保险公司在10个工作日内赔付", 0),
    ],
)
def test_what_a_court_will_not_confirm_is_pointed_out(code: str, text: str, bars: int) -> None:
    found = confirmation_bars(TYPES.find(code), text)
    assert len(found) == bars
    assert all("三百五十五" in bar.source and bar.sentence.endswith("。") for bar in found)


PAID = ClauseFacts(ClauseKind.PAYMENT, "", obligor="乙", obligee="甲", amount=150_000)


def test_a_payment_is_put_into_words_from_its_data() -> None:
    day = "2025年3月20日前"
    assert payment_words(replace(PAID, due=day)) == f"乙应当于{day}向甲支付1,500.00元。"
    assert payment_words(PAID, parts=3) == "乙应当向甲支付1,500.00元，分3期付清。"
    monthly = payment_words(replace(PAID, due=day), months=1)
    assert monthly == f"乙应当每1个月（第一次{day}）向甲支付1,500.00元。"
    for lacking in (replace(PAID, amount=None), replace(PAID, obligee=" ")):
        assert payment_words(lacking) == ""
    assert payment_words(replace(PAID, kind=ClauseKind.ACT)) == ""


def test_what_happens_otherwise_is_asked_where_it_can_be_written() -> None:
    act = ClauseFacts(ClauseKind.ACT, "改出水口", obligor="乙", due="3月底")
    assert clause_questions(act) == ()
    assert "怎么办" in "".join(clause_questions(replace(act, breach=" ")))
    assert clause_questions(replace(act, breach="由甲代做，乙付钱")) == ()
