"""Which centres serve each small area: by the postcodes in it, under the map as it stands or as it would be."""

from datetime import date
from typing import Any

import pytest

from rightstart.allocation.covering import covered
from rightstart.places import register
from rightstart.places.directories import Council, PostcodeRow, PostcodeStatus, SmallArea
from tests.journey.world import BY
from tests.stages.test_allocation import AT, OURS, THEIRS

ON = date(2026, 10, 1)
WHOLE, SPLIT, EMPTY, LEFT, FOREIGN = (f"E0101000{number}" for number in range(1, 6))
ONE, OTHER = 1, 2  # two centres


@pytest.fixture
def places(database: str) -> None:
    lying = {"HX1 1AA": WHOLE, "HX1 1AB": WHOLE, "HX2 1AA": SPLIT, "HX2 1AB": SPLIT, "HX2 1AD": SPLIT, "HX3 1AA": LEFT}
    rows = [PostcodeRow(home, PostcodeStatus.LIVE, OURS, area) for home, area in lying.items()]
    rows += [
        PostcodeRow("HX2 1ZZ", PostcodeStatus.ENDED, OURS, SPLIT),
        PostcodeRow("HD1 1AA", PostcodeStatus.LIVE, THEIRS, FOREIGN),
    ]
    areas = [SmallArea(code, code, OURS, "", 1.0) for code in (WHOLE, SPLIT, EMPTY, LEFT)]
    areas.append(SmallArea(FOREIGN, FOREIGN, THEIRS, "", 1.0))
    councils = [Council(code, code, code, code, "MD", "E12", "", code) for code in (OURS, THEIRS)]
    told: Any = {"councils": councils, "small_areas": areas, "postcodes": rows}
    register.load(**told, from_on=date(2020, 1, 1), by=BY, at=AT)


def test_a_small_area_has_the_centres_that_its_live_postcodes_have(places: None) -> None:
    claims = [("small-area", WHOLE, ONE), ("small-area", EMPTY, OTHER), ("small-area", SPLIT, ONE)]
    claims += [("postcode", "HX2 1AA", OTHER), ("postcode", "HX2 1ZZ", OTHER), ("small-area", FOREIGN, ONE)]
    told = {one.code: one for one in covered(OURS, claims, ON)}
    assert {code: dict(one.postcodes) for code, one in told.items()} == {
        WHOLE: {ONE: 2},
        SPLIT: {OTHER: 1, ONE: 2},  # the very postcode counts before its small area; who is ended counts no more
        EMPTY: {OTHER: 0},
        LEFT: {None: 1},
    }
    assert [told[code].whole for code in (WHOLE, SPLIT, EMPTY, LEFT)] == [ONE, None, OTHER, None]
    assert [told[code].shared for code in (WHOLE, SPLIT, EMPTY, LEFT)] == [False, True, False, False]


def test_where_only_some_postcodes_have_a_centre_the_area_is_shared_with_nobody(places: None) -> None:
    told = {one.code: one for one in covered(OURS, [("postcode", "HX2 1AA", ONE)], ON)}
    assert (dict(told[SPLIT].postcodes), told[SPLIT].shared) == ({ONE: 1, None: 2}, True)
