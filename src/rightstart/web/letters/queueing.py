"""Hides how a batch of letters is asked for: of all who may be written to, of the families that were selected, or of one."""

from collections.abc import Sequence
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rightstart.contact.letters import queueing, reading
from rightstart.contact.letters.batches import Batch
from rightstart.contact.letters.rules import MOST, NotDone
from rightstart.directory.rules import Verb
from rightstart.web.days import counted
from rightstart.web.letters import soon
from rightstart.web.letters.forms import FamiliesForm
from rightstart.web.letters.sentences import FULL, NONE_SELECTED, NOT_DONE
from rightstart.web.seat import Seat, seated
from rightstart.web.worklist.returning import back

SELECTED: Final = "selected"  # what a form says that means the families it names, and never all


@require_POST
@seated(Verb.SEND_LETTERS)
def make(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A batch of all who may be written to now, or of those selected."""
    references = request.POST.getlist("reference") if request.POST.get("for") == SELECTED else None
    if references == []:
        messages.error(request, NONE_SELECTED)
        return back(request.POST)
    made = _made(seat, references)
    if isinstance(made, NotDone):
        messages.info(request, NOT_DONE[made])
        return redirect("letters") if references is None else back(request.POST)
    if not made.unfinished:
        messages.success(request, _said(made, references))
    return redirect("letter-batch", made.reference)


@require_POST
@seated(Verb.SEND_LETTERS)
def try_again(request: HttpRequest, seat: Seat, batch: str) -> HttpResponse:
    """Somebody does not wait until a batch that broke off is tried again by itself."""
    if reading.batch(seat.viewer, batch) is not None:
        soon.finish()
    return redirect("letter-batch", batch)


@seated(Verb.SEND_LETTERS)
def make_for(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A batch of families named by their references: a council has no list of them to tick."""
    form = FamiliesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        references = form.cleaned_data["references"]
        made = _made(seat, references)
        if not isinstance(made, NotDone):
            messages.success(request, _said(made, references))
            return redirect("letter-batch", made.reference)
        form.add_error("references", NOT_DONE[made])
    return render(request, "letters/families.html", {"form": form, "back": reverse("letters")})


def _made(seat: Seat, references: Sequence[str] | None) -> Batch | NotDone:
    made = queueing.begin(sender=seat.organisation, references=references, by=seat.by, at=seat.at)
    if isinstance(made, Batch) and made.unfinished:
        soon.finish()
    return made


def _said(made: Batch, references: Sequence[str] | None) -> str:
    """How many letters there are, and how many that were selected got none."""
    said = f"{counted(made.letters, 'letter waits', 'letters wait')} to be printed."
    if references is None:
        return said + (FULL if made.letters == MOST else "")
    left = len(set(references)) - made.letters
    return (
        f"{said} {counted(left, 'family', 'families')} of those selected may get no letter now." if left > 0 else said
    )
