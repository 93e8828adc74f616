"""Stories of what a council learns about a supplier's record: offered back only where agreed, and destroyed once answered."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from django.conf import settings

from rightstart import journey
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.directory.rules import RoleKind
from rightstart.engine.keys import directory
from rightstart.intake import offers, quarantine
from rightstart.intake.contract import Kind
from rightstart.intake.offers import OfferAnswer, OfferRow
from rightstart.intake.quarantine import Readmitted
from rightstart.safeguards.lift import Lifted
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, BirthId
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, SUPPLIER, World, row

BORN = "2026-09-14"
MOVED = Made(Channel.PHONE, AttemptOutcome.MOVED)


@pytest.fixture
def world(world: World) -> World:
    agree(world, tells_back=True)
    return world


def agree(world: World, *, tells_back: bool) -> None:
    parties = (Hop.SUPPLIER_TO_COUNCIL, SUPPLIER, CALDERDALE, [CALDERDALE])
    world.agree(f"DSA-{CALDERDALE}", *parties, tells_back=tells_back)


def mend(
    world: World, faulty: Mapping[str, str], whose: str = CALDERDALE, kind: Kind = Kind.BIRTHS, **right: str
) -> None:
    """A row with a fault is put right by whoever it waits with."""
    good = [row(f"X{number}", f"Other{number}", BORN, address_line_1=f"{number} Road") for number in range(4)]
    world.hand_in(dict(faulty), *good, kind=kind)
    viewer = world.viewer(whose)
    [waits] = quarantine.waiting(viewer, at=world.at)
    mended = journey.readmit(viewer=viewer, number=waits.number, changes=right, by=BY, at=world.at)
    assert isinstance(mended, Readmitted), mended
    journey.hand_over_due(by=BY, at=world.at)


def offered(world: World, whose: str = SUPPLIER) -> list[OfferRow]:
    return offers.offers(world.viewer(whose))


def told(world: World) -> list[AlertKind]:
    return [one.kind for one in open_alerts(world.viewer(SUPPLIER), {RoleKind.SUPPLIER_SENDER})]


def readable(one: OfferRow) -> bool:
    """Whether the key still stands without which nobody can read what was offered."""
    return (directory(settings.HOME) / "offers" / f"{one.reference}.key").exists()


def test_what_a_council_puts_right_is_offered_to_whoever_sent_it(world: World) -> None:
    mend(world, row("R1", "Smith", "31/02/2026", told_on=BORN), born_on=BORN, parent_name="Alex Smith")
    [one] = offered(world)
    assert (one.record_id, one.values) == ("R1", {"born_on": BORN})
    assert told(world) == [AlertKind.CORRECTION_OFFERED]
    [seen] = offered(world, CALDERDALE)
    assert (seen.columns, seen.record_id, seen.values) == (("born_on",), "", {})


def test_nothing_is_offered_where_it_is_not_agreed_or_where_the_supplier_mended_it_itself(world: World) -> None:
    mend(world, row("R1", "Smith", BORN, postcode="HX99 9ZZ"), whose=SUPPLIER, postcode="HX1 1UJ")
    agree(world, tells_back=False)
    world.today += timedelta(days=1)
    mend(world, row("R2", "Jones", "31/02/2026", told_on=BORN), born_on=BORN)
    assert (offered(world), told(world)) == ([], [])


def test_an_answer_destroys_what_was_offered(world: World) -> None:
    mend(world, row("R1", "Smith", "31/02/2026", told_on=BORN), born_on=BORN)
    [one] = offered(world)
    assert readable(one)
    for whose, answered in ((CALDERDALE, 0), (SUPPLIER, 1), (SUPPLIER, 0)):
        said = offers.answer(
            viewer=world.viewer(whose), reference=one.reference, said=OfferAnswer.TAKEN, by=BY, at=world.at
        )
        assert said == answered
    assert (offered(world), told(world), readable(one)) == ([], [], False)


def test_the_record_s_next_statement_is_an_answer(world: World) -> None:
    mend(world, row("R1", "Smith", "31/02/2026", told_on=BORN), born_on=BORN)
    [one] = offered(world)
    world.today += timedelta(days=1)
    world.hand_in(row("R1", "Smith", BORN, action="correct", parent_name="Noor Khan"))
    assert (offered(world), told(world), readable(one)) == ([], [], False)


@pytest.mark.parametrize("kind", [MarkerKind.ADOPTION, MarkerKind.PROFESSIONAL_ADVICE])
def test_what_may_no_longer_be_told_is_alerted_no_longer_from_the_moment_of_the_marker(
    world: World, kind: MarkerKind
) -> None:
    mend(world, row("R1", "Smith", "31/02/2026", told_on=BORN), born_on=BORN)
    acts = look.count("ledger_leaf")
    journey.mark(birth=BirthId(look.birth_of("R1")), kind=kind, source="person", by=BY, at=world.at)
    assert told(world) == []
    added = look.ask("SELECT convert_from(body, 'UTF8') FROM ledger_leaf ORDER BY id OFFSET %s", acts)
    assert not any("correction" in str(act) for act in added)


def test_a_marker_on_a_twin_or_beside_a_move_ends_the_alert_too_and_a_move_alone_does_not(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    [family] = world.families("CAL-01")
    world.tried(family, MOVED)
    journey.advance_all(by=BY, at=world.at)
    assert told(world) == [AlertKind.CORRECTION_OFFERED]
    world.hand_in(row("R2", "Smith", BORN, birth_order="2", births_in_confinement="2", baby_forename="Ada"))
    twin = BirthId(look.birth_of("R2"))
    journey.mark(birth=twin, kind=MarkerKind.PROFESSIONAL_ADVICE, source="person", by=BY, at=world.at)
    assert told(world) == []


def test_a_correction_of_what_is_stopped_already_tells_nobody(world: World) -> None:
    world.hand_in({"record_id": "R1", "contact": "died"})
    mend(world, row("R1", "Smith", "31/02/2026", told_on=BORN), born_on=BORN)
    assert len(offered(world)) == 1
    assert told(world) == []


def test_what_may_be_told_again_is_alerted_again_once(world: World) -> None:
    mend(world, row("R1", "Smith", "31/02/2026", told_on=BORN), born_on=BORN)
    birth, kind = BirthId(look.birth_of("R1")), MarkerKind.SUPPLIER_HOLD
    journey.mark(birth=birth, kind=kind, source="person", by=BY, at=world.at)
    world.today += timedelta(days=1)
    assert isinstance(look.lift(world, birth, kind, Actor.person(7), Actor.person(8)), Lifted)
    journey.advance_all(by=BY, at=world.at)
    assert told(world) == [AlertKind.CORRECTION_OFFERED]
    [one] = offered(world)
    offers.answer(viewer=world.viewer(SUPPLIER), reference=one.reference, said=OfferAnswer.TAKEN, by=BY, at=world.at)
    journey.advance_all(by=BY, at=world.at)
    assert told(world) == []


def test_a_move_that_a_centre_hears_of_is_offered_without_an_address(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN))
    [family] = world.families("CAL-01")
    world.tried(family, MOVED)
    [one] = offered(world)
    assert (one.record_id, one.columns) == ("R1", ())


def test_rows_of_arrivals_are_mended_and_offered_under_their_own_agreement(world: World) -> None:
    arrivals = (Hop.SUPPLIER_TO_COUNCIL, SUPPLIER, CALDERDALE, [CALDERDALE], InstrumentKind.ARRIVALS_SHARING)
    world.agree("ARR-1", *arrivals)
    mend(world, row("A1", "Smith", "31/02/2024", told_on=BORN), kind=Kind.ARRIVALS, born_on=str(date(2024, 2, 28)))
    assert ("Smith" in [one.babies[0].surname for one in world.families("CAL-01")], offered(world)) == (True, [])


def test_the_ledger_and_the_tables_hold_no_word_of_what_was_offered(world: World) -> None:
    mend(
        world, row("R1", "Smith", "31/02/2026", told_on=BORN, parent_name=""), born_on=BORN, parent_name="Zebedee Quark"
    )
    acts = look.ask("SELECT convert_from(body, 'UTF8') FROM ledger_leaf")
    assert not any("Quark" in str(act) for act in acts)
    assert not any("Quark" in str(found) for found in look.ask("SELECT * FROM intake_offer"))
