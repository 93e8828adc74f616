"""Hides how two births are laid side by side: line by line, with what their values are to each other in words."""

from collections.abc import Callable
from typing import Final

from rightstart.release.compare import Side
from rightstart.web.components import Cell, Colour, Column, Table, Tag
from rightstart.web.days import day, moment
from rightstart.web.homes import Homes
from rightstart.web.questions.sentences import LIKENED, Likened

COLOURS: Final = {Likened.SAME: Colour.GREEN, Likened.DIFFERENT: Colour.ORANGE, Likened.ONE_SAYS: Colour.YELLOW}
Told = Callable[[Side], str | None]


def keeps_a_home(homes: Homes, *sides: Side) -> bool:
    """Whether a home of these is kept from the reader, who is then told whom to ask."""
    told = [(home, side.protected) for side in sides for home in (side.address, side.postcode)]
    return any(homes.is_kept(home, protected=protected) for home, protected in told)


def compared(elder: Side, younger: Side, *, homes: Homes) -> Table:
    """Two births side by side, the one known first on the left."""
    columns = [Column("About"), Column("Known first"), Column("Came second"), Column("These are")]
    return Table(
        "What the two records say", columns, [_line(name, told, (elder, younger), homes) for name, told in LINES]
    )


def _line(name: str, told: Told, sides: tuple[Side, Side], homes: Homes) -> list[Cell]:
    one, other = map(told, sides)
    likened, shown = _likened(one, other), [one or "Not given", other or "Not given"]
    if name in ADDRESSES:
        lives = [(told(side), side.protected) for side in sides]
        shown = [homes.words(home, protected=protected) for home, protected in lives]
        if any(homes.is_kept(home, protected=protected) for home, protected in lives):
            likened = Likened.NOT_COMPARED
    tag = Tag(LIKENED[likened], COLOURS.get(likened, Colour.GREY))
    return [Cell(name), *map(Cell, shown), Cell() if name in WHENCE else Cell(tag=tag)]


def _likened(one: str | None, other: str | None) -> Likened:
    if not one and not other:
        return Likened.NEITHER_SAYS
    if not one or not other:
        return Likened.ONE_SAYS
    return Likened.SAME if one.casefold() == other.casefold() else Likened.DIFFERENT


def _order(side: Side) -> str | None:
    if side.order is None:
        return None if side.total is None else f"One of {side.total}, which is not said"
    return f"{side.order} of {side.total}" if side.total else f"Number {side.order}"


def _number(side: Side) -> str | None:
    """Only whether there is one: it is for matching, and two that differ are never asked about."""
    return "Given" if side.numbered else None


WHENCE: Final = ("Supplier", "Its record", "As at")  # to ask by, and nothing to compare
ADDRESSES: Final = ("Address", "Postcode")
LINES: Final[tuple[tuple[str, Told], ...]] = (
    ("Surname", lambda side: side.surname),
    ("Forename", lambda side: side.forename),
    ("Date of birth", lambda side: day(side.born_on)),
    ("Parent", lambda side: side.parent),
    ("Address", lambda side: side.address and side.address.replace("\n", ", ")),
    ("Postcode", lambda side: side.postcode),
    ("Which baby of the birth", _order),
    ("NHS number", _number),
    ("Supplier", lambda side: side.supplier),
    ("Its record", lambda side: side.record_id),
    ("As at", lambda side: moment(side.as_at)),
)
