"""Truths about what of a notice may travel."""

import msgspec
from hypothesis import given

from rightstart.notice import Notice, Payload
from rightstart.terms import NEVER_TO_A_CENTRE, Item
from tests.rules.strategies import items, notices


@given(notices, items)
def test_what_travels_is_what_the_agreement_lists_and_nothing_else(notice: Notice, listed: frozenset[Item]) -> None:
    payload = notice.only(listed)
    for field in Payload.__struct_fields__:
        expected = getattr(notice, field) if field in listed else None
        assert getattr(payload, field) == expected


@given(notices, items)
def test_the_nhs_number_never_travels_even_where_an_agreement_lists_it(notice: Notice, listed: frozenset[Item]) -> None:
    written = msgspec.json.encode(notice.only(listed | {Item.NHS_NUMBER})).decode()
    assert "nhs_number" not in written
    assert notice.nhs_number is None or notice.nhs_number not in written


@given(notices)
def test_an_agreement_that_lists_nothing_lets_nothing_through(notice: Notice) -> None:
    assert notice.only(frozenset()) == Payload()
    assert msgspec.json.encode(notice.only(frozenset())) == b"{}"


@given(notices, items, items)
def test_a_wider_agreement_changes_nothing_about_what_a_narrower_one_lets_through(
    notice: Notice, few: frozenset[Item], more: frozenset[Item]
) -> None:
    narrow, wide = notice.only(few), notice.only(few | more)
    assert all(getattr(narrow, item) == getattr(wide, item) for item in few - NEVER_TO_A_CENTRE)


def test_every_item_that_may_travel_has_its_field_and_every_field_its_item() -> None:
    assert set(Payload.__struct_fields__) == {item.value for item in Item} - {"nhs_number"}
    assert {item.value for item in Item} <= set(Notice.__struct_fields__)
