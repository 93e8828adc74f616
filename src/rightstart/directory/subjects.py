"""Hides how somebody who is entered here is known to their organisation's own sign-in: by a subject, entered beforehand or linked.

The sign-in library keeps the links; what is asked of its table is asked here.
"""

from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db import transaction

from rightstart.directory.people import NotEntered, number_of
from rightstart.engine.bulk import ask
from rightstart.ledger.append import append
from rightstart.terms import Actor

ENTER: Final = """
INSERT INTO socialaccount_socialaccount (user_id, provider, uid, extra_data, last_login, date_joined)
VALUES (%(person)s::bigint, %(provider)s::text, %(subject)s::text, '{}', %(at)s::timestamptz, %(at)s::timestamptz)
ON CONFLICT (provider, uid) DO NOTHING RETURNING id
"""
LINKED: Final = """
SELECT uid FROM socialaccount_socialaccount WHERE user_id = %(person)s::bigint AND provider = %(provider)s::text
"""
HELD_BY: Final = """
SELECT user_id FROM socialaccount_socialaccount WHERE provider = %(provider)s::text AND uid = %(subject)s::text
"""
FORGET: Final = "DELETE FROM socialaccount_socialaccount WHERE user_id = %(person)s::bigint RETURNING id"


class NotLinked(StrEnum):
    """Why a subject is not entered."""

    SOMEBODY_ELSES = "somebody-elses"
    KNOWN_BY_ANOTHER = "known-by-another"


def enter(*, email: str, provider: str, subject: str, by: Actor, at: datetime) -> int | NotEntered | NotLinked:
    """Enter by which subject a provider knows somebody; gives the person's number. The same again changes nothing."""
    person = number_of(email)
    if person is None:
        return NotEntered.UNKNOWN_PERSON
    return link(person=person, provider=provider, subject=subject, by=by, at=at)


@transaction.atomic
def link(*, person: int, provider: str, subject: str, by: Actor, at: datetime) -> int | NotLinked:
    """Link a person whom a provider has named. A subject is one person's, and a person has one with each provider.

    So an e-mail address that was given to another colleague opens nothing: that is another subject.
    """
    told = {"person": person, "provider": provider, "subject": subject, "at": at}
    if any(known != subject for (known,) in ask(LINKED, told)):
        return NotLinked.KNOWN_BY_ANOTHER
    if ask(ENTER, told):
        append([{"act": "subject.linked", "person": person, "provider": provider, "by": str(by)}], at=at)
        return person
    [(holder,)] = ask(HELD_BY, told)
    return person if holder == person else NotLinked.SOMEBODY_ELSES


@transaction.atomic
def forget(*, email: str, by: Actor, at: datetime) -> int | NotEntered:
    """Undo every link of somebody: no provider signs them in any more until one is entered again. Gives how many went."""
    person = number_of(email)
    if person is None:
        return NotEntered.UNKNOWN_PERSON
    gone = len(ask(FORGET, {"person": person}))
    append([{"act": "subject.unlinked", "person": person, "by": str(by)}], at=at)
    return gone
