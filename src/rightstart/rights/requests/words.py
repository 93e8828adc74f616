"""Hides how a family's words in a request are kept: sealed under the key of its own newest notice, and gone with it."""

from collections.abc import Iterable
from typing import Final

import msgspec
from django.conf import settings

from rightstart.engine.bulk import ask
from rightstart.engine.sealing import Sealing
from rightstart.intake.sealed import ROOM
from rightstart.rights.models import Request, RequestWords
from rightstart.terms import BirthId

KEY: Final = """
SELECT n.key FROM births_identity i JOIN intake_notice n ON n.id = i.notice_id
WHERE i.birth_id = %(birth)s::bigint AND n.sealed IS NOT NULL ORDER BY i.as_at DESC, i.notice_id DESC LIMIT 1
"""
KEPT: Final = "SELECT request_id, key, sealed FROM rights_requestwords WHERE request_id = ANY(%(requests)s::bigint[])"


class Words(msgspec.Struct, frozen=True, array_like=True):
    """What the family said, and what a detail should be."""

    said: str = ""
    should_be: str = ""


_SEALING: Final = Sealing(Words, room=ROOM, about="request")


def slot_of(birth: BirthId) -> int | None:
    """Where the key of a birth's newest notice lies; None where nothing is kept of it any more."""
    return next((slot for (slot,) in ask(KEY, {"birth": birth})), None)


def keep(one: Request, slot: int, words: Words) -> None:
    """Keep what was said, in the caller's transaction."""
    [sealed] = _SEALING.seal_under(settings.HOME, [slot], [words])
    if sealed is not None:
        RequestWords.objects.create(request=one, key=slot, sealed=sealed)


def of_requests(numbers: Iterable[int]) -> dict[int, Words]:
    """What was said in these requests, as far as anything still opens it."""
    rows = ask(KEPT, {"requests": list(numbers)})
    return {number: words for words, (number,) in _SEALING.read(settings.HOME, rows)}


def erase(births: Iterable[BirthId]) -> None:
    """The family of these births is forgotten, in the caller's transaction."""
    RequestWords.objects.filter(request__birth__in=list(births)).delete()
