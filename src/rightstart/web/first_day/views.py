"""Hides how a council is led through its first day: each step as it stands, whoever is there, and the worklists to look at."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.contact.checking import NotChecked, check_worklists
from rightstart.directory import people
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.directory.telephones import whom_to_ask
from rightstart.reach import first_day as reads
from rightstart.reach.wording import summary
from rightstart.web.days import counted
from rightstart.web.downloads import csv_attached
from rightstart.web.first_day.tables import centres_table, lists_table, people_table, stands_table, tasks
from rightstart.web.seat import Seat, seated


@require_safe
@seated(Verb.SEE_FIRST_DAY)
def first_day(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every step from nothing to the first receipt, as it stands at this moment."""
    found = reads.first_day(seat.viewer, at=seat.at)
    shown = {"tasks": tasks(found, seat), "summary": summary(found.steps), "name": seat.name}
    return render(request, "first_day/first_day.html", shown)


@require_safe
@seated(Verb.SEE_FIRST_DAY)
def who_is_here(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Who holds which role, which centres there are and under what number; and how more are entered."""
    centres = people.organisations(OrganisationKind.CENTRE, seat.organisation)
    shown = {
        "back": reverse("first-day"),
        "roles": people_table(people.people(organisation=seat.organisation), seat),
        "centres": centres_table(centres) if centres else None,
        "lead": whom_to_ask(seat.organisation),
        "code": seat.code,
    }
    return render(request, "first_day/who_is_here.html", shown)


@require_safe
@seated(Verb.SEE_FIRST_DAY)
def people_template(request: HttpRequest, seat: Seat) -> HttpResponse:
    """An empty list of people."""
    return csv_attached("people.csv", ("email", "name", "role", "at", "telephone", "hours"), [])


@require_safe
@seated(Verb.SEE_FIRST_DAY)
def centres_template(request: HttpRequest, seat: Seat) -> HttpResponse:
    """An empty list of centres."""
    return csv_attached("centres.csv", ("code", "name", "address", "postcode", "telephone", "hours"), [])


@seated(Verb.SEE_FIRST_DAY)
def worklists(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What each centre was given and where every other birth stands; a data steward says that they have looked."""
    if request.method == "POST" and seat.allows(Verb.CHECK_WORKLISTS):
        answer = check_worklists(council=seat.organisation, by=seat.by, at=seat.at)
        if isinstance(answer, NotChecked):
            messages.info(request, "There is nothing to look at yet: no birth has been judged.")
        else:
            births = counted(answer.on_a_worklist, "birth is", "births are")
            messages.success(request, f"You have looked: {births} on a worklist, {answer.not_on_one:,} not.")
        return redirect("first-day")
    stands = reads.standing(seat.viewer)
    shown = {
        "back": reverse("first-day"),
        "lists": lists_table(reads.worklists(seat.viewer)),
        "stands": stands_table(stands) if stands else None,
        "checks": seat.allows(Verb.CHECK_WORKLISTS),
        "receipts": seat.allows(Verb.SEE_RECEIPTS),
        "settles": seat.allows(Verb.SETTLE_REVIEW),
    }
    return render(request, "first_day/worklists.html", shown)
