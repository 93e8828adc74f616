"""Stories of families who move: in from elsewhere, away, from one council to another, and back again."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from rightstart import journey
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.births import known_elsewhere
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.directory.rules import RoleKind
from rightstart.intake import receive
from rightstart.intake.contract import Kind
from rightstart.movers.hand_on import HandedOn, NotTaken, hand_on, pass_on_words
from rightstart.movers.rules import NewHome, NotHandedOn
from rightstart.safeguards.lift import Lifted
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, BirthId
from tests.journey import look
from tests.journey.world import CALDERDALE, KIRKLEES, SUPPLIER, World, row

ONE, TWO = Actor.person(1), Actor.person(2)
TODDLER = date(2024, 3, 1)
BORN = date(2026, 9, 14)


def agree_on_arrivals(world: World, giver: str = SUPPLIER, council: str = CALDERDALE) -> None:
    hop = Hop.SUPPLIER_TO_COUNCIL if giver == SUPPLIER else Hop.COUNCIL_TO_COUNCIL
    world.agree(f"ARR-{giver}-{council}", hop, giver, council, [council], InstrumentKind.ARRIVALS_SHARING)


# -- families who move in


def test_a_family_that_moves_in_reaches_its_centre_and_is_due_by_when_it_came(world: World) -> None:
    agree_on_arrivals(world)
    receipt = world.hand_in(row("A1", "Smith", TODDLER), kind=Kind.ARRIVALS)
    assert (receipt["kind"], receipt["totals"]["accepted"]) == ("arrivals", 1)
    [family] = world.families("CAL-01")
    assert (family.arrived, family.due_on) == (True, world.today + timedelta(days=28))


def test_arrivals_need_an_agreement_of_their_own(world: World) -> None:
    receipt = world.hand_in(row("A1", "Smith", TODDLER), kind=Kind.ARRIVALS)
    assert [fault["code"] for fault in receipt["faults"]] == ["no-agreement"]
    agree_on_arrivals(world)
    others = [row(f"R{n}", f"Other{n}", BORN, address_line_1=f"{n} Road") for n in range(4)]
    assert world.hand_in(row("A1", "Smith", TODDLER), *others)["totals"]["quarantined"] == 1
    look.end(world, f"DSA-{CALDERDALE}", SUPPLIER)
    assert world.hand_in(row("A2", "Jones", BORN))["status"] == "refused"
    assert world.hand_in(row("A1", "Smith", TODDLER), kind=Kind.ARRIVALS)["status"] == "accepted"


def test_a_child_of_six_is_no_arrival(world: World) -> None:
    agree_on_arrivals(world)
    others = [row(f"A{n}", f"Other{n}", TODDLER, address_line_1=f"{n} Road") for n in range(4)]
    receipt = world.hand_in(row("A9", "Smith", date(2020, 3, 1)), *others, kind=Kind.ARRIVALS)
    assert [fault["code"] for fault in receipt["faults"]] == ["date-old"]


def test_a_file_of_arrivals_confirms_nobody_who_came_as_a_birth(world: World) -> None:
    agree_on_arrivals(world)
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=12)
    world.hand_in(row("A1", "Jones", TODDLER, address_line_1="9 High Street"), kind=Kind.ARRIVALS)
    assert (world.surnames(), [one.babies[0].surname for one in world.waiting()]) == (["Jones"], ["Smith"])
    world.confirm()
    assert sorted(world.surnames()) == ["Jones", "Smith"]


def test_an_arrival_that_was_known_as_a_birth_is_the_same_baby_and_no_second_contact(world: World) -> None:
    agree_on_arrivals(world)
    world.hand_in(row("R1", "Smith", BORN, nhs_number="9990000018"))
    world.hand_in(row("A1", "Smith", BORN, nhs_number="9990000018"), kind=Kind.ARRIVALS)
    assert world.surnames() == ["Smith"]


def test_a_change_to_an_arrival_leaves_it_one(world: World) -> None:
    agree_on_arrivals(world)
    world.hand_in(row("A1", "Smith", TODDLER), kind=Kind.ARRIVALS)
    world.hand_in({"record_id": "A1", "parent_name": "Noor Khan"}, kind=Kind.STATUS)
    [family] = world.families("CAL-01")
    assert (family.addressee, family.arrived) == ("Noor Khan", True)


def test_the_death_of_a_child_who_moved_in_calls_its_family_back(world: World) -> None:
    agree_on_arrivals(world)
    world.hand_in(row("A1", "Smith", TODDLER), kind=Kind.ARRIVALS)
    world.hand_in({"record_id": "A1", "contact": "died"}, kind=Kind.STATUS)
    assert (world.surnames(), len(world.called_back())) == ([], 1)


# -- families who move away


def away(world: World, *records: str, **more: str) -> None:
    """The supplier says that these have moved to Kirklees."""
    told = {"postcode": "HD1 2AA", "address_line_1": "9 New Road", "action": "correct"} | more
    world.hand_in(*(row(record, "Smith", BORN, **told) for record in records))


def open_(kind: AlertKind, council: str, role: RoleKind, world: World) -> list[str]:
    return [one.about for one in open_alerts(world.viewer(council), {role}) if one.kind is kind]


def test_a_move_out_calls_the_family_back_and_its_council_alone_is_told(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    away(world, "R1")
    assert (world.surnames(), len(world.called_back())) == ([], 1)
    moved = open_(AlertKind.MOVED_AWAY, CALDERDALE, RoleKind.SAFEGUARDING_LEAD, world)
    assert moved == [look.birth_reference("Smith")]
    assert open_(AlertKind.MOVED_AWAY, KIRKLEES, RoleKind.SAFEGUARDING_LEAD, world) == []


def test_a_move_that_the_centre_hears_of_is_told_to_the_council_too(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    [family] = world.families("CAL-01")
    world.tried(family, Made(Channel.PHONE, AttemptOutcome.MOVED))
    assert len(open_(AlertKind.MOVED_AWAY, CALDERDALE, RoleKind.SAFEGUARDING_LEAD, world)) == 1


def test_a_family_that_comes_back_waits_for_two_people(world: World) -> None:
    """Addresses flip to and fro between systems: neither the way out nor the way back is taken for granted."""
    world.hand_in(row("R1", "Smith", BORN))
    world.today += timedelta(days=1)
    away(world, "R1")
    for days in (1, 2):
        world.today += timedelta(days=days)
        world.hand_in(row("R1", "Smith", BORN, action="correct"))
        assert (world.surnames(), look.outcomes()["R1"]) == ([], ("withheld", "moved-away"))
    birth = BirthId(look.birth_of("R1"))
    assert isinstance(look.lift(world, birth, MarkerKind.MOVED_AWAY, ONE, TWO), Lifted)
    journey.hand_over_due(by=ONE, at=world.at)
    assert world.surnames() == ["Smith"]


# -- handed to their new council

HOME = NewHome(("9 New Road",), "HD1 2AA")


def hand_to_kirklees(world: World, record: str = "R1", home: NewHome = HOME) -> object:
    answer = hand_on(
        birth=BirthId(look.birth_of(record)), council=world.ids[CALDERDALE], to=KIRKLEES, home=home, by=ONE, at=world.at
    )
    journey.hand_over_due(by=ONE, at=world.at)
    return answer


def test_a_family_is_handed_to_its_new_council_only_under_their_agreement(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    assert hand_to_kirklees(world) is NotHandedOn.NOT_MOVED
    away(world, "R1")
    assert hand_to_kirklees(world) is NotHandedOn.NO_AGREEMENT
    agree_on_arrivals(world, CALDERDALE, KIRKLEES)
    answer = hand_to_kirklees(world)
    assert isinstance(answer, HandedOn), answer
    [family] = world.families("KIR-01")
    assert (family.addressee, family.address, family.arrived) == ("Alex Smith", ("9 New Road",), True)
    assert open_(AlertKind.MOVED_IN, KIRKLEES, RoleKind.DATA_STEWARD, world) == [answer.consignment]
    assert open_(AlertKind.MOVED_AWAY, CALDERDALE, RoleKind.SAFEGUARDING_LEAD, world) == []
    assert world.surnames() == []


def test_twins_go_together_and_once_only(world: World) -> None:
    agree_on_arrivals(world, CALDERDALE, KIRKLEES)
    twins = [{"births_in_confinement": "2", "birth_order": str(n)} for n in (1, 2)]
    world.hand_in(*(row(f"R{n + 1}", "Smith", BORN, **twin) for n, twin in enumerate(twins)))
    away(world, "R1")
    assert hand_to_kirklees(world) is NotHandedOn.NOT_MOVED
    away(world, "R2", births_in_confinement="2", birth_order="2")
    first = hand_to_kirklees(world)
    assert isinstance(first, HandedOn), first
    assert hand_to_kirklees(world, "R2") == first
    [family] = world.families("KIR-01")
    assert (len(family.babies), look.count("births_handedon")) == (2, 2)


@pytest.mark.parametrize("kind", [MarkerKind.ADOPTION, MarkerKind.PROTECTED_ADDRESS, MarkerKind.DEATH_INFORMAL])
def test_a_family_that_must_not_be_contacted_is_never_handed_on(world: World, kind: MarkerKind) -> None:
    agree_on_arrivals(world, CALDERDALE, KIRKLEES)
    world.hand_in(row("R1", "Smith", BORN))
    away(world, "R1")
    journey.mark(birth=BirthId(look.birth_of("R1")), kind=kind, source="person", by=ONE, at=world.at)
    assert hand_to_kirklees(world) is NotHandedOn.WITHHELD
    assert (look.count("births_handedon"), world.surnames("KIR-01")) == (0, [])


def test_a_death_told_to_the_old_council_calls_the_family_back_from_the_new_one(world: World) -> None:
    agree_on_arrivals(world, CALDERDALE, KIRKLEES)
    world.hand_in(row("R1", "Smith", BORN))
    away(world, "R1")
    hand_to_kirklees(world)
    world.hand_in({"record_id": "R1", "contact": "died"}, kind=Kind.STATUS)
    assert (world.surnames("KIR-01"), len(world.called_back("KIR-01"))) == ([], 1)


def test_a_death_told_while_a_family_is_being_handed_on_keeps_it_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree_on_arrivals(world, CALDERDALE, KIRKLEES)
    world.hand_in(row("R1", "Smith", BORN))
    away(world, "R1")
    tried = receive.try_out

    def meanwhile(*given: Any, **more: Any) -> Any:
        birth = BirthId(look.birth_of("R1"))
        journey.mark(birth=birth, kind=MarkerKind.DEATH_INFORMAL, source="person", by=TWO, at=world.at)
        return tried(*given, **more)

    monkeypatch.setattr(receive, "try_out", meanwhile)
    assert hand_to_kirklees(world) is NotHandedOn.WITHHELD
    assert (look.count("births_handedon"), world.surnames("KIR-01")) == (0, [])


def test_nothing_is_stated_of_a_birth_between_the_check_and_the_link(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    birth, stated = BirthId(look.birth_of("R1")), threading.Event()

    def state() -> None:
        journey.mark(birth=birth, kind=MarkerKind.ADOPTION, source="person", by=TWO, at=world.at)
        stated.set()
        connection.close()

    with transaction.atomic():
        known_elsewhere.hold_statements()
        other = threading.Thread(target=state)
        other.start()
        assert not stated.wait(0.5)
    other.join()
    assert (stated.is_set(), world.surnames()) == (True, [])


def test_the_new_council_s_word_is_as_fresh_as_the_old_one_s(world: World) -> None:
    agree_on_arrivals(world, CALDERDALE, KIRKLEES)
    world.hand_in(row("R1", "Smith", BORN))
    away(world, "R1")
    hand_to_kirklees(world)
    world.today += timedelta(days=9)
    assert pass_on_words(by=ONE, at=world.at) == 0
    assert (world.surnames("KIR-01"), len(world.waiting("KIR-01"))) == ([], 1)
    world.confirm()
    assert [pass_on_words(by=ONE, at=world.at) for _ in range(2)] == [1, 0]
    assert world.surnames("KIR-01") == ["Smith"]


def test_an_address_that_is_not_the_new_council_s_is_pointed_out_and_nothing_happens(world: World) -> None:
    agree_on_arrivals(world, CALDERDALE, KIRKLEES)
    world.hand_in(row("R1", "Smith", BORN))
    away(world, "R1")
    before = look.count("intake_consignment")
    for postcode in ("HX1 1UJ", "NOWHERE"):
        answer = hand_to_kirklees(world, home=NewHome(("9 New Road",), postcode))
        assert isinstance(answer, NotTaken)
    assert (look.count("intake_consignment"), look.count("births_handedon")) == (before, 0)
