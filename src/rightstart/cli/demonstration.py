"""The command that runs the main job on the demo area, tells what came of it and serves it."""

import os
import sys
from importlib import import_module
from typing import Any, Final

import click
from django.conf import settings

from rightstart.cli.asking import as_json, example
from rightstart.cli.running import serve_pages
from rightstart.cli.sentences import OUTCOMES, ROLES
from rightstart.cli.telling import document, facts, line, table
from rightstart.engine import database
from rightstart.release.rules import OutcomeKind

# By name, as the pages and the jobs are started too: no door imports another.
DEMO: Final = "rightstart.demo.main"


@click.command("demo", epilog=example("rightstart demo --once"))
@click.option("--once", is_flag=True, help="Print the summary and stop, instead of serving the pages.")
@click.option("--births", type=click.IntRange(1), help="Births a year of each council.  [default: its real ones]")
@click.option("--seed", default=1, show_default=True, help="The same seed and day give the same figures.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@as_json
def demo(once: bool, births: int | None, seed: int, port: int, as_json: bool) -> None:
    """Run the main job on two real councils with synthetic births, print a summary, then serve the pages."""
    if not settings.DEMO:  # a demo takes test numbers only, and that is settled when a process begins
        order = [sys.executable, "-m", "rightstart.cli.main", *sys.argv[1:]]
        os.execve(sys.executable, order, os.environ | {"RIGHTSTART_DEMO": "1"})  # noqa: S606
    database.make_ready()
    summary = import_module(DEMO).run(births=births, seed=seed, tell=lambda doing: click.echo(doing, err=True))
    if as_json:
        document(summary)
    else:
        _print(summary)
    if not once:
        serve_pages(port=port, as_json=as_json)


def _print(summary: Any) -> None:
    outcomes = {OUTCOMES[kind]: summary.outcomes.get(kind.value, 0) for kind in OutcomeKind}
    came = {name.replace("_", " "): count for name, count in summary.received.items()}
    line("What came in, and where the births stand now:")
    facts(came | outcomes | {"called back": summary.called_back, "families withheld": summary.withheld_families})
    line()
    rows = [(one.centre, one.notified, one.contacted) for one in summary.centres]
    table(("centre", "families notified", "contacted"), rows, right=("families notified", "contacted"))
    line()
    checked = "verified" if summary.verified else "NOT SOUND: run `rightstart ledger verify --store`"
    line(f"Ledger: {summary.ledger_size} entries, {checked}; root {summary.ledger_root}")
    line(f"Done in {summary.seconds} seconds.")
    line()
    accounts = [(one.email, one.password, ROLES[one.role], one.organisation) for one in summary.accounts]
    table(("sign in as", "with the password", "who is", "at"), accounts)
