"""Stories of who is who: what a person answers, takes back, and what a later word changes without anybody."""

from datetime import timedelta

import pytest

from rightstart import journey
from rightstart.births.reviews import NotSettled, Settled
from rightstart.births.rules import Answer
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.release.standing import how_many_stand, standing
from rightstart.terms import Actor
from tests.journey import look
from tests.journey.world import CALDERDALE, World, row

STEWARD = Actor.person(7)
BORN = "2026-09-14"
NUMBER, ANOTHER = "9990000018", "9990000026"


def questions() -> list[tuple[int, str]]:
    found = look.ask("SELECT id, kind FROM births_review WHERE settled_at IS NULL ORDER BY id")
    return [(int(str(number)), str(kind)) for number, kind in found]


def who_is_who() -> tuple[object, ...]:
    """Each notice's birth and family, and what is asked about which births."""
    put = look.ask(
        "SELECT i.notice_id, i.birth_id, b.family_id FROM births_identity i JOIN births_birth b ON b.id = i.birth_id ORDER BY 1"
    )
    asked = look.ask("SELECT kind, birth_id, other_id FROM births_review WHERE settled_at IS NULL ORDER BY 1, 2, 3")
    return put, asked


def settle(world: World, answer: Answer) -> None:
    [(number, _)] = questions()
    done = journey.settle_review(review=number, council=world.ids[CALDERDALE], answer=answer, by=STEWARD, at=world.at)
    assert isinstance(done, Settled)


def undo(world: World, review: int) -> Settled | NotSettled:
    return journey.undo_review(review=review, council=world.ids[CALDERDALE], by=STEWARD, at=world.at)


@pytest.fixture
def alike(world: World) -> World:
    """Two records of one supplier that say the same, on two days."""
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=1)
    world.hand_in(row("R2", "Smith", BORN))
    assert [kind for _, kind in questions()] == ["same-baby"]
    return world


@pytest.mark.parametrize("answer", Answer)
def test_an_answer_taken_back_leaves_everything_as_it_was(alike: World, answer: Answer) -> None:
    before, [(number, _)], decided = who_is_who(), questions(), look.outcomes()
    settle(alike, answer)
    assert who_is_who() != before
    assert isinstance(undo(alike, number), Settled)
    assert who_is_who() == before
    assert look.outcomes() == decided
    assert undo(alike, number) is NotSettled.NOT_ANSWERED


def test_an_answer_can_be_taken_back_after_what_it_joined_went_on_to_another_birth(world: World) -> None:
    world.hand_in(row("R0", "Smith", BORN, postcode="HX2 7AA", parent_name="", nhs_number=NUMBER))
    world.hand_in(row("R1", "Smith", BORN), row("R2", "Smith", BORN))
    apart = look.birth_of("R2")
    [(number, _)] = questions()
    settle(world, Answer.SAME)
    world.today += timedelta(days=1)
    world.hand_in(row("R1", "Smith", BORN, nhs_number=NUMBER, action="correct"))
    assert look.birth_of("R0") == look.birth_of("R1") == look.birth_of("R2")
    undo(world, number)
    assert look.birth_of("R0") == look.birth_of("R1")
    assert look.birth_of("R2") == apart
    assert [kind for _, kind in questions()] == ["same-baby"]


def test_both_the_answer_and_its_undoing_stand_in_the_ledger(alike: World) -> None:
    [(number, _)] = questions()
    settle(alike, Answer.SAME)
    undo(alike, number)
    acts = look.ask("SELECT convert_from(body, 'UTF8') FROM ledger_leaf ORDER BY id")
    told = [str(act) for (act,) in acts if '"review.' in str(act)]
    assert ["review.settled" in act for act in told] == [True, False]
    assert all("person:7" in act and "Smith" not in act for act in told)


def test_one_baby_after_all_is_one_birth_with_one_letter(alike: World) -> None:
    assert alike.families("CAL-01") == []
    settle(alike, Answer.SAME)
    journey.hand_over_due(by=STEWARD, at=alike.at)
    assert [len(family.babies) for family in alike.families("CAL-01")] == [1]
    assert look.birth_of("R1") == look.birth_of("R2")
    assert questions() == []


def test_a_birth_that_is_another_after_all_stands_on_no_list(alike: World) -> None:
    viewer = alike.viewer(CALDERDALE)
    assert len(standing(viewer, "withheld")) == how_many_stand(viewer, "withheld") == 2
    settle(alike, Answer.SAME)
    assert standing(viewer, "withheld") == []
    assert how_many_stand(viewer, "withheld") == 0


def test_two_that_a_person_kept_apart_are_asked_about_again_only_when_one_of_them_says_something_else(
    alike: World,
) -> None:
    settle(alike, Answer.KEEP_BOTH)
    alike.today += timedelta(days=1)
    alike.hand_in(row("R2", "Smith", BORN, language="pl", action="correct"))
    assert questions() == []
    alike.today += timedelta(days=1)
    alike.hand_in(row("R2", "Smith", BORN, parent_name="Alexa Smith", action="correct"))
    assert [kind for _, kind in questions()] == ["same-baby"]
    assert look.birth_of("R1") != look.birth_of("R2")


def test_a_record_kept_apart_is_not_joined_by_a_later_number(alike: World) -> None:
    settle(alike, Answer.KEEP_BOTH)
    alike.today += timedelta(days=1)
    alike.hand_in(
        row("R1", "Smith", BORN, nhs_number=NUMBER, action="correct"),
        row("R2", "Smith", BORN, nhs_number=NUMBER, action="correct"),
    )
    assert look.birth_of("R1") != look.birth_of("R2")
    assert [kind for _, kind in questions()] == ["same-baby"]


def test_two_numbers_part_what_a_person_had_joined_and_ask_no_more(alike: World) -> None:
    settle(alike, Answer.SAME)
    alike.today += timedelta(days=1)
    alike.hand_in(
        row("R1", "Smith", BORN, nhs_number=NUMBER, action="correct"),
        row("R2", "Smith", BORN, nhs_number=ANOTHER, action="correct"),
    )
    assert look.birth_of("R1") != look.birth_of("R2")
    assert questions() == []


def test_births_that_a_later_word_shows_to_be_one_become_one_and_the_second_is_called_back(world: World) -> None:
    world.hand_in(
        row("R1", "Smith", BORN, nhs_number=NUMBER), row("R2", "Smith", BORN, postcode="HX2 7AA", parent_name="")
    )
    assert (world.surnames("CAL-01"), world.surnames("CAL-02")) == (["Smith"], ["Smith"])
    world.today += timedelta(days=1)
    world.hand_in(row("R2", "Smith", BORN, postcode="HX2 7AA", parent_name="", nhs_number=NUMBER, action="correct"))
    assert look.birth_of("R1") == look.birth_of("R2")
    assert questions() == []
    assert sum(len(world.families(centre)) for centre in ("CAL-01", "CAL-02")) == 1
    assert len(world.called_back()) >= 1


def test_a_question_that_a_later_word_answers_is_asked_of_nobody_any_more(alike: World) -> None:
    alike.today += timedelta(days=1)
    alike.hand_in(row("R2", "Smith", BORN, birth_order="2", births_in_confinement="2", action="correct"))
    assert [kind for _, kind in questions()] == ["same-baby"]
    alike.today += timedelta(days=1)
    alike.hand_in(row("R1", "Smith", BORN, birth_order="1", births_in_confinement="2", action="correct"))
    assert questions() == []
    assert [len(family.babies) for family in alike.families("CAL-01")] == [2]


@pytest.mark.parametrize(("answer", "families"), [(Answer.SAME, 1), (Answer.KEEP_BOTH, 2)])
def test_whether_two_babies_are_of_one_confinement_a_person_says_and_can_take_back(
    world: World, answer: Answer, families: int
) -> None:
    world.hand_in(
        row("R1", "Smith", BORN, nhs_number=NUMBER),
        row("R2", "Smith", BORN, nhs_number=ANOTHER, parent_name="", baby_forename="Ada"),
    )
    [(number, kind)], before = questions(), who_is_who()
    assert kind == "same-confinement"
    settle(world, answer)
    assert questions() == []
    assert len({family for *_, family in look.ask("SELECT id, family_id FROM births_birth")}) == families
    undo(world, number)
    assert who_is_who() == before


def test_a_late_arrival_of_an_earlier_word_does_not_become_the_latest(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN, baby_forename="Ada"))
    drawn = world.at - timedelta(days=2)
    world.today += timedelta(days=1)
    world.hand_in(row("R1", "Smith", BORN, baby_forename="", postcode="HX2 7AA"), as_at=drawn)
    assert world.surnames("CAL-01") == ["Smith"]
    assert world.surnames("CAL-02") == []


def test_a_baby_whose_family_was_written_to_is_not_written_to_again_under_a_new_record(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN, nhs_number=NUMBER))
    [before] = world.families("CAL-01")
    world.tried(before, Made(Channel.LETTER, AttemptOutcome.SENT))
    world.today += timedelta(days=1)
    world.hand_in(row("R9", "Smith", BORN, nhs_number=NUMBER))
    [after] = world.families("CAL-01")
    assert after.reference == before.reference
    assert [attempt.channel for attempt in after.attempts] == [Channel.LETTER]
