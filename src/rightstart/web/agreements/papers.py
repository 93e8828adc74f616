"""Hides how a party takes away the papers that are drawn from the entry of an agreement, as Word files or as PDF."""

from typing import Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.agreements.completing import blank
from rightstart.agreements.fields import LABELS
from rightstart.agreements.kit.papers import Draft, Format, file_name, written
from rightstart.agreements.sign import NotChanged
from rightstart.agreements.stating import statements
from rightstart.agreements.wording import Statement
from rightstart.directory.rules import Verb
from rightstart.web.agreements.sentences import DRAFTS, FORMATS, NO_PAPER
from rightstart.web.components import Cell, Column, Link, Table
from rightstart.web.downloads import attached
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import NOT_CHANGED

TYPES: Final = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
@seated(Verb.SEE_AGREEMENTS)
def papers(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Which papers there are of each version of an agreement, the newest first."""
    asked = request.GET.get("reference", "")
    found = statements(seat.viewer, asked)
    if not found:
        messages.info(request, NOT_CHANGED[NotChanged.UNKNOWN])
        return redirect("agreements")
    shown = [(_table(one), [LABELS[name] for name in LABELS if name in blank(one.terms)]) for one in reversed(found)]
    return render(request, "agreements/papers.html", {"reference": asked, "versions": shown})


def _table(one: Statement) -> Table:
    columns = [Column("Paper"), *(Column(words) for words in FORMATS.values())]
    rows = [[Cell(words), *(Cell(link=_link(one, paper, form)) for form in FORMATS)] for paper, words in DRAFTS.items()]
    return Table(f"Version {one.version}", columns, rows)


def _link(one: Statement, paper: Draft, form: Format) -> Link:
    asked = {"reference": one.reference, "version": one.version, "paper": paper, "format": form}
    words = f" as {FORMATS[form]} ({DRAFTS[paper]}, version {one.version})"
    return Link("Download", f"{reverse('agreement-paper')}?{urlencode(asked)}", words)


@require_safe
@seated(Verb.SEE_AGREEMENTS)
def paper(request: HttpRequest, seat: Seat) -> HttpResponse:
    """One paper as a file, drawn at this moment from the version that is asked for."""
    asked = {name: request.GET.get(name, "") for name in ("reference", "version", "paper", "format")}
    found = [one for one in statements(seat.viewer, asked["reference"]) if str(one.version) == asked["version"]]
    if not found or asked["paper"] not in set(Draft) or asked["format"] not in set(Format):
        messages.info(request, NO_PAPER)
        return redirect(f"{reverse('agreement-papers')}?{urlencode({'reference': asked['reference']})}")
    one, draft, form = found[0], Draft(asked["paper"]), Format(asked["format"])
    answer = HttpResponse(written(one, draft, form), content_type=TYPES[form])
    return attached(answer, file_name(one, draft, form))
