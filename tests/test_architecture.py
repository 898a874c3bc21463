"""The rules of the code as tests: who imports whom, how large things grow, what is never called."""

import ast
import graphlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "mediation_desk"
OURS = sorted(PACKAGE.rglob("*.py"))
ALL_PYTHON = [
    path
    for folder in ("mediation_desk", "tests", "packaging", "db")
    for path in sorted((ROOT / folder).rglob("*.py"))
]

# Each layer's own layers and libraries; the standard library is open to all.
BASE = {"errors", "clock"}
LAYERS: dict[str, set[str]] = {
    "errors": set(),
    "clock": set(),
    "paths": set(),
    "files": {"errors"},
    "pdfium": {"pypdfium2"},
    "logs": BASE | {"paths"},
    "domain": BASE | {"stdnum", "chinese_calendar"},
    "documents": BASE
    | {"domain", "files", "reportlab", "openpyxl", "fontTools", "docx", "pypdf", "pypdfium2"}
    | {"PIL", "pdfium", "zxingcpp"},
    "storage": BASE
    | {"domain", "files", "sqlalchemy", "alembic", "sqlcipher3", "uuid_utils", "argon2"}
    | {"cryptography", "pypinyin"},
    "exchange": BASE | {"domain", "storage", "files", "openpyxl", "cryptography"},
    "services": BASE
    | {"domain", "storage", "documents", "exchange", "files", "sqlalchemy", "pypinyin"},
    "gui": BASE | {"services", "domain", "files", "PySide6", "shiboken6", "pdfium"},
    "cli": BASE | {"app", "services", "domain", "paths", "logs", "files"},
    "desk": BASE | {"domain", "services", "storage", "paths"},
    "app": {"*"},
    "__main__": {"cli", "app"},
    "__init__": set(),
}

# Hard limits in lines and parameters. Each list may only shrink: an entry whose reason has gone
# makes its test fail.
FUNCTION_LINES, MODULE_LINES, CLASS_LINES, PARAMETERS = 50, 400, 200, 5
ALLOWED_OVERSIZE: set[str] = set()

PROMPTS = "mediation_desk/gui/prompts.py"
# The upgrade opens its own transaction: foreign keys must be switched off outside of it.
TRANSACTIONS = {"mediation_desk/storage/database.py", "mediation_desk/storage/migrate.py"}
FILES = "mediation_desk/files.py"
CATCH_ALL = {"mediation_desk/gui/runner.py", "mediation_desk/logs.py"}
MAY_PRINT = (
    "mediation_desk/cli",
    "mediation_desk/__main__.py",
    "packaging/",
    "tests/bench/",
    "tests/faults/",
)

# Qt's virtual methods whose names are one lower-case word; camelCase ones need no list.
QT_WORDS = {"data", "flags", "event", "index", "parent", "sort", "paint", "accept", "reject"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path, *, typing_only: bool = True) -> Iterator[str]:
    """Yield the dotted name of everything the module imports, also inside functions."""
    hidden: set[ast.AST] = set()
    if not typing_only:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
                hidden.update(inner for item in node.body for inner in ast.walk(item))
    for node in ast.walk(tree(path)):
        if node in hidden:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert not node.level, f"{name_of(path)}:{node.lineno}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with its dotted text, such as `time.sleep`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def places(found: Iterator[tuple[Path, ast.AST]]) -> list[str]:
    return [f"{name_of(path)}:{getattr(node, 'lineno', 0)}" for path, node in found]


# Layers ------------------------------------------------------------------------------------


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_each_layer_imports_only_what_its_row_allows(path: Path) -> None:
    layer = layer_of(path)
    allowed = LAYERS[layer]
    if "*" in allowed:
        return
    wrong = set()
    for dotted in imports(path):
        parts = dotted.split(".")
        if parts[0] in sys.stdlib_module_names:
            continue
        target = parts[1] if parts[0] == "mediation_desk" else parts[0]
        if target not in allowed | {layer, "__version__"}:
            wrong.add(dotted)
    assert not wrong, f"{layer} may not import {sorted(wrong)}"


def test_no_import_cycle_not_even_one_hidden_in_a_function() -> None:
    def dotted(path: Path) -> str:
        return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    modules = {dotted(path) for path in OURS}
    graph = {}
    for path in OURS:
        found = {
            full if full in modules else full.rpartition(".")[0]
            for full in imports(path, typing_only=False)
        }
        graph[dotted(path)] = (found & modules) - {dotted(path)}
    list(graphlib.TopologicalSorter(graph).static_order())


def test_migrations_import_nothing_of_ours() -> None:
    for path in sorted((ROOT / "db").rglob("versions/*.py")):
        assert not [name for name in imports(path) if name.startswith("mediation_desk")], path


@pytest.mark.parametrize("folder", ["packaging", "db", "resources"])
def test_folders_that_are_not_packages_stay_so(folder: str) -> None:
    # With one, `import packaging` finds ours instead of the library of that name.
    assert not list((ROOT / folder).rglob("__init__.py"))


# Rights ------------------------------------------------------------------------------------


def public_methods(path: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield the public methods of a module's services, and of the Desk but for its end."""
    for owner in tree(path).body:
        if not isinstance(owner, ast.ClassDef):
            continue
        if not owner.name.endswith("Service") and owner.name != "Desk":
            continue
        for node in owner.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                marks = {ast.unparse(mark) for mark in node.decorator_list}
                if not marks & {"property", "cached_property"} and node.name != "close":
                    yield f"{owner.name}.{node.name}", node


def test_every_service_method_declares_the_permission_it_needs() -> None:
    # Put @needs(Permission.…) above it: domain/rights.py lists them, services/permissions.py gates.
    undeclared = [
        name
        for path in OURS
        if layer_of(path) in ("services", "app")
        for name, node in public_methods(path)
        if not any(ast.unparse(mark).startswith("needs(") for mark in node.decorator_list)
    ]
    assert undeclared == []


# Sizes -------------------------------------------------------------------------------------


def oversize(path: Path) -> Iterator[str]:
    """Yield what is larger than allowed, named so that it can stand in the exception list."""
    name = name_of(path)
    if "/versions/" in name:
        return  # a released migration is a frozen listing of the schema and is never edited
    if len(path.read_text(encoding="utf-8").splitlines()) > MODULE_LINES:
        yield name
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        lines = (node.end_lineno or 0) - node.lineno + 1
        limit = CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES
        if lines > limit:
            yield f"{name}::{node.name}"
        elif not isinstance(node, ast.ClassDef) and name.startswith("mediation_desk"):
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            if len([arg for arg in given if arg.arg not in ("self", "cls")]) > PARAMETERS:
                yield f"{name}::{node.name}"


def test_nothing_outgrows_its_budget() -> None:
    found = {item for path in ALL_PYTHON for item in oversize(path)}
    assert found - ALLOWED_OVERSIZE == set(), "too large: split it"
    assert ALLOWED_OVERSIZE - found == set(), "no longer too large: take it off the list"


# Forbidden calls ---------------------------------------------------------------------------


def test_message_boxes_and_file_dialogs_live_in_prompts_only() -> None:
    wrong = [
        (path, node)
        for path in OURS
        if name_of(path) != PROMPTS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Name | ast.Attribute | ast.alias)
        and ast.unparse(node).split(".")[-1] in ("QMessageBox", "QFileDialog")
    ]
    assert places(iter(wrong)) == []


def test_transactions_begin_and_end_in_two_modules_of_storage_only() -> None:
    wrong = [
        (path, node)
        for path in OURS
        if name_of(path) not in TRANSACTIONS
        for text, node in calls(path)
        if text.endswith((".commit", ".begin"))
    ]
    assert places(iter(wrong)) == []


@pytest.mark.parametrize(
    ("forbidden", "reason"),
    [
        (r"(.*\.)?processEvents", "re-enters the event loop in the middle of a slot"),
        (r"(time\.)?sleep|.*QThread\.m?u?sleep", "wait for the thing, never for time"),
        (r"qtbot\.wait", "waitUntil and waitSignal wait for the thing"),
        (r"eval|exec|builtins\.(eval|exec)", "nothing that was read is ever executed"),
        (r"(pickle|marshal|shelve|dill)\..*", "loading one of these executes what it holds"),
        (r"yaml\.(load|unsafe_load|full_load)", "builds arbitrary objects"),
        (r"os\.(system|popen)", "goes through a shell"),
        (r"tempfile\.mktemp", "another program can take the name first"),
    ],
)
def test_never_called(forbidden: str, reason: str) -> None:
    wrong = [
        (path, node)
        for path in ALL_PYTHON
        for text, node in calls(path)
        if re.fullmatch(forbidden, text)
    ]
    assert places(iter(wrong)) == [], reason


def test_no_program_is_started_through_a_shell() -> None:
    wrong = [
        (path, node)
        for path in ALL_PYTHON
        for _, node in calls(path)
        if any(word.arg == "shell" for word in node.keywords)
    ]
    assert places(iter(wrong)) == []


def reraises(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) for node in ast.walk(handler))


def test_only_the_runner_and_the_crash_log_catch_everything() -> None:
    wrong = [
        (path, node)
        for path in OURS
        if name_of(path) not in CATCH_ALL
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or re.search(r"\b(Base)?Exception\b", ast.unparse(node.type)))
        and not reraises(node)
    ]
    assert places(iter(wrong)) == []


def writes_file(text: str, call: ast.Call) -> bool:
    """Return whether the call opens a file for writing, past the helper that does so safely."""
    if text.endswith((".write_text", ".write_bytes")):
        return True
    if text not in ("open", "io.open", "os.fdopen") and not text.endswith(".open"):
        return False
    position = 0 if text.endswith(".open") and text != "io.open" else 1
    modes = [word.value for word in call.keywords if word.arg == "mode"]
    modes += call.args[position : position + 1]
    return any(
        isinstance(mode, ast.Constant)
        and isinstance(mode.value, str)
        and re.fullmatch(r"[rbt]*[wax+][rbt+]*", mode.value) is not None
        for mode in modes
    )


def test_files_are_written_through_the_atomic_helper_only() -> None:
    wrong = [
        (path, node)
        for path in OURS
        if name_of(path) != FILES
        for text, node in calls(path)
        if writes_file(text, node)
    ]
    assert places(iter(wrong)) == []


def test_no_user_text_reaches_a_markup_parser() -> None:
    # ReportLab's Paragraph reads its text as markup: a name with < in it is lost or raises.
    wrong = [
        f"{name_of(path)}: {dotted}"
        for path in OURS
        for dotted in imports(path)
        if dotted.startswith("reportlab.") and dotted.endswith((".Paragraph", ".XPreformatted"))
    ]
    assert wrong == []


def test_only_the_command_line_prints() -> None:
    wrong = [
        (path, node)
        for path in ALL_PYTHON
        if not name_of(path).startswith(MAY_PRINT)
        for text, node in calls(path)
        if text == "print"
    ]
    assert places(iter(wrong)) == []


# Words -------------------------------------------------------------------------------------


def undocumented(path: Path) -> Iterator[str]:
    """Yield what is public and has no docstring; methods that override Qt need none."""
    module = tree(path)
    if not ast.get_docstring(module):
        yield name_of(path)
    owners: list[ast.Module | ast.ClassDef] = [module]
    owners += [node for node in module.body if isinstance(node, ast.ClassDef)]
    for owner in owners:
        for node in owner.body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            is_qt = owner is not module and (
                node.name in QT_WORDS or re.fullmatch(r"[a-z]+[A-Z]\w*", node.name)
            )
            if not is_qt and not ast.get_docstring(node):
                yield f"{name_of(path)}::{node.name}"


def test_every_module_public_class_and_public_function_says_what_it_gives() -> None:
    assert [item for path in OURS for item in undocumented(path)] == []


def texts() -> list[Path]:
    found = [*ROOT.glob("*.md"), *ROOT.glob("*.toml"), *ROOT.glob("*.lock"), ROOT / "Makefile"]
    for folder in ("resources", "packaging", "db"):
        found += (ROOT / folder).rglob("*.md")
        found += (ROOT / folder).rglob("*.toml")
    return [*found, *OURS, *(ROOT / "packaging").glob("*.py")]


def test_no_text_names_a_machine_or_a_package_host() -> None:
    # A lock that names a host ties every office to it; a path of one machine helps nobody.
    banned = re.compile(
        r"(?<![\w.])/(work|root|home|Users)/|C:\\Users|pypi\.org|pythonhosted|debian\.org"
    )
    wrong = [
        f"{name_of(path)}:{number}"
        for path in texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if banned.search(line) or (path.suffix == ".lock" and line.startswith("--"))
    ]
    assert wrong == []


def test_no_unfinished_marks_are_left_behind() -> None:
    mark = re.compile("#.*" + r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    wrong = [name_of(path) for path in ALL_PYTHON if mark.search(path.read_text(encoding="utf-8"))]
    assert wrong == []
