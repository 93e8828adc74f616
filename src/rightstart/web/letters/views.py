"""Hides how batches of first letters become pages: what to print, what to take out of the pile, and what is posted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rightstart.contact.letters import batches, hybrid, offices, pulling, reading
from rightstart.contact.letters.paper import Form, as_pdf
from rightstart.contact.letters.reading import BatchRow, LetterRow, Making
from rightstart.contact.letters.rules import ANSWERS as POSSIBLE
from rightstart.contact.letters.rules import UNDER_WAY, NotDone, State
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.web.components import Cell, Colour, Column, Link, Table, Tag
from rightstart.web.days import counted, moment
from rightstart.web.downloads import after_confirming, pdf_attached, zip_attached
from rightstart.web.letters.forms import AnswerForm, PrintForm, TakeOutForm
from rightstart.web.letters.sentences import ANSWERS, FORMS, NOT_DONE, STATES
from rightstart.web.paging import paged
from rightstart.web.seat import Seat, seated

TO_PRINT: Final = Tag("To print", Colour.BLUE)
TO_POST: Final = Tag("Printed, not posted yet", Colour.YELLOW)
TO_STOP: Final = Tag("Letters to stop", Colour.RED)
POSTED: Final = Tag("Posted", Colour.GREEN)
BEING_MADE: Final = Tag("Being made", Colour.GREY)
ON_A_PAGE: Final = 100  # letters
MOVES_WITHIN: Final = timedelta(minutes=2)  # a batch that has not grown for longer waits for something


@require_safe
@seated(Verb.SEE_LETTERS)
def letters(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every batch that this organisation may see: what must be stopped first, then latest first."""
    found = reading.batches(seat.viewer)
    shown = {
        "table": batches_table(found) if found else None,
        "stops": any(one.unanswered for one in found),
        "at_centre": seat.kind is OrganisationKind.CENTRE,
        "may_send": seat.allows(Verb.SEND_LETTERS),
        "sends": offices.office_of(seat.organisation).sends,
    }
    return render(request, "letters/letters.html", shown)


def batches_table(found: Sequence[BatchRow]) -> Table:
    columns = [
        Column("Batch"),
        Column("Sent by"),
        Column("Made"),
        Column("Letters", numeric=True),
        Column("Where it is"),
    ]
    rows = [
        [
            Cell(link=Link(one.reference, reverse("letter-batch", args=[one.reference]))),
            Cell(one.sender_name),
            Cell(moment(one.made_at)),
            Cell(f"{one.total:,}"),
            Cell(tag=_where(one), note=moment(one.posted_at) if one.posted_at else ""),
        ]
        for one in found
    ]
    return Table("Batches of letters", columns, rows, caption_hidden=True)


def _where(one: BatchRow) -> Tag:
    if one.unanswered:
        return TO_STOP
    if one.making:
        return BEING_MADE
    if one.posted_at:
        return POSTED
    return TO_POST if one.printed_at else TO_PRINT


@require_safe
@seated(Verb.SEE_LETTERS)
def one_batch(request: HttpRequest, seat: Seat, batch: str) -> HttpResponse:
    return _page(request, seat, batch)


def _page(request: HttpRequest, seat: Seat, reference: str, form: TakeOutForm | None = None) -> HttpResponse:
    """One batch: what is to be done with it now, and each letter by its number."""
    found = reading.batch(seat.viewer, reference)
    if found is None:
        messages.info(request, NOT_DONE[NotDone.UNKNOWN])
        return redirect("letters")
    sends = found.sender == seat.organisation and seat.allows(Verb.SEND_LETTERS)
    own = sends and not found.posted_at and not found.making
    page = paged(request, found.letters, ON_A_PAGE)
    shown = {
        "batch": found,
        "made": moment(found.made_at),
        "posted": moment(found.posted_at) if found.posted_at else "",
        "to_go": sum(found.states[one] for one in UNDER_WAY),
        "own": own,
        **(_making(found.making, seat.at, sends=sends) if found.making else {}),
        "prints": [(form.value, words) for form, words in FORMS.items()],
        "asks": [(state, _rows(found, state), _answers(state)) for state in POSSIBLE if found.states[state]],
        "table": letters_table(found, list(page), previews=own),
        "page": page,
        "form": form or TakeOutForm(),
        "back": reverse("letters"),
    }
    return render(request, "letters/batch.html", shown)


def _rows(found: BatchRow, state: State) -> list[LetterRow]:
    return [one for one in found.letters if one.state is state]


def _answers(state: State) -> list[tuple[str, str]]:
    return [(answer.value, words) for answer, words in ANSWERS.items() if answer in POSSIBLE[state]]


def _making(making: Making, at: datetime, *, sends: bool) -> dict[str, object]:
    """How far a batch is, and since when it has not moved, where it should have."""
    still = making.broke or at - making.carried_at > MOVES_WITHIN
    far = f"{making.letters:,} of {max(making.wanted, making.letters):,} letters made"
    return {"making": making, "far": far, "still": still, "last": moment(making.carried_at), "tries_again": sends}


def letters_table(found: BatchRow, letters: Sequence[LetterRow], *, previews: bool) -> Table:
    headings = ("Number", "Centre", "Reference", "Where it is", *(("Preview",) if previews else ()))
    rows = [[*_cells(one), *([_preview(found, one)] if previews else [])] for one in letters]
    return Table("Letters of this batch", [Column(heading) for heading in headings], rows)


def _cells(one: LetterRow) -> list[Cell]:
    return [Cell(str(one.number)), Cell(one.centre), Cell(one.reference), Cell(tag=STATES[one.state])]


def _preview(found: BatchRow, one: LetterRow) -> Cell:
    if one.state not in UNDER_WAY:
        return Cell()
    address = reverse("preview-letter", args=[found.reference, one.number])
    return Cell(link=Link("Preview", address, f" of letter {one.number}"))


@require_POST
@seated(Verb.SEND_LETTERS)
@after_confirming
def print_batch(request: HttpRequest, seat: Seat, batch: str) -> HttpResponse:
    """What may go on paper at this second, as a file for the printer."""
    form = PrintForm(request.POST)
    wanted = form.wanted() if form.is_valid() else Form.LETTERS
    coded = wanted is not Form.LABELS
    printed = batches.print_letters(sender=seat.organisation, reference=batch, by=seat.by, at=seat.at, coded=coded)
    if isinstance(printed, NotDone):
        messages.info(request, NOT_DONE[printed])
        return redirect("letter-batch", batch)
    return pdf_attached(f"{wanted}-{batch}.pdf", as_pdf(batch, printed, wanted, on=seat.today))


@require_POST
@seated(Verb.SEND_LETTERS)
@after_confirming
def hybrid_mail(request: HttpRequest, seat: Seat, batch: str) -> HttpResponseBase:
    """The same for a hybrid mail provider: it leaves as it is set, and the browser says how much has come."""
    printed = batches.print_letters(sender=seat.organisation, reference=batch, by=seat.by, at=seat.at)
    if isinstance(printed, NotDone):
        messages.info(request, NOT_DONE[printed])
        return redirect("letter-batch", batch)
    return zip_attached(f"hybrid-mail-{batch}.zip", hybrid.files(batch, printed, on=seat.today))


@require_safe
@seated(Verb.SEND_LETTERS)
@after_confirming
def preview(request: HttpRequest, seat: Seat, batch: str, letter: int) -> HttpResponse:
    """How one letter looks that is still to go."""
    sheet = batches.preview(seat.viewer, reference=batch, number=letter, at=seat.at)
    if sheet is None:
        messages.info(request, "This letter cannot be shown: it may not go out any more, or not now.")
        return redirect("letter-batch", batch)
    paper = as_pdf(batch, [sheet], Form.LETTERS, on=seat.today, preview=True)
    return pdf_attached(f"preview-{batch}-{letter}.pdf", paper)


@require_POST
@seated(Verb.SEND_LETTERS)
def posted(request: HttpRequest, seat: Seat, batch: str) -> HttpResponse:
    """The pile goes into the post."""
    done = batches.post(sender=seat.organisation, reference=batch, by=seat.by, at=seat.at)
    if isinstance(done, NotDone):
        messages.error(request, NOT_DONE[done])
    else:
        said = f"Posted: {counted(done.letters, 'letter', 'letters')}. Each stands on its family’s page from now on."
        messages.success(request, said)
    return redirect("letter-batch", batch)


@require_POST
@seated(Verb.SEND_LETTERS)
def taken_out(request: HttpRequest, seat: Seat, batch: str) -> HttpResponse:
    """A person takes letters out for a reason of their own."""
    form = TakeOutForm(request.POST)
    if not form.is_valid():
        return _page(request, seat, batch, form)
    numbers = form.cleaned_data["numbers"]
    out = pulling.take_out(sender=seat.organisation, reference=batch, numbers=numbers, by=seat.by, at=seat.at)
    said = f"Taken out: {counted(out, 'letter', 'letters')}. Destroy what is on paper."
    messages.success(request, said if out else "None of these is on its way any more.")
    return redirect("letter-batch", batch)


@require_POST
@seated(Verb.SEE_LETTERS)
def answered(request: HttpRequest, seat: Seat, batch: str) -> HttpResponse:
    """What became of letters that must not go out."""
    found = reading.batch(seat.viewer, batch)
    form = AnswerForm(request.POST, numbers=[one.number for one in found.letters] if found else [])
    if not form.is_valid():
        messages.error(request, "Nothing was noted. Tick each letter that you have accounted for.")
        return redirect("letter-batch", batch)
    taken = pulling.answer(
        organisation=seat.organisation,
        reference=batch,
        numbers=set(form.cleaned_data["number"]),
        said=form.said(),
        by=seat.by,
        at=seat.at,
    )
    messages.success(request, f"Noted: {counted(taken, 'letter', 'letters')}.")
    return redirect("letter-batch", batch)
