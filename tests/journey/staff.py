"""People of a story's centres and council, what they do by their own hand, and what they are told."""

from collections.abc import Sequence
from datetime import date

from rightstart import journey
from rightstart.contact.follow_up import Noted
from rightstart.contact.notices import Told, open_notices, unopened
from rightstart.contact.rules import AttemptOutcome, Change, Channel, Made
from rightstart.directory import people, roles
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import ask
from rightstart.handover.hand_over import acknowledge
from rightstart.terms import Actor
from tests.journey import look
from tests.journey.world import BY, LONG_AGO, World

LETTER = Made(Channel.LETTER, AttemptOutcome.SENT)


def employ(world: World, name: str, code: str, *kinds: RoleKind, from_on: date = LONG_AGO) -> int:
    """Somebody with these roles (as a rule a worker's) at an organisation; gives their number."""
    email = f"{name}@example.org"
    person = people.add_person(email=email, name=name, password="x", by=BY, at=world.at)
    for kind in kinds or (RoleKind.CENTRE_WORKER,):
        roles.give_role(email=email, organisation_code=code, kind=kind, from_on=from_on, by=BY, at=world.at)
    return person


def writes(world: World, person: int, surname: str = "Smith", centre: str = "CAL-01", made: Made = LETTER) -> str:
    """This person records an attempt with a family on their list; gives its reference."""
    family = next(one for one in world.families(centre) if one.babies[0].surname == surname)
    answer = journey.record_attempt(
        viewer=world.viewer(centre),
        reference=family.reference,
        made=made,
        made_on=world.today,
        note="",
        by=Actor.person(person),
        at=world.at,
    )
    assert isinstance(answer, Noted)
    return family.reference


def sees(world: World, person: int, centre: str = "CAL-01") -> None:
    """This person opens the worklist: what has come is acknowledged."""
    acknowledge(centre=look.organisation(centre), by=Actor.person(person), at=world.at)


def told(world: World, person: int, code: str = "CAL-01") -> Sequence[Told]:
    return open_notices(world.viewer(code), person, at=world.at)


def changes(world: World, person: int, code: str = "CAL-01") -> list[Change]:
    """What this person is told has changed, latest first."""
    return [one.change for one in told(world, person, code)]


def bannered(person: int, code: str = "CAL-01") -> bool:
    return bool(ask(*unopened(person, look.organisation(code)))[0][0])
