"""Hides how decisions end with a family's erasure: what they said was disclosed can be proved no more, that they were made can."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from rightstart.engine.bulk import ask
from rightstart.terms import BirthId

# Without its salt nobody can try out whether a commitment is to somebody he knows.
ERASE: Final = """
WITH asked AS (
    UPDATE release_question SET closed_at = %(at)s::timestamptz WHERE birth_id = ANY(%(births)s::bigint[]) AND closed_at IS NULL
)
UPDATE release_decision SET salt = ''::bytea, superseded_at = coalesce(superseded_at, %(at)s::timestamptz)
WHERE birth_id = ANY(%(births)s::bigint[]) AND salt <> ''::bytea RETURNING leaf_hash
"""


def erase(births: Sequence[BirthId], *, at: datetime) -> list[bytes]:
    """End what stands and take the salts, in the caller's transaction; gives the leaves whose records are gone with it."""
    return sorted(bytes(leaf) for (leaf,) in ask(ERASE, {"births": list(births), "at": at}))
