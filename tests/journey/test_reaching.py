"""Stories of births that reach their centre, when they may and not before."""

from datetime import date, timedelta

from rightstart.agreements import sign
from rightstart.agreements.concluding import conclude
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.contact.follow_up import Noted
from rightstart.contact.rules import AttemptOutcome, Channel, Made, NotAllowed, Objection
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.release.explain import explain
from rightstart.terms import Item
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, SUPPLIER, World, row

BORN = date(2026, 10, 1)
BETWEEN = (Hop.COUNCIL_TO_CENTRE, CALDERDALE, CALDERDALE, ["CAL-01"])


def test_a_birth_reaches_its_centre_on_day_sixteen(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.pass_to(BORN + timedelta(days=14))
    assert world.surnames("CAL-01") == []
    world.pass_to(BORN + timedelta(days=15))
    assert world.surnames("CAL-01") == ["Smith"]
    assert world.surnames("CAL-02") == world.surnames("KIR-01") == []


def test_the_health_visitors_visit_opens_contact_where_the_agreement_says_so(world: World) -> None:
    world.agree("INT-CAL", *BETWEEN, visit_opens=True)
    world.hand_in(row("R1", "Smith", "2026-09-24", hv_seen_on="2026-10-04"), row("R2", "Jones", "2026-09-24"))
    assert world.surnames() == ["Smith"]


def test_a_letter_comes_first_unless_the_agreement_says_otherwise(world: World) -> None:
    call, letter = Made(Channel.PHONE, AttemptOutcome.NO_ANSWER), Made(Channel.LETTER, AttemptOutcome.SENT)
    world.hand_in(row("R1", "Smith", "2026-09-14"))
    [family] = world.families("CAL-01")
    assert set(family.shut) == {Channel.PHONE, Channel.TEXT, Channel.EMAIL, Channel.VISIT}
    assert world.tried(family, call) == NotAllowed(Objection.BEFORE_LETTER)
    assert isinstance(world.tried(family, letter), Noted)
    assert isinstance(world.tried(family, call), Noted)
    world.agree("INT-CAL", *BETWEEN, first_contact="any-but-visit")
    world.hand_in(row("R2", "Jones", "2026-09-14"))
    [jones] = [one for one in world.families("CAL-01") if "Jones" in one.addressee]
    assert set(jones.shut) == {Channel.VISIT}
    assert isinstance(world.tried(jones, call), Noted)


def test_what_the_agreement_does_not_list_does_not_travel(world: World) -> None:
    few = frozenset({Item.PARENT_NAME, Item.ADDRESS, Item.POSTCODE})
    world.agree("INT-CAL", Hop.COUNCIL_TO_CENTRE, CALDERDALE, CALDERDALE, ["CAL-01"], items=few)
    world.hand_in(row("R1", "Smith", "2026-09-14", nhs_number="9990000018"))
    [family] = world.families("CAL-01")
    assert family.addressee == "Alex Smith"
    assert family.address == ("1 High Street",)
    assert family.babies[0].surname is family.babies[0].forename is family.babies[0].born_on is None


def test_each_decision_can_be_explained_with_its_agreement_and_its_leaf(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.pass_to(BORN + timedelta(days=15))
    told = explain(world.viewer(CALDERDALE), look.birth_reference("Smith"))
    assert told is not None
    assert [one.outcome.value for one in told] == ["not-yet", "disclose"]
    assert (told[1].agreement, told[1].version, told[1].recipient) == ("INT-CAL", 1, "CAL-01")
    assert told[0].superseded_at is not None
    assert len(told[1].leaf) == 64


def test_twins_are_one_family_and_two_babies(world: World) -> None:
    twins = [
        row(f"R{order}", "Smith", "2026-09-14", baby_forename=name, birth_order=str(order), births_in_confinement="2")
        for order, name in ((1, "Ada"), (2, "Bea"))
    ]
    world.hand_in(*twins)
    [family] = world.families("CAL-01")
    assert {baby.forename for baby in family.babies} == {"Ada", "Bea"}
    assert look.count("births_birth") == 2


def test_undeclared_twins_are_not_merged_and_wait_for_a_person(world: World) -> None:
    world.hand_in(
        row("R1", "Smith", "2026-09-14", baby_forename="Ada"), row("R2", "Smith", "2026-09-14", baby_forename="Bea")
    )
    assert look.count("births_birth") == 2
    assert look.open_review_kinds() == ["same-baby"]
    assert look.outcomes()["R2"] == ("withheld", "match-settled")


def test_a_twin_declared_and_missing_holds_the_other_until_it_comes(world: World) -> None:
    first = row("R1", "Smith", "2026-09-14", birth_order="1", births_in_confinement="2")
    world.hand_in(first)
    assert world.surnames() == []
    assert look.outcomes()["R1"] == ("withheld", "sibling-missing")
    world.today += timedelta(days=3)
    world.hand_in(first | {"record_id": "R2", "birth_order": "2", "baby_forename": "Bea"})
    assert [len(family.babies) for family in world.families("CAL-01")] == [2]


def test_an_unnamed_baby_named_later_is_the_same_birth_and_no_second_contact(world: World) -> None:
    world.hand_in(row("R1", "Smith", "2026-09-14", baby_forename="Baby"))
    [before] = world.families("CAL-01")
    sent = Made(Channel.LETTER, AttemptOutcome.SENT)
    world.tried(before, sent)
    world.today += timedelta(days=3)
    world.hand_in(row("R1", "Smith", "2026-09-14", baby_forename="Ada", action="correct"))
    [after] = world.families("CAL-01")
    assert before.babies[0].forename is None
    assert after.babies[0].forename == "Ada"
    assert after.reference == before.reference
    assert [attempt.channel for attempt in after.attempts] == [Channel.LETTER]
    assert look.count("births_birth") == 1
    assert world.called_back() == []


def test_a_corrected_postcode_moves_the_family_and_calls_the_first_centre_back(world: World) -> None:
    world.hand_in(row("R1", "Smith", "2026-09-14"))
    assert world.surnames("CAL-01") == ["Smith"]
    world.today += timedelta(days=3)
    world.hand_in(row("R1", "Smith", "2026-09-14", postcode="HX2 7AA", action="correct"))
    assert world.surnames("CAL-01") == []
    assert world.surnames("CAL-02") == ["Smith"]
    assert len(world.called_back("CAL-01")) == 1


def test_one_internal_instruction_serves_twelve_hubs(world: World) -> None:
    hubs = [f"CAL-{number}" for number in range(11, 23)]
    for hub in hubs:
        world.enter(OrganisationKind.CENTRE, hub, CALDERDALE)
    world.agree("INT-12", Hop.COUNCIL_TO_CENTRE, CALDERDALE, CALDERDALE, hubs)
    rows = []
    for number, hub in enumerate(hubs):
        look.serve_postcode(world, hub, f"HX9 {number % 10}A{'AB'[number // 10]}")
        rows.append(
            row(f"R{number}", f"Name{number}", "2026-09-14", postcode=f"HX9 {number % 10}A{'AB'[number // 10]}")
        )
    world.hand_in(*rows)
    assert [world.surnames(hub) for hub in hubs] == [[f"Name{number}"] for number in range(12)]
    assert look.agreements_cited() == {"INT-12"}


def test_an_operator_without_its_own_signature_gets_nothing(world: World) -> None:
    look.end(world, "INT-CAL", CALDERDALE)
    contract = sign.Drafted
    drafted = look.draft_only(world, "PRO-CAL", InstrumentKind.PROCESSOR_CONTRACT, ["CAL-01"])
    assert isinstance(drafted, contract)
    signers = {CALDERDALE: RoleKind.DIRECTOR}
    assert conclude(reference="PRO-CAL", version=1, signers=signers, by=BY, at=world.at) is None
    world.today += timedelta(days=1)
    world.hand_in(row("R1", "Smith", "2026-09-14"))
    assert look.outcomes()["R1"] == ("refused", "not-signed")
    look.put(world, "PRO-CAL", "CAL-01")
    world.pass_to(world.today)
    assert world.surnames() == ["Smith"]


def test_an_agreement_that_ends_clears_uncontacted_families_from_the_worklist(world: World) -> None:
    world.hand_in(row("R1", "Smith", "2026-09-14"), row("R2", "Jones", "2026-09-15", address_line_1="2 High Street"))
    contacted = next(one for one in world.families("CAL-01") if one.babies[0].surname == "Jones")
    world.tried(contacted, Made(Channel.LETTER, AttemptOutcome.SENT))
    world.today += timedelta(days=1)
    look.end(world, "INT-CAL", CALDERDALE)
    world.pass_to(world.today)
    assert world.surnames() == ["Jones"]
    assert len(world.called_back()) == 1


def test_with_no_agreement_in_force_a_supplier_is_refused_at_the_door(world: World) -> None:
    look.end(world, f"DSA-{CALDERDALE}", SUPPLIER)
    receipt = world.hand_in(row("R1", "Smith", "2026-09-14"))
    assert receipt["status"] == "refused"
    assert [fault["code"] for fault in receipt["faults"]] == ["no-agreement"]
    assert look.count("intake_notice") == look.count("births_birth") == look.count("intake_keptbytes") == 0


def test_with_a_status_eight_days_old_nothing_goes_out(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN), row("R2", "Jones", "2026-09-14", address_line_1="2 High Street"))
    assert world.surnames() == ["Jones"]
    world.pass_to(world.today + timedelta(days=7), confirmed=False)
    assert world.surnames() == ["Jones"]
    world.pass_to(world.today + timedelta(days=5), confirmed=False)
    assert world.surnames() == []
    assert look.outcomes()["R1"] == ("not-yet", "status-stale")
    world.pass_to(world.today)
    assert world.surnames() == ["Jones", "Smith"]
