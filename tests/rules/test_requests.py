"""Truths about a family's requests: their clocks, what may follow what, whose they are, and how a detail is spelt."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.directory.rules import RoleKind
from rightstart.rights.requests.detail import Detail, Unfit, cells
from rightstart.rights.requests.rules import (
    ENDS,
    Days,
    Ground,
    Next,
    Outcome,
    RequestKind,
    Step,
    due_on,
    ends,
    may_answer,
    may_do,
    may_end,
    may_extend,
    may_review,
    next_step,
)
from rightstart.rights.rules import Clock, Giver, clock_of
from tests.spec import requests as spec

kinds = st.sampled_from(RequestKind)
steps = st.frozensets(st.sampled_from(Step))
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
months = st.sampled_from((RequestKind.ACCESS, RequestKind.CORRECTION))
DAY = timedelta(days=1)


@given(months, days, st.integers(0, 60))
def test_the_month_runs_from_when_it_is_known_who_asks_and_until_then_from_when_it_came(
    kind: RequestKind, on: date, later: int
) -> None:
    asked_for = due_on(kind, Days(on), {Step.OPENED})
    assert on + 28 * DAY <= asked_for <= on + 31 * DAY
    known = due_on(kind, Days(on, on + later * DAY), {Step.OPENED, Step.KNOWN})
    assert known >= asked_for
    assert known == due_on(kind, Days(on + later * DAY), {Step.OPENED})


@given(days)
def test_a_complaint_is_acknowledged_by_its_thirtieth_day_whoever_is_known(on: date) -> None:
    first = [on + number * DAY for number in range(30)]
    for known in (None, on + 12 * DAY):
        assert due_on(RequestKind.COMPLAINT, Days(on, known), {Step.OPENED}) == first[-1]
    assert due_on(RequestKind.COMPLAINT, Days(on), {Step.ACKNOWLEDGED}) > first[-1]


@given(kinds, days, steps)
def test_two_months_more_are_taken_once_within_the_first_and_never_for_a_complaint(
    kind: RequestKind, on: date, done: frozenset[Step]
) -> None:
    may = may_extend(kind, Days(on, on), done, on + 10 * DAY)
    assert may == (kind is not RequestKind.COMPLAINT and not done & {Step.EXTENDED, Step.ANSWERED})
    assert not may_extend(kind, Days(on, on), done - {Step.EXTENDED}, on + 40 * DAY)
    if kind is not RequestKind.COMPLAINT:
        assert on + 89 * DAY <= due_on(kind, Days(on, on), {Step.EXTENDED}) <= on + 92 * DAY


@given(days, st.integers(-40, 40))
def test_it_is_late_from_the_morrow_of_its_last_day(due: date, passed: int) -> None:
    found = clock_of(due, due + passed * DAY)
    assert found is (Clock.LATE if passed > 0 else Clock.SOON if passed >= -5 else Clock.IN_TIME)


@given(kinds, steps, st.sampled_from(Step))
def test_nothing_follows_an_answer_and_nothing_is_done_twice_but_what_changes(
    kind: RequestKind, done: frozenset[Step], step: Step
) -> None:
    assert not (Step.ANSWERED in done and may_do(kind, done, step))
    assert not may_do(kind, done | {step}, step) or step in {Step.TAKEN, Step.PACKED}
    assert not may_do(kind, done, Step.OPENED)
    assert (next_step(kind, done) is Next.NOTHING) == (Step.ANSWERED in done)


@given(kinds, steps, st.sampled_from(Step))
def test_nothing_leaves_and_nothing_is_decided_before_it_is_known_who_asks(
    kind: RequestKind, done: frozenset[Step], step: Step
) -> None:
    if may_do(kind, done - {Step.KNOWN}, step):
        assert step in {Step.KNOWN, Step.TAKEN, Step.ACKNOWLEDGED, Step.EXTENDED, Step.ANSWERED}
    assert set(ends(kind, done - {Step.KNOWN})) <= {Outcome.REFUSED, Outcome.WITHDRAWN}


@given(kinds, steps, st.sampled_from(Outcome), st.none() | st.sampled_from(Ground))
def test_an_answer_fits_its_kind_comes_after_what_it_needs_and_a_refusal_has_its_ground(
    kind: RequestKind, done: frozenset[Step], outcome: Outcome, ground: Ground | None
) -> None:
    if may_end(kind, done, outcome, ground):
        assert not ENDS[kind][outcome] or ENDS[kind][outcome] & done
        assert (outcome is Outcome.REFUSED) == (ground is not None)
        assert Step.ANSWERED not in done
        assert Step.KNOWN in done or ground in {None, Ground.NOT_KNOWN}


@given(kinds)
def test_doing_what_is_next_comes_to_an_end_and_every_end_can_be_reached(kind: RequestKind) -> None:
    reached, waiting = set(), [frozenset({Step.OPENED})]
    seen = set(waiting)
    while waiting:
        done = waiting.pop()
        reached |= set(ends(kind, done))
        for step in Step:
            if may_do(kind, done, step) and (further := done | {step}) not in seen:
                seen.add(further)
                waiting.append(further)
    assert reached == set(ENDS[kind])


def test_where_the_safeguarding_lead_answers_nobody_else_reads_or_reviews() -> None:
    lead = Giver.SAFEGUARDING_LEAD
    assert {one for one in RoleKind if may_answer(lead, [one])} == {RoleKind.SAFEGUARDING_LEAD}
    assert {one for one in RoleKind if may_review(lead, [one])} == {RoleKind.SAFEGUARDING_LEAD}
    assert {one for one in RoleKind if may_answer(Giver.EITHER, [one])} == {
        RoleKind.IG_LEAD,
        RoleKind.SAFEGUARDING_LEAD,
    }


@pytest.mark.parametrize(
    ("detail", "said", "found"),
    [
        (Detail.BABY_FORENAME, "  Peregrin  ", {"baby_forename": "Peregrin"}),
        (Detail.BORN_ON, "27/3/2026", {"born_on": "2026-03-27"}),
        (Detail.BORN_ON, "soon", Unfit.NO_DAY),
        (Detail.INTERPRETER, "Yes", {"interpreter": "yes"}),
        (Detail.INTERPRETER, "perhaps", Unfit.NOT_YES_NO),
        (Detail.ADDRESS, "3 New Road", Unfit.NO_POSTCODE),
        (Detail.ADDRESS, "3 New Road\nZZZSECUR", Unfit.NO_POSTCODE),
        (Detail.PHONE, " \n ", Unfit.BLANK),
        (Detail.PARENT_NAME, "x" * 201, Unfit.TOO_LONG),
        (Detail.ADDRESS, "1\n2\n3\n4\n5\nHX1 1UJ", Unfit.TOO_LONG),
    ],
)
def test_what_a_detail_should_be_becomes_the_cells_of_a_record(detail: Detail, said: str, found: object) -> None:
    assert cells(detail, said) == found


def test_an_address_fills_every_line_so_that_nothing_of_the_old_one_stays() -> None:
    told = cells(Detail.ADDRESS, "Flat 2\n3 New Road\nhx11uj")
    lines = {"address_line_1": "Flat 2", "address_line_2": "3 New Road", "address_line_3": "", "address_line_4": ""}
    assert told == lines | {"postcode": "HX1 1UJ"}


@pytest.mark.parametrize("row", spec.STANDS, ids=lambda row: f"{row.kind}-{row.next}-{len(row.done)}")
def test_a_request_stands_as_the_table_says(row: spec.StandRow) -> None:
    assert next_step(row.kind, row.done) is row.next
    assert due_on(row.kind, row.days, row.done) == row.due_on
    assert set(ends(row.kind, row.done)) == set(row.ends)
