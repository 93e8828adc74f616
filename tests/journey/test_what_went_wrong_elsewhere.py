"""What went wrong elsewhere (field guide 2.4): the same things happen here, and nobody is written to, shown or sent."""

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from rightstart import journey
from rightstart.agreements.rules import Hop
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.births.rules import Answer
from rightstart.cli.main import commands
from rightstart.contact.follow_up import NoSuchFamily
from rightstart.contact.rules import AttemptOutcome, Channel, Made, Stage
from rightstart.contact.worklist import family as family_page
from rightstart.directory import people
from rightstart.directory.roles import end_role, give_role, roles_of
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.handover.sent import sent_since
from rightstart.intake import punctuality
from rightstart.intake.contract import Attestation, Kind
from rightstart.release.compare import sides
from rightstart.release.halt import Reason, stop_everything
from rightstart.safeguards.lift import Asked, Lifted, NotLifted, ask_lift
from rightstart.safeguards.mark import mark_birth
from rightstart.safeguards.rules import LiftReason, MarkerKind
from rightstart.terms import Actor
from tests.journey import look
from tests.journey.held import IG, LEAD, ONE, STEWARD, ask, birth, hold, mark, tells_nothing
from tests.journey.world import BY, CALDERDALE, EVERYTHING, SUPPLIER, World, row

BORN = date(2026, 9, 14)
NUMBER = "9990000018"
LETTER = Made(Channel.LETTER, AttemptOutcome.SENT)
SIDES = ((SUPPLIER, RoleKind.SUPPLIER_SENDER), (CALDERDALE, STEWARD))


def told(world: World, whose: str, role: RoleKind) -> list[AlertKind]:
    return [one.kind for one in open_alerts(world.viewer(whose), {role})]


# -- Norfolk, 2019: 41 families of children who had died were written to; the feed had changed and nobody was told


@pytest.mark.parametrize("said", [{"status": "deceased"}, {"date_of_death": "2026-09-30"}, {"contact": "deceased"}])
def test_norfolk_a_feed_that_begins_to_send_the_dead_is_held_and_nobody_is_written_to(
    world: World, said: dict[str, str]
) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=7)
    receipt = world.hand_in(
        row("R2", "Jones", BORN, address_line_1="2 Road"), row("R3", "Khan", BORN, address_line_1="3 Road", **said)
    )
    assert (receipt["status"], [fault["column"] for fault in receipt["faults"]]) == ("held", list(said))
    assert [told(world, *side) for side in SIDES] == [[AlertKind.CONSIGNMENT_HELD]] * 2
    assert (world.surnames(), [one.addressee for one in world.waiting()]) == ([], ["Alex Smith"])
    assert look.count("births_birth") == 1
    world.pass_to(world.today + timedelta(days=1), confirmed=False)
    assert (world.surnames(), [one.addressee for one in world.waiting()]) == ([], ["Alex Smith"])


def test_norfolk_a_feed_whose_supplier_no_longer_looks_for_the_dead_reaches_nobody(world: World) -> None:
    """Nothing in its rows has changed: only the word that recorded deaths were taken out is missing."""
    receipt = world.hand_in(row("R1", "Smith", BORN), attests=EVERYTHING - {Attestation.DEATHS})
    assert (receipt["status"], receipt["totals"]["accepted"]) == ("accepted", 1)
    assert (world.surnames(), hold(world, "R1")) == ([], ("nothing-known", LEAD))


# -- Caerphilly, 2025: the marker was set, "an error within the IT system did not stop the SMS"


def test_caerphilly_a_marker_shuts_every_route_at_that_second_though_no_pass_was_made(world: World) -> None:
    """The mark alone is written, as if all that should have followed had failed."""
    world.hand_in(row("R1", "Quillfeather", BORN))
    [family] = world.families("CAL-01")
    mark_birth(birth=birth("R1"), kind=MarkerKind.DEATH_INFORMAL, source="person", by=BY, at=world.at)
    assert look.outcomes()["R1"] == ("disclose", "")
    assert (world.surnames(), world.waiting()) == ([], [])
    assert family_page(world.viewer("CAL-01"), family.reference, at=world.at) is None
    for channel in (Channel.LETTER, Channel.TEXT, Channel.EMAIL):
        assert world.tried(family, Made(channel, AttemptOutcome.SENT)) == NoSuchFamily()
    printed = CliRunner().invoke(commands, ["worklist", "CAL-01", "--json", "--as-of", str(world.today)])
    assert (printed.exit_code, json.loads(printed.stdout)["families"]) == (0, [])
    world.pass_to(world.today)
    assert (world.called_back(), tells_nothing(world)) == ([family.reference], True)


# -- Manchester, 2018: 95 letters to bereaved parents


def test_manchester_after_letters_to_the_bereaved_no_second_one_goes_and_each_is_known_by_reference(
    world: World,
) -> None:
    world.hand_in(*(row(f"R{n}", f"Name{n}", BORN, address_line_1=f"{n} Road") for n in range(4)))
    written = world.families("CAL-01")
    for family in written:
        world.tried(family, LETTER)
    before = world.at
    world.today += timedelta(days=1)
    world.hand_in(*({"record_id": f"R{n}", "contact": "died"} for n in range(3)), kind=Kind.STATUS)
    bereaved = {one.reference for one in written} - {one.reference for one in world.families("CAL-01")}
    assert (world.surnames(), set(world.called_back())) == (["Name3"], bereaved)
    assert [world.tried(one, LETTER) for one in written if one.reference in bereaved] == [NoSuchFamily()] * 3
    assert told(world, CALDERDALE, LEAD).count(AlertKind.CALL_BACK_RING) == 3
    council = world.ids[CALDERDALE]
    stop_everything(council=council, reason=Reason.BEREAVED_CONTACTED, by=ONE, at=world.at)
    assert (world.surnames(), len(world.waiting())) == ([], 1)
    log = sent_since(world.viewer(CALDERDALE), before)
    assert {one.reference for one in log if one.called_back_at} == bereaved
    assert "Name" not in str(log)


# -- Eye screening, 2026: people marked as deceased "reappear as new patients in the subsequent extraction"


@pytest.mark.parametrize(
    ("supplier", "again"),
    [
        (SUPPLIER, {"record_id": "R1", "nhs_number": NUMBER}),
        (SUPPLIER, {"record_id": "R2", "nhs_number": NUMBER}),
        (SUPPLIER, {"record_id": "R2"}),
        ("RWY01", {"record_id": "Z1"}),
        ("RWY01", {"record_id": "Z1", "nhs_number": NUMBER, "postcode": "HX2 7AA", "address_line_1": "9 Hill"}),
    ],
)
def test_eye_screening_a_baby_who_died_does_not_come_back_with_the_next_extraction(
    world: World, supplier: str, again: dict[str, str]
) -> None:
    world.enter(OrganisationKind.SUPPLIER, "RWY01")
    world.agree("DSA-2", Hop.SUPPLIER_TO_COUNCIL, "RWY01", CALDERDALE, [CALDERDALE])
    world.hand_in(row("R1", "Smith", BORN, nhs_number=NUMBER))
    world.hand_in({"record_id": "R1", "contact": "died"}, kind=Kind.STATUS)
    world.today += timedelta(days=7)
    world.hand_in(row("", "Smith", BORN, contact="", action="new") | again, supplier=supplier)
    world.pass_to(world.today + timedelta(days=1))
    assert look.worklists(world) == {"CAL-01": [], "CAL-02": [], "KIR-01": []}
    assert {outcome for outcome, _ in look.outcomes().values()} == {"withheld"}


# -- Halton, 2012: an adopter's address was sent to the birth mother, and no second person had looked


def test_halton_the_adopters_address_goes_nowhere_and_one_person_cannot_send_it(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    mark(world, "R1", MarkerKind.ADOPTION)
    world.today += timedelta(days=9)
    adopters = {"parent_name": "Kim Brown", "address_line_1": "9 Cobblestone Mews", "postcode": "HX2 7AA"}
    world.hand_in(row("R1", "Smith", BORN, action="correct", **adopters))
    for centre in ("CAL-01", "CAL-02"):
        assert "Cobblestone" not in look.all_that_a_centre_reads(world, centre)
    cleared = LiftReason.SOCIAL_CARE_CLEARED
    for role in (STEWARD, IG):
        assert ask(world, "R1", MarkerKind.ADOPTION, cleared, role) is NotLifted.WRONG_ROLE
    alone = look.lift(world, birth("R1"), MarkerKind.ADOPTION, ONE, ONE)
    world.pass_to(world.today)
    assert (alone, look.worklists(world)["CAL-02"]) == (NotLifted.SAME_PERSON, [])


# -- ICO, 2022 to 2023: the home of somebody who had fled was shown


def test_domestic_abuse_a_home_that_a_person_protects_is_shown_to_nobody_nor_is_the_next_one(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN, address_line_1="7 Cobblestone Mews", baby_forename=""))
    world.hand_in(row("R2", "Smith", BORN, address_line_1="7 Cobblestone Mews", baby_forename="Ada"))
    mark(world, "R1", MarkerKind.PROTECTED_ADDRESS)
    world.today += timedelta(days=1)
    world.hand_in(row("R1", "Smith", BORN, address_line_1="4 Larkspur Close", action="correct"))
    [(review,)] = look.ask("SELECT id FROM births_review WHERE settled_at IS NULL")
    compared = {one.record_id: one for one in sides(world.viewer(CALDERDALE), int(str(review)))}
    assert (compared["R1"].protected, compared["R1"].address, compared["R1"].postcode) == (True, None, None)
    read = look.all_that_a_centre_reads(world)
    assert ("Cobblestone" in read, "Larkspur" in read, world.surnames()) == (False, False, [])
    assert tells_nothing(world)


# -- Charnwood, 2023: the new address was sent to the old one


def test_charnwood_a_new_address_is_told_to_the_new_centre_alone_and_the_old_one_is_asked_to_destroy(
    world: World,
) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    [before] = world.families("CAL-01")
    world.today += timedelta(days=3)
    world.hand_in(row("R1", "Smith", BORN, postcode="HX2 7AA", address_line_1="5 New Road", action="correct"))
    assert (world.surnames("CAL-01"), world.called_back("CAL-01")) == ([], [before.reference])
    assert "5 New Road" not in look.all_that_a_centre_reads(world, "CAL-01")
    assert world.tried(before, LETTER) == NoSuchFamily()
    [after] = world.families("CAL-02")
    assert (after.address, after.reference == before.reference) == (("5 New Road",), False)


# -- PDS: systems rewrite the same address in another form, and a move is seen that never was


@pytest.mark.parametrize("written", ["1, HIGH STREET", "1 High  Street.", "1 high street"])
def test_flip_flop_the_same_address_written_otherwise_is_no_move(world: World, written: str) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    [before] = world.families("CAL-01")
    world.tried(before, LETTER)
    for address, postcode in ((written, "hx11uj"), ("1 High Street", "HX1 1UJ"), (written, "HX1  1UJ")):
        world.today += timedelta(days=1)
        world.hand_in(row("R1", "Smith", BORN, address_line_1=address, postcode=postcode, action="correct"))
    [after] = world.families("CAL-01")
    assert (after.reference, after.stage, after.due_on) == (before.reference, Stage.TRIED, before.due_on)
    assert (world.called_back(), look.worklists(world)["CAL-02"], look.marker_kinds()) == ([], [], {})


# -- Mavis: twins of one day, one home and one surname were merged, until there was a "keep both"


def test_twins_of_whom_nothing_else_is_told_are_merged_by_nobody_and_get_one_letter(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN, baby_forename="Baby"), row("R2", "Smith", BORN, baby_forename="Baby"))
    assert (world.surnames(), look.count("births_birth")) == ([], 2)
    [(review, kind)] = look.ask("SELECT id, kind FROM births_review WHERE settled_at IS NULL")
    settling = {"review": int(str(review)), "council": world.ids[CALDERDALE], "by": ONE, "at": world.at}
    journey.settle_review(answer=Answer.KEEP_BOTH, **settling)
    journey.hand_over_due(by=BY, at=world.at)
    assert (kind, [len(family.babies) for family in world.families("CAL-01")]) == ("same-baby", [2])


# -- Cornwall and many others: what comes quarterly comes too late


def test_late_data_both_sides_are_told_nobody_is_written_to_meanwhile_and_nobody_is_late_before_being_told(
    world: World,
) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=90)
    punctuality.chase(at=world.at)
    late = {AlertKind.DELIVERY_OVERDUE, AlertKind.STATUS_STALE}
    assert [set(told(world, *side)) for side in SIDES] == [late, late]
    assert (world.surnames(), len(world.waiting())) == ([], 1)
    [feed] = punctuality.feed_rows(world.viewer(CALDERDALE), at=world.at)
    assert feed.days_late > 60
    world.hand_in(row("R2", "Jones", BORN, address_line_1="2 Road"))
    new = next(one for one in world.families("CAL-01") if one.babies[0].surname == "Jones")
    assert (sorted(world.surnames()), new.due_on) == (["Jones", "Smith"], world.today)
    punctuality.chase(at=world.at)
    assert AlertKind.STATUS_STALE not in told(world, CALDERDALE, STEWARD)


# -- Lancashire: all was agreed anew when people left


def roles(world: World, person: Actor) -> set[RoleKind]:
    return {role.kind for role in roles_of(int(person.reference)) if role.stands(world.today)}


def test_staff_change_what_a_lead_began_the_next_one_ends_and_whoever_left_can_do_nothing(world: World) -> None:
    entering = {"name": "Lead", "password": "a long phrase for tests", "by": BY, "at": world.at}
    ann, ben = (Actor.person(people.add_person(email=f"{name}@example.org", **entering)) for name in ("ann", "ben"))
    here = {"organisation_code": CALDERDALE, "kind": LEAD, "by": BY}
    give_role(email="ann@example.org", from_on=world.today, at=world.at, **here)
    world.hand_in(row("R1", "Smith", BORN), row("R2", "Jones", BORN, address_line_1="2 Road"))
    for record in ("R1", "R2"):
        mark(world, record, MarkerKind.PARENT_DIED)
    lifting = {"kind": MarkerKind.PARENT_DIED, "reason": LiftReason.SOURCE_CORRECTED, "by": ann}
    asked = ask_lift(birth=birth("R1"), roles=roles(world, ann), at=world.at, **lifting)
    assert isinstance(asked, Asked)
    world.today += timedelta(days=1)
    end_role(email="ann@example.org", until_on=world.today, at=world.at, **here)
    give_role(email="ben@example.org", from_on=world.today, at=world.at, **here)
    assert (hold(world, "R1"), hold(world, "R2")) == (("parent-died", LEAD), ("parent-died", LEAD))
    assert ask_lift(birth=birth("R2"), roles=roles(world, ann), at=world.at, **lifting) is NotLifted.WRONG_ROLE
    done = journey.confirm_lift(lift=asked.lift, roles=roles(world, ben), by=ben, at=world.at)
    journey.hand_over_due(by=BY, at=world.at)
    assert (done, world.surnames()) == (Lifted(birth("R1")), ["Smith"])
