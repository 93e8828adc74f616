"""Hides which papers there are, and that each comes in two formats."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from rightstart.agreements.kit.agreement import agreement
from rightstart.agreements.kit.brief import brief
from rightstart.agreements.kit.dpia import dpia
from rightstart.agreements.kit.letter import letter
from rightstart.agreements.kit.notices import notice_full, notice_short
from rightstart.agreements.wording import Statement
from rightstart.engine.paper import Paper
from rightstart.engine.pdf import paper_pdf
from rightstart.engine.word import paper_docx


class Format(StrEnum):
    """What a paper is written as, which is also the ending of its file’s name."""

    PDF = "pdf"
    DOCX = "docx"


class Draft(StrEnum):
    """Which paper."""

    AGREEMENT = "agreement"
    DPIA = "dpia"
    NOTICE_SHORT = "notice-short"
    NOTICE_FULL = "notice-full"
    BRIEF = "brief"
    LETTER = "letter"


PAPERS: Final[Mapping[str, Callable[[Statement], Paper]]] = {
    Draft.AGREEMENT: agreement,
    Draft.DPIA: dpia,
    Draft.NOTICE_SHORT: notice_short,
    Draft.NOTICE_FULL: notice_full,
    Draft.BRIEF: brief,
    Draft.LETTER: letter,
}
WRITTEN: Final[Mapping[Format, Callable[[Paper], bytes]]] = {Format.PDF: paper_pdf, Format.DOCX: paper_docx}


def file_name(one: Statement, paper: str, form: Format) -> str:
    """The name of a paper's file; what a reference may hold and a file's name may not is left out."""
    reference = "".join(each for each in one.reference if each.isalnum() or each in "-_")
    return f"{reference}-v{one.version}-{paper}.{form}"


def written(one: Statement, paper: Draft, form: Format) -> bytes:
    """One paper of an entry in one format."""
    return WRITTEN[form](PAPERS[paper](one))


def drawn(one: Statement) -> Mapping[str, bytes]:
    """Every paper of an entry in every format, by the name of its file."""
    made = {name: draw(one) for name, draw in PAPERS.items()}
    return {file_name(one, name, form): write(paper) for name, paper in made.items() for form, write in WRITTEN.items()}
