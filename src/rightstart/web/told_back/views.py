"""Hides how what comes back is shown to a supplier and to a council's steward: letters without a home, and corrections."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rightstart.contact import retrace
from rightstart.contact.retrace import NotTraced, RetraceRow, Traced
from rightstart.contact.rules import Trace
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.intake import offers
from rightstart.intake.offers import OfferAnswer, OfferRow
from rightstart.release import gate, halt
from rightstart.web.components import Cell, Colour, Column, Link, SummaryRow, Table, Tag
from rightstart.web.days import day
from rightstart.web.downloads import after_confirming, csv_attached
from rightstart.web.forms import choices
from rightstart.web.seat import Seat, seated

FOUND: Final = {
    Trace.SAME_ADDRESS: "The address was checked and is right: the centre may write again",
    Trace.NOT_FOUND: "No other address is known: the centre may telephone, or give the family up",
}
NOT_TRACED: Final = {
    NotTraced.UNKNOWN: "There is no such question about an address, or it is not yours to answer.",
    NotTraced.ANSWERED: "Somebody has answered this already.",
    NotTraced.NO_ANSWER_YET: "Nobody has said yet that no address is known.",
}


OFFER_ANSWERS: Final = {
    OfferAnswer.TAKEN.value: "We have put our record right",
    OfferAnswer.NOT_RIGHT.value: "Our record is right as it is",
}
MOVED: Final = "The family says that it has moved. The new address is not known to the council."


class FoundForm(forms.Form):
    """A person's word on an address from which a letter came back."""

    found = forms.ChoiceField(label="What did you find?", choices=choices(FOUND), widget=forms.RadioSelect)


@require_safe
@seated(Verb.ANSWER_TOLD_BACK)
def told_back(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What waits for this organisation's answer."""
    letters, offered = retrace.waiting(seat.viewer, at=seat.at), offered_to(seat)
    shown: dict[str, object] = {"letters": letters_table(letters, seat.kind) if letters else None}
    if seat.kind is OrganisationKind.SUPPLIER:
        shown |= {"offers": [offer_sheet(one) for one in offered], "answers": OFFER_ANSWERS}
    elif offered:
        shown["made"] = offers_table(offered)
    return render(request, "told_back/told_back.html", shown)


def offered_to(seat: Seat) -> list[OfferRow]:
    """What is offered, as far as the gate lets it through and the council that offers it has not stopped everything."""
    offered = [one for one in offers.offers(seat.viewer) if halt.halted(one.council_id) is None]
    told = {
        council: gate.told_back(
            {one.record_key for one in offered if one.council_id == council}, council=council, at=seat.at
        )
        for council in {one.council_id for one in offered}
    }
    return [one for one in offered if one.record_key in told[one.council_id]]


@require_POST
@seated(Verb.SEND_FILE)
def answer_offer(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """The supplier's word on a correction that was offered."""
    said = request.POST.get("answer", "")
    if said in OFFER_ANSWERS:
        done = offers.answer(viewer=seat.viewer, reference=reference, said=OfferAnswer(said), by=seat.by, at=seat.at)
        messages.success(request, "Thank you. What was offered is destroyed." if done else "This was answered already.")
    return redirect("told-back")


@require_safe
@seated(Verb.SEND_FILE)
@after_confirming
def corrections(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The corrections that are offered to this supplier, by its own record ids, for its own system."""
    offered = [one for one in offered_to(seat) if one.values]
    columns = sorted({name for one in offered for name in one.values})
    rows = [[one.record_id, *(one.values.get(name, "") for name in columns)] for one in offered]
    return csv_attached("corrections.csv", ["record_id", *columns], rows)


@seated(Verb.ANSWER_TOLD_BACK)
def returned_letter(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """One letter that came back, and a person's word on where the family lives."""
    letters = retrace.waiting(seat.viewer, at=seat.at)
    found = next((one for one in letters if one.reference == reference), None)
    if found is None:
        messages.info(request, NOT_TRACED[NotTraced.ANSWERED])
        return redirect("told-back")
    form = FoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        trace = Trace(form.cleaned_data["found"])
        answer = retrace.answer(
            reference=reference, organisation=seat.organisation, found=trace, by=seat.by, at=seat.at
        )
        said = "Answered. The family’s centre is told." if isinstance(answer, Traced) else NOT_TRACED[answer]
        messages.success(request, said)
        return redirect("told-back")
    shown = {"form": form, "reference": reference, "rows": letter_rows(found, seat.kind)}
    shown |= {"back": reverse("told-back"), "sends": seat.allows(Verb.SEND_FILE)}
    return render(request, "told_back/returned_letter.html", shown)


def letters_table(letters: Sequence[RetraceRow], whose: OrganisationKind) -> Table:
    supplier = whose is OrganisationKind.SUPPLIER
    columns = [Column("Your record" if supplier else "Birth"), Column("Known on"), Column("Where")]
    rows = [
        [
            Cell(link=Link(_known_as(one, whose), reverse("returned-letter", args=[one.reference]))),
            Cell(day(one.returned_on), tag=Tag("Overdue", Colour.RED) if one.overdue else None),
            Cell(one.council if supplier else one.centre, note="" if supplier else _asked(one)),
        ]
        for one in letters
    ]
    return Table("Addresses that seem wrong", columns, rows)


def letter_rows(one: RetraceRow, whose: OrganisationKind) -> list[SummaryRow]:
    supplier = whose is OrganisationKind.SUPPLIER
    return [
        SummaryRow("Your record" if supplier else "Birth", [_known_as(one, whose)]),
        SummaryRow("Known on", [day(one.returned_on)]),
        SummaryRow("Council" if supplier else "Centre", [one.council if supplier else one.centre]),
        *([] if supplier else [SummaryRow("Who looks for the address", [_asked(one)])]),
    ]


@dataclass(frozen=True, slots=True)
class OfferSheet:
    """One offer as its supplier sees it."""

    reference: str
    rows: tuple[SummaryRow, ...]


def offer_sheet(one: OfferRow) -> OfferSheet:
    """What a council learnt, beside the supplier's own record; where a family went may be known to nobody."""
    learnt = [SummaryRow(name, [value or "Blank"]) for name, value in one.values.items()]
    return OfferSheet(
        one.reference,
        (
            SummaryRow("Your record", [one.record_id or "No longer readable"]),
            SummaryRow("From", [f"{one.council}, on {day(one.offered_on)}"]),
            *(learnt or [SummaryRow("What was learnt", [MOVED])]),
        ),
    )


def offers_table(offered: Sequence[OfferRow]) -> Table:
    columns = [Column("To"), Column("What"), Column("Offered on")]
    rows = [[Cell(one.supplier), Cell(", ".join(one.columns) or MOVED), Cell(day(one.offered_on))] for one in offered]
    return Table("Corrections offered, not answered yet", columns, rows)


def _known_as(one: RetraceRow, whose: OrganisationKind) -> str:
    """A supplier knows a record by its own id, a council a birth by its reference."""
    return one.record_id if whose is OrganisationKind.SUPPLIER else one.birth


def _asked(one: RetraceRow) -> str:
    return f"{one.asked_supplier} was asked" if one.asked_supplier else "You: the supplier may not be told"
