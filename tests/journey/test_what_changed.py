"""Truths about what changes with a family after it was handed over, and about a form that is sent twice."""

import pytest

from rightstart import journey
from rightstart.contact.erasing import erase
from rightstart.contact.follow_up import NoSuchFamily, Noted
from rightstart.contact.referring import refer
from rightstart.contact.retrace import waiting
from rightstart.contact.rules import (
    AttemptOutcome,
    Channel,
    Interpreter,
    Made,
    NotAllowed,
    Objection,
    Referrer,
    Spoken,
    Stage,
    Trace,
)
from rightstart.contact.shown import FamilyView
from rightstart.engine.bulk import Question
from rightstart.engine.isolation import ask_as
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, World, row

ELSEWHERE = Made(Channel.PHONE, AttemptOutcome.NOT_AT_ADDRESS)
LETTER = Made(Channel.LETTER, AttemptOutcome.SENT)
SPEAKS = Made(Channel.HEALTH_VISITOR, AttemptOutcome.LANGUAGE)
VISIT = Made(Channel.VISIT, AttemptOutcome.NO_ANSWER)
FORM = "0" * 32


@pytest.fixture
def world(database: str) -> World:
    world = World()
    world.hand_in(row("R1", "Smith", "2026-09-14", language="ur", interpreter="no", hv_seen_on="2026-09-28"))
    return world


def only(world: World) -> FamilyView:
    [family] = world.families("CAL-01")
    return family


def record(world: World, made: Made, **told: object) -> object:
    named = {
        "viewer": world.viewer("CAL-01"),
        "reference": only(world).reference,
        "made": made,
        "by": BY,
        "at": world.at,
    }
    return journey.record_attempt(**{"made_on": world.today, "note": "", **named, **told})


def test_a_centre_is_told_when_the_health_visitor_came_where_that_is_agreed(world: World) -> None:
    assert str(only(world).hv_seen_on) == "2026-09-28"


def test_who_is_told_that_the_family_lives_elsewhere_asks_for_its_address_and_nobody_writes_there(world: World) -> None:
    assert record(world, ELSEWHERE) == NotAllowed(Objection.BEFORE_LETTER)  # nobody calls before a letter
    assert isinstance(record(world, ELSEWHERE, heard=True), Noted)
    assert only(world).trace is Trace.ASKED
    assert len(waiting(world.viewer(CALDERDALE), at=world.at)) == 1
    assert record(world, LETTER) == NotAllowed(Objection.ADDRESS_IN_DOUBT)


def test_how_a_family_speaks_is_as_it_told_last_and_is_forgotten_with_it(world: World) -> None:
    assert only(world).spoken == Spoken("ur", Interpreter.NOT_NEEDED)
    record(world, SPEAKS, spoken=Spoken(interpreter=Interpreter.NEEDED))
    assert only(world).spoken == Spoken("ur", Interpreter.NEEDED)
    record(world, SPEAKS, spoken=Spoken("pa"))
    assert only(world).spoken == Spoken("pa", Interpreter.NEEDED)
    erase(only(world).family)
    assert look.ask("SELECT DISTINCT language, interpreter FROM contact_attempt") == [(None, None)]


def test_a_family_that_was_referred_may_be_visited_before_it_answers_and_no_other_centre_can_say_so(
    world: World,
) -> None:
    assert record(world, VISIT) == NotAllowed(Objection.VISIT_BEFORE_ANSWER)
    told = {"reference": only(world).reference, "referred_on": world.today, "by": BY, "at": world.at}
    assert refer(viewer=world.viewer("CAL-02"), by_whom=Referrer.MIDWIFE, **told) == NoSuchFamily()
    for _ in range(2):
        assert refer(viewer=world.viewer("CAL-01"), by_whom=Referrer.MIDWIFE, **told) == only(world).referral
    assert look.count("contact_referral") == 1
    assert isinstance(record(world, VISIT), Noted)
    assert only(world).stage is Stage.TRIED
    seen = Question("SELECT by_whom FROM contact_referral", {})
    assert ask_as(world.viewer("CAL-02"), {"all": seen})["all"] == []
    erase(only(world).family)
    assert look.count("contact_referral") == 0


def test_a_form_that_is_sent_twice_is_one_attempt_and_one_that_says_something_else_is_another(world: World) -> None:
    answers = [record(world, LETTER, form=FORM) for _ in range(2)]
    assert answers[0] == answers[1]
    assert (look.count("contact_attempt"), len(only(world).attempts)) == (1, 1)
    record(world, ELSEWHERE, form=FORM)
    record(world, ELSEWHERE)
    assert look.count("contact_attempt") == 3


def test_a_stop_that_is_sent_twice_is_answered_the_second_time_too(world: World) -> None:
    reference = only(world).reference
    told = {"made_on": world.today, "note": "", "form": FORM, "by": BY, "at": world.at}
    stop = Made(Channel.PHONE, AttemptOutcome.DO_NOT_CONTACT)
    for _ in range(2):
        answer = journey.record_attempt(viewer=world.viewer("CAL-01"), reference=reference, made=stop, **told)
        assert isinstance(answer, Noted)
    assert world.surnames("CAL-01") == []
    assert look.count("contact_attempt") == 1
