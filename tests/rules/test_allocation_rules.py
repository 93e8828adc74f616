"""Truths about which centre serves a home."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.allocation.rules import Claim, ClaimKind, Claims, Home, Placed, Unplaced, UnplacedReason, home_of, place
from rightstart.terms import OrganisationId
from tests.rules.strategies import TODAY, days, homes

A, B, C = (OrganisationId(number) for number in (1, 2, 3))
HAND = Claim(ClaimKind.BY_HAND, A, TODAY)
POSTCODE = Claim(ClaimKind.POSTCODE, B, TODAY)
SMALL_AREA = Claim(ClaimKind.SMALL_AREA, C, TODAY)


@given(st.permutations([HAND, POSTCODE, SMALL_AREA]))
def test_a_placing_by_hand_wins_over_everything(given_: list[Claim]) -> None:
    assert place(Claims(Home.OURS, given_), TODAY) == Placed(A, ClaimKind.BY_HAND)


@given(st.permutations([POSTCODE, SMALL_AREA]))
def test_the_very_postcode_wins_over_its_small_area(given_: list[Claim]) -> None:
    assert place(Claims(Home.OURS, given_), TODAY) == Placed(B, ClaimKind.POSTCODE)


def test_a_small_area_alone_is_enough() -> None:
    assert place(Claims(Home.OURS, [SMALL_AREA]), TODAY) == Placed(C, ClaimKind.SMALL_AREA)


@given(homes, days, st.data())
def test_the_order_in_which_claims_are_gathered_is_irrelevant(home: Claims, on: date, data: st.DataObject) -> None:
    shuffled = Claims(home.home, data.draw(st.permutations(home.claims)))
    assert place(shuffled, on) == place(home, on)


@given(homes, days)
def test_a_home_is_placed_only_by_a_claim_that_stands_that_day(home: Claims, on: date) -> None:
    placing = place(home, on)
    standing = [claim for claim in home.claims if claim.stands(on)]
    if isinstance(placing, Placed):
        assert any((claim.centre, claim.kind) == (placing.centre, placing.by) for claim in standing)
        assert all(list(ClaimKind).index(placing.by) <= list(ClaimKind).index(claim.kind) for claim in standing)
    else:
        assert home.home is not Home.OURS or not standing
        assert all(claim.kind is not ClaimKind.BY_HAND for claim in standing)


OUTSIDE = [home for home in Home if home not in {Home.OURS, Home.CROSS_BORDER}]


@given(homes, days)
def test_a_home_outside_the_council_is_placed_by_hand_or_not_at_all(home: Claims, on: date) -> None:
    placing = place(home, on)
    assert home.home not in OUTSIDE or isinstance(placing, Unplaced) or placing.by is ClaimKind.BY_HAND


@given(homes, days)
def test_a_home_on_the_border_is_never_placed_by_another_councils_small_area(home: Claims, on: date) -> None:
    placing = place(Claims(Home.CROSS_BORDER, home.claims), on)
    assert isinstance(placing, Unplaced) or placing.by is not ClaimKind.SMALL_AREA


@pytest.mark.parametrize(
    ("home", "why"),
    [
        (Home.OURS, UnplacedReason.NO_REACH_AREA),
        (Home.CROSS_BORDER, UnplacedReason.CROSS_BORDER),
        (Home.OTHER_COUNCIL, UnplacedReason.OTHER_COUNCIL),
        (Home.UNKNOWN, UnplacedReason.UNKNOWN_POSTCODE),
        (Home.PSEUDO, UnplacedReason.PSEUDO_POSTCODE),
        (Home.NOT_GIVEN, UnplacedReason.NO_POSTCODE),
    ],
)
def test_a_home_nobody_serves_is_unplaced_with_the_reason(home: Home, why: UnplacedReason) -> None:
    assert place(Claims(home), TODAY) == Unplaced(why)


@pytest.mark.parametrize("home", OUTSIDE)
def test_a_reach_area_does_not_cross_the_council_border_and_a_steward_may(home: Home) -> None:
    assert isinstance(place(Claims(home, [POSTCODE, SMALL_AREA]), TODAY), Unplaced)
    assert place(Claims(home, [SMALL_AREA, HAND]), TODAY) == Placed(A, ClaimKind.BY_HAND)


def test_a_centre_may_reach_over_the_border_by_naming_the_very_postcode() -> None:
    assert place(Claims(Home.CROSS_BORDER, [SMALL_AREA, POSTCODE]), TODAY) == Placed(B, ClaimKind.POSTCODE)
    assert place(Claims(Home.CROSS_BORDER, [SMALL_AREA]), TODAY) == Unplaced(UnplacedReason.CROSS_BORDER)


def test_a_redrawn_boundary_takes_effect_on_its_day() -> None:
    tomorrow = TODAY + timedelta(days=1)
    redrawn = Claims(
        Home.OURS, [Claim(ClaimKind.SMALL_AREA, A, TODAY, tomorrow), Claim(ClaimKind.SMALL_AREA, B, tomorrow)]
    )
    assert place(redrawn, TODAY) == Placed(A, ClaimKind.SMALL_AREA)
    assert place(redrawn, tomorrow) == Placed(B, ClaimKind.SMALL_AREA)


def test_of_two_placings_by_hand_the_later_counts() -> None:
    earlier = Claim(ClaimKind.BY_HAND, B, TODAY - timedelta(days=9))
    for given_ in ([HAND, earlier], [earlier, HAND]):
        assert place(Claims(Home.OURS, given_), TODAY) == Placed(A, ClaimKind.BY_HAND)


@pytest.mark.parametrize(
    ("postcode", "lies_in", "area_lies_in", "home"),
    [
        ("", None, None, Home.NOT_GIVEN),
        ("ZZ99 3VZ", None, None, Home.PSEUDO),
        ("HX1 1UJ", None, None, Home.UNKNOWN),
        ("HX1 1UJ", "E08000034", "E08000034", Home.OTHER_COUNCIL),
        ("HX1 1UJ", "E08000033", "E08000033", Home.OURS),
        ("HX1 1UJ", "E08000033", None, Home.OURS),
        ("BD12 9AR", "E08000033", "E08000032", Home.CROSS_BORDER),
    ],
)
def test_what_a_postcode_is_to_a_council(
    postcode: str, lies_in: str | None, area_lies_in: str | None, home: Home
) -> None:
    assert home_of(postcode, "E08000033", lies_in, area_lies_in) is home
