"""What flowed under an agreement is counted by version and month, from what happened and from nothing typed in."""

from datetime import date, timedelta

from rightstart import journey
from rightstart.agreements.sign import Hop
from rightstart.reach.flowed import Came, Went, came, went
from rightstart.terms import Period
from tests.clean import put_back
from tests.journey.world import BY, CALDERDALE, World, row

OWN, SUPPLYING = "INT-CAL", f"DSA-{CALDERDALE}"
MONTH = date(2026, 10, 1)


def test_files_and_rows_are_counted_under_the_version_by_which_they_came(database: str) -> None:
    world = put_back(database, "journey", World)
    world.hand_in(row("R1", "Smith", "2026-09-14"), row("R2", "Jones", "2026-09-14", address_line_1="2 High Street"))
    assert came(SUPPLYING) == [Came(1, MONTH, accepted=1, held=0, refused=0, nil=0, rows=2)]
    world.agree(SUPPLYING, Hop.SUPPLIER_TO_COUNCIL, "CHIS01", CALDERDALE, [CALDERDALE], frequency="monthly")
    world.today += timedelta(days=1)
    nil = world.handed(b"", nil=True, period=Period(world.today - timedelta(days=1), world.today))
    journey.bring_in(nil, by=BY, at=world.at)
    assert came(SUPPLYING)[1:] == [Came(2, MONTH, accepted=1, held=0, refused=0, nil=1, rows=0)]
    assert went(SUPPLYING) == []


def test_twins_are_two_births_of_one_family_and_a_call_back_is_counted_until_it_is_answered(database: str) -> None:
    world = put_back(database, "journey", World)
    twin = {"births_in_confinement": "2", "address_line_1": "2 High Street"}
    world.hand_in(
        row("R1", "Smith", "2026-09-14"),
        row("R2", "Jones", "2026-09-13", baby_forename="Amy", birth_order="1", **twin),
        row("R3", "Jones", "2026-09-13", baby_forename="Ben", birth_order="2", **twin),
    )
    assert went(OWN) == [Went(1, MONTH, births=3, families=2, called_back=0, answered=0)]
    fewer = row("R1", "Smith", "2026-09-14", action="withdraw")
    world.today += timedelta(days=1)
    world.hand_in(fewer)
    assert went(OWN) == [Went(1, MONTH, births=3, families=2, called_back=1, answered=0)]
    assert came(OWN) == []
