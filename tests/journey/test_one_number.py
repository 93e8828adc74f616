"""Stories of one NHS number on two babies: both are held, whichever came first, until a person has said who they are."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from rightstart import journey
from rightstart.births.reviews import Settled
from rightstart.births.rules import Answer
from rightstart.safeguards.rules import ClearanceKind, Doubt
from rightstart.terms import Actor
from tests.journey import look
from tests.journey.world import CALDERDALE, World, row

STEWARD = Actor.person(7)
BORN = "2026-09-14"
NUMBER = "9990000018"
WAITS = ("withheld", ClearanceKind.MATCH_SETTLED.value)
HELD = {WAITS, ("withheld", Doubt.SIBLING_UNSETTLED.value)}
HOME = {"address_line_1": "7 Low Road", "postcode": "HX2 7AA"}
TWINS = {"births_in_confinement": "2"}

Row = dict[str, str]
# What stands under one number: two names, two places in one birth order, or two families that nothing joins.
PAIRS = {
    "two forenames": (row("R1", "Smith", BORN), row("R2", "Smith", BORN, baby_forename="Jack")),
    "first and second": (
        row("R1", "Smith", BORN, birth_order="1", **TWINS),
        row("R2", "Smith", BORN, birth_order="2", **TWINS),
    ),
    "two families": (row("R1", "Smith", BORN), row("R2", "Khan", "2026-09-01", baby_forename="Noor", **HOME)),
}


def numbered(name: str) -> list[Row]:
    return [{**one, "nhs_number": NUMBER} for one in PAIRS[name]]


def bring(world: World, files: Sequence[Sequence[Row]]) -> None:
    for rows in files:
        world.hand_in(*rows)
        world.today += timedelta(days=1)


def in_each_way(rows: Sequence[Row]) -> list[list[Sequence[Row]]]:
    """The two rows in one file, and in two, either way round."""
    one, other = rows
    return [[[one, other]], [[other, one]], [[one], [other]], [[other], [one]]]


def both_are_held() -> bool:
    """Neither is marked, so that a person's answer alone ends it."""
    return all(why in HELD for why in look.outcomes().values()) and not look.marker_kinds()


def settle(world: World, answer: Answer) -> None:
    [(number,)] = look.ask("SELECT id FROM births_review WHERE settled_at IS NULL")
    council = world.ids[CALDERDALE]
    done = journey.settle_review(review=int(str(number)), council=council, answer=answer, by=STEWARD, at=world.at)
    assert isinstance(done, Settled)
    journey.hand_over_due(by=STEWARD, at=world.at)


@pytest.mark.parametrize("way", range(4), ids=["one file", "one file, turned", "in turn", "the other way round"])
@pytest.mark.parametrize("name", PAIRS)
def test_both_births_are_held_in_whatever_order_they_came(world: World, name: str, way: int) -> None:
    bring(world, in_each_way(numbered(name))[way])
    assert both_are_held()
    assert look.open_review_kinds() == ["same-baby"]
    assert look.worklists(world) == {"CAL-01": [], "CAL-02": [], "KIR-01": []}


def test_the_earlier_one_that_a_centre_has_is_called_back(world: World) -> None:
    one, other = numbered("two families")
    world.hand_in(one)
    assert world.surnames() == ["Smith"]
    world.today += timedelta(days=1)
    world.hand_in(other)
    assert world.surnames() == []
    assert len(world.called_back()) == 1


def test_a_number_that_comes_later_by_a_correction_holds_both(world: World) -> None:
    one, other = PAIRS["two families"]
    world.hand_in(one, {**other, "nhs_number": NUMBER})
    assert (world.surnames("CAL-01"), world.surnames("CAL-02")) == (["Smith"], ["Khan"])
    world.today += timedelta(days=1)
    world.hand_in({**one, "nhs_number": NUMBER, "action": "correct"})
    assert both_are_held()
    assert (len(world.called_back("CAL-01")), len(world.called_back("CAL-02"))) == (1, 1)


def test_a_person_who_says_that_they_are_two_lets_both_go_on(world: World) -> None:
    bring(world, [[one] for one in numbered("two families")])
    settle(world, Answer.KEEP_BOTH)
    assert (world.surnames("CAL-01"), world.surnames("CAL-02")) == (["Smith"], ["Khan"])


def test_a_person_who_says_that_they_are_one_leaves_one_birth_and_one_letter(world: World) -> None:
    bring(world, [[one] for one in numbered("first and second")])
    settle(world, Answer.SAME)
    assert look.birth_of("R1") == look.birth_of("R2")
    assert look.open_review_kinds() == []


def test_an_answer_taken_back_holds_both_again(world: World) -> None:
    bring(world, [[one] for one in numbered("two families")])
    [(number,)] = look.ask("SELECT id FROM births_review")
    settle(world, Answer.KEEP_BOTH)
    journey.undo_review(review=int(str(number)), council=world.ids[CALDERDALE], by=STEWARD, at=world.at)
    assert both_are_held()
    assert look.worklists(world) == {"CAL-01": [], "CAL-02": [], "KIR-01": []}


def test_an_ordinary_question_holds_the_later_birth_alone(world: World) -> None:
    bring(world, [[row("R1", "Smith", BORN)], [row("R2", "Smith", BORN, parent_name="", baby_forename="Jack")]])
    assert look.open_review_kinds() == ["same-baby"]
    assert look.outcomes()["R2"] == WAITS
    assert look.outcomes()["R1"] != WAITS
