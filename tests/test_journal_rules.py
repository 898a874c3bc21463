"""Nothing is written past the journal, and no line of it is ever deleted."""

import ast

from tests.test_architecture import OURS, calls, layer_of, name_of, places


def test_services_write_through_the_journal_alone() -> None:
    # What is written past it is in no history and no audit: the search index, what is typed and not
    # saved yet, how somebody likes the lists, and the mark that tells one key file from another.
    past = {
        "mediation_desk/services/habits.py",
        "mediation_desk/services/search.py",
        "mediation_desk/services/unsaved.py",
        "mediation_desk/services/sign_in.py",
    }
    wrong = [
        (path, node)
        for path in OURS
        if layer_of(path) in ("services", "exchange", "gui", "cli") and name_of(path) not in past
        for text, node in calls(path)
        if text.endswith((".db.write", ".unguarded"))
    ]
    assert places(iter(wrong)) == []


def test_no_line_of_the_journal_is_ever_deleted() -> None:
    # Kept three years at least (个人信息保护法 art 56); destroying a case empties contents only.
    wrong = [
        (path, node)
        for path in OURS
        for text, node in calls(path)
        if text.split(".")[-1] == "delete"
        and node.args
        and ast.unparse(node.args[0]).split(".")[-1] in ("audit", "change")
    ]
    assert places(iter(wrong)) == []
