"""Each small change that the mutator makes, and what it leaves alone."""

import ast

import pytest

from bench._mutate import mutants, query_mutants
from bench._survivors import EXPLAINED
from tests.architecture.source import ROOT


def changes(text: str) -> list[str]:
    return [one.change for one in mutants(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("def f(a):\n    g(a in b)", ["f: g(a in b) → pass", "f: g(a in b) → g(a not in b)"]),
        ("A = b < c", [f"A: A = b < c → A = b {sign} c" for sign in ("<=", "==", "!=", ">=", ">")]),
        ("A = b and c", ["A: A = b and c → A = b or c", "A: A = b and c → A = c", "A: A = b and c → A = b"]),
        ("A = not b", ["A: A = not b → A = b"]),
        ("A = True", ["A: A = True → A = False"]),
        ("A = days(2)", ["A: A = days(2) → A = days(3)", "A: A = days(2) → A = days(1)"]),
        ("A = {b, c}", ["A: A = {b, c} → A = {c}", "A: A = {b, c} → A = {b}"]),
        ("A = {b: c}", ["A: A = {b: c} → A = {}"]),
        ("A = min(b, key=c)", ["A: A = min(b, key=c) → A = min(b)", "A: A = min(b, key=c) → A = max(b, key=c)"]),
        ("A = [b for b in c if b]", ["A: A = [b for b in c if b] → A = [b for b in c]"]),
        ("A = b if c else d", ["A: A = b if c else d → A = b", "A: A = b if c else d → A = d"]),
        ("def f():\n    return a", ["f: return a → return"]),
        ("B, C = x\nA = f(B)", ["A: A = f(B) → A = f(C)"]),
        ("A = SELECT\nB = 'SELECT 1 WHERE a = 2'", ["B: B = 'SELECT 1 WHERE a = 2' → B = 'SELECT 1 WHERE a <> 2'"]),
    ],
)
def test_each_change_is_told_in_words(text: str, told: list[str]) -> None:
    assert changes(text)[: len(told)] == told


def test_of_an_enum_each_member_is_changed_for_the_next_and_none_is_spelled_otherwise() -> None:
    text = "class K(Enum):\n    A = 'a'\n    B = 'b'\nX = K.A\nY = K.B"
    assert changes(text) == ["X: X = K.A → X = K.B", "Y: Y = K.B → Y = K.A"]


def patterns(text: str) -> list[str]:
    return [ast.unparse(node.pattern) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.match_case)]


def test_a_case_is_left_out_and_so_is_one_of_its_patterns() -> None:
    text = "def f(a):\n    match a:\n        case B() | C():\n            g()\n        case D():\n            h()"
    found = {tuple(patterns(one.text)) for one in mutants(text)}
    assert found == {("B() | C()", "D()"), ("B() | C()",), ("D()",), ("B()", "D()"), ("C()", "D()"), ()}


@pytest.mark.parametrize(
    "text",
    [
        "import a",
        "'''said 1'''",
        "def f(a: set[1]) -> {1, 2}:\n    '''said'''",
        "A = B | C",
        "@d(frozen=True)\nclass C(B, frozen=True):\n    a: int",
    ],
)
def test_what_decides_nothing_is_left_alone(text: str) -> None:
    assert changes(text) == []


def test_two_changes_that_read_alike_are_numbered_and_each_is_another_text() -> None:
    found = [*mutants("def f():\n    if a:\n        return b\n    return b")]
    alike = [one.change for one in found if one.change.startswith("f: return b → return")]
    assert alike == ["f: return b → return", "f: return b → return (2)"]
    assert len({one.text for one in found}) == len(found)


def test_a_query_lacks_each_condition_in_turn_with_the_brackets_that_it_stands_in() -> None:
    told = [one.text for one in query_mutants("-- said\nSELECT a WHERE b IN (SELECT c WHERE d) AND NOT e GROUP BY f")]
    assert [" ".join(text.split()) for text in told] == [
        "SELECT a WHERE b IN (SELECT c WHERE d) AND e GROUP BY f",
        "SELECT a WHERE b IN (SELECT c WHERE d) OR NOT e GROUP BY f",
        "SELECT a WHERE TRUE AND NOT e GROUP BY f",
        "SELECT a WHERE b IN (SELECT c WHERE TRUE ) AND NOT e GROUP BY f",
        "SELECT a WHERE b IN (SELECT c WHERE d) AND TRUE GROUP BY f",
    ]


def test_every_change_that_no_test_sees_stands_with_its_reason_in_the_reference() -> None:
    told = (ROOT / "docs/reference/mutants.md").read_text()
    rows = [f"| `{one.file}` | `{one.words}` | {why} |" for one, why in EXPLAINED.items()]
    assert [row for row in told.splitlines() if row.startswith("| `") and " → " in row] == rows
