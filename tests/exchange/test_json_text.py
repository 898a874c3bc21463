"""Files from strangers: what is not a plain JSON object ends in one Chinese sentence."""

import time
from decimal import Decimal

import pytest

from mediation_desk.errors import InvalidInput
from mediation_desk.exchange.json_text import MAX_BYTES, MAX_DEPTH, parse, shown


def nested(levels: int) -> bytes:
    return b'{"a":' + b"[" * (levels - 1) + b"]" * (levels - 1) + b"}"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "文件是空的"),
        (b"  \n\t", "文件是空的"),
        (b"\xef\xbb\xbf", "文件是空的"),
        (b"{", "第 1 行第 2 个字符"),
        ("{\n“name”: 1}".encode(), "第 2 行第 1 个字符"),
        (b'{"a": 1,}', "英文半角"),
        (b"[1]", "以 { 开头"),
        (b'"name"', "以 { 开头"),
        (b"null", "以 { 开头"),
        ("{}".encode("utf-16"), "UTF-8"),
        ('{"name": "邻样东"}'.encode("gb18030"), "UTF-8"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": [-Infinity]}', "-Infinity"),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', "“c”在同一个对象里写了两次"),
        (b'{"a": ' + b"9" * 5000 + b"}", "数字太长"),
        (b'{"a": 1e99999999999999999999}', "数字太长"),
        (nested(100_000), "嵌套太深"),
        (nested(MAX_DEPTH + 1), f"嵌套超过 {MAX_DEPTH} 层"),
        (b'{"a": "' + b"x" * MAX_BYTES + b'"}', "文件超过 2 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_json_object_is_refused_with_reason_and_remedy(data, words):
    with pytest.raises(InvalidInput) as caught:
        parse(data)
    assert list(caught.value.fields) == ["文件"]
    sentence = caught.value.fields["文件"]
    assert words in sentence
    assert sentence.endswith("。")


def test_a_byte_order_mark_and_the_deepest_allowed_tree_are_read():
    assert parse(b"\xef\xbb\xbf{}") == {}
    assert parse(nested(MAX_DEPTH))


def test_fractions_keep_every_digit():
    assert parse(b'{"a": 0.10000000000000000001}') == {"a": Decimal("0.10000000000000000001")}


def test_a_file_full_of_keys_is_refused_at_once():
    keys = ",".join(f'"k{number}":1' for number in range(150_000))
    began = time.monotonic()
    with pytest.raises(InvalidInput, match="写了两次"):
        parse(f'{{{keys},"k149999":2}}'.encode())
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "true"),
        ({"a": 1}, "{ … }"),
        ([1, 2], "[ … ]"),
        ("x" * 41, "x" * 40 + "…"),
        ("a\x1b[31m\u202eb\ud800\n", "a�[31m�b��"),
        (Decimal("1e999999999"), "1E+999999999"),
    ],
)
def test_a_value_is_quoted_short_and_harmless(value, words):
    assert shown(value) == words
