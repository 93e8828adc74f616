"""Hides how the roles that people hold are given, ended and found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from django.db import transaction

from rightstart.directory import models
from rightstart.directory.models import Organisation, Person
from rightstart.directory.people import NotEntered, spelt
from rightstart.directory.posts import ROLES_AT
from rightstart.directory.rules import OrganisationKind, Role, RoleKind
from rightstart.engine.bulk import ask
from rightstart.ledger.append import append
from rightstart.terms import Actor, OrganisationId


@dataclass(frozen=True, slots=True)
class RoleGiven:
    role: int


@dataclass(frozen=True, slots=True)
class RoleEnded:
    role: int


@transaction.atomic
def give_role(
    *, email: str, organisation_code: str, kind: RoleKind, from_on: date, by: Actor, at: datetime
) -> RoleGiven | NotEntered:
    """Let a person hold a role at an organisation from a day. One that they hold already stays as it is.

    Nobody gives a role to themselves.
    """
    found = _parties(email, organisation_code)
    if isinstance(found, NotEntered):
        return found
    person, organisation = found
    if organisation.canary or kind not in ROLES_AT[OrganisationKind(organisation.kind)]:
        return NotEntered.NOT_HELD_THERE
    if by == Actor.person(person.pk):
        return NotEntered.OWN_ROLE
    role, fresh = models.Role.objects.get_or_create(
        person=person, organisation=organisation, kind=kind.value, until_on=None, defaults={"from_on": from_on}
    )
    if fresh:
        told = {"person": person.pk, "role": kind.value, "organisation": organisation.code, "from": str(from_on)}
        append([{"act": "role.given", **told, "by": str(by)}], at=at)
    return RoleGiven(role.pk)


@transaction.atomic
def end_role(
    *, email: str, organisation_code: str, kind: RoleKind, until_on: date, by: Actor, at: datetime
) -> RoleEnded | NotEntered:
    """End a role on a day: from that day on it opens nothing. The last administrator stays: another is given the role first."""
    found = _parties(email, organisation_code)
    if isinstance(found, NotEntered):
        return found
    person, organisation = found
    held = models.Role.objects.select_for_update().filter(
        person=person, organisation=organisation, kind=kind.value, until_on=None
    )
    role = held.first()
    if role is None:
        return NotEntered.NOT_HELD
    if kind is RoleKind.ADMINISTRATOR and not _others_administer(organisation, person):
        return NotEntered.LAST_ADMINISTRATOR
    held.update(until_on=until_on)
    told = {"person": person.pk, "role": kind.value, "organisation": organisation.code, "until": str(until_on)}
    append([{"act": "role.ended", **told, "by": str(by)}], at=at)
    return RoleEnded(role.pk)


def _others_administer(organisation: Organisation, person: Person) -> bool:
    """Whether somebody else is administrator here without an end; asked one after another, so that two never end each other."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    others = models.Role.objects.filter(organisation=organisation, kind=RoleKind.ADMINISTRATOR, until_on=None)
    return others.filter(person__is_active=True).exclude(person=person).exists()


def _parties(email: str, code: str) -> tuple[Person, Organisation] | NotEntered:
    person = Person.objects.filter(email=spelt(email)).first()
    if person is None:
        return NotEntered.UNKNOWN_PERSON
    organisation = Organisation.objects.filter(code=code).first()
    return NotEntered.UNKNOWN_ORGANISATION if organisation is None else (person, organisation)


ROLES_OF: Final = """
SELECT r.kind, r.organisation_id, r.from_on, r.until_on
FROM directory_role r JOIN directory_person p ON p.id = r.person_id
WHERE r.person_id = %(person)s::bigint AND p.is_active ORDER BY r.from_on, r.id
"""


def roles_of(person_id: int) -> tuple[Role, ...]:
    """Every role that a person holds, has held or will hold; none for somebody who may no longer sign in."""
    return tuple(Role(RoleKind(kind), *rest) for kind, *rest in ask(ROLES_OF, {"person": person_id}))


HOLDERS: Final = """
SELECT DISTINCT p.id, p.name, p.email FROM directory_role r JOIN directory_person p ON p.id = r.person_id
WHERE r.organisation_id = %(organisation)s::bigint AND r.kind = ANY(%(roles)s::text[]) AND p.is_active
  AND r.from_on <= %(on)s::date AND (r.until_on IS NULL OR r.until_on > %(on)s::date)
ORDER BY p.name, p.id
"""


class Holder(NamedTuple):
    """Somebody who holds a role."""

    person: int
    name: str
    email: str


def holders(organisation: OrganisationId, roles: Iterable[RoleKind], on: date) -> list[Holder]:
    """Those who hold any of these roles at an organisation on a day and may sign in, by name."""
    asked = {"organisation": organisation, "roles": list(roles), "on": on}
    return [Holder(*row) for row in ask(HOLDERS, asked)]


def addresses(organisation: OrganisationId, role: RoleKind, on: date) -> list[str]:
    """The e-mail addresses of those who hold a role at an organisation on a day and may sign in."""
    return sorted(one.email for one in holders(organisation, [role], on))


def head_of(centre: OrganisationId, on: date) -> RoleKind:
    """Who of a centre is told of its people on a day: its manager, or where there is none, whoever works there."""
    managed = holders(centre, [RoleKind.CENTRE_MANAGER], on)
    return RoleKind.CENTRE_MANAGER if managed else RoleKind.CENTRE_WORKER
