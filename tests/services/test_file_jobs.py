"""Whatever a file holds, the answer is a saved case or a sentence; never anything unforeseen."""

import copy
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediation_desk.app import Desk
from mediation_desk.errors import InvalidInput, NotFound, RuleViolation
from mediation_desk.exchange.json_text import parse
from mediation_desk.services.file_jobs import carry_out, set_up
from mediation_desk.services.listing import Filters
from tests.help_pages import all_examples

EXAMPLES = {name: json.loads(text) for name, text in all_examples().items() if ".json" in name}
BEFORE = {
    "register": ("登记.json", ()),
    "accept": ("受理.json", ("register",)),
    "assign": ("指派.json", ("register", "accept")),
    "session": ("调解.json", ("register", "accept", "assign")),
    "conclude": ("书面协议.json", ("register", "accept", "assign")),
    "sign": ("签章.json", ("register", "accept", "assign", "conclude")),
    "perform": ("履行.json", ("register", "accept", "assign", "conclude")),
    "confirm": ("司法确认.json", ("register", "accept", "assign", "conclude", "sign")),
    "close": ("结案.json", ("register", "accept", "assign", "conclude")),
}
"""The example file of a job, and the jobs that come before it."""

TELLING = (
    *("1900-01-01", "2199-12-31", "2025-03-10", "9999-12-31", "2025-03-10 08:00"),
    *("申请人", "法人", "给付金钱", "口头", "邻样东", "调样甲"),
    *("9" * 40, "9万亿", "0.01", "\u3000", "\u202e甲"),
)

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.text(max_size=30),
    st.sampled_from(TELLING),
    st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3),
)


def places(tree: Any, above: tuple = ()) -> list[tuple]:
    """Return the path of every value inside a tree."""
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree)
    found = []
    for name, value in parts:
        found.append((*above, name))
        if isinstance(value, dict | list):
            found += places(value, (*above, name))
    return found


@st.composite
def altered(draw, job: str) -> dict[str, Any]:
    """An example file with up to four of its values replaced by something odd."""
    tree = copy.deepcopy(EXAMPLES[BEFORE[job][0]])
    for _ in range(draw(st.integers(1, 4))):
        *above, last = draw(st.sampled_from(places(tree)))
        spot = tree
        for part in above:
            spot = spot[part]
        spot[last] = draw(ODD)
    return tree


def done(desk: Desk, job: str, tree: dict[str, Any], case_id: str = "") -> str:
    read = parse(json.dumps(tree).encode())
    return carry_out(desk, job, read, case_id=case_id).id


def prepared(desk: Desk, job: str) -> str:
    """Bring a new case to where the job can be done; return its id."""
    if desk.office.office() is None:
        set_up(desk, EXAMPLES["单位.json"])
    case_id = ""
    for step in BEFORE[job][1]:
        case_id = done(desk, step, EXAMPLES[BEFORE[step][0]], case_id) or case_id
    return case_id


def standing(desk: Desk, case_id: str) -> Any:
    """Return what the job is about as it stands."""
    return desk.cases.show(case_id) if case_id else desk.listing.count(Filters())


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), job=st.sampled_from(sorted(BEFORE)))
def test_an_odd_file_is_done_or_refused_with_a_sentence(desk, data, job):
    case_id = prepared(desk, job)
    tree = data.draw(altered(job))
    before = standing(desk, case_id)
    refusal = None
    try:
        done(desk, job, tree, case_id)
    except (InvalidInput, RuleViolation, NotFound) as error:
        refusal = error
    if refusal is not None:
        assert refusal.message.endswith(("。", "？"))
        assert standing(desk, case_id) == before
