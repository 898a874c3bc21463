"""Every rule of the dossier check finds its own small deviation, and nothing else does."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from mediation_desk.clock import CHINA
from mediation_desk.domain.codes import (
    AgentKind,
    Authority,
    Capacity,
    ConfirmationResult,
    Origin,
    Role,
    SessionResult,
    Sex,
    Side,
    Willingness,
)
from mediation_desk.domain.lifecycle import Move
from mediation_desk.domain.reference import DisputeType
from mediation_desk.domain.review.facts import (
    Agent,
    Confirmation,
    Due,
    Guest,
    Inquiry,
    ReviewFacts,
    Scan,
    Visit,
)
from mediation_desk.domain.review.model import Severity
from mediation_desk.domain.review.rules import RULES, findings
from tests.review_cases import (
    AGREEMENT,
    FAILED,
    FIRM,
    ORAL,
    REFUSED,
    WRITTEN,
    agreement_changed,
    changed,
    clause_changed,
    paper,
    party_changed,
    scan_changed,
    session_changed,
    signer_changed,
    without_paper,
    without_scan,
)

BARE = Agent("代样理", AgentKind.AGENT, Authority.SPECIAL, False)
GENERAL = Agent("代样理", AgentKind.AGENT, Authority.GENERAL, True)
LETTER = Scan("authority", "授权委托书", "邻样西", "委托")
LABOUR = DisputeType("labour_other", "其他劳动争议", written_source="劳动争议调解仲裁法第十四条")


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2025, 3, day, hour, tzinfo=CHINA)


def with_firm(**changes: object) -> ReviewFacts:
    """A case against a firm that signed by its seal."""
    signers = list(AGREEMENT.signers)
    signers[1] = replace(signers[1], signer_id="p3", name=FIRM.name, manner="盖章")
    case = agreement_changed(signers=tuple(signers))
    case = session_changed(
        0, session_changed(1, case, present_ids=("p1", "p3")), present_ids=("p1", "p3")
    )
    return replace(case, parties=(case.parties[0], replace(FIRM, **changes)))


def ruled(**changes: object) -> ReviewFacts:
    return changed(confirmations=(replace(WRITTEN.confirmations[0], **changes),))


DEVIATIONS: dict[str, ReviewFacts] = {
    "facts_short": changed(facts="两家吵架。"),
    "facts_copied": changed(same_facts=("（2025）泾示人调字第001号",)),
    "matters_missing": changed(disputed_matters=""),
    "requests_missing": changed(requests=()),
    "place_missing": changed(place=""),
    "source_unclear": changed(source_group="police", delegated=True),
    "origin_differs": changed(origin=Origin.INITIATIVE),
    "occurred_late": changed(occurred_on=date(2025, 3, 4)),
    "accepted_early": changed(accepted_on=date(2025, 3, 2)),
    "limit_overrun": changed(limit_on=date(2025, 3, 9)),
    "extension_reason": changed(extended_to=date(2025, 4, 20)),
    "refusal_reason": changed(REFUSED, refusal_reason=""),
    "number_missing": changed(
        number="", papers=tuple(replace(one, number="") for one in WRITTEN.papers)
    ),
    "series_differs": changed(series="口"),
    "title_differs": changed(title="邻里纠纷"),
    "retention_missing": changed(retention=""),
    "one_side": party_changed(side=Side.THIRD),
    "id_missing": party_changed(id_number=""),
    "id_wrong": party_changed(id_number="341823197108209093"),
    "phone_missing": party_changed(phone=""),
    "address_missing": party_changed(address=""),
    "person_incomplete": party_changed(sex=Sex.UNKNOWN),
    "occupation_missing": party_changed(occupation=""),
    "credit_code_missing": with_firm(credit_code=""),
    "representative_missing": with_firm(legal_representative=""),
    "guardian_missing": party_changed(capacity=Capacity.LIMITED),
    "letter_missing": party_changed(agents=(BARE,)),
    "authority_general": replace(
        signer_changed(1, signed_by="代样理"),
        parties=(WRITTEN.parties[0], replace(WRITTEN.parties[1], agents=(GENERAL,))),
        scans=(*WRITTEN.scans, LETTER),
    ),
    "willingness_unknown": party_changed(willingness=Willingness.UNKNOWN),
    "willingness_refused": party_changed(willingness=Willingness.REFUSED),
    "applicant_missing": party_changed(0, side=Side.THIRD),
    "signed_for": signer_changed(1, signed_by="邻样妻"),
    "rights_untold": without_paper(
        "notice",
        session_changed(
            0,
            session_changed(1, record="双方陈述经过，商量修墙的办法，逐条宣读，都没有异议。"),
            record="双方陈述经过，调解员核对现场照片，商量修墙的办法。",
        ),
    ),
    "remedies_untold": changed(FAILED, remedies=()),
    "evidence_hard": without_scan("evidence", changed(inquiries=(), difficulty="difficult")),
    "evidence_none": without_scan("evidence", changed(inquiries=())),
    "lead_missing": changed(mediators=(replace(WRITTEN.mediators[0], role=Role.CO),)),
    "sessions_none": changed(sessions=()),
    "session_place": session_changed(place=""),
    "record_short": session_changed(record="告知后商量好了。"),
    "session_end": session_changed(ended_at=None),
    "recorder_missing": session_changed(recorded_by=""),
    "absence": session_changed(present_ids=("p1",)),
    "result_differs": session_changed(result=SessionResult.CONTINUE),
    "guest_unasked": changed(guests=(Guest("邻样老", False),)),
    "session_unassigned": changed(
        mediators=(replace(WRITTEN.mediators[0], from_on=date(2025, 3, 7)),)
    ),
    "session_early": changed(
        session_changed(0, held_at=at(2), ended_at=at(2, 11)),
        mediators=(replace(WRITTEN.mediators[0], from_on=date(2025, 3, 1)),),
    ),
    "session_order": session_changed(0, held_at=at(10), ended_at=at(10, 10)),
    "session_backwards": session_changed(ended_at=at(10, 8)),
    "session_after_end": session_changed(held_at=at(11), ended_at=at(11, 10)),
    "must_be_written": changed(ORAL, type=LABOUR),
    "should_be_written": changed(ORAL, difficulty="difficult"),
    "agreed_early": changed(accepted_on=date(2025, 3, 11), sessions=()),
    "agreement_facts": agreement_changed(facts="墙湿了。"),
    "agreement_matters": agreement_changed(disputed_matters=""),
    "responsibility": agreement_changed(responsibility=""),
    "clauses_none": agreement_changed(clauses=(), dues=()),
    "clause_unclear": clause_changed(content="邻样西尽快赔偿邻样东修墙费用1500元。"),
    "sums_differ": clause_changed(parts=(100_000, 60_000)),
    "due_early": clause_changed(due_on=date(2025, 3, 9)),
    "manner_missing": agreement_changed(performance_manner=""),
    "deadline_missing": agreement_changed(performance_deadline=""),
    "copies_few": agreement_changed(copies=2),
    "barred_terms": clause_changed(content="邻样西赔偿邻样东修墙费用1500元，邻样东不得再起诉。"),
    "fee_charged": session_changed(
        record="告知双方权利义务，商量修墙的办法，当场收取调解费五十元，双方没有异议。"
    ),
    "law_repealed": agreement_changed(responsibility="根据《物权法》，墙体受潮由邻样西负责。"),
    "confirmation_bar": clause_changed(
        content="邻样西赔偿邻样东修墙费用1500元，院墙外的土地归邻样东所有。"
    ),
    "party_unsigned": signer_changed(0, signed_on=None),
    "mediator_unsigned": signer_changed(2, signed_on=None),
    "seal_missing": signer_changed(3, signed_on=None),
    "signed_early": signer_changed(0, signed_on=date(2025, 3, 9)),
    "print_missing": signer_changed(0, manner="签名"),
    "effect_by_hand": agreement_changed(effect_reason="按纸面日期"),
    "overdue": changed(
        agreement_changed(dues=(Due(1, date(2025, 3, 20), 150_000, None, False),)), closed_on=None
    ),
    "performance_unproved": agreement_changed(
        dues=(Due(1, date(2025, 3, 20), 150_000, date(2025, 3, 18), False),)
    ),
    "not_followed": changed(visits=()),
    "visited_early": changed(visits=(Visit(date(2025, 3, 9), False, ""),)),
    "visit_unanswered": changed(visits=(Visit(date(2025, 3, 25), True, ""),)),
    "visit_unprinted": without_paper("follow_up"),
    "inquiry_alone": changed(inquiries=(Inquiry("邻样北", "调样甲"),)),
    "inquiry_order": changed(inquiries=(Inquiry("邻样北", "调样甲、调样乙", date(2025, 3, 2)),)),
    "inquiry_unprinted": without_paper("investigation"),
    "confirmation_late": ruled(filed_on=date(2025, 4, 10), ruled_on=date(2025, 4, 20)),
    "confirmation_early": changed(
        confirmations=(Confirmation(date(2025, 3, 9), ConfirmationResult.PENDING, None, ""),)
    ),
    "docket_missing": ruled(docket_number=""),
    "ground_missing": changed(FAILED, termination_ground=""),
    "terminated_early": changed(FAILED, accepted_on=date(2025, 3, 21), sessions=()),
    "closed_early": changed(closed_on=date(2025, 3, 9)),
    "closed_owing": agreement_changed(dues=(Due(1, date(2026, 3, 20), 150_000, None, False),)),
    "registration_unprinted": without_paper("registration"),
    "records_unprinted": without_paper("record"),
    "result_unprinted": without_paper("termination_notice", FAILED),
    "covers_unprinted": without_paper("cover"),
    "number_differs": changed(
        papers=(*WRITTEN.papers, replace(paper("receipt"), number="（2025）泾示人调字第004号"))
    ),
    "identity_unscanned": without_scan("identity"),
    "letter_unscanned": party_changed(agents=(replace(BARE, has_letter=True),)),
    "evidence_unsourced": scan_changed(1, source=""),
    "evidence_aimless": scan_changed(1, proves=""),
    "agreement_unscanned": without_scan("agreement"),
    "scan_outdated": scan_changed(2, outdated=True),
    "scan_stale": scan_changed(2, stale=True),
    "handler_differs": changed(
        papers=(*without_paper("cover").papers, paper("cover", 0, date(2025, 3, 2)))
    ),
    "paper_stale": changed(
        papers=(*without_paper("agreement").papers, paper("agreement", 0, date(2025, 3, 9)))
    ),
}
"""For each rule the smallest change to a case without faults."""

_TOO_LATE = frozenset({"sessions_none", "inquiry_order"})
BRINGS_ALONG = {"agreed_early": _TOO_LATE, "terminated_early": _TOO_LATE}
"""A day of acceptance after the end leaves no day for a session or an inquiry."""


def codes(facts: ReviewFacts) -> set[str]:
    return {finding.code for finding in findings(facts)}


@pytest.mark.parametrize("case", [WRITTEN, ORAL, FAILED, REFUSED])
def test_nothing_is_found_in_a_case_without_faults(case: ReviewFacts) -> None:
    assert findings(case) == ()


def test_every_rule_has_its_deviation() -> None:
    assert set(DEVIATIONS) == {rule.code for rule in RULES}
    assert len(RULES) == len({rule.code for rule in RULES}) >= 40


@pytest.mark.parametrize("code", DEVIATIONS)
def test_a_deviation_is_found_by_its_own_rule_alone(code: str) -> None:
    assert codes(DEVIATIONS[code]) - BRINGS_ALONG.get(code, set()) == {code}


def test_a_guardian_beside_the_party_is_enough() -> None:
    guardian = Agent("样父", AgentKind.GUARDIAN, Authority.GENERAL, False)
    case = party_changed(capacity=Capacity.LIMITED, agents=(guardian,))
    assert "guardian_missing" not in codes(case)


def test_the_gravest_finding_comes_first_and_says_where_it_is_mended() -> None:
    case = changed(party_changed(phone=""), place="", number="")
    first, *_, last = findings(case)
    assert (first.severity, last.severity) == (Severity.MUST, Severity.ADVICE)
    phone = next(one for one in findings(case) if one.code == "phone_missing")
    assert (phone.place.move, phone.place.field) == (Move.REVISE, "parties.1.phone")
    assert phone.sentence.startswith("邻样西没有登记电话")


def test_many_people_are_named_once_and_counted() -> None:
    bare = tuple(replace(WRITTEN.parties[1], id=f"p{at}", phone="") for at in range(2, 7))
    (found,) = [
        one
        for one in findings(changed(parties=(WRITTEN.parties[0], *bare)))
        if one.code == "phone_missing"
    ]
    assert "等5人" in found.sentence


def test_every_rule_names_its_tab_its_source_and_speaks_in_sentences() -> None:
    tabs = {"overview", "parties", "sessions", "agreement"}
    tabs |= {"records", "evidence", "papers"}
    assert {rule.place.tab for rule in RULES} <= tabs
    assert [rule.code for rule in RULES if not (rule.title and rule.source)] == []
    for code, case in DEVIATIONS.items():
        for finding in findings(case):
            assert finding.sentence.endswith(("。", "？", "）")), code


def test_what_must_be_there_is_read_from_the_lines_of_the_dossier() -> None:
    case = without_scan("identity")
    assert "identity_unscanned" in {one.code for one in findings(case)}
    lines = tuple(
        replace(one, must=frozenset()) if one.code == "identity" else one for one in case.items
    )
    assert "identity_unscanned" not in {one.code for one in findings(replace(case, items=lines))}
