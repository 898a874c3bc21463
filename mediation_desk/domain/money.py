"""Money as integer 分 (fen): reading what people type, printing, capitals (大写), splitting.

Nothing here uses binary fractions. Negative amounts do not occur in mediation and are refused.
"""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from mediation_desk.errors import InvalidInput

Fen = int

MAX_FEN: Fen = 10**15
"""Ten trillion yuan; more is a slip of the keyboard."""

_AMOUNT = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)(?P<unit>万亿|亿|万|千|百)?",
    re.ASCII,
)
_UNITS = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12}
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def parse_yuan(text: str, *, field: str = "amount") -> Fen:
    """Return 分 from what a person typed: "1,234.5", "１２３元", "1.2万", "￥80".

    Raises InvalidInput on `field` for anything not a plain, non-negative amount to the 分.
    """
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("，", ",")
    if not folded:
        raise InvalidInput({field: "请填写金额。"})
    if folded.startswith(("-", "−", "－", "负")):
        raise InvalidInput({field: "金额不能是负数。"})
    bare = re.sub(r"^(?:人民币|RMB|[¥￥])+", "", folded, flags=re.IGNORECASE)
    match = _AMOUNT.fullmatch(re.sub(r"(?:元整|圆整|元|圆|整)$", "", bare))
    if match is None:
        raise InvalidInput({field: f"看不懂金额“{text.strip()}”，请只填数字，例如 1234.50。"})
    yuan = Decimal(match["number"].replace(",", "")) * _UNITS[match["unit"] or ""]
    fen = yuan * 100
    if fen != fen.to_integral_value():
        raise InvalidInput({field: "金额最多到分，小数点后不能超过两位。"})
    if fen > MAX_FEN:
        raise InvalidInput({field: "金额过大，请核对小数点和单位。"})
    return int(fen)


def format_yuan(fen: Fen) -> str:
    """Return "1,234.50"; a negative difference keeps its sign."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def capital(fen: Fen) -> str:
    """Return the amount in capitals (大写): 人民币壹仟贰佰叁拾肆元伍角. Zero or more only.

    整 follows 元 and 角 (支付结算办法 annex 1: after 元 it must, after 角 it may); after 角 it is
    left out. Raises ValueError for a negative amount or one of ten thousand trillion and more.
    """
    if not 0 <= fen < 10**18:
        raise ValueError(fen)
    yuan, jiao, cents = fen // 100, fen // 10 % 10, fen % 10
    words = f"{_capital_integer(yuan)}元" if yuan else ""
    if not jiao and not cents:
        return f"人民币{words or '零元'}整"
    if jiao:
        gap = "零" if yuan and yuan % 10 == 0 else ""
        words += f"{gap}{_DIGITS[jiao]}角"
    elif yuan:
        words += "零"
    return f"人民币{words}{_DIGITS[cents] + '分' if cents else ''}"


def split_evenly(total: Fen, count: int) -> tuple[Fen, ...]:
    """Return `count` shares adding up exactly; the first ones carry the odd 分."""
    return split_by_weights(total, [1] * count)


def split_by_weights(total: Fen, weights: Sequence[int]) -> tuple[Fen, ...]:
    """Return shares in proportion to integer weights, exact to the 分 (largest remainder).

    Equal remainders go to the earlier share. Raises ValueError without a positive weight.
    """
    whole = sum(weights)
    if total < 0 or whole <= 0 or min(weights) < 0:
        raise ValueError((total, tuple(weights)))
    shares = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: -(total * weights[i] % whole))
    for index in order[: total - sum(shares)]:
        shares[index] += 1
    return tuple(shares)


def _capital_integer(number: int) -> str:
    """Return the capitals of a positive integer; 零 stands once for any run of empty places."""
    words, pending_zero = "", False
    for group in range(3, -1, -1):
        four = number // 10 ** (4 * group) % 10**4
        if four == 0:
            pending_zero = bool(words)
            continue
        if words and (pending_zero or four < 1000):
            words += "零"
        words += _capital_four(four) + _GROUPS[group]
        pending_zero = False
    return _one_yi(words)


def _capital_four(number: int) -> str:
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return words


def _one_yi(words: str) -> str:
    """Say 壹万贰仟亿, not 壹万亿贰仟亿, where both groups are there."""
    if "万亿" in words and words.count("亿") > 1:
        return words.replace("万亿", "万", 1)
    return words
