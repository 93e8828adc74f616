"""Hides in which batches births are taken up: a family is never split, and councils are locked in one order."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from rightstart.engine.bulk import ask
from rightstart.intake.receive import Waiting
from rightstart.terms import BirthId, OrganisationId

BATCH: Final = 5_000  # births decided in one transaction: bounds memory and how long a council's lock is held
SIDE_BY_SIDE: Final = 16  # consignments carried in one transaction: bounds how many councils wait for one another
BY_FAMILY: Final = """
SELECT council_id, family_id, id FROM births_birth WHERE id = ANY(%(births)s::bigint[]) ORDER BY 1, 2, 3
"""
EVERY: Final = """
SELECT b.id FROM births_birth b JOIN directory_organisation c ON c.id = b.council_id
WHERE NOT c.canary AND %(council)s::bigint IS NULL OR b.council_id = %(council)s::bigint
"""


def every_birth(council: OrganisationId | None = None) -> list[BirthId]:
    """Every real birth, or every birth of one council."""
    return [BirthId(row[0]) for row in ask(EVERY, {"council": council})]


def in_batches(births: Iterable[BirthId]) -> Iterator[tuple[list[OrganisationId], list[BirthId]]]:
    """Batches by council and family, each with the councils that it concerns."""
    rows = ask(BY_FAMILY, {"births": list(births)})
    batch: list[BirthId] = []
    councils: set[OrganisationId] = set()
    for (council, _), members in groupby(rows, key=lambda row: (row[0], row[1])):
        batch += [BirthId(row[2]) for row in members]
        councils.add(council)
        if len(batch) >= BATCH:
            yield sorted(councils), batch
            batch, councils = [], set()
    if batch:
        yield sorted(councils), batch


def side_by_side(consignments: Iterable[Waiting]) -> Iterator[list[Waiting]]:
    """Consignments that may be carried in one transaction, in their order: each of another council, and together no more than a

    batch, or one alone. What a later file says of a family bears on what an earlier one of the same council brought.
    """
    batch: list[Waiting] = []
    for one in consignments:
        full = len(batch) >= SIDE_BY_SIDE or sum(each.notices for each in batch) + one.notices > BATCH
        if batch and (full or any(each.council == one.council for each in batch)):
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch
