"""What whoever types waits for: the head of the list after every letter, and the same by hand.

By hand is the fastest single statement we know for the same rows from the same index; every word
is checked to bring the same cases.
"""

import sqlcipher3.dbapi2 as driver

from mediation_desk.desk import Desk
from mediation_desk.services.filters import Filters
from mediation_desk.services.listing import FIRST
from mediation_desk.storage.search_query import query_of
from tests.bench.invented import id_number_of, name_of, phone_of
from tests.bench.measure import once

ROUNDS = 5

TYPED = (
    name_of(4711),
    f"{name_of(17)[:2]}",
    "样板村3组",
    "宅基地边界",
    "屋檐滴水",
    "纠纷",
    phone_of(4711)[-4:],
    id_number_of(815)[-6:],
    "第035号",
    "2025示",
    "zhaoguo",
    "lys",
    "wm",
)
"""What is typed letter by letter: names, places, facts, ends of numbers, pinyin, initials."""

_SQL = """
SELECT d.id, d.number, d.title, d.state, d.type, d.registered_on, d.accepted_on, d.due_on,
       d.extended_to, d.agreed_on, d.agreed_fen, d.place, c.name, m.name, d.facts,
       (SELECT json_group_array(json_array(p.side, p.name)) FROM party p WHERE p.case_id = d.id)
  FROM search_tokens t CROSS JOIN search_entry e ON e.rowid = t.rowid
  CROSS JOIN dispute d ON d.id = e.case_id
  JOIN committee c ON c.id = d.committee_id LEFT JOIN mediator m ON m.id = d.lead_id
 WHERE search_tokens MATCH ?1 AND d.deleted_on IS NULL AND d.destroyed_on IS NULL
   AND (?2 NOT GLOB '*[^a-z]*' OR instr(replace(d.number, '）', ''), ?2) OR instr(d.title, ?2)
        OR instr(d.place, ?2) OR instr(d.facts, ?2)
        OR EXISTS (SELECT 1 FROM party p WHERE p.case_id = d.id
                    AND (instr(p.name, ?2) OR instr(p.address, ?2) OR length(?2) >= 4
                         AND (p.phone LIKE '%' || ?2 OR p.id_number LIKE '%' || ?2)))
        OR EXISTS (SELECT 1 FROM assignment a JOIN mediator l ON l.id = a.mediator_id
                    WHERE a.case_id = d.id AND a.to_on IS NULL AND instr(l.name, ?2)))
 ORDER BY t.rowid DESC LIMIT ?3
"""
"""The index, the comparing of the words and the lines in one; pinyin it takes on trust."""


def keystrokes(desk: Desk, raw: driver.Connection) -> tuple[float, float]:
    """Return the p95 of the head of the list after every letter, ours and by hand."""
    times: tuple[list[float], list[float]] = ([], [])
    for word in TYPED:
        for typed in (word[:end] for end in range(1, len(word) + 1)):
            wanted, values = Filters(text=typed), (query_of(typed), typed, FIRST)
            by_hand = [row[0] for row in raw.execute(_SQL, values)]
            listed = desk.listing.first(wanted)
            found = [listed.rows[key].id for key in listed.keys]
            if found != by_hand[: len(found) if not listed.whole else None]:
                raise RuntimeError(f"the hand-written statement finds other cases: {typed}")
            for _ in range(ROUNDS):
                times[0].append(once(lambda wanted=wanted: desk.listing.first(wanted)))
                times[1].append(once(lambda values=values: raw.execute(_SQL, values).fetchall()))
    ours, floor = (sorted(one)[int(len(one) * 0.95) - 1] for one in times)
    return ours, floor
