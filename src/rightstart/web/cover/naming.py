"""Hides a council's page of cover: which centre is silent, which covers which, and after how many days that counts."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rightstart.cover import naming
from rightstart.cover.desk import CentreRow, Silent, centres
from rightstart.cover.rules import LEAST_DAYS, MOST_DAYS, NoCover
from rightstart.directory import people
from rightstart.directory.people import OrganisationRow
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.web.components import Cell, Colour, Column, Link, Table, Tag
from rightstart.web.cover.forms import LimitForm, NamingForm
from rightstart.web.cover.sentences import HINDERS
from rightstart.web.days import counted, day, moment
from rightstart.web.seat import Seat, seated


@seated(Verb.NAME_COVER)
def cover(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every centre with who covers it; the silent ones first."""
    return _page(request, seat, LimitForm(initial={"days": naming.limit(seat.organisation)}))


@require_POST
@seated(Verb.NAME_COVER)
def limit(request: HttpRequest, seat: Seat) -> HttpResponse:
    """After how many days a centre counts as silent."""
    form = LimitForm(request.POST)
    if not form.is_valid():
        return _page(request, seat, form)
    naming.limit_silence(viewer=seat.viewer, days=form.cleaned_data["days"], by=seat.by, at=seat.at)
    messages.success(request, "Kept.")
    return redirect("cover")


def _page(request: HttpRequest, seat: Seat, form: LimitForm) -> HttpResponse:
    found = centres(seat.viewer, at=seat.at)
    shown = {"table": _table(found) if found else None, "form": form, "least": LEAST_DAYS, "most": MOST_DAYS}
    return render(request, "cover/cover.html", shown | {"silent": [_sentence(one) for one in found if one.silent]})


@seated(Verb.NAME_COVER)
def name(request: HttpRequest, seat: Seat, centre: str) -> HttpResponse:
    """Name which centre covers this one, from a day."""
    found = next((one for one in _ours(seat) if one.code == centre), None)
    if found is None:
        messages.info(request, HINDERS[NoCover.NOT_OURS])
        return redirect("cover")
    offered = naming.may_cover(found, on=seat.today)
    form = NamingForm(request.POST or None, offered=offered, today=seat.today)
    if request.method == "POST" and form.is_valid():
        other, from_on = form.said()
        viewer, by = seat.viewer, seat.by
        answer = naming.name(viewer=viewer, centre=centre, cover=other, from_on=from_on, by=by, at=seat.at)
        if not isinstance(answer, NoCover):
            messages.success(request, "Kept. It is looked at again within the hour.")
            return redirect("cover")
        form.add_error("cover", HINDERS[answer])
    shown = {"form": form, "centre": found, "offered": bool(offered), "back": reverse("cover")}
    return render(request, "cover/name.html", shown)


def _ours(seat: Seat) -> Sequence[OrganisationRow]:
    return people.organisations(OrganisationKind.CENTRE, seat.organisation)


def _table(found: Sequence[CentreRow]) -> Table:
    columns = [Column("Centre"), Column("Last at work"), Column("Covered by"), Column("Change")]
    rows = [
        [
            Cell(one.centre.name, tag=_tag(one.silent)),
            Cell(moment(one.last_at) if one.last_at else "Not lately"),
            Cell(one.cover or "Nobody", note=_later(one)),
            Cell(link=Link("Name a cover", reverse("name-cover", args=[one.centre.code]), f" for {one.centre.name}")),
        ]
        for one in found
    ]
    return Table("Your centres", columns, rows, caption_hidden=True)


def _tag(one: Silent | None) -> Tag | None:
    if one is None:
        return None
    return Tag("Untouched", Colour.RED) if one.untouched else Tag("Silent, covered", Colour.YELLOW)


def _later(one: CentreRow) -> str:
    return f"From {day(one.later[0])}: {one.later[1] or 'nobody'}" if one.later else ""


def _sentence(one: CentreRow) -> tuple[str, str]:
    """What a silent centre means now, and the next step."""
    assert one.silent is not None
    waits = counted(one.silent.families, "family waited", "families waited")
    said = f"{one.centre.name}: {waits}, and nobody took a step since {moment(one.silent.since)}."
    if one.silent.hinders is not None:
        return said, f"Nobody covers it. {HINDERS[one.silent.hinders]}"
    if one.silent.untouched:
        return said, f"{one.silent.cover} covers it and has not looked either. Ring both."
    return said, f"{one.silent.cover} covers it. Ring the centre."
