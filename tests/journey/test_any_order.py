"""Stories of many records told in many orders: the database ends where memory does, whatever came first."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

from bench._memory import Memory
from rightstart.agreements.rules import Hop
from rightstart.births.crowd import Statement
from rightstart.births.models import Identity
from rightstart.births.rules import Likeness
from rightstart.directory.rules import OrganisationKind
from rightstart.intake.keys import name_key
from tests import opened
from tests.journey import look
from tests.journey.world import CALDERDALE, SUPPLIER, World, row

OTHER = "RWY01"
NUMBERS = ("9990000018", "9990000026", "9990000034")
FIRST = datetime(2026, 9, 25, 9, tzinfo=UTC)

Told = tuple[str, dict[str, str], datetime]  # the supplier, what it says, as at when
Births = frozenset[frozenset[tuple[str, datetime]]]
Questions = frozenset[tuple[str, Births]]


def told(dice: Random, count: int) -> list[Told]:
    """Records of few homes, names and days, some of them corrected later: much is alike and much contradicts."""
    said = []
    for place in range(count):
        supplier = dice.choice((SUPPLIER, OTHER))
        record = f"{supplier}-{dice.randrange(count // 2)}"
        order = dice.choice(("", "", "", "1", "2"))
        born_on = date(2026, 9, 10) + timedelta(days=dice.choice((0, 0, 0, 1, 9)))
        rest = {
            "baby_forename": dice.choice(("", "Baby", "Olivia", "Jack")),
            "postcode": dice.choice(("HX1 1UJ", "HX1 1UJ", "HX2 7AA")),
            "parent_name": dice.choice(("Ann Smith", "Ann Smith", "A Smith", "")),
            "nhs_number": dice.choice(("", "", *NUMBERS)),
            "birth_order": order,
            "births_in_confinement": "2" if order else dice.choice(("", "", "1")),
        }
        at = FIRST + timedelta(hours=place)
        said.append((supplier, row(record, dice.choice(("Smith", "Smith", "Smyth", "Khan")), born_on, **rest), at))
    return said


def brought(world: World, said: Iterable[Told]) -> tuple[Births, Questions]:
    """The end in the database, each statement known by its record and its moment."""
    world.enter(OrganisationKind.SUPPLIER, OTHER)
    world.agree("DSA-2", Hop.SUPPLIER_TO_COUNCIL, OTHER, CALDERDALE, [CALDERDALE])
    for supplier, one, at in said:
        world.hand_in(one, supplier=supplier, as_at=at)
    put_to = dict(Identity.objects.values_list("notice_id", "birth_id"))
    put = [(put_to[one.id], one.record_id, one.as_at) for one in opened.notices()]
    births: dict[int, set[tuple[str, datetime]]] = {}
    for birth, record, at in put:
        births.setdefault(birth, set()).add((record, at))
    asked = look.ask("SELECT kind, birth_id, other_id FROM births_review WHERE settled_at IS NULL")
    return frozenset(map(frozenset, births.values())), frozenset(
        (str(kind), frozenset(frozenset(births[one]) for one in about if one is not None)) for kind, *about in asked
    )


def remembered(said: Sequence[Told]) -> tuple[Births, Questions]:
    """The end in memory, everything told at once."""
    memory = Memory()
    memory.take(Statement(place, _likeness(*one[:2]), one[2]) for place, one in enumerate(said))
    births = {
        birth: frozenset((said[place][1]["record_id"], said[place][2]) for place in places)
        for birth, places in memory.births().items()
    }
    return frozenset(births.values()), frozenset(
        (str(one.kind), frozenset(births[birth] for birth in (one.birth, one.other) if birth is not None))
        for one in memory.open.values()
    )


def _likeness(supplier: str, one: dict[str, str]) -> Likeness:
    forename = one["baby_forename"]
    return Likeness(
        supplier=supplier,
        record_key=one["record_id"].encode(),
        surname_key=name_key(one["baby_surname"]) or "",
        born_on=date.fromisoformat(one["born_on"]),
        postcode=one["postcode"],
        parent_key=name_key(one["parent_name"]),
        forename_key=None if forename == "Baby" else name_key(forename),
        nhs_key=one["nhs_number"].encode() or None,
        birth_order=int(one["birth_order"] or 0) or None,
        births_in_confinement=int(one["births_in_confinement"] or 0) or None,
    )


def test_the_database_ends_where_memory_does_whatever_came_first(world: World, empty_again: Callable[[], None]) -> None:
    dice = Random(20261126)
    joined = asked = 0
    for _ in range(4):
        said = told(dice, 14)
        expected = remembered(said)
        empty_again()
        assert brought(World(), dice.sample(said, len(said))) == expected
        joined += any(len({record for record, _ in birth}) > 1 for birth in expected[0])
        asked += bool(expected[1])
    assert joined
    assert asked
