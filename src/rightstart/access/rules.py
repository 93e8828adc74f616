"""Whose roles an organisation keeps, which of them are told of when they are given, and when they are to be looked at again."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from rightstart.directory.rules import VERBS, OrganisationKind, RoleKind, Verb

EACH: Final = timedelta(days=90)
BEFORE: Final = timedelta(days=14)
INVITED_FOR: Final = timedelta(days=7)
FORGOTTEN_AFTER: Final = timedelta(days=30)

_GRAVE: Final = frozenset(
    {Verb.SIGN_AGREEMENT, Verb.APPROVE_AGREEMENT, Verb.CONFIRM_LIFT, Verb.SEE_WITHHELD, Verb.KEEP_PEOPLE}
)
# Who is told at once when a role is given that signs, approves, lifts, sees what is withheld, or gives roles itself.
TOLD: Final[Mapping[OrganisationKind, tuple[RoleKind, ...]]] = {
    OrganisationKind.COUNCIL: (RoleKind.IG_LEAD, RoleKind.ADMINISTRATOR),
    OrganisationKind.SUPPLIER: (RoleKind.SIRO, RoleKind.ADMINISTRATOR),
}


class Look(StrEnum):
    """Whether somebody's roles are to be looked at again."""

    FRESH = "fresh"
    DUE = "due"
    OVERDUE = "overdue"


def is_grave(role: RoleKind) -> bool:
    """Whether a role signs, approves, lifts, sees what is withheld, or gives roles itself."""
    return bool(VERBS[role] & _GRAVE)


def due_on(given_on: Iterable[date], looked_on: date | None) -> date:
    """By when roles that began on these days are to be looked at: a role newly given was looked at that day."""
    return min(max(one, looked_on or one) for one in given_on) + EACH


def look(due: date, on: date) -> Look:
    """How it stands on a day: due from two weeks before, overdue once the day has passed."""
    if on > due:
        return Look.OVERDUE
    return Look.DUE if on >= due - BEFORE else Look.FRESH
