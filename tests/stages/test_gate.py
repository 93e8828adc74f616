"""The gate answers at this very second, by what is true now and not by what the last pass decided."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rightstart.births import match
from rightstart.intake.receive import Received, receive
from rightstart.release import gate
from rightstart.release.gate import Answer
from rightstart.release.halt import Reason, stop_everything
from rightstart.release.rules import Passage
from rightstart.safeguards import mark as safeguards
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, BirthId, OrganisationId
from tests.clean import put_back
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, FIRST_DAY, World, as_csv, row
from tests.stages.at_the_gate import asked, birth, family

BORN = date(2026, 9, 14)
ANN = Actor.person(1)
TWINS = [
    row("T1", "Khan", BORN, birth_order="1", births_in_confinement="2"),
    row("T2", "Khan", BORN, birth_order="2", births_in_confinement="2", baby_forename="Jack"),
]


@pytest.fixture
def world(database: str) -> World:
    return put_back(database, "journey", World)


def test_a_birth_is_open_to_the_centre_that_it_was_handed_to_and_to_no_other(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    assert asked(world, "R1") == Answer(Passage.OPEN, FIRST_DAY)
    assert asked(world, "R1", "CAL-02").passage is Passage.CLOSED


def test_a_birth_that_nobody_knows_is_closed_and_nobody_has_confirmed_it(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    known, unknown = birth("R1"), BirthId(987_654)
    answers = gate.ask([unknown, known], centre=world.ids["CAL-01"], contacted=frozenset(), at=world.at)
    assert answers == {unknown: Answer(Passage.CLOSED, None), known: Answer(Passage.OPEN, FIRST_DAY)}


def test_asked_about_nobody_the_gate_answers_without_a_database() -> None:
    assert gate.ask([], centre=OrganisationId(1), contacted=frozenset(), at=datetime(2026, 10, 5, 9, tzinfo=UTC)) == {}


def test_asked_about_one_twin_the_gate_says_nothing_of_the_other(world: World) -> None:
    world.hand_in(*TWINS)
    assert family("T1") == family("T2")
    assert asked(world, "T1").passage is Passage.OPEN


def test_a_birth_on_which_nothing_is_decided_yet_is_closed_though_its_supplier_has_confirmed_it(world: World) -> None:
    answer = receive(world.handed(as_csv([row("R1", "Smith", BORN)])), by=BY, at=world.at)
    assert isinstance(answer, Received)
    match.put(consignments=[answer.consignment], at=world.at)
    assert look.count("release_decision") == 0
    assert asked(world, "R1") == Answer(Passage.CLOSED, FIRST_DAY)


def test_a_marker_shuts_the_gate_before_any_pass_has_been_made(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    safeguards.mark_birth(birth=birth("R1"), kind=MarkerKind.DEATH_INFORMAL, source="person", by=ANN, at=world.at)
    assert look.outcomes()["R1"][0] == "disclose"
    assert asked(world, "R1").passage is Passage.CLOSED


def test_where_the_supplier_has_long_said_nothing_the_gate_pauses_and_tells_the_day_of_its_last_word(
    world: World,
) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=60)
    assert asked(world, "R1") == Answer(Passage.PAUSED, FIRST_DAY)


def test_after_an_agreement_has_ended_only_a_family_already_contacted_stays_open(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN), row("R2", "Jones", BORN, address_line_1="2 High Street"))
    look.end(world, "INT-CAL", CALDERDALE)
    assert asked(world, "R1", contacted=[family("R1")]).passage is Passage.OPEN
    assert asked(world, "R2", contacted=[family("R1")]).passage is Passage.CLOSED


def test_while_a_council_has_stopped_everything_not_even_a_family_kept_by_an_exit_clause_is_open(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    look.end(world, "INT-CAL", CALDERDALE)
    stop_everything(council=world.ids[CALDERDALE], reason=Reason.WRONG_DATA, by=ANN, at=world.at)
    assert asked(world, "R1", contacted=[family("R1")]).passage is Passage.PAUSED
