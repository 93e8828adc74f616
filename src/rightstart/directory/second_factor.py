"""Hides whether somebody has a second step at sign-in, and how it is taken away from whoever lost it.

The sign-in library keeps the steps themselves; what is asked of its table is asked here.
"""

from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db import transaction

from rightstart.directory.people import NotEntered, number_of
from rightstart.engine.bulk import ask
from rightstart.ledger.append import append
from rightstart.terms import Actor

HAS: Final = """
SELECT true FROM mfa_authenticator WHERE user_id = %(person)s::bigint AND type <> 'recovery_codes' LIMIT 1
"""
TAKE: Final = "DELETE FROM mfa_authenticator WHERE user_id = %(person)s::bigint RETURNING id"
SIGN_OUT: Final = """
DELETE FROM django_session WHERE session_key IN (
    SELECT session FROM directory_signin WHERE person_id = %(person)s::bigint AND session IS NOT NULL
) RETURNING session_key
"""


class Change(StrEnum):
    """What somebody did to their own second step."""

    APP_ADDED = "app-added"
    APP_REMOVED = "app-removed"
    KEY_ADDED = "key-added"
    KEY_REMOVED = "key-removed"
    CODES_MADE = "codes-made"


def has_one(person: int) -> bool:
    """Whether a person has an app or a key; recovery codes alone are none."""
    return bool(ask(HAS, {"person": person}))


def changed(*, person: int, change: Change, at: datetime) -> None:
    """Tell the ledger of a person's change of their own second step, in the transaction of that change."""
    append(
        [{"act": "second-factor.changed", "person": person, "change": change, "by": str(Actor.person(person))}], at=at
    )


@transaction.atomic
def take_away(*, email: str, by: Actor, at: datetime) -> int | NotEntered:
    """Take away every second step of somebody who has lost theirs, and sign them out everywhere; gives how many went."""
    person = number_of(email)
    if person is None:
        return NotEntered.UNKNOWN_PERSON
    gone = len(ask(TAKE, {"person": person}))
    ask(SIGN_OUT, {"person": person})
    append([{"act": "second-factor.taken-away", "person": person, "by": str(by)}], at=at)
    return gone
