"""Commands about who decides not to share, and about what of the register is for everybody."""

from datetime import date, datetime
from typing import Final

import click

from rightstart.agreements import refusals as verbs
from rightstart.agreements.barriers import Barrier, EndReason, Standing
from rightstart.agreements.openly import OpenAgreement, open_register
from rightstart.agreements.refusals import NotRecorded, Recorded, Why
from rightstart.agreements.refused import RefusalRow, refusals
from rightstart.cli import finding
from rightstart.cli.asking import Day, Word, actor, as_json, as_of, example
from rightstart.cli.sentences import INSTRUMENTS, STATES
from rightstart.cli.telling import Declined, document, line, say, table
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.engine import database
from rightstart.terms import london_date

DECIDERS: Final = "|".join(role for role in RoleKind if any(verbs.decides(role, kind) for kind in OrganisationKind))
REFERENCE: Final = click.argument("refusal")
ROLE: Final = click.option(
    "--role", metavar=DECIDERS, type=Word(RoleKind), required=True, help="The role that decides it."
)
REVIEW: Final = click.option(
    "--review", "review_on", type=Day(), required=True, help="Look at it (again) by: a year at most."
)
STANDINGS: Final = {
    Standing.NOT_BEGUN: "not begun",
    Standing.STANDS: "stands",
    Standing.REVIEW_DUE: "review due",
    Standing.ENDED: "ended",
}
NOT_RECORDED: Final = {
    NotRecorded.NO_SUCH_FLOW: "Nothing is told that way: a supplier tells a council, a council its own centre or another council.",
    NotRecorded.NOT_A_PARTY: "The party that decides is the one that gives or the one that takes.",
    NotRecorded.WRONG_ROLE: "At that organisation this role does not decide whether to share.",
    NotRecorded.NO_BARRIER: "Name at least one barrier with --barrier.",
    NotRecorded.NO_CHANGE: "Say with --would-change what would change the decision.",
    NotRecorded.TOO_LONG: "Say it more shortly: 500 characters at most.",
    NotRecorded.SOMEBODY: "The words look like somebody's details. Write of offices and systems, not of people.",
    NotRecorded.REVIEW_DAY: "The review is after today and after it begins, and at most a year ahead.",
    NotRecorded.ALREADY: "This party refuses that already. See `rightstart agreement refusals`.",
    NotRecorded.UNKNOWN: "There is no such decision. See `rightstart agreement refusals`.",
    NotRecorded.ENDED: "It has ended already.",
}


@click.command(
    "refuse",
    epilog=example(
        "rightstart agreement refuse --giver CHIS01 --taker E08000033 --party CHIS01 --role supplier-sender "
        '--barrier system-cannot-extract --would-change "A new extract" --review 2027-05-01',
        also=f"Barriers: {', '.join(Barrier)}.",
    ),
)
@click.option("--giver", metavar="CODE", required=True, help="Who would tell.")
@click.option("--taker", metavar="CODE", required=True, help="Who would be told.")
@click.option("--party", metavar="CODE", required=True, help="Which of the two decides it.")
@ROLE
@click.option(
    "--barrier", "barriers", metavar="CODE", type=Word(Barrier), multiple=True, required=True, help="Why; several."
)
@click.option("--words", default="", help="More on why, with nothing about anybody.")
@click.option("--would-change", required=True, help="What would change it, with nothing about anybody.")
@click.option("--from", "from_on", type=Day(), help="The first day.  [default: today]")
@REVIEW
@as_of
@as_json
def refuse(
    giver: str,
    taker: str,
    party: str,
    role: RoleKind,
    barriers: tuple[Barrier, ...],
    words: str,
    would_change: str,
    from_on: date | None,
    review_on: date,
    at: datetime,
    as_json: bool,
) -> None:
    """Record that a party has decided not to share: nothing passes that way, whatever is signed, until it ends it."""
    database.make_ready()
    why = Why(
        barriers=frozenset(barriers),
        words=words,
        would_change=would_change,
        from_on=from_on or london_date(at),
        review_on=review_on,
    )
    answer = verbs.refuse(party=party, giver=giver, taker=taker, role=role, why=why, by=actor(), at=at)
    _said(
        answer,
        "Recorded as {}, to be looked at by {}. Run `rightstart advance` for it to take effect at once.",
        as_json,
    )


@click.command("refusals", epilog=example("rightstart agreement refusals --party E08000033"))
@click.option(
    "--party", metavar="CODE", required=True, help="A council or supplier: the decisions of either side of its flows."
)
@as_of
@as_json
def show(party: str, at: datetime, as_json: bool) -> None:
    """List the decisions not to share over the flows of a council or supplier, as it sees them itself."""
    database.make_ready()
    whose = finding.organisation(party, OrganisationKind.COUNCIL, OrganisationKind.SUPPLIER, as_json=as_json)
    with finding.viewing(whose) as viewer:
        rows = refusals(viewer, at=at)
    if as_json:
        document(rows)
    elif rows:
        heads = ("refusal", "from", "to", "decided by", "role", "why", "since", "review", "state", "contradicts")
        table(heads, [_row(one) for one in rows])
    else:
        line(
            "No decision not to share is recorded. That opens nothing: for sharing there must be an agreement in force."
        )


def _row(one: RefusalRow) -> tuple[object, ...]:
    why = ", ".join(one.barriers)
    told = (one.reference, one.giver, one.taker, one.party, one.role.value, why, one.from_on, one.review_on)
    return (*told, STANDINGS[one.standing], ", ".join(one.against))


@click.command(
    "keep-refusal",
    epilog=example("rightstart agreement keep-refusal 3f9a1c0d5e7b2468 --role director --review 2027-11-01"),
)
@REFERENCE
@ROLE
@REVIEW
@as_of
@as_json
def keep(refusal: str, role: RoleKind, review_on: date, at: datetime, as_json: bool) -> None:
    """Say that a decision not to share was looked at again and stays."""
    database.make_ready()
    answer = verbs.keep(party=None, reference=refusal, role=role, review_on=review_on, by=actor(), at=at)
    _said(answer, "{} stays, to be looked at by {}.", as_json)


@click.command(
    "end-refusal",
    epilog=example("rightstart agreement end-refusal 3f9a1c0d5e7b2468 --role director --reason sharing-begins"),
)
@REFERENCE
@ROLE
@click.option("--reason", metavar="|".join(EndReason), type=Word(EndReason), required=True, help="Why it is over.")
@as_of
@as_json
def end(refusal: str, role: RoleKind, reason: EndReason, at: datetime, as_json: bool) -> None:
    """End a decision not to share. That opens nothing: for sharing there must be an agreement in force."""
    database.make_ready()
    answer = verbs.end(party=None, reference=refusal, role=role, reason=reason, by=actor(), at=at)
    _said(answer, "{} has ended. Births pass only under an agreement in force.", as_json)


def _said(answer: Recorded | NotRecorded, done: str, as_json: bool) -> None:
    if isinstance(answer, NotRecorded):
        raise Declined(answer.value, NOT_RECORDED[answer], as_json=as_json)
    told = {"refusal": answer.reference, "review_on": answer.review_on}
    say(as_json, told, done.format(answer.reference, answer.review_on))


@click.command("published", epilog=example("rightstart agreement published --json"))
@as_of
@as_json
def published(at: datetime, as_json: bool) -> None:
    """Print the public register: what is or was in force between whom, and who has decided not to share. Names nobody."""
    database.make_ready()
    found = open_register(at=at)
    if as_json:
        document(found)
        return
    rows = [_open_row(one) for one in found.agreements]
    table(("reference", "version", "kind", "from", "to", "since", "until", "state"), rows, right=("version",))
    line(f"Decisions not to share that stand: {len(found.refusals)}.")


def _open_row(one: OpenAgreement) -> tuple[object, ...]:
    takers = ", ".join(taker.name for taker in one.takers)
    state = f"{STATES[one.state]}, refused" if one.contradicted else STATES[one.state]
    told = (one.reference, one.version, INSTRUMENTS[one.kind], one.giver.name, takers)
    return (*told, one.from_on, one.until_on, state)


COMMANDS: Final = (refuse, show, keep, end, published)
