"""The command that runs the main job on the demo area, in a home of its own, tells what came of it and serves it."""

import os
import shutil
import sys
from importlib import import_module
from typing import Any, Final

import click
from django.conf import settings

from rightstart.cli.asking import as_json, example
from rightstart.cli.running import serve_pages
from rightstart.cli.sentences import OUTCOMES, ROLES
from rightstart.cli.telling import document, facts, line, table
from rightstart.engine import database, postgres
from rightstart.engine.place import home
from rightstart.release.rules import OutcomeKind

# By name, as the pages and the jobs are started too: no door imports another.
DEMO: Final = "rightstart.demo.main"
RECEIVED: Final = {
    "consignments": "files and nil returns",
    "records": "records in them",
    "accepted": "accepted",
    "duplicate": "sent before",
    "quarantined": "quarantined",
    "not_ours": "not ours",
    "stillbirth": "stillbirths, refused at the door",
    "refused": "refused",
    "stops": "rows that stopped something",
}


@click.command("demo", epilog=example("rightstart demo --once"))
@click.option("--once", is_flag=True, help="Print the summary and stop, instead of serving the pages.")
@click.option("--births", type=click.IntRange(1), help="Births a year of each council.  [default: its real ones]")
@click.option("--seed", default=1, show_default=True, help="The same seed and day give the same figures.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@as_json
def demo(once: bool, births: int | None, seed: int, port: int, as_json: bool) -> None:
    """Run the main job on two real councils with synthetic births, print a summary, then serve the pages.

    It begins anew each time, in a home of its own, and takes test NHS numbers only.
    """
    if not settings.DEMO:  # both are settled when a process begins; a database of somebody else's is never touched
        own = {"RIGHTSTART_DEMO": "1", "RIGHTSTART_HOME": str(home() / "demo")}
        outside = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        os.execve(sys.executable, [sys.executable, "-m", "rightstart.cli.main", *sys.argv[1:]], outside | own)  # noqa: S606
    _tell("making a fresh database …")
    _begin_anew()
    summary = import_module(DEMO).run(births=births, seed=seed, tell=_tell)
    if as_json:
        document(summary)
    else:
        _print(summary)
    if not once:
        serve_pages(port=port, as_json=as_json)


def _tell(doing: str) -> None:
    click.echo(doing, err=True)


def _begin_anew() -> None:
    postgres.discard(home())
    for left in ("keys", "ledger"):
        shutil.rmtree(home() / left, ignore_errors=True)
    database.make_ready()


def _print(summary: Any) -> None:
    line("\nWhat came in")
    facts({f"  {said}": summary.received.get(name, 0) for name, said in RECEIVED.items()})
    line("\nWhere the births stand now")
    facts({f"  {OUTCOMES[kind]}": summary.outcomes.get(kind.value, 0) for kind in OutcomeKind})
    facts({"  called back so far": summary.called_back, "  families withheld": summary.withheld_families})
    line("\nReach, by centre (the reach areas are illustrative)")
    rows = [(one.centre, one.notified, one.contacted) for one in summary.centres]
    total = ("all centres", sum(row[1] for row in rows), sum(row[2] for row in rows))
    table(("centre", "families notified", "contacted"), [*rows, total], right=("families notified", "contacted"))
    checked = "verified" if summary.verified else "NOT SOUND: run `rightstart ledger verify --store`"
    line(f"\nLedger: {summary.ledger_size} entries, {checked}; root {summary.ledger_root}")
    line(f"Done in {summary.seconds} seconds. All families, agreements and reach areas are made up.\n")
    accounts = [(one.email, one.password, ROLES[one.role], one.organisation) for one in summary.accounts]
    table(("sign in as", "with the password", "who is", "at"), accounts)
