"""Hides how everything is stopped and resumed on a page, and how what was sent before is listed for the incident's log."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Final

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart import journey
from rightstart.contact.letters.reading import PaperRow, on_paper_since
from rightstart.contact.letters.rules import ANSWERS
from rightstart.directory.rules import Verb
from rightstart.handover.sent import SentLine, SentTo, by_centre, sent_since
from rightstart.release import halt
from rightstart.terms import LONDON
from rightstart.web.components import Cell, Column, Link, Table
from rightstart.web.days import counted, moment
from rightstart.web.downloads import after_confirming, csv_attached
from rightstart.web.halts.forms import SinceForm, StopForm
from rightstart.web.halts.sentences import REASONS, RESUMING, notice
from rightstart.web.letters.sentences import STATES
from rightstart.web.seat import Seat, seated

BEFORE: Final = timedelta(days=1)  # what was sent on the last day is what people ask for first
LETTER_COLUMNS: Final = ("batch", "number", "centre", "reference", "printed", "posted", "withdrawn", "where it is")
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
    sent = by_centre(sent_since(seat.viewer, since))
    shown = {
        "form": asked if asked.errors else form,
        "stop_form": form,
        "standing": standing,
        "why": REASONS[standing.reason] if standing else "",
        "since": moment(since),
        "asked": asked,
        "query": request.GET.urlencode(),
        "table": sent_table(sent) if sent else None,
        "papers": papers_table(papers, seat) if (papers := on_paper_since(seat.viewer, since)) else None,
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
@after_confirming
def sent_file(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Who was sent what since a moment, line by line, by the centres' own references."""
    _, since = _since(request, seat, halt.halted(seat.organisation))
    return csv_attached("sent.csv", COLUMNS, [_line(one) for one in sent_since(seat.viewer, since)])


@require_safe
@seated(Verb.STOP_EVERYTHING)
@after_confirming
def letters_file(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every letter that went on paper since a moment, by batch, number and reference."""
    _, since = _since(request, seat, halt.halted(seat.organisation))
    found = on_paper_since(seat.viewer, since)
    return csv_attached("letters.csv", LETTER_COLUMNS, [_letter_line(one) for one in found])


def _letter_line(one: PaperRow) -> list[str]:
    moments = (_at(when) for when in (one.printed_at, one.posted_at, one.withdrawn_at))
    return [one.batch, str(one.number), one.centre, one.reference, *moments, STATES[one.state].text]


def papers_table(found: Sequence[PaperRow], seat: Seat) -> Table:
    """By batch: how many letters, and how many of them are posted, or to be stopped."""
    opens = seat.allows(Verb.SEE_LETTERS)
    columns = [Column("Batch"), *(Column(words, numeric=True) for words in ("On paper", "Posted", "To stop"))]
    rows = [
        [
            Cell(link=Link(batch, reverse("letter-batch", args=[batch]))) if opens else Cell(batch),
            *(Cell(f"{sum(ones):,}") for ones in zip(*map(_counted, letters), strict=True)),
        ]
        for batch, letters in groupby(found, attrgetter("batch"))
    ]
    return Table("Letters on paper", columns, rows, caption_hidden=True)


def _counted(one: PaperRow) -> tuple[bool, bool, bool]:
    return True, one.posted_at is not None, one.state in ANSWERS


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
