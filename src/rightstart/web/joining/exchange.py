"""Hides how families leave for a centre's own system, and how its joins come back: a file each way."""

from typing import assert_never

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.directory.rules import Verb
from rightstart.intake.faults import says_unreadable
from rightstart.intake.formats.table import Unreadable
from rightstart.joining import exporting, sheets
from rightstart.joining.exporting import COLUMNS, ExportRow, NotExported
from rightstart.joining.sheets import Fault, Faulty, Headless
from rightstart.joining.taking_in import Refused, TakenIn, take_in
from rightstart.web.components import Cell, Column, SummaryRow, Table
from rightstart.web.days import counted, moment
from rightstart.web.downloads import after_confirming, csv_attached
from rightstart.web.joining.forms import ExportForm, SheetForm
from rightstart.web.joining.sentences import MISSING, NOT_EXPORTED, NOT_RECORDED, WHOM, WRONG
from rightstart.web.seat import Seat, seated

SHOWN = 100


@seated(Verb.EXPORT_FAMILIES)
@after_confirming
def export(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Take a file of families; to come here again is to have given the password lately."""
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        who = str(getattr(request.user, "name", ""))
        made = exporting.export(viewer=seat.viewer, whom=form.said(), who=who, by=seat.by, at=seat.at)
        if not isinstance(made, NotExported):
            return csv_attached(f"families-{made.reference}.csv", COLUMNS, made.rows)
        messages.info(request, NOT_EXPORTED[made])
        return redirect("export-families")
    found = exporting.exports(seat.viewer)
    shown = {"form": form, "table": exports_table(found) if found else None, "most": f"{exporting.MOST:,}"}
    return render(request, "joining/export.html", shown | {"back": reverse("joined")})


def exports_table(found: list[ExportRow]) -> Table:
    rows = [
        [Cell(one.reference), Cell(moment(one.at)), Cell(WHOM[one.whom]), Cell(f"{one.families:,}")] for one in found
    ]
    columns = [Column("File"), Column("Taken"), Column("Which families"), Column("Families", numeric=True)]
    return Table("Files that your centre took", columns, rows)


@seated(Verb.RECORD_ATTEMPT)
def bring_back(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Take in who joined and came, from a sheet; what came of it is told row by row."""
    form = SheetForm(request.POST or None, request.FILES or None)
    shown: dict[str, object] = {"form": form, "back": reverse("joined")}
    if request.method == "POST" and form.is_valid():
        answer = sheets.read(form.cleaned_data["file"].read())
        match answer:
            case Unreadable(reason, row, names):
                more = f" Keep one sheet only. Its sheets: {', '.join(names)}" if names else ""
                form.add_error("file", says_unreadable(reason, row) + more)
            case Headless(missing):
                for one in missing:
                    form.add_error("file", MISSING[one])
            case Faulty(faults):
                said = counted(len(faults), "cell is wrong: it is", "cells are wrong: they are")
                form.add_error("file", f"{said} named below. Nothing was recorded")
                shown["faults"] = faults_table(faults)
            case sheets.Sheet(rows):
                taken = take_in(viewer=seat.viewer, rows=rows, by=seat.by, at=seat.at)
                shown |= {"taken": taken, "rows": taken_rows(taken)}
                shown["refused"] = refused_table(taken.refused) if taken.refused else None
            case never:
                assert_never(never)
    return render(request, "joining/bring_back.html", shown)


def taken_rows(taken: TakenIn) -> list[SummaryRow]:
    told = (
        ("Rows", taken.rows),
        ("Joined", taken.joined),
        ("Came", taken.attended),
        ("Recorded before", taken.before),
        ("Say nothing of joining", taken.blank),
        ("Not recorded", len(taken.refused)),
    )
    return [SummaryRow(name, [f"{number:,}"]) for name, number in told]


def faults_table(faults: tuple[Fault, ...]) -> Table:
    rows = [[Cell(f"Row {one.row:,}"), Cell(one.column), Cell(WRONG[one.wrong])] for one in faults[:SHOWN]]
    columns = [Column("Row"), Column("Column"), Column("What to put right")]
    return Table("What is wrong, as your spreadsheet numbers the rows" + _first(len(faults)), columns, rows)


def refused_table(refused: tuple[Refused, ...]) -> Table:
    rows = [[Cell(f"Row {one.row:,}"), Cell(NOT_RECORDED[one.why])] for one in refused[:SHOWN]]
    caption = "Rows that were not recorded, as your spreadsheet numbers them" + _first(len(refused))
    return Table(caption, [Column("Row"), Column("Why")], rows)


def _first(number: int) -> str:
    return f" (the first {SHOWN} of {number:,})" if number > SHOWN else ""


@require_safe
@seated(Verb.RECORD_ATTEMPT)
def template(request: HttpRequest, seat: Seat) -> HttpResponse:
    """An empty sheet with the columns that are read."""
    header = ("family_reference", "registered_on", "known_already", "service", "attended_on")
    return csv_attached("joined-and-came.csv", header, [])
