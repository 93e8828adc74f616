"""Commands that carry births onwards: the daily pass, and the handing over of what is due."""

from dataclasses import asdict
from datetime import datetime

import click

from rightstart import journey
from rightstart.cli import finding
from rightstart.cli.asking import actor, as_json, as_of, example
from rightstart.cli.sentences import OUTCOMES
from rightstart.cli.telling import busy, document, facts, line
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import database


@click.command("advance", epilog=example("rightstart advance --as-of 2026-10-20"))
@click.option("--council", metavar="GSS", help="Only the births that one council was told of.")
@as_of
@as_json
def advance(council: str | None, at: datetime, as_json: bool) -> None:
    """Carry every birth as far as it may lawfully go today. Run it twice: nothing more happens."""
    database.make_ready()
    only = finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json).id if council else None
    with busy("Carrying births …"):
        tally = journey.advance_all(by=actor(), at=at, council=only)
    if as_json:
        document(asdict(tally))
        return
    facts({OUTCOMES[kind]: count for kind, count in tally.outcomes.items()})
    line()
    facts({"newly decided": tally.recorded, "called back": tally.called_back, "questions for people": tally.asked})


@click.command("hand-over", epilog=example("rightstart hand-over"))
@as_of
@as_json
def hand_over(at: datetime, as_json: bool) -> None:
    """Send every parcel that is due. Each centre finds it on its worklist from this moment."""
    database.make_ready()
    sent = journey.hand_over_due(by=actor(), at=at)
    if as_json:
        document({"parcels": sent})
    else:
        line("Nothing was due." if sent == 0 else "One parcel sent." if sent == 1 else f"{sent} parcels sent.")
