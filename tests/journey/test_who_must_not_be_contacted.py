"""Who must not be contacted, group by group (field guide 2.5, 1 to 8): held from every centre, whose the hold is, how it ends."""

from datetime import date, timedelta

from rightstart import journey
from rightstart.agreements.rules import Hop
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.intake.contract import Attestation, Kind
from rightstart.release.compare import sides
from rightstart.release.holds import chase
from rightstart.safeguards.lift import NotLifted
from rightstart.safeguards.rules import LiftReason, MarkerKind
from rightstart.terms import Actor
from tests.journey import look
from tests.journey.held import IG, LEAD, STEWARD, ask, back_after, hold, mark, tells_nothing
from tests.journey.world import CALDERDALE, EVERYTHING, KIRKLEES, World, row

BORN = date(2026, 9, 14)
NUMBER, AFTERWARDS = "9990000018", "9990000026"
TWINS = [
    row(f"R{n}", "Smith", BORN, birth_order=str(n), births_in_confinement="2", baby_forename=name)
    for n, name in ((1, "Ada"), (2, "Bea"))
]


def test_a_stillborn_baby_is_refused_at_the_door(world: World, database: str) -> None:
    """Whatever was attested: nothing is kept but that its record must stop, should it ever come as a live birth."""
    receipt = world.hand_in(row("R1", "Quillfeather", BORN, outcome="stillbirth"))
    assert (receipt["totals"]["stillbirth"], look.count("births_birth"), look.count("intake_notice")) == (1, 0, 0)
    assert "Quillfeather" not in look.everything_stored(database)
    world.today += timedelta(days=7)
    world.hand_in(row("R1", "Smith", BORN))
    assert (world.surnames(), hold(world, "R1")) == ([], ("stillbirth", LEAD))
    assert tells_nothing(world)
    assert ask(world, "R1", MarkerKind.STILLBIRTH, LiftReason.SOURCE_CORRECTED, STEWARD) is NotLifted.WRONG_ROLE
    assert back_after(world, "R1", MarkerKind.STILLBIRTH, LiftReason.SOURCE_CORRECTED, LEAD, IG) == ["Smith"]


def test_a_baby_who_died_is_stopped_by_an_informal_word_said_to_another_council(world: World) -> None:
    world.enter(OrganisationKind.SUPPLIER, "RWY01")
    world.agree("DSA-2", Hop.SUPPLIER_TO_COUNCIL, "RWY01", KIRKLEES, [KIRKLEES])
    world.hand_in(row("R1", "Smith", BORN, nhs_number=NUMBER))
    [family] = world.families("CAL-01")
    died = {"record_id": "Z9", "contact": "died", "nhs_number": NUMBER}
    world.hand_in(died, supplier="RWY01", council=KIRKLEES)
    assert (look.worklists(world), world.called_back()) == (
        {"CAL-01": [], "CAL-02": [], "KIR-01": []},
        [family.reference],
    )
    assert hold(world, "R1") == ("death-informal", LEAD)
    assert tells_nothing(world)
    assert ask(world, "R1", MarkerKind.DEATH_INFORMAL, LiftReason.ENTERED_IN_ERROR, LEAD) is NotLifted.NOT_BY_HAND
    assert back_after(world, "R1", MarkerKind.DEATH_INFORMAL, LiftReason.SOURCE_CORRECTED, IG, LEAD) == ["Smith"]


def test_a_twin_whose_sibling_died_waits_until_somebody_has_seen_the_family(world: World) -> None:
    """Bereaved and new at once: both are called back, and only the survivor is ever shown again."""
    world.hand_in(*TWINS)
    mark(world, "R2", MarkerKind.DEATH_FORMAL)
    assert (world.surnames(), len(world.called_back())) == ([], 2)
    assert (hold(world, "R1"), hold(world, "R2")) == (("sibling", LEAD), ("death-formal", LEAD))
    assert tells_nothing(world)
    assert ask(world, "R1", MarkerKind.SIBLING, LiftReason.SOURCE_CORRECTED, STEWARD) is NotLifted.WRONG_REASON
    assert back_after(world, "R1", MarkerKind.SIBLING, LiftReason.FAMILY_SEEN, STEWARD, LEAD) == ["Smith"]
    [family] = world.families("CAL-01")
    assert [baby.forename for baby in family.babies] == ["Ada"]


def test_nobody_writes_to_a_mother_who_has_died(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN, parent_name="Rowan Quillfeather"))
    assert "Rowan Quillfeather" in look.all_that_a_centre_reads(world)
    mark(world, "R1", MarkerKind.PARENT_DIED)
    assert (world.surnames(), hold(world, "R1"), len(world.called_back())) == ([], ("parent-died", LEAD), 1)
    assert "Rowan Quillfeather" not in look.all_that_a_centre_reads(world)
    assert tells_nothing(world)
    world.today += timedelta(days=29)
    world.confirm()
    assert chase(at=world.at) == 1
    assert back_after(world, "R1", MarkerKind.PARENT_DIED, LiftReason.SOURCE_CORRECTED, STEWARD, LEAD) == ["Smith"]


def test_a_protected_address_is_read_by_no_centre_and_a_lift_alone_does_not_bring_it_back(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN, address_line_1="99 Cobblestone Mews"))
    assert "Cobblestone" in look.all_that_a_centre_reads(world)
    world.today += timedelta(days=1)
    world.hand_in({"record_id": "R1", "postcode": "ZZZSECUR"}, kind=Kind.STATUS)
    assert (world.surnames(), hold(world, "R1")) == ([], ("protected-address", LEAD))
    assert "Cobblestone" not in look.all_that_a_centre_reads(world)
    assert tells_nothing(world)
    protected = MarkerKind.PROTECTED_ADDRESS
    assert ask(world, "R1", protected, LiftReason.SOCIAL_CARE_CLEARED, IG) is NotLifted.WRONG_ROLE
    assert back_after(world, "R1", protected, LiftReason.SOCIAL_CARE_CLEARED, LEAD, IG) == []
    assert look.outcomes()["R1"] == ("unplaced", "no-postcode")
    world.today += timedelta(days=1)
    world.hand_in(row("R1", "Smith", BORN, address_line_1="3 New Road", action="correct"))
    assert [family.address for family in world.families("CAL-01")] == [("3 New Road",)]


def test_an_adopted_child_is_held_under_both_its_numbers_and_they_are_never_laid_side_by_side(world: World) -> None:
    """After an adoption comes a new NHS number, a new name and the adopters' home, under the record of old."""
    world.hand_in(row("R1", "Smith", BORN, nhs_number=NUMBER))
    mark(world, "R1", MarkerKind.ADOPTION)
    world.today += timedelta(days=40)
    adopters = {"parent_name": "Kim Brown", "address_line_1": "9 Cobblestone Mews"}
    world.hand_in(row("R1", "Brown", BORN, nhs_number=AFTERWARDS, action="correct", **adopters))
    assert look.worklists(world) == {"CAL-01": [], "CAL-02": [], "KIR-01": []}
    assert (look.count("births_birth"), hold(world, "R1")) == (2, ("adoption", LEAD))
    questions = [int(str(number)) for (number,) in look.ask("SELECT id FROM births_review WHERE settled_at IS NULL")]
    assert [sides(world.viewer(CALDERDALE), number) for number in questions] == [[], []]
    assert "Cobblestone" not in look.all_that_a_centre_reads(world)
    assert tells_nothing(world)
    cleared = LiftReason.SOCIAL_CARE_CLEARED
    assert ask(world, "R1", MarkerKind.ADOPTION, cleared, STEWARD) is NotLifted.WRONG_ROLE
    assert back_after(world, "R1", MarkerKind.ADOPTION, cleared, LEAD, IG) == []
    assert hold(world, "R1") == ("invalid-identity", LEAD)


def test_where_nobody_looked_for_planned_adoptions_nobody_is_written_to(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN), attests=EVERYTHING - {Attestation.ADOPTIONS})
    assert (world.surnames(), hold(world, "R1")) == ([], ("nothing-known", LEAD))
    assert tells_nothing(world)
    world.today += timedelta(days=1)
    world.hand_in(row("R1", "Smith", BORN, language="en", action="correct"))
    assert world.surnames() == ["Smith"]


def test_a_baby_taken_into_care_at_birth_waits_for_social_care_and_so_does_its_twin(world: World) -> None:
    world.hand_in(*TWINS)
    mark(world, "R1", MarkerKind.LOOKED_AFTER, source="social-care")
    assert (world.surnames(), len(world.called_back())) == ([], 2)
    assert (hold(world, "R1"), hold(world, "R2")) == (("looked-after", LEAD), ("sibling", LEAD))
    assert tells_nothing(world)
    cared_for, cleared = MarkerKind.LOOKED_AFTER, LiftReason.SOCIAL_CARE_CLEARED
    assert ask(world, "R1", cared_for, LiftReason.ENTERED_IN_ERROR, LEAD) is NotLifted.NOT_BY_HAND
    for role in (STEWARD, IG):
        assert ask(world, "R1", cared_for, cleared, role) is NotLifted.WRONG_ROLE
    assert back_after(world, "R1", cared_for, cleared, LEAD, IG) == ["Smith"]


def test_a_concealed_birth_gets_no_post_and_ends_with_each_of_its_reasons(world: World) -> None:
    """The supplier said no more than "hold"; a person says why, and lifting the one does not lift the other."""
    world.hand_in(row("R1", "Smith", BORN))
    world.hand_in({"record_id": "R1", "contact": "hold"}, kind=Kind.STATUS)
    assert hold(world, "R1") == ("supplier-hold", LEAD)
    mark(world, "R1", MarkerKind.CONCEALED_BIRTH)
    assert (world.surnames(), world.waiting(), hold(world, "R1")) == ([], [], ("concealed-birth", LEAD))
    assert tells_nothing(world)
    cleared, corrected = LiftReason.SOCIAL_CARE_CLEARED, LiftReason.SOURCE_CORRECTED
    assert back_after(world, "R1", MarkerKind.CONCEALED_BIRTH, cleared, LEAD, IG) == []
    assert hold(world, "R1") == ("supplier-hold", LEAD)
    assert back_after(world, "R1", MarkerKind.SUPPLIER_HOLD, corrected, STEWARD, LEAD) == ["Smith"]


def test_whoever_asks_that_a_hold_end_does_not_end_it(world: World) -> None:
    """One truth for every group: the same person, whatever their roles, is not the second one."""
    world.hand_in(row("R1", "Smith", BORN))
    mark(world, "R1", MarkerKind.LOOKED_AFTER)
    asked = ask(world, "R1", MarkerKind.LOOKED_AFTER, LiftReason.SOCIAL_CARE_CLEARED, LEAD, by=Actor.person(1))
    assert not isinstance(asked, NotLifted)
    again = {"lift": asked.lift, "roles": set(RoleKind), "at": world.at}
    assert journey.confirm_lift(by=Actor.person(1), **again) is NotLifted.SAME_PERSON
    assert (world.surnames(), hold(world, "R1")) == ([], ("looked-after", LEAD))
