"""Hides how a supplier's monthly quality report is chosen, shown and given out, to both of its sides."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.directory import people
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.intake.quality import Quality, months_of, quality
from rightstart.intake.quality_paper import as_pdf, parts, title
from rightstart.web.components import Cell, Column, Link, Table
from rightstart.web.downloads import attached, pdf_attached
from rightstart.web.seat import Seat, seated


@require_safe
@seated(Verb.SEE_RECEIPTS)
def reports(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every month there is a report of, latest first."""
    names, found = _names(), months_of(seat.viewer)
    rows = [
        [
            Cell(link=Link(month, reverse("quality", args=[month, supplier, council]))),
            Cell(names.get(supplier, supplier)),
            Cell(names.get(council, council)),
        ]
        for month, supplier, council in found
    ]
    table = Table("Quality reports", [Column("Month"), Column("From"), Column("To")], rows, caption_hidden=True)
    return render(request, "quality/reports.html", {"table": table if rows else None})


@require_safe
@seated(Verb.SEE_RECEIPTS)
def report(request: HttpRequest, seat: Seat, month: str, supplier: str, council: str, form: str = "") -> HttpResponse:
    """One month, as a page, as PDF or as JSON."""
    found = quality(seat.viewer, month=month, supplier=supplier, council=council)
    if found is None or form not in ("", "pdf", "json"):
        return render(request, "404.html", status=404)
    name = f"quality-{supplier}-{council}-{month}.{form}"
    if form == "json":
        answer: HttpResponse = JsonResponse(asdict(found), json_dumps_params={"indent": 2})
    elif form == "pdf":
        return pdf_attached(name, as_pdf(found, _names()))
    else:
        asked = {"month": month, "supplier": supplier, "council": council}
        shown = {
            "title": title(found, _names()),
            "tables": as_tables(found),
            "asked": asked,
            "back": reverse("reports"),
        }
        return render(request, "quality/quality.html", shown)
    return attached(answer, name)


def as_tables(found: Quality) -> list[Table]:
    tables = []
    for heading, headings, rows in parts(found):
        columns = [Column(headings[0]), *(Column(one, numeric=True) for one in headings[1:])]
        tables.append(Table(heading, columns, [[Cell(cell) for cell in row] for row in rows], stacked=False))
    return tables


def _names() -> dict[str, str]:
    kinds = (OrganisationKind.SUPPLIER, OrganisationKind.COUNCIL)
    return {one.code: one.name for kind in kinds for one in people.organisations(kind)}
