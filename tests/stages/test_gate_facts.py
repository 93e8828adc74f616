"""The gate looks at every fact that bears on a birth, and at no fact about another: each time two families are asked about."""

from datetime import date, timedelta

import psycopg
import pytest

from rightstart import journey
from rightstart.allocation.redraw import place_by_hand, redraw
from rightstart.births.models import Review
from rightstart.births.rules import ReviewKind
from rightstart.directory import people, roles
from rightstart.directory.rules import RoleKind
from rightstart.release.halt import Reason, Resuming, resume, stop_everything
from rightstart.release.rules import Passage
from rightstart.safeguards import mark as safeguards
from rightstart.safeguards import social_care
from rightstart.safeguards.lift import Asked, ask_lift
from rightstart.safeguards.mark import Statement
from rightstart.safeguards.models import Clearance, SocialCareAnswer
from rightstart.safeguards.rules import LIFTS, MarkerKind, ParentKnownBy
from rightstart.safeguards.social_care import Answer
from rightstart.terms import Actor
from tests.clean import put_back
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, FIRST_DAY, HOMES, KIRKLEES, LONG_AGO, World, row
from tests.stages.at_the_gate import asked, birth, opened

BORN = date(2026, 9, 14)
ANN, BEN = Actor.person(1), Actor.person(2)
BOTH = ["R1", "R2"]


@pytest.fixture
def world(database: str) -> World:
    """Two families at one centre."""
    world = put_back(database, "journey", World)
    world.hand_in(
        row("R1", "Smith", BORN, nhs_number="9990000018"),
        row("R2", "Jones", BORN, nhs_number="9990000026", address_line_1="2 High Street"),
    )
    assert opened(world, *BOTH) == BOTH
    return world


# -- markers, lifts, open questions


def state(world: World, way: str, kind: MarkerKind) -> None:
    """State something of whoever R1 is known by in this way alone."""
    [(key,)] = look.ask(
        f"SELECT {way} FROM births_identity i JOIN births_birth b ON b.id = i.birth_id WHERE b.id = %s", birth("R1")
    )
    told = [Statement(bytes(key), kind, world.at)]  # type: ignore[call-overload]
    safeguards.mark(statements=told, source="message", by=ANN, at=world.at)


@pytest.mark.parametrize("way", ["i.record_key", "i.nhs_key", "convert_to(b.reference, 'UTF8')"])
@pytest.mark.parametrize("kind", [MarkerKind.ADOPTION, MarkerKind.INVALID_IDENTITY])
def test_a_marker_shuts_the_gate_whichever_way_it_knows_the_birth(world: World, way: str, kind: MarkerKind) -> None:
    state(world, way, kind)
    assert opened(world, *BOTH) == ["R2"]


@pytest.mark.parametrize("kind", [MarkerKind.ADOPTION, MarkerKind.INVALID_IDENTITY])
def test_a_marker_on_a_confinement_shuts_the_gate_where_it_holds_siblings(world: World, kind: MarkerKind) -> None:
    state(world, "i.confinement_key", kind)
    assert opened(world, *BOTH) == (["R2"] if kind is MarkerKind.ADOPTION else BOTH)


def test_only_what_two_people_have_lifted_opens_again_and_what_is_said_later_shuts_again(world: World) -> None:
    object_to(world, *BOTH)
    rule = LIFTS[MarkerKind.OBJECTION]
    told = {"kind": MarkerKind.OBJECTION, "reason": rule.reasons[0], "roles": rule.asks, "by": ANN, "at": world.at}
    told |= {"known_by": ParentKnownBy.VOUCHED_FOR}
    assert isinstance(ask_lift(birth=birth("R2"), **told), Asked)
    look.lift(world, birth("R1"), MarkerKind.OBJECTION, ANN, BEN)
    assert opened(world, *BOTH) == ["R1"]
    object_to(world, "R1")
    assert opened(world, *BOTH) == []
    look.lift(world, birth("R1"), MarkerKind.OBJECTION, ANN, BEN)
    assert opened(world, *BOTH) == ["R1"]


def object_to(world: World, *records: str) -> None:
    """Somebody objects a day later, which no pass has seen yet, and another day goes by."""
    world.today += timedelta(days=1)
    for record in records:
        kind = MarkerKind.OBJECTION
        safeguards.mark_birth(birth=birth(record), kind=kind, source="person", by=ANN, at=world.at)
    world.today += timedelta(days=1)


def test_while_a_question_about_its_match_is_open_a_birth_is_shut(world: World) -> None:
    told = {"council_id": world.ids[CALDERDALE], "kind": ReviewKind.SAME_BABY.value, "opened_at": world.at}
    question = Review.objects.create(birth_id=birth("R1"), **told)
    assert opened(world, *BOTH) == ["R2"]
    question.settled_at, question.settled_by, question.answer = world.at, str(ANN), "different"
    question.save()
    assert opened(world, *BOTH) == BOTH


@pytest.mark.parametrize("kind", ReviewKind)
@pytest.mark.parametrize("alike", [True, False], ids=["one-number", "two-numbers"])
def test_an_open_question_shuts_the_elder_birth_too_where_both_bear_one_number(
    world: World, kind: ReviewKind, alike: bool
) -> None:
    if alike:
        told = "UPDATE births_identity SET nhs_key = (SELECT nhs_key FROM births_identity WHERE birth_id = %s)"
        look.ask(f"{told} WHERE birth_id = %s RETURNING 1", birth("R1"), birth("R2"))
    told_of = {"birth_id": birth("R2"), "other_id": birth("R1"), "council_id": world.ids[CALDERDALE]}
    question = Review.objects.create(**told_of, kind=kind.value, opened_at=world.at)
    held = alike and kind is ReviewKind.SAME_BABY
    assert opened(world, *BOTH) == ([] if held else ["R1"])
    question.settled_at, question.settled_by, question.answer = world.at, str(ANN), "different"
    question.save()
    assert opened(world, *BOTH) == BOTH


# -- what was said of the birth itself


def test_a_clearance_that_has_run_out_shuts_the_gate_and_one_that_will_does_not_yet(world: World) -> None:
    mine = Clearance.objects.filter(birth_id=birth("R1"))
    mine.update(until_at=world.at + timedelta(seconds=1))
    assert opened(world, *BOTH) == BOTH
    mine.update(until_at=world.at)
    assert opened(world, *BOTH) == ["R2"]


def test_a_birth_with_no_clearance_at_all_is_shut_and_its_supplier_has_spoken_all_the_same(world: World) -> None:
    Clearance.objects.filter(birth_id=birth("R1")).delete()
    assert (asked(world, "R1").passage, asked(world, "R1").confirmed_on) == (Passage.CLOSED, FIRST_DAY)


def test_of_several_statements_about_a_birth_the_latest_counts_and_of_two_at_once_the_one_that_came_last(
    world: World,
) -> None:
    elsewhere = {"nhs_number": "9990000018", "postcode": "HX2 7AA"}
    world.hand_in(row("R1", "Smith", BORN, **elsewhere), as_at=world.at - timedelta(days=1))
    assert opened(world, *BOTH) == BOTH
    world.hand_in(row("R9", "Smith", BORN, **elsewhere))
    assert birth("R9") == birth("R1")
    assert (opened(world, *BOTH), opened(world, *BOTH, centre="CAL-02")) == (["R2"], ["R1"])


# -- places


def test_a_centre_that_claims_the_postcode_itself_goes_before_one_that_claims_the_area_around(world: World) -> None:
    held = [("small-area", area, world.ids["CAL-01"]) for council, area in HOMES.values() if council == CALDERDALE]
    claims = [*held, ("postcode", "HX1 1UJ", world.ids["CAL-02"])]
    redraw(council_id=world.ids[CALDERDALE], claims=claims, from_on=LONG_AGO, by=BY, at=world.at)
    assert opened(world, *BOTH) == []


def test_a_birth_placed_by_hand_is_shut_to_its_centre_and_the_last_word_on_it_counts(world: World) -> None:
    for centre, later, still in (
        ("CAL-02", 0, ["R2"]),
        ("CAL-01", 1, BOTH),
        ("CAL-02", 1, ["R2"]),
        ("CAL-01", 1, BOTH),
    ):
        at = world.at + timedelta(minutes=later)
        place_by_hand(birth_reference=look.birth_reference("Smith"), centre_code=centre, reason="x", by=ANN, at=at)
        assert opened(world, *BOTH) == still


def test_a_birth_that_has_gone_to_another_centre_is_open_there_alone(world: World, database: str) -> None:
    told = {"birth_reference": look.birth_reference("Smith"), "centre_code": "CAL-02", "reason": "x"}
    place_by_hand(**told, by=ANN, at=world.at)
    journey.advance(births=[birth("R1")], by=BY, at=world.at)
    with psycopg.connect(database) as connection:  # in whatever order the database keeps what was decided
        connection.execute("UPDATE release_decision SET by = by WHERE superseded_at IS NOT NULL")
    assert (opened(world, *BOTH), opened(world, *BOTH, centre="CAL-02")) == (["R2"], ["R1"])


# -- the council


def test_while_its_council_has_stopped_everything_a_birth_is_shut_and_not_while_another_has(world: World) -> None:
    stop_everything(council=world.ids[KIRKLEES], reason=Reason.WRONG_DATA, by=ANN, at=world.at)
    assert opened(world, *BOTH) == BOTH
    stop_everything(council=world.ids[CALDERDALE], reason=Reason.WRONG_DATA, by=ANN, at=world.at)
    assert opened(world, *BOTH) == []
    assert resume(council=world.ids[CALDERDALE], by=ANN, at=world.at) is Resuming.ASKED
    assert opened(world, *BOTH) == []
    assert resume(council=world.ids[CALDERDALE], by=BEN, at=world.at) is Resuming.RESUMED
    assert opened(world, *BOTH) == BOTH


def ask_social_care(world: World, council: str) -> None:
    told = {"by": BY, "at": world.at}
    people.add_person(email=f"{council}@example.org", name="Mia", password="a long enough password", **told)
    role = {"organisation_code": council, "kind": RoleKind.SOCIAL_CARE, "from_on": LONG_AGO}
    roles.give_role(email=f"{council}@example.org", **role, **told)
    assert social_care.ask_from_now(council=world.ids[council], **told) is None


def test_where_social_care_is_asked_only_a_birth_that_they_have_cleared_is_open(world: World) -> None:
    ask_social_care(world, KIRKLEES)
    world.hand_in(row("R3", "Brown", BORN, address_line_1="3 High Street"))
    assert opened(world, *BOTH, "R3") == [*BOTH, "R3"]
    world.today += timedelta(days=1)
    ask_social_care(world, CALDERDALE)
    late = ("R4", "R5", "R6")
    world.hand_in(*(row(name, f"Late{name}", BORN, address_line_1=f"{name} Road") for name in late))
    said = {reference(name): Answer.CLEAR for name in ("R4", "R5")}
    journey.answer_social_care(council=world.ids[CALDERDALE], answers=said, by=BEN, at=world.at)
    assert opened(world, *BOTH, "R3", *late) == [*BOTH, "R3", "R4", "R5"]
    SocialCareAnswer.objects.using("owner").filter(birth_id=birth("R5")).update(answer=Answer.OTHER.value)
    assert opened(world, *BOTH, "R3", *late) == [*BOTH, "R3", "R4"]


def reference(record: str) -> str:
    [(found,)] = look.ask("SELECT reference FROM births_birth WHERE id = %s", birth(record))
    return str(found)
