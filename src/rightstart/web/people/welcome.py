"""Hides how whoever was sent a link chooses a password; open to whoever has the link, and to nobody else."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from rightstart.access.inviting import Welcomed, choose, opens
from rightstart.web.people.forms import ChooseForm


@never_cache
@sensitive_post_parameters()
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password, once. The page tells no other site its address, which is the secret, and no engine finds it."""
    answer = _answer(request, token)
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    at = timezone.now()
    if not opens(token, at=at):
        return _gone(request)
    form = ChooseForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/welcome.html", {"form": form})
    if choose(token=token, password=form.cleaned_data["password"], at=at) is Welcomed.OPENS_NOTHING:
        return _gone(request)
    messages.success(request, "Your password is set. Sign in with it.")
    return redirect("account_login")


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "people/gone.html", status=404)
