"""Hides how long somebody stays signed in: so long after their last step, and never longer than a working day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, cast

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from rightstart.directory import signing_in
from rightstart.directory.browsers import kind_of
from rightstart.directory.signing_in import How
from rightstart.terms import LONDON
from rightstart.web.seat import leave
from rightstart.web.sessions import SessionStore

KEPT: Final = "sitting"
STEP_SECONDS: Final = 60  # a session is written anew once a minute at most, however many pages are read
OVER: Final = "You were signed in for {} hours, which is the longest. Sign in again to go on."


class Sitting:
    """Middleware: how long a session may last in all. How long without a step is the session's own expiry, renewed here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Without a cookie there is no session to ask: the public's pages ask for none and set none.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated and not _goes_on(request):
            get_adapter().logout(request)
            messages.info(request, OVER.format(settings.SESSION_LONGEST // 3600))
            return redirect_to_login(_back_to(request))
        return self.get_response(request)


def _goes_on(request: HttpRequest) -> bool:
    """Whether the session may go on; if so, notes that its person is there."""
    now = timezone.now().timestamp()
    kept: dict[str, Any] = request.session.get(KEPT) or {"began": now}
    if now - kept["began"] >= settings.SESSION_LONGEST:
        return False
    key = request.session.session_key
    if "sign_in" in kept and kept["key"] != key:  # a new password gives the session a new key
        signing_in.rekeyed(sign_in=kept["sign_in"], session=str(key))
        kept = kept | {"key": key}
    if now - kept.get("seen", 0) >= STEP_SECONDS or kept != request.session.get(KEPT):
        request.session[KEPT] = kept | {"seen": now}
    return True


def _back_to(request: HttpRequest) -> str:
    return request.get_full_path() if request.method == "GET" else "/"


@dataclass(frozen=True, slots=True)
class Staying:
    """For how many seconds somebody stays signed in who does nothing, and at most; where the page then leads."""

    seconds: int
    at_most: int
    time: str  # in London, as 9:05
    sign_in: str
    longest_hours: int


def staying(request: HttpRequest) -> Staying:
    """How long whoever is signed in stays so from now, by their last step."""
    now = timezone.now().timestamp()
    kept: dict[str, Any] = {"began": now, "seen": now} | (request.session.get(KEPT) or {})
    at_most = kept["began"] + settings.SESSION_LONGEST - now
    seconds = min(kept["seen"] + settings.SESSION_COOKIE_AGE - now, at_most)
    ends = datetime.fromtimestamp(now + seconds, UTC).astimezone(LONDON)
    sign_in = redirect_to_login(_back_to(request)).url
    return Staying(round(seconds), round(at_most), f"{ends:%-H:%M}", sign_in, settings.SESSION_LONGEST // 3600)


def begin(request: HttpRequest, how: How) -> None:
    """Keep that whoever is signed in by now has signed in, and when their session began."""
    browser, system = kind_of(request.headers.get("User-Agent", ""))
    at, key = timezone.now(), str(request.session.session_key)
    person = cast(int, request.user.pk)
    number = signing_in.record(person=person, how=how, browser=browser, system=system, session=key, at=at)
    request.session[KEPT] = {"began": at.timestamp(), "seen": at.timestamp(), "sign_in": number, "key": key}


def current(request: HttpRequest) -> int | None:
    """The number of the sign-in that this session came from."""
    number: int | None = request.session.get(KEPT, {}).get("sign_in")
    return number


def since_began(request: HttpRequest) -> float:
    """How many seconds ago this session began."""
    now = timezone.now().timestamp()
    return now - float(request.session.get(KEPT, {}).get("began", now))


def end_elsewhere(key: str) -> None:
    """End a session that is not this one, and its proof towards the database with it."""
    store = SessionStore(session_key=key)
    leave(store)
    store.delete()
