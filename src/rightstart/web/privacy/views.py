"""Hides how anybody reads a centre's full privacy notice: without an account or a cookie, and nothing is written down of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from rightstart.agreements.kit.notices import COMMISSIONER, notice_public
from rightstart.agreements.published import Published, published
from rightstart.agreements.wording import Statement
from rightstart.contact.letters.houses import address_of, rung
from rightstart.engine.paper import Block, Bullets, Heading, Paragraph
from rightstart.engine.paper import Table as Rows
from rightstart.terms import london_date
from rightstart.web.components import Cell, Column, Table
from rightstart.web.ringing import dialled


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a notice as a page draws it: only one of these is given."""

    heading: str = ""
    text: str = ""
    items: Sequence[str] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """What one agreement says: who tells whom, in a sentence, and all that follows from it."""

    key: str
    title: str
    parts: Sequence[Part]


@require_safe
def notice(request: HttpRequest, centre: str) -> HttpResponse:
    """The second layer of what a letter says of privacy: drawn anew from what is in force today."""
    on = london_date(timezone.now())
    found = published(centre, on=on) or published(centre.upper(), on=on)  # typed from paper
    if found is None:
        raise Http404
    office = rung([found.centre])[found.centre.id]
    shown = {
        "centre": found.centre.name,
        "address": ", ".join(address_of(found.centre)),
        "council": found.council.name,
        "number": dialled(office.number) if office else None,
        "hours": office.hours if office else "",
        "sections": _sections(found),
        "commissioner": COMMISSIONER,
    }
    return render(request, "privacy/notice.html", shown)


def _sections(found: Published) -> list[Section]:
    return [
        Section(f"agreement-{number}", _title(one), list(_parts(notice_public(one))))
        for number, one in enumerate(found.statements, 1)
    ]


def _title(one: Statement) -> str:
    return f"What {one.giver.name} tells {one.takers[0].name}"


def _parts(blocks: Iterable[Block]) -> Iterable[Part]:
    caption = ""
    for block in blocks:
        match block:
            case Heading(text):
                caption = text
                yield Part(heading=text)
            case Paragraph(text):
                yield Part(text=text)
            case Bullets(items):
                yield Part(items=items)
            case Rows():
                yield Part(table=_table(caption, block))


def _table(caption: str, block: Rows) -> Table:
    columns = [Column(one) for one in block.header]
    rows = [[Cell(text) for text in row] for row in block.rows]
    return Table(caption, columns, rows, caption_hidden=True)
