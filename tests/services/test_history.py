"""The history reads like a diary: who did what when, every field in words, grouped by action."""

import ast
from datetime import date
from pathlib import Path

from mediation_desk import services
from mediation_desk.app import Desk
from mediation_desk.services import history_codes as codes
from mediation_desk.services import history_words as words
from mediation_desk.services.drafts import ExtensionDraft
from mediation_desk.services.history_rows import HistoryEntry
from mediation_desk.services.history_words import ActionKind
from mediation_desk.services.summary import summary_of
from mediation_desk.storage.comparison import logged_tables
from tests.factories import (
    agreement_draft,
    case_draft,
    mediating,
    registered,
    session_draft,
    set_up,
    signatures,
)


def shown(entry: HistoryEntry) -> dict[tuple[str, str], tuple[str, str]]:
    return {(line.row, line.field): (line.before, line.after) for line in entry.lines}


def test_an_action_is_one_entry_newest_first(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    desk.acceptance.extend(case.id, ExtensionDraft(date(2025, 4, 20), "双方书面同意"))
    entries = desk.cases.history(case.id)
    assert [entry.action for entry in entries] == ["延长期限", "指派调解员", "受理", "登记"]
    assert {entry.actor for entry in entries} == {"测试员"}
    assert entries[0].reason == "双方书面同意"
    assert shown(entries[0])["案件", "延长至"] == ("—", "2025年4月20日")


def test_codes_dates_amounts_and_ids_are_words(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    desk.sessions.record(case.id, session_draft(case))
    desk.agreements.conclude(case.id, agreement_draft(case))
    agreed, session, assigned, accepted, made = desk.cases.history(case.id)
    assert shown(made)["案件", "纠纷类型"] == ("—", "邻里")
    assert shown(made)["当事人“邻样东”", "当事人地位"] == ("—", "申请人")
    assert shown(accepted)["案件", "状态"] == ("待受理", "已受理")
    assert shown(assigned)["调解员指派“调样甲”", "身份"] == ("—", "主办调解员")
    assert shown(session)["调解记录第1次", "调解时间"] == ("—", "2025年3月6日 19:30")
    assert shown(session)["调解记录第1次", "到场当事人"] == ("—", "邻样东、邻样西")
    assert shown(session)["调解记录第1次", "本次结果"] == ("—", "继续调解")
    assert shown(agreed)["协议条款第1条", "金额"] == ("—", "1,500.00 元")
    assert shown(agreed)["协议条款第1条", "义务人"] == ("—", "邻样西")
    assert shown(agreed)["协议", "协议形式"] == ("—", "书面")


def test_a_name_that_is_gone_is_still_read(desk: Desk) -> None:
    committee = set_up(desk)
    case = mediating(desk, committee)
    desk.sessions.record(case.id, session_draft(case))
    alone = (case_draft(committee).parties[0],)
    fresh = desk.cases.show(case.id)
    desk.cases.revise(case.id, case_draft(committee, parties=alone), revision=fresh.revision)
    removed, session = desk.cases.history(case.id)[:2]
    assert shown(removed)["当事人“邻样西”", "姓名（名称）"] == ("邻样西", "—")
    assert shown(session)["调解记录第1次", "到场当事人"] == ("—", "邻样东、邻样西")


def test_the_filter_leaves_one_kind(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    desk.agreements.conclude(case.id, agreement_draft(case, signatures=signatures(case)))
    desk.papers.issue(case.id, "agreement")
    (paper,) = desk.cases.history(case.id, {ActionKind.PAPER})
    assert shown(paper)["文书“人民调解协议书”", "打印人"] == ("—", "测试员")
    intake = desk.cases.history(case.id, {ActionKind.INTAKE})
    assert [entry.action for entry in intake] == ["受理", "登记"]


def test_bookkeeping_stays_out(desk: Desk) -> None:
    case = registered(desk, set_up(desk))
    (made,) = desk.cases.history(case.id)
    fields = {field for _, field in shown(made)}
    assert not fields & {"id", "rev_counter", "case_id", "party_count", "type_group"}
    assert not any(row.startswith("人员") for row, _ in shown(made))


def written_actions() -> dict[str, str]:
    """Return the actions that services write under, with the permission of the writing method."""
    found = {}
    for path in Path(services.__file__).parent.glob("*.py"):
        for method in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(method, ast.FunctionDef):
                continue
            gate = [ast.unparse(one) for one in method.decorator_list]
            for node in ast.walk(method):
                if (
                    isinstance(node, ast.Call)
                    and ast.unparse(node.func).endswith(("context.write", "Act"))
                    and node.args
                    and isinstance(node.args[0], ast.Constant)
                ):
                    found[node.args[0].value] = gate[0] if gate else ""
    return found


def test_every_action_has_words_and_whoever_may_do_it_may_undo_it() -> None:
    written = written_actions()
    assert len(written) > 20
    assert set(written) - set(words.ACTIONS) == set(), "add it to services/history_words.ACTIONS"
    for code, action in words.ACTIONS.items():
        assert action.label, code
        assert not action.final.endswith("。"), code
        if code in written and not action.final:
            assert written[code] == f"needs(Permission.{action.needs.name})", code


def test_every_row_and_field_has_words() -> None:
    missing = [
        f"{table.name}.{column.name}"
        for table in logged_tables()
        for column in table.c
        if words.is_shown(table.name, column.name)
        and words.field_label(table.name, column.name) == column.name
    ]
    assert missing == [], "add it to services/history_words.FIELDS or HIDDEN"
    assert {table.name for table in logged_tables()} - set(words.ROWS) == set()


def test_no_words_are_kept_for_what_is_gone() -> None:
    columns = {(table.name, column.name) for table in logged_tables() for column in table.c}
    used = {column for _, column in columns}
    assert set(words.FIELDS) - used == set()
    assert (set(codes.ENUMS) | set(codes.LISTS) | set(words.OTHERWISE)) - columns == set()


def test_the_summary_columns_are_those_that_follow_from_the_rest(desk: Desk) -> None:
    # Undo works them out anew and the history leaves them out.
    case = registered(desk, set_up(desk))
    with desk._context.write("revise_case") as writer:
        assert set(summary_of(writer, case.id)) == words.DERIVED
