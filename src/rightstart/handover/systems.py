"""Hides which other systems a council writes to families from: each with its office and how it is told, from a day."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from secrets import token_hex

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from rightstart.engine.isolation import Viewer, seen_by
from rightstart.handover.models import DownstreamSystem
from rightstart.handover.rules import Way
from rightstart.ledger.append import append
from rightstart.terms import Actor, OrganisationId, london_date


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a system: its name, the office that runs it, how it is told, and whom each side rings.

    `email` is the office's, `ring` whom at the council the office rings; both are needed where it is told by e-mail.
    """

    name: str
    office: str
    way: Way
    phone: str
    email: str = ""
    ring: str = ""


@dataclass(frozen=True, slots=True)
class SystemRow:
    """A system of a council, until a day not included (None: still)."""

    reference: str
    name: str
    office: str
    way: Way
    phone: str
    email: str | None
    ring: str | None
    from_on: date
    until_on: date | None


class NotKept(StrEnum):
    """Why a system is not entered or ended."""

    INCOMPLETE = "incomplete"
    NO_ADDRESS = "no-address"
    NOBODY_TO_RING = "nobody-to-ring"
    UNKNOWN = "unknown"
    ALREADY_ENDED = "already-ended"
    DATES = "dates"


@transaction.atomic
def add_system(
    *, council: OrganisationId, told: Told, from_on: date | None = None, by: Actor, at: datetime
) -> SystemRow | NotKept:
    """Enter a system from a day on (None: today). The same name again replaces what was said of it, and opens nothing anew."""
    if lacking := _lacking(told):
        return lacking
    said = {"office": told.office, "way": told.way.value, "phone": told.phone}
    said |= {"email": told.email or None, "ring": told.ring or None}  # type: ignore[dict-item]
    known = DownstreamSystem.objects.select_for_update().filter(council_id=council, name=told.name, until_on=None)
    if system := known.first():
        if any(getattr(system, field) != value for field, value in said.items()):
            known.update(**said)
            append([{"act": "downstream.system-changed", "system": system.reference, "by": str(by)}], at=at)
        return system_row(known.get())
    reference, on = token_hex(8), from_on or london_date(at)
    act = {"act": "downstream.system", "system": reference, "way": told.way.value, "from": str(on), "by": str(by)}
    [leaf] = append([act], at=at)
    made = DownstreamSystem.objects.create(
        reference=reference, council_id=council, name=told.name, from_on=on, leaf_hash=leaf, **said
    )
    return system_row(made)


def _lacking(told: Told) -> NotKept | None:
    if not (told.name and told.office and told.phone):
        return NotKept.INCOMPLETE
    if told.way is Way.EMAIL and not told.ring:
        return NotKept.NOBODY_TO_RING
    if told.email or told.way is Way.EMAIL:
        try:
            validate_email(told.email)
        except ValidationError:
            return NotKept.NO_ADDRESS
    return None


@transaction.atomic
def end_system(
    *, reference: str, council: OrganisationId | None, until_on: date, by: Actor, at: datetime
) -> SystemRow | NotKept:
    """End a system on a day: from that day on nothing is asked of it any more, nor chased.

    `council` None is for the command line, whose user has the whole installation in hand.
    """
    found = DownstreamSystem.objects.select_for_update().filter(reference=reference)
    system = (found if council is None else found.filter(council_id=council)).first()
    if system is None:
        return NotKept.UNKNOWN
    if system.until_on is not None:
        return NotKept.ALREADY_ENDED
    if until_on < system.from_on:
        return NotKept.DATES
    system.until_on = until_on
    system.save(update_fields=("until_on",))
    append([{"act": "downstream.ended", "system": reference, "until": str(until_on), "by": str(by)}], at=at)
    return system_row(system)


def systems(viewer: Viewer) -> list[SystemRow]:
    """Every system that the viewer's council keeps or has kept: those that still stand first, by name."""
    with seen_by(viewer) as using:
        rows = [system_row(one) for one in DownstreamSystem.objects.using(using).all()]
    return sorted(rows, key=lambda one: (one.until_on is not None, one.name, one.from_on))


def system_row(one: DownstreamSystem) -> SystemRow:
    """A system as it is shown."""
    told = (one.reference, one.name, one.office, Way(one.way), one.phone, one.email, one.ring)
    return SystemRow(*told, one.from_on, one.until_on)
