"""Commands about a centre's services directory: what it offers families, added, changed and ended."""

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Final

import click

from rightstart.cli import finding
from rightstart.cli.asking import Day, Word, actor, as_json, as_of, example
from rightstart.cli.telling import Declined, document, line, say, table
from rightstart.directory.people import OrganisationRow
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import database
from rightstart.listings import keep
from rightstart.listings.keep import NotListed
from rightstart.listings.reading import Listed, kept, listed
from rightstart.listings.rules import LONGEST, ListingKind, Told
from rightstart.terms import london_date

CENTRE: Final = click.argument("centre", metavar="CENTRE")
REFERENCE: Final = click.argument("reference")
NOT_LISTED: Final = {
    NotListed.UNKNOWN: "The centre lists no such service, or it has ended. See `rightstart services list`.",
}


class Words(click.ParamType[str]):
    """Words that stand on one line."""

    name = "words"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if len(str(value)) > LONGEST:
            self.fail(f"it is longer than {LONGEST} letters.", param, ctx)
        return str(value)


TIMES: Final = click.option("--times", type=Words(), help='Days and times, like "Tuesdays, 10am to 12pm".')
PLACE: Final = click.option("--place", type=Words(), help="Where, if not at the centre.")
BOOKING: Final = click.option("--booking", type=Words(), help="How to book, if one cannot just come.")
IN_LETTERS: Final = click.option(
    "--in-letters/--not-in-letters", default=None, help="Name it in the centre's first letters."
)
FROM: Final = click.option("--from", "from_on", type=Day(), help="The first day.")


@click.group("services")
def listings() -> None:
    """What a centre offers families: its services directory, which anybody may read."""


def _centre(code: str, as_json: bool) -> OrganisationRow:
    database.make_ready()
    return finding.organisation(code, OrganisationKind.CENTRE, as_json=as_json)


@listings.command("list", epilog=example("rightstart services list CAL-01"))
@CENTRE
@as_of
@as_json
def show(centre: str, at: datetime, as_json: bool) -> None:
    """List what CENTRE offers, also what begins later."""
    found = kept(_centre(centre, as_json).id, london_date(at))
    if as_json:
        document([{"reference": one.reference, "stands": one.stands, **asdict(one.told)} for one in found])
    elif found:
        table(
            ("reference", "kind", "service", "when", "where", "how to book", "in letters", "from"),
            list(map(_row, found)),
        )
    else:
        line("No service is listed.")


def _row(one: Listed) -> tuple[object, ...]:
    told = one.told
    letters = "yes" if told.in_letters else "no"
    return one.reference, told.kind, told.title, told.times, told.place, told.booking, letters, told.from_on


@listings.command(
    "add", epilog=example('rightstart services add CAL-01 stay-and-play "Baby play" --times "Tuesdays, 10am to 12pm"')
)
@CENTRE
@click.argument("kind", metavar="KIND", type=Word(ListingKind))
@click.argument("title", type=Words())
@TIMES
@PLACE
@BOOKING
@IN_LETTERS
@FROM
@as_of
@as_json
def add(
    centre: str,
    kind: ListingKind,
    title: str,
    times: str | None,
    place: str | None,
    booking: str | None,
    in_letters: bool | None,
    from_on: date | None,
    at: datetime,
    as_json: bool,
) -> None:
    """List a service of CENTRE: KIND is stay-and-play, health-clinic, parenting, free-early-education, debt-advice or other."""
    told = Told(
        kind=kind,
        title=_named(title),
        times=times or "",
        place=place or "",
        booking=booking or "",
        in_letters=in_letters is not False,
        from_on=from_on or london_date(at),
    )
    reference = keep.add(centre=_centre(centre, as_json).id, told=told, by=actor(), at=at)
    say(as_json, {"reference": reference}, f"Listed as {reference}.")


@listings.command(
    "change", epilog=example('rightstart services change CAL-01 3f9a1c0d5e7b2468 --times "Mondays, 1pm to 3pm"')
)
@CENTRE
@REFERENCE
@click.option("--title", type=Words())
@TIMES
@PLACE
@BOOKING
@IN_LETTERS
@FROM
@as_of
@as_json
def change(centre: str, reference: str, at: datetime, as_json: bool, **said: object) -> None:
    """Say something else of a service; what is not named stays as it is."""
    whose = _centre(centre, as_json).id
    found = listed(whose, reference, london_date(at))
    if found is None:
        raise _unknown(as_json)
    new = replace(found.told, **{name: value for name, value in said.items() if value is not None})  # type: ignore[arg-type]
    _named(new.title)
    _done(keep.change(centre=whose, reference=reference, told=new, by=actor(), at=at), as_json)
    say(as_json, {"reference": reference}, "Changed. Letters on paper stay as they are.")


@listings.command("end", epilog=example("rightstart services end CAL-01 3f9a1c0d5e7b2468"))
@CENTRE
@REFERENCE
@click.option("--until", "until_on", type=Day(), help="The first day on which it is not offered.  [default: today]")
@as_of
@as_json
def end(centre: str, reference: str, until_on: date | None, at: datetime, as_json: bool) -> None:
    """End a service of CENTRE."""
    whose, on = _centre(centre, as_json).id, until_on or london_date(at)
    _done(keep.end(centre=whose, reference=reference, until_on=on, by=actor(), at=at), as_json)
    say(as_json, {"reference": reference, "until": on}, f"Not offered any more from {on} on.")


def _named(title: str) -> str:
    if not title.strip():
        raise click.UsageError("The service has no name.")
    return title


def _done(answer: NotListed | None, as_json: bool) -> None:
    if answer is not None:
        raise _unknown(as_json)


def _unknown(as_json: bool) -> Declined:
    return Declined(NotListed.UNKNOWN.value, NOT_LISTED[NotListed.UNKNOWN], as_json=as_json)
