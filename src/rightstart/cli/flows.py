"""Commands about what an agreement does: whether data may move over a flow and why, and what a change of it would change."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

import click
import msgspec

from rightstart.agreements.explaining import FlowTold, Step, Unexplained, explain_flow
from rightstart.agreements.fields import EXIT_RULES, FIRST_CONTACTS, ITEMS
from rightstart.agreements.rules import Hop, Instrument, Party
from rightstart.agreements.supposing import NotSupposed, council_of
from rightstart.cli import finding
from rightstart.cli.asking import Days, as_json, as_of, example
from rightstart.cli.flow_words import NOT_SUPPOSED, UNEXPLAINED, lacks_of, law
from rightstart.cli.sentences import INSTRUMENTS, OUTCOMES, why
from rightstart.cli.telling import Declined, document, line, table
from rightstart.contact.follow_up import contacted
from rightstart.directory.people import coded, named
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import database
from rightstart.release.rehearse import ItemChange, Rehearsal, last_month, rehearse
from rightstart.terms import Period, day_in_words, london_date

SAFEGUARDS: Final = (
    "No agreement opens what a safeguard forbids: nothing goes out about a baby who has died, a stillbirth, a protected address, "
    "an adoption, a family that objects, or while anything about a birth is in doubt."
)
PARENTS: Final = (
    "A parent may object at any time, without saying why, to the council, the centre or whoever tells of births: contact then "
    "stops. They may ask the council what it holds and who was given it, have mistakes put right, and complain to its data "
    "protection officer or to the Information Commissioner (https://ico.org.uk/make-a-complaint/)."
)


# -- explained ---------------------------------------------------------------------------------------------------------


@click.command("explain", epilog=example("rightstart agreement explain CHIS01 E08000033"))
@click.argument("giver", metavar="FROM")
@click.argument("taker", metavar="TO")
@as_of
@as_json
def explain(giver: str, taker: str, at: datetime, as_json: bool) -> None:
    """Tell in plain words whether data may move FROM one organisation TO another: by what, or all that is missing and whose it is.

    FROM a supplier TO a council, FROM a council TO its centre or another council, or FROM a supplier all the way TO a centre;
    each by its code. It is told of the register as it stands now, on the day of --as-of.
    """
    database.make_ready()
    found = _explained(giver, taker, at, as_json)
    if as_json:
        document({"open": found.open, **msgspec.to_builtins(found, order="deterministic")})
        return
    asked = f"May data move from {found.giver.name} to {found.taker.name} on {day_in_words(found.on)}?"
    line(f"{asked} {'Yes.' if found.open else 'No.'}")
    for step in found.steps:
        line()
        for text in _step(step):
            line(text)
    line(f"\n{SAFEGUARDS}\n\n{PARENTS}")


def _explained(giver: str, taker: str, at: datetime, as_json: bool) -> FlowTold:
    """As the council on this flow sees it itself: the one that takes, gives to a centre, or has the centre. Raises Declined."""
    known = coded([giver, taker])
    of = known[taker].council_id if taker in known else None
    council = named([of])[of] if of else known.get(taker)
    if council is None or council.kind is not OrganisationKind.COUNCIL:
        why = Unexplained.UNKNOWN if council is None else Unexplained.NO_SUCH_FLOW
        raise Declined(why.value, UNEXPLAINED[why], as_json=as_json)
    with finding.viewing(council) as viewer:
        found = explain_flow(viewer, giver, taker, at=at)
    if isinstance(found, Unexplained):
        raise Declined(found.value, UNEXPLAINED[found], as_json=as_json)
    return found


def _step(step: Step) -> Iterator[str]:
    giver = step.giver.name if step.giver else "any health service"
    about = "families who move in" if step.arrivals else "births"
    yield f"{giver} to {step.taker.name}, {about}: {'open' if step.open else 'closed'}."
    if step.instrument is None:
        yield from lacks_of(step)
    else:
        yield from _permitted(step, step.instrument, giver)


def _permitted(step: Step, one: Instrument, giver: str) -> Iterator[str]:
    yield f"   by         {one.reference}, version {one.version} ({INSTRUMENTS[one.kind]})"
    for name, party in ((giver, one.giver), (step.taker.name, one.taker)):
        yield from _ground(name, party)
    yield f"   basis      {one.lawful_basis}"
    yield from law(one.lawful_basis)
    yield f"   items      {', '.join(words for item, words in ITEMS.items() if item in one.items)}"
    yield from _timing(step.hop, one)
    until = min(one.ends_on, one.ended_on or one.ends_on)
    if step.hop is Hop.COUNCIL_TO_CENTRE:
        yield f"   at its end {EXIT_RULES[one.exit_rule]}"
    yield f"   runs       from {one.from_on} until {until}, not included; review by {one.review_on}"


def _ground(name: str, party: Party) -> Iterator[str]:
    yield f"   task       {name}: {party.task}"
    yield f"   gateway    {party.gateway}"
    yield from law(party.gateway)


def _timing(hop: Hop, one: Instrument) -> Iterator[str]:
    if hop is not Hop.COUNCIL_TO_CENTRE:
        yield f"   how often  {one.frequency.value}"
        yield "   from       the birth on, with the next delivery"
        return
    visit = ", or once the health visitor has been" if one.visit_opens else ""
    yield "   how often  each family as soon as it may be written to; looked at every day"
    yield f"   from       day {one.earliest_contact_day} after birth{visit}; first contact by day {one.target_day}"
    yield f"   fresh      only while the supplier's word is at most {one.freshness_days} days old"
    yield f"   how        {FIRST_CONTACTS[one.first_contact]}"


# -- rehearsed ---------------------------------------------------------------------------------------------------------


@click.command("rehearse", epilog=example("rightstart agreement rehearse CALD-INT-1 --version 2 --month 2026-10"))
@click.argument("reference")
@click.option("--version", type=click.IntRange(1), help="As if this version were signed and begun.")
@click.option("--ended", is_flag=True, help="As if the agreement ended today.")
@click.option("--month", type=Days(), help="Whose births, as 2026-10.  [default: the last whole month]")
@as_of
@as_json
def rehearse_change(
    reference: str, version: int | None, ended: bool, month: Period | None, at: datetime, as_json: bool
) -> None:
    """Count what a version, or the end of an agreement, would have released or withheld of a month's births. Changes nothing.

    Each birth is decided by what is known now. The counts are exact and name nobody: they are for the council's own staff.
    """
    if ended is (version is not None):
        raise click.UsageError("Give either --version N or --ended.")
    database.make_ready()
    found = _rehearsed(reference, version, month or last_month(london_date(at)), at, as_json)
    if as_json:
        document(msgspec.to_builtins(found, order="deterministic"))
        return
    what = "the end" if version is None else f"version {version}"
    line(f"{reference}: what {what} would have changed about the births of {found.month}. Nothing was changed.")
    rows = [(OUTCOMES[one.outcome], why(one.outcome, one.reason), one.before, one.after) for one in found.counts]
    table(("outcome", "why", "now", "then"), rows, right=("now", "then"))
    for text in _changed(found):
        line(text)


def _rehearsed(reference: str, version: int | None, month: Period, at: datetime, as_json: bool) -> Rehearsal:
    """As the agreement's council would try it itself. Raises Declined."""
    council = council_of(reference)
    if council is None:
        raise Declined(NotSupposed.UNKNOWN, NOT_SUPPOSED[NotSupposed.UNKNOWN], as_json=as_json)
    with finding.viewing(named([council])[council]) as viewer:
        found = rehearse(viewer, reference, version, month=month, contacted=contacted, at=at)
    if isinstance(found, NotSupposed):
        raise Declined(found.value, NOT_SUPPOSED[found], as_json=as_json)
    return found


def _changed(found: Rehearsal) -> Iterator[str]:
    figures = (
        (found.births, "births tried"),
        (found.not_come, "births that would not have come to the council at all; what has come stays"),
        (found.released, "births that would be handed over, and are not now"),
        (found.withheld, "births that would not be handed over, and are now"),
        (found.kept, "births that would stay with their centre: somebody has contacted the family and may finish that"),
        (found.paused, "births that would stay with their centre, but wait there for their day or the supplier's word"),
        (found.called_back, "families handed over that would be called back"),
        (found.narrowed, "families handed over whose details would be replaced by fewer"),
    )
    yield from (f"{number:>6}  {words}" for number, words in figures if number or words == "births tried")
    if found.cut:
        yield f"No more: {_items(found.cut)}."
    if found.added:
        yield f"Newly: {', '.join(one.item for one in found.added)}."
    if not found.changes:
        yield "It would change nothing."


def _items(changed: tuple[ItemChange, ...]) -> str:
    return ", ".join(f"{one.item} (in {one.births} of the births)" for one in changed)


COMMANDS: Final = (explain, rehearse_change)
