"""Stories of suppressed children: whoever nobody may contact is known again when nothing of the record is left."""

from datetime import date, datetime, timedelta

import pytest
from django.conf import settings

from rightstart import journey
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.births import match
from rightstart.births.models import Family
from rightstart.directory.rules import RoleKind
from rightstart.engine import keys
from rightstart.release.holds import holds
from rightstart.rights.erase import erase_family
from rightstart.rights.rules import Erased
from rightstart.safeguards import suppress
from rightstart.safeguards.fingerprints import SUPPRESSES
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import Actor, BirthId, FamilyId
from tests import opened
from tests.journey import look
from tests.journey.world import BY, CALDERDALE, HOMES, KIRKLEES, World, row

BORN = date(2026, 9, 14)
LEAD = RoleKind.SAFEGUARDING_LEAD


def suppressed(world: World, kind: MarkerKind = MarkerKind.DEATH_INFORMAL, **more: str) -> World:
    """A child that nobody may contact."""
    world.hand_in(row("R1", "Smith", BORN, **more))
    journey.mark(birth=BirthId(look.birth_of("R1")), kind=kind, source="person", by=BY, at=world.at)
    return world


def erase(at: datetime) -> None:
    """As retention does it one day: nothing leads to any birth but its fingerprints, and what was stated of its records."""
    for family in Family.objects.values_list("pk", flat=True):
        erase_family(family=FamilyId(family), why=Erased.NEVER_REACHED, by=BY, at=at)


def comes(world: World, surname: str = "Smith", born_on: date = BORN, **more: str) -> tuple[str, str]:
    """What is decided about a birth that comes under a new record and number a week later."""
    world.today += timedelta(days=7)
    council = {"council": KIRKLEES} if more.get("postcode") == "HD1 2AA" else {}
    world.hand_in(row("R9", surname, born_on, nhs_number="9990000018", **more), **council)
    return look.outcomes()["R9"]


@pytest.mark.parametrize("kind", sorted(SUPPRESSES))
def test_one_who_is_erased_and_sent_again_under_another_id_and_number_is_held_again(
    world: World, database: str, kind: MarkerKind
) -> None:
    suppressed(world, kind)
    erase(world.at)
    assert comes(world) == ("withheld", "suppressed")
    [told] = [one for one in open_alerts(world.viewer(CALDERDALE), {LEAD}) if one.kind is AlertKind.LIKE_SUPPRESSED]
    [hold] = holds(world.viewer(CALDERDALE), {LEAD}, at=world.at)
    assert (hold.why, hold.owner, hold.birth) == ("suppressed", LEAD, told.about)


def test_of_one_of_whom_more_was_said_before_what_is_stored_is_compared(
    world: World, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(match, "_newborn", lambda *_: {})
    suppressed(world)
    erase(world.at)
    assert comes(world) == ("withheld", "suppressed")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (MarkerKind.WITHDRAWN, {}),
        (MarkerKind.MOVED_AWAY, {}),
        (MarkerKind.SUPPLIER_HOLD, {}),
        (MarkerKind.INVALID_IDENTITY, {}),
    ],
)
def test_what_a_file_or_a_move_can_end_suppresses_nobody(
    world: World, database: str, kind: MarkerKind, said: dict[str, str]
) -> None:
    suppressed(world, kind)
    erase(world.at)
    assert comes(world, **said)[0] == "disclose"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"address_line_1": "9 Low Street", "postcode": "HX2 7AA"}, "suppressed"),
        ({"baby_forename": "Amelia", "address_line_1": "9 Low Street"}, "suppressed"),
        ({"baby_forename": "Amelia", "postcode": "HX2 7AA", "parent_name": "Sam Smith"}, "resembles-suppressed"),
        ({"surname": "Jones", "parent_name": "Sam Jones"}, "resembles-suppressed"),
        ({"surname": "Jones", "postcode": "HX2 7AA", "parent_name": "Alex Smith"}, "resembles-suppressed"),
        ({"surname": "Jones", "postcode": "HX2 7AA"}, ""),
        ({"born_on": "2026-09-15"}, ""),
    ],
)
def test_names_and_day_or_home_tell_the_same_child_and_less_is_a_near_miss_for_a_person(
    world: World, database: str, said: dict[str, str], why: str
) -> None:
    suppressed(world)
    erase(world.at)
    more = dict(said)
    surname, born_on = more.pop("surname", "Smith"), date.fromisoformat(more.pop("born_on", BORN.isoformat()))
    assert comes(world, surname, born_on, **more)[1] == why


def test_likeness_does_not_cross_councils(world: World, database: str) -> None:
    suppressed(world)
    erase(world.at)
    assert "HD1 2AA" in HOMES
    assert comes(world, postcode="HD1 2AA")[0] == "disclose"


def test_a_twin_is_like_its_twin_and_no_newcomer(world: World) -> None:
    twins = {"births_in_confinement": "2"}
    suppressed(world, MarkerKind.OBJECTION, birth_order="1", **twins)
    outcome = comes(world, baby_forename="Amelia", birth_order="2", **twins)
    assert outcome == ("withheld", "sibling")


def test_once_two_people_have_lifted_it_nobody_is_held_by_it_again(world: World, database: str) -> None:
    suppressed(world, MarkerKind.OBJECTION)
    look.lift(world, BirthId(look.birth_of("R1")), MarkerKind.OBJECTION, Actor.person(1), Actor.person(2))
    erase(world.at)
    assert comes(world)[0] == "disclose"


def test_nothing_kept_shows_a_child_or_joins_two_of_its_fingerprints(world: World) -> None:
    suppressed(world)
    rows = look.ask("SELECT key, trait, marker, under, until_on FROM safeguards_suppression")
    assert len(rows) == 5 == len({bytes(key) for key, *_ in rows})  # type: ignore[call-overload]
    assert {(str(trait), until) for _, trait, _, _, until in rows} == {
        ("names-and-day", date(2032, 9, 14)),
        ("surname-day-and-home", date(2032, 9, 14)),
        ("surname-and-day", date(2028, 9, 14)),
        ("day-and-home", date(2028, 9, 14)),
        ("parent-and-day", date(2028, 9, 14)),
    }


def test_an_old_key_is_read_until_its_last_fingerprint_has_ended_and_is_then_destroyed(
    world: World, database: str
) -> None:
    suppressed(world)
    first = max(keys.ring(settings.HOME, suppress.RING))
    second = suppress.add_key(by=BY, at=world.at)
    assert suppress.end_due(by=BY, at=world.at) == 0
    assert list(keys.ring(settings.HOME, suppress.RING))[-2:] == [first, second]
    erase(world.at)
    assert comes(world) == ("withheld", "suppressed")
    world.today = date(2032, 9, 14)
    assert suppress.end_due(by=BY, at=world.at) == 5
    assert list(keys.ring(settings.HOME, suppress.RING)) == [second]


def test_a_protected_address_is_readable_nowhere_from_the_moment_that_it_is_known(world: World) -> None:
    world.hand_in(row("R1", "Smith", BORN, address_line_1="7 Cobblestone Mews", uprn="100051"))
    world.hand_in(row("R2", "Jones", BORN, address_line_1="2 High Street"))
    journey.mark(
        birth=BirthId(look.birth_of("R1")), kind=MarkerKind.PROTECTED_ADDRESS, source="person", by=BY, at=world.at
    )
    kept = [(one.address, one.postcode, one.uprn) for one in opened.notices()]
    assert kept == [("", "", None), ("2 High Street", "HX1 1UJ", None)]
    assert [(one.address, one.postcode) for one in opened.lines() if one.baby_surname == "Smith"] == [(None, None)]
    known = "SELECT home_key IS NULL FROM births_identity WHERE birth_id = %s"
    assert look.ask(known, look.birth_of("R1")) == [(True,)]
    world.hand_in(row("R1", "Smith", BORN, address_line_1="8 Cobblestone Mews"))
    assert look.count("intake_notice") == 3
    assert not any("Cobblestone" in one.address for one in opened.notices())
