"""Commands about reach areas: which centre serves which places, from a day on; and one birth placed by hand."""

from dataclasses import asdict
from datetime import date, datetime
from typing import IO, Final, assert_never

import click
from django.conf import settings

from rightstart import journey
from rightstart.allocation.redraw import Drawn, HandPlaced, NotDrawn, NotPlaced, Overlap, areas, place_by_hand, redraw
from rightstart.allocation.rehearse import dry_run
from rightstart.allocation.sheets import Faulty, Headless, Map, read
from rightstart.cli import finding
from rightstart.cli.asking import Day, actor, as_json, as_of, example
from rightstart.cli.sentences import NOT_DRAWN, NOT_OUTLINED, NOT_PLACED
from rightstart.cli.sheet_words import WRONG_ON_MAP
from rightstart.cli.telling import Declined, busy, document, line, say, table
from rightstart.directory.people import OrganisationRow, organisations
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import database
from rightstart.intake.faults import says_unreadable
from rightstart.intake.formats.table import Unreadable
from rightstart.places import boundaries, directories, register
from rightstart.terms import london_date

SHOWN: Final = 20
FILE: Final = click.argument("file", type=click.File("rb"))
SHEET: Final = click.option(
    "--sheet", metavar="NAME", help="Which sheet of a workbook, where several have something in them."
)
COUNCIL: Final = click.option("--council", metavar="GSS", required=True, help="Whose reach areas.")
FROM: Final = click.option("--from", "from_on", type=Day(), help="The first day.  [default: today]")
FORM: Final = (
    "FILE is a workbook (.xlsx) or CSV with a column of postcodes (or of small areas' codes) and a column of centres, by code or "
    "by whole name."
)


@click.group("area")
def area() -> None:
    """Which centre serves which places, each from a day on."""


@area.command("places", epilog=example("rightstart area places --from 2026-01-01"))
@FROM
@as_of
@as_json
def places(from_on: date | None, at: datetime, as_json: bool) -> None:
    """Take in the public directories that are shipped: councils, small areas, postcodes. The same again adds nothing."""
    database.make_ready()
    with busy("Loading places …"):
        loaded = register.load(
            councils=directories.councils(),
            small_areas=directories.small_areas(),
            postcodes=directories.postcodes(),
            from_on=from_on or london_date(at),
            by=actor(),
            at=at,
        )
    if as_json:
        document(loaded)
        return
    counts = {"councils": loaded.councils, "small areas": loaded.small_areas, "postcodes": loaded.postcodes}
    rows = [(what, one.added, one.unchanged, one.differing) for what, one in counts.items()]
    table(
        ("", "added", "unchanged", "differing, not taken"), rows, right=("added", "unchanged", "differing, not taken")
    )


@area.command("boundaries", epilog=example("rightstart area boundaries lsoa.geojson --council E08000033"))
@FILE
@COUNCIL
@as_of
@as_json
def outlined(file: IO[bytes], council: str, at: datetime, as_json: bool) -> None:
    """Take in the outlines of a council's small areas from FILE, a GeoJSON in degrees (WGS84), for its map of reach areas.

    They replace what was loaded or shipped before, and are kept beside the database: after a restore load them again.
    """
    database.make_ready()
    found = finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json)
    shapes = boundaries.read(file.read())
    if isinstance(shapes, boundaries.NotRead):
        raise Declined(shapes.value, NOT_OUTLINED[shapes], as_json=as_json)
    own = register.small_areas_of(found.code, london_date(at))
    taken = {code: shape for code, shape in shapes.items() if code in own}
    if not taken:
        said = f"None of these small areas lies in {found.code} as the register has it. Load its places first, or check the file."
        raise Declined("no-own-areas", said, as_json=as_json)
    boundaries.keep(home=settings.HOME, council=found.code, shapes=taken, by=actor(), at=at)
    told = {"areas": len(taken), "of": len(own), "elsewhere": len(shapes) - len(taken)}
    rest = f"{told['elsewhere']} of other councils were left out."
    say(as_json, told, f"The outlines of {told['areas']} of {told['of']} small areas are kept. {rest}")


@area.command("list", epilog=example("rightstart area list --council E08000033"))
@COUNCIL
@as_of
@as_json
def show(council: str, at: datetime, as_json: bool) -> None:
    """List the claims that stand on a day, by centre."""
    database.make_ready()
    found = finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json)
    standing = areas(found.id, on=london_date(at))
    rows = [(one.centre_code, one.centre_name, one.kind, one.place, one.from_on, one.until_on) for one in standing]
    if as_json:
        names = ("centre", "name", "kind", "place", "from", "until")
        document([dict(zip(names, row, strict=True)) for row in rows])
    elif rows:
        table(("centre", "", "kind", "place", "from", "until"), rows)
    else:
        line("No reach area stands on this day.")


@area.command("load", epilog=example("rightstart area load areas.csv --council E08000033 --from 2026-12-01", also=FORM))
@FILE
@SHEET
@COUNCIL
@FROM
@as_of
@as_json
def load(file: IO[bytes], sheet: str | None, council: str, from_on: date | None, at: datetime, as_json: bool) -> None:
    """From a day on the council's reach areas are exactly those in FILE. All of it or nothing.

    What the map says of births already handed over takes effect with the next `rightstart advance` from that day on.
    """
    database.make_ready()
    found = finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json)
    on = from_on or london_date(at)
    answer = redraw(council_id=found.id, claims=_claims(file, sheet, found), from_on=on, by=actor(), at=at)
    match answer:
        case NotDrawn():
            raise Declined(answer.value, NOT_DRAWN[answer], as_json=as_json)
        case Overlap(places):
            raise Declined("overlap", f"These places would have two centres: {', '.join(places)}.", as_json=as_json)
        case _:
            said = f"From {on}: {answer.added} added, {answer.ended} ended, {answer.kept} kept."
            if answer.unknown:
                said += f" In no register of places: {', '.join(answer.unknown)}."
            say(as_json, asdict(answer), said)


@area.command("dry-run", epilog=example("rightstart area dry-run areas.csv --council E08000033", also=FORM))
@FILE
@SHEET
@COUNCIL
@FROM
@as_of
@as_json
def rehearse(
    file: IO[bytes], sheet: str | None, council: str, from_on: date | None, at: datetime, as_json: bool
) -> None:
    """A year's births by centre, as the map stands and as it would be with FILE. Changes nothing."""
    database.make_ready()
    found = finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json)
    answer = dry_run(council_id=found.id, claims=_claims(file, sheet, found), from_on=from_on or london_date(at))
    if isinstance(answer, NotDrawn):
        raise Declined(answer.value, NOT_DRAWN[answer], as_json=as_json)
    if as_json:
        document(answer)
        return
    rows: list[tuple[object, ...]] = [(one.code, one.name, one.before, one.after) for one in answer.centres]
    rows.append(("", "no centre", answer.unplaced_before, answer.unplaced_after))
    table(("centre", "", "births now", "then"), rows, right=("births now", "then"))
    line(f"{answer.moved} births would have another centre.")


@area.command(
    "place",
    epilog=example('rightstart area place KRMWX3T7JHQ2A5ZD CALD01 --reason "the hub across the road is theirs"'),
)
@click.argument("birth")
@click.argument("centre")
@finding.SUPPLIER
@click.option("--reason", required=True, help="Why, without names.")
@as_of
@as_json
def place(birth: str, centre: str, supplier: str | None, reason: str, at: datetime, as_json: bool) -> None:
    """Place one birth by hand, whatever the map says; it is judged again at once."""
    database.make_ready()
    found = finding.birth(birth, supplier=supplier, as_json=as_json)
    answer = place_by_hand(birth_reference=found.reference, centre_code=centre, reason=reason, by=actor(), at=at)
    match answer:
        case NotPlaced():
            raise Declined(answer.value, NOT_PLACED[answer], as_json=as_json)
        case HandPlaced():
            journey.advance(births=[answer.birth], by=actor(), at=at)
            said = f"Placed with {centre}. See `rightstart explain {found.reference}`."
            say(as_json, {"birth": found.reference, "centre": centre}, said)
        case never:
            assert_never(never)


def _claims(file: IO[bytes], sheet: str | None, council: OrganisationRow) -> tuple[Drawn, ...]:
    """The claims in a file. Raises UsageError, with each row as a spreadsheet numbers it and nothing of what stands in it."""
    match read(file.read(), organisations(OrganisationKind.CENTRE, council.id), sheet):
        case Map(claims):
            return claims
        case Unreadable(reason, row, sheets):
            more = f" Its sheets: {', '.join(sheets)}." if sheets else ""
            raise click.UsageError(f"{file.name}: {says_unreadable(reason, row)}{more}")
        case Headless(missing):
            raise click.UsageError(f"{file.name} has no column {' and no column '.join(missing)}. {FORM}")
        case Faulty(faults):
            told = [f"  row {one.row}, {one.column}: {WRONG_ON_MAP[one.wrong]}" for one in faults[:SHOWN]]
            told += [f"  … and {len(faults) - SHOWN} more." for _ in faults[SHOWN : SHOWN + 1]]
            raise click.UsageError("\n".join((f"{file.name} cannot be taken as a map:", *told)))
        case never:
            assert_never(never)
