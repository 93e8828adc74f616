"""Commands about what families request: noted once the parent is known, and looked through. A lead answers them, on pages."""

from contextlib import AbstractContextManager
from datetime import datetime

import click

from rightstart.cli import finding
from rightstart.cli.asking import actor, as_json, as_of, example
from rightstart.cli.telling import Declined, document, facts, line, say, table
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.engine import database
from rightstart.engine.isolation import Viewer
from rightstart.rights.requests import keeping, reads, replies
from rightstart.rights.requests.detail import Unfit
from rightstart.rights.requests.keeping import Asked, Known, NotOpened
from rightstart.rights.requests.reads import RequestRow
from rightstart.rights.requests.rules import Asker, Ground, Outcome, RequestKind, may_answer
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
        found = reads.requests_of(viewer)
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
        found = reads.request_of(viewer, reference)
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
    type=click.Choice([one.value for one in ParentKnownBy]),
    help="What you saw, or who vouched; left out where that has still to be asked for.",
)
@click.option("--named/--not-named", default=False, help="It is the parent whom the record names, at its address.")
@COUNCIL
@as_of
@as_json
def open_one(
    birth: str, kind: str, known_by: str | None, named: bool, council: str, at: datetime, as_json: bool
) -> None:
    """Note that a parent asks for a copy or complains. BIRTH: its reference. Words, and corrections, belong on the page."""
    known = Known(ParentKnownBy(known_by), Asker.NAMED if named else Asker.OTHER) if known_by else None
    asked = Asked(RequestKind(kind), known)
    with _council(council, as_json) as viewer:
        reference = keeping.open_request(viewer=viewer, birth=birth, asked=asked, by=actor(), at=at)
    if isinstance(reference, NotOpened | Unfit):
        raise Declined("unknown-birth", "This council holds no family with this reference.", as_json=as_json)
    say(as_json, {"request": reference}, f"Noted as {reference}. A lead answers it, on its page.")


@request.command("answer", epilog=example("rightstart request answer 64b6eb580cb30ff5 withdrawn --council E08000033"))
@click.argument("reference")
@click.argument("outcome", type=click.Choice([one.value for one in Outcome]))
@click.option("--ground", type=click.Choice([one.value for one in Ground]), help="Of a refusal: why.")
@COUNCIL
@as_of
@as_json
def answer(reference: str, outcome: str, ground: str | None, council: str, at: datetime, as_json: bool) -> None:
    """Note how a request ended, and print the reply, which names nobody. A pack is made on the request's page alone."""
    database.make_ready()
    roles, why = frozenset({RoleKind.IG_LEAD}), Ground(ground) if ground else None
    whose = finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json)
    with _council(council, as_json) as viewer:
        found = reads.request_of(viewer, reference)
        told = {"viewer": viewer, "reference": reference, "roles": roles, "by": actor(), "at": at}
        done = keeping.answer(**told, outcome=Outcome(outcome), ground=why)  # type: ignore[arg-type]
        row = reads.request_of(viewer, reference)
    if found is None or row is None:
        raise Declined("unknown", "This council has no such request. See `rightstart request list`.", as_json=as_json)
    if not may_answer(found.giver, roles):
        raise Declined("not-yours", "The safeguarding lead answers this one, on its page.", as_json=as_json)
    if not done:
        said = "It may not end so as it stands. See `rightstart request show`, and give a ground with a refusal alone."
        raise Declined("not-now", said, as_json=as_json)
    lines = replies.reply(row, whose.name)
    say(as_json, _told(row, at) | {"reply": lines}, "\n\n".join(lines))


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
        "received_on": one.days.received_on,
        "known_by": one.known_by.value if one.known_by else None,
        "done": sorted(step.value for step in one.done),
        "next": one.next.value,
        "due_on": one.due_on,
        "late": one.late(london_date(at)),
        "outcome": one.outcome.value if one.outcome else None,
        "ground": one.ground.value if one.ground else None,
        "closed_on": one.closed_on,
    }
