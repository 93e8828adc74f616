"""Hides how it is recorded that a family joined its centre, and that it came: each through the gate, with a line in the ledger."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rightstart.contact import follow_up
from rightstart.contact.rules import Channel, Made, Stage, stage
from rightstart.contact.shown import FamilyView, WaitingFamily
from rightstart.contact.worklist import family
from rightstart.directory import people
from rightstart.engine import turns
from rightstart.engine.isolation import Viewer
from rightstart.engine.turns import Turn
from rightstart.joining.models import Attendance, Joining, Sustaining
from rightstart.joining.reading import memberships
from rightstart.joining.rules import OUTCOME_OF, How, NotRecorded, Threshold, may_attend, may_join
from rightstart.ledger.append import append
from rightstart.listings.rules import ListingKind
from rightstart.terms import Actor, OrganisationId, london_date


@dataclass(frozen=True, slots=True)
class Recorded:
    pass


@transaction.atomic
def join(
    *,
    viewer: Viewer,
    reference: str,
    joined_on: date,
    how: How,
    through: ListingKind | None,
    by: Actor,
    at: datetime,
) -> Recorded | NotRecorded:
    """A family joined the viewer's centre: recorded, and first contact with it is closed if it is not yet.

    A family whose first contact says that it joined, and no more, is given its day, its way and its service here.
    """
    found = family(viewer, reference, at=at)
    if found is None:
        return NotRecorded.UNKNOWN
    turns.take(Turn.JOINING, found.family)  # a second click, or a colleague at another desk
    before = Joining.objects.filter(centre_id=viewer.organisation, family_id=found.family).first()
    if why := may_join(joined_on, joined_on=before.joined_on if before else None, today=london_date(at)):
        return why
    _close_first_contact(viewer, found, how, by, at)
    [leaf] = append([{"act": "joined", "how": how.value, "by": str(by)}], at=at)
    Joining.objects.create(
        centre_id=viewer.organisation,
        family_id=found.family,
        joined_on=joined_on,
        how=how.value,
        through=through.value if through else None,
        at=at,
        by=str(by),
        leaf_hash=leaf,
    )
    return Recorded()


def _close_first_contact(viewer: Viewer, found: FamilyView | WaitingFamily, how: How, by: Actor, at: datetime) -> None:
    """Whoever joins is reached: noted as an attempt of today. A family that had said no and came all the same stays closed."""
    if stage(found.made, found.trace) is Stage.CLOSED:
        return
    follow_up.record_attempt(
        viewer=viewer,
        reference=found.reference,
        made=Made(Channel.AT_CENTRE, OUTCOME_OF[how]),
        made_on=london_date(at),
        note="",
        by=by,
        at=at,
    )


@transaction.atomic
def attend(
    *, viewer: Viewer, reference: str, attended_on: date, kind: ListingKind, by: Actor, at: datetime
) -> Recorded | NotRecorded:
    """A family that joined the viewer's centre came to it on a day."""
    found = family(viewer, reference, at=at)
    if found is None:
        return NotRecorded.UNKNOWN
    turns.take(Turn.JOINING, found.family)  # a second click, or a colleague at another desk
    came = memberships(viewer, [found.family])[found.family]
    told = {"centre_id": viewer.organisation, "family_id": found.family, "attended_on": attended_on, "kind": kind.value}
    again = Attendance.objects.filter(**told).exists()
    if why := may_attend(attended_on, joined_on=came.joined_on, again=again, today=london_date(at)):
        return why
    [leaf] = append([{"act": "attended", "by": str(by)}], at=at)  # to what is in no leaf: it could be told for good
    Attendance.objects.create(**told, at=at, by=str(by), leaf_hash=leaf)
    return Recorded()


@transaction.atomic
def set_threshold(*, council: OrganisationId, threshold: Threshold, by: Actor, at: datetime) -> None:
    """From now on a family of this council keeps coming by this threshold, also in what is counted of earlier days."""
    told = {"times": threshold.times, "days": threshold.days}
    Sustaining.objects.update_or_create(council_id=council, defaults=told)
    code = people.named([council])[council].code
    append([{"act": "joining.threshold", "council": code, **told, "by": str(by)}], at=at)
