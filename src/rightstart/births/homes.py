"""Hides how a home is forgotten here once it is protected: for every baby of the family, whoever said it."""

from collections.abc import Sequence
from typing import Final

from rightstart.engine.bulk import ask
from rightstart.terms import BirthId

# The keyed fingerprint of the confinement stays: it shows nothing, and by it a twin who comes later is known.
# What is forgotten already is not written again: every daily pass comes by here.
FORGET: Final = """
WITH around AS MATERIALIZED (
    SELECT i.birth_id, i.notice_id FROM births_identity i JOIN births_birth b ON b.id = i.birth_id
    WHERE b.family_id IN (SELECT family_id FROM births_birth WHERE id = ANY(%(births)s::bigint[]))
), forgotten AS (
    UPDATE births_identity SET home_key = NULL
    WHERE notice_id IN (SELECT notice_id FROM around) AND home_key IS NOT NULL
)
SELECT birth_id, notice_id FROM around
"""


def forget(births: Sequence[BirthId]) -> tuple[list[BirthId], list[int]]:
    """Forget where these births and the others of their families live; gives all these births, and the notices about them."""
    rows = ask(FORGET, {"births": list(births)})
    return sorted({BirthId(birth) for birth, _ in rows}), [notice for _, notice in rows]
