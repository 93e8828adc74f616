"""Hides how somebody sees their own account: how they sign in, where they are signed in now, and when they have done so."""

from collections.abc import Sequence
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from rightstart.directory import second_factor, signing_in
from rightstart.directory.signing_in import KEPT_DAYS, SignInRow
from rightstart.web.components import Cell, Column, Link, SummaryRow, Table
from rightstart.web.days import moment
from rightstart.web.sitting import current, end_elsewhere, staying
from rightstart.web.your_account.sentences import BROWSERS, HOW, SYSTEMS


@require_safe
def your_account(request: HttpRequest) -> HttpResponse:
    """One's own ways to sign in, open sessions and past sign-ins."""
    found = signing_in.of(_person(request), at=timezone.now())
    here = current(request)
    shown = {
        "rows": [
            SummaryRow("Password", ["Set"], [Link("Change", reverse("account_change_password"), " password")]),
            SummaryRow("Second step", [_step(request)], [Link("See or change", reverse("mfa_index"), " second step")]),
        ],
        "elsewhere": [_session(one) for one in found if one.session and one.id != here],
        "past": _past(found, here) if found else None,
        "kept_days": KEPT_DAYS,
    }
    return render(request, "your_account/your_account.html", shown)


@require_safe
def stay(request: HttpRequest) -> HttpResponse:
    """A step by which somebody says that they are still there: for how many seconds they stay signed in now."""
    return JsonResponse({"left": staying(request).seconds})


@require_POST
def end_session(request: HttpRequest, number: int) -> HttpResponse:
    """End one's own session elsewhere, or this one."""
    if number == current(request):
        return redirect("account_logout")
    if key := signing_in.end(person=_person(request), sign_in=number, at=timezone.now()):
        end_elsewhere(key)
        messages.success(request, "Signed out there. If it was not you, change your password now.")
    else:
        messages.info(request, "That one was over already.")
    return redirect("your-account")


def _person(request: HttpRequest) -> int:
    return cast(int, request.user.pk)


def _step(request: HttpRequest) -> str:
    return "Set up" if second_factor.has_one(_person(request)) else "Not set up"


def _session(one: SignInRow) -> dict[str, int | str]:
    return {"number": one.id, "browser": _browser(one), "since": moment(one.at)}


def _past(found: Sequence[SignInRow], here: int | None) -> Table:
    columns = [Column("When"), Column("How"), Column("With"), Column("Now")]
    rows = [[Cell(moment(one.at)), Cell(HOW[one.how]), Cell(_browser(one)), Cell(_now(one, here))] for one in found]
    return Table("When you signed in, latest first", columns, rows)


def _now(one: SignInRow, here: int | None) -> str:
    if one.id == here:
        return "This is here"
    return "Still signed in" if one.session else "Over"


def _browser(one: SignInRow) -> str:
    return f"{BROWSERS[one.browser]} on {SYSTEMS[one.system]}"
