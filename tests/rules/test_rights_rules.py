"""How a code is spelt, how many are heard, whose an answer is, and by when parents are to be told."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.contact.letters.rules import RANDOM, SYMBOLS, in_groups, typed, with_check
from rightstart.release.rules import OutcomeKind
from rightstart.rights.rules import (
    MOST_OF_ALL,
    MOST_OF_ONE,
    Clock,
    Giver,
    Heard,
    Past,
    Untold,
    clock,
    due_on,
    giver,
    hears,
    why_untold,
)
from rightstart.safeguards.rules import MarkerKind

CODES = st.text(SYMBOLS, min_size=RANDOM, max_size=RANDOM).map(with_check)
NOTHING = Past(frozenset(), 1, handed_on=False, in_doubt=False)


def test_a_code_holds_sixty_bits_and_spells_no_word() -> None:
    assert len(SYMBOLS) ** RANDOM > 2**60
    assert len(set(SYMBOLS)) == len(SYMBOLS)
    assert not set(SYMBOLS) & set("AEIOU0O1ILZSB69")


@given(CODES)
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    shown = in_groups(code)
    assert len(shown) == len(code) + 2
    for written in (
        code,
        shown,
        shown.lower(),
        f"  {shown.replace('-', ' ')} ",
        code.translate(str.maketrans("258", "ZSB")),
    ):
        assert typed(written) == code


@given(CODES, st.data())
def test_one_symbol_mistyped_is_always_seen(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, RANDOM))
    other = data.draw(st.sampled_from(sorted(set(SYMBOLS) - {code[place]})))
    assert typed(code[:place] + other + code[place + 1 :]) is None


@given(CODES)
def test_two_symbols_that_changed_places_are_always_seen(code: str) -> None:
    for one, two in combinations(range(RANDOM + 1), 2):
        swapped = list(code)
        swapped[one], swapped[two] = swapped[two], swapped[one]
        assert code[one] == code[two] or typed("".join(swapped)) is None


@pytest.mark.parametrize("text", ["", "C2D3F", "X" * 16, "ACDEF-ACDEF-ACDEF", "é" * 15, "\u0661" * 15, "<script>"])
def test_what_is_no_code_is_none(text: str) -> None:
    assert typed(text) is None


def test_so_many_are_heard_and_no_more() -> None:
    assert hears(MOST_OF_ONE, MOST_OF_ALL) is Heard.HEARD
    assert hears(MOST_OF_ONE + 1, 1) is hears(1, MOST_OF_ALL + 1) is Heard.TOO_MANY


def test_who_was_with_one_centre_and_of_whom_nothing_is_marked_is_answered_by_either_lead() -> None:
    assert giver(NOTHING) is Giver.EITHER
    assert giver(Past(frozenset({MarkerKind.OBJECTION}), 0, handed_on=False, in_doubt=False)) is Giver.EITHER


@pytest.mark.parametrize("kind", sorted(set(MarkerKind) - {MarkerKind.OBJECTION}))
def test_any_other_marker_ever_makes_it_the_safeguarding_leads(kind: MarkerKind) -> None:
    assert giver(Past(frozenset({kind}), 1, handed_on=False, in_doubt=False)) is Giver.SAFEGUARDING_LEAD


@pytest.mark.parametrize(
    "past",
    [
        Past(frozenset(), 2, handed_on=False, in_doubt=False),
        Past(frozenset(), 1, handed_on=True, in_doubt=False),
        Past(frozenset(), 1, handed_on=False, in_doubt=True),
    ],
)
def test_what_would_tell_where_a_family_went_is_the_safeguarding_leads(past: Past) -> None:
    assert giver(past) is Giver.SAFEGUARDING_LEAD


@pytest.mark.parametrize(
    ("obtained", "due"),
    [
        (date(2026, 10, 5), date(2026, 11, 5)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_parents_are_to_be_told_within_a_month(obtained: date, due: date) -> None:
    assert due_on(obtained) == due
    assert clock(obtained, due) is clock(obtained, due - timedelta(days=5)) is Clock.SOON
    assert clock(obtained, due + timedelta(days=1)) is Clock.LATE
    assert clock(obtained, due - timedelta(days=6)) is Clock.IN_TIME


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 400))
def test_what_came_later_is_never_due_sooner(obtained: date, days: int) -> None:
    assert due_on(obtained) <= due_on(obtained + timedelta(days=days))


def test_why_nobody_is_told_yet_never_says_which_marker() -> None:
    told = {"marked": False, "came_back": False}
    assert why_untold(None, **told) is Untold.NOT_JUDGED
    assert why_untold(OutcomeKind.WITHHELD, marked=True, came_back=True) is Untold.WITHHELD
    assert why_untold(OutcomeKind.WITHHELD, **told) is Untold.UNCLEARED
    assert why_untold(OutcomeKind.DISCLOSE, marked=False, came_back=True) is Untold.CAME_BACK
    every = {why_untold(one, **told) for one in OutcomeKind}
    assert every == {Untold.TO_WRITE, Untold.UNCLEARED, Untold.NOT_YET, Untold.UNPLACED, Untold.NO_AGREEMENT}
