"""Hides how a search is found again by the back button: what was typed goes with its browser, sealed, and stands in no address."""

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

COOKIE: Final = "searched"
KEPT_FOR: Final = 30 * 60  # seconds; then the page asks anew


def search_again(request: HttpRequest, asked: Mapping[str, str]) -> HttpResponse:
    """Go on to this same address, which shows what is found: then a reload sends nothing twice and the way back leads there.

    The server keeps nothing of it; the cookie is sent to this address alone, ends with the browser, and opens for this person only.
    """
    sealed = _box(request).encrypt(json.dumps(dict(asked)).encode())
    answer = redirect(request.path)
    answer.set_cookie(
        COOKIE, sealed.decode(), path=request.path, httponly=True, samesite="Strict", secure=settings.SECURE
    )
    return answer


def searched(request: HttpRequest) -> dict[str, str] | None:
    """What this person looked for here last; None where there is nothing, or it is old or another person's."""
    try:
        told = _box(request).decrypt(request.COOKIES.get(COOKIE, "").encode(), ttl=KEPT_FOR)
    except InvalidToken:
        return None
    found: dict[str, str] = json.loads(told)
    return found


def _box(request: HttpRequest) -> Fernet:
    """Sealed under the key of sessions and for whoever is signed in, in this session."""
    of = f"{COOKIE}:{request.user.pk}:{request.session.session_key}:{settings.SECRET_KEY}"
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(of.encode()).digest()))
