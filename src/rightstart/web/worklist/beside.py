"""Hides what a worklist says at its top besides its families: whom the centre covers, and what sheets somebody holds.

On most days it is nothing, so that is asked first, of both in one round trip.
"""

from typing import TypedDict

from rightstart.cover import covering
from rightstart.engine.isolation import ask_as
from rightstart.visits import out
from rightstart.visits.out import SheetRow
from rightstart.visits.rules import State
from rightstart.web.cover.covering import told_of_cover
from rightstart.web.seat import Seat


class Sheets(TypedDict):
    """The sheets on which something must be struck out, and those whose time is over."""

    strike: list[SheetRow]
    over: list[SheetRow]


def told_beside(seat: Seat) -> dict[str, object]:
    asked = {"cover": covering.asking(at=seat.at), "sheets": out.asking(seat.person)}
    there = {name: rows == [(True,)] for name, rows in ask_as(seat.viewer, asked).items()}
    shown: dict[str, object] = told_of_cover(seat) if there["cover"] else {}
    return shown | ({"sheets": _sheets(seat)} if there["sheets"] else {})


def _sheets(seat: Seat) -> Sheets:
    held = out.held(seat.viewer, of=seat.person, at=seat.at)
    return {"strike": [one for one in held if one.strike], "over": [one for one in held if one.state is State.OVER]}
