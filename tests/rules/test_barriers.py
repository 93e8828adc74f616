"""Truths about a decision not to share: how long it stands, and what its words may not hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from msgspec.structs import replace

from rightstart.agreements.barriers import HOPS, Standing, names_somebody, standing
from rightstart.agreements.gateways import GATEWAYS
from rightstart.agreements.rules import Hop, Instrument, Missing, Refused, Timing, authorise
from tests.rules.strategies import TODAY, days, good_instruments, timings

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("from_in", "review_in", "ended", "expected"),
    [
        (0, 1, False, Standing.STANDS),
        (1, 9, False, Standing.NOT_BEGUN),
        (-9, 0, False, Standing.REVIEW_DUE),
        (-9, -500, False, Standing.REVIEW_DUE),
        (-9, -500, True, Standing.ENDED),
        (1, 9, True, Standing.ENDED),
    ],
)
def test_a_refusal_stands_until_a_person_ends_it(from_in: int, review_in: int, ended: bool, expected: Standing) -> None:
    assert standing(TODAY + from_in * DAY, TODAY + review_in * DAY, ended=ended, on=TODAY) is expected


@pytest.mark.parametrize(
    "words",
    [
        "ask jo@example.org",
        "about 999 000 0018",
        "ring 01632 960001",
        "ring 01632-960001 first",
        "lives at HX1 3XL",
        "lives at HX13XL",
        "lives at hx1 3xl",
        "Mrs Wrenfield says no",
        "Dr. Quill must agree",
    ],
)
def test_words_that_look_like_somebodys_details_are_found(words: str) -> None:
    assert names_somebody(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "The extract cannot tell who objected. A fix is planned for 2027-03-31.",
        "Needs UK GDPR Article 6(1)(e) and a DPIA by 1 April 2027, version 2.0 of contract 1.0",
        "Our system sends 1,200 rows in 12 files a year to 3 areas.",
    ],
)
def test_words_about_a_system_or_a_law_are_let_through(words: str) -> None:
    assert not names_somebody(words)


def test_no_law_is_taken_for_a_person() -> None:
    assert [one.code for one in GATEWAYS if names_somebody(f"{one.name} {one.gives} {one.limit}")] == []


def test_every_hop_has_its_two_kinds_of_organisation() -> None:
    assert sorted(HOPS.values()) == sorted(Hop)


@given(good_instruments(), timings, days, days)
def test_nothing_is_authorised_from_the_day_a_party_refuses(
    instrument: Instrument, timing: Timing, since: date, on: date
) -> None:
    answer = authorise([replace(instrument, refused_from=since)], timing, on)
    if since <= on:
        assert answer == Refused(Missing.REFUSAL_STANDS)
    else:
        assert answer == authorise([instrument], timing, on)
