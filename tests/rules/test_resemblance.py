"""Which births partial details fit: erring towards a stop, and never by a name alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.intake.keys import name_key
from rightstart.safeguards.resemblance import (
    ABOUT_DAYS,
    NAMED_DAYS,
    Answer,
    Details,
    Enough,
    Facts,
    enough,
    fits,
    plain_street,
)

DAY = date(2026, 9, 14)
FACTS = Facts("smith", DAY, "alexsmith", "12parkinsonlane", "HX1 3XL")


@pytest.mark.parametrize(
    ("details", "answer"),
    [
        (Details(street="12parkinsonlane", postcode="HX1"), Answer.YES),
        (Details(name_key="oliviasmith", born_on=DAY), Answer.YES),
        (Details(name_key="smith", born_on=DAY + timedelta(days=30), about=True), Answer.NO),
        (Details(name_key="smith", postcode="HX11"), Answer.NO),
    ],
)
def test_what_fits_besides_the_table(details: Details, answer: Answer) -> None:
    assert fits(details, FACTS) is answer


def test_what_is_not_known_of_a_birth_does_not_free_it() -> None:
    unknown = Facts("smith", DAY)
    assert fits(Details(name_key="smith", street="elsewhere"), unknown) is Answer.POSSIBLE
    assert fits(Details(name_key="jones", born_on=DAY), unknown) is Answer.POSSIBLE


@pytest.mark.parametrize(("about", "days"), [(False, NAMED_DAYS), (True, ABOUT_DAYS)])
def test_a_day_may_be_out_by_so_much(about: bool, days: int) -> None:
    def at(off: int) -> Answer:
        said = Details(name_key="smith", born_on=DAY + timedelta(days=off), about=about)
        return fits(said, FACTS)

    assert [at(-days), at(days)] == [Answer.YES, Answer.YES]
    assert [at(-days - 1), at(days + 1)] == [Answer.NO, Answer.NO]


def test_how_much_is_enough() -> None:
    assert enough(Details(name_key="smith")) is Enough.TOO_FEW
    assert enough(Details(postcode="HX1")) is Enough.TOO_FEW
    assert enough(Details(name_key="smith", postcode="HX1")) is Enough.ENOUGH
    assert plain_street("1") is None
    assert plain_street("12, Parkinson-Lane") == "12parkinsonlane"


NAMES = st.sampled_from(["Smith", "O’Neill", "de la Cruz", "Nowak-Hall"])


@given(NAMES, NAMES, st.dates(date(2025, 6, 1), date(2026, 10, 1)), st.sets(st.sampled_from(range(4)), min_size=2))
def test_any_two_details_that_are_true_fit_however_they_are_spelt(
    surname: str, parent: str, born_on: date, given_: set[int]
) -> None:
    whole = f"Alex {parent}"
    known = Facts(name_key(surname) or "", born_on, name_key(whole), plain_street("12 Mill Road"), "HX2 7AA")
    said = Details(
        name_key=name_key(f"ALEX  {parent.upper()}") if 0 in given_ else None,
        street=plain_street("mill road") if 1 in given_ else None,
        born_on=born_on if 2 in given_ else None,
        postcode="HX2 7AA" if 3 in given_ else None,
    )
    assert fits(said, known) is Answer.YES
