"""Hides how a council names, from a day, which centre covers another one, and after how many days a centre counts as silent."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from rightstart.agreements.register import instruments
from rightstart.agreements.rules import Instrument
from rightstart.cover.models import NamedCover, SilenceLimit
from rightstart.cover.rules import LEAST_DAYS, MOST_DAYS, SILENT_DAYS, NoCover, permits
from rightstart.directory import people
from rightstart.directory.people import OrganisationRow
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import turns
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.engine.turns import Turn
from rightstart.ledger.append import append
from rightstart.terms import Actor, OrganisationId, london_date

SOUND: Final = range(LEAST_DAYS, MOST_DAYS + 1)


@dataclass(frozen=True, slots=True)
class Named:
    """Which centre covers another one (None: none), from a day."""

    centre: OrganisationId
    cover: OrganisationId | None
    from_on: date


@transaction.atomic
def name(*, viewer: Viewer, centre: str, cover: str | None, from_on: date, by: Actor, at: datetime) -> NoCover | None:
    """Name by code which centre of the viewer's council covers another one from a day on (None: none any more).

    Only one that the same agreement allows to be told today; whether it still does is asked again each time that it covers.
    """
    centres = {one.code: one for one in people.organisations(OrganisationKind.CENTRE, viewer.organisation)}
    if centre not in centres or cover not in {None, *centres}:
        return NoCover.NOT_OURS
    turns.take(Turn.SILENCE, centres[centre].id)
    other = None if cover is None else centres[cover]
    if other is not None and isinstance(hinders := allowed(centres[centre], other, on=london_date(at)), NoCover):
        return hinders
    told = {"centre": centre, "cover": cover, "from": str(from_on)}
    [leaf] = append([{"act": "cover.named", **told, "by": str(by)}], at=at)
    NamedCover.objects.create(
        council_id=viewer.organisation,
        centre_id=centres[centre].id,
        cover_id=None if other is None else other.id,
        from_on=from_on,
        at=at,
        by=str(by),
        leaf_hash=leaf,
    )
    return None


def allowed(centre: OrganisationRow, cover: OrganisationRow, *, on: date) -> Instrument | NoCover:
    """The agreement in force on a day under which one centre may cover the other, or why it may not."""
    if centre.id == cover.id:
        return NoCover.ITSELF
    if centre.council_id is None or centre.council_id != cover.council_id or cover.canary:
        return NoCover.NOT_OURS
    agreed = instruments(centre.council_id)
    return permits(agreed.get(centre.id, ()), agreed.get(cover.id, ()), on)


def may_cover(centre: OrganisationRow, *, on: date) -> list[OrganisationRow]:
    """The centres that may be named to cover this one, by name."""
    others = people.organisations(OrganisationKind.CENTRE, centre.council_id)
    return [one for one in others if isinstance(allowed(centre, one, on=on), Instrument)]


def cover_of(centre: OrganisationRow, *, on: date) -> tuple[OrganisationRow, Instrument] | NoCover:
    """The centre that covers another one on a day, with the agreement under which it may; or why none does."""
    found = NamedCover.objects.filter(centre_id=centre.id, from_on__lte=on).order_by("-from_on", "-pk").first()
    if found is None or found.cover_id is None:
        return NoCover.NOT_NAMED
    [cover] = people.named([found.cover_id]).values()
    granted = allowed(centre, cover, on=on)
    return granted if isinstance(granted, NoCover) else (cover, granted)


def named(viewer: Viewer, *, on: date) -> list[Named]:
    """What the viewer's council has named: for each centre the word that counts on a day, then what is to count later."""
    with seen_by(viewer) as using:
        found = list(NamedCover.objects.using(using).order_by("centre_id", "from_on", "pk"))
    counts = {one.centre_id: one for one in found if one.from_on <= on}
    later = [one for one in found if one.from_on > on]
    return [_named(one) for one in (*counts.values(), *later)]


def _named(one: NamedCover) -> Named:
    cover = None if one.cover_id is None else OrganisationId(one.cover_id)
    return Named(OrganisationId(one.centre_id), cover, one.from_on)


@transaction.atomic
def limit_silence(*, viewer: Viewer, days: int, by: Actor, at: datetime) -> bool:
    """After how many days the viewer's council calls a centre silent; False where that is too few or too many."""
    if days not in SOUND:
        return False
    turns.take(Turn.SILENCE, viewer.organisation)
    if days != limit(viewer.organisation):
        code = people.named([viewer.organisation])[viewer.organisation].code
        [leaf] = append([{"act": "silence.limited", "council": code, "days": days, "by": str(by)}], at=at)
        SilenceLimit.objects.create(council_id=viewer.organisation, days=days, at=at, by=str(by), leaf_hash=leaf)
    return True


def limit(council: OrganisationId | None) -> int:
    """After how many days a centre of a council, or one of its people, counts as silent."""
    said = SilenceLimit.objects.filter(council_id=council).order_by("-pk").values_list("days", flat=True).first()
    return SILENT_DAYS if said is None else said
