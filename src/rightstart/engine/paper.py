"""Hides nothing: what a paper is made of, whether it is set as PDF or as a Word file; pure.

`fields` names, in plain words, what each part was drawn from: it stands as a small mark after the part, in every format.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, assert_never

# What neither a Word file nor a PDF can hold: control characters but for the tab and the new line.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 2 for a part and 3 for a part of a part; the title alone is level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """`header` names the columns and is repeated on each page; every row has as many cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    fields: tuple[str, ...] = ()


Block = Heading | Paragraph | Bullets | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """`marking`: what a reader must know first, at the top and at the foot of each page; `reference`: of what it is drawn.

    `small`: set a little smaller, for what has to fit on one page.
    """

    title: str
    marking: str
    reference: str
    blocks: tuple[Block, ...]
    small: bool = False


def mark(fields: tuple[str, ...]) -> str:
    """What a part was drawn from, as it stands after the part; empty where its words are the same in every paper."""
    return f"Entry: {', '.join(fields)}" if fields else ""


def printable(text: str) -> str:
    """The text without characters that no paper can hold; lines end alike."""
    return _UNPRINTABLE.sub(" ", text.replace("\r\n", "\n"))


def texts(paper: Paper) -> Iterator[str]:
    """Every text of a paper in its order, marks and all."""
    yield from (paper.title, paper.marking, paper.reference)
    for block in paper.blocks:
        yield from _texts(block)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield text
            return
        case Paragraph(text):
            yield text
        case Bullets(items):
            yield from items
        case Table(header, rows):
            yield from header
            for row in rows:
                yield from row
        case _:
            assert_never(block)
    if block.fields:
        yield mark(block.fields)
