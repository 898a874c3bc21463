"""What a person typed stands in a workbook as typed: never a formula, never cut."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from mediation_desk.documents.list_workbook import list_workbook
from mediation_desk.documents.lists import ListColumn, ListTable
from mediation_desk.documents.sheet_text import MOST_TEXT, put_text
from mediation_desk.errors import InvalidInput


def written(text: str) -> tuple[object, str]:
    """Return value and type of a text after saving and opening again."""
    book = Workbook()
    put_text(book.active["A1"], text)
    target = BytesIO()
    book.save(target)
    cell = load_workbook(target).active["A1"]
    return cell.value, cell.data_type


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "=cmd|'/c calc'!A0",
        '=HYPERLINK("http://x","y")',
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "{=1}",
        "#REF!",
        "007",
        "341823196805179074",
        "买买提·吐尔逊 𠮷",
        "第一行\n第二行",
    ],
)
def test_text_is_text_whatever_it_begins_with(text: str) -> None:
    assert written(text) == (text, "s")


def test_the_longest_text_a_cell_can_hold_is_kept_whole() -> None:
    text = "字" * MOST_TEXT
    assert written(text) == (text, "s")


@pytest.mark.parametrize("text", ["字" * (MOST_TEXT + 1), "𠮷" * (MOST_TEXT // 2 + 1)])
def test_longer_text_is_refused_loudly_and_never_cut(text: str) -> None:
    # Excel counts characters of the rare planes twice.
    with pytest.raises(InvalidInput, match=r"A1.*没有生成表格"):
        written(text)


@pytest.mark.parametrize("text", ["甲\x00乙", "甲\x0b乙", "甲\ud800乙", "甲\uffff乙"])
def test_what_no_cell_can_hold_does_not_stop_the_export(text: str) -> None:
    assert written(text) == ("甲乙", "s")


def test_a_text_no_cell_can_hold_stands_whole_on_a_sheet_of_its_own() -> None:
    long = "=𠮷甲\x00乙" * 20_000
    table = ListTable(
        title="名单",
        subtitle="",
        columns=(ListColumn("编号", 0, 10), ListColumn("当事人", 0, 30)),
        rows=(("一", "短"), ("二", long)),
    )
    data = list_workbook([("名单", table)], made_on=date(2025, 3, 1), demo=False)
    book = load_workbook(BytesIO(data))
    assert book["名单"]["B5"].value == "第5行“当事人”过长，全文见“附页”"
    lines = list(book["附页"].iter_rows(min_row=2, values_only=True))
    assert {line[:3] for line in lines} == {("名单", 5, "当事人")}
    assert [line[3] for line in lines] == list(range(1, len(lines) + 1))
    assert "".join(line[4] for line in lines) == long.replace("\x00", "")
    assert all(cell.data_type == "s" for cell in book["附页"]["E"])
    assert data == list_workbook([("名单", table)], made_on=date(2025, 3, 1), demo=False)
