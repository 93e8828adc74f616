"""Who must not be contacted, group by group (field guide 2.5, 9 to 14): not there, not under that number, or not at all."""

from datetime import date, timedelta

import pytest

from rightstart import journey
from rightstart.contact.follow_up import NoSuchFamily
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.intake import quarantine
from rightstart.intake.contract import Kind
from rightstart.safeguards.lift import NotLifted
from rightstart.safeguards.rules import LiftReason, MarkerKind
from rightstart.safeguards.stopped import open_stops
from rightstart.safeguards.stops import Answered, Caller, Said, Stopped, What
from tests.journey import look
from tests.journey.held import IG, LEAD, ONE, STEWARD, ask, back_after, birth, hold, mark, tells_nothing
from tests.journey.world import BY, CALDERDALE, KIRKLEES, World, row

BORN = date(2026, 9, 14)
NUMBER = "9990000018"
OTHERS = [row(f"X{number}", f"Other{number}", BORN, address_line_1=f"{number} Road") for number in range(5)]


def test_a_discharge_address_is_used_until_its_last_day_and_not_a_day_longer(world: World) -> None:
    last_day = world.today + timedelta(days=3)
    world.hand_in(row("R1", "Smith", BORN, address_kind="discharge", address_until=str(last_day)))
    world.pass_to(last_day)
    [family] = world.families("CAL-01")
    world.pass_to(last_day + timedelta(days=1))
    assert (world.surnames(), world.called_back()) == ([], [family.reference])
    assert hold(world, "R1") == ("address-stands", LEAD)
    assert tells_nothing(world)
    world.hand_in({"record_id": "R1", "address_line_1": "7 Low Street", "postcode": "HX2 7AA"}, kind=Kind.STATUS)
    assert look.worklists(world) == {"CAL-01": [], "CAL-02": ["Smith"], "KIR-01": []}


def test_a_baby_who_lives_apart_from_its_mother_waits_until_somebody_knows_where(world: World) -> None:
    """A surrogate's baby, or one still in the neonatal unit: the mother's home is not where to write."""
    world.hand_in(row("R1", "Smith", BORN))
    mark(world, "R1", MarkerKind.LIVING_APART)
    assert (world.surnames(), len(world.called_back())) == ([], 1)
    assert hold(world, "R1") == ("living-apart", LEAD)
    assert tells_nothing(world)
    apart, confirmed = MarkerKind.LIVING_APART, LiftReason.ADDRESS_CONFIRMED
    assert ask(world, "R1", apart, LiftReason.FAMILY_SEEN, LEAD) is NotLifted.WRONG_REASON
    assert back_after(world, "R1", apart, confirmed, STEWARD, LEAD) == ["Smith"]


def test_an_objection_is_kept_under_the_number_when_the_birth_comes_under_another_record(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN, nhs_number=NUMBER))
    world.hand_in({"record_id": "R1", "objection": "yes"}, kind=Kind.STATUS)
    world.today += timedelta(days=7)
    world.hand_in(row("R9", "Smith", BORN, nhs_number=NUMBER, parent_name="", baby_forename=""))
    assert look.worklists(world) == {"CAL-01": [], "CAL-02": [], "KIR-01": []}
    assert hold(world, "R9") == ("objection", IG)
    assert tells_nothing(world)
    assert ask(world, "R9", MarkerKind.OBJECTION, LiftReason.PARENT_WITHDREW, LEAD) is NotLifted.WRONG_ROLE
    assert back_after(world, "R9", MarkerKind.OBJECTION, LiftReason.PARENT_WITHDREW, IG, LEAD) == ["Smith"]


def test_a_parent_who_tells_the_centre_no_is_told_to_nobody_else_and_asked_no_more(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    [family] = world.families("CAL-01")
    world.tried(family, Made(Channel.PHONE, AttemptOutcome.DO_NOT_CONTACT))
    assert (world.surnames(), world.called_back()) == ([], [family.reference])
    assert hold(world, "R1") == ("objection", IG)
    assert world.tried(family, Made(Channel.LETTER, AttemptOutcome.SENT)) == NoSuchFamily()
    assert [str(made) for (made,) in look.ask("SELECT outcome FROM contact_attempt")] == ["do-not-contact"]


def test_a_superseded_record_holds_the_number_that_it_bore_until_its_source_is_asked(world: World) -> None:
    """The supplier takes a record back and sends its number under another: one baby, and nobody is sure of it."""
    world.hand_in(row("R1", "Smith", BORN, nhs_number=NUMBER))
    world.hand_in({"record_id": "R1", "action": "withdraw"})
    world.today += timedelta(days=1)
    world.hand_in(row("R2", "Smith", BORN, nhs_number=NUMBER))
    assert (world.surnames(), look.birth_of("R2")) == ([], look.birth_of("R1"))
    assert hold(world, "R2") == ("withdrawn", LEAD)
    assert tells_nothing(world)
    gone, corrected = MarkerKind.WITHDRAWN, LiftReason.SOURCE_CORRECTED
    assert ask(world, "R2", gone, corrected, IG) is NotLifted.WRONG_ROLE
    assert back_after(world, "R2", gone, corrected, STEWARD, IG) == ["Smith"]


def test_an_impossible_nhs_number_keeps_its_row_at_the_door(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN, nhs_number="9990000019"), *OTHERS)
    assert ("Smith" in world.surnames(), len(world.surnames()), "R1" in look.outcomes()) == (False, 5, False)
    viewer = world.viewer(CALDERDALE)
    [waits] = quarantine.waiting(viewer, at=world.at)
    journey.readmit(viewer=viewer, number=waits.number, changes={"nhs_number": NUMBER}, by=BY, at=world.at)
    journey.hand_over_due(by=BY, at=world.at)
    assert "Smith" in world.surnames()


def test_a_family_that_has_moved_is_met_by_its_new_council_while_the_old_one_is_silent(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN, nhs_number=NUMBER))
    mark(world, "R1", MarkerKind.MOVED_AWAY)
    there = row("R1", "Smith", BORN, nhs_number=NUMBER, postcode="HD1 2AA", address_line_1="5 New Road")
    world.hand_in(there, council=KIRKLEES)
    assert look.worklists(world) == {"CAL-01": [], "CAL-02": [], "KIR-01": ["Smith"]}
    [(ours,)] = look.ask("SELECT id FROM births_birth WHERE council_id = %s", world.ids[CALDERDALE])
    assert look.ask(
        "SELECT outcome, reason FROM release_decision WHERE superseded_at IS NULL AND birth_id = %s", ours
    ) == [("withheld", "moved-away")]
    assert tells_nothing(world)
    assert "5 New Road" not in look.all_that_a_centre_reads(world, "CAL-01")


def test_a_move_ends_only_with_the_word_that_the_family_lives_here(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    mark(world, "R1", MarkerKind.MOVED_AWAY)
    assert (world.surnames(), hold(world, "R1")) == ([], ("moved-away", LEAD))
    moved = MarkerKind.MOVED_AWAY
    assert ask(world, "R1", moved, LiftReason.ADDRESS_CONFIRMED, STEWARD) is NotLifted.WRONG_REASON
    assert back_after(world, "R1", moved, LiftReason.LIVES_HERE, STEWARD, IG) == ["Smith"]


@pytest.mark.parametrize("lacks", ["address_line_1", "postcode"])
def test_a_birth_without_a_whole_address_reaches_nobody_until_it_has_one(world: World, lacks: str) -> None:
    whole = row("R1", "Smith", BORN)
    world.hand_in(whole | {lacks: ""}, *OTHERS)
    assert ("Smith" in world.surnames(), "R1" in look.outcomes()) == (False, False)
    viewer = world.viewer(CALDERDALE)
    [waits] = quarantine.waiting(viewer, at=world.at)
    assert list(waits.faults) == [lacks]
    journey.readmit(viewer=viewer, number=waits.number, changes={lacks: whole[lacks]}, by=BY, at=world.at)
    journey.hand_over_due(by=BY, at=world.at)
    assert "Smith" in world.surnames()


def test_a_family_in_a_refuge_is_not_written_to_until_the_lead_confirms_an_address(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN, address_line_1="Cobblestone House"))
    mark(world, "R1", MarkerKind.UNSAFE_ADDRESS)
    assert (world.surnames(), hold(world, "R1")) == ([], ("unsafe-address", LEAD))
    assert "Cobblestone" not in look.all_that_a_centre_reads(world)
    assert tells_nothing(world)
    unsafe, confirmed = MarkerKind.UNSAFE_ADDRESS, LiftReason.ADDRESS_CONFIRMED
    assert ask(world, "R1", unsafe, confirmed, IG) is NotLifted.WRONG_ROLE
    assert back_after(world, "R1", unsafe, confirmed, STEWARD, LEAD) == ["Smith"]


def test_where_a_professional_says_no_nobody_asks_why_and_it_ends_with_that_professional(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    mark(world, "R1", MarkerKind.PROFESSIONAL_ADVICE)
    assert (world.surnames(), hold(world, "R1")) == ([], ("professional-advice", LEAD))
    assert tells_nothing(world)
    advised, withdrew = MarkerKind.PROFESSIONAL_ADVICE, LiftReason.AUTHOR_WITHDREW
    assert ask(world, "R1", advised, LiftReason.SOURCE_CORRECTED, LEAD) is NotLifted.WRONG_REASON
    assert back_after(world, "R1", advised, withdrew, STEWARD, LEAD) == ["Smith"]


def test_a_professional_who_rings_stops_at_once_and_for_good_and_what_was_said_is_not_kept(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    council, call = world.ids[CALDERDALE], Said(name="Smith", street="High Street", born_on=BORN)
    rung = {"said": call, "what": What.HOLD, "caller": Caller.OTHER_PROFESSIONAL}
    stop = journey.stop_family(council=council, **rung, by=ONE, at=world.at)
    assert isinstance(stop, Stopped)
    assert (world.surnames(), hold(world, "R1")) == ([], ("family-stop", LEAD))
    told = {"council": council, "reference": stop.reference, "birth": look.birth_reference("Smith"), "by": ONE}
    answer = journey.answer_stop(is_family=True, at=world.at, **told)
    assert answer == Answered(birth("R1"), MarkerKind.PROFESSIONAL_ADVICE)
    assert (open_stops(world.viewer(CALDERDALE)), world.surnames()) == ([], [])
    assert tells_nothing(world)
    assert back_after(world, "R1", MarkerKind.PROFESSIONAL_ADVICE, LiftReason.AUTHOR_WITHDREW, STEWARD, LEAD) == []
