"""Hides how a protected address is forgotten wherever it is kept: in identities, in notices and in what was handed over."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from rightstart.births import homes
from rightstart.engine.bulk import ask
from rightstart.handover.sealed import seal_again, weigh
from rightstart.intake.sealed import blank_homes
from rightstart.release.gather import Gathered
from rightstart.safeguards.rules import FORGETS_HOME
from rightstart.terms import BirthId

LINES: Final = """
SELECT id, key, key, sealed FROM handover_line WHERE birth_id = ANY(%(births)s::bigint[]) AND sealed IS NOT NULL FOR UPDATE
"""
BLANKED: Final = """
UPDATE handover_line l SET sealed = given.sealed
FROM unnest(%(lines)s::bigint[], %(sealed)s::bytea[]) AS given (line, sealed) WHERE l.id = given.line RETURNING 1
"""


def forget(gathered: Iterable[Gathered]) -> None:
    """In the transaction in which it is known that an address is protected, it stops being readable, whoever sent it.

    The other babies of the family live there too. Should it ever be free again, the supplier sends it anew.
    """
    protected = [one.birth for one in gathered if any(marker.kind in FORGETS_HOME for marker in one.facts.markers)]
    if protected:
        births, notices = homes.forget(protected)
        blank_homes(notices)
        _blank(births)


def _blank(births: Sequence[BirthId]) -> None:
    found = [
        (line, slot, replace(handed, address=None, postcode=None))
        for handed, (line, slot) in weigh(ask(LINES, {"births": list(births)}))
        if handed.address or handed.postcode
    ]
    if found:
        lines, slots, blanked = (list(column) for column in zip(*found, strict=True))
        ask(BLANKED, {"lines": lines, "sealed": seal_again(slots, blanked)})
