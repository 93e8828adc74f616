"""Hides where the documentation lies, in a checkout and when installed, and what of it is shown: how-tos, rules, words, changes."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.safestring import SafeString

from rightstart.web.help.drawing import drawn
from rightstart.web.help.lying import changelog, docs

SHELVES: Final = ("how-to", "rules")
COMMENT: Final = re.compile(r"<!--.*?-->\n*", re.DOTALL)
PLAIN: Final = re.compile(r"[*`|#]+|\]\([^)]*\)|\[|^\s*[-:| ]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of documentation: its shelf and name in the address, its title, its markdown, and what is searched."""

    shelf: str
    name: str
    title: str
    source: str

    @property
    def words(self) -> str:
        """The text without its marks."""
        return " ".join(PLAIN.sub(" ", self.source).split())

    def html(self) -> SafeString:
        return drawn(self.source, f"docs/{self.shelf}" if self.shelf else "")


@cache
def leaves() -> dict[tuple[str, str], Leaf]:
    """Every page of the shelves, by shelf and name; in the order of their titles. Read once: a release brings others."""
    found = [_leaf(shelf, path) for shelf in SHELVES for path in (docs() / shelf).glob("*.md")]
    return {(leaf.shelf, leaf.name): leaf for leaf in sorted(found, key=lambda leaf: leaf.title)}


@cache
def changes() -> Leaf:
    """What is new, release by release."""
    return _leaf("", changelog())


def pictures() -> Path:
    """Where the pictures of the how-tos lie."""
    return docs() / "pictures"


def _leaf(shelf: str, path: Path) -> Leaf:
    title, _, source = COMMENT.sub("", path.read_text(encoding="utf-8")).partition("\n")
    return Leaf(shelf, path.stem, title.removeprefix("# ").replace("'", "’"), source.strip())
