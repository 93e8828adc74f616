"""Stories of rows that wait for a person: with the council, or with the supplier where no council can be told."""

from rightstart import journey
from rightstart.intake import quarantine
from rightstart.intake.quarantine import Readmitted
from tests.journey.world import BY, CALDERDALE, SUPPLIER, World, row

BORN = "2026-09-14"


def good(world: World) -> list[dict[str, str]]:
    return [row(f"X{number}", f"Other{number}", BORN, address_line_1=f"{number} Road") for number in range(4)]


def test_a_row_whose_council_cannot_be_told_waits_with_its_supplier_and_not_with_a_council(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN, postcode="HX99 9ZZ"), *good(world))
    assert quarantine.waiting(world.viewer(CALDERDALE), at=world.at) == []
    [waits] = quarantine.waiting(world.viewer(SUPPLIER), at=world.at)
    mended = journey.readmit(
        viewer=world.viewer(SUPPLIER),
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
    assert quarantine.waiting(world.viewer(SUPPLIER), at=world.at) == []
    steward = world.viewer(CALDERDALE)
    [waits] = quarantine.waiting(steward, at=world.at)
    journey.readmit(viewer=steward, number=waits.number, changes={"born_on": BORN}, by=BY, at=world.at)
    journey.hand_over_due(by=BY, at=world.at)
    assert "Smith" in world.surnames()
    assert quarantine.waiting(steward, at=world.at) == []
