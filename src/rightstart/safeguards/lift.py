"""Hides how a marker ends: by the rule of its kind, with a reason from a list, and two people, the second outside the data team."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from django.db import transaction

from rightstart.births.models import Birth
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer, proven
from rightstart.ledger.append import Act, append
from rightstart.safeguards.mark import borne_by
from rightstart.safeguards.models import Lift, Marker
from rightstart.safeguards.rules import LIFTS, OF_A_PARENT, LiftReason, MarkerKind, ParentKnownBy
from rightstart.safeguards.suppress import forget
from rightstart.terms import Actor, BirthId

BY_HAND: Final = frozenset({"person", "centre"})


class NotLifted(StrEnum):
    UNKNOWN = "unknown"
    NOT_MARKED = "not-marked"
    ALREADY_ASKED = "already-asked"
    NOT_ASKED = "not-asked"
    SAME_PERSON = "same-person"
    WRONG_ROLE = "wrong-role"
    WRONG_REASON = "wrong-reason"
    NOT_BY_HAND = "not-by-hand"
    PARENT_NOT_KNOWN = "parent-not-known"


@dataclass(frozen=True, slots=True)
class Asked:
    lift: int


@dataclass(frozen=True, slots=True)
class Lifted:
    birth: BirthId


@transaction.atomic
def ask_lift(
    *,
    birth: BirthId,
    kind: MarkerKind,
    reason: LiftReason,
    roles: Set[RoleKind],
    known_by: ParentKnownBy | None = None,
    by: Actor,
    at: datetime,
) -> Asked | NotLifted:
    """The first person's word that a marker should no longer hold this birth. Nothing changes until a second confirms it.

    `known_by`: how the parent was known to be the parent, where it is the parent's word that ends it.
    """
    rule = LIFTS[kind]
    if not roles & rule.asks:
        return NotLifted.WRONG_ROLE
    if reason not in rule.reasons:
        return NotLifted.WRONG_REASON
    if reason in OF_A_PARENT and known_by is None:
        return NotLifted.PARENT_NOT_KNOWN
    known = known_by.value if known_by is not None and reason in OF_A_PARENT else ""
    sources = _sources(birth, kind)
    if kind is not MarkerKind.SIBLING and not sources:
        return NotLifted.NOT_MARKED
    if reason is LiftReason.ENTERED_IN_ERROR and not sources <= BY_HAND:
        return NotLifted.NOT_BY_HAND
    lift, fresh = Lift.objects.get_or_create(
        birth_id=birth,
        kind=kind.value,
        confirmed_at__isnull=True,
        defaults={"reason": reason.value, "known_by": known, "asked_by": str(by), "asked_at": at},
    )
    if not fresh:
        return NotLifted.ALREADY_ASKED
    act: Act = {"act": "lift.asked", "lift": lift.pk, "reason": reason.value, "by": str(by)}
    append([{**act, "known_by": known} if known else act], at=at)
    return Asked(lift.pk)


@transaction.atomic
def confirm_lift(*, lift: int, roles: Set[RoleKind], by: Actor, at: datetime) -> Lifted | NotLifted:
    """The second person's word; it lifts what was stated when the first one asked, and a later statement stands."""
    asked = Lift.objects.select_for_update().filter(pk=lift).first()
    if asked is None:
        return NotLifted.UNKNOWN
    if asked.confirmed_at is not None:
        return NotLifted.NOT_ASKED
    if asked.asked_by == str(by):
        return NotLifted.SAME_PERSON
    if not roles & LIFTS[MarkerKind(asked.kind)].confirms:
        return NotLifted.WRONG_ROLE
    [leaf] = append([{"act": "lift.confirmed", "lift": lift, "by": str(by)}], at=at)
    asked.confirmed_by, asked.confirmed_at, asked.leaf_hash = str(by), at, leaf
    asked.save(update_fields=("confirmed_by", "confirmed_at", "leaf_hash"))
    forget(BirthId(asked.birth_id), MarkerKind(asked.kind))
    return Lifted(BirthId(asked.birth_id))


def _sources(birth: BirthId, kind: MarkerKind) -> set[str]:
    """Who states a kind of marker about a birth."""
    own = Birth.objects.filter(pk=birth).values_list("reference", flat=True)
    keys = {*(reference.encode() for reference in own), *borne_by(birth)}
    return set(Marker.objects.filter(key__in=keys, kind=kind.value).values_list("source", flat=True))


@dataclass(frozen=True, slots=True)
class OpenLift:
    """A lift that waits for its second person."""

    number: int
    birth: str
    kind: MarkerKind
    reason: LiftReason
    known_by: ParentKnownBy | None
    asked_by: str
    asked_at: datetime


def open_lifts(viewer: Viewer) -> list[OpenLift]:
    """The lifts of the viewer's council that wait for a second person, oldest first: for those who may confirm them."""
    council = proven(viewer, "council")
    if council is None:
        return []
    rows = Lift.objects.filter(birth__council_id=council, confirmed_at__isnull=True).order_by("asked_at")
    told = rows.values_list("pk", "birth__reference", "kind", "reason", "known_by", "asked_by", "asked_at")
    return [_open(*row) for row in told]


def _open(number: int, birth: str, kind: str, reason: str, known_by: str, *asked: Any) -> OpenLift:
    known = ParentKnownBy(known_by) if known_by else None
    return OpenLift(number, birth, MarkerKind(kind), LiftReason(reason), known, *asked)
