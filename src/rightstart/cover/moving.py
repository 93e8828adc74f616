"""Hides how the due families of whoever is away, has left or is not seen any more come into other hands, and back."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert
from rightstart.contact import assigning
from rightstart.contact.assigning import Handed, workers
from rightstart.cover import away
from rightstart.cover.models import Away
from rightstart.cover.naming import limit
from rightstart.cover.rules import Absence, Move, Team, Then, Why, moves, silent_since
from rightstart.cover.waiting import At, at_centre
from rightstart.directory.roles import head_of
from rightstart.engine import turns
from rightstart.engine.turns import Turn
from rightstart.terms import Actor, OrganisationId, london_date


def move(found: At, *, by: Actor, at: datetime) -> list[Move]:
    """Hand on at one centre what is to be handed on now, and tell its manager. Run it twice: nothing more happens."""
    with transaction.atomic():
        turns.take(Turn.ASSIGNING, found.centre.id)
        standing = _standing(found, by, at)
        held = [one.held for one in found.waits if one.held is not None]
        return _hand(found.centre.id, moves(held, _team(found.centre.id, standing, at)), by, at)


def move_at(centre: OrganisationId, *, by: Actor, at: datetime) -> list[Move]:
    """The same at once, where somebody has just said that they are away or back."""
    return move(at_centre(centre, at=at), by=by, at=at)


def _team(centre: OrganisationId, standing: Sequence[Away], at: datetime) -> Team:
    said = sorted(
        standing, key=lambda one: one.why == Why.SAID
    )  # what somebody says of themselves counts before what is found
    absent = {one.person_id: Absence(one.from_on, one.back_on, one.cover_id) for one in said}
    return Team(workers(centre, on=london_date(at)).keys(), absent, away.stand_in(centre))


def _standing(found: At, by: Actor, at: datetime) -> list[Away]:
    """Who is away today: as was said, and as is found; who was found to be away and is at work again is not any more."""
    centre = found.centre.id
    standing = away.standing(centre, london_date(at))
    again = [one for one in standing if one.why == Why.SILENT and _touched_since(one, found.touched)]
    for one in again:
        away.end(one, by=by, at=at)
    absent = {one.person_id for one in standing if one not in again}
    for person in _unseen(found, at) - absent:
        away.found_away(centre=centre, person=person, by=by, at=at)
    return away.standing(centre, london_date(at))


def _touched_since(one: Away, touched: Mapping[int, datetime]) -> bool:
    return one.person_id in touched and touched[one.person_id] > one.at


def _unseen(found: At, at: datetime) -> set[int]:
    """Who works here and has let a family wait for so long: since it is theirs, or since they were at work here or back."""
    here, returned = workers(found.centre.id, on=london_date(at)), away.returned(found.centre.id, at=at)
    since: dict[int, datetime] = {}
    days = limit(found.centre.council_id)
    for one in found.waits:
        if one.held is not None and one.held_since is not None and one.held.person in here:
            since[one.held.person] = min(one.held_since, since.get(one.held.person, at))
    last = {who: max(filter(None, (found.touched.get(who), returned.get(who))), default=None) for who in since}
    return {who for who, began in since.items() if silent_since(began, last[who], days, at)}


def _hand(centre: OrganisationId, changes: Sequence[Move], by: Actor, at: datetime) -> list[Move]:
    """What went, for who was given a family by a colleague meanwhile keeps it; the manager is told of what went to a cover."""
    wanted = {one.held.family: one for one in changes}
    handed = [Handed(one.held.family, one.held.person, one.to, one.for_whom) for one in changes]
    went = [wanted[one.family] for one in assigning.hand(centre=centre, handed=handed, by=by, at=at)]
    if any(one.then in (Then.COVERED, Then.FREED) for one in went):
        raise_alert(to=centre, role=head_of(centre, london_date(at)), kind=AlertKind.PERSON_COVERED, at=at)
    return went
