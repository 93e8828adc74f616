"""Stories of families whose status changes after somebody has dealt with them: who did is told at once, once, and never why."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction

from rightstart import journey
from rightstart.agreements.rules import Hop
from rightstart.contact import notices, retrace
from rightstart.contact.follow_up import give_up
from rightstart.contact.retrace import Traced
from rightstart.contact.rules import CLEARED_KEPT_DAYS, AttemptOutcome, Change, Channel, Made, Trace
from rightstart.directory import roles
from rightstart.directory.rules import RoleKind
from rightstart.intake.contract import Kind
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import NEVER_TO_A_CENTRE, Actor, BirthId, Item
from tests.journey import look
from tests.journey.staff import bannered, changes, employ, sees, told, writes
from tests.journey.world import ALL_ITEMS, BY, CALDERDALE, World, row

BORN = date(2026, 9, 14)
STEWARD, LEAD, IG = RoleKind.DATA_STEWARD, RoleKind.SAFEGUARDING_LEAD, RoleKind.IG_LEAD
WORKER = RoleKind.CENTRE_WORKER
CALLED_BACK, CAME_BACK = Change.CALLED_BACK, Change.CAME_BACK


@pytest.fixture
def writer(world: World) -> int:
    """Somebody of the centre, with a family handed over to it."""
    world.hand_in(row("R1", "Smith", BORN))
    return employ(world, "writer", "CAL-01")


def mark(world: World, kind: MarkerKind = MarkerKind.OBJECTION, record: str = "R1") -> None:
    journey.mark(birth=BirthId(look.birth_of(record)), kind=kind, source="person", by=BY, at=world.at)


def lift(world: World, kind: MarkerKind = MarkerKind.OBJECTION) -> None:
    look.lift(world, BirthId(look.birth_of("R1")), kind, Actor.person(901), Actor.person(902))
    journey.hand_over_due(by=BY, at=world.at)


def move(world: World, postcode: str) -> None:
    world.today += timedelta(days=1)
    world.hand_in(row("R1", "Smith", BORN, action="correct", postcode=postcode))


def test_whoever_wrote_to_a_family_or_saw_it_come_is_told_and_nobody_else(world: World, writer: int) -> None:
    seer, colleague = employ(world, "seer", "CAL-01"), employ(world, "colleague", "CAL-01")
    sees(world, seer)
    reference = writes(world, writer)
    assert not bannered(writer)
    mark(world)
    assert [bannered(one) for one in (writer, seer, colleague)] == [True, True, False]
    for one in (writer, seer):
        [notice] = told(world, one)
        assert (notice.references, notice.change, notice.on_list, notice.new) == ((reference,), CALLED_BACK, None, True)
    assert changes(world, colleague) == []


def test_the_banner_stays_until_the_inbox_is_opened_by_this_person(world: World, writer: int) -> None:
    seer = employ(world, "seer", "CAL-01")
    sees(world, seer)
    writes(world, writer)
    mark(world)
    assert [one.new for one in told(world, writer)] == [True]
    assert [one.new for one in told(world, writer)] == [False]
    assert (bannered(writer), bannered(seer)) == (False, True)


def test_one_change_is_told_once_however_often_it_is_looked_at_again(world: World, writer: int) -> None:
    writes(world, writer)
    mark(world)
    mark(world)
    for _ in range(2):
        world.pass_to(world.today + timedelta(days=1))
    assert changes(world, writer) == [CALLED_BACK]


@pytest.mark.parametrize(
    "change",
    [
        lambda world: mark(world, MarkerKind.DEATH_INFORMAL),
        lambda world: world.hand_in({"record_id": "R1", "contact": "died"}, kind=Kind.STATUS),
        lambda world: world.hand_in({"record_id": "R1", "action": "withdraw"}),
        lambda world: mark(world, MarkerKind.MOVED_AWAY),
        lambda world: move(world, "HX2 7AA"),
    ],
)
def test_whatever_takes_a_family_away_is_told_in_the_same_words(
    world: World, writer: int, change: Callable[[World], None]
) -> None:
    writes(world, writer)
    world.today += timedelta(days=2)
    change(world)
    assert changes(world, writer) == [CALLED_BACK]


def test_where_an_agreement_ends_whoever_saw_a_family_come_is_told_that_it_is_taken_back(
    world: World, writer: int
) -> None:
    sees(world, writer)
    look.end(world, "INT-CAL", CALDERDALE)
    world.pass_to(world.today + timedelta(days=1))
    assert changes(world, writer) == [CALLED_BACK]


def test_a_family_that_moves_back_comes_back_with_what_went_before(world: World, writer: int) -> None:
    reference = writes(world, writer)
    move(world, "HX2 7AA")
    move(world, "HX1 1UJ")
    now, before = told(world, writer)
    assert (now.change, now.latest, now.on_list) == (CAME_BACK, True, reference)
    assert (before.change, before.latest) == (CALLED_BACK, False)


def test_a_family_that_comes_back_after_a_lift_and_is_called_back_again_is_told_each_time(
    world: World, writer: int
) -> None:
    sees(world, writer)  # saw the first parcel, and deals with nothing of the second
    for _ in range(2):
        world.today += timedelta(days=1)
        mark(world)
        world.today += timedelta(days=1)
        lift(world)
        assert world.surnames() == ["Smith"]
    assert changes(world, writer) == [CAME_BACK, CALLED_BACK] * 2


def test_once_another_address_is_known_of_a_family_that_was_given_up_it_is_told(world: World, writer: int) -> None:
    reference = writes(world, writer)
    writes(world, writer, made=Made(Channel.LETTER, AttemptOutcome.RETURNED_MAIL))
    council = look.organisation(CALDERDALE)
    [letter] = retrace.waiting(world.viewer(CALDERDALE), at=world.at)
    said = {"reference": letter.reference, "organisation": council, "found": Trace.NOT_FOUND}
    assert isinstance(retrace.answer(**said, by=BY, at=world.at), Traced)
    assert isinstance(give_up(viewer=world.viewer("CAL-01"), reference=reference, by=BY, at=world.at), Traced)
    assert (world.surnames(), changes(world, writer)) == ([], [])
    world.today += timedelta(days=2)
    world.hand_in(row("R1", "Smith", BORN, action="correct", address_line_1="7 Low Street"))
    [notice] = told(world, writer)
    assert (notice.change, notice.references, notice.on_list) == (Change.NEW_ADDRESS, (reference,), reference)


def test_an_agreement_that_lists_less_is_told_as_less_and_not_as_do_not_contact(world: World, writer: int) -> None:
    reference = writes(world, writer)
    fewer = ALL_ITEMS - NEVER_TO_A_CENTRE - {Item.LANGUAGE, Item.BABY_FORENAME}
    world.agree("INT-CAL", Hop.COUNCIL_TO_CENTRE, CALDERDALE, CALDERDALE, ["CAL-01", "CAL-02"], items=fewer)
    world.pass_to(world.today + timedelta(days=1))
    [notice] = told(world, writer)
    assert (notice.change, notice.on_list) == (Change.NARROWED, reference)


def test_twins_are_one_notice_with_both_references(world: World) -> None:
    writer = employ(world, "writer", "CAL-01")
    twins = {"births_in_confinement": "2", "baby_surname": "Khan", "parent_name": "Noor Khan"}
    world.hand_in(
        row("T1", "Khan", BORN, birth_order="1", baby_forename="Zara", **twins),
        row("T2", "Khan", BORN, birth_order="2", baby_forename="Adam", **twins),
    )
    reference = writes(world, writer, "Khan")
    mark(world, record="T1")
    [notice] = told(world, writer)
    assert set(notice.references) == set(world.called_back())
    assert notice.references[0] == reference
    assert len(notice.references) == 2


def test_the_council_is_told_where_a_centre_had_already_tried_to_contact_the_family(world: World, writer: int) -> None:
    world.hand_in(row("R2", "Jones", BORN, address_line_1="2 High Street"))
    leads = {kind: employ(world, kind.value, CALDERDALE, kind) for kind in (STEWARD, LEAD, IG)}
    both = employ(world, "both", CALDERDALE, STEWARD, LEAD)
    reference = writes(world, writer)
    for record in ("R1", "R2"):
        mark(world, MarkerKind.DEATH_INFORMAL, record)
    for person in (leads[STEWARD], leads[LEAD], both):
        [notice] = told(world, person, CALDERDALE)
        assert (notice.change, notice.references) == (Change.TRIED_BEFORE, (reference,))
        assert notice.centre == look.organisation("CAL-01")
    assert told(world, leads[IG], CALDERDALE) == []


def test_a_move_to_another_centre_is_no_matter_for_the_council(world: World, writer: int) -> None:
    steward = employ(world, "steward", CALDERDALE, STEWARD)
    writes(world, writer)
    move(world, "HX2 7AA")
    assert told(world, steward, CALDERDALE) == []


def test_nobody_is_told_of_a_family_of_a_centre_where_they_work_no_more(world: World, writer: int) -> None:
    writes(world, writer)
    role = {"email": "writer@example.org", "organisation_code": "CAL-01", "kind": WORKER}
    roles.end_role(**role, until_on=world.today, by=BY, at=world.at)
    mark(world)
    assert look.count("contact_importantnotice") == 0


def test_what_does_not_come_about_is_told_to_nobody(world: World, writer: int) -> None:
    writes(world, writer)

    def broken_off() -> None:
        with transaction.atomic():
            mark(world)
            assert look.count("contact_importantnotice") == 1
            raise InterruptedError

    with pytest.raises(InterruptedError):
        broken_off()
    assert (look.count("contact_importantnotice"), bannered(writer)) == (0, False)


def test_what_is_cleared_is_kept_a_year_and_then_gone_and_what_is_not_stays(world: World, writer: int) -> None:
    seer = employ(world, "seer", "CAL-01")
    sees(world, seer)
    reference = writes(world, writer)
    mark(world)
    viewer = world.viewer("CAL-01")
    assert notices.clear(viewer, writer, [reference], at=world.at) == 0  # nobody clears what they have not read
    told(world, writer)
    assert notices.clear(viewer, seer, [reference], at=world.at) == 0
    assert notices.clear(viewer, writer, [reference], at=world.at) == 1
    assert (changes(world, writer), changes(world, seer)) == ([], [CALLED_BACK])
    year = timedelta(days=CLEARED_KEPT_DAYS)
    assert [notices.forget(at=world.at + year + timedelta(days=days)) for days in (0, 1, 2)] == [0, 1, 0]
    assert changes(world, seer) == [CALLED_BACK]


def test_what_a_leaver_never_cleared_goes_after_a_year_too(world: World, writer: int) -> None:
    writes(world, writer)
    mark(world)
    role = {"email": "writer@example.org", "organisation_code": "CAL-01", "kind": WORKER}
    roles.end_role(**role, until_on=world.today + timedelta(days=30), by=BY, at=world.at)
    year = timedelta(days=CLEARED_KEPT_DAYS + 1)
    assert [notices.forget(at=world.at + days) for days in (timedelta(days=31), year)] == [0, 1]


def test_a_notice_holds_nothing_about_anybody_and_the_database_keeps_its_states_in_order(
    world: World, writer: int
) -> None:
    writes(world, writer)
    mark(world, MarkerKind.DEATH_INFORMAL)
    [(kept,)] = look.ask("SELECT n::text FROM contact_importantnotice n")
    assert not [word for word in ("Smith", "Olivia", "High Street", "HX1", "death") if word in str(kept)]
