"""Hides how a home is forgotten here once it is protected: for every baby of the family, whoever said it."""

from collections.abc import Sequence
from typing import Final

from rightstart.engine.bulk import ask
from rightstart.terms import BirthId

# The keyed fingerprint of the confinement stays: it shows nothing, and by it a twin who comes later is known.
FORGET: Final = """
UPDATE births_identity i SET postcode = NULL
FROM births_birth b
WHERE i.birth_id = b.id AND b.family_id IN (SELECT family_id FROM births_birth WHERE id = ANY(%(births)s::bigint[]))
RETURNING i.birth_id, i.notice_id
"""


def forget(births: Sequence[BirthId]) -> tuple[list[BirthId], list[int]]:
    """Forget where these births and the others of their families live; gives all these births, and the notices about them."""
    rows = ask(FORGET, {"births": list(births)})
    return sorted({BirthId(birth) for birth, _ in rows}), [notice for _, notice in rows]
