"""Hides how a marker is lifted on pages: one person asks, a second one confirms, with the password given again."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart import journey
from rightstart.directory.rules import Verb
from rightstart.release.standing import find_birth
from rightstart.safeguards.lift import Asked, Lifted, NotLifted, OpenLift, ask_lift, open_lifts
from rightstart.safeguards.rules import HIDES_HOME
from rightstart.web.components import Cell, Column, Link, Table
from rightstart.web.days import moment
from rightstart.web.homes import Homes
from rightstart.web.lifts.forms import AskForm, ConfirmForm
from rightstart.web.lifts.sentences import KNOWN_BY, LIFT_REASONS, NOT_LIFTED
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import MARKERS


@seated(Verb.ASK_LIFT)
def ask(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Ask that a marker no longer holds a birth; nothing changes until a second person confirms it."""
    birth = find_birth(seat.viewer, reference)
    if birth is None:
        return render(request, "explaining/unknown.html", status=404)
    onwards = reverse("birth", args=[reference]) if seat.allows(Verb.EXPLAIN) else reverse("births")
    form = AskForm(request.POST or None, roles=seat.role_kinds)
    if request.method == "POST" and form.is_valid():
        kind, reason, known_by = form.asked()
        answer = ask_lift(
            birth=birth,
            kind=kind,
            reason=reason,
            roles=seat.role_kinds,
            known_by=known_by,
            by=seat.by,
            at=seat.at,
        )
        if isinstance(answer, Asked) or not seat.allows(Verb.SEE_WITHHELD):
            # Who may not know what is marked is answered the same way either way: a form must not tell it.
            messages.success(request, "Asked. If such a marker stands, a second person now has to confirm it.")
            return redirect(onwards)
        form.add_error("kind", NOT_LIFTED[answer])
    back = onwards
    return render(request, "lifts/ask.html", {"form": form, "reference": reference, "back": back})


@require_safe
@seated(Verb.CONFIRM_LIFT)
def lifts(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The requests that wait for a second person."""
    found = open_lifts(seat.viewer)
    return render(request, "lifts/lifts.html", {"table": lifts_table(found, seat) if found else None})


@reauthentication_required
@seated(Verb.CONFIRM_LIFT)
def confirm(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """The second person's word; the birth is then judged again by every rule."""
    lift = next((one for one in open_lifts(seat.viewer) if one.number == number), None)
    if lift is None:
        messages.info(request, NOT_LIFTED[NotLifted.UNKNOWN] + ".")
        return redirect("lifts")
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = journey.confirm_lift(lift=number, roles=seat.role_kinds, by=seat.by, at=seat.at)
        if isinstance(answer, Lifted):
            messages.success(request, "Lifted. The birth was judged again by every rule.")
            return redirect("lifts")
        form.add_error(None, NOT_LIFTED[answer])
    shown = {
        "form": form,
        "lift": lift,
        "kind": MARKERS[lift.kind],
        "why": LIFT_REASONS[lift.reason],
        "known": KNOWN_BY[lift.known_by] if lift.known_by else "",
        "asked": moment(lift.asked_at),
        "home": Homes(seat).row("Address", None, protected=True) if lift.kind in HIDES_HOME else None,
    }
    return render(request, "lifts/confirm.html", shown | {"own": _own(lift, seat), "back": reverse("lifts")})


def lifts_table(found: list[OpenLift], seat: Seat) -> Table:
    columns = [Column("Birth"), Column("Marker"), Column("Reason given"), Column("Asked"), Column("What to do")]
    return Table("Requests to lift a marker", columns, [_row(one, seat) for one in found], caption_hidden=True)


def _row(lift: OpenLift, seat: Seat) -> list[Cell]:
    own = _own(lift, seat)
    look = Link("Look and confirm", reverse("confirm_lift", args=[lift.number]), f" for {lift.birth}")
    return [
        Cell(lift.birth),
        Cell(MARKERS[lift.kind]),
        Cell(LIFT_REASONS[lift.reason]),
        Cell(moment(lift.asked_at)),
        Cell("You asked for this. Somebody else must confirm it") if own else Cell(link=look),
    ]


def _own(lift: OpenLift, seat: Seat) -> bool:
    return lift.asked_by == str(seat.by)
