"""Hides how a lead takes away the drafts of notices, and the lists of what went out and of whom to tell."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rightstart.breaches.drafts import Facts, Form, Notice, written
from rightstart.breaches.reading import entry as entry_of
from rightstart.breaches.telling import whom_to_tell
from rightstart.breaches.what import offices, what
from rightstart.breaches.wording import WAYS
from rightstart.directory.rules import Verb
from rightstart.terms import LONDON
from rightstart.web.downloads import after_confirming, attached, csv_attached
from rightstart.web.seat import Seat, seated

TYPES: Final = {
    Form.PDF: "application/pdf",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
LINES: Final = (
    *("birth", "centre", "reference", "sent", "agreement", "items", "ledger entry", "seen", "called back"),
    "copies destroyed",
)
FAMILIES: Final = ("births", "centre", "reference", "who tells the family")


@require_safe
@seated(Verb.SEE_BREACHES)
def draft(request: HttpRequest, seat: Seat, reference: str, notice: str, form: str) -> HttpResponse:
    """One draft as a file, drawn at this moment."""
    one = entry_of(seat.viewer, reference)
    if one is None or one.finding is None or notice not in set(Notice) or form not in set(Form):
        return render(request, "404.html", status=404)
    facts = Facts(one, what(seat.viewer, reference), seat.name, offices(seat.viewer), seat.at)
    kind = Form(form)
    answer = HttpResponse(written(Notice(notice), kind, facts), content_type=TYPES[kind])
    return attached(answer, f"breach-{one.reference}-{notice}.{kind}")


@require_safe
@seated(Verb.SEE_BREACHES)
@after_confirming
def disclosures(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Every line that went out, by references."""
    rows = [
        [
            *(one.birth, one.centre, one.reference, _at(one.sent_at), f"{one.agreement} version {one.version}"),
            " ".join(one.items),
            "" if one.entry is None else str(one.entry),
            *map(_at, (one.seen_at, one.called_back_at, one.destroyed_at)),
        ]
        for one in what(seat.viewer, reference).disclosures
    ]
    return csv_attached("disclosures.csv", LINES, rows)


@require_safe
@seated(Verb.SEE_BREACHES)
@after_confirming
def families(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Every family with who tells it, as the gate has it at this moment: to print and work through."""
    found = whom_to_tell(what(seat.viewer, reference).disclosures, at=seat.at)
    rows = [[" ".join(one.births), one.centre, one.reference, WAYS[one.way]] for one in found]
    return csv_attached("families.csv", FAMILIES, rows)


def _at(when: object) -> str:
    return f"{when.astimezone(LONDON):%Y-%m-%d %H:%M}" if hasattr(when, "astimezone") else ""
