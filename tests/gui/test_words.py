"""The window speaks English too: every text in the code has its words, and none is left over."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from mediation_desk.domain import codes, linkage
from mediation_desk.domain.design_figures import Figure, Narrow
from mediation_desk.domain.funds import Flow
from mediation_desk.domain.lifecycle import RULES, STAGES
from mediation_desk.domain.records import RecordKind
from mediation_desk.domain.review.model import Aspect, Outcome, Severity
from mediation_desk.domain.statistics import Rows
from mediation_desk.domain.subsidy import Exclusion, Need
from mediation_desk.gui import words
from mediation_desk.gui.actions import ACTIONS, FORM_KEYS
from mediation_desk.gui.agenda.spans import HEADS, Span
from mediation_desk.gui.cases.papers_tab import CHOICE_COLUMNS
from mediation_desk.gui.pages import PAGES
from mediation_desk.gui.papers.names import paper_name
from mediation_desk.services.daily_rows import AgendaKind, DueState
from mediation_desk.services.filters import Concern, Matter
from mediation_desk.services.letters import LetterView
from mediation_desk.services.lines import LineView
from mediation_desk.services.paper_rows import PaperChoice
from mediation_desk.services.paper_rules import PAPERS, label_of
from mediation_desk.services.review_rows import Stage
from mediation_desk.services.roster_rows import EndingKind, RosterKind
from mediation_desk.services.subsidy_rows import ClaimState, StepKind

ROOT = Path(__file__).resolve().parents[2]
GUI = sorted((ROOT / "mediation_desk" / "gui").rglob("*.py"))
CATALOGUE = tomllib.loads((ROOT / "resources/i18n/en.toml").read_text(encoding="utf-8"))["words"]


def texts_in(path: Path) -> set[str]:
    """Return the literals given to tr() and to Column()."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("tr", "Column") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and first.value:
                found.add(first.value)
    return found


def dossier_items() -> set[str]:
    """Return what a dossier holds, by name."""
    kept = tomllib.loads((ROOT / "resources/reference/dossier.toml").read_text(encoding="utf-8"))
    return {item["label"] for item in kept["lists"]["dossier_items"]["items"]}


def labels() -> set[str]:
    """Return the words that come from tables: pages, actions, states and other closed sets."""
    kinds = [*vars(codes).values(), *vars(linkage).values()]
    sets = [one for one in kinds if isinstance(one, type) and issubclass(one, str)]
    found = {member.label for kind in sets for member in getattr(kind, "__members__", {}).values()}
    for kind in (Severity, Aspect, Outcome, Stage):
        found |= {member.label for member in kind}
    found |= {spec.label for spec in PAGES} | {action.label for action in ACTIONS}
    found |= {what for _, what in FORM_KEYS} | {rule.label for rule in RULES}
    found |= {one.label for one in [*LetterView, *LineView]}
    found |= set(HEADS) | {one.label for one in [*Concern, *Matter, *AgendaKind, *DueState]}
    found |= {one.label for one in [*RecordKind, *Span]}
    found |= {
        one.label for one in [*ClaimState, *StepKind, *Need, *Exclusion, *RosterKind, *EndingKind]
    }
    found |= {one.label for one in [*Flow, *Figure, *Narrow, *Rows]}
    found |= {rule.label for rule in PAPERS.values()} | dossier_items()
    return found | {name for name, _ in STAGES}


def test_every_text_of_the_window_has_english_words() -> None:
    needed = set().union(*map(texts_in, GUI)) | labels()
    assert sorted(needed - set(CATALOGUE) - {""}) == []


def test_the_places_to_fill_in_are_the_same_in_both_languages() -> None:
    def places(text: str) -> list[str]:
        return sorted(re.findall(r"{(\w+)", text))

    wrong = [text for text, english in CATALOGUE.items() if places(text) != places(english)]
    assert wrong == []


def test_chinese_text_in_the_window_goes_through_tr() -> None:
    # Whoever forgets it leaves one Chinese word on an English screen.
    shown = ("label", "heading", "button", "setText", "setWindowTitle", "addItem", "addTab")
    wrong = []
    for path in GUI:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in shown:
                wrong += [
                    f"{path.name}:{part.lineno} {part.value}"
                    for part in node.args
                    if isinstance(part, ast.Constant)
                    and isinstance(part.value, str)
                    and re.search("[\u4e00-\u9fff]", part.value)
                ]
    assert wrong == []


def test_another_language_is_taken_and_given_back(paths) -> None:
    words.use_language(paths.resources, "en")
    try:
        assert words.tr("共 {total} 件", total=3) == "3 cases"
        assert words.tr("没有译文的话") == "没有译文的话"
    finally:
        words.use_language(paths.resources, "zh")
    assert words.tr("案件") == "案件"


@pytest.mark.gui
def test_the_window_changes_its_language_and_keeps_it(window, desk) -> None:
    window.prefer(language="en")
    try:
        assert window.nav.item(0).text() == "Desk"
        assert "English" not in window.windowTitle()
        again = window.preferences
    finally:
        window.prefer(language="zh")
    assert again.language == "en"
    assert window.nav.item(0).text() == "工作台"


def test_papers_are_named_in_the_language_of_the_window() -> None:
    choice = PaperChoice("record", 2, label_of("record", 2), "")
    assert CHOICE_COLUMNS[0].text(choice) == "人民调解记录（第2次）"
    words.use_language(ROOT / "resources", "en")
    try:
        assert CHOICE_COLUMNS[0].text(choice) == "Record of mediation (no. 2)"
        assert paper_name("履行提醒（催告）书（空白）") == "Reminder to perform (blank)"
    finally:
        words.use_language(ROOT / "resources", "zh")
