"""Commands about families who joined a centre: when a council counts a family as one that keeps coming."""

from datetime import datetime

import click

from rightstart.cli import finding
from rightstart.cli.asking import actor, as_json, as_of, example
from rightstart.cli.telling import Declined, say
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import database
from rightstart.joining.reading import threshold_of
from rightstart.joining.record import set_threshold
from rightstart.joining.rules import Threshold, sound


@click.group("joined")
def joined() -> None:
    """Families who joined their centre, and what counts as keeping coming."""


@joined.command("threshold", epilog=example("rightstart joined threshold E08000033 --times 3 --days 365"))
@click.argument("council", metavar="GSS")
@click.option("--times", type=int, help="Days on which a family came, at least 2.")
@click.option("--days", type=int, help="Within so many days, at most five years.")
@as_of
@as_json
def threshold(council: str, times: int | None, days: int | None, at: datetime, as_json: bool) -> None:
    """See, or say with --times and --days, when a family of a council counts as one that keeps coming."""
    if (times is None) != (days is None):
        raise click.UsageError("Give --times and --days together.")
    database.make_ready()
    whose = finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json)
    if times is not None and days is not None:
        if not sound(asked := Threshold(times, days)):
            said = "Give 2 times at least, no more times than days, and five years of days at most."
            raise Declined("unsound", said, as_json=as_json)
        set_threshold(council=whose.id, threshold=asked, by=actor(), at=at)
    stands = threshold_of(whose.id)
    told = {"council": whose.code, "times": stands.times, "days": stands.days}
    said = f"A family of {whose.name} keeps coming when it came on {stands.times} days within {stands.days}."
    say(as_json, told, said)
