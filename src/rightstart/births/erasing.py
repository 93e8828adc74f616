"""Hides how it is forgotten who a family's babies are: they stay births that were counted, and nothing leads to them any more."""

from collections.abc import Sequence
from typing import Final

from rightstart.engine.bulk import ask
from rightstart.terms import BirthId, FamilyId

OF_FAMILY: Final = """
SELECT b.id, i.notice_id, i.record_key FROM births_birth b LEFT JOIN births_identity i ON i.birth_id = b.id
WHERE b.family_id = %(family)s::bigint ORDER BY b.id, i.notice_id FOR UPDATE OF b
"""
# Where nothing may lead any more, chance stands: an index of fingerprints bears no crowd of equal ones.
ERASE: Final = """
WITH forgotten AS (
    UPDATE births_identity SET record_key = uuid_send(gen_random_uuid()), nhs_key = NULL, confinement_key = NULL, home_key = NULL,
        found_by_surname = NULL, found_by_parent = NULL, born_on = date_trunc('month', born_on)::date, birth_order = NULL,
        births_in_confinement = NULL
    WHERE birth_id = ANY(%(births)s::bigint[])
), elsewhere AS (
    UPDATE births_handedon SET key = ''::bytea WHERE birth_id = ANY(%(births)s::bigint[])
)
UPDATE births_review SET compared = NULL, ones = '{}', others = '{}'
WHERE birth_id = ANY(%(births)s::bigint[]) OR other_id = ANY(%(births)s::bigint[]) RETURNING id
"""


def of_family(family: FamilyId) -> tuple[list[BirthId], list[int], list[bytes]]:
    """A family's births, held until the caller's transaction ends; the notices about them, and the records that those are of."""
    rows = ask(OF_FAMILY, {"family": family})
    said = [(notice, bytes(record)) for _, notice, record in rows if notice is not None]
    return sorted({BirthId(birth) for birth, _, _ in rows}), [one for one, _ in said], sorted({one for _, one in said})


def erase(births: Sequence[BirthId]) -> None:
    """Forget who these births are, in the caller's transaction."""
    ask(ERASE, {"births": list(births)})
