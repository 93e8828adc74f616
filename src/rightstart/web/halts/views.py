"""Hides how everything is stopped and resumed on a page, and how what was sent before is listed for the incident's log."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from rightstart import journey
from rightstart.directory.rules import Verb
from rightstart.handover.sent import SentLine, SentTo, by_centre, sent_since
from rightstart.release import halt
from rightstart.terms import LONDON
from rightstart.web.components import Cell, Column, Table
from rightstart.web.days import counted, moment
from rightstart.web.downloads import csv_attached
from rightstart.web.halts.forms import SinceForm, StopForm
from rightstart.web.halts.sentences import REASONS, RESUMING, notice
from rightstart.web.seat import Seat, seated

BEFORE: Final = timedelta(days=1)  # what was sent on the last day is what people ask for first
COLUMNS: Final = ("centre", "sent", "reference", "agreement", "items", "seen", "called back", "copies destroyed")


@seated(Verb.STOP_EVERYTHING)
def halts(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Stop everything that goes out; and see who was sent what since a moment."""
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        halt.stop_everything(council=seat.organisation, reason=form.given(), by=seat.by, at=seat.at)
        messages.success(request, "Everything is stopped. Nothing goes out until two people resume.")
        return redirect("stop-everything")
    standing = halt.halted(seat.organisation)
    asked, since = _since(request, seat, standing)
    sent = by_centre(sent_since(seat.organisation, since))
    shown = {
        "form": asked if asked.errors else form,
        "stop_form": form,
        "standing": standing,
        "why": REASONS[standing.reason] if standing else "",
        "since": moment(since),
        "asked": asked,
        "query": request.GET.urlencode(),
        "table": sent_table(sent) if sent else None,
        "notices": [(one.centre, notice(one)) for one in sent],
        "resumes": seat.allows(Verb.RESUME),
    }
    return render(request, "halts/halts.html", shown)


def _since(request: HttpRequest, seat: Seat, standing: halt.HaltRow | None) -> tuple[SinceForm, datetime]:
    usual = (standing.stopped_at if standing else seat.at) - BEFORE
    given = request.GET if "since" in request.GET else None
    form = SinceForm(given, initial={"since": f"{usual.astimezone(LONDON):%d/%m/%Y %H:%M}"})
    return form, form.moment(usual)


@reauthentication_required
@seated(Verb.RESUME)
def resume(request: HttpRequest, seat: Seat) -> HttpResponse:
    """One person's word that all may go on; it does once a second person has said so."""
    standing = halt.halted(seat.organisation)
    if standing is None:
        messages.info(request, RESUMING[halt.Resuming.NOT_STOPPED])
        return redirect("stop-everything")
    if request.method == "POST":
        answer = journey.resume(council=seat.organisation, by=seat.by, at=seat.at)
        messages.info(request, RESUMING[answer])
        return redirect("stop-everything")
    shown = {"standing": standing, "why": REASONS[standing.reason], "own": standing.asked_by == str(seat.by)}
    return render(request, "halts/resume.html", shown | {"since": moment(standing.stopped_at)})


@require_safe
@seated(Verb.STOP_EVERYTHING)
def sent_file(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Who was sent what since a moment, line by line, by the centres' own references."""
    _, since = _since(request, seat, halt.halted(seat.organisation))
    return csv_attached("sent.csv", COLUMNS, [_line(one) for one in sent_since(seat.organisation, since)])


def _line(one: SentLine) -> list[str]:
    under = f"{one.agreement} version {one.version}"
    since = (_at(when) for when in (one.seen_at, one.called_back_at, one.destroyed_at))
    return [one.centre, _at(one.sent_at), one.reference, under, " ".join(one.items), *since]


def _at(when: datetime | None) -> str:
    return f"{when.astimezone(LONDON):%Y-%m-%d %H:%M}" if when else ""


def sent_table(sent: Sequence[SentTo]) -> Table:
    columns = [Column("Centre"), Column("Babies", numeric=True), Column("From"), Column("To"), Column("Seen")]
    rows = [
        [
            Cell(one.centre),
            Cell(f"{len(one.lines):,}"),
            Cell(moment(one.first_at)),
            Cell(moment(one.last_at)),
            Cell(f"{counted(one.unseen, 'line', 'lines')} not seen yet" if one.unseen else "All of it"),
        ]
        for one in sent
    ]
    return Table("Who was sent what", columns, rows, caption_hidden=True)
