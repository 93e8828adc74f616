"""Hides how help is searched: every word of the question must be there, and what stands in a title or early comes first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

WORD: Final = re.compile(r"[a-z0-9]+")
IN_TITLE: Final = 20
AROUND: Final = 140  # characters of an excerpt


@dataclass(frozen=True, slots=True)
class Text:
    """What can be found: where it is shown, its title and its words."""

    href: str
    title: str
    words: str


def find(question: str, texts: Iterable[Text]) -> list[tuple[Text, str]]:
    """The texts that hold every word of the question, or one that begins like it; the best first, each with an excerpt."""
    asked = WORD.findall(question.lower())
    weighed = [(_weight(asked, text), text) for text in texts] if asked else []
    ordered = sorted(((weight, text) for weight, text in weighed if weight), key=lambda one: (-one[0], one[1].title))
    return [(text, excerpt(text.words, asked)) for _, text in ordered]


def _weight(asked: Sequence[str], text: Text) -> int:
    """0 where a word is missing."""
    title, words = WORD.findall(text.title.lower()), WORD.findall(text.words.lower())
    found = [
        IN_TITLE * sum(one.startswith(word) for one in title) + sum(one.startswith(word) for one in words)
        for word in asked
    ]
    return sum(found) if all(found) else 0


def excerpt(words: str, asked: Sequence[str]) -> str:
    """Some words around the first that was asked for, cut between words."""
    at = re.search(rf"\b({'|'.join(map(re.escape, asked))})", words, re.IGNORECASE)
    start = max(0, (at.start() if at else 0) - AROUND // 2)
    start = words.rfind(" ", 0, start) + 1
    cut = words[start : start + AROUND].rpartition(" ")[0] if len(words) > start + AROUND else words[start:]
    return f"{'… ' if start else ''}{cut}{' …' if start + len(cut) < len(words) else ''}"
