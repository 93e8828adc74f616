"""Hides how a family of another centre of the same council is found and opened for a reason: told at once, and never in secret.

Only what was released to that other centre is ever found: what a safeguard withholds has no current disclosure.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from secrets import token_hex
from typing import Final

from django.conf import settings
from django.db import transaction

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert
from rightstart.directory import people
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import ask
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.engine.keys import named_key
from rightstart.intake import keys
from rightstart.ledger.append import append
from rightstart.release.models import BrokenGlass
from rightstart.terms import Actor, BirthId, OrganisationId

PAGE: Final = "elsewhere"  # the page on which it is seen
FIND: Final = """
WITH alike AS MATERIALIZED (
    SELECT birth_id, born_on FROM births_identity WHERE found_by_surname = ANY(%(names)s::bytea[])
    UNION SELECT birth_id, born_on FROM births_identity WHERE found_by_parent = ANY(%(names)s::bytea[])
)
SELECT DISTINCT d.recipient_id, b.id FROM alike a
JOIN births_birth b ON b.id = a.birth_id AND b.council_id = %(council)s::bigint
JOIN release_decision d ON d.birth_id = b.id AND d.superseded_at IS NULL AND d.outcome = 'disclose'
WHERE a.born_on = %(born_on)s::date AND d.recipient_id <> %(own)s::bigint ORDER BY d.recipient_id, b.id
"""
REFERENCES: Final = "SELECT id, reference FROM births_birth WHERE id = ANY(%(births)s::bigint[])"


class Reason(StrEnum):
    """Why somebody opens a family that is another centre's."""

    IS_HERE = "is-here"
    WORRIED = "worried"
    MOVED = "moved"
    COVERS = "covers"


@dataclass(frozen=True, slots=True)
class GlassRow:
    """One opening as the information governance lead reads it. `birth`: the council's own reference, if it is still kept."""

    reference: str
    at: datetime
    name: str
    centre: str
    of_centre: str
    reason: Reason
    birth: str | None


def released_elsewhere(
    *, council: OrganisationId, own: OrganisationId, surname: str, born_on: date
) -> dict[OrganisationId, list[BirthId]]:
    """The births with this whole surname (the baby's or the parent's) and day that other centres of the council were handed."""
    secret = named_key(settings.HOME, "fingerprint")
    spelt = sorted(filter(None, {keys.name_key(surname), keys.last_name_key(surname)}))
    names = [keys.found_by(secret, council, name) for name in spelt]
    rows = ask(FIND, {"names": names, "council": council, "own": own, "born_on": born_on}) if names else []
    found: dict[OrganisationId, list[BirthId]] = {}
    for centre, birth in rows:
        found.setdefault(OrganisationId(centre), []).append(BirthId(birth))
    return found


@transaction.atomic
def note(
    *,
    council: OrganisationId,
    centre: OrganisationId,
    of_centre: OrganisationId,
    birth: BirthId,
    reason: Reason,
    by: Actor,
    at: datetime,
) -> str:
    """Keep that a family was opened elsewhere, and tell the council's information governance lead; gives its reference."""
    reference, codes = token_hex(8), people.named([centre, of_centre])
    told = {"centre": codes[centre].code, "of": codes[of_centre].code, "reason": reason.value}
    [leaf] = append([{"act": "glass.broken", "glass": reference, **told, "by": str(by)}], at=at)
    BrokenGlass.objects.create(
        reference=reference,
        council_id=council,
        centre_id=centre,
        of_centre_id=of_centre,
        birth_id=birth,
        reason=reason.value,
        at=at,
        by=str(by),
        leaf_hash=leaf,
    )
    raise_alert(to=council, role=RoleKind.IG_LEAD, kind=AlertKind.GLASS_BROKEN, about=reference, at=at)
    return reference


@transaction.atomic
def note_nothing_found(*, centre: OrganisationId, by: Actor, at: datetime) -> None:
    """Somebody looked elsewhere and found nothing: the ledger knows, so that nobody tries names unseen."""
    code = people.named([centre])[centre].code
    append([{"act": "glass.nothing-found", "centre": code, "by": str(by)}], at=at)


def broken(viewer: Viewer) -> list[GlassRow]:
    """Every opening within the viewer's council, latest first."""
    with seen_by(viewer) as using:
        found = list(BrokenGlass.objects.using(using).order_by("-at", "-pk"))
    places = people.named(number for one in found for number in (one.centre_id, one.of_centre_id))
    names = people.names(_person(one) for one in found)
    births: dict[int, str] = dict(ask(REFERENCES, {"births": [one.birth_id for one in found]}))
    return [
        GlassRow(
            one.reference,
            one.at,
            names.get(_person(one), "Somebody"),
            places[OrganisationId(one.centre_id)].name,
            places[OrganisationId(one.of_centre_id)].name,
            Reason(one.reason),
            births.get(one.birth_id),
        )
        for one in found
    ]


def times_broken(viewer: Viewer) -> int:
    """How often that was done within the viewer's council."""
    with seen_by(viewer) as using:
        return BrokenGlass.objects.using(using).count()


def _person(one: BrokenGlass) -> int:
    return int(one.by.partition(":")[2])
