"""Truths about what an agreement permits, and what is missing where it does not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rightstart.agreements.rules import (
    KINDS_BY_HOP,
    Hop,
    Instrument,
    InstrumentKind,
    Missing,
    NotYet,
    Party,
    Permit,
    Refused,
    Timing,
    Wait,
    authorise,
    in_force,
    lacking,
    must_sign,
    stale,
    too_early,
)
from rightstart.terms import Item
from tests.rules.strategies import TODAY, days, good_instruments, instruments, timings

DAY = timedelta(days=1)
GROUND = Party("childcare duty", "Childcare Act 2006 s5A")
GOOD = Instrument(
    reference="ISA-1",
    version=1,
    version_id=11,
    kind=InstrumentKind.INTERNAL_INSTRUCTION,
    giver=GROUND,
    taker=GROUND,
    lawful_basis="public task",
    items=frozenset({Item.ADDRESS, Item.PARENT_NAME}),
    from_on=date(2026, 1, 1),
    ends_on=date(2028, 1, 1),
    review_on=date(2027, 1, 1),
    signed=True,
)
RIPE = Timing(born_on=TODAY - 20 * DAY, confirmed_on=TODAY)
some = st.lists(instruments | good_instruments(), max_size=4)


def test_no_agreement_at_all_is_refused_by_that_name() -> None:
    assert authorise((), RIPE, TODAY) == Refused(Missing.NO_AGREEMENT)


@given(some, timings, days)
def test_a_permit_cites_an_instrument_in_force_that_day_word_for_word(
    given_: list[Instrument], timing: Timing, on: date
) -> None:
    answer = authorise(given_, timing, on)
    if isinstance(answer, Permit):
        cited = [
            one
            for one in given_
            if all(getattr(one, name) == getattr(answer, name) for name in Permit.__struct_fields__)
        ]
        assert any(lacking(one, on) is None for one in cited)
        assert answer.items
        assert all(word.strip() for word in (answer.giver.task, answer.giver.gateway, answer.lawful_basis))


@given(some, days)
def test_what_is_refused_lacks_something_in_every_instrument_or_was_replaced(
    given_: list[Instrument], on: date
) -> None:
    answer = in_force(given_, on)
    if isinstance(answer, Refused):
        whole = [one for one in given_ if lacking(one, on) is None]
        assert all(any(new.reference == one.reference and new.version > one.version for new in given_) for one in whole)
    else:
        assert lacking(answer, on) is None


@given(some, days, st.data())
def test_the_order_in_which_instruments_are_gathered_is_irrelevant(
    given_: list[Instrument], on: date, data: st.DataObject
) -> None:
    apart = [replace(one, version_id=0, version=number) for number, one in enumerate(given_)]
    assert in_force(data.draw(st.permutations(apart)), on) == in_force(apart, on)


@given(some, days)
def test_a_draft_beside_it_changes_nothing_about_an_agreement_in_force(given_: list[Instrument], on: date) -> None:
    draft = replace(GOOD, version=9, signed=False)
    before = in_force(given_, on)
    assert isinstance(before, Refused) or in_force([*given_, draft], on) == before


def test_where_two_versions_overlap_the_newer_speaks() -> None:
    newer = replace(GOOD, version=2, from_on=date(2026, 6, 1))
    assert in_force([GOOD, newer], TODAY) == newer
    assert in_force([GOOD, newer], date(2026, 5, 31)) == GOOD


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"suspended": True}, Missing.SUSPENDED),
        ({"ended_on": TODAY}, Missing.ENDED),
        ({"ends_on": TODAY}, Missing.ENDED),
        ({"review_on": TODAY}, Missing.REVIEW_OVERDUE),
    ],
)
def test_the_end_or_suspension_of_a_version_never_revives_the_one_before(
    change: dict[str, object], missing: Missing
) -> None:
    newer = replace(GOOD, version=2, from_on=date(2026, 6, 1), **change)  # type: ignore[arg-type]
    assert in_force([GOOD, newer], TODAY) == Refused(missing)


def test_the_end_of_one_instrument_leaves_another_in_force() -> None:
    ended = replace(GOOD, reference="ISA-2", version=5, ended_on=TODAY)
    assert in_force([ended, GOOD], TODAY) == GOOD


def test_of_several_things_missing_the_nearest_to_being_put_right_is_named() -> None:
    ended = replace(GOOD, ended_on=TODAY)
    suspended = replace(GOOD, reference="ISA-2", suspended=True)
    assert in_force([ended, suspended], TODAY) == Refused(Missing.SUSPENDED)


def test_the_twelve_hubs_of_one_instruction_each_get_a_permit_naming_it() -> None:
    permits = {authorise([GOOD], RIPE, TODAY) for _ in range(12)}
    assert {(p.reference, p.version_id) for p in permits if isinstance(p, Permit)} == {("ISA-1", 11)}


# -- how long to wait


def test_first_contact_waits_for_the_fifteenth_day() -> None:
    born = Timing(born_on=TODAY - 14 * DAY, confirmed_on=TODAY)
    assert authorise([GOOD], born, TODAY) == NotYet(TODAY + DAY, Wait.EARLIEST_DAY)
    assert isinstance(authorise([GOOD], replace(born, confirmed_on=TODAY + DAY), TODAY + DAY), Permit)


def test_the_health_visitors_visit_opens_contact_only_where_the_agreement_says_so() -> None:
    seen = Timing(born_on=TODAY - 11 * DAY, visited_on=TODAY - DAY, confirmed_on=TODAY)
    assert isinstance(authorise([replace(GOOD, visit_opens=True)], seen, TODAY), Permit)
    assert isinstance(authorise([GOOD], seen, TODAY), NotYet)


def test_a_visit_yet_to_come_opens_nothing_today() -> None:
    planned = Timing(born_on=TODAY - 5 * DAY, visited_on=TODAY + DAY, confirmed_on=TODAY)
    assert too_early(replace(GOOD, visit_opens=True), planned, TODAY) == NotYet(TODAY + DAY, Wait.EARLIEST_DAY)


@given(good_instruments(), timings, days)
def test_a_visit_never_makes_anybody_wait_longer(one: Instrument, timing: Timing, on: date) -> None:
    if too_early(one, replace(timing, visited_on=None), on) is None:
        assert too_early(one, timing, on) is None


@given(good_instruments(), timings, days)
def test_a_wait_for_the_earliest_day_ends_on_the_day_it_names(one: Instrument, timing: Timing, on: date) -> None:
    wait = too_early(one, timing, on)
    if wait is not None and wait.until is not None:
        assert wait.until > on
        assert too_early(one, timing, wait.until) is None
        assert too_early(one, timing, wait.until - DAY) == wait


@pytest.mark.parametrize(("age", "goes"), [(0, True), (7, True), (8, False)])
def test_nothing_goes_out_on_a_status_eight_days_old(age: int, goes: bool) -> None:
    answer = authorise([GOOD], replace(RIPE, confirmed_on=TODAY - age * DAY), TODAY)
    assert isinstance(answer, Permit) if goes else answer == NotYet(None, Wait.STATUS_STALE)


@given(good_instruments(), timings, days)
def test_a_status_never_confirmed_is_stale(one: Instrument, timing: Timing, on: date) -> None:
    assert stale(one, replace(timing, confirmed_on=None), on) == NotYet(None, Wait.STATUS_STALE)


def test_each_kind_of_instrument_leads_into_a_council_or_out_of_it() -> None:
    into, out = KINDS_BY_HOP[Hop.SUPPLIER_TO_COUNCIL], KINDS_BY_HOP[Hop.COUNCIL_TO_CENTRE]
    assert not into & out
    assert into | out == frozenset(InstrumentKind)
    assert KINDS_BY_HOP[Hop.COUNCIL_TO_COUNCIL] == {InstrumentKind.ARRIVALS_SHARING}


# -- who must sign

SUPPLIER, COUNCIL, HUBS = 1, 2, frozenset({3, 4})


@pytest.mark.parametrize(
    ("kind", "signers"),
    [
        (InstrumentKind.DATA_SHARING, {SUPPLIER, COUNCIL}),
        (InstrumentKind.ARRIVALS_SHARING, {SUPPLIER, COUNCIL}),
        (InstrumentKind.INTERNAL_INSTRUCTION, {COUNCIL}),
        (InstrumentKind.PROCESSOR_CONTRACT, {COUNCIL, *HUBS}),
        (InstrumentKind.CONTROLLER_AGREEMENT, {COUNCIL, *HUBS}),
    ],
)
def test_each_kind_of_instrument_is_signed_by_all_whom_it_binds(kind: InstrumentKind, signers: set[int]) -> None:
    recipients = frozenset({COUNCIL}) if kind is InstrumentKind.DATA_SHARING else HUBS
    assert must_sign(kind, SUPPLIER, COUNCIL, recipients) == signers


@pytest.mark.parametrize("kind", InstrumentKind)
def test_a_council_signs_everything(kind: InstrumentKind) -> None:
    assert COUNCIL in must_sign(kind, SUPPLIER, COUNCIL, HUBS)
