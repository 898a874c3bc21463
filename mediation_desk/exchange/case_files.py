"""The shapes of the input files: which keys, which values, which must be there.

People are named by name, committees by name or short name; whoever reads the values binds them to
ids. Every shape has a page with an example under resources/help/.
"""

from typing import Any

from mediation_desk.domain.acceptance import Circumstance
from mediation_desk.domain.codes import (
    AgentKind,
    Authority,
    Capacity,
    ChosenBy,
    ClauseKind,
    ConfirmationResult,
    Form,
    Origin,
    PartyKind,
    SessionResult,
    Sex,
    Side,
    Signer,
    Willingness,
)
from mediation_desk.exchange.json_reader import (
    Closed,
    Items,
    Key,
    Listed,
    Record,
    Shape,
    Spot,
    day,
    filled,
    moment,
    text,
    whole_number,
    yes_no,
    yuan,
)

_TEXT = Key(text)
_NAME = Key(filled, required=True)
_DAY = Key(day)
_FLAG = Key(yes_no)


def answers(value: Any, spot: Spot) -> tuple[tuple[str, str], ...]:
    """Return the pairs of question code and answer."""
    if not isinstance(value, dict):
        spot.fault('answers 应写成 { "问题代码": "回答" }。')
        return ()
    return tuple((name, filled(answer, spot.inside(name))) for name, answer in value.items())


COMMITTEE: Shape = {
    "name": _NAME,
    "short_name": _NAME,
    "kind": Key(Listed("committee_kinds"), required=True),
    "parent": Key(text, name="parent_id"),
    "specialty": _TEXT,
    "region_code": _TEXT,
    "township": _TEXT,
    "village": _TEXT,
    "address": _TEXT,
    "phone": _TEXT,
    "founded_on": _DAY,
    "term_ends_on": _DAY,
    "number_pattern": _TEXT,
    "active": _FLAG,
}

MEDIATOR: Shape = {
    "committee": Key(filled, required=True, name="committee_id"),
    "name": _NAME,
    "sex": Key(Closed(Sex)),
    "id_number": _TEXT,
    "born_on": _DAY,
    "ethnicity": _TEXT,
    "education": Key(Listed("education")),
    "major": _TEXT,
    "employer": _TEXT,
    "other_identity": _TEXT,
    "position": Key(Listed("mediator_positions")),
    "employment": Key(Listed("employment")),
    "purchased_service": _FLAG,
    "origin": Key(Listed("mediator_origins")),
    "since_year": Key(whole_number),
    "experience": _TEXT,
    "injury_on_duty": _TEXT,
    "phone": _TEXT,
    "mobile": _TEXT,
    "email": _TEXT,
    "politics": Key(Listed("politics")),
    "marital_status": Key(Listed("marital")),
    "occupation": _TEXT,
    "qualification": _TEXT,
    "address": _TEXT,
    "introduction": _TEXT,
    "grade": Key(Listed("mediator_grades")),
    "graded_on": _DAY,
    "term_from": _DAY,
    "term_to": _DAY,
    "licence_number": _TEXT,
    "subsidised": _FLAG,
    "active": _FLAG,
    "bank_name": _TEXT,
    "bank_card": _TEXT,
    "grade_until": _DAY,
}

OFFICE: Shape = {
    "name": _NAME,
    "region_code": _TEXT,
    "region_name": _TEXT,
    "demo": _FLAG,
    "committees": Key(Items(Record(COMMITTEE), least=1), required=True),
    "mediators": Key(Items(Record(MEDIATOR))),
}

AGENT: Shape = {
    "name": _NAME,
    "kind": Key(Closed(AgentKind)),
    "relation": _TEXT,
    "id_number": _TEXT,
    "phone": _TEXT,
    "authority": Key(Closed(Authority)),
    "has_letter": _FLAG,
}

PARTY: Shape = {
    "name": _NAME,
    "side": Key(Closed(Side), required=True),
    "kind": Key(Closed(PartyKind)),
    "sex": Key(Closed(Sex)),
    "born_on": _DAY,
    "ethnicity": _TEXT,
    "id_kind": Key(Listed("id_kinds")),
    "id_number": _TEXT,
    "phone": _TEXT,
    "occupation": _TEXT,
    "employer": _TEXT,
    "address": _TEXT,
    "credit_code": _TEXT,
    "legal_representative": _TEXT,
    "legal_representative_title": _TEXT,
    "capacity": Key(Closed(Capacity)),
    "willingness": Key(Closed(Willingness)),
    "special_groups": Key(Items(Listed("special_groups"))),
    "is_representative": _FLAG,
    "agents": Key(Items(Record(AGENT))),
    "note": _TEXT,
}

CASE: Shape = {
    "committee": Key(filled, required=True, name="committee_id"),
    "type": Key(Listed("types"), required=True),
    "source": Key(Listed("sources"), required=True),
    "facts": _NAME,
    "registered_on": Key(day, required=True),
    "parties": Key(Items(Record(PARTY), least=1), required=True),
    "origin": Key(Closed(Origin)),
    "application_form": Key(Closed(Form)),
    "source_reference": _TEXT,
    "difficulty": Key(Listed("difficulty")),
    "occurred_on": _DAY,
    "place": _TEXT,
    "disputed_matters": _TEXT,
    "requests": Key(Items(filled)),
    "claim": Key(yuan, name="claim_fen"),
    "people_involved": Key(whole_number),
    "flags": Key(Items(Listed("case_flags"))),
    "is_public": _FLAG,
    "cross_committee": _FLAG,
    "recorded_by": _TEXT,
    "title": _TEXT,
}

ACCEPT: Shape = {
    "accepted_on": Key(day, required=True),
    "series": _TEXT,
    "sequence": Key(whole_number),
    "circumstances": Key(Items(Closed(Circumstance))),
    "answers": Key(answers),
}

REFUSE: Shape = {"reason": _NAME}

EXTEND: Shape = {"extended_to": Key(day, required=True), "reason": _NAME}

INVITED: Shape = {
    "name": _NAME,
    "organisation": _TEXT,
    "relation": _TEXT,
    "consented": _FLAG,
}

ASSIGN: Shape = {
    "lead": Key(filled, required=True, name="lead_id"),
    "from_on": Key(day, required=True),
    "co": Key(Items(filled), name="co_ids"),
    "recorder": Key(text, name="recorder_id"),
    "invited": Key(Items(Record(INVITED))),
    "chosen_by": Key(Closed(ChosenBy)),
    "reason": _TEXT,
}

SESSION: Shape = {
    "held_at": Key(moment, required=True),
    "ended_at": Key(moment),
    "place": _NAME,
    "record": _NAME,
    "present": Key(Items(filled), name="present_ids"),
    "result": Key(Closed(SessionResult)),
    "subject": _TEXT,
    "absent_note": _TEXT,
    "next_at": Key(moment),
    "recorded_by": _TEXT,
}

INSTALMENT: Shape = {
    "due_on": Key(day, required=True),
    "amount": Key(yuan, name="amount_fen"),
    "content": _TEXT,
}

CLAUSE: Shape = {
    "content": _NAME,
    "kind": Key(Closed(ClauseKind)),
    "debtor": Key(text, name="debtor_id"),
    "creditor": Key(text, name="creditor_id"),
    "amount": Key(yuan, name="amount_fen"),
    "due_on": _DAY,
    "due_text": _TEXT,
    "manner": _TEXT,
    "place": _TEXT,
    "breach": _TEXT,
    "period_months": Key(whole_number),
    "counted": _FLAG,
    "instalments": Key(Items(Record(INSTALMENT))),
}

SIGNATURE: Shape = {
    "role": Key(Closed(Signer), required=True),
    "signer": Key(text, name="signer_id"),
    "signed_on": Key(day, required=True),
    "manner": _TEXT,
    "signed_by": _TEXT,
}

SIGN: Shape = {
    "signatures": Key(Items(Record(SIGNATURE))),
    "everyone_on": _DAY,
}

AGREEMENT: Shape = {
    "form": Key(Closed(Form), required=True),
    "reached_on": Key(day, required=True),
    "facts": _NAME,
    "clauses": Key(Items(Record(CLAUSE), least=1), required=True),
    "disputed_matters": _TEXT,
    "responsibility": _TEXT,
    "performance_manner": _TEXT,
    "performance_deadline": _TEXT,
    "performance_place": _TEXT,
    "performed_on_spot": _FLAG,
    "party_asked_written": _FLAG,
    "effect_on": _DAY,
    "effect_reason": _TEXT,
    **SIGN,
}

TERMINATION: Shape = {
    "terminated_on": Key(day, required=True),
    "ground": Key(Listed("termination_grounds"), required=True),
    "remedies": Key(Items(filled)),
    "told_all": _FLAG,
    "note": _TEXT,
}

CONCLUDE: Shape = {
    "agreement": Key(Record(AGREEMENT)),
    "termination": Key(Record(TERMINATION)),
}

PERFORM: Shape = {
    "instalment": Key(whole_number, required=True),
    "performed_on": Key(day, required=True),
    "note": _TEXT,
}

CONFIRM: Shape = {
    "court": _NAME,
    "filed_on": Key(day, required=True),
    "result": Key(Closed(ConfirmationResult)),
    "ruled_on": _DAY,
    "docket_number": _TEXT,
    "note": _TEXT,
}

CLOSE: Shape = {"closed_on": Key(day, required=True)}

BACK: Shape = {"reason": _NAME}
