"""Hides how the decisions about a birth are told again: each with its day, its rule, its agreement and its ledger entry."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from rightstart.engine.looking import opened_births
from rightstart.release.queries import ask
from rightstart.release.rules import OutcomeKind


@dataclass(frozen=True, slots=True)
class Told:
    """One decision about a birth. `reason` is a coded reason; `entry` is its place in the ledger once it is sealed."""

    decided_on: date
    decided_at: datetime
    outcome: OutcomeKind
    reason: str
    until_on: date | None
    recipient_code: str | None
    recipient: str | None
    agreement: str | None
    version: int | None
    lawful_basis: str | None
    giver_task: str | None
    giver_gateway: str | None
    taker_task: str | None
    taker_gateway: str | None
    items: tuple[str, ...]
    by: str
    leaf: str
    entry: int | None
    superseded_at: datetime | None


def explain(reference: str, *, council: int | None = None) -> list[Told] | None:
    """Every decision about the birth with a council's reference, oldest first; None where that council has no such birth.

    `council` None is for the command line, whose user has the whole installation in hand.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM births_birth WHERE reference = %s AND (%s::bigint IS NULL OR council_id = %s)",
            [reference, council, council],
        )
        found = cursor.fetchone()
    if found is None:
        return None
    opened_births(found)
    return [_told(*row) for row in ask("explain", {"birth": found[0]})]


def _told(*row: Any) -> Told:
    """The columns of explain.sql in the order of the fields."""
    decided_on, decided_at, outcome, *cited = row
    items, by, leaf, entry, superseded_at = cited[11:]
    rest = (tuple(items or ()), by, bytes(leaf).hex(), entry, superseded_at)
    fields: list[Any] = [decided_on, decided_at, OutcomeKind(outcome), *cited[:11], *rest]
    return Told(*fields)
