"""From what is told of a consignment's births nobody can work out that a certain child is withheld."""

from hypothesis import given
from hypothesis import strategies as st

from rightstart.release.suppression import LEAST, told

COUNT = st.integers(0, 14)


@given(COUNT, COUNT, COUNT)
def test_nothing_is_lost_and_a_small_number_of_withheld_is_never_told(handed: int, withheld: int, waiting: int) -> None:
    found = told(handed, withheld, waiting)
    assert found.handed + (found.withheld or 0) + found.waiting == handed + withheld + waiting
    assert found.withheld is None or (found.withheld >= LEAST and handed + waiting >= LEAST)


@given(COUNT, COUNT, COUNT)
def test_where_the_withheld_are_not_told_there_may_be_none_at_all(handed: int, withheld: int, waiting: int) -> None:
    """Somebody who knows the rule and all that is told finds that the same would be told of nobody withheld."""
    found = told(handed, withheld, waiting)
    if found.withheld is None:
        assert told(found.handed, 0, found.waiting) == found


@given(COUNT, COUNT, COUNT)
def test_where_they_are_told_most_are_not_known_to_be_among_them(handed: int, withheld: int, waiting: int) -> None:
    found = told(handed, withheld, waiting)
    if found.withheld is not None:
        assert found.handed + found.waiting >= LEAST
