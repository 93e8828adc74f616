"""Joining and after: whether a family joined, attended, and keeps coming, and what of that may be recorded; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rightstart.contact.rules import AttemptOutcome


class How(StrEnum):
    """How a household came to be its centre's."""

    NEW = "new"
    SIBLING = "sibling"  # it was known already, through an older brother or sister


# What an attempt at first contact says of it, for a centre that records no more.
TOLD_BY: Final = {AttemptOutcome.JOINED: How.NEW, AttemptOutcome.ALREADY_KNOWN: How.SIBLING}
OUTCOME_OF: Final = {how: outcome for outcome, how in TOLD_BY.items()}


@dataclass(frozen=True, slots=True)
class Threshold:
    """When a family keeps coming: on so many days at least, within so many days, the first of them counted."""

    times: int
    days: int


USUAL: Final = Threshold(3, 365)
MOST_DAYS: Final = 5 * 365  # of an early childhood


def sound(threshold: Threshold) -> bool:
    """Whether a threshold can be met, and is more than to have come once."""
    return 2 <= threshold.times <= threshold.days <= MOST_DAYS


class Engagement(StrEnum):
    """How far a family came; each step has all before it."""

    NOT_JOINED = "not-joined"
    JOINED = "joined"
    ATTENDED = "attended"
    SUSTAINED = "sustained"


def engagement(attended: Iterable[date], threshold: Threshold, *, joined: bool) -> Engagement:
    """By the days on which it came. Once it kept coming that stays said: what is counted later does not go back."""
    if not joined:
        return Engagement.NOT_JOINED
    days = sorted(set(attended))
    if not days:
        return Engagement.JOINED
    spans = zip(days, days[threshold.times - 1 :], strict=False)
    kept = any((last - first).days < threshold.days for first, last in spans)
    return Engagement.SUSTAINED if kept else Engagement.ATTENDED


class Whom(StrEnum):
    """Which families a file for a centre's own system holds."""

    ON_LIST = "on-list"
    JOINED = "joined"


class NotRecorded(StrEnum):
    """Why nothing is recorded."""

    UNKNOWN = "unknown"  # the centre has no such family, or may not contact it: it is not told which
    BEFORE = "before"
    IN_FUTURE = "in-future"
    NOT_JOINED = "not-joined"
    BEFORE_JOINING = "before-joining"


def may_join(on: date, *, joined_on: date | None, today: date) -> NotRecorded | None:
    """Why a family's joining on a day may not be recorded; `joined_on`: it is recorded already."""
    if joined_on is not None:
        return NotRecorded.BEFORE
    return NotRecorded.IN_FUTURE if on > today else None


def may_attend(on: date, *, joined_on: date | None, again: bool, today: date) -> NotRecorded | None:
    """Why it may not be recorded that a family came; `again`: to the same kind of service on the same day."""
    if joined_on is None:
        return NotRecorded.NOT_JOINED
    if on > today:
        return NotRecorded.IN_FUTURE
    if on < joined_on:
        return NotRecorded.BEFORE_JOINING
    return NotRecorded.BEFORE if again else None
