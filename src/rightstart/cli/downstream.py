"""Commands about the other systems of a council that must stop too: which there are, entered and ended."""

from datetime import date, datetime
from typing import Final

import click

from rightstart.cli import finding
from rightstart.cli.asking import Day, Word, actor, as_json, as_of, example
from rightstart.cli.telling import Declined, document, line, say, table
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import database
from rightstart.handover.rules import Way
from rightstart.handover.systems import NotKept, SystemRow, Told, add_system, end_system, systems
from rightstart.terms import london_date

COUNCIL: Final = click.option("--council", metavar="GSS", required=True, help="Whose system it is.")
WAYS: Final = {Way.PAGE: "on the page", Way.FILE: "by file", Way.EMAIL: "by e-mail"}
NOT_KEPT: Final = {
    NotKept.INCOMPLETE: "Name the system, the office that runs it and its telephone number.",
    NotKept.NO_ADDRESS: "Give the office's e-mail address with --email.",
    NotKept.NOBODY_TO_RING: "Say with --ring whom the office rings at the council, by role and number.",
    NotKept.UNKNOWN: "There is no such system. See `rightstart downstream list`.",
    NotKept.ALREADY_ENDED: "It has ended already.",
    NotKept.DATES: "A system cannot end before it began.",
}


@click.group("downstream")
def downstream() -> None:
    """Which other systems must stop when a family must not be written to any more."""


@downstream.command("list", epilog=example("rightstart downstream list --council E08000033"))
@COUNCIL
@as_json
def show(council: str, as_json: bool) -> None:
    """List the systems that a council keeps, those that still stand first."""
    database.make_ready()
    whose = finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json)
    with finding.viewing(whose) as viewer:
        rows = systems(viewer)
    if as_json:
        document(rows)
    elif rows:
        heads = ("reference", "system", "office", "telephone", "told", "from", "until")
        table(heads, [(*_who(one), WAYS[one.way], one.from_on, one.until_on) for one in rows])
    else:
        line("No other system is on this council's list.")


def _who(one: SystemRow) -> tuple[str, ...]:
    return one.reference, one.name, one.office, one.phone


@downstream.command(
    "add",
    epilog=example(
        'rightstart downstream add --council E08000033 --name "School admissions" --office "Admissions team" '
        '--phone "01422 000000" --way file'
    ),
)
@COUNCIL
@click.option("--name", required=True, help="Of the system. The same name again replaces what was said of it.")
@click.option("--office", required=True, help="The role or office that runs it, never a person.")
@click.option("--phone", required=True, help="Of the office.")
@click.option("--way", metavar="|".join(Way), type=Word(Way), required=True, help="How it is told of a stop.")
@click.option("--email", default="", help="Of the office, where it is told by e-mail.")
@click.option("--ring", default="", help="Whom the office rings at the council, by role and number (for e-mail).")
@click.option("--from", "from_on", type=Day(), help="The first day.  [default: today]")
@as_of
@as_json
def add(
    council: str,
    name: str,
    office: str,
    phone: str,
    way: Way,
    email: str,
    ring: str,
    from_on: date | None,
    at: datetime,
    as_json: bool,
) -> None:
    """Enter a system, from a day on: it is asked to stop from the next daily pass."""
    database.make_ready()
    whose = finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json)
    told = Told(name, office, way, phone, email, ring)
    answer = add_system(council=whose.id, told=told, from_on=from_on, by=actor(), at=at)
    if isinstance(answer, NotKept):
        raise Declined(answer.value, NOT_KEPT[answer], as_json=as_json)
    said = f"{name} ({answer.reference}) is told {WAYS[answer.way]}, from {answer.from_on}."
    say(as_json, {"system": answer.reference, "from": answer.from_on}, said)


@downstream.command("end", epilog=example("rightstart downstream end 3f9a1c0d5e7b2468 --until 2026-12-01"))
@click.argument("reference")
@click.option("--until", "until_on", type=Day(), help="The first day on which it is not asked.  [default: today]")
@as_of
@as_json
def end(reference: str, until_on: date | None, at: datetime, as_json: bool) -> None:
    """End a system: from that day on nothing is asked of it any more."""
    database.make_ready()
    on = until_on or london_date(at)
    answer = end_system(reference=reference, council=None, until_on=on, by=actor(), at=at)
    if isinstance(answer, NotKept):
        raise Declined(answer.value, NOT_KEPT[answer], as_json=as_json)
    say(as_json, {"system": reference, "until": on}, f"{answer.name} ends on {on}.")
