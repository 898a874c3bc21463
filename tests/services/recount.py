"""An independent recount of the case table in plain Python, written from the field's reference.

It knows nothing of the program's tables of indicators, of its SQL or of its summary columns: it
goes through the facts of every case, one case and one column at a time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

Figures = dict[str, int]


@dataclass(frozen=True, slots=True)
class Unit:
    """A committee of the invented office."""

    name: str
    kind: str
    township: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Promise:
    """A clause: what each payment is, every how many months, its instalments, whether it counts.

    `done` are the days each of its dues was performed, None where it was not; `due` when each was.
    """

    amount: int | None
    months: int
    parts: tuple[int, ...]
    counts: bool
    done: tuple[date | None, ...]
    due: tuple[date | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One case: when it was accepted, and what became of it."""

    unit: int
    kind: str
    source: str
    difficulty: str
    parties: int
    accepted: date | None
    terminated: date | None = None
    form: str = ""
    effect: date | None = None
    promises: tuple[Promise, ...] = ()
    rulings: tuple[tuple[str, date | None], ...] = ()
    lead: int | None = None
    helper: int | None = None
    held: tuple[date, ...] = ()

    @property
    def over(self) -> date | None:
        """The day mediation was over: agreement in effect, or terminated."""
        return self.effect or self.terminated

    @property
    def performed(self) -> date | None:
        """The day everything promised was done and the agreement in effect."""
        days = [day for promise in self.promises for day in promise.done]
        if self.effect is None or None in days:
            return None
        return max([self.effect, *(day for day in days if day)])

    @property
    def confirmed(self) -> date | None:
        """The day a court first held the agreement valid, asked once it had taken effect."""
        days = [day for result, day in self.rulings if result == "valid" and day]
        return min((day for day in days if self.effect and day >= self.effect), default=None)

    @property
    def fen(self) -> int:
        """What was promised: periodic duties with twelve months, claims not at all."""
        return sum(_worth(promise) for promise in self.promises if promise.counts)


def _worth(promise: Promise) -> int:
    if promise.months:
        payments = [month for month in range(12) if month % promise.months == 0]
        return (promise.amount or 0) * len(payments)
    return sum(promise.parts) if promise.amount is None else promise.amount


TYPES = (
    "marriage_family neighbour housing_homestead contract production_business damages forest_land "
    "land_requisition pollution migrant_wages labour_other tourism e_commerce consumer_other "
    "medical traffic property_management other"
).split()
BODIES = {kind: kind for kind in "village resident township street enterprise social".split()}
BODIES["industry"] = "social"
DELEGATED = {code: code for code in ("court", "procuratorate", "police", "petition")}
for _code in ("township_gov", "justice_office", "governance_centre", "hotline_12345"):
    DELEGATED[_code] = "other"
for _code in ("labour_inspection", "other_dept"):
    DELEGATED[_code] = "other"
SOURCES = {"own_initiative": "own", "application": "application", "court_guided": "application"}
RARE = ("body_unlisted", "source_unlisted", "type_unlisted", "difficulty_unlisted", "unpriced")
"""Columns that are there only when some case of the whole table is in them."""


@dataclass(frozen=True, slots=True)
class Way:
    """How is counted: from when to when, by which dates, with oral agreements or without."""

    start: date
    end: date
    by_acceptance: bool
    oral: bool

    def counts(self, fact: Fact) -> bool:
        """Tell whether the case is in this table at all."""
        return fact.accepted is not None and (self.oral or fact.form != "oral")

    def within(self, day: date | None) -> bool:
        """Tell whether a day lies in the period."""
        return day is not None and self.start <= day <= self.end

    def happened(self, fact: Fact, day: date | None) -> bool:
        """Tell whether an event of a case is counted."""
        if self.by_acceptance:
            return self.within(fact.accepted) and day is not None and day <= self.end
        return self.within(day)

    def carried(self, fact: Fact) -> bool:
        """Tell whether the case was under way when the period began."""
        if self.by_acceptance or fact.accepted is None or fact.accepted >= self.start:
            return False
        return fact.over is None or fact.over >= self.start

    def pending(self, fact: Fact) -> bool:
        """Tell whether the case is under way when the period ends."""
        if fact.accepted is None or fact.accepted > self.end:
            return False
        if self.by_acceptance and fact.accepted < self.start:
            return False
        return fact.over is None or fact.over > self.end


def columns_of(fact: Fact, unit: Unit, way: Way) -> Figures:
    """Return what one case adds to each column it is counted in."""
    if not way.counts(fact):
        return {}
    found: Figures = {}
    if way.within(fact.accepted):
        body = BODIES.get(unit.kind, "unlisted")
        source = SOURCES.get(fact.source) or (
            "delegated" if fact.source in DELEGATED else "unlisted"
        )
        kind = fact.kind.split(".")[0]
        found = {"cases": 1, "parties": fact.parties, f"body_{body}": 1, f"source_{source}": 1}
        found[f"type_{kind if kind in TYPES else 'unlisted'}"] = 1
        if source == "delegated":
            found[f"delegated_{DELEGATED[fact.source]}"] = 1
        if fact.difficulty in ("difficult", "major"):
            found["difficult"] = 1
        elif fact.difficulty not in ("simple", "general"):
            found["difficulty_unlisted"] = 1
        if fact.parties >= 3:
            found["three_parties"] = 1
    if way.happened(fact, fact.effect):
        found |= {"success": 1, "amount": fact.fen, f"form_{fact.form}": 1}
        if fact.fen == 0 and any(one.counts for one in fact.promises):
            found["unpriced"] = 1
    if fact.effect is None and way.happened(fact, fact.terminated):
        found["failed"] = 1
    for name, counted in (
        ("performed", way.happened(fact, fact.performed)),
        ("confirmed", way.happened(fact, fact.confirmed)),
        ("carried", way.carried(fact)),
        ("pending", way.pending(fact)),
    ):
        if counted:
            found[name] = 1
    return found


def total(facts: Sequence[Fact], units: Sequence[Unit], way: Way, keys: Sequence[str]) -> Figures:
    """Return the figure of every column for some cases."""
    figures = dict.fromkeys(keys, 0)
    for fact in facts:
        for key, adds in columns_of(fact, units[fact.unit], way).items():
            figures[key] = figures.get(key, 0) + adds
    return figures


def _sum(figures: Figures, prefix: str) -> int:
    return sum(
        value for key, value in figures.items() if key.startswith(prefix) and key not in RARE
    )


Check = Callable[[Figures], bool]
EQUATIONS: Mapping[str, Check] = {
    "types_sum": lambda f: _sum(f, "type_") == f["cases"],
    "bodies_sum": lambda f: _sum(f, "body_") == f["cases"],
    "sources_sum": lambda f: _sum(f, "source_") == f["cases"],
    "delegated_sum": lambda f: _sum(f, "delegated_") == f["source_delegated"],
    "forms_sum": lambda f: f["form_oral"] + f["form_written"] == f["success"],
    "priced": lambda f: not f.get("unpriced"),
    "success_limit": lambda f: f["success"] <= f["carried"] + f["cases"],
    "difficult_limit": lambda f: f["difficult"] <= f["cases"],
    "three_parties_limit": lambda f: f["three_parties"] <= f["cases"],
    "parties_least": lambda f: f["parties"] >= 2 * f["cases"],
}
FLOWS: Mapping[bool, tuple[str, Check]] = {
    False: (
        "flow",
        lambda f: f["carried"] + f["cases"] == f["success"] + f["failed"] + f["pending"],
    ),
    True: ("failed_rest", lambda f: f["failed"] == f["cases"] - f["success"] - f["pending"]),
}
"""What became of the cases, by whether only those accepted in the period are counted."""

LIMITS: Mapping[str, Check] = {
    "confirmed_limit": lambda f: f["confirmed"] <= f["form_written"],
    "performed_limit": lambda f: f["performed"] <= f["success"],
}
"""Errors where only cases accepted in the period are counted, else reminders under `…_dates`."""


def broken(figures: Figures, way: Way) -> set[str]:
    """Return the equations these figures do not keep."""
    suffix = "" if way.by_acceptance else "_dates"
    checks = {
        **EQUATIONS,
        **dict([FLOWS[way.by_acceptance]]),
        **{key + suffix: check for key, check in LIMITS.items()},
    }
    return {key for key, check in checks.items() if not check(figures)}
