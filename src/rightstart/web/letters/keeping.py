"""Hides how a council says who sends its first letters, and a centre what stands in them."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.contact.letters.batches import Sheet
from rightstart.contact.letters.houses import keep_welcome, welcome_of
from rightstart.contact.letters.offices import choose_sender, who_sends
from rightstart.contact.letters.paper import Form, as_pdf
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.terms import OrganisationId
from rightstart.web.downloads import pdf_attached
from rightstart.web.letters.forms import SenderForm, WordsForm
from rightstart.web.seat import Seat, seated

EXAMPLE: Final = ("1 Example Street", "Example Town", "EX1 1AA")


@seated(Verb.SEND_LETTERS)
def sender(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A council leaves its first letters to its centres, or takes them back."""
    if seat.kind is not OrganisationKind.COUNCIL:
        return redirect("letters")
    form = SenderForm(request.POST or None, initial={"sender": who_sends(seat.organisation)})
    if request.method == "POST" and form.is_valid():
        choose_sender(council=seat.organisation, sender=form.said(), by=seat.by, at=seat.at)
        messages.success(request, "Saved. Batches already made stay with whoever made them.")
        return redirect("letters")
    return render(request, "letters/sender.html", {"form": form, "back": reverse("letters")})


@seated(Verb.SEND_LETTERS)
def words(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What a centre says of itself in its letters."""
    if seat.kind is not OrganisationKind.CENTRE:
        return redirect("letters")
    form = WordsForm(request.POST or None, initial={"welcome": welcome_of(seat.organisation)})
    if request.method == "POST" and form.is_valid():
        keep_welcome(centre=seat.organisation, welcome=form.cleaned_data["welcome"])
        messages.success(request, "Saved. It stands in every letter printed from now on.")
        return redirect("letter-words")
    return render(request, "letters/words.html", {"form": form, "code": seat.code, "back": reverse("letters")})


@require_safe
@seated(Verb.SEND_LETTERS)
def sample(request: HttpRequest, seat: Seat) -> HttpResponse:
    """How a letter of this centre looks, to nobody."""
    if seat.kind is not OrganisationKind.CENTRE:
        return redirect("letters")
    sheet = Sheet(1, OrganisationId(seat.organisation), "EXAMPLE", EXAMPLE, None)
    return pdf_attached("example-letter.pdf", as_pdf("example", [sheet], Form.LETTERS, on=seat.today, preview=True))
