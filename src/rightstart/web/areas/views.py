"""Hides how a council's map of reach areas is drawn on a page: a spreadsheet, what it would change, and the word to draw it."""

from collections import Counter
from datetime import date
from typing import Any, Final, assert_never

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rightstart import journey
from rightstart.allocation import redraw, rehearse, sheets
from rightstart.allocation.redraw import NotDrawn, Overlap
from rightstart.allocation.rehearse import DryRun
from rightstart.allocation.sheets import Faulty, Headless, Map
from rightstart.directory import people
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.intake.faults import says_unreadable
from rightstart.intake.formats.table import Unreadable
from rightstart.web.areas import maps
from rightstart.web.areas.forms import SheetForm, sealed, unsealed
from rightstart.web.areas.sentences import MISSING, NOT_DRAWN
from rightstart.web.areas.tables import change_table, faults_table, in_rows, map_table
from rightstart.web.components import Table
from rightstart.web.days import counted, day
from rightstart.web.downloads import csv_attached
from rightstart.web.seat import Seat, seated

TOO_OLD: Final = "What you looked at is more than an hour old. Choose the file again: nothing was drawn."


@seated(Verb.DRAW_AREAS)
def areas(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The map as it stands, and a spreadsheet to draw it anew from; what that would change is shown first."""
    centres = people.organisations(OrganisationKind.CENTRE, seat.organisation)
    form = SheetForm(request.POST or None, request.FILES or None, initial={"from_on": seat.today})
    faults: Table | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = sheets.read(given["file"].read(), centres, given["sheet"] or None)
        if isinstance(answer, Map):
            return _preview(request, seat, answer, given["from_on"])
        faults = _told(form, answer)
    standing = redraw.areas(seat.organisation, on=seat.today)
    shown = {"form": form, "faults": faults, "centres": centres, "drawn": bool(standing)}
    return render(request, "areas/areas.html", shown | {"table": map_table(centres, standing)})


def _told(form: SheetForm, answer: Faulty | Headless | Unreadable) -> Table | None:
    """Says beside the file what is wrong with it, and gives every faulty cell."""
    match answer:
        case Unreadable(reason, row, names):
            more = f" Its sheets: {', '.join(names)}" if names else ""
            form.add_error("sheet" if names else "file", says_unreadable(reason, row) + more)
        case Headless(missing):
            for name in missing:
                form.add_error("file", MISSING[name])
        case Faulty(faults):
            said = counted(len(faults), "cell is wrong: it is", "cells are wrong: they are")
            form.add_error("file", f"{said} named below. Nothing was drawn")
            return faults_table(faults)
        case never:
            assert_never(never)
    return None


def _preview(request: HttpRequest, seat: Seat, found: Map, from_on: date) -> HttpResponse:
    """What the map would change, and what in it can never place a birth; nothing is drawn yet."""
    tried = rehearse.dry_run(council_id=seat.organisation, claims=found.claims, from_on=from_on)
    assert isinstance(tried, DryRun)  # the sheet's reader knows this council's centres only
    odd = rehearse.strange(council_id=seat.organisation, claims=found.claims, on=from_on)
    centres = people.organisations(OrganisationKind.CENTRE, seat.organisation)
    stands = maps.drawn_of(redraw.areas(seat.organisation, on=from_on))
    places = Counter(centre for _, _, centre in found.claims)
    shown: dict[str, Any] = {
        "back": reverse("areas"),
        "map": sealed(seat.code, found.claims, from_on),
        "from_on": day(from_on),
        "places": counted(len(found.claims), "place", "places"),
        "empty": [one.name for one in tried.centres if not places[int(one.centre)]],
        "unknown": _odd(odd.unknown, found),
        "elsewhere": _odd(odd.elsewhere, found),
        "moved": counted(tried.moved, "birth would", "births would"),
        "table": change_table(tried, places),
    }
    shown |= maps.as_it_would_change(seat.code, centres, stands, found.claims, from_on)
    return render(request, "areas/preview.html", shown)


@require_safe
@seated(Verb.DRAW_AREAS)
def on_map(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The council's small areas by the centre that serves them today, drawn and in words."""
    centres = people.organisations(OrganisationKind.CENTRE, seat.organisation)
    standing = maps.drawn_of(redraw.areas(seat.organisation, on=seat.today))
    shown = maps.as_it_stands(seat.code, centres, standing, seat.today)
    return render(request, "areas/map.html", shown | {"on": day(seat.today), "back": reverse("areas")})


def _odd(places: tuple[str, ...], found: Map) -> dict[str, object] | None:
    return {"number": len(places), "rows": in_rows(places, found.rows)} if places else None


@require_POST
@seated(Verb.DRAW_AREAS)
def draw(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Draw the map that was looked at; where it stands today, every birth of the council is judged by it at once."""
    proposed = unsealed(seat.code, request.POST.get("map", ""))
    if proposed is None:
        messages.error(request, TOO_OLD)
        return redirect("areas")
    answer = redraw.redraw(
        council_id=seat.organisation, claims=proposed.claims, from_on=proposed.from_on, by=seat.by, at=seat.at
    )
    match answer:
        case NotDrawn():
            messages.error(request, NOT_DRAWN[answer])
        case Overlap(places):
            several = counted(len(places), "place is", "places are")
            messages.error(
                request, f"{several} drawn for a later day already. Choose a day that is not before that one."
            )
        case _:
            if proposed.from_on <= seat.today:
                journey.advance_all(by=seat.by, at=seat.at, council=seat.organisation)
            changed = f"{answer.added:,} added, {answer.ended:,} ended, {answer.kept:,} kept"
            messages.success(request, f"The map is drawn from {day(proposed.from_on)}: {changed}.")
    return redirect("areas")


@require_safe
@seated(Verb.DRAW_AREAS)
def template(request: HttpRequest, seat: Seat) -> HttpResponse:
    """An empty sheet with the two columns."""
    return csv_attached("reach-areas.csv", ("postcode", "centre"), [])
