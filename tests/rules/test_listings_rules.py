"""Truths about the services directory: when a service is offered, and how it is told."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rightstart.listings.rules import ListingKind, Stands, Told, in_order, spelt, stands
from tests.rules.strategies import days

words = st.text(st.characters(codec="ascii", exclude_categories=("C",)), max_size=30).map(spelt)
services = st.builds(
    Told,
    kind=st.sampled_from(ListingKind),
    title=words.filter(bool),
    times=words,
    place=words,
    booking=words,
    in_letters=st.booleans(),
    from_on=days,
    until_on=st.none() | days,
)


@given(services, days)
def test_a_service_is_offered_from_its_first_day_up_to_its_end(told: Told, on: date) -> None:
    offered = told.from_on <= on and (told.until_on is None or on < told.until_on)
    assert (stands(told, on) is Stands.NOW) is offered


@given(services, days)
def test_what_has_ended_stays_ended(told: Told, on: date) -> None:
    if stands(told, on) is Stands.ENDED:
        assert stands(told, on + timedelta(days=1)) is Stands.ENDED


@given(services)
def test_the_line_of_a_letter_is_one_line_of_the_centres_own_words(told: Told) -> None:
    assert "\n" not in told.line
    assert all(said in told.line for said in (told.title, told.times, told.place, told.booking))


@given(st.lists(services))
def test_families_are_told_kind_by_kind_and_of_each_in_the_order_of_listing(found: list[Told]) -> None:
    told = in_order(found)
    assert sorted(map(id, told)) == sorted(map(id, found))
    for kind in ListingKind:
        assert [one for one in told if one.kind is kind] == [one for one in found if one.kind is kind]
    kinds = [tuple(ListingKind).index(one.kind) for one in told]
    assert kinds == sorted(kinds)
