"""Hides how a centre's people work with the families of a centre that theirs covers: a list, one family, and recording."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart import journey
from rightstart.contact.follow_up import NoSuchFamily, Noted
from rightstart.contact.letters.offices import who_sends
from rightstart.contact.letters.rules import Sender
from rightstart.contact.rules import NotAllowed
from rightstart.contact.shown import PAGE_SIZE, FamilyView, WaitingFamily
from rightstart.contact.worklist import worklist
from rightstart.cover.covering import Covered, as_covered, beside, family_to_cover
from rightstart.directory.rules import Verb
from rightstart.engine.isolation import Viewer
from rightstart.web.cover.sentences import COVERING, WAS_COVERED
from rightstart.web.days import counted, day, moment
from rightstart.web.paging import page_asked
from rightstart.web.seat import Seat, seated
from rightstart.web.worklist.forms import AttemptForm
from rightstart.web.worklist.tables import (
    attempt_table,
    covered_table,
    family_rows,
    next_step,
    removal_rows,
    waiting_rows,
    waiting_table,
)


def told_of_cover(seat: Seat) -> dict[str, object]:
    """What a worklist says of cover: which centres this one covers now, and who covered it lately."""
    found = beside(seat.viewer, at=seat.at)
    covers = [
        (one.centre.code, COVERING.format(one.centre.name), counted(one.families, "family waits", "families wait"))
        for one in found.covers
    ]
    was = [
        WAS_COVERED.format(one.cover, day(one.from_at.date()), day(one.until_at.date())) for one in found.was_covered
    ]
    return {"covers": covers, "was_covered": was}


@require_safe
@seated(Verb.COVER_CENTRE)
def covered(request: HttpRequest, seat: Seat, centre: str) -> HttpResponse:
    """The families of a centre that this one covers, due first."""
    page = page_asked(request)
    with as_covered(seat.viewer, centre, at=seat.at) as found:
        if found is None:
            return _not_covered(request)
        whom, viewer = found
        listed = worklist(viewer, at=seat.at, page=page)
        address = reverse("covered-family", args=[centre, "-"]).removesuffix("-")
        shown = {
            "centre": whom.centre,
            "since": moment(whom.since),
            "table": covered_table(listed.families, seat.today, _sender(whom), address),
            "waiting": waiting_table(listed.waiting, address) if listed.waiting else None,
            "removals": removal_rows(listed.removals),
            "page": Paginator(range(listed.total), PAGE_SIZE).get_page(page),
            "found": listed,
            "back": reverse("worklist"),
        }
        return render(request, "cover/covered.html", shown)


@seated(Verb.COVER_CENTRE)
def covered_family(request: HttpRequest, seat: Seat, centre: str, reference: str) -> HttpResponse:
    """One family of a centre that this one covers, with the form to record what was tried."""
    with as_covered(seat.viewer, centre, at=seat.at) as found:
        if found is None:
            return _not_covered(request)
        whom, viewer = found
        one = family_to_cover(viewer, reference, at=seat.at)
        if one is None:
            return _gone(request, centre)
        form = AttemptForm(request.POST or None, today=seat.today, waits=isinstance(one, WaitingFamily))
        if request.method == "POST" and form.is_valid() and (done := _record(request, seat, viewer, whom, one, form)):
            return done
        shown = {
            "centre": whom.centre,
            "family": one,
            "form": form,
            "attempts": attempt_table(one.attempts) if one.attempts else None,
            "waits": isinstance(one, WaitingFamily),
            "back": reverse("covered", args=[centre]),
        }
        return render(request, "cover/family.html", shown | _facts(whom, one, seat.today))


def _facts(whom: Covered, one: FamilyView | WaitingFamily, today: date) -> dict[str, object]:
    if isinstance(one, WaitingFamily):
        return {"rows": waiting_rows(one)}
    return {"rows": family_rows(one, today, None), "next": next_step(one, _sender(whom))}


def _sender(whom: Covered) -> Sender:
    assert whom.centre.council_id is not None  # a centre has its council
    return who_sends(whom.centre.council_id)


def _record(
    request: HttpRequest,
    seat: Seat,
    viewer: Viewer,
    whom: Covered,
    one: FamilyView | WaitingFamily,
    form: AttemptForm,
) -> HttpResponse | None:
    """Record it for the family's own centre, or leave the form saying why it cannot be recorded."""
    told = {"viewer": viewer, "reference": one.reference, "made": form.made(), "by": seat.by, "at": seat.at}
    answer = journey.record_attempt(**told, **form.told())  # type: ignore[arg-type]
    match answer:
        case Noted(marks=marks):
            stops = " Contact with this family stops everywhere, from now." if marks else ""
            messages.success(request, f"Recorded for {whom.centre.name}.{stops}")
            return redirect("covered", whom.centre.code)
        case NotAllowed():
            form.object_to(answer)
            return None
        case NoSuchFamily():
            return _gone(request, whom.centre.code)


def _gone(request: HttpRequest, centre: str) -> HttpResponse:
    return render(request, "cover/gone.html", {"back": reverse("covered", args=[centre])}, status=404)


def _not_covered(request: HttpRequest) -> HttpResponse:
    """Whether there is no such centre, it is back, or the agreement no longer allows it: the same words."""
    return render(request, "cover/not_covered.html", {"back": reverse("worklist")}, status=404)
