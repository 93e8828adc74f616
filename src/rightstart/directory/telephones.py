"""Hides the numbers of offices: kept for a role at an organisation, and found by whoever has to ring it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from rightstart.directory import people
from rightstart.directory.models import Telephone
from rightstart.directory.office_numbers import NotOffice, office_number
from rightstart.directory.people import NotEntered
from rightstart.directory.posts import ROLES_AT
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import ask
from rightstart.ledger.append import append
from rightstart.terms import Actor, OrganisationId

# By the order of the roles asked for: the first of them that has a number is rung.
RUNG: Final = """
SELECT DISTINCT ON (o.id) o.id, o.name, t.role, t.number, t.hours
FROM directory_organisation o
LEFT JOIN directory_telephone t ON t.organisation_id = o.id AND t.role = ANY(%(roles)s::text[])
WHERE o.id = ANY(%(organisations)s::bigint[])
ORDER BY o.id, array_position(%(roles)s::text[], t.role)
"""


@dataclass(frozen=True, slots=True)
class Office:
    """Whom to ring: a role at an organisation, under a number of its office, in these hours."""

    organisation: str
    role: RoleKind
    number: str
    hours: str


@dataclass(frozen=True, slots=True)
class NoNumber:
    """Nobody has kept a number: the organisation itself must be asked."""

    organisation: str


@dataclass(frozen=True, slots=True)
class NumberKept:
    number: str


@transaction.atomic
def keep_number(
    *, organisation_code: str, role: RoleKind, number: str, hours: str, by: Actor, at: datetime
) -> NumberKept | NotOffice | NotEntered:
    """Keep the number under which a role at an organisation is rung, in place of the one before. The ledger holds no number."""
    found = _party(organisation_code, role)
    said = office_number(number)
    if isinstance(found, NotEntered):
        return found
    if isinstance(said, NotOffice):
        return said
    told = {"number": said, "hours": " ".join(hours.split()), "kept_at": at}
    Telephone.objects.update_or_create(organisation_id=found, role=role.value, defaults=told)
    _note("telephone.kept", organisation_code, role, by, at)
    return NumberKept(said)


@transaction.atomic
def forget_number(*, organisation_code: str, role: RoleKind, by: Actor, at: datetime) -> int | NotEntered:
    """Forget a number that is not right any more; gives how many were kept, none or one."""
    found = _party(organisation_code, role)
    if isinstance(found, NotEntered):
        return found
    gone, _ = Telephone.objects.filter(organisation_id=found, role=role.value).delete()
    if gone:
        _note("telephone.forgotten", organisation_code, role, by, at)
    return gone


def _party(code: str, role: RoleKind) -> OrganisationId | NotEntered:
    found = people.find(code)
    if found is None:
        return NotEntered.UNKNOWN_ORGANISATION
    return found.id if role in ROLES_AT[found.kind] else NotEntered.NOT_HELD_THERE


def _note(act: str, code: str, role: RoleKind, by: Actor, at: datetime) -> None:
    append([{"act": act, "organisation": code, "role": role.value, "by": str(by)}], at=at)


def numbers() -> list[tuple[str, Office]]:
    """Every number that is kept, with the organisation's code."""
    rows = Telephone.objects.order_by("organisation__code", "role").values_list(
        "organisation__code", "organisation__name", "role", "number", "hours"
    )
    return [(code, Office(name, RoleKind(role), number, hours)) for code, name, role, number, hours in rows]


def whom_to_ask(council: OrganisationId) -> Office | NoNumber:
    """Whom alone to ask about a home that is shown to nobody: its council's safeguarding lead. No other role stands in."""
    return whom_to_ring([council], [RoleKind.SAFEGUARDING_LEAD])[council]


def whom_to_ring(
    organisations: Iterable[OrganisationId], roles: Sequence[RoleKind]
) -> dict[OrganisationId, Office | NoNumber]:
    """Of each organisation the office of the first of these roles that has a number, or that none is known."""
    asked = {"organisations": sorted(set(organisations)), "roles": [role.value for role in roles]}
    return {
        OrganisationId(organisation): NoNumber(name) if role is None else Office(name, RoleKind(role), number, hours)
        for organisation, name, role, number, hours in ask(RUNG, asked)
    }
