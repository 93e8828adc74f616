"""From what a supplier is told of its births it cannot work out that a certain child is withheld, whatever else it knows."""

from hypothesis import given
from hypothesis import strategies as st

from rightstart.release.suppression import LEAST, Became, for_supplier

COUNT = st.integers(0, 14)


@given(COUNT, COUNT, COUNT, st.integers(0, 14))
def test_the_same_is_told_whether_a_child_is_withheld_or_waits(
    handed: int, own: int, waiting: int, others: int
) -> None:
    """Also to a supplier that knows its own holds, and to one that compares two receipts or two days."""
    withheld = for_supplier(Became(handed, own + others + 1, waiting))
    waits = for_supplier(Became(handed, own + others, waiting + 1))
    assert withheld == waits


@given(COUNT, COUNT, COUNT)
def test_of_few_births_nothing_is_told_and_of_more_how_many_are_with_a_centre(
    handed: int, withheld: int, waiting: int
) -> None:
    found = for_supplier(Became(handed, withheld, waiting))
    if handed + withheld + waiting < LEAST:
        assert found is None
    else:
        assert found == Became(handed, None, withheld + waiting)
