"""Hides how what was handed over is erased: the line stays as a fact, and its centre sees it no more."""

from collections.abc import Sequence
from typing import Final

from rightstart.engine.bulk import ask
from rightstart.terms import BirthId

ERASE: Final = """
UPDATE handover_line SET sealed = NULL, born_on = NULL, births_in_confinement = NULL, hv_seen_on = NULL, told_on = NULL,
    language = NULL, interpreter = NULL
WHERE birth_id = ANY(%(births)s::bigint[]) RETURNING id
"""


def erase(births: Sequence[BirthId]) -> None:
    """Erase what any centre was handed of these births, in the caller's transaction."""
    ask(ERASE, {"births": list(births)})
