"""Commands about one birth, by its reference or a supplier's record id: explained, marked, and asked to be lifted."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, assert_never

import click
import msgspec

from rightstart import journey
from rightstart.agreements.explaining import Step
from rightstart.cli import finding
from rightstart.cli.asking import Word, actor, as_json, as_of, example
from rightstart.cli.flow_words import law, wanting_lines
from rightstart.cli.sentences import MARKERS, NOT_LIFTED, OUTCOMES, why
from rightstart.cli.telling import Declined, document, line, say
from rightstart.directory.people import find
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import NoNumber, Office, whom_to_ask
from rightstart.engine import database
from rightstart.handover.finding import KnownBirth
from rightstart.release import gate
from rightstart.release.explain import Told, explain
from rightstart.release.rules import OutcomeKind
from rightstart.release.wanting import Waiting, wanting
from rightstart.safeguards.lift import Asked, NotLifted, ask_lift
from rightstart.safeguards.rules import NEVER_BY_HAND, LiftReason, MarkerKind
from rightstart.terms import LONDON, day_in_words

REFERENCE: Final = click.argument("birth", metavar="BIRTH")
KIND: Final = click.argument("kind", metavar="KIND", type=Word(MarkerKind))
KINDS: Final = "\b\nKINDS:\n" + "\n".join(f"  {kind.value:<20} {words}" for kind, words in MARKERS.items())


@click.command("explain", epilog=example("rightstart explain KRMWX3T7JHQ2A5ZD"))
@REFERENCE
@finding.SUPPLIER
@as_of
@as_json
def explain_birth(birth: str, supplier: str | None, at: datetime, as_json: bool) -> None:
    """Tell each decision about BIRTH in plain words, with rule, agreement, law and ledger entry, and all that is missing now.

    BIRTH is its reference, as a page or a worklist shows it. Why a birth is held is told here: keep what is printed
    from centres.
    """
    database.make_ready()
    found = finding.birth(birth, supplier=supplier, as_json=as_json)
    told = _explained(found)
    asks, lacks = _whom_to_ask(told, found), _lacks(told, found, at)
    if as_json:
        shown = {"birth": found.reference, "council": found.council, "decisions": told, "address_ask": asks}
        document(shown | {"missing": msgspec.to_builtins(lacks, order="deterministic")})
        return
    line(f"Birth {found.reference} at {found.council}: {_counted(len(told))}.")
    for number, one in enumerate(told, 1):
        line()
        for text in _paragraph(number, one):
            line(text)
    for text in wanting_lines(lacks):
        line(text)
    if asks:
        line()
        line(f"The address is shown to nobody. {_asked(asks)}")


def _explained(birth: KnownBirth) -> list[Told]:
    council = find(birth.council)
    if council is None:
        return []
    with finding.viewing(council) as viewer:
        return explain(viewer, birth.reference) or []


def _lacks(told: Sequence[Told], birth: KnownBirth, at: datetime) -> Step | Waiting | None:
    """What is missing now before it may be handed over, where an agreement or a day is what it waits for."""
    council = find(birth.council)
    if not told or told[-1].outcome not in (OutcomeKind.REFUSED, OutcomeKind.NOT_YET) or council is None:
        return None
    with finding.viewing(council) as viewer:
        return wanting(viewer, birth.number, at=at)


def _whom_to_ask(told: Sequence[Told], birth: KnownBirth) -> Office | NoNumber | None:
    """Whom alone to ask where a birth is withheld now and its home is protected, whatever the reason recorded is."""
    if not told or told[-1].outcome is not OutcomeKind.WITHHELD or gate.may_show_home_of(birth.number):
        return None
    whose = find(birth.council)
    return None if whose is None else whom_to_ask(whose.id)


def _asked(whom: Office | NoNumber) -> str:
    match whom:
        case Office(organisation, _, number, hours):
            return f"Ask the safeguarding lead of {organisation} only: {number}" + (f" ({hours})." if hours else ".")
        case NoNumber(organisation):
            return f"Ask the safeguarding lead of {organisation} only. No telephone number is kept."
    assert_never(whom)


def _paragraph(number: int, one: Told) -> Iterable[str]:
    yield f"{number}. {day_in_words(one.decided_on)}: {OUTCOMES[one.outcome]}"
    if sentence := why(one.outcome, one.reason):
        yield f"   {sentence}" + (f" Not before {day_in_words(one.until_on)}." if one.until_on else "")
        yield f"   rule       {one.outcome.value}: {one.reason}"
    if one.agreement:
        yield f"   to         {one.recipient}"
        yield f"   agreement  {one.agreement}, version {one.version}; {one.lawful_basis}"
        yield f"   ground     the council: {one.giver_task}; {one.giver_gateway}"
        yield f"   ground     {one.recipient}: {one.taker_task}; {one.taker_gateway}"
        if one.superseded_at is None:
            yield from law(*(f"{said}" for said in (one.giver_gateway, one.taker_gateway, one.lawful_basis)))
        yield f"   items      {', '.join(one.items)}"
    yield f"   by         {one.by} at {_moment(one.decided_at)}"
    yield f"   ledger     leaf {one.leaf}, " + ("not sealed yet" if one.entry is None else f"entry {one.entry}")
    if one.superseded_at:
        yield f"   superseded {_moment(one.superseded_at)}"


@click.command("mark", epilog=example("rightstart mark KRMWX3T7JHQ2A5ZD professional-advice", also=KINDS))
@REFERENCE
@KIND
@finding.SUPPLIER
@click.option("--source", default="council", show_default=True, help="Who says so.")
@as_of
@as_json
def mark_birth(birth: str, kind: MarkerKind, supplier: str | None, source: str, at: datetime, as_json: bool) -> None:
    """Put a marker of KIND on BIRTH, which takes effect at once: nothing more goes out, what went out is called back."""
    if kind in NEVER_BY_HAND:
        raise Declined(
            "never-by-hand", f"{kind} follows from something else that is marked: mark that.", as_json=as_json
        )
    database.make_ready()
    found = finding.birth(birth, supplier=supplier, as_json=as_json)
    held = journey.mark(birth=found.number, kind=kind, source=source, by=actor(), at=at)
    said = f"Marked: {MARKERS[kind]} It holds {_births(len(held))} from this moment, in whichever council."
    say(as_json, {"birth": found.reference, "marked": kind, "births": len(held)}, said)


@click.command(
    "lift",
    epilog=example("rightstart lift KRMWX3T7JHQ2A5ZD supplier-hold --reason source-corrected", also=KINDS),
)
@REFERENCE
@KIND
@finding.SUPPLIER
@click.option(
    "--reason",
    metavar="REASON",
    type=Word(LiftReason),
    required=True,
    help=f"Why it should no longer hold: {', '.join(LiftReason)}.",
)
@as_of
@as_json
def lift(birth: str, kind: MarkerKind, supplier: str | None, reason: LiftReason, at: datetime, as_json: bool) -> None:
    """Ask, as the council's data team, that a marker of KIND no longer hold BIRTH.

    What only a lead may ask is asked on a page. Nothing changes until a second person confirms it, signed in.
    """
    database.make_ready()
    found = finding.birth(birth, supplier=supplier, as_json=as_json)
    team = {RoleKind.DATA_STEWARD}
    match ask_lift(birth=found.number, kind=kind, reason=reason, roles=team, by=actor(), at=at):
        case Asked(number):
            said = f"Asked, as number {number}. It holds until a second person confirms this, signed in, on a page."
            say(as_json, {"birth": found.reference, "lift": number, "confirmed": False}, said)
        case NotLifted() as refused:
            raise Declined(refused.value, NOT_LIFTED[refused], as_json=as_json)
        case never:
            assert_never(never)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%Y-%m-%d %H:%M}"


def _counted(decisions: int) -> str:
    match decisions:
        case 0:
            return "nothing is decided yet"
        case 1:
            return "one decision"
        case _:
            return f"{decisions} decisions, oldest first"


def _births(number: int) -> str:
    return "one birth" if number == 1 else f"{number} births"
