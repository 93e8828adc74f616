"""Hides how a party's decision not to share is recorded, looked at again and ended, each with its leaf, and chased when due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from secrets import token_hex

from django.db import IntegrityError, transaction

from rightstart.agreements.barriers import (
    HOPS,
    MOST_DAYS,
    MOST_WORDS,
    Barrier,
    EndReason,
    Standing,
    names_somebody,
    standing,
)
from rightstart.agreements.models import Refusal, RefusalReview
from rightstart.agreements.rules import Hop
from rightstart.agreements.wording import digest
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_alert, settle_others
from rightstart.directory.people import OrganisationRow, coded
from rightstart.directory.posts import ROLES_AT
from rightstart.directory.rules import VERBS, OrganisationKind, RoleKind, Verb
from rightstart.ledger.append import JSON, append
from rightstart.terms import Actor, OrganisationId, london_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What a decision not to share says: its barriers, more words, what would change it, from when, and when to look again."""

    barriers: frozenset[Barrier]
    words: str = ""
    would_change: str
    from_on: date
    review_on: date


@dataclass(frozen=True, slots=True)
class Recorded:
    """A refusal, by its reference, as it now stands; `review_on` is when it is to be looked at (again)."""

    reference: str
    review_on: date


class NotRecorded(StrEnum):
    """Why nothing was recorded of a refusal."""

    NO_SUCH_FLOW = "no-such-flow"
    NOT_A_PARTY = "not-a-party"
    WRONG_ROLE = "wrong-role"
    NO_BARRIER = "no-barrier"
    NO_CHANGE = "no-change"
    TOO_LONG = "too-long"
    SOMEBODY = "somebody"
    REVIEW_DAY = "review-day"
    ALREADY = "already"
    UNKNOWN = "unknown"
    ENDED = "ended"


def flow_of(giver: OrganisationRow | None, taker: OrganisationRow | None) -> Hop | None:
    """The hop over which one would give to the other; None where no flow goes that way."""
    if giver is None or taker is None or giver.canary or taker.canary or giver.id == taker.id:
        return None
    hop = HOPS.get((giver.kind, taker.kind))
    return None if hop is Hop.COUNCIL_TO_CENTRE and taker.council_id != giver.id else hop


def decides(role: RoleKind, kind: OrganisationKind) -> bool:
    """Whether a role at an organisation of this kind may decide that it does not share."""
    return role in ROLES_AT[kind] and Verb.REFUSE_SHARING in VERBS[role]


@transaction.atomic
def refuse(
    *, party: str, giver: str, taker: str, role: RoleKind, why: Why, by: Actor, at: datetime
) -> Recorded | NotRecorded:
    """Record that a party of a flow has decided not to share over it; each by its code. The decision is a role's, never a name's.

    It stands until somebody ends it. While it does, nothing passes over the flow, whatever agreement there is.
    """
    found = coded([party, giver, taker])
    deciding = found.get(party)
    if flow_of(found.get(giver), found.get(taker)) is None:
        return NotRecorded.NO_SUCH_FLOW
    if deciding is None or party not in (giver, taker):
        return NotRecorded.NOT_A_PARTY
    if not decides(role, deciding.kind):
        return NotRecorded.WRONG_ROLE
    if unfit := _unfit(why, london_date(at)):
        return unfit
    try:
        with transaction.atomic():
            return _enter(found, (party, giver, taker), role, why, by, at)
    except IntegrityError:  # the database lets each party refuse a flow once at a time
        return NotRecorded.ALREADY


def _unfit(why: Why, today: date) -> NotRecorded | None:
    said = (why.words, why.would_change)
    checks = (
        (not why.barriers, NotRecorded.NO_BARRIER),
        (not why.would_change.strip(), NotRecorded.NO_CHANGE),
        (any(len(one) > MOST_WORDS for one in said), NotRecorded.TOO_LONG),
        (any(map(names_somebody, said)), NotRecorded.SOMEBODY),
        (why.review_on <= why.from_on or not _in_time(why.review_on, today), NotRecorded.REVIEW_DAY),
    )
    return next((reason for fails, reason in checks if fails), None)


def _in_time(review_on: date, today: date) -> bool:
    return today < review_on <= today + timedelta(days=MOST_DAYS)


def _enter(
    found: dict[str, OrganisationRow], flow: Sequence[str], role: RoleKind, why: Why, by: Actor, at: datetime
) -> Recorded:
    """`flow`: the codes of who decides, who gives and who takes. The ledger has the free words by their digest alone."""
    reference = token_hex(8)
    party, giver, taker = flow
    words = {"words": why.words.strip(), "would_change": why.would_change.strip()}
    shared = {"role": role.value, "barriers": sorted(one.value for one in why.barriers), "by": str(by)}
    days = {"from": str(why.from_on), "review": str(why.review_on), "words": digest(words)}
    named = {"refusal": reference, "party": party, "giver": giver, "taker": taker}
    act: dict[str, JSON] = {"act": "refusal.recorded", **named, **shared, **days}
    [leaf] = append([act], at=at)
    sides = {"party_id": found[party].id, "giver_id": found[giver].id, "taker_id": found[taker].id}
    said = {"from_on": why.from_on, "review_on": why.review_on, "at": at, "leaf_hash": leaf}
    Refusal.objects.create(reference=reference, **sides, **shared, **words, **said)
    return Recorded(reference, why.review_on)


# -- looked at again, and ended ----------------------------------------------------------------------------------------


@transaction.atomic
def keep(
    *, party: OrganisationId | None, reference: str, role: RoleKind, review_on: date, by: Actor, at: datetime
) -> Recorded | NotRecorded:
    """The deciding party has looked at its refusal again, and it stays until the next review.

    `party` None is for the command line, whose user has the whole installation in hand.
    """
    found = _locked(party, reference, role)
    if isinstance(found, NotRecorded):
        return found
    if not _in_time(review_on, london_date(at)) or review_on <= found.from_on:
        return NotRecorded.REVIEW_DAY
    told = {"refusal": reference, "role": role.value, "review": str(review_on), "by": str(by)}
    [leaf] = append([{"act": "refusal.kept", **told}], at=at)
    RefusalReview.objects.create(refusal=found, role=role.value, review_on=review_on, at=at, by=str(by), leaf_hash=leaf)
    settle_alert(kind=AlertKind.REFUSAL_REVIEW_DUE, about=reference, at=at)
    return Recorded(reference, review_on)


@transaction.atomic
def end(
    *, party: OrganisationId | None, reference: str, role: RoleKind, reason: EndReason, by: Actor, at: datetime
) -> Recorded | NotRecorded:
    """The deciding party takes its refusal back. That opens nothing: for sharing there must be an agreement in force."""
    found = _locked(party, reference, role)
    if isinstance(found, NotRecorded):
        return found
    told = {"refusal": reference, "role": role.value, "reason": reason.value, "by": str(by)}
    [leaf] = append([{"act": "refusal.ended", **told}], at=at)
    found.end_reason, found.ended_at, found.ended_by, found.end_leaf_hash = reason.value, at, str(by), leaf
    found.save(update_fields=("end_reason", "ended_at", "ended_by", "end_leaf_hash"))
    settle_alert(kind=AlertKind.REFUSAL_REVIEW_DUE, about=reference, at=at)
    return Recorded(reference, found.review_on)


def _locked(party: OrganisationId | None, reference: str, role: RoleKind) -> Refusal | NotRecorded:
    """The refusal, which only whoever decided it may change."""
    rows = Refusal.objects.select_for_update(of=("self",)).select_related("party").filter(reference=reference)
    found = (rows if party is None else rows.filter(party_id=party)).first()
    if found is None:
        return NotRecorded.UNKNOWN
    if not decides(role, OrganisationKind(found.party.kind)):
        return NotRecorded.WRONG_ROLE
    return found if found.ended_at is None else NotRecorded.ENDED


# -- chased ------------------------------------------------------------------------------------------------------------


def reviews(refusals: Sequence[Refusal], using: str = "default") -> dict[int, date]:
    """By which day each of these is to be looked at: what was said last."""
    days = {one.pk: one.review_on for one in refusals}
    later = RefusalReview.objects.using(using).filter(refusal_id__in=days).order_by("at", "pk")
    return days | dict(later.values_list("refusal_id", "review_on"))


@transaction.atomic
def chase(*, at: datetime) -> int:
    """Tell the role that decided of each refusal whose review is due, and close what was looked at; gives how many are due."""
    open_ones = list(Refusal.objects.filter(ended_at__isnull=True).order_by("pk"))
    days, today = reviews(open_ones), london_date(at)
    due = [
        one for one in open_ones if standing(one.from_on, days[one.pk], ended=False, on=today) is Standing.REVIEW_DUE
    ]
    for one in due:
        whom, role = OrganisationId(one.party_id), RoleKind(one.role)
        raise_alert(to=whom, role=role, kind=AlertKind.REFUSAL_REVIEW_DUE, about=one.reference, at=at)
    settle_others(kind=AlertKind.REFUSAL_REVIEW_DUE, than=[one.reference for one in due], at=at)
    return len(due)
