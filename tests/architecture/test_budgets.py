"""The size of things: module, function, test, and no import where a reader does not look for one."""

import ast
from statistics import median

import pytest

from tests.architecture.source import PACKAGE, ROOT, Function, Module, functions, modules

MODULE, FUNCTION, TEST, MEDIAN = 300, 40, 50, 9


def lines(function: Function) -> int:
    """From `def` to the last line; decorators are not counted."""
    assert function.end_lineno
    return function.end_lineno - function.lineno + 1


def too_long(module: Module, *, function: int) -> list[str]:
    found = []
    if not module.is_migration and (length := len(module.text.splitlines())) > MODULE:
        found.append(f"{module.name}: {length} lines, at most {MODULE}")
    return found + [
        f"{module.name}:{f.lineno}: {f.name} has {lines(f)} lines, at most {function}"
        for f in functions(module)
        if lines(f) > function
    ]


def hidden_imports(module: Module) -> list[str]:
    return [
        f"{module.name}:{node.lineno}: import inside {function.name}"
        for function in functions(module)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def test_modules_and_functions_are_short() -> None:
    assert [finding for module in modules() for finding in too_long(module, function=FUNCTION)] == []


def test_tests_are_short() -> None:
    written = [*modules(ROOT / "tests", ROOT), *modules(ROOT / "bench", ROOT)]
    assert [finding for module in written for finding in too_long(module, function=TEST)] == []


def test_the_median_function_is_short() -> None:
    sizes = [lines(function) for module in modules() if not module.is_migration for function in functions(module)]
    assert median(sizes) <= MEDIAN, f"median {median(sizes)} of {len(sizes)} functions"


def test_nothing_is_imported_inside_a_function() -> None:
    written = [*modules(), *modules(ROOT / "tests", ROOT), *modules(ROOT / "bench", ROOT)]
    assert [finding for module in written for finding in hidden_imports(module)] == []


def test_init_files_are_empty() -> None:
    assert [path for path in PACKAGE.rglob("__init__.py") if path.read_text()] == []


@pytest.mark.parametrize(("body", "budget", "fits"), [(39, 40, True), (40, 40, False)])
def test_the_check_counts_lines_of_a_function(body: int, budget: int, fits: bool) -> None:
    module = Module("births/x.py", "@cache\ndef f():\n" + "    a = 1\n" * body)
    assert (too_long(module, function=budget) == []) is fits


def test_the_check_counts_lines_of_a_module_but_not_of_a_migration() -> None:
    text = "a = 1\n" * (MODULE + 1)
    assert too_long(Module("births/x.py", text), function=FUNCTION) == ["births/x.py: 301 lines, at most 300"]
    assert too_long(Module("births/migrations/0001_initial.py", text), function=FUNCTION) == []


def test_the_check_sees_an_import_inside_a_method() -> None:
    text = "import os\nclass A:\n    def f(self):\n        from x import y\n"
    assert hidden_imports(Module("births/x.py", text)) == ["births/x.py:4: import inside f"]
