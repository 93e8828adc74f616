"""Hides how a page of docs/rules is put together: its heading, its note, its tables."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

NOTE: Final = "<!-- Drawn from tests/spec by `python -m tests.spec.tables`. Change the table there, not this page. -->"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def page(title: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", NOTE, *parts)) + "\n"


def code(word: StrEnum) -> str:
    return f"`{word.value}`"


def tick(holds: bool) -> str:
    return "yes" if holds else ""
