"""An agreement lasts until a newer version replaces it, a party suspends or ends it, or it runs out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rightstart.agreements.entries import with_ends
from rightstart.agreements.register import instruments
from rightstart.agreements.rules import Instrument, Missing, Refused, in_force
from rightstart.agreements.sign import Changed, NotChanged, NotSigned, Signed
from tests.rules.strategies import days, good_instruments
from tests.rules.strategies import instruments as any_instruments
from tests.stages.agreeing import (
    CONTRACT,
    COUNCIL,
    DATA_SHARING,
    DAY,
    INSTRUCTION,
    NEIGHBOUR,
    TODAY,
    Ids,
    at_centre,
    draft,
    end,
    from_supplier,
    organisations,
    propose,
    put,
    resume,
    signed,
    suspend,
)


@pytest.fixture
def ids(database: str) -> Ids:
    return organisations()


def test_a_newer_version_takes_over_on_the_day_it_begins(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL)
    signed(INSTRUCTION, COUNCIL, from_on=TODAY + 10 * DAY)
    assert at_centre(ids, "CAL-01", TODAY + 9 * DAY) == 1
    assert at_centre(ids, "CAL-01", TODAY + 10 * DAY) == 2


def test_a_centre_that_a_newer_version_leaves_out_has_no_agreement_any_more(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL)
    signed(INSTRUCTION, COUNCIL, covers=["CAL-01"], from_on=TODAY + 10 * DAY)
    assert at_centre(ids, "CAL-02", TODAY + 9 * DAY) == 1
    assert at_centre(ids, "CAL-02", TODAY + 10 * DAY) is Missing.ENDED
    assert at_centre(ids, "CAL-01", TODAY + 10 * DAY) == 2
    assert [one.version for one in instruments(ids[COUNCIL])[ids["CAL-02"]]] == [1]


def test_a_centre_left_out_stays_out_when_the_newer_version_is_suspended_or_ended(
    ids: Ids,
) -> None:
    signed(INSTRUCTION, COUNCIL, from_on=TODAY - DAY)
    signed(INSTRUCTION, COUNCIL, covers=["CAL-01"])
    suspend(INSTRUCTION, COUNCIL)
    assert (at_centre(ids, "CAL-01"), at_centre(ids, "CAL-02")) == (Missing.SUSPENDED, Missing.ENDED)
    end(INSTRUCTION, COUNCIL)
    assert (at_centre(ids, "CAL-01"), at_centre(ids, "CAL-02")) == (Missing.ENDED, Missing.ENDED)


def test_a_draft_that_leaves_a_centre_out_takes_nothing_from_it(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL)
    draft(INSTRUCTION, covers=["CAL-01"])
    assert at_centre(ids, "CAL-02") == 1


def test_a_newer_version_may_take_a_centre_in_again(ids: Ids) -> None:
    for covers in (["CAL-01", "CAL-02"], ["CAL-01"], ["CAL-02"]):
        signed(INSTRUCTION, COUNCIL, covers=covers)
    assert (at_centre(ids, "CAL-01"), at_centre(ids, "CAL-02")) == (Missing.ENDED, 3)


def test_one_instrument_replaces_no_other(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL)
    signed(INSTRUCTION | {"reference": "II-2"}, COUNCIL, covers=["CAL-01"])
    signed(INSTRUCTION | {"reference": "II-2"}, COUNCIL, covers=["CAL-01"], frequency="daily")
    assert at_centre(ids, "CAL-02") == 1


@given(st.lists(any_instruments | good_instruments(), max_size=4), days)
def test_saying_when_a_version_was_replaced_changes_nothing_where_both_are_seen(
    some: list[Instrument], on: date
) -> None:
    apart = [replace(one, version_id=number, version=number) for number, one in enumerate(some)]
    plain, marked = in_force(apart, on), in_force(with_ends(apart), on)
    if isinstance(plain, Refused):
        assert marked == plain
    else:
        assert isinstance(marked, Instrument)
        assert marked.version_id == plain.version_id


@given(st.lists(any_instruments | good_instruments(), max_size=4), days, st.data())
def test_a_replaced_version_is_not_in_force_even_for_those_who_see_it_alone(
    some: list[Instrument], on: date, data: st.DataObject
) -> None:
    apart = [replace(one, version_id=number, version=number) for number, one in enumerate(some)]
    answer = in_force([one for one in with_ends(apart) if data.draw(st.booleans())], on)
    if isinstance(answer, Instrument):
        newer = [one for one in apart if one.reference == answer.reference and one.version > answer.version]
        assert not any(one.signed and one.from_on <= on for one in newer)


# -- suspended and ended


def test_a_suspension_stops_the_flow_until_whoever_made_it_lifts_it(ids: Ids) -> None:
    signed(DATA_SHARING, "CHIS01", COUNCIL)
    assert suspend(DATA_SHARING, "CHIS01") == Changed("DSA-1", (1,), ids[COUNCIL])
    assert from_supplier(ids) is Missing.SUSPENDED
    assert resume(DATA_SHARING, COUNCIL) is NotChanged.NOT_SUSPENDED
    assert resume(DATA_SHARING, "CHIS01") == Changed("DSA-1", (1,), ids[COUNCIL])
    assert from_supplier(ids) == 1


def test_where_both_suspend_both_must_resume(ids: Ids) -> None:
    signed(DATA_SHARING, "CHIS01", COUNCIL)
    for party in ("CHIS01", COUNCIL):
        suspend(DATA_SHARING, party)
    assert suspend(DATA_SHARING, COUNCIL) is NotChanged.ALREADY_SUSPENDED
    resume(DATA_SHARING, COUNCIL)
    assert from_supplier(ids) is Missing.SUSPENDED
    resume(DATA_SHARING, "CHIS01")
    assert from_supplier(ids) == 1


def test_a_suspension_holds_the_version_that_is_to_begin_as_well(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL)
    signed(INSTRUCTION, COUNCIL, from_on=TODAY + 10 * DAY)
    assert suspend(INSTRUCTION, COUNCIL) == Changed("II-1", (1, 2), ids[COUNCIL])
    assert at_centre(ids, "CAL-01", TODAY + 10 * DAY) is Missing.SUSPENDED


def test_a_version_signed_after_the_suspension_is_a_new_word_of_all_parties(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL)
    suspend(INSTRUCTION, COUNCIL)
    signed(INSTRUCTION, COUNCIL, frequency="daily")
    assert at_centre(ids, "CAL-01") == 2


def test_an_end_counts_from_its_day_on_and_reaches_every_version(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL)
    signed(INSTRUCTION, COUNCIL, from_on=TODAY + 10 * DAY)
    draft(INSTRUCTION, frequency="daily")
    assert end(INSTRUCTION, COUNCIL, TODAY + 5 * DAY) == Changed("II-1", (1, 2, 3), ids[COUNCIL])
    assert at_centre(ids, "CAL-01", TODAY + 4 * DAY) == 1
    assert at_centre(ids, "CAL-01", TODAY + 5 * DAY) is Missing.ENDED
    assert at_centre(ids, "CAL-01", TODAY + 10 * DAY) is Missing.ENDED


def test_an_end_is_brought_forward_and_never_put_off_or_made_in_the_past(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL)
    end(INSTRUCTION, COUNCIL, TODAY + 5 * DAY)
    assert end(INSTRUCTION, COUNCIL, TODAY + 6 * DAY) is NotChanged.ALREADY_ENDED
    assert end(INSTRUCTION, COUNCIL, TODAY - DAY) is NotChanged.IN_THE_PAST
    assert at_centre(ids, "CAL-01", TODAY + 5 * DAY) is Missing.ENDED
    assert end(INSTRUCTION, COUNCIL, TODAY) == Changed("II-1", (1,), ids[COUNCIL])
    assert at_centre(ids, "CAL-01") is Missing.ENDED


def test_after_an_end_only_a_new_version_signed_anew_goes_on(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL)
    draft(INSTRUCTION, frequency="daily")
    end(INSTRUCTION, COUNCIL)
    assert put(INSTRUCTION, COUNCIL, 2) is NotSigned.ENDED
    assert signed(INSTRUCTION, frequency="daily") == 3
    assert at_centre(ids, "CAL-01") is Missing.NOT_SIGNED
    propose(INSTRUCTION, COUNCIL, 3)
    assert isinstance(put(INSTRUCTION, COUNCIL, 3), Signed)
    assert at_centre(ids, "CAL-01") == 3


def test_an_agreement_runs_out_by_itself_and_stops_when_its_review_is_due(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL)
    assert at_centre(ids, "CAL-01", TODAY + 364 * DAY) == 1
    assert at_centre(ids, "CAL-01", TODAY + 365 * DAY) is Missing.REVIEW_OVERDUE
    assert at_centre(ids, "CAL-01", TODAY + 730 * DAY) is Missing.ENDED


def test_nobody_suspends_or_ends_what_is_not_theirs_or_not_there(ids: Ids) -> None:
    signed(CONTRACT, COUNCIL)
    assert suspend(CONTRACT, COUNCIL) is NotChanged.NOTHING_SIGNED
    for verb in (suspend, resume, end):
        assert verb(INSTRUCTION, COUNCIL) is NotChanged.UNKNOWN
        assert verb(CONTRACT, NEIGHBOUR) is NotChanged.NOT_A_PARTY
    assert resume(CONTRACT, "CAL-01") is NotChanged.NOT_SUSPENDED


def test_what_is_over_is_neither_suspended_nor_resumed_nor_ended_again(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL)
    suspend(INSTRUCTION, COUNCIL)
    end(INSTRUCTION, COUNCIL)
    assert {verb(INSTRUCTION, COUNCIL) for verb in (suspend, resume, end)} == {NotChanged.ALREADY_ENDED}
