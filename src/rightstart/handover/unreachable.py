"""Hides which centres hold families while nobody knows where to ring them."""

from typing import Final

from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import ask

NUMBERLESS: Final = """
SELECT c.code FROM directory_organisation c
WHERE c.kind = 'centre' AND NOT c.canary
  AND EXISTS (SELECT FROM handover_line l WHERE l.centre_id = c.id AND l.replaced_at IS NULL AND l.sealed IS NOT NULL)
  AND NOT EXISTS (SELECT FROM directory_telephone t WHERE t.organisation_id = c.id AND t.role = %(role)s::text)
ORDER BY c.code
"""


def centres_without_a_number() -> list[str]:
    """The codes of the centres with a family on their list and no number of their office."""
    return [code for (code,) in ask(NUMBERLESS, {"role": RoleKind.CENTRE_WORKER.value})]
