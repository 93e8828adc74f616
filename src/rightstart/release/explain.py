"""Hides how the decisions about a birth are told again: each with its day, its rule, its agreement and its ledger entry."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from rightstart.engine.bulk import Question
from rightstart.engine.isolation import Viewer, ask_as
from rightstart.engine.looking import opened_births
from rightstart.release.queries import ask
from rightstart.release.rules import OutcomeKind

BIRTH: Final = "SELECT id FROM births_birth WHERE reference = %(reference)s::text"


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


def explain(viewer: Viewer, reference: str) -> list[Told] | None:
    """Every decision about the birth with this reference, oldest first; None where the viewer's council has no such birth.

    Whose birth it is, the database itself says; what is cited beside its decisions the worker reads.
    """
    found = [number for (number,) in ask_as(viewer, {"birth": Question(BIRTH, {"reference": reference})})["birth"]]
    if not found:
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
