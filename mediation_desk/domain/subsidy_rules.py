"""Subsidy schemes (补贴办法) as data: read from a TOML table, checked before they are used."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from mediation_desk.domain.money import Fen, format_yuan
from mediation_desk.domain.subsidy import Exclusion, Need, Scheme, Tier
from mediation_desk.errors import InvalidInput

MOST_FEN: Fen = 100_000_00
"""A hundred thousand yuan for one case is a slip of the keyboard."""

_PERCENTS = {
    "oral_percent": "口头协议的比例",
    "failed_percent": "未成功的比例",
    "lead_percent": "主办调解员的比例",
}

Known = Callable[[str, str], bool]
"""Tells whether a code is in a list of the reference data: known("difficulty", "major")."""


def parse_scheme(document: Mapping[str, Any]) -> Scheme:
    """Return the scheme of a table as resources/reference/subsidy.toml has it.

    Raises InvalidInput naming what is not as it should be.
    """
    try:
        return Scheme(
            title=document["title"],
            note=document.get("note", ""),
            valid_from=date.fromisoformat(str(document["valid_from"])),
            tiers=tuple(_tier(row) for row in document["tiers"]),
            oral_percent=int(document["oral_percent"]),
            failed_percent=int(document["failed_percent"]),
            lead_percent=int(document["lead_percent"]),
            month_cap_fen=int(document["month_cap_yuan"]) * 100,
            year_cap_fen=int(document["year_cap_yuan"]) * 100,
            needs=tuple(Need(code) for code in document["needs"]),
            exclusions=tuple(Exclusion(code) for code in document["exclusions"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidInput({"subsidy": f"参考数据“补贴办法”有误：{error}。"}) from error


def _tier(row: Mapping[str, Any]) -> Tier:
    return Tier(
        label=row["label"],
        base_fen=int(row["base_yuan"]) * 100,
        performance_fen=int(row.get("performance_yuan", 0)) * 100,
        difficulties=tuple(row.get("difficulties", ())),
        types=tuple(row.get("types", ())),
        flags=tuple(row.get("flags", ())),
        parties_from=int(row.get("parties_from", 0)),
        people_from=int(row.get("people_from", 0)),
        amount_from_fen=int(row.get("amount_from_yuan", 0)) * 100,
    )


def check_scheme(scheme: Scheme, known: Known) -> None:
    """Raise InvalidInput naming every field that cannot be."""
    faults: dict[str, str] = {}
    if not scheme.title.strip():
        faults["title"] = "请填写办法的名称或文号。"
    for name, words in _PERCENTS.items():
        if not 0 <= getattr(scheme, name) <= 100:
            faults[name] = f"{words}请填 0 到 100。"
    if not scheme.tiers:
        faults["tiers"] = "至少要有一个档次。"
    labels = [tier.label.strip() for tier in scheme.tiers]
    for number, tier in enumerate(scheme.tiers):
        faults |= {
            f"tiers.{number}.{name}": sentence
            for name, sentence in _tier_faults(
                tier, known, labels.index(tier.label.strip()), number
            )
        }
    if faults:
        raise InvalidInput(faults)


def _tier_faults(tier: Tier, known: Known, first: int, number: int) -> Iterator[tuple[str, str]]:
    if not tier.label.strip():
        yield "label", "请填写档次的名称。"
    elif first != number:
        yield "label", "前面已有同名的档次。"
    for name in ("base_fen", "performance_fen"):
        if getattr(tier, name) > MOST_FEN:
            yield name, f"一案的补贴超过 {format_yuan(MOST_FEN)} 元，请核对小数点和单位。"
    for name, listed in (
        ("difficulties", "difficulty"),
        ("types", "types"),
        ("flags", "case_flags"),
    ):
        strange = [code for code in getattr(tier, name) if not known(listed, code)]
        if listed == "types":
            strange += [code for code in tier.types if "." in code]
        if strange:
            yield name, f"代码表里没有，或不是大类：{'、'.join(strange)}。"


def doubts(scheme: Scheme) -> tuple[str, ...]:
    """Return what is allowed but looks like a mistake, in sentences."""
    return tuple(_doubts(scheme))


def _doubts(scheme: Scheme) -> Iterator[str]:
    open_at = next((at for at, tier in enumerate(scheme.tiers) if tier.takes_all), None)
    if open_at is None:
        yield "没有一个不带条件的档次：不符合任何条件的案件不补贴。"
    elif open_at < len(scheme.tiers) - 1:
        after = "、".join(tier.label for tier in scheme.tiers[open_at + 1 :])
        yield f"“{scheme.tiers[open_at].label}”不带条件，排在它后面的{after}永远轮不到。"
    for upper, lower in zip(scheme.tiers, scheme.tiers[1:], strict=False):
        if _most(upper) < _most(lower):
            yield f"“{upper.label}”排在“{lower.label}”前面，补贴反而少。"
    best = max((_most(tier) for tier in scheme.tiers), default=0)
    for cap, words in ((scheme.month_cap_fen, "每月"), (scheme.year_cap_fen, "每年")):
        if cap and cap < best:
            yield f"{words}上限 {format_yuan(cap)} 元，比一案最高的 {format_yuan(best)} 元还少。"
    if scheme.year_cap_fen and scheme.month_cap_fen > scheme.year_cap_fen:
        yield "每月上限比每年上限还高。"
    if scheme.failed_percent and Need.RECORD not in scheme.needs:
        yield "未成功的案件也补贴，却不要求有调解记录。"


def _most(tier: Tier) -> Fen:
    return tier.base_fen + tier.performance_fen
