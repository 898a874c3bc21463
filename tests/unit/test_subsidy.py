"""Subsidy rules: tiers, the way to an amount, shares to the 分, caps."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediation_desk.domain.subsidy import (
    Assessment,
    Claimable,
    Exclusion,
    Helper,
    Need,
    Scheme,
    Tier,
    assess,
    scheme_on,
    within_caps,
)
from mediation_desk.domain.subsidy_rules import check_scheme, doubts
from mediation_desk.errors import InvalidInput
from mediation_desk.paths import find
from mediation_desk.services.reference import Reference

DAY = date(2025, 3, 10)
MAJOR = Tier("重大", 20_000, 10_000, difficulties=("major",), people_from=10)
PLAIN = Tier("一般", 5_000)
SCHEME = Scheme(
    "泾示〔2025〕1号", date(2025, 1, 1), (MAJOR, PLAIN), oral_percent=50, lead_percent=60
)
LEAD, CO = Helper("m1", "调样甲", leads=True), Helper("m2", "调样乙", leads=False)


def case(**changes: object) -> Claimable:
    """Return an agreed, performed, written case that two mediators handled."""
    plain = Claimable(
        id="c1",
        result_on=DAY,
        succeeded=True,
        oral=False,
        difficulty="general",
        type="neighbour",
        type_group="neighbour",
        flags=(),
        parties=2,
        people=2,
        amount_fen=150_000,
        met=frozenset(Need),
        crew=(LEAD, CO),
    )
    return replace(plain, **changes)


def test_the_first_tier_that_fits_counts_and_says_why() -> None:
    found = assess(case(people=12), SCHEME)
    assert (found.tier, found.total_fen) == ("重大", 30_000)
    assert found.why == (
        "重大：涉及 12 人（达到 10 人）",
        "基础 200.00 元",
        "已履行完毕，加 100.00 元",
        "合计 300.00 元",
    )
    assert assess(case(), SCHEME).tier == "一般"


@pytest.mark.parametrize(
    ("tier", "changes"),
    [
        ({"difficulties": ("major",)}, {"difficulty": "major"}),
        ({"types": ("family",)}, {"type": "family.support", "type_group": "family"}),
        ({"flags": ("death",)}, {"flags": ("death", "online")}),
        ({"parties_from": 3}, {"parties": 3}),
        ({"people_from": 10}, {"people": 10}),
        ({"amount_from_fen": 10_000_000}, {"amount_fen": 10_000_000}),
    ],
)
def test_any_one_mark_is_enough_and_without_it_the_case_falls_through(
    tier: dict[str, object], changes: dict[str, object]
) -> None:
    scheme = replace(SCHEME, tiers=(replace(PLAIN, label="特别", **tier), PLAIN))
    assert assess(case(**changes), scheme).tier == "特别"
    assert assess(case(), scheme).tier == "一般"


def test_the_performance_part_waits_until_everything_is_performed() -> None:
    waiting = assess(case(difficulty="major", met=frozenset(Need) - {Need.PERFORMED}), SCHEME)
    assert waiting.total_fen == 20_000
    assert "可以等履行后再报" in waiting.why[2]
    strict = replace(SCHEME, needs=(Need.PERFORMED,))
    late = assess(case(met=frozenset(Need) - {Need.PERFORMED}), strict)
    assert late.missing == ("缺：协议已经履行完毕。",)


def test_an_oral_agreement_brings_its_part_and_needs_no_record() -> None:
    needing = replace(SCHEME, needs=(Need.RECORD,))
    spoken = assess(case(oral=True, met=frozenset({Need.EFFECTIVE})), needing)
    assert (spoken.total_fen, spoken.missing) == (2_500, ())


def test_a_case_without_agreement_brings_nothing_unless_the_county_says_so() -> None:
    failed = case(succeeded=False, met=frozenset({Need.RECORD}))
    assert assess(failed, SCHEME).missing == ("调解未成功，按本办法不补贴。",)
    paying = replace(SCHEME, failed_percent=40, needs=(Need.RECORD, Need.PERFORMED, Need.PAPER))
    found = assess(failed, paying)
    assert (found.total_fen, found.missing) == (2_000, ())


def test_whoever_draws_no_subsidy_leaves_a_part_that_nobody_gets() -> None:
    official = replace(CO, draws=False)
    found = assess(case(crew=(LEAD, official)), SCHEME)
    assert [(share.amount_fen, share.paid_fen) for share in found.shares] == [
        (3_000, 3_000),
        (2_000, 0),
    ]
    assert found.shares[1].why_cut == "名册上标明不领补贴"
    hired = replace(LEAD, traits=frozenset({Exclusion.FULL_TIME}))
    without = replace(SCHEME, exclusions=(Exclusion.FULL_TIME,))
    assert assess(case(crew=(hired,)), without).missing == ("承办的调解员都不领补贴。",)


def test_each_case_follows_the_version_in_force_on_the_day_of_its_result() -> None:
    newer = replace(SCHEME, valid_from=date(2025, 7, 1), tiers=(replace(PLAIN, base_fen=8_000),))
    assert scheme_on((SCHEME, newer), date(2025, 6, 30)) is SCHEME
    assert scheme_on((newer, SCHEME), date(2025, 7, 1)) is newer
    early = assess(case(), scheme_on((SCHEME,), date(2024, 12, 31)))
    assert early.missing == ("案件有结果时还没有可用的补贴办法。",)


patient = settings(max_examples=60, deadline=None, suppress_health_check=(HealthCheck.too_slow,))
"""Time is no part of what is claimed here, and the machine may be busy."""

helpers = st.builds(
    Helper,
    id=st.sampled_from([f"m{at}" for at in range(4)]),
    name=st.just("调样"),
    leads=st.booleans(),
    draws=st.booleans(),
    traits=st.frozensets(st.sampled_from(Exclusion)),
)
schemes = st.builds(
    Scheme,
    title=st.just("样"),
    valid_from=st.just(date(2025, 1, 1)),
    tiers=st.lists(
        st.builds(
            Tier,
            label=st.just("档"),
            base_fen=st.integers(0, 99_999),
            performance_fen=st.integers(0, 9_999),
            people_from=st.integers(0, 5),
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
    oral_percent=st.integers(0, 100),
    failed_percent=st.integers(0, 100),
    lead_percent=st.integers(0, 100),
    month_cap_fen=st.integers(0, 50_000),
    year_cap_fen=st.integers(0, 90_000),
    exclusions=st.lists(st.sampled_from(Exclusion), unique=True).map(tuple),
)
cases = st.builds(
    case,
    id=st.uuids().map(str),
    result_on=st.dates(date(2024, 12, 1), date(2026, 2, 28)),
    succeeded=st.booleans(),
    oral=st.booleans(),
    people=st.integers(0, 9),
    met=st.frozensets(st.sampled_from(Need)),
    crew=st.lists(helpers, max_size=4, unique_by=lambda one: one.id).map(tuple),
)


@patient
@given(case=cases, scheme=schemes)
def test_shares_add_up_to_the_fen(case: Claimable, scheme: Scheme) -> None:
    found = assess(case, scheme)
    if found.shares:
        assert sum(share.amount_fen for share in found.shares) == found.total_fen
    assert all(0 <= share.paid_fen <= share.amount_fen for share in found.shares)


@patient
@given(found=st.lists(cases, max_size=12, unique_by=lambda one: one.id), scheme=schemes)
def test_caps_hold_and_the_order_of_the_list_changes_nothing(
    found: list[Claimable], scheme: Scheme
) -> None:
    assessed = [assess(one, scheme_on((scheme,), one.result_on)) for one in found]
    capped = within_caps(assessed, (scheme,), {})
    by_id = {one.case_id: one for one in capped}
    turned = within_caps(assessed[::-1], (scheme,), {})
    assert {one.case_id: one for one in turned} == by_id
    for cap, unit in (
        (scheme.month_cap_fen, lambda day: (day.year, day.month)),
        (scheme.year_cap_fen, lambda day: day.year),
    ):
        sums: dict[object, int] = {}
        for one in capped:
            for share in one.shares if not one.missing else ():
                key = (share.mediator_id, unit(one.result_on))
                sums[key] = sums.get(key, 0) + share.paid_fen
        assert not cap or max(sums.values(), default=0) <= cap


def test_a_cap_cuts_the_later_case_and_counts_what_other_claims_took() -> None:
    scheme = replace(SCHEME, month_cap_fen=9_000)
    both = [
        assess(case(id=name, crew=(LEAD,), result_on=date(2025, 3, day)), scheme)
        for name, day in (("b", 20), ("a", 5))
    ]
    late, early = within_caps(both, (scheme,), {})
    assert (early.paid_fen, late.paid_fen) == (5_000, 4_000)
    assert late.shares[0].why_cut == "3 月已到上限 90.00 元"
    later: Assessment = within_caps(both, (scheme,), {("m1", 2025, 3): 9_000})[1]
    assert later.paid_fen == 0


def test_the_sample_is_read_and_raises_no_doubt() -> None:
    reference = Reference(find(Path("unused")).resources)
    check_scheme(reference.subsidy_sample, reference.has)
    assert doubts(reference.subsidy_sample) == ()


def test_a_scheme_that_cannot_be_is_named_field_by_field() -> None:
    broken = replace(
        SCHEME, title=" ", oral_percent=101, tiers=(PLAIN, replace(PLAIN, difficulties=("x",)))
    )
    with pytest.raises(InvalidInput) as caught:
        check_scheme(broken, lambda _, code: code != "x")
    assert set(caught.value.fields) == {
        "title",
        "oral_percent",
        "tiers.1.label",
        "tiers.1.difficulties",
    }


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"tiers": (MAJOR,)}, "没有一个不带条件的档次"),
        ({"tiers": (PLAIN, MAJOR)}, "永远轮不到"),
        ({"tiers": (replace(MAJOR, base_fen=100, performance_fen=0), PLAIN)}, "补贴反而少"),
        ({"month_cap_fen": 10_000}, "比一案最高的"),
        ({"month_cap_fen": 90_000, "year_cap_fen": 80_000}, "每月上限比每年上限还高"),
        ({"failed_percent": 50}, "却不要求有调解记录"),
    ],
)
def test_what_looks_like_a_mistake_is_asked_about(changes: dict[str, object], words: str) -> None:
    assert any(words in line for line in doubts(replace(SCHEME, **changes)))
    assert not any(words in line for line in doubts(SCHEME))
