"""Truths about which families a worklist shows, and in which order."""

from datetime import date, timedelta

import pytest

from rightstart.contact.assigning import Assigned, NotAssigned, assign
from rightstart.contact.choosing import Asker, Choice, Order, Show, Whose
from rightstart.contact.erasing import erase
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.contact.worklist import worklist
from rightstart.engine.bulk import Question
from rightstart.engine.isolation import ask_as
from tests.journey import look
from tests.journey.world import BY, World, row

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


def test_a_family_is_taken_care_of_by_one_person_of_its_centre_at_a_time(world: World) -> None:
    here = world.employ("CAL-01", "ann@example.org", "ben@example.org")
    ann, ben = here
    names = {one.babies[0].surname: one.reference for one in world.families("CAL-01")}
    two = [names["Untried"], names["Written"]]

    def give(references: list[str], to: int | None) -> Assigned | NotAssigned:
        return assign(viewer=world.viewer("CAL-01"), references=references, to=to, by=BY, at=world.at)

    def whose(person: int, whose: Whose) -> set[str]:
        asker = Asker(person, here)
        found = worklist(world.viewer("CAL-01"), at=world.at, choice=Choice(whose=whose), asker=asker).families
        return {str(one.babies[0].surname) for one in found}

    assert give(two, ann) == Assigned(2)
    leaves = look.count("ledger_leaf")
    assert give(two, ann) == Assigned(2)  # a double click
    assert look.count("ledger_leaf") == leaves
    assert give(two[:1], ben) == Assigned(1)
    assert (whose(ann, Whose.MINE), whose(ben, Whose.MINE)) == ({"Written"}, {"Untried"})
    assert whose(ann, Whose.COLLEAGUES) == {"Untried"}
    assert whose(ann, Whose.NOBODYS) == {"Called", "Coming", "Doubted"}
    here.remove(ben)  # who has left takes care of nobody
    assert (whose(ann, Whose.COLLEAGUES), "Untried" in whose(ann, Whose.NOBODYS)) == (set(), True)
    assert give(two, None) == Assigned(2)
    assert whose(ann, Whose.MINE) == set()


def test_a_family_is_given_to_nobody_from_elsewhere_and_by_nobody_else(world: World) -> None:
    [ann] = world.employ("CAL-01", "ann@example.org")
    [carl] = world.employ("CAL-02", "carl@example.org")
    [one, *_] = world.families("CAL-01")
    given = {"references": [one.reference], "by": BY, "at": world.at}
    assert assign(viewer=world.viewer("CAL-01"), to=carl, **given) is NotAssigned.NOT_HERE
    assert assign(viewer=world.viewer("CAL-02"), to=carl, **given) is NotAssigned.NOBODY_CHOSEN
    assert assign(viewer=world.viewer("CAL-01"), to=ann, **given) == Assigned(1)
    seen = Question("SELECT person_id FROM contact_assignment", {})
    assert [ask_as(world.viewer(code), {"all": seen})["all"] for code in ("CAL-01", "CAL-02")] == [[(ann,)], []]
    erase(one.family)
    assert look.count("contact_assignment") == 0
