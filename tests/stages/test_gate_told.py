"""What the gate says of a supplier's records and of homes: which may be told back, and whose is shown to nobody."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from django.conf import settings

from rightstart.engine.keys import named_key
from rightstart.intake.keys import nhs_key, record_key
from rightstart.release import gate
from rightstart.safeguards import mark as safeguards
from rightstart.safeguards.mark import Statement
from rightstart.safeguards.rules import HIDES_HOME, MarkerKind
from rightstart.terms import Actor, OrganisationId
from tests.clean import put_back
from tests.journey import look
from tests.journey.world import CALDERDALE, KIRKLEES, SUPPLIER, World, row
from tests.stages.at_the_gate import birth, family

BORN = date(2026, 9, 14)
ANN = Actor.person(1)
NUMBERS = {"R1": "9990000018", "R2": "9990000026"}
PROTECTED, ADOPTION = MarkerKind.PROTECTED_ADDRESS, MarkerKind.ADOPTION


@pytest.fixture
def world(database: str) -> World:
    """Two families whom their centre knows."""
    world = put_back(database, "journey", World)
    world.hand_in(
        row("R1", "Smith", BORN, nhs_number=NUMBERS["R1"]),
        row("R2", "Jones", BORN, nhs_number=NUMBERS["R2"], address_line_1="2 High Street"),
    )
    return world


def key(name: str) -> bytes:
    """The fingerprint of a record, or of a record's NHS number."""
    secret = named_key(settings.HOME, "fingerprint")
    found = nhs_key(secret, NUMBERS[name[4:]]) if name.startswith("NHS ") else record_key(secret, SUPPLIER, name)
    assert found is not None
    return found


def told_back(world: World, *records: str, council: str = CALDERDALE) -> list[str]:
    fingerprints = {key(record): record for record in records}
    told = gate.told_back(frozenset(fingerprints), council=world.ids[council], at=world.at)
    return sorted(fingerprints[one] for one in told)


def mark(world: World, record: str, kind: MarkerKind) -> None:
    safeguards.mark_birth(birth=birth(record), kind=kind, source="person", by=ANN, at=world.at)


def state(world: World, about: bytes, kind: MarkerKind) -> None:
    safeguards.mark(statements=[Statement(about, kind, world.at)], source="message", by=ANN, at=world.at)


# -- records that may be told back


def test_of_each_record_asked_about_its_supplier_may_be_told_and_of_no_other(world: World) -> None:
    assert told_back(world, "R1", "R2", "unknown") == ["R1", "R2"]
    assert told_back(world, "R2") == ["R2"]
    assert told_back(world, "unknown") == []


def test_a_council_tells_nothing_of_another_council_s_births(world: World) -> None:
    assert told_back(world, "R1", "R2", council=KIRKLEES) == []


def test_asked_about_no_record_the_gate_answers_without_a_database() -> None:
    at = datetime(2026, 10, 5, 9, tzinfo=UTC)
    assert gate.told_back(frozenset(), council=OrganisationId(1), at=at) == frozenset()


def test_of_a_birth_with_a_marker_nothing_is_told_back_and_of_the_others_all(world: World) -> None:
    mark(world, "R1", MarkerKind.ADOPTION)
    assert told_back(world, "R1", "R2") == ["R2"]


def test_that_a_family_moved_is_itself_told_back(world: World) -> None:
    mark(world, "R1", MarkerKind.MOVED_AWAY)
    assert told_back(world, "R1", "R2") == ["R1", "R2"]


# -- homes that are shown to nobody


def shown(*names: str) -> list[str]:
    return [name for name in names if gate.may_show_home([key(name)])]


def test_a_home_is_shown_while_nothing_is_stated_of_it(world: World) -> None:
    assert shown("R1", "R2", "NHS R1", "unknown") == ["R1", "R2", "NHS R1", "unknown"]
    assert gate.may_show_home([key("R1"), key("R2")])


@pytest.mark.parametrize("kind", MarkerKind)
def test_a_home_is_hidden_by_what_says_so_and_by_nothing_else(world: World, kind: MarkerKind) -> None:
    state(world, key("R1"), kind)
    assert shown("R1", "R2") == (["R2"] if kind in HIDES_HOME else ["R1", "R2"])


def test_a_home_is_hidden_before_anybody_knows_the_birth(world: World) -> None:
    state(world, key("R9"), PROTECTED)
    assert shown("R9", "R1") == ["R1"]
    assert not gate.may_show_home([key("R1"), key("R9")])


def borne(world: World, column: str) -> bytes:
    """What R1 is known by in this way."""
    [(found,)] = look.ask(
        f"SELECT {column} FROM births_identity i JOIN births_birth b ON b.id = i.birth_id WHERE b.id = %s", birth("R1")
    )
    return bytes(found)  # type: ignore[call-overload,no-any-return]


WAYS: Sequence[str] = ("record_key", "nhs_key", "confinement_key", "convert_to(b.reference, 'UTF8')")


@pytest.mark.parametrize("way", WAYS)
def test_a_home_is_hidden_whichever_way_its_birth_was_marked_and_is_asked_about(world: World, way: str) -> None:
    state(world, borne(world, way), PROTECTED)
    assert shown("R1", "NHS R1", "R2", "NHS R2") == ["R2", "NHS R2"]


def test_a_home_is_asked_about_by_its_birth_as_well(world: World) -> None:
    assert [gate.may_show_home_of(birth(record)) for record in ("R1", "R2")] == [True, True]
    state(world, key("R1"), PROTECTED)
    assert [gate.may_show_home_of(birth(record)) for record in ("R1", "R2")] == [False, True]


@pytest.mark.parametrize("kind", MarkerKind)
def test_a_home_is_hidden_where_another_baby_of_the_family_hides_it(world: World, kind: MarkerKind) -> None:
    look.ask("UPDATE births_birth SET family_id = %s WHERE id = %s RETURNING 1", family("R1"), birth("R2"))
    state(world, key("R2"), kind)
    assert shown("R1") == ([] if kind in HIDES_HOME else ["R1"])
