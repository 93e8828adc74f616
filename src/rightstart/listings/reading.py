"""Hides how services directories are read: public words, which need no viewer, for they are for everybody."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rightstart.listings.models import Listing
from rightstart.listings.rules import ListingKind, Stands, Told, in_order, stands
from rightstart.terms import OrganisationId


@dataclass(frozen=True, slots=True)
class Listed:
    """One service under its reference, and where it stands on the day that was asked for."""

    reference: str
    told: Told
    stands: Stands


def told_of(one: Listing) -> Told:
    return Told(
        kind=ListingKind(one.kind),
        title=one.title,
        times=one.times,
        place=one.place,
        booking=one.booking,
        in_letters=one.in_letters,
        from_on=one.from_on,
        until_on=one.until_on,
    )


def kept(centre: OrganisationId, on: date) -> list[Listed]:
    """Everything that a centre lists on a day, also what begins later; what has ended is left out. As it was listed."""
    rows = [(one.reference, told_of(one)) for one in Listing.objects.filter(centre_id=centre).order_by("pk")]
    found = [Listed(reference, told, stands(told, on)) for reference, told in rows]
    return [one for one in found if one.stands is not Stands.ENDED]


def listed(centre: OrganisationId, reference: str, on: date) -> Listed | None:
    """One of these services."""
    return next((one for one in kept(centre, on) if one.reference == reference), None)


def offered(centres: Iterable[OrganisationId], on: date) -> dict[OrganisationId, list[Told]]:
    """What each of these centres offers on a day, in the order in which families are told; a centre without any is there too."""
    wanted = list(centres)
    found: dict[int, list[Told]] = defaultdict(list)
    for one in Listing.objects.filter(centre_id__in=wanted).order_by("pk"):
        if stands(told := told_of(one), on) is Stands.NOW:
            found[one.centre_id].append(told)
    return {centre: in_order(found[centre]) for centre in wanted}
