"""The command that says how far a council has come on its first day."""

from datetime import datetime

import click

from rightstart.cli import finding
from rightstart.cli.asking import as_json, as_of, example
from rightstart.cli.telling import document, line, table
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import database
from rightstart.reach.first_day import first_day
from rightstart.reach.wording import STATES, TITLES, says, summary, waits


@click.command("first-day", epilog=example("rightstart first-day --council E08000033"))
@click.option("--council", metavar="GSS", required=True, help="Whose first day.")
@as_of
@as_json
def show_first_day(council: str, at: datetime, as_json: bool) -> None:
    """Say how far a council has come from nothing to its first receipt: each step with its state, derived from what is there."""
    database.make_ready()
    found = finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json)
    with finding.viewing(found) as viewer:
        told = first_day(viewer, at=at)
    if as_json:
        steps = [
            {
                "step": one.step,
                "state": one.state,
                "on": one.on,
                "waits_for": one.waits_for,
                "says": says(one.step, told.facts),
            }
            for one in told.steps
        ]
        document({"council": found.code, "steps": steps})
        return
    line(f"{found.name}: {summary(told.steps)}.")
    rows = [
        (
            number,
            TITLES[one.step],
            STATES[one.state],
            one.on,
            " ".join((says(one.step, told.facts), waits(one))).strip(),
        )
        for number, one in enumerate(told.steps, 1)
    ]
    table(("", "step", "state", "on", "how it stands"), rows, right=("",))
