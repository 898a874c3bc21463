"""What the linkage has of one case, in words: letters, reports, what was prevented."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from mediation_desk.clock import CHINA
from mediation_desk.gui.cases.people import moment_words
from mediation_desk.gui.linkage.columns import letter_state
from mediation_desk.gui.words import tr
from mediation_desk.services.linkage_rows import EscalationRow, LetterRow, PreventionRow

Told = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A line of the list; `act` is what is done with the chosen one, "" for nothing left to do."""

    id: str
    day: date
    kind: str
    words: str
    state: str
    pressing: bool
    act: str
    row: LetterRow | EscalationRow | PreventionRow


def lines_of(desk: Any, case_id: str) -> list[CaseLine]:
    """Return everything of a case, the newest first."""
    found = [
        *(_letter(row) for row in desk.letters.of_case(case_id)),
        *(_report(row) for row in desk.escalations.of_case(case_id)),
        *(_prevention(row) for row in desk.sweeps.preventions_of_case(case_id)),
    ]
    return sorted(found, key=lambda one: (one.day, one.id), reverse=True)


def facts(line: CaseLine) -> Told:
    """Yield all a line says, name and text."""
    if isinstance(line.row, LetterRow):
        yield from _letter_facts(line.row)
    elif isinstance(line.row, EscalationRow):
        yield from _report_facts(line.row)
    else:
        yield from _prevention_facts(line.row)


def _letter(row: LetterRow) -> CaseLine:
    return CaseLine(
        id=row.id,
        day=row.draft.dated_on,
        kind=f"{tr(row.draft.direction.label)} {tr(row.draft.kind.label)}",
        words=f"{row.body_label}：{row.draft.subject}",
        state=letter_state(row),
        pressing=row.late,
        act=tr("登记回复"),
        row=row,
    )


def _report(row: EscalationRow) -> CaseLine:
    if row.reported_at is not None:
        state = tr("已报告") if not row.late else tr("超时报告")
    else:
        state = tr("{when} 前", when=f"{row.due_at.astimezone(CHINA):%m-%d %H:%M}")
    return CaseLine(
        id=row.id,
        day=row.known_at.astimezone(CHINA).date(),
        kind=tr(row.kind.label),
        words=row.facts.replace("\n", " "),
        state=state,
        pressing=row.late or row.reported_at is None,
        act="" if row.reported_at else tr("登记报告"),
        row=row,
    )


def _prevention(row: PreventionRow) -> CaseLine:
    return CaseLine(
        id=row.id,
        day=row.draft.prevented_on,
        kind=tr(row.draft.effect.label),
        words=row.draft.facts.replace("\n", " "),
        state=tr("已核定") if row.approved_on else tr("待核定"),
        pressing=False,
        act="" if row.approved_on else tr("核定"),
        row=row,
    )


def _letter_facts(row: LetterRow) -> Told:
    told = row.draft
    yield tr("单位"), row.body_label
    yield tr("事由"), told.subject
    yield tr("收发日期"), told.dated_on.isoformat()
    yield tr("回复期限"), told.due_on.isoformat() if told.due_on else ""
    yield tr("对方文号"), told.their_number
    yield tr("本单位文号"), told.own_number
    yield tr("当事人"), told.parties
    yield tr("附件"), told.attachments
    yield tr("联系人、电话"), told.contact
    yield tr("回复"), letter_state(row)
    yield tr("回复日期"), row.answered_on.isoformat() if row.answered_on else ""
    yield tr("答复内容"), row.answer
    yield tr("备注"), told.note


def _report_facts(row: EscalationRow) -> Told:
    yield tr("情况"), row.facts
    yield tr("得知时间"), moment_words(row.known_at)
    yield tr("报告时限"), moment_words(row.due_at)
    yield tr("报告时间"), moment_words(row.reported_at) if row.reported_at else ""
    yield tr("报告给"), row.reported_to
    yield tr("报告人"), row.reported_by
    yield tr("报告方式"), row.manner
    yield tr("采取的措施"), row.measures


def _prevention_facts(row: PreventionRow) -> Told:
    yield tr("经过"), row.draft.facts
    yield tr("涉及人数"), str(row.draft.people_involved or "")
    yield tr("日期"), row.draft.prevented_on.isoformat()
    yield tr("地点"), row.draft.place
    yield tr("登记人"), row.draft.recorded_by
    yield tr("核定人"), row.approved_by
    yield tr("核定日期"), row.approved_on.isoformat() if row.approved_on else ""
