"""Hides which services are shown beside a family: those of its own centre, then those of the council's other centres."""

from collections.abc import Sequence
from dataclasses import dataclass

from rightstart.directory import people
from rightstart.directory.rules import OrganisationKind
from rightstart.listings.reading import offered
from rightstart.listings.rules import Told
from rightstart.web.components import Cell, Column, Table
from rightstart.web.listings.sentences import KINDS
from rightstart.web.seat import Seat


@dataclass(frozen=True, slots=True)
class Near:
    """What is offered at the family's own centre (None: it lists nothing), and elsewhere in the council, centre by centre."""

    own: Table | None
    others: tuple[Table, ...]


def near(seat: Seat) -> Near:
    """A centre has a family because its home lies in the centre's reach area: so its own services are those near by."""
    assert seat.council is not None
    centres = people.organisations(OrganisationKind.CENTRE, seat.council)
    found = offered((one.id for one in centres), seat.today)
    others = [one for one in centres if one.id != seat.organisation and found[one.id]]
    own = found.get(seat.organisation)
    return Near(
        services_table("At your centre", own) if own else None,
        tuple(services_table(one.name, found[one.id]) for one in others),
    )


def services_table(name: str, found: Sequence[Told]) -> Table:
    """What a centre offers, as families are told of it."""
    rows = [
        [
            Cell(one.title, note=KINDS[one.kind]),
            Cell(one.times),
            Cell(one.place or "At the centre"),
            Cell(one.booking or "No need to book"),
        ]
        for one in found
    ]
    return Table(name, [Column("Service"), Column("When"), Column("Where"), Column("How to book")], rows)
