"""Hides how a protected address is forgotten wherever it is kept: in identities, in notices and in what was handed over."""

from collections.abc import Iterable
from typing import Final

from rightstart.births import homes as known
from rightstart.engine.bulk import ask
from rightstart.intake import homes as said
from rightstart.release.gather import Gathered
from rightstart.safeguards.rules import FORGETS_HOME

BLANK: Final = """
UPDATE handover_line SET address = NULL, postcode = NULL
WHERE birth_id = ANY(%(births)s::bigint[]) AND (address IS NOT NULL OR postcode IS NOT NULL) RETURNING id
"""


def forget(gathered: Iterable[Gathered]) -> None:
    """In the transaction in which it is known that an address is protected, it stops being readable, whoever sent it.

    The other babies of the family live there too. Should it ever be free again, the supplier sends it anew.
    """
    protected = [one.birth for one in gathered if any(marker.kind in FORGETS_HOME for marker in one.facts.markers)]
    if protected:
        births, notices = known.forget(protected)
        said.blank(notices)
        ask(BLANK, {"births": births})
