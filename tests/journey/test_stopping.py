"""Stories of births that must not be contacted, or no longer: what stops them, how soon, and for how long."""

from datetime import date, timedelta

from rightstart import journey
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.contact.follow_up import Noted
from rightstart.contact.rules import AttemptOutcome, Channel, Made, NotAllowed, Objection
from rightstart.directory.rules import RoleKind
from rightstart.handover.hand_over import confirm_destroyed
from rightstart.intake.contract import Kind
from rightstart.safeguards.lift import Lifted
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, BirthId
from tests import opened
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, KIRKLEES, World, row

BORN = date(2026, 9, 14)
STEWARD, LEAD = Actor.person(1), Actor.person(2)


def lift(world: World, record: str, kind: MarkerKind) -> object:
    """Two people lift a kind of marker from a birth."""
    return look.lift(world, BirthId(look.birth_of(record)), kind, STEWARD, LEAD)


def test_a_death_before_release_never_leaves(world: World) -> None:
    world.hand_in(row("R1", "Smith", world.today - timedelta(days=3)))
    world.today += timedelta(days=3)
    world.hand_in({"record_id": "R1", "contact": "died"}, kind=Kind.STATUS)
    world.pass_to(BORN + timedelta(days=60))
    assert world.surnames() == []
    assert look.count("handover_line") == look.count("handover_callback") == 0
    assert look.outcomes()["R1"] == ("withheld", "death-informal")


def test_a_death_after_release_is_called_back_and_chased_until_answered(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    [family] = world.families("CAL-01")
    world.today += timedelta(days=3)
    world.hand_in({"record_id": "R1", "contact": "died"}, kind=Kind.STATUS)
    assert world.surnames() == []
    assert world.called_back() == [family.reference]
    world.today += timedelta(days=5)
    confirm_destroyed(references=[family.reference], centre=world.ids["CAL-02"], by=STEWARD, at=world.at)
    assert world.called_back() == [family.reference]
    confirm_destroyed(references=[family.reference], centre=world.ids["CAL-01"], by=STEWARD, at=world.at)
    assert world.called_back() == []


def test_a_death_row_with_other_faults_still_stops_the_birth(world: World) -> None:
    world.hand_in(
        row("R1", "Smith", BORN), *(row(f"X{n}", f"Other{n}", BORN, address_line_1=f"{n} Road") for n in range(5))
    )
    world.today += timedelta(days=3)
    faulty = row("R1", "", "31/02/2026", contact="died", postcode="NOWHERE", nhs_number="123")
    receipt = world.hand_in(faulty, *(row(f"X{n}", f"Other{n}", BORN, address_line_1=f"{n} Road") for n in range(5)))
    assert receipt["totals"]["quarantined"] == 1
    assert "Smith" not in world.surnames()
    assert len(world.called_back()) == 1


def test_a_held_file_still_stops_what_it_stops(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=3)
    receipt = world.hand_in(row("R1", "Smith", BORN, contact="died", favourite_colour="blue"))
    assert receipt["status"] == "held"
    assert receipt["stops"] == 1
    assert world.surnames() == []
    assert len(world.called_back()) == 1


def test_a_refused_file_still_stops_what_it_stops_and_its_bytes_are_gone(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=3)
    receipt = world.hand_in(row("R1", "Smith", BORN, contact="died", birth_weight="3200"))
    assert receipt["status"] == "refused"
    assert world.surnames() == []
    assert look.count("intake_keptbytes") == 1  # the first file's


def test_a_stop_waits_for_a_birth_that_has_not_come(world: World) -> None:
    world.hand_in({"record_id": "R1", "contact": "hold"})
    world.today += timedelta(days=3)
    world.hand_in(row("R1", "Smith", BORN))
    assert world.surnames() == []
    assert look.outcomes()["R1"] == ("withheld", "supplier-hold")


def test_an_adopted_child_is_never_disclosed(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN, nhs_number="9990000018"))
    assert world.surnames() == ["Smith"]
    journey.mark(
        birth=BirthId(look.birth_of("R1")), kind=MarkerKind.ADOPTION, source="social-care", by=STEWARD, at=world.at
    )
    assert world.surnames() == []
    world.today += timedelta(days=3)
    world.hand_in(row("R9", "Smith", BORN, nhs_number="9990000018", action="new"))
    world.hand_in(row("R7", "Other", BORN, postcode="HD1 2AA", nhs_number="9990000018"), council=KIRKLEES)
    assert look.worklists(world) == {"CAL-01": [], "CAL-02": [], "KIR-01": []}


def test_one_record_with_two_nhs_numbers_holds_both_births_and_links_neither(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN, nhs_number="9990000018"))
    world.today += timedelta(days=3)
    world.hand_in(row("R1", "Brown", BORN, nhs_number="9990000026", address_line_1="9 Other Road", action="correct"))
    assert world.surnames() == []
    assert look.count("births_birth") == look.count("births_family") == 2
    assert look.open_review_kinds() == ["identity-conflict", "identity-conflict"]
    assert set(look.outcomes().values()) == {("withheld", "invalid-identity")}


def test_an_objection_stops_everything(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=3)
    world.hand_in({"record_id": "R1", "objection": "yes"}, kind=Kind.STATUS)
    assert world.surnames() == []
    assert look.outcomes()["R1"] == ("withheld", "objection")
    world.today += timedelta(days=3)
    world.hand_in(row("R1", "Smith", BORN, objection="no", action="correct"))
    assert world.surnames() == []


def test_a_stillborn_twin_holds_the_survivor_until_two_people_let_it_go_on(world: World) -> None:
    twins = {"births_in_confinement": "2"}
    receipt = world.hand_in(
        row("R1", "Smith", BORN, birth_order="1", **twins),
        row("R2", "Smith", BORN, birth_order="2", outcome="stillbirth", **twins),
        row("R3", "Jones", BORN, address_line_1="7 Low Road"),
    )
    assert receipt["totals"]["stillbirth"] == 1
    assert world.surnames() == ["Jones"]
    assert look.outcomes()["R1"] == ("withheld", "sibling")
    assert look.count("births_birth") == 2
    assert isinstance(lift(world, "R1", MarkerKind.SIBLING), Lifted)
    journey.hand_over_due(by=BY, at=world.at)
    assert sorted(world.surnames()) == ["Jones", "Smith"]


def test_a_twin_who_died_holds_the_other_for_a_person(world: World) -> None:
    twins = [
        row(f"R{n}", "Smith", BORN, birth_order=str(n), births_in_confinement="2", baby_forename=f"N{n}")
        for n in (1, 2)
    ]
    world.hand_in(*twins)
    assert len(world.families("CAL-01")) == 1
    world.today += timedelta(days=2)
    world.hand_in({"record_id": "R2", "contact": "died"}, kind=Kind.STATUS)
    assert world.surnames() == []
    assert look.outcomes() == {"R1": ("withheld", "sibling"), "R2": ("withheld", "death-informal")}
    assert len(world.called_back()) == 2


def test_a_protected_address_is_shown_and_stored_nowhere(world: World, database: str) -> None:
    hidden = row(
        "R1", "Smith", BORN, postcode="ZZZSECUR", address_line_1="99 Hidden Crescent", address_line_2="Secretton"
    )
    world.hand_in(hidden, row("R2", "Jones", BORN))
    assert world.surnames() == ["Jones"]
    assert look.outcomes()["R1"] == ("withheld", "protected-address")
    assert "Hidden Crescent" not in look.everything_stored(database)
    assert "Secretton" not in look.everything_stored(database)


def test_a_family_that_moves_away_is_not_written_to_at_the_old_address(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=3)
    moved = row("R1", "Smith", BORN, postcode="HD1 2AA", address_line_1="5 New Road", action="correct")
    receipt = world.hand_in(moved)
    told = open_alerts(world.viewer(CALDERDALE), [RoleKind.SAFEGUARDING_LEAD])
    assert [one.kind for one in told] == [AlertKind.MOVED_AWAY]
    assert receipt["not_ours_by_area"] == {KIRKLEES: 1}
    assert world.surnames("CAL-01") == []
    world.hand_in(moved, council=KIRKLEES)
    assert world.surnames("KIR-01") == ["Smith"]
    assert "5 New Road" not in [one.address for one in opened.notices(council_id=world.ids[CALDERDALE])]
    assert "5 New Road" in [one.address for one in opened.notices(council_id=world.ids[KIRKLEES])]


def test_a_withdrawal_calls_the_family_back(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=3)
    world.hand_in({"record_id": "R1", "action": "withdraw"})
    assert world.surnames() == []
    assert len(world.called_back()) == 1


def test_a_bereavement_told_to_the_centre_stops_contact_everywhere(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    [family] = world.families("CAL-01")
    told = Made(Channel.AT_CENTRE, AttemptOutcome.BEREAVEMENT)
    world.tried(family, told)
    assert world.surnames() == []
    assert look.outcomes()["R1"] == ("withheld", "death-informal")


def test_a_bereavement_is_taken_while_the_supplier_keeps_silent(world: World) -> None:
    """That nobody may write to a family must not keep it from being heard."""
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=12)
    [waits] = world.waiting()
    assert (world.surnames(), waits.addressee, waits.confirmed_on) == (
        [],
        "Alex Smith",
        world.today - timedelta(days=12),
    )
    assert world.tried(waits, Made(Channel.LETTER, AttemptOutcome.SENT)) == NotAllowed(Objection.WAITS)
    assert isinstance(world.tried(waits, Made(Channel.LETTER, AttemptOutcome.RETURNED_MAIL)), Noted)
    assert isinstance(world.tried(waits, Made(Channel.PHONE, AttemptOutcome.BEREAVEMENT)), Noted)
    assert look.outcomes()["R1"] == ("withheld", "death-informal")
    assert world.called_back() == [waits.reference]
    world.pass_to(world.today)
    assert (world.surnames(), world.waiting()) == ([], [])
