"""Hides how a centre keeps its services directory: listed, changed, ended, each with a line in the ledger."""

from datetime import date, datetime
from enum import StrEnum
from secrets import token_hex
from typing import Any

from django.db import transaction

from rightstart.directory import people
from rightstart.ledger.append import append
from rightstart.listings.models import Listing
from rightstart.listings.reading import told_of
from rightstart.listings.rules import ListingKind, Stands, Told, spelt, stands
from rightstart.terms import Actor, OrganisationId, london_date


class NotListed(StrEnum):
    """Why nothing was changed."""

    UNKNOWN = "unknown"  # the centre lists no such service, or it has ended


@transaction.atomic
def add(*, centre: OrganisationId, told: Told, by: Actor, at: datetime) -> str:
    """List a service of a centre; gives its reference."""
    reference = token_hex(8)
    Listing.objects.create(reference=reference, centre_id=centre, **_columns(told))
    _note("listing.added", centre, told.kind, by, at)
    return reference


@transaction.atomic
def change(*, centre: OrganisationId, reference: str, told: Told, by: Actor, at: datetime) -> NotListed | None:
    """Say something else of a service that the centre lists; what is on paper stays as it is. The same again is no change."""
    one = _own(centre, reference)
    if one is None:
        return NotListed.UNKNOWN
    columns = _columns(told)
    if any(getattr(one, name) != value for name, value in columns.items()):
        Listing.objects.filter(pk=one.pk).update(**columns)
        _note("listing.changed", centre, told.kind, by, at)
    return None


@transaction.atomic
def end(*, centre: OrganisationId, reference: str, until_on: date, by: Actor, at: datetime) -> NotListed | None:
    """A service is not offered any more from a day on."""
    one = _own(centre, reference)
    if one is None or stands(told_of(one), london_date(at)) is Stands.ENDED:
        return NotListed.UNKNOWN
    Listing.objects.filter(pk=one.pk).update(until_on=until_on)
    _note("listing.ended", centre, ListingKind(one.kind), by, at)
    return None


def _own(centre: OrganisationId, reference: str) -> Listing | None:
    return Listing.objects.select_for_update().filter(centre_id=centre, reference=reference).first()


def _columns(told: Told) -> dict[str, Any]:
    said = {name: getattr(told, name) for name in Told.__slots__} | {"kind": told.kind.value}
    return said | {name: spelt(said[name]) for name in ("title", "times", "place", "booking")}


def _note(act: str, centre: OrganisationId, kind: ListingKind, by: Actor, at: datetime) -> None:
    code = people.named([centre])[centre].code
    append([{"act": act, "centre": code, "kind": kind.value, "by": str(by)}], at=at)
