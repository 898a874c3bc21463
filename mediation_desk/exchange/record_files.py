"""The shapes of the records beside the sessions in input files (see case_files.py)."""

from mediation_desk.domain.codes import (
    DeliveryMethod,
    Finding,
    Opinion,
    PaidBy,
    Sex,
    UrgingMethod,
    VisitMethod,
    VisitPerformance,
)
from mediation_desk.exchange.json_reader import (
    Closed,
    Key,
    Record,
    Shape,
    day,
    filled,
    moment,
    text,
    whole_number,
    yuan,
)

_TEXT = Key(text)
_NAME = Key(filled, required=True)
_DAY = Key(day)
_ON = Key(day, required=True)

VISIT: Shape = {
    "visited_on": _ON,
    "method": Key(Closed(VisitMethod), required=True),
    "reached": _NAME,
    "performance": Key(Closed(VisitPerformance), required=True),
    "opinion": Key(Closed(Opinion), required=True),
    "litigated": Key(Closed(Finding), required=True),
    "hidden": Key(Closed(Finding), required=True),
    "opinion_note": _TEXT,
    "litigation_note": _TEXT,
    "hidden_note": _TEXT,
    "measures": _TEXT,
    "visited_by": _NAME,
    "next_on": _DAY,
}

INVESTIGATION: Shape = {
    "held_at": Key(moment, required=True),
    "ended_at": Key(moment),
    "place": _NAME,
    "subject": _TEXT,
    "attended": _TEXT,
    "name": _NAME,
    "sex": Key(Closed(Sex)),
    "age": Key(whole_number),
    "occupation": _TEXT,
    "address": _TEXT,
    "phone": _TEXT,
    "record": _NAME,
    "investigators": _NAME,
    "recorded_by": _TEXT,
}

PAUSE: Shape = {
    "from_on": _ON,
    "to_on": _ON,
    "subject": _NAME,
    "organ": _TEXT,
}

DELIVERY: Shape = {
    "papers": _NAME,
    "recipient": _NAME,
    "address": _TEXT,
    "method": Key(Closed(DeliveryMethod), required=True),
    "sent_on": _ON,
    "received_on": _DAY,
    "received_by": _TEXT,
    "relation": _TEXT,
    "failure": _TEXT,
    "delivered_by": _NAME,
    "note": _TEXT,
}

RECEIPT: Shape = {
    "received_on": _ON,
    "payer": _NAME,
    "payee": _NAME,
    "method": Key(Closed(PaidBy), required=True),
    "amount": Key(yuan, name="amount_fen"),
    "instalment": Key(whole_number, name="instalment_id"),
    "purpose": _TEXT,
    "witness": _TEXT,
    "note": _TEXT,
}

URGING: Shape = {
    "urged_on": _ON,
    "method": Key(Closed(UrgingMethod), required=True),
    "reached": _NAME,
    "instalment": Key(whole_number, name="instalment_id"),
    "answer": _TEXT,
    "promised_on": _DAY,
    "urged_by": _NAME,
}

NOTED: Shape = {
    "noted_on": _ON,
    "content": _NAME,
    "recorded_by": _NAME,
}

RECORD: Shape = {
    "visit": Key(Record(VISIT)),
    "investigation": Key(Record(INVESTIGATION)),
    "pause": Key(Record(PAUSE)),
    "delivery": Key(Record(DELIVERY)),
    "receipt": Key(Record(RECEIPT)),
    "urging": Key(Record(URGING)),
    "undisputed": Key(Record(NOTED)),
    "supplement": Key(Record(NOTED)),
}
"""One record of one kind."""
