"""Hides how a receipt is laid out for people: totals, faults by row, and what happens next."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.urls import reverse

from rightstart.agreements import register
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.directory import people
from rightstart.directory.rules import OrganisationKind
from rightstart.release.suppression import Became
from rightstart.web.components import Cell, Colour, Column, Link, SummaryRow, Table, Tag
from rightstart.web.days import day, moment, short_day
from rightstart.web.seat import Seat
from rightstart.web.sentences import KINDS

TOTALS: Final = {
    "records": ("Rows in the file", ""),
    "accepted": ("Accepted", "Taken in"),
    "duplicate": ("Sent before", "The same record with the same content: nothing happened twice"),
    "quarantined": ("Waiting in quarantine", "Something is wrong with the row. A person looks at it"),
    "stillbirth": ("Stillbirths", "Counted and refused: nothing of the row was kept"),
    "refused": ("Refused", "Not taken"),
    "not_ours": ("Another council’s residents", "Nothing of the row was kept"),
}
STATUSES: Final = {
    "accepted": ("Accepted", Colour.GREEN, "The file was taken in."),
    "held": ("Held", Colour.ORANGE, "The file was held: no row goes further until the reason below is put right."),
    "refused": ("Refused", Colour.RED, "The file was refused: no row of it was taken in."),
}
WOULD_BE: Final = {
    "accepted": (
        "It would be accepted",
        "Good rows would be taken in; rows with a fault would wait until they are put right.",
    ),
    "held": ("It would be held", "No row would go further until what is named below is settled."),
    "refused": ("It would be refused", "No row would be taken in. Put right what is named below first."),
}


def receipts_table(found: Sequence[Mapping[str, Any]], whose: OrganisationKind) -> Table:
    """One row a consignment; the other side is the council for a supplier and the supplier for a council."""
    other = "council" if whose is OrganisationKind.SUPPLIER else "supplier"
    columns = [
        *(Column("Receipt"), Column("Received"), Column(other.capitalize()), Column("Period"), Column("Status")),
        *(Column("Rows", numeric=True), Column("Quarantined", numeric=True)),
    ]
    names = _names()
    return Table(
        "Consignments, latest first", columns, [_line(one, names, other) for one in found], caption_hidden=True
    )


def _line(receipt: Mapping[str, Any], names: Mapping[str, str], other: str) -> list[Cell]:
    label, colour, _ = STATUSES[receipt["status"]]
    reference, totals = receipt["consignment"], receipt["totals"]
    return [
        Cell(link=Link(reference, reverse("receipt", args=[reference]))),
        Cell(_moment(receipt["received_at"])),
        Cell(names.get(receipt[other], receipt[other])),
        Cell(_period(receipt, short_day), note="Nil return" if receipt.get("nil") else ""),
        Cell(tag=Tag(label, colour)),
        Cell(f"{totals['records']:,}"),
        Cell(f"{totals['quarantined']:,}"),
    ]


HISTORY: Final = (
    *("receipt", "supplier", "council", "kind", "period", "as_at", "received_at", "nil", "status", *TOTALS),
    *("stops", "declared", "counted", "difference"),
)


def history_line(receipt: Mapping[str, Any]) -> list[str]:
    """One consignment as a row of the history's file."""
    control = receipt["control"]
    told = [receipt["consignment"], *(receipt[name] for name in HISTORY[1:9])]
    told += [*(receipt["totals"][name] for name in TOTALS), receipt["stops"]]
    told += [control["declared"], control["counted"], control["difference"]]
    return ["" if one is None else str(one) for one in told]


def receipt_sheet(receipt: Mapping[str, Any], whose: OrganisationKind) -> dict[str, Any]:
    """All that a receipt's page shows."""
    headline, _, lead = STATUSES[receipt["status"]]
    faults = receipt["faults"]
    return {
        "receipt": receipt,
        "headline": headline,
        "lead": lead,
        "rows": _facts(receipt),
        "next": what_next(receipt, whose),
        "totals": _totals(receipt["totals"]),
        "areas": _areas(receipt["not_ours_by_area"]) if receipt["not_ours_by_area"] else None,
        "faults": _faults(faults) if faults else None,
    }


def preview_sheet(receipt: Mapping[str, Any], again: bool) -> dict[str, Any]:
    """All that is shown of a file that was only tried: what is good, and what to put right first."""
    headline, lead = WOULD_BE[receipt["status"]]
    faults, control = receipt["faults"], receipt["control"]
    return {
        "headline": headline,
        "lead": lead,
        "again": again,
        "stops": receipt["stops"],
        "totals": _totals(receipt["totals"], "What would become of each row"),
        "areas": _areas(receipt["not_ours_by_area"]) if receipt["not_ours_by_area"] else None,
        "control": control if control["declared"] is not None else None,
        "columns": _by_column(faults) if faults else None,
        "faults": _faults(faults) if faults else None,
    }


def _by_column(faults: Sequence[Mapping[str, Any]]) -> Table:
    """Each thing to put right once, the commonest first, with how many rows it concerns and the first of them."""
    found: dict[tuple[str, str], list[int | None]] = {}
    for one in faults:
        found.setdefault((one["column"] or "Whole file", one["message"]), []).append(one["row"])
    commonest = sorted(found.items(), key=lambda pair: -len(pair[1]))
    rows = [
        [Cell(column), Cell(message), Cell(f"{len(where):,}"), Cell(_row(where[0]))]
        for (column, message), where in commonest
    ]
    columns = [Column("Column"), Column("What to put right"), Column("Rows", numeric=True), Column("First")]
    return Table("What to put right first", columns, rows)


def _facts(receipt: Mapping[str, Any]) -> list[SummaryRow]:
    names, control = _names(), receipt["control"]
    leaf, entry = receipt["ledger"]["leaf"], receipt["ledger"]["entry"]
    rows = [
        SummaryRow("From", [names.get(receipt["supplier"], receipt["supplier"])]),
        SummaryRow("To", [names.get(receipt["council"], receipt["council"])]),
        *([SummaryRow("Brought in by", [names.get(by, by)])] if (by := receipt.get("brought_by")) else []),
        SummaryRow("What", [KINDS[receipt["kind"]]]),
        SummaryRow("Period", [_period(receipt)]),
        SummaryRow("Drawn", [_moment(receipt["as_at"])]),
        SummaryRow("Received", [_moment(receipt["received_at"])]),
        SummaryRow("Rows that stop a contact", [f"{receipt['stops']:,}"]),
    ]
    if control["declared"] is not None:
        told = f"You declared {control['declared']:,}; {control['counted']:,} were counted"
        rows.append(SummaryRow("Control total", [told], tag=_difference(control["difference"])))
    place = "Waits for its place" if entry is None else f"Entry {entry:,}"
    link = Link("Check", f"{reverse('ledger')}?leaf={leaf}", " this entry in the ledger")
    return [*rows, SummaryRow("Ledger", [place], [link])]


def _difference(difference: int | None) -> Tag:
    return Tag(f"Differs by {abs(difference):,}", Colour.ORANGE) if difference else Tag("Agrees", Colour.GREEN)


def what_next(receipt: Mapping[str, Any], whose: OrganisationKind) -> list[str]:
    """What each side does now, most pressing first."""
    totals, sends = receipt["totals"], whose is OrganisationKind.SUPPLIER
    steward = "the council’s data steward" if sends else "you, on the quarantine page"
    said = [
        (
            receipt["status"] == "held",
            "The reason stands below. Its supplier puts it right and sends it again, confirms it, or agrees a change.",
        ),
        (receipt["status"] == "refused", "Put right what is named below and send the file again."),
        (bool(receipt["stops"]), "Every readable hold, death, objection and withdrawal took effect at once."),
        (bool(totals["quarantined"]), f"Rows in quarantine wait for {steward}, who can correct them or reject them."),
        (
            bool(totals["not_ours"]),
            "Rows of other councils’ residents were left out. Check who else should have had them.",
        ),
        (
            bool(totals["accepted"]) and sends,
            "Accepted births go to a centre only when the agreement and the safeguards allow it.",
        ),
    ]
    return [sentence for applies, sentence in said if applies] or ["Nothing more is asked of you."]


def _totals(totals: Mapping[str, int], caption: str = "What became of each row") -> Table:
    rows = [
        [Cell(words, note=note), Cell(f"{totals[name]:,}")]
        for name, (words, note) in TOTALS.items()
        if totals[name] or name in ("records", "accepted", "quarantined")
    ]
    return Table(caption, [Column("Rows"), Column("Number", numeric=True)], rows, stacked=False)


def became_table(found: Became | None) -> Table | None:
    """Where a consignment's births stand now; nothing where it brought none."""
    if found is None or not found.handed + found.waiting + (found.withheld or 0):
        return None
    told = [
        ("With a centre", found.handed),
        ("Withheld by a safeguard", found.withheld),
        ("Waiting, or not sent on", found.waiting),
    ]
    rows = [[Cell(words), Cell(f"{number:,}")] for words, number in told if number is not None]
    columns = [Column("Births"), Column("Number now", numeric=True)]
    return Table("What became of its births since", columns, rows, stacked=False)


def _areas(areas: Mapping[str, int]) -> Table:
    names = _names()
    rows = [[Cell(names.get(code, code)), Cell(f"{number:,}")] for code, number in sorted(areas.items())]
    return Table("Residents of other councils", [Column("Council"), Column("Rows", numeric=True)], rows, stacked=False)


def _faults(faults: Sequence[Mapping[str, Any]]) -> Table:
    rows = [[Cell(_row(one["row"])), Cell(one["column"] or ""), Cell(one["message"])] for one in faults]
    return Table(
        "What is wrong, as your spreadsheet numbers the rows",
        [Column("Row"), Column("Column"), Column("What to put right")],
        rows,
    )


def _row(number: int | None) -> str:
    return "Whole file" if number is None else f"Row {number:,}"


def _names() -> dict[str, str]:
    kinds = (OrganisationKind.SUPPLIER, OrganisationKind.COUNCIL)
    return {one.code: one.name for kind in kinds for one in people.organisations(kind)}


def _moment(text: str) -> str:
    return moment(datetime.fromisoformat(text))


def _period(receipt: Mapping[str, Any], written: Callable[[date], str] = day) -> str:
    first, _, last = receipt["period"].partition("/")
    return f"{written(date.fromisoformat(first))} to {written(date.fromisoformat(last))}"


def councils_of(seat: Seat, *kinds: InstrumentKind) -> list[tuple[str, str]]:
    """The councils that a supplier has an agreement with (of these kinds), whatever its state, by name: code and name."""
    found = {
        row.council_code: row.council
        for row in register.register(seat.viewer, at=seat.at)
        if row.hop is Hop.SUPPLIER_TO_COUNCIL and (not kinds or row.kind in kinds)
    }
    return sorted(found.items(), key=lambda pair: pair[1])
