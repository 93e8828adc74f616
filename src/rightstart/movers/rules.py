"""May a family that has moved be handed to its new council, and as which row: safeguards first, as everywhere."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from rightstart.intake.contract import Contract, listed
from rightstart.notice import Notice
from rightstart.release.rules import BirthFacts
from rightstart.safeguards.rules import ClearanceKind, Cleared, Marker, MarkerKind, screen
from rightstart.terms import Item

# The old address no longer stands: that is why the family is handed on.
GIVEN: Final = frozenset({ClearanceKind.ADDRESS_STANDS})
ADDRESS: Final = ("address_line_1", "address_line_2", "address_line_3", "address_line_4")
# What was said of the old home, or is asked anew of every row.
NOT_CARRIED: Final = frozenset({"record_id", "action", "contact", "uprn", "address_kind", "address_until", *ADDRESS})
SAID_BY_GATE: Final = {"outcome": "live", "objection": "no"}


class NotHandedOn(StrEnum):
    """Why a family is not handed to another council."""

    UNKNOWN = "unknown"
    NOT_MOVED = "not-moved"
    WITHHELD = "withheld"
    NO_AGREEMENT = "no-agreement"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class NewHome:
    """Where a family lives now, as its old council was told: up to four lines, and the postcode."""

    lines: tuple[str, ...]
    postcode: str


def may_be_handed_on(babies: Sequence[BirthFacts], on: date) -> NotHandedOn | None:
    """None where every baby of a family has moved away, and nothing but that keeps it from being contacted."""
    if not babies:
        return NotHandedOn.UNKNOWN
    if any(baby.stopped for baby in babies):
        return NotHandedOn.STOPPED
    if not all(any(one.kind is MarkerKind.MOVED_AWAY and one.stands(on) for one in baby.markers) for baby in babies):
        return NotHandedOn.NOT_MOVED
    return None if all(_cleared_but_for_the_move(baby, on) for baby in babies) else NotHandedOn.WITHHELD


def _cleared_but_for_the_move(baby: BirthFacts, on: date) -> bool:
    siblings = replace(baby.siblings, markers=tuple(_without_move(baby.siblings.markers)))
    return isinstance(screen(baby.clearances | GIVEN, _without_move(baby.markers), siblings, on), Cleared)


def _without_move(markers: Sequence[Marker]) -> list[Marker]:
    return [one for one in markers if one.kind is not MarkerKind.MOVED_AWAY]


def row(notice: Notice, reference: str, home: NewHome, contract: Contract, items: Set[Item]) -> dict[str, str]:
    """One baby as a row of arrivals: what its notice says and the agreement lists, at its new home.

    `reference`: the old council's own of the birth, by which the new one knows it. What the gate has just found (it is
    a live birth, nobody has objected) is said as such.
    """
    told = SAID_BY_GATE | _at(home) | {"postcode": home.postcode}
    cells = {
        column.name: told.get(column.name) or _cell(getattr(notice, column.name, None))
        for column in contract.columns
        if column.name not in NOT_CARRIED - told.keys() and listed(column, items)
    }
    return {"record_id": reference} | {name: cell for name, cell in cells.items() if cell}


def _at(home: NewHome) -> dict[str, str]:
    return dict(zip(ADDRESS, home.lines, strict=False))


def _cell(said: object) -> str:
    """A value as the feed contract writes it."""
    match said:
        case None:
            return ""
        case bool():
            return "yes" if said else "no"
        case _:
            return str(said)
