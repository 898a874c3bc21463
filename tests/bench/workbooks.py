"""Workbooks against openpyxl alone, and the table against the same ledger in a spreadsheet."""

import shutil
import subprocess
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from sqlalchemy import select

from mediation_desk.desk import Desk
from mediation_desk.services.filters import Filters
from mediation_desk.services.statistics import CASE_ANNUAL
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.office import committee
from tests.bench import office
from tests.bench.measure import Row, once
from tests.bench.table import SOURCES, TYPES

LEDGER = 5_000
"""Cases of the ledger that the spreadsheet counts: more than a county's year."""

START, END = "DATE(2024,12,1)", "DATE(2025,11,30)"


def run(folder: Path, lines: int = office.BIG, cases: int = LEDGER) -> list[Row]:
    """Return the rows of the list as a workbook and of the table by spreadsheet."""
    desk = office.at(folder / "big", lines)
    keys = desk.listing.keys(Filters())
    content: list[bytes] = []
    desk.list_files.workbook(keys[:10], purpose="测量")
    ours = once(lambda: content.append(desk.list_files.workbook(keys, purpose="测量")))
    bare = list(load_workbook(BytesIO(content[0]), read_only=True).active.values)
    floor = once(lambda: _bare(bare))
    desk.close()
    found = [Row(f"a list of {lines:,} cases as .xlsx", ours, "openpyxl write-only", floor, 1.3)]
    if shutil.which("soffice"):
        found.append(_against_a_spreadsheet(folder, cases))
    return found


def _bare(rows: Iterable[tuple[Any, ...]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(BytesIO())


def _against_a_spreadsheet(folder: Path, cases: int) -> Row:
    """Return how long the table takes, and how long a ledger with formulas for the same figures."""
    desk = office.at(folder / "ledger", cases)
    period = desk.statistics.period("2025")
    table = desk.statistics.table(CASE_ANNUAL, period=period)
    ours = min(once(lambda: desk.statistics.table(CASE_ANNUAL, period=period)) for _ in range(5))
    file, out = folder / "ledger.xlsx", folder / "recomputed"
    names = _ledger(desk, file)
    desk.close()
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(out), str(file)]
    theirs = once(lambda: subprocess.run(command, check=True, capture_output=True, timeout=600))
    sheet = load_workbook(out / file.name, data_only=True)["统计"]
    for row in sheet.iter_rows(min_row=2, values_only=True):
        unit = next(one for one in table.rows if one.label.strip() == row[0] and one.level == 2)
        wanted = [table.value(name, unit.unit) for name in names]
        if list(row[1:]) != wanted:
            raise RuntimeError(f"the spreadsheet says otherwise: {row}, {wanted}")
    name = f"annual table of {cases:,} cases"
    return Row(name, ours, "the same by COUNTIFS in LibreOffice", theirs, 0.05)


def _ledger(desk: Desk, file: Path) -> list[str]:
    """Write the cases as offices keep them, with a sheet of formulas; return its columns."""
    book = Workbook()
    sheet, figures = book.active, book.create_sheet("统计")
    sheet.title = "台账"
    fields = ("accepted_on", "type_group", "source", "difficulty", "agreed_form", "effect_on")
    query = select(committee.c.name, *(dispute.c[name] for name in fields), dispute.c.party_count)
    query = query.join(dispute, dispute.c.committee_id == committee.c.id)
    with desk._context.db.read() as connection:
        rows = [tuple(row) for row in connection.execute(query)]
    sheet.append(("调委会", "受理日期", "类型", "来源", "难度", "形式", "生效日期", "当事人数"))
    for row in rows:
        sheet.append(row)
    last = len(rows) + 1
    area = {letter: f"台账!${letter}$2:${letter}${last}" for letter in "ABCDEFGH"}
    new = f'{area["B"]},">="&{START},{area["B"]},"<="&{END}'
    won = f'{area["G"]},">="&{START},{area["G"]},"<="&{END}'
    columns = {"cases": f"COUNTIFS(%s,{new})", "success": f"COUNTIFS(%s,{won})"}
    columns["parties"] = f"SUMIFS({area['H']},%s,{new})"
    for code in TYPES:
        columns[f"type_{code}"] = f'COUNTIFS(%s,{new},{area["C"]},"{code}")'
    for name, codes in SOURCES.items():
        parts = (f'COUNTIFS(%s,{new},{area["D"]},"{code}")' for code in codes)
        columns[name] = "+".join(parts)
    for form in ("oral", "written"):
        columns[f"form_{form}"] = f'COUNTIFS(%s,{won},{area["F"]},"{form}")'
    figures.append(("单位", *columns))
    for at, name in enumerate(dict.fromkeys(row[0] for row in rows), start=2):
        unit = f"{area['A']},$A{at}"
        figures.append((name, *("=" + text.replace("%s", unit) for text in columns.values())))
    _show_dates(sheet, last)
    book.save(file)
    return list(columns)


def _show_dates(sheet: Any, last: int) -> None:
    for column in (2, 7):
        for row in range(2, last + 1):
            cell = sheet[f"{get_column_letter(column)}{row}"]
            if isinstance(cell.value, date):
                cell.number_format = "yyyy-mm-dd"
