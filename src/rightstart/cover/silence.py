"""Hides how a centre is found silent, its cover begins or is missed, and who is told; and that all of it ends once it is back."""

from datetime import datetime, timedelta
from secrets import token_hex
from typing import Final, NamedTuple

from django.db import transaction

from rightstart.agreements.rules import Instrument
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_all
from rightstart.cover.models import Silence
from rightstart.cover.naming import cover_of, limit
from rightstart.cover.rules import NoCover, Over, silent_since
from rightstart.cover.waiting import HAVE_FAMILIES, At
from rightstart.directory import people
from rightstart.directory.people import OrganisationRow
from rightstart.directory.rules import RoleKind
from rightstart.engine import turns
from rightstart.engine.bulk import ask
from rightstart.engine.turns import Turn
from rightstart.ledger.append import Act, append
from rightstart.terms import Actor, OrganisationId, london_date

SEEN_ON: Final = ("covered", "covered-family")  # the pages on which a cover sees another centre's families
AT_A_CENTRE: Final = (RoleKind.CENTRE_WORKER, RoleKind.CENTRE_MANAGER)
KINDS: Final = (*(AlertKind.CENTRE_SILENT, AlertKind.CENTRE_UNTOUCHED, AlertKind.LIST_UNREAD, AlertKind.COVERING),)
LOOKED: Final = """
SELECT EXISTS (
    SELECT FROM release_sight
    WHERE organisation_id = %(cover)s::bigint AND page = ANY(%(pages)s::text[]) AND at >= %(since)s::timestamptz
)
"""


class _Kept(NamedTuple):
    """What a silence keeps of its cover, or of why there is none."""

    cover_id: OrganisationId | None
    version_id: int | None
    hinders: str | None


def watch(found: At, *, by: Actor, at: datetime) -> None:
    """Note that a centre is silent, who covers, or that it is back; tell whom it concerns. Run it twice: nothing more happens."""
    centre = found.centre
    with transaction.atomic():
        turns.take(Turn.SILENCE, centre.id)
        open_one = Silence.objects.filter(centre_id=centre.id, ended_at__isnull=True).first()
        since = _silent_since(found, at)
        if since is None:
            if open_one is not None:
                _end(open_one, centre, Over.CAME_BACK if found.waits else Over.NOTHING_WAITS, by, at)
            return
        cover = cover_of(centre, on=london_date(at))
        if open_one is not None and not _same(open_one, cover):
            _end(open_one, centre, Over.COVER_CHANGED, by, at)
            open_one = None
        _tell(open_one or _begin(found, since, cover, by, at), centre, at)


def end_empty(*, by: Actor, at: datetime) -> None:
    """End the silence of centres that have no family any more, which `waiting.everywhere` leaves out."""
    busy = {number for (number,) in ask(HAVE_FAMILIES, {})}
    silent = set(Silence.objects.filter(ended_at__isnull=True).values_list("centre_id", flat=True))
    for centre in people.named(silent - busy).values():
        watch(At(centre, (), {}), by=by, at=at)


def _silent_since(found: At, at: datetime) -> datetime | None:
    if found.waits_since is None:
        return None
    return silent_since(found.waits_since, found.touched_at, limit(found.centre.council_id), at)


def _same(one: Silence, cover: tuple[OrganisationRow, Instrument] | NoCover) -> bool:
    """Whether a silence is covered as it was: by the same centre under the same version, or not for the same reason."""
    if isinstance(cover, NoCover):
        return one.hinders == cover.value
    return (one.cover_id, one.version_id) == (cover[0].id, cover[1].version_id)


def _begin(
    found: At, since: datetime, cover: tuple[OrganisationRow, Instrument] | NoCover, by: Actor, at: datetime
) -> Silence:
    centre, reference = found.centre, token_hex(8)
    act: Act = {"act": "centre.silent", "silence": reference, "centre": centre.code, "families": len(found.waits)}
    if isinstance(cover, NoCover):
        kept, act = _Kept(None, None, cover.value), {**act, "hinders": cover.value}
    else:
        other, granted = cover
        kept = _Kept(other.id, granted.version_id, None)
        act = {**act, "cover": other.code, "agreement": granted.reference, "version": granted.version}
    [leaf] = append([{**act, "by": str(by)}], at=at)
    return Silence.objects.create(
        reference=reference,
        council_id=found.council,
        centre_id=centre.id,
        since=since,
        families=len(found.waits),
        at=at,
        by=str(by),
        leaf_hash=leaf,
        **kept._asdict(),
    )


def _end(one: Silence, centre: OrganisationRow, over: Over, by: Actor, at: datetime) -> None:
    [leaf] = append([{"act": "silence.over", "silence": one.reference, "over": over.value, "by": str(by)}], at=at)
    one.over, one.ended_at, one.ended_by, one.end_leaf_hash = over.value, at, str(by), leaf
    one.save(update_fields=("over", "ended_at", "ended_by", "end_leaf_hash"))
    settle_all(kinds=KINDS, about=[centre.code], at=at)


def _tell(one: Silence, centre: OrganisationRow, at: datetime) -> None:
    """The council, the centre itself, and who covers; higher up too where nobody does, or whoever covers takes no step either."""
    council, about = OrganisationId(one.council_id), centre.code
    for role in AT_A_CENTRE:
        raise_alert(to=centre.id, role=role, kind=AlertKind.LIST_UNREAD, about=about, at=at)
        if one.cover_id is not None:
            raise_alert(to=OrganisationId(one.cover_id), role=role, kind=AlertKind.COVERING, about=about, at=at)
    if one.cover_id is not None:
        raise_alert(to=council, role=RoleKind.DATA_STEWARD, kind=AlertKind.CENTRE_SILENT, about=about, at=at)
    if untouched(one, at=at):
        for role in (RoleKind.DATA_STEWARD, RoleKind.DIRECTOR):
            raise_alert(to=council, role=role, kind=AlertKind.CENTRE_UNTOUCHED, about=about, at=at)
    else:
        settle_all(kinds=[AlertKind.CENTRE_UNTOUCHED], about=[about], at=at)


def untouched(one: Silence, *, at: datetime) -> bool:
    """Nobody works with the families: no centre covers, or whoever covers has not looked for as long as makes a centre silent."""
    if one.cover_id is None:
        return True
    since = at - timedelta(days=limit(OrganisationId(one.council_id)))
    [(looked,)] = ask(LOOKED, {"cover": one.cover_id, "pages": list(SEEN_ON), "since": since})
    return one.at <= since and not looked
