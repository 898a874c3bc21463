"""The sheets of sweeps and zero reports: every village in, silence never a zero."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from openpyxl import load_workbook

from mediation_desk.app import Desk
from mediation_desk.services.linkage_rows import SweepDraft, ZeroDraft
from mediation_desk.services.linkage_sheets import LinkageSheet
from tests.factories import registered, set_up


@pytest.fixture
def village(desk: Desk) -> str:
    """A village that swept twice, told of a zero in November and of nothing in October."""
    set_up(desk)
    village = desk.office.committees()[1].id
    desk.settings.set("zero_from", "2025-10")
    desk.settings.set("sweep_days", 15)
    desk.zero_reports.record(ZeroDraft(village, "2025-11", "调样丙", date(2025, 12, 1)))
    for day, found in ((date(2025, 11, 10), 3), (date(2025, 12, 10), 2)):
        desk.sweeps.save(SweepDraft(village, "regular", day, "样板村一组", found=found, settled=1))
    return village


def sheet_rows(data: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows under the heads of each sheet of a workbook."""
    book = load_workbook(BytesIO(data))
    return {one.title: list(one.iter_rows(min_row=4, values_only=True)) for one in book}


def words_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_the_months_of_a_village_are_told_apart(desk: Desk, village: str) -> None:
    registered(desk, village, registered_on=date(2025, 3, 4))
    (rows,) = sheet_rows(desk.linkage_sheets.workbook(LinkageSheet.ZERO, 2025)).values()
    months = rows[0][2:14]
    assert months == (None, None, 1, *[None] * 6, "未", "零", None)
    assert rows[0][14:] == (1, 1, 1)
    assert "从 2025-10 起要求零报告" in words_of(desk.linkage_sheets.paper(LinkageSheet.ZERO, 2025))


def test_the_sweeps_of_a_year_are_counted_by_month_and_listed(desk: Desk, village: str) -> None:
    sheets = sheet_rows(desk.linkage_sheets.workbook(LinkageSheet.SWEEPS, 2025))
    first, total = sheets["排查周期"][:2]
    assert (first[1], first[12:15], first[15]) == ("样板村", (1, 1, 2), "2025-12-10（到期）")
    assert total[12:15] == (1, 1, 2)
    early, late, sums = sheets["排查登记"]
    assert (early[6], late[6], sums[3], sums[6:8]) == (3, 2, "2 次", (5, 2))
    told = words_of(desk.linkage_sheets.paper(LinkageSheet.SWEEPS, 2025))
    assert "每 15 天排查一次" in told
    assert "样板村一组" in told
