"""Commands that stop everything, or one family by telephoned details: these are asked for, for command lines are seen by others."""

import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

import click

from rightstart import journey
from rightstart.cli import finding
from rightstart.cli.asking import Word, actor, as_json, as_of, example
from rightstart.cli.telling import Declined, document, line
from rightstart.directory.people import OrganisationRow, organisations
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import database
from rightstart.release.halt import Reason, Resuming, stop_everything
from rightstart.safeguards.stops import Caller, NotStopped, Said, What

NOT_STOPPED: Final = {
    NotStopped.TOO_FEW: "Give two details or more, such as a street and a day of birth.",
    NotStopped.NOTHING_NARROWS: "Give a street, a day of birth or a postcode beside the name.",
    NotStopped.UNKNOWN: "There is no such stop.",
    NotStopped.ALREADY: "It is answered already.",
}
RESUMING: Final = {
    Resuming.ASKED: "Noted. Everything stays stopped until a second person says the same, signed in, on a page.",
    Resuming.RESUMED: "Everything goes on. What was due meanwhile was judged again and sent.",
    Resuming.SAME_PERSON: "You have said so already. A second person must say it too, signed in, on a page.",
    Resuming.NOT_STOPPED: "Nothing is stopped.",
}
WHOSE: Final = click.option("--council", metavar="GSS", help="Whose.  [default: every council]")
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


@click.command("stop", epilog=example("rightstart stop --council E08000033 --reason bereaved-contacted"))
@WHOSE
@click.option("--reason", metavar="|".join(Reason), type=Word(Reason), default=Reason.OTHER, show_default=True)
@as_of
@as_json
def stop(council: str | None, reason: Reason, at: datetime, as_json: bool) -> None:
    """Stop everything that goes out, at once: no disclosure, list or export. Intake goes on, and so do call-backs.

    Two people let it go on. Who was sent what shows on the page.
    """
    database.make_ready()
    told = {
        one.code: stop_everything(council=one.id, reason=reason, by=actor(), at=at)
        for one in _councils(council, as_json)
    }
    if as_json:
        document([{"council": code, "stop": one.reference, "again": one.again} for code, one in told.items()])
        return
    for code, one in told.items():
        line(f"{code}: {'was stopped already' if one.again else 'stopped'} ({one.reference}).")


@click.command("resume", epilog=example("rightstart resume --council E08000033"))
@WHOSE
@as_of
@as_json
def resume(council: str | None, at: datetime, as_json: bool) -> None:
    """Say that what was stopped may go on: the word of one person. Exit status 1 where nothing was stopped."""
    database.make_ready()
    told = {one.code: journey.resume(council=one.id, by=actor(), at=at) for one in _councils(council, as_json)}
    if as_json:
        document({code: answer.value for code, answer in told.items()})
    else:
        for code, answer in told.items():
            line(f"{code}: {RESUMING[answer]}")
    if set(told.values()) <= {Resuming.NOT_STOPPED}:
        raise SystemExit(1)


def _councils(code: str | None, as_json: bool) -> Sequence[OrganisationRow]:
    if code:
        return [finding.organisation(code, OrganisationKind.COUNCIL, as_json=as_json)]
    return organisations(OrganisationKind.COUNCIL)
