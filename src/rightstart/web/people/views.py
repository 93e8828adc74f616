"""Hides how an administrator keeps people and their roles, and how roles are looked at again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rightstart.access import keeping
from rightstart.access.inviting import Invited, Way
from rightstart.access.keeping import Entered, Left, NotKept
from rightstart.access.reviewing import Confirmed, confirm
from rightstart.access.staff import Member, member, places, staff
from rightstart.directory.posts import ROLES_AT
from rightstart.directory.rules import RoleKind, Verb
from rightstart.web.days import day
from rightstart.web.people.forms import EnterForm, RoleForm
from rightstart.web.people.sentences import CONFIRMED, NOT_KEPT
from rightstart.web.people.tables import due_first, due_table, held, people_table, person_rows
from rightstart.web.seat import Seat, seated

AT_FAULT = {NotKept.NO_ADDRESS: "email", NotKept.NOT_YOURS: "place"}


@require_safe
@seated(Verb.REVIEW_ACCESS)
def people(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Everybody who works here, those first whose roles are to be looked at."""
    found = staff(seat.viewer, at=seat.at)
    due = due_first(found)
    shown = {
        "due": due_table(due) if due else None,
        "table": people_table(found),
        "name": seat.name,
        "keeps": seat.allows(Verb.KEEP_PEOPLE),
    }
    return render(request, "people/people.html", shown)


@seated(Verb.KEEP_PEOPLE)
def enter(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Let somebody work here: their name, their address, and one role to begin with."""
    form = EnterForm(request.POST or None, places=places(seat.organisation))
    if request.method == "POST" and form.is_valid():
        answer = keeping.enter(
            viewer=seat.viewer,
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            organisation_code=form.where(),
            role=form.which(),
            by=seat.by,
            at=seat.at,
        )
        if isinstance(answer, Entered):
            return _entered(request, answer)
        form.add_error(AT_FAULT.get(answer, "role"), NOT_KEPT[answer])
    return render(request, "people/enter.html", {"form": form, "back": reverse("people")})


def _entered(request: HttpRequest, answer: Entered) -> HttpResponse:
    if answer.invited:
        return _invited(request, answer.person, answer.invited)
    messages.success(request, "They have an account already, and can work in the new role from now.")
    return redirect("person", answer.person)


def _invited(request: HttpRequest, person: int, invited: Invited) -> HttpResponse:
    """Where no mail goes out the link is shown, this once."""
    if invited.way is Way.SHOWN:
        shown = {"link": invited.link, "until": day(invited.until_at.date()), "back": reverse("person", args=[person])}
        answer = render(request, "people/link.html", shown)
        answer["Cache-Control"] = "no-store"
        return answer
    if invited.way is Way.MAILED:
        messages.success(request, f"A link is on its way to them. It works until {day(invited.until_at.date())}.")
    else:
        messages.error(request, "The mail server did not take the link. Check the address, then send a new link.")
    return redirect("person", person)


# -- one person ----------------------------------------------------------------------------------------------------------


@require_safe
@seated(Verb.REVIEW_ACCESS)
def person(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """One person with their roles, and what can be done about them."""
    return _sheet(request, seat, number)


def _sheet(request: HttpRequest, seat: Seat, number: int, form: RoleForm | None = None) -> HttpResponse:
    found = member(seat.viewer, number, at=seat.at)
    if found is None:
        return _unknown(request, NotKept.UNKNOWN)
    shown = {
        "person": found,
        "rows": person_rows(found),
        "held": held(found),
        "form": form or RoleForm(places=places(seat.organisation)),
        "back": reverse("people"),
        **_may(seat, found),
    }
    return render(request, "people/person.html", shown)


def _may(seat: Seat, found: Member) -> dict[str, bool]:
    """What this person at the page may do about that one."""
    keeps, own = seat.allows(Verb.KEEP_PEOPLE), seat.person == found.id
    return {
        "keeps": keeps,
        "gives": keeps and found.active and not own,
        "confirms": found.due_on is not None and not own,
        "invites": keeps and found.active and not found.elsewhere,
        "own": own,
    }


def _unknown(request: HttpRequest, why: NotKept) -> HttpResponse:
    messages.info(request, f"{NOT_KEPT[why]}.")
    return redirect("people")


@require_POST
@seated(Verb.KEEP_PEOPLE)
def gives(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """Another role, from today."""
    form = RoleForm(request.POST, places=places(seat.organisation))
    if not form.is_valid():
        return _sheet(request, seat, number, form)
    why = keeping.give(
        viewer=seat.viewer, person=number, organisation_code=form.where(), role=form.which(), by=seat.by, at=seat.at
    )
    if why in (NotKept.NOT_HELD_THERE, NotKept.OWN_ROLE):
        form.add_error("role", NOT_KEPT[why])
        return _sheet(request, seat, number, form)
    return _done(request, number, why, "The role is given, from today.")


@require_POST
@seated(Verb.KEEP_PEOPLE)
def ends(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """A role is over, from today."""
    place, role = request.POST.get("place", ""), request.POST.get("role", "")
    if role not in set().union(*ROLES_AT.values()):
        return _done(request, number, NotKept.NOT_HELD, "")
    why = keeping.end(
        viewer=seat.viewer, person=number, organisation_code=place, role=RoleKind(role), by=seat.by, at=seat.at
    )
    return _done(request, number, why, "The role has ended. It opens nothing any more.")


def _done(request: HttpRequest, number: int, why: NotKept | None, said: str) -> HttpResponse:
    if why is None:
        messages.success(request, said)
    else:
        messages.error(request, f"{NOT_KEPT[why]}.")
    return redirect("people" if why is NotKept.UNKNOWN else reverse("person", args=[number]))


@require_POST
@seated(Verb.KEEP_PEOPLE)
def leaves(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """Somebody leaves: every role here ends."""
    answer = keeping.leave(viewer=seat.viewer, person=number, by=seat.by, at=seat.at)
    if not isinstance(answer, Left):
        return _done(request, number, answer, "")
    closed = "Their account is closed." if answer.closed else "They work elsewhere too: their account stays open."
    messages.success(request, f"Every role here has ended. {closed}")
    return redirect("people")


@require_POST
@seated(Verb.KEEP_PEOPLE)
def invites(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """A new link to choose a password."""
    answer = keeping.invite_again(viewer=seat.viewer, person=number, by=seat.by, at=seat.at)
    return _invited(request, number, answer) if isinstance(answer, Invited) else _done(request, number, answer, "")


@require_POST
@seated(Verb.REVIEW_ACCESS)
def confirms(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """Looked at: this person still needs their roles."""
    answer = confirm(viewer=seat.viewer, person=number, by=seat.by, at=seat.at)
    say = messages.success if answer is Confirmed.CONFIRMED else messages.info
    say(request, CONFIRMED[answer])
    return redirect("people")
