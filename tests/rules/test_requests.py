"""Truths about a family's requests: their clocks, what may follow what, and what is left out of a pack."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rightstart.rights.requests.rules import (
    ENDS,
    NEEDS,
    Ground,
    Next,
    Outcome,
    Part,
    RequestKind,
    Step,
    Why,
    due_on,
    left_out,
    may_do,
    may_end,
    may_extend,
    next_step,
)

kinds = st.sampled_from(RequestKind)
steps = st.frozensets(st.sampled_from(Step))
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
DAY = timedelta(days=1)


@given(kinds, days)
def test_a_request_is_due_within_a_month_and_a_complaint_acknowledged_within_thirty_days(
    kind: RequestKind, on: date
) -> None:
    due = due_on(kind, on, {Step.OPENED})
    assert on + 28 * DAY <= due <= on + 31 * DAY
    assert (kind is not RequestKind.COMPLAINT) or due == on + 30 * DAY


@given(kinds, days, steps)
def test_two_months_more_are_taken_once_within_the_first_and_never_for_a_complaint(
    kind: RequestKind, on: date, done: frozenset[Step]
) -> None:
    first = due_on(kind, on, {Step.OPENED})
    may = may_extend(kind, on, done, on + 10 * DAY)
    assert may == (kind is not RequestKind.COMPLAINT and not done & {Step.EXTENDED, Step.ANSWERED})
    assert not may_extend(kind, on, done, on + 40 * DAY)
    if kind is not RequestKind.COMPLAINT:
        assert on + 89 * DAY <= due_on(kind, on, {Step.EXTENDED}) <= first + 62 * DAY


@given(kinds, steps, st.sampled_from(Step))
def test_nothing_follows_an_answer_and_nothing_is_opened_twice(
    kind: RequestKind, done: frozenset[Step], step: Step
) -> None:
    assert not (Step.ANSWERED in done and may_do(kind, done, step))
    assert not may_do(kind, done | {Step.OPENED}, Step.OPENED)
    assert (next_step(kind, done) is Next.NOTHING) == (Step.ANSWERED in done)


@given(kinds, steps, st.sampled_from(Outcome), st.none() | st.sampled_from(Ground))
def test_an_answer_fits_its_kind_comes_after_what_it_needs_and_a_refusal_has_its_ground(
    kind: RequestKind, done: frozenset[Step], outcome: Outcome, ground: Ground | None
) -> None:
    if may_end(kind, done, outcome, ground):
        assert outcome in ENDS[kind]
        assert outcome not in NEEDS or NEEDS[outcome] & done
        assert (outcome is Outcome.REFUSED) == (ground is not None)
        assert Step.ANSWERED not in done


@given(*[st.booleans()] * 5)
def test_of_a_pack_all_is_left_out_that_nobody_has_looked_at(
    is_named: bool, notes: bool, notes_read: bool, holds: bool, guarded: bool
) -> None:
    told = {"is_named": is_named, "notes": notes, "notes_read": notes_read, "holds": holds, "guarded": guarded}
    out = left_out(**told)
    assert (Part.HOME in out) == (guarded or not is_named)
    assert (Part.PARENT in out) == (not is_named)
    assert (Part.NOTES in out) == (notes and (guarded or not notes_read))
    assert out.get(Part.HOLDS) == (Why.SAFEGUARD if holds else None)
    assert left_out(**told | {"guarded": True}).keys() >= out.keys()
