"""Hides how it is forgotten what a family came for; that it joined and came on a day stays, and names nobody."""

from typing import Final

from rightstart.engine.bulk import ask
from rightstart.terms import FamilyId

ERASE: Final = """
WITH joined AS (
    UPDATE joining_joining SET through = NULL WHERE family_id = %(family)s::bigint AND through IS NOT NULL
)
UPDATE joining_attendance SET kind = NULL WHERE family_id = %(family)s::bigint AND kind IS NOT NULL RETURNING id
"""


def erase(family: FamilyId) -> None:
    """In the caller's transaction."""
    ask(ERASE, {"family": family})
