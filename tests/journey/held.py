"""What stories of holds ask: whose a hold is and why, what a centre is told of it, and how two people end it."""

from rightstart import journey
from rightstart.directory.rules import RoleKind
from rightstart.release.holds import holds
from rightstart.safeguards.lift import Asked, Lifted, NotLifted, ask_lift
from rightstart.safeguards.rules import ClearanceKind, Doubt, LiftReason, MarkerKind, ParentKnownBy
from rightstart.terms import Actor, BirthId
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, CENTRES, World

LEAD, IG, STEWARD = RoleKind.SAFEGUARDING_LEAD, RoleKind.IG_LEAD, RoleKind.DATA_STEWARD
ONE, TWO = Actor.person(1), Actor.person(2)
KNOWN = ParentKnownBy.PHOTO_AND_RED_BOOK
REASONS = frozenset(one.value for one in (*MarkerKind, *ClearanceKind, *Doubt))
# Not looked for: too short a word, it stands in others.
ALSO_SAID = frozenset({ClearanceKind.LIVE.value})


def birth(record: str) -> BirthId:
    return BirthId(look.birth_of(record))


def mark(world: World, record: str, kind: MarkerKind, source: str = "person") -> None:
    journey.mark(birth=birth(record), kind=kind, source=source, by=ONE, at=world.at)


def hold(world: World, record: str) -> tuple[str, RoleKind]:
    """The recorded reason for which a birth is withheld, and whose the hold is."""
    [(reference,)] = look.ask("SELECT reference FROM births_birth WHERE id = %s", birth(record))
    seen = holds(world.viewer(CALDERDALE), {LEAD}, at=world.at)
    [found] = [one for one in seen if one.birth == reference]
    return found.why, found.owner


def tells_nothing(world: World) -> bool:
    """Nothing that any centre can read says for which reason anybody is held."""
    read = "\n".join(look.all_that_a_centre_reads(world, centre) for centre in CENTRES)
    return not [reason for reason in REASONS - ALSO_SAID if reason in read]


def ask(
    world: World, record: str, kind: MarkerKind, reason: LiftReason, role: RoleKind, by: Actor = ONE
) -> Asked | NotLifted:
    """Somebody of a role asks that a hold end for a reason."""
    return ask_lift(birth=birth(record), kind=kind, reason=reason, roles={role}, known_by=KNOWN, by=by, at=world.at)


def back_after(
    world: World, record: str, kind: MarkerKind, reason: LiftReason, asks: RoleKind, confirms: RoleKind
) -> list[str]:
    """Who stands on the first centre's worklist once two people of these roles have lifted a hold for a reason."""
    asked = ask(world, record, kind, reason, asks)
    assert isinstance(asked, Asked), asked
    lifted = journey.confirm_lift(lift=asked.lift, roles={confirms}, by=TWO, at=world.at)
    assert lifted == Lifted(birth(record))
    journey.hand_over_due(by=BY, at=world.at)
    return world.surnames()
