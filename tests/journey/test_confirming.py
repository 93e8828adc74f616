"""Stories of the word that a file gives on all that was sent before: only of a supplier that looked, and is understood."""

from datetime import date, timedelta

from rightstart.intake.contract import Kind
from tests.journey import look
from tests.journey.world import World, row

BORN = date(2026, 9, 14)


def test_a_file_for_which_nobody_looked_for_deaths_confirms_nobody(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=12)
    assert world.surnames() == []
    world.hand_in(row("R2", "Jones", BORN, address_line_1="3 Road"), attests=frozenset())
    assert world.surnames() == []
    world.confirm()
    assert world.surnames() == ["Smith"]


def test_while_a_file_is_held_for_what_it_never_said_before_nobody_of_its_supplier_is_contacted(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=1)
    deceased = {"record_id": "R1", "contact": "deceased"}
    assert world.hand_in(deceased, kind=Kind.STATUS)["status"] == "held"
    assert world.surnames() == []
    assert [one.addressee for one in world.waiting("CAL-01")] == ["Alex Smith"]
    world.hand_in({"record_id": "R1", "contact": "died"}, kind=Kind.STATUS)
    assert look.outcomes()["R1"] == ("withheld", "death-informal")


def test_once_the_held_file_is_sent_again_as_agreed_contact_goes_on(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=1)
    odd = row("R2", "Jones", BORN, address_line_1="3 Road")
    assert world.hand_in(odd | {"date_of_death": "2026-09-20"})["status"] == "held"
    assert world.surnames() == []
    world.today += timedelta(days=1)
    world.hand_in(odd)
    assert sorted(world.surnames()) == ["Jones", "Smith"]
