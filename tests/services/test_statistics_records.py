"""What is counted and is no case: people, sweeps, prevention, zero reports, the desk, letters."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import cycle

import pytest
from sqlalchemy import delete

from mediation_desk.domain.funds import Flow
from mediation_desk.services.funds import FundDraft
from mediation_desk.services.statistics_rows import StatisticsTable
from mediation_desk.storage.tables.linkage import (
    inquiry,
    letter,
    prevention,
    sweep,
    venue,
    zero_report,
)
from mediation_desk.storage.tables.office import mediator
from mediation_desk.storage.tables.roster import mediator_record
from mediation_desk.storage.tables.subsidy import subsidy_claim, subsidy_line, subsidy_share
from tests.services.counted_office import MEDIATORS, UNITS, Office, invented_office
from tests.services.test_reports import SETTLED

IN, LATE = date(2025, 6, 2), date(2025, 12, 1)
SWEEPS = ((1, IN, 3, 1), (1, date(2025, 11, 30), 0, 0), (5, IN, 2, 2), (1, LATE, 9, 9))
PREVENTED = (
    (1, "dispute", 0, True),
    (1, "suicide", 2, True),
    (5, "petition", 23, True),
    (5, "petition", 40, False),
    (0, "old_effect", 1, True),
)
FUNDS = (
    *((1, Flow.RECEIVED, 0, "guidance"), (5, Flow.RECEIVED, 0, "mediator")),
    *((1, Flow.SPENT, 1, "guidance"), (1, Flow.SPENT, 4, "other")),
)
LETTERS = ((1, "in", IN, True), (1, "out", IN, False), (5, "in", IN, False), (5, "in", LATE, False))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with invented_office(tmp_path_factory.mktemp("office")) as made:
        claim(made, list(made.enter([SETTLED] * 10)))
        fill(made)
        yield made


def fill(office: Office) -> None:
    units = office.committees
    with office.desk._context.write("fill") as writer:
        for unit, day, found, settled in SWEEPS:
            row = {"committee_id": units[unit], "kind": "regular", "swept_on": day, "place": "样村"}
            writer.insert(sweep, {**row, "found": found, "settled": settled})
        for unit, effect, people, approved in PREVENTED:
            row = {"committee_id": units[unit], "effect": effect, "prevented_on": IN}
            row |= {"people_involved": people, "approved_on": IN if approved else None}
            writer.insert(prevention, row)
        for month in ("2024-11", "2024-12", "2025-11", "2025-12"):
            row = {"committee_id": units[1], "month": month, "reported_on": IN}
            writer.insert(zero_report, row)
        for kind, state in (("visit", "open"), ("hazard", "case"), ("visit", "void")):
            row = {"committee_id": units[1], "kind": kind, "state": state, "day": IN}
            writer.insert(inquiry, row)
        for unit, direction, day, answered in LETTERS:
            row = {"committee_id": units[unit], "direction": direction, "dated_on": day}
            row |= {"kind": "delegated", "body": "court", "answered_on": IN if answered else None}
            writer.insert(letter, row)
        facts = (("1", "full_time", "10", "01", date(1990, 11, 30)),)
        facts += (("2", "part_time", "70", "11", date(1989, 11, 30)),)
        facts += (("0", "", "", "", None),)
        for row_id, (sex, job, school, people, born) in zip(office.mediators, facts, strict=False):
            row = {"sex": sex, "employment": job, "education": school, "born_on": born}
            writer.update(mediator, row_id, {**row, "ethnicity": people})
        for kind, hours, day in (("training", 8, IN), ("training", 4, LATE), ("award", 0, IN)):
            row = {"mediator_id": office.mediators[0], "kind": kind, "from_on": day}
            writer.insert(mediator_record, {**row, "hours": hours, "title": "示例"})
        for kind, active in (("room", 1), ("studio", 1), ("studio", 0), ("old_kind", 1)):
            row = {"committee_id": units[1], "kind": kind, "name": "样室", "active": active}
            writer.insert(venue, row)
    for unit, flow, quarter, kind in FUNDS:
        fund = FundDraft(units[unit], 2025, quarter, flow, "county", kind, 1_000_50)
        office.desk.funds.save(fund)


def claim(office: Office, cases: Sequence[str]) -> None:
    """Claim subsidies for cases in turn, in every state a claim can have."""
    with office.desk._context.db.write() as connection:
        for table in (subsidy_share, subsidy_line, subsidy_claim):
            connection.execute(delete(table))
    states = ("draft", "submitted", "returned", "approved", "paid")
    with office.desk._context.write("claim") as writer:
        for case_id, state, day in zip(cases, cycle(states), cycle((IN, LATE, IN)), strict=False):
            row = {"period": "2025", "state": state, "first_on": IN, "last_on": IN}
            line = {"claim_id": writer.insert(subsidy_claim, row), "case_id": case_id}
            line |= {"result_on": day, "amount_fen": 90_00, "why": []}
            share = {"line_id": writer.insert(subsidy_line, line), "cut_fen": 5_00}
            for at, amount in ((0, 60_00), (2, 30_00)):
                money = {"amount_fen": amount, "leads": int(at == 0)}
                row = {**share, **money, "mediator_id": office.mediators[at]}
                writer.insert(subsidy_share, row)


def table_of(office: Office, key: str) -> StatisticsTable:
    return office.desk.statistics.table(key, period=office.desk.statistics.period("2025"))


def figures(table: StatisticsTable) -> dict[str, object]:
    return {
        leaf.key: value
        for leaf, value in zip(table.leaves, table.total.values, strict=True)
        if value
    }


def test_sweeps_prevention_and_letters_are_as_counted_by_hand(office: Office) -> None:
    table = table_of(office, "prevention")
    assert figures(table) == {
        "cases": 10,
        "sweeps": 3,
        "found": 5,
        "settled": 3,
        "prevent_dispute": 1,
        "prevent_suicide": 1,
        "prevent_suicide_people": 2,
        "prevent_petition": 1,
        "prevent_petition_people": 23,
        "effect_unlisted": 1,
        "effect_people_unlisted": 1,
        "zero_reports": 2,
        "line_visit": 1,
        "line_hazard": 1,
        "letters": 3,
        "letter_in": 2,
        "letter_out": 1,
        "letters_answered": 1,
    }
    assert table.value("found", office.committees[1]) == 3
    assert {one.key for one in table.broken} == set()


def test_committees_and_mediators_are_as_counted_by_hand(office: Office) -> None:
    table = table_of(office, "organisation")
    active = [unit for unit in UNITS if unit.active]
    working = [one for one in MEDIATORS if one[2]]
    told = figures(table)
    assert told["committees"] == len(active)
    assert told["body_unlisted"] == 1
    assert told["mediators"] == len(working) == 3
    expected = {"job_full": 1, "job_part": 1, "job_unlisted": 1, "sex_male": 1, "sex_female": 1}
    expected |= {"sex_unlisted": 1, "minority": 1, "school_college": 1, "school_low": 1}
    expected |= {"age_35": 1, "age_50": 1, "age_none": 1}
    expected |= {"venues": 3, "venue_room": 1, "venue_studio": 1, "venue_unlisted": 1}
    expected |= {"training": 1, "training_hours": 8, "awards": 1}
    assert {key: told[key] for key in expected} == expected


@pytest.mark.parametrize("key", ["prevention", "organisation", "funds", "subsidy"])
def test_every_figure_opens_its_records_also_once_it_is_submitted(office: Office, key: str) -> None:
    table = table_of(office, key)
    report = office.desk.reports.submit(table, "县司法局").id
    for leaf in (one for one in table.leaves if one.records):
        for row in (table.rows[1], table.total):
            value = row.values[[one.key for one in table.leaves].index(leaf.key)]
            records = office.desk.statistics.records_in(table, leaf.key, row)
            assert sum(one.amount for one in records) == value, (row.label, leaf.key)
            frozen = office.desk.reports.records_in(report, leaf.key, row)
            assert sorted(frozen, key=lambda one: one.id) == sorted(records, key=lambda one: one.id)
    assert office.desk.reports.changes(report).cases == ()


def test_another_first_day_moves_zero_reports_with_their_month(office: Office) -> None:
    office.desk.settings.set("statistics_year_start", "11-16")
    try:
        assert table_of(office, "prevention").value("zero_reports") == 2
    finally:
        office.desk.settings.set("statistics_year_start", "12-01")
