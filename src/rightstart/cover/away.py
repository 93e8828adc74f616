"""Hides how it is kept who of a centre is away and who stands in: said by themselves or their manager, read by their centre."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from secrets import token_hex
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from rightstart.contact.assigning import workers
from rightstart.cover.models import Away, StandIn
from rightstart.cover.rules import KEPT_DAYS, Absence, Why
from rightstart.directory import people
from rightstart.engine import turns
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.engine.turns import Turn
from rightstart.ledger.append import Act, append
from rightstart.terms import Actor, OrganisationId, london_date, london_midnight

LONGEST: Final = timedelta(days=366)  # of an absence that somebody says; whoever is away longer says so again


class NotSaid(StrEnum):
    """Why nothing was kept."""

    NOT_HERE = "not-here"
    PAST = "past"
    BACKWARDS = "backwards"
    TOO_LONG = "too-long"
    COVER_NOT_HERE = "cover-not-here"
    COVERS_ONESELF = "covers-oneself"
    ALREADY_AWAY = "already-away"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AwayRow:
    """An absence that stands or is still to come. Names: of who is away and who covers (empty: nobody is named)."""

    reference: str
    person: int
    name: str
    cover: str
    why: Why
    from_on: date
    back_on: date | None


@transaction.atomic
def say(
    *, viewer: Viewer, person: int, from_on: date, back_on: date, cover: int | None, by: Actor, at: datetime
) -> str | NotSaid:
    """Somebody of the viewer's centre is away from a day until they are back on another; gives the absence's reference.

    `cover`: to whom their due families go meanwhile; None: to whoever stands in at the centre, else to nobody.
    """
    turns.take(Turn.ASSIGNING, viewer.organisation)
    absence, today = Absence(from_on, back_on, cover), london_date(at)
    if hinders := _hinders(viewer.organisation, person, absence, today):
        return hinders
    return _keep(viewer.organisation, person, absence, Why.SAID, by, at)


def _hinders(centre: OrganisationId, person: int, new: Absence, today: date) -> NotSaid | None:
    here = workers(centre, on=today)
    said = _open(Away.objects.filter(centre_id=centre, person_id=person, why=Why.SAID.value), today)
    assert new.back_on is not None
    checks = (
        (person not in here, NotSaid.NOT_HERE),
        (new.from_on < today, NotSaid.PAST),
        (new.back_on <= new.from_on, NotSaid.BACKWARDS),
        (new.back_on - new.from_on > LONGEST, NotSaid.TOO_LONG),
        (new.cover == person, NotSaid.COVERS_ONESELF),
        (new.cover is not None and new.cover not in here, NotSaid.COVER_NOT_HERE),
        (any(new.meets(Absence(one.from_on, one.back_on)) for one in said), NotSaid.ALREADY_AWAY),
    )
    return next((why for hinders, why in checks if hinders), None)


def _keep(centre: OrganisationId, person: int, absence: Absence, why: Why, by: Actor, at: datetime) -> str:
    reference = token_hex(8)
    days = {"from": str(absence.from_on), "back": str(absence.back_on) if absence.back_on else None}
    who = {"person": person, "cover": absence.cover}
    act: Act = {"act": "person.away", "away": reference, "why": why.value, **who, **days, "by": str(by)}
    [leaf] = append([act], at=at)
    Away.objects.create(
        reference=reference,
        centre_id=centre,
        person_id=person,
        cover_id=absence.cover,
        why=why.value,
        from_on=absence.from_on,
        back_on=absence.back_on,
        at=at,
        by=str(by),
        leaf_hash=leaf,
    )
    return reference


def found_away(*, centre: OrganisationId, person: int, by: Actor, at: datetime) -> str:
    """Somebody has let families wait for so long that they are taken as away, until they are at work again."""
    return _keep(centre, person, Absence(london_date(at)), Why.SILENT, by, at)


@transaction.atomic
def back(*, viewer: Viewer, reference: str, of: int | None, by: Actor, at: datetime) -> bool:
    """Somebody is back earlier, or will not be away after all. `of`: the one whose absence it must be (None: anybody's here)."""
    found = Away.objects.select_for_update().filter(centre_id=viewer.organisation, reference=reference)
    one = _open(found if of is None else found.filter(person_id=of), london_date(at)).first()
    if one is None:
        return False
    end(one, by=by, at=at)
    return True


def end(one: Away, *, by: Actor, at: datetime) -> None:
    [leaf] = append([{"act": "person.back", "away": one.reference, "by": str(by)}], at=at)
    one.ended_at, one.ended_by, one.end_leaf_hash = at, str(by), leaf
    one.save(update_fields=("ended_at", "ended_by", "end_leaf_hash"))


@transaction.atomic
def name_stand_in(*, viewer: Viewer, person: int | None, by: Actor, at: datetime) -> NotSaid | None:
    """Who takes over at the viewer's centre where nobody is named (None: nobody, so that such families are everybody's)."""
    if person is not None and person not in workers(viewer.organisation, on=london_date(at)):
        return NotSaid.NOT_HERE
    turns.take(Turn.ASSIGNING, viewer.organisation)
    if person == stand_in(viewer.organisation):
        return None
    [leaf] = append([{"act": "stand-in.named", "person": person, "by": str(by)}], at=at)
    StandIn.objects.create(centre_id=viewer.organisation, person_id=person, at=at, by=str(by), leaf_hash=leaf)
    return None


def stand_in(centre: OrganisationId) -> int | None:
    """Who stands in at a centre, by the latest word; not whether they are at work."""
    return StandIn.objects.filter(centre_id=centre).order_by("-pk").values_list("person_id", flat=True).first()


def standing(centre: OrganisationId, on: date) -> list[Away]:
    """The absences of a centre's people that stand on a day."""
    return list(_open(Away.objects.filter(centre_id=centre, from_on__lte=on), on))


def returned(centre: OrganisationId, *, at: datetime) -> dict[int, datetime]:
    """When each of a centre's people was last due back from an absence that they had said, or was back earlier."""
    over = Away.objects.filter(centre_id=centre, why=Why.SAID.value, back_on__lte=london_date(at))
    ended = Away.objects.filter(centre_id=centre, why=Why.SAID.value, ended_at__isnull=False)
    found = [(one.person_id, london_midnight(one.back_on)) for one in over if one.back_on and not one.ended_at]
    found += [(one.person_id, one.ended_at) for one in ended if one.ended_at]
    return dict(sorted(found, key=lambda one: one[1]))


def away(viewer: Viewer, *, at: datetime) -> list[AwayRow]:
    """Who of the viewer's centre is away now or will be, soonest first."""
    with seen_by(viewer) as using:
        found = list(_open(Away.objects.using(using), london_date(at)).order_by("from_on", "pk"))
    names = people.names(number for one in found for number in (one.person_id, one.cover_id) if number is not None)
    return [_row(one, names) for one in found]


def _row(one: Away, names: dict[int, str]) -> AwayRow:
    cover = names.get(one.cover_id, "") if one.cover_id is not None else ""
    name = names.get(one.person_id, "")
    return AwayRow(one.reference, one.person_id, name, cover, Why(one.why), one.from_on, one.back_on)


def _open(found: QuerySet[Away], on: date) -> QuerySet[Away]:
    return found.filter(Q(back_on__isnull=True) | Q(back_on__gt=on), ended_at__isnull=True)


def forget(*, at: datetime) -> int:
    """Absences that were over a year ago are gone; gives how many went."""
    before = london_date(at) - timedelta(days=KEPT_DAYS)
    over = Q(back_on__lt=before) | Q(ended_at__lt=london_midnight(before))
    return Away.objects.filter(over).delete()[0]
