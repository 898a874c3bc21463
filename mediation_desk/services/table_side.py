"""What may be turned to the parties at the table (给当事人看): what they said, and the clauses.

Put together field by field from what the parties told or promised themselves. Numbers of people
are masked even where somebody typed them into a text; notes, other cases and everything the office
keeps for itself are never read here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.codes import Side
from mediation_desk.domain.identity import mask_id, mask_phone, mask_text
from mediation_desk.domain.money import capital, format_yuan
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import RuleViolation
from mediation_desk.services.agreements import dues_of
from mediation_desk.services.context import Context
from mediation_desk.services.details import read_case
from mediation_desk.services.drafts import AgreementDraft, ClauseDraft
from mediation_desk.services.permissions import needs
from mediation_desk.services.rows import AgentRow, AgreementDetail, CaseDetail, ClauseRow, PartyRow
from mediation_desk.services.views import note_view

SHORTEST = 7
"""A number of fewer digits is left alone: it could be an amount."""

DUES_SHOWN = 12
"""So many payments of a clause stand on its sheet; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet to be read together: a title, the text, and what is to be seen at a glance.

    `figures` are (word, value); `dues` are (day, amount, what).
    """

    title: str
    text: str
    figures: tuple[tuple[str, str], ...] = ()
    dues: tuple[tuple[str, str, str], ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class TableView:
    """All that the parties see, sheet by sheet."""

    title: str
    sheets: tuple[Sheet, ...]


class TableSideService:
    """Gives what may be shown to the parties of a case, and nothing else."""

    def __init__(self, context: Context) -> None:
        """Show cases of `context`."""
        self._context = context

    @needs(Permission.MEDIATE)
    def saved(self, case_id: str) -> TableView:
        """Return what stands in a case: its story, and the agreement in force clause by clause.

        Raises NotFound, RuleViolation for a case that is not to be seen or in the bin.
        """
        case = self._case(case_id)
        made = case.agreement
        told = list(_told(case, made))
        clauses = _saved(case, made) if made else ()
        return _view(case, [*told, *clauses])

    @needs(Permission.MEDIATE)
    def drafted(self, case_id: str, draft: AgreementDraft) -> TableView:
        """Return the same with an agreement as it is being typed; nothing is saved."""
        case = self._case(case_id)
        return _view(case, [*_told(case, draft), *_drafted(case, draft)])

    def _case(self, case_id: str) -> CaseDetail:
        with self._context.db.read() as connection:
            case = read_case(connection, self._context, case_id)
        if case.deleted_on or case.destroyed_on:
            raise RuleViolation("这个案件在回收站里，或者内容已依法销毁，不能给当事人看。")
        note_view(self._context, "show_case", case_id)
        return case


def _view(case: CaseDetail, sheets: Iterable[Sheet]) -> TableView:
    """Return the sheets with every number of a person masked, known ones and those that look so."""
    known = _numbers(case)

    def safe(text: str) -> str:
        for number, masked in known:
            text = text.replace(number, masked)
        return mask_text(text)

    return TableView(
        safe(case.title),
        tuple(
            Sheet(
                title=one.title,
                text=safe(one.text),
                figures=tuple((word, safe(value)) for word, value in one.figures),
                dues=tuple((day, amount, safe(what)) for day, amount, what in one.dues),
                more=one.more,
            )
            for one in sheets
        ),
    )


def _numbers(case: CaseDetail) -> list[tuple[str, str]]:
    """Return the numbers of everybody in the case as typed, long ones first, and masked."""
    agents = [agent for party in case.parties for agent in party.agents]
    people: list[PartyRow | AgentRow] = [*case.parties, *agents]
    found = [(one.id_number, mask_id(one.id_number)) for one in people]
    found += [(one.phone, mask_phone(one.phone)) for one in people]
    found += [(one.credit_code, mask_id(one.credit_code)) for one in case.parties]
    long = {one for one in found if len(one[0]) >= SHORTEST}
    return sorted(long, key=lambda one: -len(one[0]))


def _told(case: CaseDetail, made: AgreementDetail | AgreementDraft | None) -> Iterator[Sheet]:
    """Yield what was said: the requests and the story, or what both agreed on once they did."""
    if made is None or not made.clauses:
        asked = "\n".join(f"{at}．{one}" for at, one in enumerate(case.requests, start=1))
        who = "、".join(one.name for one in case.parties if one.side is Side.APPLICANT)
        if asked:
            yield Sheet(f"{who}的请求" if who else "请求", asked)
        if case.facts.strip():
            yield Sheet("纠纷经过", case.facts)
        if case.disputed_matters.strip():
            yield Sheet("争议的事", case.disputed_matters)
        return
    for title, text in (
        ("双方认可的事实" if isinstance(made, AgreementDetail) else "主要事实", made.facts),
        ("争议的事", made.disputed_matters),
        ("各方责任", made.responsibility),
    ):
        if text.strip():
            yield Sheet(title, text)


def _saved(case: CaseDetail, made: AgreementDetail) -> Iterator[Sheet]:
    for at, one in enumerate(made.clauses, start=1):
        dues = [
            (due.due_on, due.amount_fen, due.content)
            for due in made.instalments
            if due.clause_id == one.id
        ]
        yield _clause(case, one, (at, len(made.clauses)), dues)


def _drafted(case: CaseDetail, draft: AgreementDraft) -> Iterator[Sheet]:
    typed = [one for one in draft.clauses if one.content.strip()]
    for at, one in enumerate(typed, start=1):
        dues = [(due["due_on"], due["amount_fen"], due["content"]) for due in dues_of(one)]
        yield _clause(case, one, (at, len(typed)), dues)


Due = tuple[date | None, int | None, str]


def _clause(
    case: CaseDetail, one: ClauseRow | ClauseDraft, place: tuple[int, int], dues: list[Due]
) -> Sheet:
    names = {party.id: party.name for party in case.parties}
    debtor, creditor = names.get(one.debtor_id, ""), names.get(one.creditor_id, "")
    figures = [("由谁履行", debtor), ("向谁履行", creditor)]
    if one.amount_fen is not None:
        each = f"每 {one.period_months} 个月 " if one.period_months else ""
        figures.append(("金额", f"{each}{_yuan(one.amount_fen)}（{capital(one.amount_fen)}）"))
    figures += [
        ("期限", one.due_text or _day(one.due_on)),
        ("方式", one.manner),
        ("地点", one.place),
        ("不按期履行", one.breach),
    ]
    several = len(dues) > 1
    shown = dues[:DUES_SHOWN] if several else []
    left = len(dues) - len(shown) if several else 0
    return Sheet(
        title=f"第 {place[0]} 条（共 {place[1]} 条）",
        text=one.content,
        figures=tuple((word, value) for word, value in figures if value),
        dues=tuple((_day(day), _yuan(amount), what) for day, amount, what in shown),
        more=f"以后还有 {left} 期" if left else "",
    )


def _yuan(amount: int | None) -> str:
    return "" if amount is None else f"{format_yuan(amount)} 元"


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
