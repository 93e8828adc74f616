"""Commands about how long families are kept: what will go, and the night's run by hand."""

from dataclasses import asdict

import click
from django.utils import timezone

from rightstart.cli import finding
from rightstart.cli.asking import as_json, example
from rightstart.cli.retention_words import ERASED, KEPT_BY
from rightstart.cli.telling import busy, document, line, say, table
from rightstart.directory.people import organisations
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import database, isolation
from rightstart.rights.retention import clock
from rightstart.rights.retention.clock import Preview
from rightstart.terms import Actor


@click.group("retention")
def retention() -> None:
    """How long families are kept: what will be forgotten, and forgetting it."""


@retention.command("show", epilog=example("rightstart retention show --council E08000033"))
@click.option("--council", metavar="CODE", help="Of one council alone.")
@as_json
def show(council: str | None, as_json: bool) -> None:
    """What will be forgotten in the year ahead, in counts, and what is kept although its time is over. Changes nothing."""
    database.make_ready()
    named = [finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json)] if council else []
    whose = named or organisations(OrganisationKind.COUNCIL)
    with isolation.viewing(OrganisationKind.COUNCIL.value, [one.id for one in whose]) as viewers:
        found = clock.together([clock.preview(one, at=timezone.now()) for one in viewers.values()])
    if as_json:
        document(found)
    else:
        _shown(found)


def _shown(found: Preview) -> None:
    line(f"{found.due:,} families are forgotten with the next run, which is each night.")
    if found.going:
        rows = [[f"{one.month:%B %Y}", ERASED[one.why], f"{one.families:,}"] for one in found.going]
        table(["in", "families", "how many"], rows, right=["how many"])
    if found.kept:
        line("Kept although their time is over, until what is open is answered:")
        table(["what is open", "families"], [[KEPT_BY[why], f"{n:,}"] for why, n in found.kept], right=["families"])


@retention.command("run", epilog=example("rightstart retention run"))
@as_json
def run(as_json: bool) -> None:
    """Forget now whom the next night would: their keys are destroyed, and no backup brings them back."""
    database.make_ready()
    with busy("forgetting"):
        done = clock.run(by=Actor.job("retention"), at=timezone.now())
    families = sum(done.families.values())
    rest = f"{done.markers:,} markers, {done.rows:,} rows that nobody put right, {done.alerts:,} settled alerts"
    say(as_json, asdict(done), f"Forgotten: {families:,} families, {rest}.")
