"""Hides how a steward's words about where a birth belongs are kept: sealed under the key of a notice of it, and gone with it."""

from typing import Final

import msgspec
from django.conf import settings

from rightstart.engine.bulk import ask
from rightstart.engine.sealing import Sealing
from rightstart.intake.sealed import ROOM
from rightstart.terms import BirthId

KEY: Final = """
SELECT n.key FROM births_identity i JOIN intake_notice n ON n.id = i.notice_id
WHERE i.birth_id = %(birth)s::bigint AND n.sealed IS NOT NULL ORDER BY i.as_at DESC, i.notice_id DESC LIMIT 1
"""


class Reason(msgspec.Struct, frozen=True, array_like=True):
    text: str


_SEALING: Final = Sealing(Reason, room=ROOM, about="placing")


def seal(text: str, *, birth: BirthId) -> tuple[int, bytes] | None:
    """The slot of the key and the sealed words; None where nothing is left of the birth to say them of."""
    for (slot,) in ask(KEY, {"birth": birth}):
        [sealed] = _SEALING.seal_under(settings.HOME, [slot], [Reason(text)])
        return None if sealed is None else (slot, sealed)
    return None


def text(slot: int, sealed: bytes | None) -> str:
    """The words; none once nothing opens them any more."""
    return "".join(reason.text for reason, _ in _SEALING.read(settings.HOME, [(slot, sealed)]))
