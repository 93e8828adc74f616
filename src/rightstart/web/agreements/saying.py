"""Hides how a party puts a version to signature, comments on it, and records its data protection officer's advice."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from rightstart.agreements.remarks import NotRemarked, advise, comment
from rightstart.agreements.reviewing import Review
from rightstart.agreements.sign import NotChanged, propose
from rightstart.directory.rules import Verb
from rightstart.web.agreements.addresses import version_address
from rightstart.web.agreements.one import asked, shown, unknown
from rightstart.web.agreements.one_sheets import told
from rightstart.web.agreements.remark_forms import AdviceForm, CommentForm
from rightstart.web.agreements.signing_sentences import NOT_REMARKED
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import NOT_CHANGED


@seated(Verb.DRAFT_AGREEMENT, Verb.SIGN_AGREEMENT)
def put_to_signature(request: HttpRequest, seat: Seat) -> HttpResponse:
    """From here on it can be signed, and its document is fixed."""
    found = asked(request, seat)
    if found is None:
        return unknown(request)
    if request.method != "POST":
        page = {"back": _page(found)} | dict(told(found))
        return render(request, "agreements/propose.html", page)
    answer = propose(reference=found.reference, version=found.version, party_code=seat.code, by=seat.by, at=seat.at)
    if isinstance(answer, NotChanged):
        messages.info(request, NOT_CHANGED[answer])
    else:
        messages.success(request, "Put to signature. Everybody whose turn it is is told, here and by e-mail.")
    return redirect(_page(found))


@require_POST
@seated(Verb.COMMENT_AGREEMENT)
def comments(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A word for all parties to read."""
    found = asked(request, seat)
    if found is None:
        return unknown(request)
    form = CommentForm(request.POST)
    if form.is_valid():
        answer = comment(**_of(found, seat), words=form.cleaned_data["words"], by=seat.by, at=seat.at)
        if not isinstance(answer, NotRemarked):
            messages.success(request, "Your comment stands beside the agreement. The other side is told.")
            return redirect(_page(found))
        form.add_error("words", NOT_REMARKED[answer])
    return shown(request, seat, found, form)


@seated(Verb.ADVISE_AGREEMENT)
def advice(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The data protection officer's advice."""
    found = asked(request, seat)
    if found is None:
        return unknown(request)
    form = AdviceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        answer = advise(**_of(found, seat), advice=form.given(), words=words, by=seat.by, at=seat.at)
        if not isinstance(answer, NotRemarked):
            messages.success(request, "Your advice is recorded. Whoever signs is shown it.")
            return redirect(_page(found))
        form.add_error("words", NOT_REMARKED[answer])
    return render(request, "agreements/advise.html", dict(told(found)) | {"form": form, "back": _page(found)})


def _of(found: Review, seat: Seat) -> dict[str, Any]:
    return {"reference": found.reference, "version": found.version, "party_code": seat.code}


def _page(found: Review) -> str:
    return version_address(found.reference, found.version)
