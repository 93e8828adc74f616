"""Truths about which families a worklist shows, and in which order."""

from datetime import date, timedelta

import pytest

from rightstart.contact.choosing import Choice, Order, Show
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.contact.worklist import worklist
from tests.journey.world import World, row

LETTER, BACK = (Made(Channel.LETTER, outcome) for outcome in (AttemptOutcome.SENT, AttemptOutcome.RETURNED_MAIL))
NO_ANSWER = Made(Channel.PHONE, AttemptOutcome.NO_ANSWER)
WILL_COME = Made(Channel.PHONE, AttemptOutcome.WILL_COME)
JOINED = Made(Channel.AT_CENTRE, AttemptOutcome.JOINED)
TRIED = {
    "Untried": (),
    "Written": (LETTER,),
    "Called": (LETTER, NO_ANSWER),
    "Coming": (LETTER, WILL_COME),
    "Doubted": (LETTER, BACK),
    "Joined": (LETTER, JOINED),
}


@pytest.fixture
def world(database: str) -> World:
    """One family for each place where contact can stand, each born a day before the last."""
    world = World()
    born = (date(2026, 9, 14) - timedelta(days=n) for n in range(len(TRIED)))
    world.hand_in(
        *(row(f"R{name}", name, on, address_line_1=f"{name} Road") for name, on in zip(TRIED, born, strict=True))
    )
    for family in world.families("CAL-01"):
        for made in TRIED[str(family.babies[0].surname)]:
            world.tried(family, made)
    return world


def shown(world: World, choice: Choice) -> list[str]:
    return [str(one.babies[0].surname) for one in worklist(world.viewer("CAL-01"), at=world.at, choice=choice).families]


def test_each_family_is_shown_where_contact_with_it_stands(world: World) -> None:
    shows = {show: set(shown(world, Choice(show))) for show in Show}
    assert shows == {
        Show.ALL: {"Untried", "Written", "Called", "Coming", "Doubted"},
        Show.TO_WRITE: {"Untried"},
        Show.WAITING: {"Written", "Called"},
        Show.ANSWERED: {"Coming"},
        Show.DOUBTED: {"Doubted"},
        Show.OVERDUE: set(),
    }
    world.today += timedelta(days=28)
    world.confirm()
    assert set(shown(world, Choice(Show.OVERDUE))) == shows[Show.ALL]


def test_what_comes_first_is_chosen_and_a_page_holds_the_order(world: World) -> None:
    world.today += timedelta(days=1)
    world.hand_in(row("RLast", "Last", date(2026, 9, 20), address_line_1="Last Road"))
    oldest = ["Doubted", "Coming", "Called", "Written", "Untried", "Last"]
    assert shown(world, Choice()) == oldest
    assert shown(world, Choice(order=Order.BORN)) == oldest[::-1]
    assert shown(world, Choice(order=Order.RECEIVED)) == ["Last", *oldest[:-1]]
