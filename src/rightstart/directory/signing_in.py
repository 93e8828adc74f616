"""Hides what is kept of a sign-in: whose, when, how and in what kind of browser, so that its person sees what was not them.

No address on the network is kept. The session's own key stays beside it until the session is over, so that its person can
end it from elsewhere.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import transaction

from rightstart.directory.browsers import Browser, System
from rightstart.directory.models import SignIn
from rightstart.engine.bulk import ask
from rightstart.ledger.append import append
from rightstart.terms import Actor

KEPT_DAYS: Final = 365


class How(StrEnum):
    """By what somebody showed who they are."""

    PASSWORD = "password"  # noqa: S105 (a way to sign in, no secret)
    APP = "app"
    SECURITY_KEY = "security-key"
    RECOVERY_CODE = "recovery-code"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class SignInRow:
    """One sign-in; `session` while it is still open (None: it is over)."""

    id: int
    at: datetime
    how: How
    browser: Browser
    system: System
    session: str | None


def record(*, person: int, how: How, browser: Browser, system: System, session: str, at: datetime) -> int:
    """Keep that somebody has signed in, with the key of their session; gives the sign-in's number."""
    made = SignIn.objects.create(
        person_id=person, at=at, how=how.value, browser=browser.value, system=system.value, session=session
    )
    return made.pk


def rekeyed(*, sign_in: int, session: str) -> None:
    """Keep the new key of a session that was given one."""
    SignIn.objects.filter(pk=sign_in).update(session=session)


OF: Final = """
SELECT s.id, s.at, s.how, s.browser, s.system, d.session_key
FROM directory_signin s
LEFT JOIN django_session d ON d.session_key = s.session AND d.expire_date > %(at)s::timestamptz
WHERE s.person_id = %(person)s::bigint ORDER BY s.at DESC, s.id DESC LIMIT %(most)s::int
"""


def of(person: int, *, at: datetime, most: int = 50) -> tuple[SignInRow, ...]:
    """A person's own last sign-ins, latest first."""
    rows = ask(OF, {"person": person, "at": at, "most": most})
    return tuple(SignInRow(n, then, How(how), Browser(b), System(s), key) for n, then, how, b, s, key in rows)


@transaction.atomic
def end(*, person: int, sign_in: int, at: datetime) -> str | None:
    """End one's own session of an earlier sign-in; gives its key for whoever keeps the sessions, None where none is open."""
    found = SignIn.objects.select_for_update().filter(pk=sign_in, person_id=person, session__isnull=False).first()
    if found is None:
        return None
    SignIn.objects.filter(pk=found.pk).update(session=None)
    append([{"act": "session.ended", "person": person, "sign_in": found.pk, "by": str(Actor.person(person))}], at=at)
    return found.session


def forget(*, at: datetime) -> int:
    """Forget sign-ins of long ago, and counts of tries whose time is over; gives how many sign-ins went."""
    ask("DELETE FROM directory_counted WHERE expires < %(at)s::timestamptz RETURNING cache_key", {"at": at})
    gone, _ = SignIn.objects.filter(at__lt=at - timedelta(days=KEPT_DAYS)).delete()
    return gone
