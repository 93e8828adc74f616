"""Hides how the reading age of a text is measured.

Reading age = Flesch–Kincaid grade + 5 (a child is five when it begins the first grade):

    0.39 × words ÷ sentences + 11.8 × syllables ÷ words - 15.59 + 5

As Flesch counted, a sentence is a unit of thought: it ends at . ? ! : or ; or at the end of a line. Syllables are counted by groups
of vowels, without a silent e at the end and without the e of most -ed. (J. P. Kincaid and others, 1975.)
"""

import re
from dataclasses import dataclass
from typing import Final

WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’-]*")
END: Final = re.compile(r"(?<=[.?!:;])\s+|\n+")
VOWELS: Final = re.compile(r"[aeiouy]+")
SOUNDED: Final = ("le", "ee", "ye")


@dataclass(frozen=True, slots=True)
class Read:
    """A text's counts."""

    words: int
    sentences: int
    syllables: int

    @property
    def age(self) -> float:
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59 + 5


def read(text: str) -> Read:
    """Count a text of at least one word."""
    words = WORD.findall(text)
    sentences = sum(bool(WORD.search(part)) for part in END.split(text))
    return Read(len(words), sentences, sum(map(syllables, words)))


def syllables(word: str) -> int:
    word = word.lower().replace("’", "'").strip("'").removesuffix("'s")
    found = len(VOWELS.findall(word))
    silent = (word.endswith("e") and not word.endswith(SOUNDED)) + bool(re.search(r"[^td]ed$", word))
    return max(1, found - silent)
