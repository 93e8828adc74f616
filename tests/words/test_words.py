"""What people read is plain: its reading age, the words it avoids, and capitals only where a sentence has them."""

import re
from collections.abc import Iterable
from itertools import chain
from typing import Final

import pytest

from tests.words.reading import read, syllables
from tests.words.texts import WEB, headings, how_tos, modules, templates

AIM: Final = 11.0  # years
ENOUGH: Final = 20  # words: of fewer nothing can be said

# What to say instead, or why not.
AVOIDED: Final = {
    "utilis": "use",
    "leverag": "use",
    "facilitat": "help",
    "commenc": "begin",
    "terminat": "end",
    "endeavour": "try",
    "ascertain": "find out",
    "expedit": "hurry",
    "streamlin": "say what gets simpler",
    "collaborat": "work with",
    "deploy": "use, put in place",
    "initiat": "begin",
    "liais": "talk to",
    "henceforth": "from now on",
    "hereby": "leave it out",
    "herein": "here",
    "thereof": "of it",
    "notwithstanding": "even if",
    "pursuant": "under",
    "aforementioned": "this",
    "whilst": "while",
    "amongst": "among",
    "in order to": "to",
    "prior to": "before",
    "in the event": "if",
    "in respect of": "about",
    "going forward": "from now on",
    "click here": "say where the link leads",
    "please note": "say it",
    "data subject": "family, parent, person",
    "end user": "say who it is",
    "e.g.": "such as, for example",
    "i.e.": "that is",
    "etc.": "name them",
    "via": "by, through",
    "oops": "say what happened",
    "invalid": "say what is wrong with it",
}
NAMED: Final = frozenset(
    [
        "NHS",
        "CSV",
        "JSON",
        "XLSX",
        "PDF",
        "Word",
        "Email",
        "Monday",
        "GDPR",
        "Article",
        "UK",
        "HTTPS",
        "SHA-256",
        "IG",
        "ICO",
        "QR",
        "Right",
        "Start",
        "I",
    ]
)


SUBMITS: Final = re.compile(r"<button type=\"submit\".*?(?<!%)>", re.DOTALL)
DOUBLE: Final = 'data-module="govuk-button" data-prevent-double-click="true"'
# Words of the law, put into an agreement: they are its own.
QUOTED: Final = frozenset({"drafting/suggestions.py"})


def too_old(texts: Iterable[tuple[str, str]]) -> list[str]:
    measured = [(name, read(text)) for name, text in texts if text]
    return [
        f"{name}: {one.age:.1f}"
        for name, one in measured
        if one.words >= ENOUGH and one.age > AIM and name not in QUOTED
    ]


def avoided(texts: Iterable[tuple[str, str]]) -> list[str]:
    sought = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, AVOIDED))})", re.IGNORECASE)
    whole = {"via", "oops"}
    return [
        f"{name}: {found[0]!r}, better: {AVOIDED[found[0].lower()]}"
        for name, text in texts
        for found in sought.finditer(text)
        if found[0].lower() not in whole or not text[found.end() : found.end() + 1].isalpha()
    ]


def capitals(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Words with a capital that begin no sentence and are no name."""
    return [
        f"{name}: {head!r}"
        for name, head in texts
        for word in re.findall(r"(?<=[a-z,’'] )(?<!one )[A-Z][\w-]*", head)
        if word not in NAMED
    ]


def test_every_page_is_read_by_an_eleven_year_old() -> None:
    assert too_old(chain(templates(), modules(), how_tos())) == []


def test_no_page_uses_a_word_that_has_a_plainer_one() -> None:
    assert avoided(chain(templates(), modules(), how_tos())) == []


def test_headings_and_buttons_are_in_sentence_case() -> None:
    assert capitals(headings()) == []


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("a", 1),
        ("made", 1),
        ("family", 3),
        ("asked", 1),
        ("waited", 2),
        ("title", 2),
        ("council’s", 2),
        ("agreement", 3),
    ],
)
def test_syllables_are_counted_as_they_sound(word: str, sounds: int) -> None:
    assert syllables(word) == sounds


def test_the_measure_tells_plain_from_hard_and_finds_what_it_looks_for() -> None:
    plain = "The letter comes first. Write to the family. If they ring you, write down what they say."
    hard = "Notification responsibilities necessitate organisational accountability arrangements being operationalised."
    assert read(plain).age < 8
    assert read(hard).age > 20
    assert len(avoided([("x", "We utilise it prior to use, viable or via post.")])) == 3
    assert (
        capitals([("x", "Send The File to the NHS"), ("x", "Send the file")]) == ["x: 'Send The File to the NHS'"] * 2
    )


def test_every_button_that_sends_something_takes_a_double_click_as_one() -> None:
    """Downloads and searches too: a button that is pressed twice means one thing."""
    buttons = [(str(path), one) for path in WEB.rglob("*.html") for one in SUBMITS.findall(path.read_text())]
    assert len(buttons) > 5
    assert [(path, one) for path, one in buttons if DOUBLE not in one] == []
