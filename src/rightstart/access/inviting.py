"""Hides how somebody is sent a link to choose their password: by e-mail, or shown once to whoever asks where no mail goes out.

Of a link only the SHA-256 of its random part is kept. It works once and for a few days, and a newer one ends it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from secrets import token_urlsafe
from typing import Final

from django.conf import settings
from django.db import transaction

from rightstart.access.models import Invitation
from rightstart.access.rules import FORGOTTEN_AFTER, INVITED_FOR
from rightstart.carriers import email as mail
from rightstart.directory import people
from rightstart.ledger.append import append
from rightstart.terms import Actor

TOKEN_BYTES: Final = 32
ADDRESS: Final = "{site}/welcome/{token}"
MATTER: Final = "choose your password"
WORDS: Final = """\
You can work with Right Start once you have chosen a password. This link opens the page for it:

{link}

Keep the link to yourself. It works once, within {days} days."""


class Way(StrEnum):
    """How a link went."""

    MAILED = "mailed"
    SHOWN = "shown"
    NOT_SENT = "not-sent"


@dataclass(frozen=True, slots=True)
class Invited:
    """`link` is there only to be shown, where no mail goes out: it can never be shown again."""

    way: Way
    link: str
    until_at: datetime


class Welcomed(StrEnum):
    CHOSEN = "chosen"
    OPENS_NOTHING = "opens-nothing"


@transaction.atomic
def invite(*, person: int, email: str, by: Actor, at: datetime) -> Invited:
    """Make a link for somebody, ending those made before; mailed where a mail server is named, else given to be shown."""
    token, until = token_urlsafe(TOKEN_BYTES), at + INVITED_FOR
    end_links(person=person, at=at)
    Invitation.objects.create(person_id=person, token_hash=_hashed(token), at=at, until_at=until)
    append([{"act": "person.invited", "person": person, "mailed": mail.configured(), "by": str(by)}], at=at)
    link = ADDRESS.format(site=settings.SITE_ADDRESS, token=token)
    if not mail.configured():
        return Invited(Way.SHOWN, link, until)
    words = WORDS.format(link=link, days=INVITED_FOR.days)
    sent = mail.send([email], MATTER, words, signs_in=False) is mail.Answer.SENT
    return Invited(Way.MAILED if sent else Way.NOT_SENT, "", until)


def opens(token: str, *, at: datetime) -> bool:
    """Whether a link opens; not once it is used, replaced or too old, or its person has left."""
    return _found(token, at, lock=False) is not None


@transaction.atomic
def choose(*, token: str, password: str, at: datetime) -> Welcomed:
    """Whoever has the link chooses the password of its person; the link has done its work."""
    found = _found(token, at, lock=True)
    if found is None:
        return Welcomed.OPENS_NOTHING
    found.ended_at = at
    found.save(update_fields=("ended_at",))
    people.choose_password(person=found.person_id, password=password, by=Actor.person(found.person_id), at=at)
    return Welcomed.CHOSEN


def _found(token: str, at: datetime, *, lock: bool) -> Invitation | None:
    rows = Invitation.objects.select_for_update(of=("self",)) if lock else Invitation.objects
    standing = rows.filter(ended_at=None, until_at__gt=at, person__is_active=True)
    return standing.filter(token_hash=_hashed(token)).first()


def _hashed(token: str) -> bytes:
    return sha256(token.encode()).digest()


def end_links(*, person: int, at: datetime) -> None:
    """Whatever link somebody still has opens nothing, in the caller's transaction."""
    Invitation.objects.filter(person_id=person, ended_at=None).update(ended_at=at)


def forget(*, at: datetime) -> int:
    """Delete links that have long opened nothing; gives how many."""
    return Invitation.objects.filter(until_at__lt=at - FORGOTTEN_AFTER).delete()[0]
