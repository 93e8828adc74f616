"""Stories of rows that wait for a person: with the council, or with the supplier where no council can be told."""

from datetime import UTC, datetime, timedelta

from rightstart import journey
from rightstart.engine.isolation import Viewer, open_viewing
from rightstart.intake import quarantine
from rightstart.intake.quarantine import Readmitted
from tests.journey.world import BY, CALDERDALE, SUPPLIER, World, row

BORN = "2026-09-14"


def viewer(world: World, kind: str, code: str) -> Viewer:
    return open_viewing(kind, world.ids[code], until=datetime.now(UTC) + timedelta(hours=1))


def good(world: World) -> list[dict[str, str]]:
    return [row(f"X{number}", f"Other{number}", BORN, address_line_1=f"{number} Road") for number in range(4)]


def test_a_row_whose_council_cannot_be_told_waits_with_its_supplier_and_not_with_a_council(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN, postcode="HX99 9ZZ"), *good(world))
    assert quarantine.waiting(viewer(world, "council", CALDERDALE), at=world.at) == []
    [waits] = quarantine.waiting(viewer(world, "supplier", SUPPLIER), at=world.at)
    mended = journey.readmit(
        viewer=viewer(world, "supplier", SUPPLIER),
        number=waits.number,
        changes={"postcode": "HX1 1UJ"},
        by=BY,
        at=world.at,
    )
    assert isinstance(mended, Readmitted)
    journey.hand_over_due(by=BY, at=world.at)
    assert "Smith" in world.surnames()


def test_a_faulty_row_put_right_by_the_council_reaches_its_centre(world: World) -> None:
    world.hand_in(row("R1", "Smith", "31/02/2026", told_on=BORN), *good(world))
    assert quarantine.waiting(viewer(world, "supplier", SUPPLIER), at=world.at) == []
    steward = viewer(world, "council", CALDERDALE)
    [waits] = quarantine.waiting(steward, at=world.at)
    journey.readmit(viewer=steward, number=waits.number, changes={"born_on": BORN}, by=BY, at=world.at)
    journey.hand_over_due(by=BY, at=world.at)
    assert "Smith" in world.surnames()
    assert quarantine.waiting(steward, at=world.at) == []
