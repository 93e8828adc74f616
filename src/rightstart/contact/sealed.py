"""Hides how a worker's words about a family are kept: sealed under the key of what its centre was handed, and gone with it."""

from typing import Final

import msgspec
from django.conf import settings

from rightstart.engine.bulk import ask
from rightstart.engine.sealing import Sealing
from rightstart.intake.sealed import ROOM
from rightstart.terms import FamilyId, OrganisationId

KEY: Final = """
SELECT key FROM handover_line WHERE family_id = %(family)s::bigint AND centre_id = %(centre)s::bigint AND sealed IS NOT NULL
ORDER BY replaced_at IS NOT NULL, birth_id LIMIT 1
"""


class Words(msgspec.Struct, frozen=True, array_like=True):
    text: str


_SEALING: Final = Sealing(Words, room=ROOM, about="note")


def seal(text: str, *, family: FamilyId, centre: OrganisationId) -> tuple[int, bytes] | None:
    """The slot of the key and the sealed words; None where nothing is left of the family to say them of."""
    for (slot,) in ask(KEY, {"family": family, "centre": centre}):
        [sealed] = _SEALING.seal_under(settings.HOME, [slot], [Words(text)])
        return None if sealed is None else (slot, sealed)
    return None


def text(slot: int | None, sealed: bytes | None) -> str:
    """The words; none where nothing was written, or nothing opens it any more."""
    return "".join(words.text for words, _ in _SEALING.read(settings.HOME, [(slot, sealed)]))
