"""Hides how organisations, people and their roles are entered and found; whoever asks gets rows, never models."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q

from rightstart.directory import models
from rightstart.directory.models import Organisation, Person
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.engine.bulk import ask
from rightstart.ledger.append import append
from rightstart.terms import Actor, OrganisationId


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation. `council_id` is the council of a centre; `illustrative`: entered for show, nobody works there.

    `canary`: made up to try the gate, in no list, and nobody can ever hold a role there.
    """

    id: OrganisationId
    kind: OrganisationKind
    code: str
    name: str
    council_id: OrganisationId | None
    address: str = ""
    postcode: str = ""
    illustrative: bool = False
    canary: bool = False
    registrar: bool = False


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role with the organisation's code and name, from a day until a day not included (None: still)."""

    kind: RoleKind
    code: str
    organisation: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    id: int
    email: str
    name: str
    active: bool
    roles: tuple[HeldRole, ...]


class NotEntered(StrEnum):
    """Why an organisation or a role is not entered."""

    UNKNOWN_COUNCIL = "unknown-council"
    COUNCIL_MISSING = "council-missing"
    COUNCIL_NOT_TAKEN = "council-not-taken"
    CODE_TAKEN = "code-taken"
    UNKNOWN_PERSON = "unknown-person"
    UNKNOWN_ORGANISATION = "unknown-organisation"
    NOT_HELD_THERE = "not-held-there"
    NOT_HELD = "not-held"
    OWN_ROLE = "own-role"
    LAST_ADMINISTRATOR = "last-administrator"


# -- organisations -----------------------------------------------------------------------------------------------------


@transaction.atomic
def add_organisation(
    *,
    kind: OrganisationKind,
    code: str,
    name: str,
    council_code: str | None = None,
    address: str = "",
    postcode: str = "",
    illustrative: bool = False,
    registrar: bool = False,
    canary: bool = False,
    by: Actor,
    at: datetime,
) -> OrganisationId | NotEntered:
    """Enter an organisation under its code (GSS, ODS or the council's own) and give its number.

    The same again changes nothing; another name or address replaces the old one. A code never changes its kind or
    its council, nor from canary to real.
    """
    council = _council_for(kind, council_code, canary=canary)
    if isinstance(council, NotEntered):
        return council
    written: dict[str, str | bool] = {
        "name": name,
        "address": address,
        "postcode": postcode,
        "illustrative": illustrative,
        "registrar": registrar,
    }
    entered, fresh = Organisation.objects.select_for_update().get_or_create(
        code=code, defaults={"kind": kind.value, "council_id": council, "canary": canary, **written}
    )
    if (entered.kind, entered.council_id, entered.canary) != (kind.value, council, canary):
        return NotEntered.CODE_TAKEN
    if fresh:
        append([{"act": "organisation.entered", "code": code, "kind": kind.value, "by": str(by)}], at=at)
    elif any(getattr(entered, field) != value for field, value in written.items()):
        Organisation.objects.filter(pk=entered.pk).update(**written)
        append([{"act": "organisation.changed", "code": code, "by": str(by)}], at=at)
    return OrganisationId(entered.pk)


def _council_for(kind: OrganisationKind, code: str | None, *, canary: bool) -> OrganisationId | NotEntered | None:
    """A centre has its council, nothing else has one; a canary's is the canaries' own."""
    if kind is not OrganisationKind.CENTRE:
        return None if code is None else NotEntered.COUNCIL_NOT_TAKEN
    if code is None:
        return NotEntered.COUNCIL_MISSING
    found = find(code)
    fits = found is not None and found.kind is OrganisationKind.COUNCIL and found.canary is canary
    return found.id if found and fits else NotEntered.UNKNOWN_COUNCIL


CODED: Final = """
SELECT id, kind, code, name, council_id, address, postcode, illustrative, canary FROM directory_organisation
WHERE code = ANY(%(codes)s::text[])
"""


def find(code: str) -> OrganisationRow | None:
    """The organisation with this code."""
    return coded([code]).get(code)


def coded(codes: Iterable[str], *, using: str = "default") -> dict[str, OrganisationRow]:
    """The organisations with these codes; for every file that comes in, so asked past the ORM."""
    rows = ask(CODED, {"codes": list(codes)}, using=using)
    return {row[2]: OrganisationRow(row[0], OrganisationKind(row[1]), *row[2:]) for row in rows}


def organisations(
    kind: OrganisationKind | None = None, council: OrganisationId | None = None
) -> tuple[OrganisationRow, ...]:
    """The organisations of a kind (None: of every kind), or the centres of one council; by code. Canaries are of no list."""
    found = Organisation.objects.order_by("code")
    if kind is not None:
        found = found.filter(kind=kind.value)
    found = found.filter(canary=False) if council is None else found.filter(council_id=council)
    return tuple(_row(one) for one in found)


def named(numbers: Iterable[int]) -> dict[OrganisationId, OrganisationRow]:
    """The organisations with these numbers."""
    return {OrganisationId(one.pk): _row(one) for one in Organisation.objects.filter(pk__in=set(numbers))}


def _row(one: Organisation) -> OrganisationRow:
    return OrganisationRow(
        id=OrganisationId(one.pk),
        kind=OrganisationKind(one.kind),
        code=one.code,
        name=one.name,
        council_id=None if one.council_id is None else OrganisationId(one.council_id),
        address=one.address,
        postcode=one.postcode,
        illustrative=one.illustrative,
        canary=one.canary,
        registrar=one.registrar,
    )


# -- people and their roles --------------------------------------------------------------------------------------------


@transaction.atomic
def add_person(*, email: str, name: str, password: str | None, by: Actor, at: datetime) -> int:
    """Let somebody sign in, and give their number; without a password once they have chosen one.

    Who is entered already stays as they are: name, password and all.

    The ledger knows people by number only.
    """
    email = spelt(email)
    if known := Person.objects.filter(email=email).first():
        return known.pk
    person = Person(email=email, name=name)
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:  # somebody else entered them this moment
        return Person.objects.get(email=email).pk
    append([{"act": "person.entered", "person": person.pk, "by": str(by)}], at=at)
    return person.pk


@transaction.atomic
def choose_password(*, person: int, password: str, by: Actor, at: datetime) -> None:
    """Somebody has a new password; whatever they were signed in to with the old one is over."""
    found = Person.objects.select_for_update().get(pk=person)
    found.set_password(password)
    found.save(update_fields=("password",))
    append([{"act": "person.password-chosen", "person": person, "by": str(by)}], at=at)


@transaction.atomic
def close_account(*, person: int, by: Actor, at: datetime) -> bool:
    """Whoever has left signs in no more, and is signed out at once; their password is gone. Gives whether it was open."""
    return _turn(person, "person.closed", by, at, active=False)


@transaction.atomic
def open_account(*, person: int, by: Actor, at: datetime) -> bool:
    """Whoever comes back may choose a password anew. Gives whether the account was closed."""
    return _turn(person, "person.reopened", by, at, active=True)


def _turn(person: int, act: str, by: Actor, at: datetime, *, active: bool) -> bool:
    found = Person.objects.select_for_update().filter(pk=person, is_active=not active).first()
    if found is None:
        return False
    found.is_active = active
    found.set_unusable_password()
    found.save(update_fields=("is_active", "password"))
    append([{"act": act, "person": person, "by": str(by)}], at=at)
    return True


def names(numbers: Iterable[int]) -> dict[int, str]:
    """What these people are called, whether they still work here or not."""
    return dict(Person.objects.filter(pk__in=set(numbers)).values_list("pk", "name"))


def has_password(person: int) -> bool:
    """Whether somebody has chosen a password, or was given one."""
    return Person.objects.get(pk=person).has_usable_password()


def spelt(email: str) -> str:
    """One spelling for an address, so that nobody is entered twice."""
    return email.strip().lower()


def number_of(email: str, *, active: bool = False) -> int | None:
    """Whoever is entered with this address; `active`: and may sign in."""
    found = Person.objects.filter(email=spelt(email))
    found = found.filter(is_active=True) if active else found
    return found.values_list("pk", flat=True).first()


def people(*, organisation: OrganisationId | None = None, centres: bool = False) -> tuple[PersonRow, ...]:
    """Everybody who is entered, by e-mail address, each with all their roles; or those with a role at one organisation.

    `centres`: or at a centre of it.
    """
    found = Person.objects.order_by("email")
    if organisation is not None:
        there = Q(organisation_id=organisation)
        there = there | Q(organisation__council_id=organisation) if centres else there
        found = found.filter(pk__in=models.Role.objects.filter(there).values("person_id"))
    held: dict[int, list[HeldRole]] = defaultdict(list)
    rows = models.Role.objects.filter(person__in=found).order_by("from_on", "id")
    told = rows.values_list("person_id", "kind", "organisation__code", "organisation__name", "from_on", "until_on")
    for person, kind, code, name, from_on, until_on in told:
        held[person].append(HeldRole(RoleKind(kind), code, name, from_on, until_on))
    return tuple(PersonRow(one.pk, one.email, one.name, one.is_active, tuple(held[one.pk])) for one in found)
