"""The register of places: one row for each change, the same directory again adds nothing, ended postcodes still resolve."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from rightstart.places import directories, register
from rightstart.places.directories import Council, PostcodeRow, PostcodeStatus, SmallArea
from rightstart.places.register import Count, Loaded, Located
from rightstart.terms import Actor

AT = datetime(2026, 10, 1, 12, 30, tzinfo=UTC)
SPRING, AUTUMN = date(2026, 4, 1), date(2026, 10, 1)
BY = Actor.job("test")
OURS, THEIRS = "E08000033", "E08000034"
AREA, OTHER_AREA, BORDER = "E01010996", "E01010929", "E01011107"
COUNCILS = [Council(code, code, code, code, "MD", "E12", "", code) for code in (OURS, THEIRS)]
AREAS = [
    SmallArea(code, code, council, "", 10.0) for code, council in ((AREA, OURS), (OTHER_AREA, OURS), (BORDER, THEIRS))
]
HOME, ENDED, STRADDLING = "HX1 3XL", "HX1 4RG", "HX2 0AA"

pytestmark = pytest.mark.usefixtures("database")


def home(postcode: str, council: str = OURS, area: str = AREA, *, ended: bool = False) -> PostcodeRow:
    return PostcodeRow(postcode, PostcodeStatus.ENDED if ended else PostcodeStatus.LIVE, council, area)


POSTCODES = [home(HOME), home(ENDED, ended=True), home(STRADDLING, area=BORDER)]


def load(postcodes: Iterable[PostcodeRow] = POSTCODES, *, from_on: date = SPRING) -> Loaded:
    return register.load(councils=COUNCILS, small_areas=AREAS, postcodes=postcodes, from_on=from_on, by=BY, at=AT)


def breaking_off() -> Iterator[PostcodeRow]:
    yield home(HOME)
    raise OSError("unreadable")


def leaves() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_leaf")
        return int(cursor.fetchone()[0])


def test_what_is_loaded_resolves_and_ended_postcodes_too() -> None:
    assert load() == Loaded(Count(added=2), Count(added=3), Count(added=3))
    assert register.homes([HOME, ENDED, "ZZ1 1ZZ"], AUTUMN) == {HOME: OURS, ENDED: OURS}
    assert leaves() == 1


def test_the_same_directory_again_adds_nothing_on_whatever_day() -> None:
    load()
    for day in (SPRING, AUTUMN):
        assert load(from_on=day) == Loaded(Count(unchanged=2), Count(unchanged=3), Count(unchanged=3))
    assert leaves() == 1


def test_a_row_holds_until_the_next_one_begins() -> None:
    load()
    moved = [home(HOME, THEIRS, BORDER), home(ENDED, ended=True)]
    assert load(moved, from_on=AUTUMN).postcodes == Count(added=1, unchanged=1)
    assert register.homes([HOME], AUTUMN - timedelta(days=1)) == {HOME: OURS}
    assert register.homes([HOME], AUTUMN) == {HOME: THEIRS}
    assert register.homes([HOME], SPRING - timedelta(days=1)) == {}


def test_a_postcode_that_ends_gets_a_row_and_still_resolves() -> None:
    load()
    assert load([home(HOME, ended=True)], from_on=AUTUMN).postcodes == Count(added=1)
    assert register.homes([HOME], AUTUMN) == {HOME: OURS}


def test_another_word_for_the_very_same_day_is_told_and_not_taken() -> None:
    load()
    assert load([home(HOME, THEIRS)]).postcodes == Count(differing=1)
    assert register.homes([HOME], SPRING) == {HOME: OURS}


def test_a_postcode_listed_twice_is_one_postcode() -> None:
    assert load([home(HOME), home(HOME)]).postcodes == Count(added=1)


def test_a_postcode_on_a_border_lies_in_its_council_and_its_area_in_another() -> None:
    load([*POSTCODES, home("HX9 9XX", area="E01099999")])
    assert register.located([HOME, STRADDLING, "HX9 9XX", "ZZ1 1ZZ"], AUTUMN) == {
        HOME: Located(OURS, AREA, OURS),
        STRADDLING: Located(OURS, BORDER, THEIRS),
        "HX9 9XX": Located(OURS, "E01099999", None),
    }


def test_the_register_tells_which_places_it_knows() -> None:
    load()
    assert register.known([HOME, AREA, "ZZ1 1ZZ", "E01099999"]) == {HOME, AREA}


def test_the_intake_role_may_look_homes_up() -> None:
    load()
    assert register.homes([HOME], AUTUMN, using="intake") == {HOME: OURS}


def test_a_load_that_fails_leaves_nothing_behind() -> None:
    with pytest.raises(OSError, match="unreadable"):
        load(breaking_off())
    assert register.homes([HOME], AUTUMN) == {}
    assert leaves() == 0


def test_all_that_is_shipped_loads_and_every_postcode_finds_its_council() -> None:
    shipped = directories.postcodes()
    loaded = register.load(
        councils=directories.councils(),
        small_areas=directories.small_areas(),
        postcodes=shipped,
        from_on=SPRING,
        by=BY,
        at=AT,
    )
    assert loaded.postcodes == Count(added=len(shipped))
    assert loaded.councils == Count(added=len(directories.councils()))
    codes = [row.postcode for row in shipped]
    assert register.homes(codes, AUTUMN) == {row.postcode: row.council for row in shipped}
    assert all(place.area_council for place in register.located(codes, AUTUMN).values())
