"""The command that stops a family by a few telephoned details; asked for one by one, for command lines are seen by others."""

import json
import sys
from datetime import date, datetime
from typing import Final

import click

from rightstart import journey
from rightstart.cli import finding
from rightstart.cli.asking import Word, actor, as_json, as_of, example
from rightstart.cli.telling import Declined, document, line
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import database
from rightstart.safeguards.stops import Caller, NotStopped, Said, What

NOT_STOPPED: Final = {
    NotStopped.TOO_FEW: "Give two details or more, such as a street and a day of birth.",
    NotStopped.NOTHING_NARROWS: "Give a street, a day of birth or a postcode beside the name.",
    NotStopped.UNKNOWN: "There is no such stop.",
    NotStopped.ALREADY: "It is answered already.",
}
DETAILS: Final = ("name", "street", "postcode", "born_on", "about")


@click.command(
    "stop-family", epilog=example("rightstart stop-family --council E08000033 --what died --caller hospital")
)
@click.option("--council", metavar="GSS", required=True, help="Whose family it is.")
@click.option("--what", metavar="|".join(What), type=Word(What), required=True, help="What was told.")
@click.option("--caller", metavar="|".join(Caller), type=Word(Caller), required=True, help="In which function.")
@as_of
@as_json
def stop_family(council: str, what: What, caller: Caller, at: datetime, as_json: bool) -> None:
    """Freeze every birth that a few details may mean, now and as births come in, until a person confirms which it is.

    The details are asked for one by one (blank where unknown), or read from standard input as JSON with any of name, street,
    postcode, born_on (YYYY-MM-DD) and about (true or false): what stands on a command line can be seen by others.
    """
    database.make_ready()
    whose = finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json)
    said = _asked() if sys.stdin.isatty() else _read()
    answer = journey.stop_family(council=whose.id, said=said, what=what, caller=caller, by=actor(), at=at)
    if isinstance(answer, NotStopped):
        raise Declined(answer.value, NOT_STOPPED[answer], as_json=as_json)
    if as_json:
        document({"stop": answer.reference, "frozen": len(answer.births)})
    else:
        line(
            f"Stopped ({answer.reference}). Births frozen at once: {len(answer.births)}. Those to come are compared too."
        )


def _asked() -> Said:
    ask = {
        name: click.prompt(name.capitalize(), default="", show_default=False) for name in ("name", "street", "postcode")
    }
    born = click.prompt("Born on (YYYY-MM-DD)", default="", show_default=False)
    return _said(ask | {"born_on": born, "about": bool(born) and click.confirm("About that day?", default=False)})


def _read() -> Said:
    try:
        told = json.load(sys.stdin)
        if not isinstance(told, dict) or not set(told) <= set(DETAILS):
            raise ValueError
        return _said(told)
    except (ValueError, TypeError):
        raise click.UsageError(f"Standard input is no JSON object of {', '.join(DETAILS)}.") from None


def _said(told: dict[str, object]) -> Said:
    words = {name: str(told.get(name) or "") for name in ("name", "street", "postcode")}
    born = str(told.get("born_on") or "")
    try:
        born_on = date.fromisoformat(born) if born else None
    except ValueError:
        raise click.UsageError("The day of birth is no date like 2026-10-05.") from None
    return Said(**words, born_on=born_on, about=told.get("about") is True)
