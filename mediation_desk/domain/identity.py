"""Resident ID numbers (GB 11643) and unified social credit codes (GB 32100): check, mask, ages.

A number is taken as typed or refused with a sentence that names the fault; it is never corrected.
What cannot be decided from the number alone (an abolished region, the old 15 digits) is a warning.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from stdnum.cn import ric, uscc

from mediation_desk.domain.codes import Sex
from mediation_desk.domain.regions import RegionTable
from mediation_desk.errors import InvalidInput

RESIDENT_CARD = "111"
"""The code of 居民身份证 in the list of ID kinds (GA/T 517)."""

ADULT_AGE = 18
"""民法典 art 17."""

_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_ID = re.compile(r"(?<![0-9])(?:[0-9]{17}[0-9Xx]|[0-9]{15})(?![0-9])")
_PHONE = re.compile(r"(?<![0-9])(?:1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})(?![0-9])")
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_BODY_CHARS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CODE_CHARS = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")


@dataclass(frozen=True, slots=True)
class ResidentId:
    """A resident ID (居民身份证) that passed every check; `upgraded` is the 18-digit form."""

    number: str
    birth_date: date
    sex: Sex
    region_code: str
    old_form: bool
    upgraded: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A unified social credit code (统一社会信用代码) that passed every check."""

    number: str
    warnings: tuple[str, ...]


def fold(text: str) -> str:
    """Return the text half-width, upper-case and without spaces; nothing else is changed."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).upper()


def check_resident_id(
    text: str, *, today: date, regions: RegionTable | None = None, field: str = "id_number"
) -> ResidentId:
    """Return the parts of a resident ID of 18 (or, with a warning, 15) digits.

    Raises InvalidInput on `field` for a wrong length, character, date or check digit (GB 11643).
    """
    number = fold(text)
    _require_id_shape(number, field)
    old_form = len(number) == 15
    long_form = upgrade(number) if old_form else number
    birth = _birth_date(long_form, today, field)
    if not old_form and ric.calc_check_digit(number) != number[-1]:
        raise InvalidInput({field: "身份证号码的校验位不对，请对照证件核对每一位数字。"})
    warnings = [f"这是15位旧号码，对应的18位号码是{long_form}，请核对证件。"] if old_form else []
    if regions is not None:
        warnings.extend(_region_warning(long_form[:6], regions))
    sex = Sex.MALE if int(long_form[16]) % 2 else Sex.FEMALE
    return ResidentId(number, birth, sex, number[:6], old_form, long_form, tuple(warnings))


def contradictions(known: ResidentId, born_on: date | None, sex: Sex) -> dict[str, str]:
    """Return what was typed beside the number and is not what the number says, by field."""
    problems = {}
    if born_on not in (None, known.birth_date):
        problems["born_on"] = "出生日期与身份证号不一致，请核对。"
    if sex in (Sex.MALE, Sex.FEMALE) and sex is not known.sex:
        problems["sex"] = "性别与身份证号不一致，请核对。"
    return problems


def upgrade(old_number: str) -> str:
    """Return the 18-digit form of a 15-digit number: century 19, then the check digit."""
    body = f"{old_number[:6]}19{old_number[6:]}"
    return body + str(ric.calc_check_digit(body + "0"))


def check_credit_code(text: str, *, field: str = "credit_code") -> CreditCode:
    """Return a checked social credit code: GB 32100, and GB 11714 for the body within it.

    Raises InvalidInput on `field` naming the fault.
    """
    number = fold(text).replace("-", "")
    if not number:
        raise InvalidInput({field: "请填写统一社会信用代码。"})
    if len(number) != 18:
        raise InvalidInput({field: f"统一社会信用代码应为18位，现在是{len(number)}位。"})
    wrong = sorted(set(number) - _CODE_CHARS)
    if wrong:
        raise InvalidInput({field: f"统一社会信用代码里不会出现“{'、'.join(wrong)}”。"})
    if not number[2:8].isdigit():
        raise InvalidInput({field: "统一社会信用代码的第3至8位应是登记机关行政区划数字。"})
    if uscc.calc_check_digit(number) != number[-1] or not _body_holds(number[8:17]):
        raise InvalidInput({field: "统一社会信用代码的校验位不对，请对照证照核对每一位。"})
    unusual = not number[:2].isdigit()
    return CreditCode(number, ("登记管理部门代码不常见，请核对证照。",) if unusual else ())


def mask_id(number: str) -> str:
    """Return an ID or code with its middle hidden: 341823********9012."""
    if len(number) < 11:
        return "*" * len(number)
    return number[:6] + "*" * (len(number) - 10) + number[-4:]


def mask_phone(phone: str) -> str:
    """Return a phone with its middle hidden: 138****2716; short numbers keep the last two."""
    if len(phone) >= 11:
        return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]
    return "*" * max(len(phone) - 2, 0) + phone[-2:] if len(phone) > 4 else "*" * len(phone)


def mask_card(card: str) -> str:
    """Return a bank card number with all but its last four digits hidden."""
    return "*" * max(len(card) - 4, 0) + card[-4:] if len(card) > 4 else "*" * len(card)


def mask_text(text: str) -> str:
    """Return running text with every ID number and phone number in it masked."""
    return _PHONE.sub(
        lambda found: mask_phone(found[0]), _ID.sub(lambda found: mask_id(found[0]), text)
    )


def age_on(birth: date, day: date) -> int:
    """Return the completed years (周岁) on a day; the birthday itself completes one."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_minor(birth: date, day: date) -> bool:
    """Tell whether a person is under 18 on a day (民法典 art 17)."""
    return age_on(birth, day) < ADULT_AGE


def _require_id_shape(number: str, field: str) -> None:
    if not number:
        raise InvalidInput({field: "请填写身份证号码。"})
    if len(number) not in (15, 18):
        raise InvalidInput({field: f"身份证号码应为18位，现在是{len(number)}位。"})
    digits = number if len(number) == 15 else number[:17]
    if not (digits.isascii() and digits.isdigit()):
        raise InvalidInput({field: "身份证号码只能是数字，只有第18位可以是X。"})
    if len(number) == 18 and number[17] not in "0123456789X":
        raise InvalidInput({field: "身份证号码的第18位只能是数字或X。"})


def _birth_date(number: str, today: date, field: str) -> date:
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    try:
        birth = date(year, month, day)
    except ValueError:
        raise InvalidInput(
            {field: f"身份证号码里的出生日期不存在：{year}年{month}月{day}日。"}
        ) from None
    if birth > today:
        raise InvalidInput({field: f"身份证号码里的出生日期{birth.isoformat()}晚于今天。"})
    if year < 1850:
        raise InvalidInput({field: f"身份证号码里的出生年份{year}年过早，请核对。"})
    return birth


def _region_warning(code: str, regions: RegionTable) -> tuple[str, ...]:
    region = regions.find(code)
    if region is None:
        return (f"号码开头的地区代码{code}不在行政区划表里，请核对证件。",)
    if region.abolished:
        return (f"号码开头的地区代码{code}（{region.name}）现已停用，旧证件可以照登。",)
    return ()


def _body_holds(body: str) -> bool:
    """GB 11714: 11 - (weighted sum mod 11), ten is X, eleven is 0."""
    total = sum(
        _BODY_CHARS.index(char) * weight
        for char, weight in zip(body[:8], _BODY_WEIGHTS, strict=True)
    )
    return body[8] == "0123456789X0"[11 - total % 11]
