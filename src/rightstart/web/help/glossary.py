"""Hides the glossary: each word of the field with what it means here, and how it is explained where it stands in a text."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import slugify

from rightstart.web.help.lying import docs

ROW: Final = re.compile(r"^\| (?!Word \||---)(.+?) \| (.+) \|$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several that belong together ("parcel, line"), and its meaning in plain text."""

    word: str
    meaning: str

    @property
    def anchor(self) -> str:
        return slugify(self.word)

    @property
    def spellings(self) -> list[str]:
        """As it may stand in a text; what is said in brackets is no part of the word."""
        return [one.strip() for one in re.sub(r"\(.*?\)", "", self.word).split(",")]

    def explained(self, words: str, number: int) -> SafeString:
        """These words, leading to the glossary, with the meaning beside them for whoever points at them or hears them.

        Shown by terms.js; without scripts the link is the way to it. `number` tells it from others on the page.
        """
        tip = f"term-{number}-{self.anchor}"
        return SafeString(
            f'<span class="app-term"><a class="govuk-link app-term__word" href="/help/words#{self.anchor}" '
            f'aria-describedby="{tip}">{escape(words)}</a><span class="app-term__meaning" role="tooltip" id="{tip}" '
            f"hidden>{escape(self.meaning)}</span></span>"
        )


@cache
def terms() -> tuple[Term, ...]:
    """Every word of the glossary, by the alphabet."""
    text = (docs() / "glossary.md").read_text(encoding="utf-8")
    found = [Term(word, meaning.replace("*", "").replace("`", "")) for word, meaning in ROW.findall(text)]
    return tuple(sorted(found, key=lambda term: term.word.lower()))


@cache
def by_spelling() -> dict[str, Term]:
    """Each spelling in small letters with its term."""
    return {spelling.lower(): term for term in terms() for spelling in term.spellings}
