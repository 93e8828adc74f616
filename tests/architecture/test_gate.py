"""Whatever reads what a centre was handed asks the gate: no other module has the way to a family's words."""

import re
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.source import PACKAGE, Module, called, calls, imports, modules, texts

OUTWARD: Final = {"web", "cli", "api", "carriers", "alerts", "jobs"}
# The tables and columns that hold what a family told us; `handover_line` also has references and days, which are nobody's words.
# What a line says of people is sealed: who selects that selects their words.
PERSONAL: Final = re.compile(r"\b(handover_line|intake_notice|contact_attemptnote)\b", re.IGNORECASE)
WORDS: Final = re.compile(r"\bsealed\b(?! IS)")
# Who reads families' words as a centre was handed them, and so must ask.
# The last takes protected homes out again.
READERS: Final = {"contact/worklist.py", "contact/searching.py", "handover/homes.py"}


def own_reads(module: Module) -> list[str]:
    """What goes outwards reads no personal table by itself."""
    if module.package not in OUTWARD:
        return []
    return [f"{module.name}:{line}: reads a personal table" for line, text in texts(module) if PERSONAL.search(text)]


def shown_unasked(module: Module) -> list[str]:
    """A function that makes the view of a family stands where the gate is asked."""
    made = [call for call in calls(module) if called(call) in {"FamilyView", "WaitingFamily"}]
    asks = any(called(call) == "ask" and "gate" in imported(module) for call in calls(module))
    return [f"{module.name}:{call.lineno}: shows a family unasked" for call in made if not asks]


def lines_read(module: Module) -> list[str]:
    """Who selects words from the lines that a centre was handed is a reader that asks, and no other module does."""
    if module.is_migration or module.name in READERS:
        return []
    return [
        f"{module.name}:{line}: reads a centre's lines"
        for line, text in texts(module)
        if "FROM handover_line" in text and WORDS.search(text.split("FROM handover_line")[0])
    ]


# Who opens families' words only to compare or judge them: whatever else a page opens is kept as somebody's sight of a family.
WEIGHERS: Final = {
    *("births/store.py", "births/known_elsewhere.py", "release/gather.py", "intake/status.py", "intake/sealed.py"),
    *("allocation/rehearse.py", "safeguards/suppress.py", "safeguards/stops.py", "handover/homes.py"),
    *("contact/searching.py", "contact/retrace.py"),
}


def test_words_are_opened_unseen_only_where_they_are_compared_or_judged() -> None:
    weighing = {one.name for one in modules() for call in calls(one) if called(call) == "weigh"}
    assert weighing == WEIGHERS
    unsealed = {
        one.name
        for one in modules()
        for call in calls(one)
        for word in call.keywords
        if word.arg == "weighed" and called(call) == "read"
    }
    assert unsealed == {"intake/sealed.py", "handover/sealed.py"}


def imported(module: Module) -> set[str]:
    return {local for _, _, local in imports(module)}


@pytest.mark.parametrize("check", [own_reads, shown_unasked, lines_read], ids=lambda check: check.__name__)
def test_no_module_has(check) -> None:
    assert [finding for module in modules() if not module.is_migration for finding in check(module)] == []


def asked_in(path: Path) -> str:
    """A query without its comments."""
    return re.sub(r"--.*", "", path.read_text())


def test_the_query_for_a_centres_lines_is_asked_by_the_worklist_alone() -> None:
    queries = {path.relative_to(PACKAGE).as_posix(): asked_in(path) for path in PACKAGE.rglob("*.sql")}
    told = {name for name, query in queries.items() if "handover_line" in query and WORDS.search(query)}
    assert told == {"contact/sql/lines.sql"}
    askers = [
        one.name
        for one in modules()
        for call in calls(one)
        if called(call) == "named" and [getattr(word, "value", None) for word in call.args] == ["contact", "lines"]
    ]
    assert askers == ["contact/worklist.py"]


@pytest.mark.parametrize(
    ("check", "name", "text"),
    [
        (own_reads, "web/births/views.py", "x = 'SELECT * FROM intake_notice'"),
        (own_reads, "carriers/letters.py", "x = 'SELECT sealed FROM handover_line'"),
        (shown_unasked, "web/worklist/views.py", "x = FamilyView(1)"),
        (shown_unasked, "contact/letters.py", "from rightstart.release import gate\nx = FamilyView(1)"),
        (lines_read, "contact/letters.py", "x = 'SELECT sealed FROM handover_line'"),
    ],
)
def test_each_check_sees_what_is_bad(check, name: str, text: str) -> None:
    assert len(check(Module(name, text))) == 1
