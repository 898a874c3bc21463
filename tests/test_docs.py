"""The manual tells what the program does: every key, word, command and example is checked."""

import json
import re
from pathlib import Path

import pytest

from mediation_desk import __version__
from mediation_desk.cli import main
from mediation_desk.cli.parser import make_parser
from mediation_desk.domain.acceptance import (
    AcceptanceFacts,
    Circumstance,
    PartyFacts,
    not_mediable_questions,
)
from mediation_desk.domain.calendar import _HEADINGS, _KIND_WORDS
from mediation_desk.domain.codes import Capacity, State
from mediation_desk.domain.lifecycle import RULES
from mediation_desk.domain.numbering import DEFAULT_PATTERN, NumberPattern
from mediation_desk.domain.rights import AccountRole
from mediation_desk.exchange import case_files
from mediation_desk.exchange.json_reader import (
    Closed,
    Items,
    Listed,
    Reader,
    Record,
    Shape,
    day,
    filled,
    moment,
    read,
    text,
    whole_number,
    yes_no,
    yuan,
)
from mediation_desk.exchange.json_text import parse
from mediation_desk.gui.actions import ACTIONS, FORM_KEYS
from mediation_desk.paths import find
from mediation_desk.services.file_jobs import JOBS
from mediation_desk.services.file_lists import FileLists
from mediation_desk.services.paper_rules import PAPERS
from mediation_desk.services.reference import Reference
from tests.help_pages import (
    HELP,
    all_examples,
    commands,
    examples,
    key_tables,
    options,
    page,
    tables,
    wrapped,
)

ROOT = HELP.parent.parent
SHAPES: dict[str, Shape] = {"office": case_files.OFFICE} | {
    name: job.shape for name, job in JOBS.items()
}
WRITTEN = {
    text: "文字",
    filled: "文字",
    day: "日期",
    moment: "时间",
    yuan: "金额",
    whole_number: "整数",
    yes_no: "是否",
    case_files.answers: "对象",
}
OWN_PAGES = {"types": "dispute-types"}
"""Lists too long for the page of a file."""


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference(find(Path("unused")).resources)


def nested(shape: Shape) -> list[Shape]:
    """Return a shape with all the shapes inside it."""
    found = [shape]
    for key in shape.values():
        reader = key.reader.reader if isinstance(key.reader, Items) else key.reader
        if isinstance(reader, Record):
            found += nested(reader.shape)
    return found


def written(reader: Reader) -> str:
    """Return how the manual calls a value."""
    if isinstance(reader, Items):
        return written(reader.reader) + "列表"
    if isinstance(reader, Closed | Listed):
        return "选项"
    return "对象" if isinstance(reader, Record) else WRITTEN[reader]


def words_of(reader: Reader, reference: Reference) -> list[str]:
    """Return the words a choice offers."""
    if isinstance(reader, Closed):
        return [member.label for member in reader.codes]
    assert isinstance(reader, Listed)
    return list(FileLists(reference).labels(reader.name))


# Input files -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHAPES)
def test_every_key_is_on_its_page_with_its_type_and_whether_it_must_be_there(name: str) -> None:
    pages = key_tables(page(f"input-{name}"))
    for shape in nested(SHAPES[name]):
        table = next((found for found in pages if set(found) == set(shape)), None)
        assert table, f"no table has just these keys: {sorted(shape)}"
        for key, facts in shape.items():
            meaning, how, required = table[key]
            assert meaning, key
            assert how == written(facts.reader), key
            assert required == ("是" if facts.required else ""), key


@pytest.mark.parametrize("name", SHAPES)
def test_every_word_that_may_be_written_is_listed(name: str, reference: Reference) -> None:
    listed = options(page(f"input-{name}"))
    for shape in nested(SHAPES[name]):
        for key, facts in shape.items():
            reader = facts.reader.reader if isinstance(facts.reader, Items) else facts.reader
            if not isinstance(reader, Closed | Listed):
                continue
            words = words_of(reader, reference)
            if isinstance(reader, Listed) and reader.name in OWN_PAGES:
                assert f"]({OWN_PAGES[reader.name]}.md)" in page(f"input-{name}")
                continue
            # A label may itself hold the 、 that stands between words.
            assert "、".join(words) in {"、".join(one) for one in listed[key]}, key


@pytest.mark.parametrize("name", SHAPES)
def test_every_example_is_read_by_the_program(name: str, reference: Reference) -> None:
    found = examples(f"input-{name}")
    assert found
    for content in found.values():
        assert read(SHAPES[name], parse(content.encode()), FileLists(reference))


def test_every_page_of_an_input_file_is_in_the_index() -> None:
    files = {file.stem for file in HELP.glob("input-*.md")} - {"input-files"}
    assert files == {f"input-{name}" for name in SHAPES}
    for name in files:
        assert f"]({name}.md)" in page("input-files")


def test_the_dispute_types_are_those_of_the_reference_list(reference: Reference) -> None:
    (table,) = tables(page("dispute-types"))
    assert [(kind, words.split("、")) for kind, words in table[1:]] == [
        (kind.label, [child.label for child in reference.types.children(kind.code)])
        for kind in reference.types.level1()
    ]


def test_the_questions_before_acceptance_are_those_the_program_asks(reference: Reference) -> None:
    child = PartyFacts("样幼", capacity=Capacity.NONE)
    facts = AcceptanceFacts(
        reference.types.find("forest_land"),
        (child, *(PartyFacts(f"样{at}") for at in range(10))),
        frozenset({Circumstance.CRIMINAL, Circumstance.FAMILY_VIOLENCE}),
    )
    asked = {found.code for found in not_mediable_questions(facts) if not found.blocking}
    table = next(one for one in tables(page("input-accept")) if one[0][0] == "代码")
    assert {row[0].strip("`") for row in table[1:]} == asked


# Commands ----------------------------------------------------------------------------------


def sections() -> dict[str, str]:
    """Return what commands.md says of each command."""
    parts = re.split(r"^### (.+)$", page("commands").split("\n## 从头到尾")[0], flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_and_every_option_is_in_the_manual() -> None:
    parsers = make_parser().commands
    assert set(sections()) == set(parsers)
    common = {"-h", "--help", "--home", "--json", "--user", "--password-file"}
    for name, parser in parsers.items():
        told = {row[0].strip("`").split()[0] for table in tables(sections()[name]) for row in table}
        given = {word for action in parser._actions for word in action.option_strings}
        assert given - common == {word for word in told if word.startswith("-")}, name
        positional = [action.metavar for action in parser._actions if not action.option_strings]
        usage = next(iter(re.findall(r"^`mediation-desk (.+)`$", sections()[name], re.MULTILINE)))
        assert [word.strip("[]") for word in usage.split()[1:]] == positional, name


def test_every_command_is_in_the_list_of_help() -> None:
    listing = make_parser().format_help()
    for name in make_parser().commands:
        assert re.search(rf"^  {name} ", listing, re.MULTILINE), name


@pytest.mark.parametrize("name", sorted(file.stem for file in HELP.glob("*.md")))
def test_every_command_line_shown_is_one(name: str) -> None:
    for words in commands(page(name)):
        assert make_parser().parse_args(words).run


def test_the_examples_take_a_case_from_set_up_to_the_backup(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "home"))
    for name, content in all_examples().items():
        Path(name).write_text(content, encoding="utf-8")
    for words in commands(page("commands").split("## 从头到尾")[1]):
        assert main(words) == 0, (words, capsys.readouterr().err)
    assert Path("协议书.pdf").read_bytes().startswith(b"%PDF")
    assert Path("2025年统计.xlsx").stat().st_size > 5000
    capsys.readouterr()
    main(["show", "字第001号", "--json"])
    shown = json.loads(capsys.readouterr().out)
    assert (shown["state"], shown["agreement"]["effect_on"]) == ("closed", "2025-03-12")
    main(["stats", "--year", "2025", "--json"])
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert (figures["cases"], figures["success"], figures["amount"]) == (1, 1, 150_000)


@pytest.mark.parametrize("name", ["口头协议.json", "终止调解.json", "不予受理.json"])
def test_the_other_outcomes_work_as_shown(name, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "home"))
    for file, content in all_examples().items():
        Path(file).write_text(content, encoding="utf-8")
    lines = [["init", "单位.json"], ["register", "登记.json"]]
    if name == "不予受理.json":
        lines += [["refuse", "邻样东", name]]
    else:
        lines += [
            ["accept", "邻样东", "受理.json"],
            ["assign", "邻样东", "指派.json"],
            ["conclude", "邻样东", name],
        ]
    for words in [*lines, ["close", "邻样东", "结案.json"]]:
        assert main(words) == 0, (words, capsys.readouterr().err)


# The rest ----------------------------------------------------------------------------------


def test_the_exit_codes_are_those_of_the_help() -> None:
    (table,) = (found for found in tables(page("commands")) if found[0][0] == "退出码")
    told = make_parser().format_help().split("退出码：")[1]
    assert [row[0] for row in table[1:]] == re.findall(r"^ +(\d+) ", told, re.MULTILINE)


def test_the_roles_are_all_named() -> None:
    (table,) = tables(page("accounts"))
    assert [row[0] for row in table[1:]] == [role.label for role in AccountRole]


def test_the_papers_and_states_are_all_named() -> None:
    (table,) = (found for found in tables(page("commands")) if found[0] == ["代码", "文书"])
    assert {code.strip("`"): label for code, label in table[1:]} == {
        code: rule.label for code, rule in PAPERS.items()
    }
    assert "、".join(state.label for state in State) in page("commands")


def test_the_holiday_table_is_described_as_it_is_read() -> None:
    told = page("holidays")
    for word in (*_HEADINGS, *_KIND_WORDS):
        assert word in told, word


def test_the_number_patterns_shown_give_the_numbers_shown() -> None:
    found = tables(page("numbers"))
    assert {row[0].strip("`") for row in found[0][1:]} == {"{年}", "{简称}", "{类别}", "{序号}"}
    for pattern, short_name, series, number in found[1][1:]:
        made = NumberPattern.parse(pattern.strip("`")).render(
            year=2025, short_name=short_name, series=series, sequence=7
        )
        assert made == number
    assert DEFAULT_PATTERN in page("numbers")


def test_the_statistics_page_names_every_column_equation_and_denominator(reference) -> None:
    told = page("statistics")
    table = reference.statistics["case_annual"]
    labels = [one.label for one in table.indicators if not one.only_if_any]
    types = {kind.label for kind in reference.types.level1()}
    labels = [label for label in labels if label not in types]
    labels += [rate.label for rate in table.rates]
    labels += [way.label for rate in table.rates for way in rate.denominators]
    labels += [equation.label.split("（")[0] for equation in table.equations]
    assert [label for label in labels if label not in told and label != "合计"] == []


def test_the_first_steps_name_every_move_of_a_case_as_its_button_does() -> None:
    told = page("first-steps")
    assert [rule.label for rule in RULES if f"“{rule.label}”" not in told] == ["修改登记"]


def test_the_table_of_states_is_the_lifecycle() -> None:
    (table,) = tables(page("cases"))
    assert [row[0] for row in table[1:]] == [state.label for state in State]
    for state, row in zip(State, table[1:], strict=True):
        possible = {rule.label for rule in RULES if state in rule.starts}
        told = set(row[2].replace("改派", "指派调解员").split("、"))
        assert told == possible - {"修改登记", "退回上一步"}, state


def test_every_page_of_the_window_opens_a_page_of_the_manual() -> None:
    sources = (ROOT / "mediation_desk" / "gui").rglob("*.py")
    named = [re.findall(r'help_topic = "(.+)"', one.read_text(encoding="utf-8")) for one in sources]
    topics = {topic for found in named for topic in found}
    assert topics
    assert [topic for topic in topics if not (HELP / f"{topic}.md").is_file()] == []


def test_the_shortcuts_are_those_of_the_window() -> None:
    everywhere, forms = tables(page("shortcuts"))
    shown = {tuple(keys.split("、")): words for keys, words in everywhere[1:]}
    for action in ACTIONS:
        assert shown.pop(action.keys).startswith(action.label)
    assert shown == {}
    told = {key: words for keys, words in forms[1:] for key in keys.split("、")}
    assert dict(FORM_KEYS).items() <= told.items()


@pytest.mark.parametrize("file", sorted(HELP.glob("*.md")), ids=lambda file: file.stem)
def test_every_page_has_a_heading_sound_links_and_no_stray_spaces(file: Path) -> None:
    content = file.read_text(encoding="utf-8")
    assert content.startswith("# ")
    links = re.findall(r"\]\(([^)]+)\)", content)
    assert [link for link in links if not (HELP / link).is_file()] == []
    assert wrapped(content) == [], "Chinese text that goes on in the next line gets a space"


def test_the_changelog_tells_of_this_version_or_of_what_is_to_come() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[({re.escape(__version__)}|Unreleased)\]", changes, re.MULTILINE)
