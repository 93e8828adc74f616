"""Commands that show a centre its worklist and a council its reach."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import IO, Final

import click

from rightstart.cli import finding
from rightstart.cli.asking import as_json, as_of, example
from rightstart.cli.telling import Declined, document, line, table
from rightstart.cli.worklist_words import ATTEMPTS, CHANNELS, CHASES, STAGES
from rightstart.contact.rules import stage
from rightstart.contact.shown import Baby, FamilyView, Removal, WaitingFamily, Worklist
from rightstart.contact.worklist import worklist
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import database
from rightstart.engine.isolation import Viewer
from rightstart.intake import quality as months
from rightstart.intake import quality_paper
from rightstart.intake.contract import Kind
from rightstart.intake.punctuality import FeedRow, all_feeds
from rightstart.reach import measure
from rightstart.terms import london_date

FAMILY: Final = ("due", "whom", "babies", "home", "stage", "last tried", "reference")
WAITING: Final = ("whom", "babies", "confirmed", "reference")


@click.command("worklist", epilog=example("rightstart worklist CALD01"))
@click.argument("centre", metavar="CENTRE")
@as_of
@as_json
def show_worklist(centre: str, at: datetime, as_json: bool) -> None:
    """What CENTRE (its code) should do today: whom to contact, due first, and what it must destroy.

    Read as the centre itself reads it, each family through the gate. It counts as no receipt: only a person of the
    centre can give that.
    """
    database.make_ready()
    found = finding.organisation(centre, OrganisationKind.CENTRE, as_json=as_json)
    with finding.viewing(found) as viewer:
        pages = list(_pages(viewer, at))
    owed = pages[0].removals
    families = [family for page in pages for family in page.families]
    waiting = [family for page in pages for family in page.waiting]
    if as_json:
        document(
            {
                "centre": centre,
                "waiting": [_told(family) for family in waiting],
                "families": [_told(family) for family in families],
                "removals": owed,
            }
        )
    else:
        _print(found.name, families, waiting, owed)


def _pages(viewer: Viewer, at: datetime) -> Iterator[Worklist]:
    first = worklist(viewer, at=at)
    yield first
    for page in range(2, first.pages + 1):
        yield worklist(viewer, at=at, page=page)


def _print(
    centre: str, families: Sequence[FamilyView], waiting: Sequence[WaitingFamily], owed: Sequence[Removal]
) -> None:
    if owed:
        line(f"{centre} must destroy every copy of these, and say so on its page:")
        table(
            ("reference", "handed over", "called back", "now"),
            [(one.reference, one.handed_on, one.demanded_on, CHASES[one.chase]) for one in owed],
        )
        line()
    if not families:
        line(f"{centre}: nothing to do today.")
    else:
        line(f"{centre}: {len(families)} {'family' if len(families) == 1 else 'families'} to contact, due first.")
        table(FAMILY, [_row(family) for family in families])
    if waiting:
        line("Do not contact these for now; they wait until they are confirmed or placed:")
        table(WAITING, [(one.addressee, _names(one.babies), one.confirmed_on or "", one.reference) for one in waiting])


def _row(family: FamilyView) -> tuple[object, ...]:
    last = family.attempts[-1] if family.attempts else None
    return (
        family.due_on,
        family.addressee,
        _names(family.babies),
        ", ".join((*family.address, family.postcode)),
        STAGES[family.stage],
        f"{last.made_on} {CHANNELS[last.channel]}: {ATTEMPTS[last.outcome]}" if last else "",
        family.reference,
    )


def _names(babies: Sequence[Baby]) -> str:
    return "; ".join(map(_baby, babies))


def _baby(baby: Baby) -> str:
    named = " ".join(filter(None, (baby.forename, baby.surname)))
    return f"{named or 'baby'}, born {baby.born_on}" if baby.born_on else named or "baby"


def _told(family: FamilyView | WaitingFamily) -> dict[str, object]:
    """A family without the number that it has inside."""
    told = {name: value for name, value in asdict(family).items() if name != "family"}
    return told | {"stage": stage(family.made)}


@click.command("reach", epilog=example("rightstart reach --council E08000033"))
@click.option("--council", metavar="GSS", required=True, help="Whose families.")
@as_json
def reach(council: str, as_json: bool) -> None:
    """Families notified, withheld, contacted, registered and engaged, by centre and month of birth: for the council's own eyes."""
    database.make_ready()
    with finding.viewing(finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json)) as viewer:
        counts = measure.counts(viewer)
    if as_json:
        document({"council": council, "counts": counts})
    elif not counts:
        line("No family has been notified or withheld yet.")
    else:
        numbers = ("notified", "withheld", "contacted", "registered", "attended", "sustained")
        rows = [
            (one.name or "(withheld: no centre)", _month(one), *(getattr(one, name) for name in numbers))
            for one in counts
        ]
        sums = [sum(getattr(one, name) for one in counts) for name in numbers]
        table(("centre", "born or moved in", *numbers), [*rows, ("all", "", *sums)], right=numbers)


def _month(one: measure.Count) -> str:
    return f"{one.month:%B %Y}" + " (moved in)" * one.moved_in


@click.command("due", epilog=example("rightstart due --council E08000033"))
@click.option("--council", metavar="GSS", help="One council's feeds.  [default: all]")
@as_of
@as_json
def due(council: str | None, at: datetime, as_json: bool) -> None:
    """When each supplier's next delivery is due, and as of when its word stands. Exit status 1 where one is overdue."""
    database.make_ready()
    asked = finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json) if council else None
    rows = [row for row in all_feeds(at=at) if asked is None or row.council.id == asked.id]
    if as_json:
        document([_feed(row) for row in rows])
    else:
        columns = ("supplier", "council", "feed", "next due", "late", "status as of", "contact")
        table(columns, [_feed_line(row) for row in rows], right=("late",))
    if any(row.days_late for row in rows):
        raise SystemExit(1)


def _feed(row: FeedRow) -> dict[str, object]:
    return {
        "supplier": row.supplier.code,
        "council": row.council.code,
        "feed": _of(row),
        "frequency": row.frequency,
        "open_from": row.clock.open_from,
        "due_on": row.clock.due_on,
        "days_late": row.days_late,
        "confirmed_at": row.confirmed_at,
        "fresh": row.fresh,
    }


def _feed_line(row: FeedRow) -> list[object]:
    as_of_day = london_date(row.confirmed_at).isoformat() if row.confirmed_at else "never"
    late = f"{row.days_late} days" if row.days_late else ""
    contact = "may go on" if row.fresh else "stops until confirmed"
    return [row.supplier.code, row.council.code, _of(row), row.clock.due_on.isoformat(), late, as_of_day, contact]


def _of(row: FeedRow) -> str:
    return (Kind.ARRIVALS if row.arrivals else Kind.BIRTHS).value


@click.command(
    "quality", epilog=example("rightstart quality --from CHIS01 --to E08000033 --month 2026-10 --pdf october.pdf")
)
@click.option("--from", "supplier", metavar="ODS", required=True, help="The supplier's code.")
@click.option("--to", "council", metavar="GSS", required=True, help="The council's code.")
@click.option("--month", required=True, help="Like 2026-10.")
@click.option("--pdf", type=click.File("wb"), help="Write it as a PDF; - for standard output.")
@as_json
def quality(supplier: str, council: str, month: str, pdf: IO[bytes] | None, as_json: bool) -> None:
    """How a month's files were: faults by kind, completeness by column, time from birth to receipt, trend."""
    database.make_ready()
    asked = finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json)
    with finding.viewing(asked) as viewer:
        found = months.quality(viewer, month=month, supplier=supplier, council=council)
    if found is None:
        said = "Nothing was handed over between these two in that month."
        raise Declined("nothing-handed-over", said, as_json=as_json)
    if pdf:
        pdf.write(quality_paper.as_pdf(found, {}))
    elif as_json:
        document(asdict(found))
    else:
        for heading, headings, rows in quality_paper.parts(found):
            line(heading)
            table(headings, rows)
            line()
