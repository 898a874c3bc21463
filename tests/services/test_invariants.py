"""The relations of the case and prevention tables (domain reference 3.7): each breaks somewhere."""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from mediation_desk.app import Desk
from mediation_desk.domain.rights import AccountRole, Duties
from mediation_desk.domain.statistics_tables import parse_table
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.account_rows import AccountDraft
from mediation_desk.services.statistics_question import question_of, read_rules
from mediation_desk.services.statistics_read import read_built
from mediation_desk.services.statistics_rows import StatisticsTable
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.linkage import prevention
from tests.factories import set_up
from tests.services.counted_office import Office, invented_office
from tests.services.recount import Fact, Promise

IN = date(2025, 6, 2)
PASSWORD = "Lantern-47-hill"
BASE = Fact(
    unit=1,
    kind="neighbour",
    source="own_initiative",
    difficulty="simple",
    parties=2,
    accepted=date(2025, 6, 1),
    lead=0,
)
PAID = Promise(800_00, 0, (), True, (IN,))
DONE = replace(BASE, form="written", effect=IN, promises=(PAID,))
COURT = replace(DONE, rulings=(("valid", IN),))
Rows = tuple[Fact, ...]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with invented_office(tmp_path_factory.mktemp("office")) as made:
        yield made


def counted(office: Office, key: str, basis: str, period: str = "2025") -> StatisticsTable:
    statistics = office.desk.statistics
    return statistics.table(key, period=statistics.period(period), basis=basis)


def broken(table: StatisticsTable) -> set[str]:
    return {one.key for one in table.broken if one.unit_label == "合计"}


BY_CASES: Mapping[str, tuple[str, Rows]] = {
    "types_sum": ("dates", (replace(BASE, kind="old_type"),)),
    "bodies_sum": ("dates", (replace(BASE, unit=6),)),
    "sources_sum": ("dates", (replace(BASE, source="old_source"),)),
    "confirmed_limit_dates": ("dates", (replace(COURT, effect=date(2024, 11, 30)),)),
    "performed_limit_dates": (
        "dates",
        (replace(DONE, accepted=date(2024, 6, 1), effect=date(2024, 11, 30)),),
    ),
    "priced": ("dates", (replace(DONE, promises=(replace(PAID, amount=None),)),)),
    "parties_least": ("dates", (replace(BASE, parties=1),)),
}


@pytest.mark.parametrize("key", BY_CASES)
def test_cases_break_a_relation_and_sound_ones_none(office: Office, key: str) -> None:
    basis, cases = BY_CASES[key]
    office.enter((DONE, COURT, replace(BASE, terminated=IN)))
    assert broken(counted(office, "case_annual", basis)) == set()
    office.enter(cases)
    assert key in broken(counted(office, "case_annual", basis))


SPOILT: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "forms_sum": ("dates", {"agreed_form": ""}),
    "performed_limit": ("accepted", {"effect_on": None}),
    "confirmed_limit": ("accepted", {"agreed_form": "oral"}),
}


@pytest.mark.parametrize("key", SPOILT)
def test_a_summary_that_was_spoilt_is_found_by_its_relation(office: Office, key: str) -> None:
    basis, values = SPOILT[key]
    office.enter((COURT,))
    with office.desk._context.db.write() as connection:
        connection.execute(update(dispute).values(**values))
    assert key in broken(counted(office, "case_annual", basis))


def column(document: dict[str, Any], key: str) -> dict[str, Any]:
    return next(one for one in document["columns"] if one["key"] == key)


MISDEFINED: Mapping[str, tuple[str, Callable[[dict[str, Any]], object]]] = {
    "delegated_sum": ("dates", lambda all: column(all, "delegated_court").pop("filter")),
    "success_limit": ("accepted", lambda all: column(all, "success").update(measure="fen")),
    "difficult_limit": ("dates", lambda all: column(all, "difficult").pop("filter")),
    "three_parties_limit": ("dates", lambda all: column(all, "three_parties").pop("filter")),
    "failed_rest": ("accepted", lambda all: column(all, "failed").update(moment="pending")),
}
TWICE = {"difficult_limit": "difficult", "three_parties_limit": "three_parties"}


@pytest.mark.parametrize("key", MISDEFINED)
def test_columns_that_were_defined_against_each_other_are_found(office: Office, key: str) -> None:
    basis, spoil = MISDEFINED[key]
    office.enter((DONE, replace(BASE, terminated=IN)))
    desk = office.desk
    document = deepcopy(desk.reference.statistics_documents["case_annual"])
    spoil(document)
    if key in TWICE:
        column(document, TWICE[key])["measure"] = "parties"
    with desk._context.db.read() as connection:
        place = ("", desk.statistics.period("2025"))
        rules = read_rules(connection)
        question = question_of(parse_table(document), rules, desk.reference, place, basis)
        assert key in broken(read_built(connection, question).table)


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("people_suicide", {"effect": "suicide", "people_involved": 0}),
        ("people_crime", {"effect": "crime", "people_involved": 0}),
        ("people_petition", {"effect": "petition", "people_involved": 0}),
        ("people_brawl", {"effect": "brawl", "people_involved": 0}),
        ("prevented_limit", {"effect": "dispute"}),
    ],
)
def test_prevention_breaks_its_relations(office: Office, key: str, values: Any) -> None:
    row = {"committee_id": office.committees[1], "prevented_on": IN, "approved_on": IN}
    with office.desk._context.write("fill") as writer:
        row_id = writer.insert(prevention, row | values)
    assert key in broken(counted(office, "prevention", "dates"))
    with office.desk._context.write("empty") as writer:
        writer.remove(prevention, row_id)
    assert broken(counted(office, "prevention", "dates")) == set()


def test_a_year_that_its_submitted_quarters_do_not_add_up_to_is_found(office: Office) -> None:
    office.enter((DONE,))
    assert counted(office, "case_annual", "dates").equations_off == 0
    before = counted(office, "case_annual", "dates").equations_checked
    quarter = counted(office, "case_annual", "dates", "2025Q3")
    office.desk.reports.submit(quarter, "县司法局")
    year = counted(office, "case_annual", "dates")
    assert (year.broken, year.equations_checked) == ((), before + 1)
    office.enter((DONE, BASE))
    year = counted(office, "case_annual", "dates")
    found = {one.label: (one.left, one.right) for one in year.broken if one.unit_label == "合计"}
    assert found == {
        "各季之和（已上报的按上报数）＝全期（案件总数）": (1, 2),
        "各季之和（已上报的按上报数）＝全期（涉及当事人数）": (2, 4),
    }
    assert broken(counted(office, "case_annual", "dates", "2025H1")) == set()
    assert broken(counted(office, "case_annual", "dates", "2025Q3")) == set()


def test_what_a_submitted_year_left_open_no_longer_fits_a_case_entered_late(
    office: Office,
) -> None:
    office.enter(())
    office.desk.reports.submit(counted(office, "case_annual", "dates", "2024"), "县司法局")
    office.enter((replace(DONE, accepted=date(2024, 11, 1)),))
    assert {"flow", "success_limit"} <= broken(counted(office, "case_annual", "dates"))


@pytest.mark.usefixtures("quick_passwords")
def test_where_duties_are_separate_no_administrator_switches_a_relation_off(desk: Desk) -> None:
    set_up(desk)
    desk.accounts.first(AccountDraft("admin-yang", "管样"), PASSWORD, duties=Duties.SEPARATE)
    assert AccountRole.SYSTEM in desk._context.session.me.roles
    with pytest.raises(RuleViolation, match="上报报表"):
        desk.checks.set_checks("case_annual", {"flow": "off"})
    with pytest.raises(InvalidInput, match="负责上报报表的人"):
        desk.settings.set("statistics_checks", {"case_annual.flow": "off"})
    assert desk.settings.get("statistics_checks") == {}


def test_a_relation_is_off_until_it_is_undone_and_nothing_else_is_accepted(office: Office) -> None:
    desk = office.desk
    desk.checks.set_checks("case_annual", {"flow": "off"})
    assert counted(office, "case_annual", "dates").equations_off == 1
    step = desk.undo.last()
    assert step is not None
    desk.undo.undo(step.write_id)
    assert counted(office, "case_annual", "dates").equations_off == 0
    for how in ({"flow": "never"}, {"no_such": "off"}):
        with pytest.raises(InvalidInput):
            desk.checks.set_checks("case_annual", how)
