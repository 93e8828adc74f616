"""Hides how the feed contract is shown as a page and given out as files; for a supplier, by what its agreement lists."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.agreements import register
from rightstart.directory import people
from rightstart.directory.rules import OrganisationKind
from rightstart.intake.contract import Contract, demand, listed
from rightstart.intake.contracts.known import CONTRACTS, LATEST
from rightstart.intake.faults import Fault, FileFault, says, says_file
from rightstart.intake.papers import schema, template_csv, template_xlsx
from rightstart.terms import Item
from rightstart.web.components import Cell, Column, Table
from rightstart.web.downloads import attached
from rightstart.web.seat import Seat, seat_of
from rightstart.web.sentences import ATTESTATIONS

ALL: Final = frozenset(Item)
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAPERS: Final[Mapping[str, tuple[str, Callable[[Contract, Set[Item]], HttpResponse]]]] = {
    "template.xlsx": (
        "Template (Excel)",
        lambda one, items: HttpResponse(template_xlsx(one, items), content_type=XLSX),
    ),
    "template.csv": (
        "Template (CSV)",
        lambda one, items: HttpResponse(template_csv(one, items), content_type="text/csv"),
    ),
    "example.xlsx": (
        "Template with a worked example (Excel)",
        lambda one, items: HttpResponse(template_xlsx(one, items, example=True), content_type=XLSX),
    ),
    "example.csv": (
        "Template with a worked example (CSV)",
        lambda one, items: HttpResponse(template_csv(one, items, example=True), content_type="text/csv"),
    ),
    "schema.json": (
        "Schema for machines (CSVW)",
        lambda one, items: JsonResponse(schema(one, items), json_dumps_params={"indent": 2, "ensure_ascii": False}),
    ),
}


@require_safe
def contract(request: HttpRequest) -> HttpResponse:
    """The latest version: its columns, what is never taken, every fault with its sentence, and the papers."""
    shown: dict[str, Any] = {
        "contract": LATEST,
        "agreed": [(feed, _left_out(feed)) for feed in _feeds(request)],
        "papers": [
            (words, reverse("contract_paper", args=[LATEST.version, name])) for name, (words, _) in PAPERS.items()
        ],
        "columns": columns_table(LATEST),
        "faults": faults_table(LATEST),
        "refused": ", ".join(LATEST.refused),
    }
    return render(request, "feed_contract/contract.html", shown)


@require_safe
def paper(request: HttpRequest, version: str, paper: str) -> HttpResponse:
    """One of a version's papers as a file."""
    if version not in CONTRACTS or paper not in PAPERS:
        raise Http404
    asked = request.GET.get("council")
    items = next((feed.items for feed in _feeds(request) if feed.code == asked), ALL)
    return attached(PAPERS[paper][1](CONTRACTS[version], items), f"births-{version}-{paper}")


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a supplier's agreement with one council lists."""

    code: str
    council: str
    items: frozenset[Item]


def _feeds(request: HttpRequest) -> list[Agreed]:
    """The agreements in force of whoever is signed in for a supplier; none for anybody else."""
    seat = seat_of(request) if request.user.is_authenticated else None
    if not isinstance(seat, Seat) or seat.kind is not OrganisationKind.SUPPLIER:
        return []
    feeds = register.feeds(at=seat.at, party=seat.organisation)
    known = people.named(feed.council for feed in feeds)
    return [Agreed(known[one.council].code, known[one.council].name, one.instrument.items) for one in feeds]


def _left_out(feed: Agreed) -> str:
    return ", ".join(column.name for column in LATEST.columns if not listed(column, feed.items))


def columns_table(one: Contract) -> Table:
    rows = [
        [
            Cell(column.name),
            Cell(demand(column), note=ATTESTATIONS[column.unless] if column.unless else ""),
            Cell(column.note, note=", ".join(column.codes)),
            Cell(column.example),
        ]
        for column in one.columns
    ]
    return Table("Columns", [Column("Column"), Column("Must"), Column("What stands in it"), Column("Example")], rows)


def faults_table(one: Contract) -> Table:
    """Every code that a receipt can hold: of a row with a column that can have it, and of a whole file."""
    rows = [[Cell(code.value), Cell(says(one, code, _example(one, code)))] for code in Fault]
    rows += [[Cell(code.value), Cell(says_file(code, "the column"))] for code in FileFault]
    return Table("Faults, by their code on the receipt", [Column("Code"), Column("What it says")], rows)


def _example(one: Contract, code: Fault) -> str:
    """A column whose name stands in the code, else one that can have this fault."""
    stem = code.value.partition("-")[0]
    named = {"date": "born_on", "before": "hv_seen_on", "count": "birth_order", "nhs": "nhs_number", "code": "contact"}
    return named.get(stem, stem if stem in one.by_name else "record_id")
