"""Stories of a feed that changed without a word: held, told to both sides, its stops taken, and confirmed by its supplier."""

from datetime import date, timedelta

import pytest

from rightstart import journey
from rightstart.agreements.rules import Hop
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.contact.worklist import worklist
from rightstart.directory.rules import RoleKind
from rightstart.intake import kept
from rightstart.intake.again import NotAgain, to_confirm
from rightstart.intake.receive import Received
from rightstart.intake.shares import LEAST_FILES, Watched
from rightstart.terms import Item, Period
from tests.clean import put_back
from tests.journey.world import ALL_ITEMS, BY, CALDERDALE, EVERYTHING, SUPPLIER, World, row

WEEK = timedelta(days=7)
# Of one day and one postcode, so none of them is a slip from another.
STEMS, ENDS = ("Alder", "Brock", "Corn", "Dunst", "Ellis", "Finch"), ("and", "erfield", "ington", "oller", "uthwaite")
NAMES = [f"{stem}{end}" for stem in STEMS for end in ENDS]


def births(week: int, **said: str) -> list[dict[str, str]]:
    """Thirty births of a week, every one of which may say something."""
    born_on = date(2026, 8, 3) + week * WEEK
    return [
        row(f"W{week}-{number}", f"{name}{week}", born_on, address_line_1=f"{number} Road", **said)
        for number, name in enumerate(NAMES)
    ]


def period(week: int) -> Period:
    return Period(date(2026, 8, 3) + week * WEEK, date(2026, 8, 3) + (week + 1) * WEEK)


@pytest.fixture
def world(database: str) -> World:
    """A supplier with a past of quiet weeks."""
    world = put_back(database, "journey", World)
    for week in range(LEAST_FILES):
        assert world.hand_in(*births(week), period=period(week))["status"] == "accepted"
    return world


def changed(world: World) -> dict[str, object]:
    """The next week's file, in which six babies are suddenly told to have died."""
    return world.hand_in(*births(4)[:-6], *births(4, contact="died")[-6:], period=period(4))


def told(world: World, code: str, role: RoleKind) -> list[tuple[AlertKind, str]]:
    return [(one.kind, one.about) for one in open_alerts(world.viewer(code), [role])]


SIDES = ((SUPPLIER, RoleKind.SUPPLIER_SENDER), (CALDERDALE, RoleKind.DATA_STEWARD))


def test_a_feed_that_suddenly_carries_deaths_is_held_both_are_told_and_every_stop_is_taken(world: World) -> None:
    receipt = changed(world)
    assert receipt["status"] == "held"
    assert receipt["stops"] == 6
    [fault] = receipt["faults"]
    assert fault["code"] == "share-unlike"
    assert "6 of 30 rows; before, 0 of 120" in fault["message"]
    for code, role in SIDES:
        assert told(world, code, role) == [(AlertKind.CONSIGNMENT_HELD, receipt["consignment"])]


def test_its_supplier_confirms_it_and_the_file_goes_on_with_the_dead_withheld(world: World) -> None:
    held = changed(world)["consignment"]
    viewer = world.viewer(SUPPLIER)
    asked = to_confirm(viewer, held)
    assert not isinstance(asked, NotAgain)
    assert (asked.unlike, asked.attests) == ({Watched.DEATHS}, EVERYTHING)
    confirmed = {"confirms": asked.unlike, "attests": asked.attests, "by": BY, "at": world.at}
    answer = journey.take_up(viewer=viewer, reference=held, **confirmed)
    assert isinstance(answer, Received)
    assert (answer.receipt["status"], answer.receipt["takes_up"]) == ("accepted", held)
    assert answer.receipt["confirms"] == ["deaths"]
    assert [told(world, *side) for side in SIDES] == [[], []]
    world.pass_to(date(2026, 10, 6))
    assert worklist(world.viewer("CAL-01"), at=world.at).total == 4 * 30 + 24


def test_without_the_confirmation_it_is_held_again(world: World) -> None:
    held = changed(world)["consignment"]
    again = {"confirms": frozenset(), "attests": EVERYTHING, "by": BY, "at": world.at}
    answer = journey.take_up(viewer=world.viewer(SUPPLIER), reference=held, **again)
    assert isinstance(answer, Received)
    assert answer.receipt["status"] == "held"


def test_only_its_own_supplier_takes_a_file_up_and_only_while_something_of_it_is_kept(world: World) -> None:
    held = changed(world)["consignment"]
    assert to_confirm(world.viewer(CALDERDALE), held) is NotAgain.UNKNOWN
    accepted = world.hand_in(*births(5), period=period(5))["consignment"]
    assert to_confirm(world.viewer(SUPPLIER), accepted) is NotAgain.NOT_HELD
    kept.destroy_due(by=BY, at=world.at + timedelta(days=31))
    again = {"confirms": {Watched.DEATHS}, "attests": EVERYTHING, "by": BY, "at": world.at}
    answer = journey.take_up(viewer=world.viewer(SUPPLIER), reference=held, **again)
    assert answer is NotAgain.GONE


def test_a_column_that_is_agreed_meanwhile_lets_the_held_file_in(database: str) -> None:
    world = put_back(database, "journey", World)
    parties = (Hop.SUPPLIER_TO_COUNCIL, SUPPLIER, CALDERDALE, [CALDERDALE])
    world.agree(f"DSA-{CALDERDALE}", *parties, items=ALL_ITEMS - {Item.PHONE})
    held = world.hand_in(row("R1", "Smith", "2026-09-14", phone="01422 000000"))
    assert held["status"] == "held"
    world.agree(f"DSA-{CALDERDALE}", *parties, items=ALL_ITEMS)
    confirmed = {"confirms": frozenset(), "attests": EVERYTHING, "by": BY, "at": world.at}
    answer = journey.take_up(viewer=world.viewer(SUPPLIER), reference=held["consignment"], **confirmed)
    assert isinstance(answer, Received)
    assert answer.receipt["status"] == "accepted"
