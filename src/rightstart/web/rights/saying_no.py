"""Hides how anybody says no by the code on a letter, without an account, and how staff note that a family did."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from rightstart import journey
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.rights import ask
from rightstart.rights.rules import Heard
from rightstart.web.rights import soon
from rightstart.web.rights.forms import CodeForm, SaidNoForm
from rightstart.web.seat import Seat, seated
from rightstart.web.whence import whence


@csrf_exempt  # no session is asked, so there is none to ride on; and so no cookie is set
@require_http_methods(["GET", "HEAD", "POST"])
def say_no(request: HttpRequest) -> HttpResponse:
    """Type the code. What is answered is another page, the same for every code that could stand on a letter."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        heard = ask.say_no(code=form.cleaned_data["code"], address=whence(request), at=timezone.now())
        if heard is Heard.TOO_MANY:
            return redirect("say-no-later")
        soon.carry_out()
        return redirect("say-no-heard")
    return render(request, "rights/say_no.html", {"form": form})


@require_safe
def short(request: HttpRequest) -> HttpResponse:
    """As it is printed on letters."""
    return redirect("say-no")


@require_safe
def heard(request: HttpRequest) -> HttpResponse:
    """What happens next, whoever asks."""
    return render(request, "rights/heard.html")


@require_safe
def later(request: HttpRequest) -> HttpResponse:
    """Too many codes came from one place."""
    return render(request, "rights/later.html")


@seated(Verb.MARK, Verb.RECORD_ATTEMPT)
def told_no(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A family said no on the telephone, or at the door: contact stops in this moment."""
    form = SaidNoForm(request.POST or None, initial={"said": request.GET.get("said", "")})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data["said"]
        if ask.told_no(organisation=seat.organisation, said=told, mark=journey.mark, by=seat.by, at=seat.at):
            said = "Stopped. Nobody contacts this family from this moment, and what is on its way is called back."
            messages.success(request, said)
            return redirect("told-no")
        form.add_error("said", "No family has this reference or code. Ask for it again, letter by letter")
    shown = {"form": form, "at_centre": seat.kind is OrganisationKind.CENTRE, "stops": seat.allows(Verb.MARK)}
    return render(request, "rights/told_no.html", shown)
