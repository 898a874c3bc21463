"""What the words of a case say against it: too short, repealed law, fees, forbidden terms."""

import re
from datetime import date

_MARKS = re.compile(r"[\s，。；：、！？,.;:!?（）()“”]+")

REPEALED_ON = date(2021, 1, 1)
"""民法典 art 1260: from this day the nine laws are repealed."""

_REPEALED = "婚姻法|继承法|民法通则|收养法|担保法|合同法|物权法|侵权责任法|民法总则"
_OLD_LAW = re.compile(rf"《(?:中华人民共和国)?({_REPEALED})》")
_FEE = re.compile(r"(?:收取|缴纳|缴|支付|交纳|交)[^。；，]{0,8}(?:调解费|手续费|案件受理费)")
_BARRED = (
    (r"不(?:再)?追究[^。；，]{0,6}刑事责任", "处理了刑事责任"),
    (r"(?:不得|不再|放弃)[^。；，]{0,6}(?:起诉|诉讼|仲裁|上诉)", "限制了起诉或者仲裁的权利"),
    (r"不(?:得|再)[^。；，]{0,4}(?:报案|报警|举报|信访|上访)", "限制了报案、举报或者信访的权利"),
)
_TOLD = re.compile(r"告知|权利义务|权利和义务")


def short(text: str, least: int) -> bool:
    """Tell whether a text has fewer characters than `least`, punctuation left out."""
    return len(_MARKS.sub("", text)) < least


def repealed(text: str) -> tuple[str, ...]:
    """Return the repealed laws a text cites, each once."""
    return tuple(dict.fromkeys(_OLD_LAW.findall(text)))


def fee_words(text: str) -> str:
    """Return the words that speak of a fee for mediation, "" for none (Act art 4)."""
    found = _FEE.search(text)
    return found[0] if found else ""


def barred_terms(text: str) -> tuple[tuple[str, str], ...]:
    """Return (words, what they do) of terms no agreement of this kind should have."""
    found = ((re.search(pattern, text), does) for pattern, does in _BARRED)
    return tuple((hit[0], does) for hit, does in found if hit)


def told_rights(text: str) -> bool:
    """Tell whether a record says that rights and duties were told."""
    return _TOLD.search(text) is not None
