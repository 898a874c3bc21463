"""Subsidy by case (以案定补): which tier a case falls into, what it brings, who gets how much.

Pure rules on a dated scheme (补贴办法) that the county writes; nothing here is law (domain.md §4.4,
all [U]). Parties never pay (Act art 4): amounts are public money to mediators. The same case under
the same scheme always comes to the same amounts, and shares add up to the 分.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mediation_desk.domain.codes import Labelled
from mediation_desk.domain.money import Fen, format_yuan, split_by_weights


class Need(Labelled):
    """What a case must show before it can be claimed."""

    EFFECTIVE = "effective", "协议已经生效"
    PERFORMED = "performed", "协议已经履行完毕"
    CLOSED = "closed", "已经结案"
    RECORD = "record", "有调解记录（口头协议不要求）"
    PAPER = "paper", "协议书或口头协议登记表已经打印"
    DOSSIER = "dossier", "卷宗自查没有必须改正的问题"


ALWAYS_NEEDED = frozenset({Need.EFFECTIVE})
"""What every county asks of an agreement: before it is in effect there is none (Act art 29)."""
OF_AGREEMENTS = frozenset({Need.EFFECTIVE, Need.PERFORMED, Need.PAPER})
"""What cannot be asked of a case that ended without an agreement."""


class Exclusion(Labelled):
    """Whom a county may leave out beside those marked 不领补贴."""

    FULL_TIME = "full_time", "专职调解员"
    PURCHASED = "purchased", "政府购买服务人员"


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier (档次): what it brings and which cases fall into it; any one mark is enough.

    Without any mark every case falls into it. `types` holds codes of the statistics level.
    """

    label: str
    base_fen: Fen
    performance_fen: Fen = 0
    difficulties: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    parties_from: int = 0
    people_from: int = 0
    amount_from_fen: Fen = 0

    @property
    def takes_all(self) -> bool:
        """Whether every case falls into it."""
        return not (
            self.difficulties
            or self.types
            or self.flags
            or self.parties_from
            or self.people_from
            or self.amount_from_fen
        )


@dataclass(frozen=True, slots=True)
class Scheme:
    """A county's rules from a day on; tiers from the highest down, the first that fits counts.

    Percentages: of the whole for oral agreements, of the base for cases that ended without one,
    of the case for whoever led it. A cap of 0 is none; caps are for each mediator.
    """

    title: str
    valid_from: date
    tiers: tuple[Tier, ...]
    note: str = ""
    oral_percent: int = 100
    failed_percent: int = 0
    lead_percent: int = 100
    month_cap_fen: Fen = 0
    year_cap_fen: Fen = 0
    needs: tuple[Need, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()


@dataclass(frozen=True, slots=True)
class Helper:
    """A mediator of a case: whether they draw subsidies at all, and what a county may exclude."""

    id: str
    name: str
    leads: bool
    draws: bool = True
    traits: frozenset[Exclusion] = frozenset()


@dataclass(frozen=True, slots=True)
class Claimable:
    """What the rules look at in a case that came to a result.

    `words` are the labels of its codes; `met` what it shows already.
    """

    id: str
    result_on: date
    succeeded: bool
    oral: bool
    difficulty: str
    type: str
    type_group: str
    flags: tuple[str, ...]
    parties: int
    people: int
    amount_fen: Fen
    met: frozenset[Need]
    crew: tuple[Helper, ...]
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Share:
    """What one mediator gets of a case: the part that is theirs and what was cut from it, and why.

    `paid_fen` is what is left.
    """

    mediator_id: str
    name: str
    leads: bool
    amount_fen: Fen
    cut_fen: Fen = 0
    why_cut: str = ""

    @property
    def paid_fen(self) -> Fen:
        """What is paid out."""
        return self.amount_fen - self.cut_fen


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a case comes to: its tier, the way to its amount in sentences, what is missing."""

    case_id: str
    result_on: date
    tier: str
    total_fen: Fen
    why: tuple[str, ...]
    missing: tuple[str, ...]
    shares: tuple[Share, ...]

    @property
    def paid_fen(self) -> Fen:
        """What is paid out for the case after exclusions and caps."""
        return sum(share.paid_fen for share in self.shares)


def scheme_on(schemes: Sequence[Scheme], day: date) -> Scheme | None:
    """Return the scheme in force on a day, None before the first."""
    begun = [one for one in schemes if one.valid_from <= day]
    return max(begun, key=lambda one: one.valid_from, default=None)


def assess(case: Claimable, scheme: Scheme | None) -> Assessment:
    """Return what a case comes to before caps; with something missing it cannot be claimed yet."""
    if scheme is None:
        return _nothing(case, "案件有结果时还没有可用的补贴办法。")
    if not case.succeeded and not scheme.failed_percent:
        return _nothing(case, "调解未成功，按本办法不补贴。")
    tier, reason = _tier_of(case, scheme)
    if tier is None:
        return _nothing(case, "不属于任何一个档次。")
    missing = _missing(case, scheme)
    total, steps = _amount(case, scheme, tier)
    shares = _shares(case, scheme, total)
    if case.crew and not any(share.paid_fen for share in shares) and total:
        missing.append("承办的调解员都不领补贴。")
    return Assessment(
        case.id,
        case.result_on,
        tier.label,
        total,
        (f"{tier.label}：{reason}", *steps),
        tuple(missing),
        shares,
    )


def matches(case: Claimable, tier: Tier) -> str:
    """Return in words why a case falls into a tier, "" when it does not."""
    if tier.takes_all:
        return "不属于以上各档"
    words = case.words
    found = []
    if case.difficulty in tier.difficulties:
        found.append(f"难度为{words.get(case.difficulty, case.difficulty)}")
    if case.type_group in tier.types:
        found.append(f"{words.get(case.type, case.type)}纠纷")
    found += [words.get(flag, flag) for flag in case.flags if flag in tier.flags]
    if tier.parties_from and case.parties >= tier.parties_from:
        found.append(f"当事人 {case.parties} 人（达到 {tier.parties_from} 人）")
    if tier.people_from and case.people >= tier.people_from:
        found.append(f"涉及 {case.people} 人（达到 {tier.people_from} 人）")
    if tier.amount_from_fen and case.amount_fen >= tier.amount_from_fen:
        amount, least = format_yuan(case.amount_fen), format_yuan(tier.amount_from_fen)
        found.append(f"协议金额 {amount} 元（达到 {least} 元）")
    return "；".join(found)


def within_caps(
    assessments: Sequence[Assessment],
    schemes: Sequence[Scheme],
    used: Mapping[tuple[str, int, int], Fen],
) -> tuple[Assessment, ...]:
    """Cut shares at each mediator's caps of the month and year, earliest result first.

    `used` holds what other claims take already, by mediator, year and month. The order given does
    not matter; it is kept in what is returned.
    """
    spent = dict(used)
    capped: dict[str, Assessment] = {}
    for one in sorted(assessments, key=lambda each: (each.result_on, each.case_id)):
        scheme = scheme_on(schemes, one.result_on)
        shares = one.shares
        if scheme is not None and not one.missing:
            shares = tuple(_capped(share, scheme, one.result_on, spent) for share in shares)
        capped[one.case_id] = _with_shares(one, shares)
    return tuple(capped[one.case_id] for one in assessments)


def _capped(
    share: Share, scheme: Scheme, day: date, spent: dict[tuple[str, int, int], Fen]
) -> Share:
    key = (share.mediator_id, day.year, day.month)
    in_year = sum(spent.get((share.mediator_id, day.year, month), 0) for month in range(1, 13))
    left, why = share.paid_fen, share.why_cut
    for cap, before, words in (
        (scheme.month_cap_fen, spent.get(key, 0), f"{day.month} 月"),
        (scheme.year_cap_fen, in_year, f"{day.year} 年"),
    ):
        room = max(cap - before, 0)
        if cap and left > room:
            left = room
            why = f"{words}已到上限 {format_yuan(cap)} 元"
    spent[key] = spent.get(key, 0) + left
    return Share(
        share.mediator_id, share.name, share.leads, share.amount_fen, share.amount_fen - left, why
    )


def _with_shares(one: Assessment, shares: tuple[Share, ...]) -> Assessment:
    return Assessment(
        one.case_id, one.result_on, one.tier, one.total_fen, one.why, one.missing, shares
    )


def _nothing(case: Claimable, why: str) -> Assessment:
    return Assessment(case.id, case.result_on, "", 0, (), (why,), ())


def _tier_of(case: Claimable, scheme: Scheme) -> tuple[Tier | None, str]:
    for tier in scheme.tiers:
        reason = matches(case, tier)
        if reason:
            return tier, reason
    return None, ""


def _missing(case: Claimable, scheme: Scheme) -> list[str]:
    wanted = ALWAYS_NEEDED | frozenset(scheme.needs)
    if not case.succeeded:
        wanted -= OF_AGREEMENTS
    if case.oral:
        wanted -= {Need.RECORD}
    found = [f"缺：{need.label}。" for need in Need if need in wanted - case.met]
    return found if case.crew else [*found, "没有承办的调解员。"]


def _amount(case: Claimable, scheme: Scheme, tier: Tier) -> tuple[Fen, list[str]]:
    """Return what a case brings and the steps to it."""
    if not case.succeeded:
        total = tier.base_fen * scheme.failed_percent // 100
        steps = [
            f"基础 {format_yuan(tier.base_fen)} 元，调解未成功按 {scheme.failed_percent}% 计，"
            f"合计 {format_yuan(total)} 元"
        ]
        return total, steps
    steps = [f"基础 {format_yuan(tier.base_fen)} 元"]
    total = tier.base_fen
    if tier.performance_fen and Need.PERFORMED in case.met:
        total += tier.performance_fen
        steps.append(f"已履行完毕，加 {format_yuan(tier.performance_fen)} 元")
    elif tier.performance_fen:
        steps.append(
            f"还没有履行完毕，履行部分 {format_yuan(tier.performance_fen)} 元不计；"
            "一案只报一次，可以等履行后再报"
        )
    if case.oral and scheme.oral_percent != 100:
        total = total * scheme.oral_percent // 100
        steps.append(f"口头协议按 {scheme.oral_percent}% 计")
    steps.append(f"合计 {format_yuan(total)} 元")
    return total, steps


def _shares(case: Claimable, scheme: Scheme, total: Fen) -> tuple[Share, ...]:
    """Divide a case among its mediators; the part of whoever draws nothing is not paid."""
    helping = sum(not one.leads for one in case.crew)
    leading = len(case.crew) - helping
    if not case.crew:
        return ()
    if not helping or not leading:
        weights = [1] * len(case.crew)
    else:
        lead, co = scheme.lead_percent * helping, (100 - scheme.lead_percent) * leading
        weights = [lead if one.leads else co for one in case.crew]
    shares = []
    for one, part in zip(case.crew, split_by_weights(total, weights), strict=True):
        why = _left_out(one, scheme)
        shares.append(Share(one.id, one.name, one.leads, part, part if why else 0, why))
    return tuple(shares)


def _left_out(one: Helper, scheme: Scheme) -> str:
    """Return why a mediator draws nothing, "" when they do."""
    if not one.draws:
        return "名册上标明不领补贴"
    traits = [each.label for each in scheme.exclusions if each in one.traits]
    return f"{traits[0]}按本办法不领补贴" if traits else ""
