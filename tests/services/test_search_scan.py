"""What a search finds is what a plain look at every case finds, on any office, for any word."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mediation_desk.app import Desk
from mediation_desk.domain.codes import Side
from mediation_desk.services.drafts import AgentDraft, PartyDraft
from mediation_desk.services.filters import Filters
from mediation_desk.storage.search_tokens import readings
from tests.factories import case_draft, set_up

HAN = "单解仇曾长孙张伟示样芳宅基地乐安西"
MARKS = "，。·（）-— "
WORDS = st.text(HAN + "aBz12305Ｘ" + MARKS, max_size=12)
NAMES = st.builds(
    "{}{}".format, st.sampled_from(HAN), st.text(HAN + "aZ2·", min_size=1, max_size=3)
)
NUMBERS = st.sampled_from(["", "13856301234", "0563-5123456", "13900002025", "18800001111"])
ID_NUMBERS = st.sampled_from(["", "341823196805179074", "34052419800101001X"])


@dataclass(frozen=True)
class Told:
    """What was typed of one case, by the way it can be found."""

    id: str
    texts: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]


def folded(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", text).lower()
    return re.sub("[〔\\[【{〈<]", "(", re.sub("[〕\\]】}〉>]", ")", narrow))


def bare(text: str) -> str:
    return "".join(char for char in folded(text) if char.isalnum())


def is_read(name: str, word: str) -> bool:
    letters = "".join(re.findall("[a-z]", word))
    rest = word.replace(letters, "") if letters else ""
    for syllables in readings(name):
        if rest:
            if rest in folded(name) and any(one.startswith(letters) for one in syllables):
                return True
            continue
        for at in range(len(syllables)):
            whole, initials = "".join(syllables[at:]), "".join(one[0] for one in syllables[at:])
            if letters and (whole.startswith(letters) or initials.startswith(letters)):
                return True
    return False


def holds(told: Told, word: str) -> bool:
    plain = bare(word)
    if any(folded(word) in folded(text) for text in (*told.texts, *told.names)):
        return True
    if plain and any(plain in bare(text) for text in (*told.texts, *told.names)):
        return True
    if any(is_read(name, plain) for name in told.names):
        return True
    ends = len(plain) >= 4 and plain.isascii()
    return ends and any(number.lower().endswith(plain) for number in told.numbers)


@st.composite
def offices(draw: st.DrawFn) -> tuple[list[dict[str, str]], list[str]]:
    """Return a few cases and the words that somebody remembers of them, or thinks they do."""
    fields = {name: NAMES for name in ("first", "second", "agent")}
    fields |= {"facts": WORDS, "place": WORDS, "request": WORDS, "address": WORDS}
    fields |= {"phone": NUMBERS, "id_number": ID_NUMBERS}
    cases = draw(st.lists(st.fixed_dictionaries(fields), min_size=1, max_size=2))
    words = []
    for text in [text for case in cases for text in case.values() if text]:
        start = draw(st.integers(0, len(text) - 1))
        words.append(text[start : start + draw(st.integers(1, 6))])
        for spelt in islice(readings(text), 2):
            words.append("".join(spelt[start:])[: draw(st.integers(1, 8))])
            words.append("".join(one[0] for one in spelt[start:])[:4])
    words.append(draw(WORDS) + draw(st.sampled_from(["", "w", "zh", "shan", "1234", "01x", " 单"])))
    return cases, words


def _register(desk: Desk, committee: str, case: dict[str, str]) -> Told:
    agent = AgentDraft(name=case["agent"])
    parties = (
        PartyDraft(
            name=case["first"],
            side=Side.APPLICANT,
            id_number=case["id_number"],
            address=case["address"],
            agents=(agent,),
        ),
        PartyDraft(name=case["second"], side=Side.RESPONDENT, phone=case["phone"]),
    )
    draft = case_draft(
        committee,
        facts="起" + case["facts"],
        place=case["place"],
        requests=("求" + case["request"],),
        parties=parties,
    )
    shown = desk.cases.show(desk.cases.register(draft).id)
    texts = (shown.facts, *shown.requests, *(party.address for party in shown.parties))
    names = (*(one.name for one in shown.parties), case["agent"], shown.title, shown.place)
    return Told(shown.id, texts, names, (case["id_number"], case["phone"]))


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(office=offices())
def test_a_search_finds_what_a_look_at_every_case_finds(
    desk: Desk, office: tuple[list[dict[str, str]], list[str]]
) -> None:
    committees = desk.office.committees()
    committee = committees[0].id if committees else set_up(desk)
    cases, words = office
    made = [_register(desk, committee, case) for case in cases]
    told = {one.id: one for one in made}
    for typed in dict.fromkeys(words):
        wanted = [word for word in typed.split() if word]
        if not any(bare(word) for word in wanted):
            assert desk.search.find(typed) == ()
            continue
        scanned = {one.id for one in told.values() if all(holds(one, word) for word in wanted)}
        found = {hit.case_id for hit in desk.search.find(typed, limit=500)} & told.keys()
        assert found == scanned, typed
        listed = {row.id for row in desk.listing.cases(Filters(text=typed))} & told.keys()
        assert listed == scanned, typed
