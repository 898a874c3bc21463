"""Money of mediation: entered by year or quarter, added up by its table, never counted twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from mediation_desk.domain.funds import Flow
from mediation_desk.errors import Conflict, InvalidInput, NotFound
from mediation_desk.services.funds import FundDraft
from mediation_desk.storage.tables.funds import fund
from mediation_desk.storage.tables.subsidy import subsidy_claim, subsidy_line, subsidy_share
from tests.services.counted_office import Office, invented_office
from tests.services.recount import Fact


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with invented_office(tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.fixture
def line(office: Office) -> Iterator[FundDraft]:
    yield FundDraft(
        office.committees[1], 2025, 0, Flow.RECEIVED, "county", "committee", 12_000_50, "示例文号"
    )
    for row in (*office.desk.funds.lines(2025), *office.desk.funds.lines(2026)):
        office.desk.funds.remove(row.id)


def table(office: Office, key: str, period: str = "2025"):
    return office.desk.statistics.table(key, period=office.desk.statistics.period(period))


def test_what_is_entered_is_added_up_by_kind_and_source_and_opens_its_lines(
    office: Office, line: FundDraft
) -> None:
    funds = office.desk.funds
    funds.save(line)
    funds.save(replace(line, committee_id=office.committees[5], source="founder", kind="other"))
    funds.save(replace(line, flow=Flow.SPENT, quarter=2, amount_fen=30_000_00))
    year = table(office, "funds")
    figures = ("received", "received_kind_committee", "received_source_founder", "spent")
    assert [year.value(one) for one in figures] == [24_001_00, 12_000_50, 12_000_50, 30_000_00]
    assert year.value("received", office.committees[1]) == 12_000_50
    assert [one.key for one in year.broken if one.unit_label == "合计"] == ["spent_limit"]
    opened = office.desk.statistics.records_in(year, "received", year.total)
    assert [(one.name, one.amount) for one in opened] == [("2025年度 示例文号", 12_000_50)] * 2
    quarter = table(office, "funds", "2025Q2")
    assert (quarter.value("received"), quarter.value("spent")) == (0, 30_000_00)
    assert table(office, "funds", "2025-04").value("spent") == 0


def test_a_kind_nobody_knows_any_more_is_shown_and_breaks_the_sum(
    office: Office, line: FundDraft
) -> None:
    fund_id = office.desk.funds.save(line).id
    with office.desk._context.write("spoil") as writer:
        writer.update(fund, fund_id, {"kind": "old_kind", "source": "old_source"})
    found = table(office, "funds")
    assert found.value("received_kind_unlisted") == found.value("received") == 12_000_50
    assert {one.key for one in found.broken} == {"received_kinds", "received_sources"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount_fen": 0}, "amount_fen"),
        ({"source": "moon"}, "source"),
        ({"kind": ""}, "kind"),
        ({"year": 2027}, "year"),
        ({"quarter": 3}, "quarter"),
    ],
)
def test_a_line_that_cannot_be_is_refused_and_nothing_is_saved(
    office: Office, line: FundDraft, change: dict[str, object], field: str
) -> None:
    office.desk.funds.save(line)
    with pytest.raises(InvalidInput) as refused:
        office.desk.funds.save(replace(line, **change))
    assert set(refused.value.fields) == {field}
    assert len(office.desk.funds.lines(2025)) == 1


def test_a_line_is_corrected_removed_undone_and_its_history_told(
    office: Office, line: FundDraft
) -> None:
    funds, undo = office.desk.funds, office.desk.undo
    fund_id = funds.save(line).id
    before = funds.lines(2025)[0]
    funds.save(replace(line, amount_fen=500_00), fund_id=fund_id, revision=before.revision)
    with pytest.raises(Conflict):
        funds.save(line, fund_id=fund_id, revision=before.revision)
    told = funds.history(fund_id)[0]
    assert [(one.field, one.before, one.after) for one in told.lines] == [
        ("金额", "12,000.50 元", "500.00 元")
    ]
    funds.remove(fund_id)
    assert funds.lines(2025) == ()
    undo.undo(undo.last().write_id)
    assert funds.lines(2025)[0].draft.amount_fen == 500_00
    with pytest.raises(NotFound):
        funds.remove("nobody")


def test_subsidies_are_counted_as_claimed_approved_and_paid(office: Office) -> None:
    fact = Fact(1, "neighbour", "court", "simple", 2, date(2025, 3, 3), lead=0)
    cases = list(office.enter([fact] * 4))
    states = ("draft", "submitted", "approved", "paid")
    with office.desk._context.write("claim") as writer:
        for case_id, state in zip(cases, states, strict=True):
            days = {"first_on": date(2025, 3, 1), "last_on": date(2025, 5, 31)}
            claim = writer.insert(subsidy_claim, {"period": "2025Q2", "state": state, **days})
            row = {"claim_id": claim, "case_id": case_id, "result_on": date(2025, 4, 1)}
            line_id = writer.insert(subsidy_line, {**row, "amount_fen": 100_00, "why": []})
            for at, (amount, cut) in enumerate(((60_00, 10_00), (30_00, 0))):
                share = {"line_id": line_id, "mediator_id": office.mediators[2 * at]}
                money = {"amount_fen": amount, "cut_fen": cut, "leads": int(at == 0)}
                writer.insert(subsidy_share, share | money)
    year = table(office, "subsidy")
    figures = dict(zip((one.key for one in year.leaves), year.total.values, strict=True))
    assert figures == {
        "claimed": 3,
        "claimed_fen": 300_00,
        "approved": 2,
        "approved_fen": 200_00,
        "paid": 1,
        "paid_fen": 100_00,
        "shares": 4,
        "share_lead": 120_00,
        "share_co": 60_00,
        "share_cut": 20_00,
    }
    assert year.value("share_co", office.committees[5]) == 60_00
    assert year.broken == ()
    for leaf, value in zip(year.leaves, year.total.values, strict=True):
        opened = office.desk.statistics.records_in(year, leaf.key, year.total)
        assert sum(one.amount for one in opened) == value
    assert table(office, "subsidy", "2025Q1").value("claimed") == 0
