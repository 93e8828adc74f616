"""Commands about what families request: noted once the parent is known, and looked through. A lead answers them, on pages."""

from contextlib import AbstractContextManager
from datetime import datetime

import click

from rightstart.cli import finding
from rightstart.cli.asking import actor, as_json, as_of, example
from rightstart.cli.telling import Declined, document, facts, line, say, table
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import database
from rightstart.engine.isolation import Viewer
from rightstart.rights.requests import keeping
from rightstart.rights.requests.keeping import Asked, RequestRow
from rightstart.rights.requests.rules import RequestKind
from rightstart.safeguards.rules import ParentKnownBy
from rightstart.terms import london_date

COUNCIL = click.option("--council", metavar="GSS", required=True, help="Which council.")


@click.group("request")
def request() -> None:
    """What families request: a copy of what is held, a correction, a complaint."""


@request.command("list", epilog=example("rightstart request list --council E08000033"))
@COUNCIL
@as_of
@as_json
def list_all(council: str, at: datetime, as_json: bool) -> None:
    """The council's requests, the open ones by when they are due. Says nothing about anybody."""
    with _council(council, as_json) as viewer:
        found = keeping.requests_of(viewer)
    if as_json:
        document([_told(one, at) for one in found])
        return
    rows = [
        [one.reference, one.kind, one.outcome or one.next, one.closed_on or one.due_on, _late(one, at)] for one in found
    ]
    if rows:
        table(["request", "kind", "next, or how it ended", "due, or answered", ""], rows)
    else:
        line("No family has requested anything.")


@request.command("show", epilog=example("rightstart request show 64b6eb580cb30ff5 --council E08000033"))
@click.argument("reference")
@COUNCIL
@as_of
@as_json
def show(reference: str, council: str, at: datetime, as_json: bool) -> None:
    """One request: what was done, and what is to be done next. What the family said stands on its page alone."""
    with _council(council, as_json) as viewer:
        found = keeping.request_of(viewer, reference)
    if found is None:
        raise Declined("unknown", "This council has no such request. See `rightstart request list`.", as_json=as_json)
    (document if as_json else facts)(_told(found, at))


@request.command(
    "open", epilog=example("rightstart request open ABCD2345EFGH6789 access --known-by vouched-for --council E08000033")
)
@click.argument("birth")
@click.argument("kind", type=click.Choice([RequestKind.ACCESS.value, RequestKind.COMPLAINT.value]))
@click.option(
    "--known-by",
    required=True,
    type=click.Choice([one.value for one in ParentKnownBy]),
    help="What you saw, or who vouched.",
)
@click.option("--named/--not-named", default=False, help="It is the parent whom the record names, at its address.")
@COUNCIL
@as_of
@as_json
def open_one(birth: str, kind: str, known_by: str, named: bool, council: str, at: datetime, as_json: bool) -> None:
    """Note that a parent, known to be one, asks for a copy or complains. BIRTH: its reference. Words belong on the page."""
    asked = Asked(RequestKind(kind), ParentKnownBy(known_by), named)
    with _council(council, as_json) as viewer:
        reference = keeping.open_request(viewer=viewer, birth=birth, asked=asked, by=actor(), at=at)
    if reference is None:
        raise Declined("unknown-birth", "This council holds no family with this reference.", as_json=as_json)
    say(as_json, {"request": reference}, f"Noted as {reference}. A lead answers it, on its page.")


def _council(code: str, as_json: bool) -> AbstractContextManager[Viewer]:
    database.make_ready()
    return finding.viewing(finding.organisation(code, OrganisationKind.COUNCIL, as_json=as_json))


def _late(one: RequestRow, at: datetime) -> str:
    return "late" if one.late(london_date(at)) else ""


def _told(one: RequestRow, at: datetime) -> dict[str, object]:
    return {
        "request": one.reference,
        "birth": one.birth,
        "kind": one.kind.value,
        "opened_on": one.opened_on,
        "done": sorted(step.value for step in one.done),
        "next": one.next.value,
        "due_on": one.due_on,
        "late": one.late(london_date(at)),
        "outcome": one.outcome.value if one.outcome else None,
        "ground": one.ground.value if one.ground else None,
        "closed_on": one.closed_on,
    }
