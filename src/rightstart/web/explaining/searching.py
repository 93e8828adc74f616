"""Hides how births are looked for by a name, a home or a day: what was typed stands in no address, and what is found is a list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from rightstart.directory.rules import Verb
from rightstart.release.searching import MOST, Match, Matches
from rightstart.release.searching import search as looked_for
from rightstart.web.components import Cell, Column, Link, Table, Tag
from rightstart.web.days import day
from rightstart.web.explaining.forms import FindForm, SearchForm
from rightstart.web.explaining.telling import COLOURS
from rightstart.web.searched import search_again, searched
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import OUTCOMES


@seated(Verb.EXPLAIN)
def search(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Births of this council with a surname, a postcode or a day of birth; what was typed stands in no address."""
    asked = request.POST.dict() if request.method == "POST" else searched(request)
    if asked is None:
        return redirect("births")
    form = SearchForm(asked)
    if request.method == "POST" and form.is_valid():
        return search_again(request, {name: asked.get(name, "") for name in form.fields})
    shown: dict[str, object] = {"form": FindForm(), "search": form}
    if form.is_valid():
        knows = seat.allows(Verb.SEE_WITHHELD)
        found = looked_for(seat.viewer, form.asked(), knows=knows)
        shown |= {"found": found, "table": _table(found), "knows": knows, "most": MOST}
    return render(request, "explaining/find.html", shown)


def _table(found: Matches) -> Table | None:
    columns = [Column("Baby"), Column("Born"), Column("Parent"), Column("Stands")]
    rows = [_row(one) for one in found.births]
    return Table("Births found", columns, rows, caption_hidden=True) if rows else None


def _row(one: Match) -> list[Cell]:
    name = " ".join(filter(None, (one.forename, one.surname)))
    stands = Tag(OUTCOMES[one.outcome], COLOURS[one.outcome]) if one.outcome else None
    return [
        Cell(link=Link(name, reverse("birth", args=[one.reference]), f", {one.reference}"), note=one.reference),
        Cell(day(one.born_on)),
        Cell(one.parent or "Not said"),
        Cell("" if stands else "Not looked at yet", tag=stands),
    ]
