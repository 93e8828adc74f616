"""Hides who of a centre takes care of which family: given by a colleague or by themselves, to one person at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, TypeAlias

from django.db import transaction

from rightstart.contact.models import Assignment
from rightstart.contact.shown import FamilyView
from rightstart.contact.worklist import families
from rightstart.directory.posts import roles_with
from rightstart.directory.roles import holders
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.engine import turns
from rightstart.engine.isolation import Viewer
from rightstart.engine.turns import Turn
from rightstart.ledger.append import Act, append
from rightstart.terms import Actor, FamilyId, OrganisationId, london_date

TAKES_CARE: Final = roles_with(Verb.RECORD_ATTEMPT, OrganisationKind.CENTRE)
Workers: TypeAlias = dict[int, str]


@dataclass(frozen=True, slots=True)
class Assigned:
    """So many families are in these hands now; whose they were already, they stay."""

    families: int


class NotAssigned(StrEnum):
    """Why nothing was assigned."""

    NOBODY_CHOSEN = "nobody-chosen"
    NOT_HERE = "not-here"


def workers(centre: OrganisationId, *, on: date) -> Workers:
    """Who works at a centre on a day and can take care of a family: their numbers with their names, in the order of these."""
    return {one.person: one.name for one in holders(centre, TAKES_CARE, on)}


@transaction.atomic
def assign(
    *, viewer: Viewer, references: Sequence[str], to: int | None, by: Actor, at: datetime
) -> Assigned | NotAssigned:
    """Give families of the viewer's centre to one of its people, or (`to` None) to nobody; those that the gate lets through."""
    if to is not None and to not in workers(viewer.organisation, on=london_date(at)):
        return NotAssigned.NOT_HERE
    found = [one.family for one in families(viewer, references, at=at) if isinstance(one, FamilyView)]
    if not found:
        return NotAssigned.NOBODY_CHOSEN
    turns.take(Turn.ASSIGNING, viewer.organisation)  # of two who assign at once the last word stands
    held = {one.family_id: one for one in _open(viewer.organisation, found)}
    changed = [one for one in found if (held[one].person_id if one in held else None) != to]
    _end([held[one] for one in changed if one in held], by, at)
    if to is not None:
        _begin(changed, viewer.organisation, to, by, at)
    return Assigned(len(found))


@dataclass(frozen=True, slots=True)
class Handed:
    """A family goes from one of a centre's people to another (None: to nobody), who may take care of it in somebody's stead."""

    family: FamilyId
    held_by: int
    to: int | None
    covers_for: int | None = None


@transaction.atomic
def hand(*, centre: OrganisationId, handed: Sequence[Handed], by: Actor, at: datetime) -> list[Handed]:
    """Hand families on within a centre, by their numbers alone; who was given a family by somebody meanwhile keeps it.

    Gives those that went. Nothing is shown to anybody by it: what a worklist shows passes the gate there.
    """
    turns.take(Turn.ASSIGNING, centre)
    held = {one.family_id: one for one in _open(centre, [one.family for one in handed])}
    going = [one for one in handed if one.family in held and held[one.family].person_id == one.held_by]
    _end([held[one.family] for one in going], by, at)
    for to, covers_for in sorted({(one.to, one.covers_for) for one in going if one.to is not None}, key=str):
        found = [one.family for one in going if (one.to, one.covers_for) == (to, covers_for)]
        _begin(found, centre, to, by, at, covers_for=covers_for)
    return going


def _open(centre: OrganisationId, found: Sequence[FamilyId]) -> list[Assignment]:
    return list(Assignment.objects.filter(centre_id=centre, family_id__in=found, ended_at__isnull=True))


def _end(ones: Sequence[Assignment], by: Actor, at: datetime) -> None:
    acts: list[Act] = [{"act": "family.unassigned", "person": one.person_id, "by": str(by)} for one in ones]
    for one, leaf in zip(ones, append(acts, at=at) if acts else [], strict=True):
        one.ended_at, one.ended_by, one.end_leaf_hash = at, str(by), leaf
    Assignment.objects.bulk_update(ones, ("ended_at", "ended_by", "end_leaf_hash"))


def _begin(
    found: Sequence[FamilyId],
    centre: OrganisationId,
    to: int | None,
    by: Actor,
    at: datetime,
    *,
    covers_for: int | None = None,
) -> None:
    stead = {} if covers_for is None else {"covers_for": covers_for}
    acts: list[Act] = [{"act": "family.assigned", "person": to, **stead, "by": str(by)}] * len(found)
    told = {"centre_id": centre, "person_id": to, "covers_for_id": covers_for, "at": at, "by": str(by)}
    Assignment.objects.bulk_create(
        Assignment(family_id=family, leaf_hash=leaf, **told)
        for family, leaf in zip(found, append(acts, at=at) if acts else [], strict=True)
    )
