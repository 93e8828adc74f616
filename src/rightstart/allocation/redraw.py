"""Hides how a council's reach areas are redrawn from a day on, tried out first, and overruled by hand for one birth."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Q

from rightstart.allocation.homes import home_key
from rightstart.allocation.models import HandPlacing, ReachArea
from rightstart.allocation.rules import ClaimKind
from rightstart.allocation.sealed import seal
from rightstart.births.models import Birth, Identity
from rightstart.directory import people
from rightstart.directory.people import OrganisationRow
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import turns
from rightstart.engine.turns import Turn
from rightstart.ledger.append import append
from rightstart.places import register
from rightstart.terms import Actor, BirthId, OrganisationId, london_date

Drawn = tuple[str, str, int]
"""A claim as a map draws it: kind (postcode or small-area), place, and the centre's number."""


class NotDrawn(StrEnum):
    """Why a map cannot be taken as it is."""

    FOREIGN_CENTRE = "foreign-centre"
    UNKNOWN_KIND = "unknown-kind"


@dataclass(frozen=True, slots=True)
class Redrawn:
    """How many claims began, ended and stayed. `unknown`: places in no register, so no home is ever found there."""

    added: int
    ended: int
    kept: int
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """These places would have two centres on one day: named twice in the map, or drawn already for a later day."""

    places: tuple[str, ...]


def redraw(
    *, council_id: int, claims: Iterable[Drawn], from_on: date, by: Actor, at: datetime
) -> Redrawn | Overlap | NotDrawn:
    """Make `claims` the whole map of a council from a day on: all of it or nothing.

    Claims standing that day that the map does not repeat end with it; those that it repeats stay as they are. A place
    that the map leaves out has no centre any more. The same map again changes nothing.
    """
    drawn = {(str(kind), place, int(centre)) for kind, place, centre in claims}
    if (fault := unfit(council_id, drawn)) is not None:
        return fault
    with transaction.atomic():
        turns.take(Turn.REDRAWING, council_id)
        if later := _drawn_later(council_id, from_on):
            return Overlap(later)
        standing = {_drawn(one): one for one in _standing(council_id, from_on)}
        kept = standing.keys() & drawn
        _end([one for told, one in standing.items() if told not in kept], from_on)
        fresh = drawn - kept
        if refused := _begin(council_id, sorted(fresh), from_on):
            transaction.set_rollback(True)
            return Overlap(tuple(sorted(refused)))
        if fresh or len(kept) < len(standing):
            append([_act(council_id, drawn, from_on, by)], at=at)
    missing = {place for _, place, _ in drawn} - register.known(place for _, place, _ in drawn)
    return Redrawn(len(fresh), len(standing) - len(kept), len(kept), tuple(sorted(missing)))


def unfit(council_id: int, drawn: Iterable[Drawn]) -> NotDrawn | None:
    """What keeps a map from being this council's: a strange kind of claim, or a centre that is not its own."""
    own = {int(centre.id) for centre in people.organisations(council=OrganisationId(council_id))}
    for kind, _, centre in drawn:
        if kind not in {ClaimKind.POSTCODE, ClaimKind.SMALL_AREA}:
            return NotDrawn.UNKNOWN_KIND
        if centre not in own:
            return NotDrawn.FOREIGN_CENTRE
    return None


def _drawn_later(council_id: int, on: date) -> tuple[str, ...]:
    """Places whose claims another map begins or ends after a day: what is drawn for later is not undone from before."""
    later = Q(during__startswith__gt=on) | Q(during__endswith__gt=on)
    found = ReachArea.objects.filter(later, council_id=council_id).order_by("place")
    return tuple(found.values_list("place", flat=True).distinct())


def _standing(council_id: int, on: date) -> Sequence[ReachArea]:
    return list(ReachArea.objects.filter(council_id=council_id, during__contains=on))


def _drawn(area: ReachArea) -> Drawn:
    return area.kind, area.place, area.centre_id


_END: Final = """
UPDATE allocation_reacharea SET during = daterange(lower(during), %(on)s)
WHERE id = ANY(%(areas)s) AND lower(during) < %(on)s
"""
# A claim that would have stood for no day at all: it was drawn for this same day and is drawn anew.
_UNDRAW: Final = "DELETE FROM allocation_reacharea WHERE id = ANY(%(areas)s) AND lower(during) = %(on)s"
# The database's own constraint says which claims would overlap: those it does not take.
_BEGIN: Final = """
INSERT INTO allocation_reacharea (council_id, kind, place, centre_id, during)
SELECT %(council)s, d.kind, d.place, d.centre, daterange(%(on)s, NULL)
FROM unnest(%(kinds)s::text[], %(places)s::text[], %(centres)s::bigint[]) AS d (kind, place, centre)
ON CONFLICT DO NOTHING RETURNING kind, place, centre_id
"""


def _end(areas: Sequence[ReachArea], on: date) -> None:
    told: dict[str, Any] = {"areas": [area.pk for area in areas], "on": on}
    with connection.cursor() as cursor:
        cursor.execute(_UNDRAW, told)
        cursor.execute(_END, told)


def _begin(council_id: int, fresh: Sequence[Drawn], on: date) -> set[str]:
    """Add claims from a day on; gives the places that the database refused."""
    kinds, places, centres = zip(*fresh, strict=True) if fresh else ((), (), ())
    told: dict[str, Any] = {"council": council_id, "on": on}
    told |= {"kinds": list(kinds), "places": list(places), "centres": list(centres)}
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN, told)
        taken: set[Drawn] = {(row[0], row[1], row[2]) for row in cursor.fetchall()}
    return {place for kind, place, centre in fresh if (kind, place, centre) not in taken}


def _act(council_id: int, drawn: Iterable[Drawn], from_on: date, by: Actor) -> dict[str, str | int]:
    """What the ledger keeps: whose map, from when, how many claims, and a digest of them all."""
    codes = {number: one.code for number, one in people.named([council_id, *{one[2] for one in drawn}]).items()}
    told = sorted(f"{kind},{place},{codes[OrganisationId(centre)]}" for kind, place, centre in drawn)
    return {
        "act": "area.redrawn",
        "council": codes[OrganisationId(council_id)],
        "from": str(from_on),
        "claims": len(told),
        "map": sha256("\n".join(told).encode()).hexdigest(),
        "by": str(by),
    }


@dataclass(frozen=True, slots=True)
class Area:
    """A centre serves a place from a day until a day not included (None: still)."""

    kind: ClaimKind
    place: str
    centre: OrganisationId
    centre_code: str
    centre_name: str
    from_on: date
    until_on: date | None


def areas(council_id: int, *, on: date) -> tuple[Area, ...]:
    """A council's map on a day, by centre and place."""
    found = ReachArea.objects.filter(council_id=council_id, during__contains=on).select_related("centre")
    return tuple(_area(one) for one in found.order_by("centre__code", "kind", "place"))


def _area(one: ReachArea) -> Area:
    return Area(
        kind=ClaimKind(one.kind),
        place=one.place,
        centre=OrganisationId(one.centre_id),
        centre_code=one.centre.code,
        centre_name=one.centre.name,
        from_on=one.during.lower,
        until_on=one.during.upper,
    )


# -- one birth, by hand ------------------------------------------------------------------------------------------------


class NotPlaced(StrEnum):
    """Why a birth is not placed by hand."""

    UNKNOWN_BIRTH = "unknown-birth"
    UNKNOWN_CENTRE = "unknown-centre"
    OTHER_COUNCIL = "other-council"
    NO_REASON = "no-reason"


@dataclass(frozen=True, slots=True)
class HandPlaced:
    birth: BirthId
    centre: OrganisationId


@transaction.atomic
def place_by_hand(
    *, birth_reference: str, centre_code: str, reason: str, by: Actor, at: datetime, council: int | None = None
) -> HandPlaced | NotPlaced:
    """A steward's word that a birth belongs to a centre of its council from today on, with the reason.

    Overrules every reach area while the home stays the same; the latest word counts. With `council`, another council's
    birth is unknown. The birth is not judged anew here: that is the journey's part.
    """
    birth = Birth.objects.filter(reference=birth_reference).first()
    if birth is None or council not in {None, birth.council_id}:
        return NotPlaced.UNKNOWN_BIRTH
    centre = _centre_for(birth, centre_code)
    if isinstance(centre, NotPlaced):
        return centre
    if not reason.strip():
        return NotPlaced.NO_REASON
    sealed = seal(reason.strip(), birth=BirthId(birth.pk))
    if sealed is None:  # it is forgotten, though its reference still names it
        return NotPlaced.UNKNOWN_BIRTH
    placing = HandPlacing.objects.create(
        birth=birth,
        centre_id=centre.id,
        key=sealed[0],
        sealed=sealed[1],
        home_key=_home_key(birth.pk),
        from_on=london_date(at),
        by=str(by),
        at=at,
    )
    # Not which birth nor why: the row has both, and is known by its number.
    append([{"act": "placed-by-hand", "placing": placing.pk, "centre": centre.code, "by": str(by)}], at=at)
    return HandPlaced(BirthId(birth.pk), centre.id)


def _centre_for(birth: Birth, code: str) -> OrganisationRow | NotPlaced:
    centre = people.find(code)
    if centre is None or centre.kind is not OrganisationKind.CENTRE:
        return NotPlaced.UNKNOWN_CENTRE
    return centre if centre.council_id == birth.council_id else NotPlaced.OTHER_COUNCIL


def _home_key(birth: int) -> bytes:
    latest = Identity.objects.filter(birth_id=birth).order_by("-as_at", "-notice_id")
    known = latest.values_list("home_key", flat=True).first()
    return bytes(known) if known else home_key("")
