"""Hides how an administrator enters people, gives and ends their roles, and lets them leave: within their own organisation.

A role that signs, approves, lifts, sees what is withheld or gives roles is told of at once to those who watch over access.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from rightstart.access.inviting import Invited, end_links, invite
from rightstart.access.rules import TOLD, is_grave
from rightstart.access.staff import Member, member, places
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert
from rightstart.directory import people, roles
from rightstart.directory.people import NotEntered
from rightstart.directory.roles import RoleEnded, RoleGiven
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer
from rightstart.terms import Actor, OrganisationId, london_date


class NotKept(StrEnum):
    """Why an administrator does not change somebody's access."""

    NO_ADDRESS = "no-address"
    UNKNOWN = "unknown"
    NOT_YOURS = "not-yours"
    NOT_HELD_THERE = "not-held-there"
    NOT_HELD = "not-held"
    OWN_ROLE = "own-role"
    LAST_ADMINISTRATOR = "last-administrator"
    WORKS_ELSEWHERE = "works-elsewhere"
    CLOSED = "closed"


_TOLD_AS = {
    NotEntered.NOT_HELD_THERE: NotKept.NOT_HELD_THERE,
    NotEntered.NOT_HELD: NotKept.NOT_HELD,
    NotEntered.OWN_ROLE: NotKept.OWN_ROLE,
    NotEntered.LAST_ADMINISTRATOR: NotKept.LAST_ADMINISTRATOR,
}


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody works here now; `invited` where they have still to choose a password."""

    person: int
    invited: Invited | None


@dataclass(frozen=True, slots=True)
class Left:
    """So many roles were ended; `closed`: they hold none anywhere, and sign in no more."""

    ended: int
    closed: bool


@transaction.atomic
def enter(
    *, viewer: Viewer, email: str, name: str, organisation_code: str, role: RoleKind, by: Actor, at: datetime
) -> Entered | NotKept:
    """Let somebody work here in a role from today. Who has an account already keeps it, with their name."""
    if not _is_address(email):
        return NotKept.NO_ADDRESS
    if organisation_code not in places(viewer.organisation):
        return NotKept.NOT_YOURS
    person = people.add_person(email=email, name=name, password=None, by=by, at=at)
    if by != Actor.person(person):
        people.open_account(person=person, by=by, at=at)
    if (why := _given(viewer, email, organisation_code, role, by, at)) is not None:
        transaction.set_rollback(True)
        return why
    found = member(viewer, person, at=at)
    if found is None or found.elsewhere or people.has_password(person):
        return Entered(person, None)  # whoever works elsewhere too has their way in from there
    return Entered(person, invite(person=person, email=found.email, by=by, at=at))


@transaction.atomic
def give(
    *, viewer: Viewer, person: int, organisation_code: str, role: RoleKind, by: Actor, at: datetime
) -> NotKept | None:
    """Give one who works here another role from today. None: done."""
    found = member(viewer, person, at=at)
    if found is None:
        return NotKept.UNKNOWN
    if organisation_code not in places(viewer.organisation):
        return NotKept.NOT_YOURS
    if not found.active:
        return NotKept.CLOSED
    return _given(viewer, found.email, organisation_code, role, by, at)


def _given(viewer: Viewer, email: str, code: str, role: RoleKind, by: Actor, at: datetime) -> NotKept | None:
    given = roles.give_role(email=email, organisation_code=code, kind=role, from_on=london_date(at), by=by, at=at)
    if not isinstance(given, RoleGiven):
        return _TOLD_AS[given]
    if is_grave(role):
        _tell(viewer.organisation, role, at)
    return None


def _tell(keeper: OrganisationId, role: RoleKind, at: datetime) -> None:
    for told in TOLD[people.named([keeper])[keeper].kind]:
        raise_alert(to=keeper, role=told, kind=AlertKind.ACCESS_CHANGED, about=role.value, at=at)


@transaction.atomic
def end(
    *, viewer: Viewer, person: int, organisation_code: str, role: RoleKind, by: Actor, at: datetime
) -> NotKept | None:
    """End a role of one who works here, from this moment's day on. None: done."""
    found = member(viewer, person, at=at)
    if found is None:
        return NotKept.UNKNOWN
    if organisation_code not in places(viewer.organisation):
        return NotKept.NOT_YOURS
    return _ended(found, organisation_code, role, by, at)


def _ended(found: Member, code: str, role: RoleKind, by: Actor, at: datetime) -> NotKept | None:
    ended = roles.end_role(email=found.email, organisation_code=code, kind=role, until_on=london_date(at), by=by, at=at)
    return None if isinstance(ended, RoleEnded) else _TOLD_AS[ended]


@transaction.atomic
def leave(*, viewer: Viewer, person: int, by: Actor, at: datetime) -> Left | NotKept:
    """Somebody leaves: every role here ends today, and the account is closed where no other organisation has given one."""
    found = member(viewer, person, at=at)
    if found is None:
        return NotKept.UNKNOWN
    for held in found.roles:
        if held.until_on is None and (why := _ended(found, held.code, held.kind, by, at)) is not None:
            transaction.set_rollback(True)
            return why
    if found.elsewhere:
        return Left(len(found.roles), closed=False)
    end_links(person=person, at=at)
    people.close_account(person=person, by=by, at=at)
    return Left(len(found.roles), closed=True)


@transaction.atomic
def invite_again(*, viewer: Viewer, person: int, by: Actor, at: datetime) -> Invited | NotKept:
    """A new link to choose a password, for one who works here and nowhere else; told of where they sign, lift or give roles."""
    found = member(viewer, person, at=at)
    if found is None:
        return NotKept.UNKNOWN
    if not found.active:
        return NotKept.CLOSED
    if found.elsewhere:
        return NotKept.WORKS_ELSEWHERE
    for role in {held.kind for held in found.roles if is_grave(held.kind)}:
        _tell(viewer.organisation, role, at)
    return invite(person=person, email=found.email, by=by, at=at)


def _is_address(text: str) -> bool:
    try:
        validate_email(text.strip())
    except ValidationError:
        return False
    return True
