"""Hides how a worker records that a family joined and came, and sees who did."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.contact.shown import FamilyView, WaitingFamily
from rightstart.contact.worklist import family
from rightstart.directory.rules import Verb
from rightstart.joining import record
from rightstart.joining.reading import PAGE_SIZE, Membership, members, memberships, threshold_of
from rightstart.joining.rules import NotRecorded
from rightstart.web.joining.forms import AttendForm, JoinForm
from rightstart.web.joining.tables import members_table, membership_rows, visits_table
from rightstart.web.paging import page_asked
from rightstart.web.seat import Seat, seated


@require_safe
@seated(Verb.SEE_WORKLIST)
def joined(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The families that joined this centre, the latest first."""
    assert seat.council is not None
    page = page_asked(request)
    found = members(seat.viewer, at=seat.at, page=page)
    if page > 1 and not found.total:
        return redirect("joined")
    shown = {
        "table": members_table(found.members) if found.members else None,
        "total": found.total,
        "page": Paginator(range(found.total), PAGE_SIZE).page(page),
        "threshold": threshold_of(seat.council),
    }
    return render(request, "joining/joined.html", shown)


@dataclass(frozen=True, slots=True)
class _Known:
    family: FamilyView | WaitingFamily
    came: Membership


def _known(seat: Seat, reference: str) -> _Known | None:
    found = family(seat.viewer, reference, at=seat.at)
    return _Known(found, memberships(seat.viewer, [found.family])[found.family]) if found else None


@seated(Verb.RECORD_ATTEMPT)
def join(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """How far a family came; if it has not joined, the question when it did."""
    form = JoinForm(request.POST or None, today=seat.today)

    def recorded() -> record.Recorded | NotRecorded:
        return record.join(
            viewer=seat.viewer,
            reference=reference,
            joined_on=form.cleaned_data["joined_on"],
            how=form.said_how(),
            through=form.said_through(),
            by=seat.by,
            at=seat.at,
        )

    return _answered(request, seat, reference, form, recorded)


@seated(Verb.RECORD_ATTEMPT)
def attend(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """A family that joined has come."""
    if request.method != "POST":
        return redirect("join", reference)
    form = AttendForm(request.POST, today=seat.today)

    def recorded() -> record.Recorded | NotRecorded:
        return record.attend(
            viewer=seat.viewer,
            reference=reference,
            attended_on=form.cleaned_data["attended_on"],
            kind=form.said_kind(),
            by=seat.by,
            at=seat.at,
        )

    return _answered(request, seat, reference, form, recorded)


def _answered(
    request: HttpRequest,
    seat: Seat,
    reference: str,
    form: JoinForm | AttendForm,
    recorded: Callable[[], record.Recorded | NotRecorded],
) -> HttpResponse:
    """Record it and show the family anew, or say beside the day why it cannot be recorded."""
    if request.method == "POST" and form.is_valid():
        answer = recorded()
        if isinstance(answer, record.Recorded):
            messages.success(request, "Recorded.")
            return redirect("join", reference)
        form.object_to(answer)
    known = _known(seat, reference)
    if known is None:
        return render(request, "worklist/gone.html", status=404)
    return render(request, "joining/family.html", _shown(seat, known, form))


def _shown(seat: Seat, known: _Known, form: JoinForm | AttendForm) -> dict[str, object]:
    """The page of one family: both questions, each where it can be asked, the one that was answered with its faults."""
    came, joins = known.came, isinstance(form, JoinForm)
    return {
        "family": known.family,
        "rows": membership_rows(came),
        "table": visits_table(came) if came.visits else None,
        "form": form,
        "join": None if came.recorded else form if joins else JoinForm(None, today=seat.today),
        "attend": None if not came.joined_on else AttendForm(None, today=seat.today) if joins else form,
        "back": reverse("family", args=[known.family.reference]),
    }
