"""去改正 over all rules: each jump ends where the finding is mended, the cursor in the field."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from mediation_desk.app import Desk
from mediation_desk.clock import local
from mediation_desk.domain.codes import AgentKind
from mediation_desk.domain.lifecycle import Move
from mediation_desk.domain.review.model import Finding
from mediation_desk.domain.review.rules import findings
from mediation_desk.gui.cases.case_page import CasePage
from mediation_desk.gui.cases.mending import mend
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.main_window import MainWindow
from mediation_desk.services.drafts import AgentDraft, AssignDraft, InvitedDraft
from mediation_desk.services.record_drafts import InvestigationDraft
from mediation_desk.services.rows import CaseDetail
from tests.factories import (
    DAY,
    agreement_draft,
    mediating,
    parties,
    registered,
    session_draft,
    signatures,
    visit_draft,
)
from tests.gui.case_steps import opened
from tests.gui.keyboard import settle
from tests.unit.test_review_rules import DEVIATIONS

pytestmark = pytest.mark.gui

NOWHERE = {"title_differs", "retention_missing"}
"""The title follows from the parties and the retention from the office: only the tab is shown."""


@pytest.fixture
def cases(desk: Desk, office: str) -> dict[Move | None, CaseDetail]:
    """A case in which each move can be made; under None the one that has all records."""
    first, second = parties()
    acting = (AgentDraft("代样理", AgentKind.AGENT),)
    both = (first, replace(second, agents=acting))
    new, running = registered(desk, office), mediating(desk, office, parties=both)
    agreed, unsigned = mediating(desk, office), mediating(desk, office)
    desk.agreements.conclude(unsigned.id, agreement_draft(unsigned))
    lead = desk.office.mediators(committee_id=office)[0].id
    guests = (InvitedDraft("邻样老", consented=True),)
    desk.assignments.assign(running.id, AssignDraft(lead_id=lead, from_on=DAY, invited=guests))
    for _ in range(2):
        desk.sessions.record(running.id, session_draft(running))
    desk.sessions.record(agreed.id, session_draft(agreed))
    asked = InvestigationDraft(
        held_at=local(DAY, 9), name="邻样北", place="村委会", record="问答", investigators="调样甲"
    )
    desk.records.investigate(agreed.id, asked)
    desk.agreements.conclude(agreed.id, agreement_draft(agreed, signatures=signatures(agreed)))
    desk.records.visit(agreed.id, visit_draft())
    made = {
        **dict.fromkeys((Move.ACCEPT, Move.REFUSE), new),
        **dict.fromkeys((Move.REVISE, Move.ASSIGN, Move.EXTEND, Move.SESSION), running),
        **dict.fromkeys((Move.AGREE, Move.TERMINATE), running),
        Move.SIGN: unsigned,
        **dict.fromkeys((Move.PERFORM, Move.CONFIRM, Move.CLOSE, None), agreed),
    }
    return {move: desk.cases.show(case.id) for move, case in made.items()}


def jumps() -> Iterator[Finding]:
    """Yield what each rule finds in its own deviation; one of those that end in the same field."""
    seen = set()
    for code, case in DEVIATIONS.items():
        finding = next(one for one in findings(case) if one.code == code)
        if finding.place not in seen and code not in NOWHERE:
            seen.add(finding.place)
            yield finding


def words(widget: QWidget) -> str:
    bar = getattr(widget, "bar", None)
    told = [part.text() for part in widget.findChildren(QLabel) if not part.isHidden()]
    return "\n".join([*told, bar.text() if bar else ""])


def dialog() -> FormDialog | None:
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog)]
    return next((one for one in shown if one.isVisible()), None)


def missed(window: MainWindow, page: CasePage, finding: Finding) -> str:
    """Return what is wrong with where a jump ended, "" where it is right."""
    place = finding.place
    opened_one = dialog()
    if place.tab == "papers":
        return "" if page.papers.choices.chosen().kind == place.field else "paper"
    if place.tab == "evidence":
        ways = (page.evidence.add_button, page.evidence.table)
        return "" if window.focusWidget() in ways else "evidence"
    where = window.pages["intake"] if place.move is Move.REVISE else opened_one
    if where is None:
        return "no dialog"
    if finding.sentence not in words(where):
        return "nothing said"
    focus = (window if place.move is Move.REVISE else where).focusWidget()
    name = place.field.rsplit(".", 1)[-1]
    if place.tab == "records" and "." not in place.field:
        return "" if focus is not None else "no cursor"
    if name in ("parties", "agents", "clauses"):
        return "" if focus is not None and focus.isEnabled() else "no cursor in the list"
    return "" if focus is not None and focus.objectName() == name else f"at {focus}"


def test_every_rule_leads_to_its_field(window: MainWindow, cases) -> None:
    wrong = {}
    for finding in jumps():
        case = cases[finding.place.move]
        page = opened(window, case.id, "overview")
        settle(window)
        mend(page._context, page, case, finding)
        settle(window)
        fault = missed(window, page, finding)
        if fault:
            wrong[finding.code] = (finding.place, fault)
        standing = dialog()
        if standing is not None:
            standing._dirty = False
            standing.reject()
    assert wrong == {}
