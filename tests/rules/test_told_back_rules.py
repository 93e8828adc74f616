"""Truths about what a supplier may be told of its own record."""

import pytest

from rightstart.release.rules import BirthFacts, may_be_told_back
from rightstart.safeguards.rules import HOLDS_SIBLINGS, ClearanceKind, Confinement, Marker, MarkerKind
from tests.rules.strategies import EVERYTHING, TODAY


def knowing(**told: object) -> BirthFacts:
    """A birth of which nothing else bears on what may be told back."""
    alone = {"clearances": EVERYTHING, "markers": (), "siblings": Confinement(2, 2)}
    return BirthFacts(notice=None, claims=None, agreements={}, timing=None, **alone | told)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", MarkerKind)
def test_a_supplier_is_told_back_while_no_marker_but_a_move_stands_on_its_record_or_on_a_sibling_s(
    kind: MarkerKind,
) -> None:
    marker, moved = Marker(kind, TODAY), kind is MarkerKind.MOVED_AWAY
    assert may_be_told_back(knowing(markers=(marker,)), TODAY) is moved
    on_sibling = may_be_told_back(knowing(siblings=Confinement(2, 2, (marker,))), TODAY)
    assert on_sibling is (moved or kind not in HOLDS_SIBLINGS)


@pytest.mark.parametrize("lacking", ClearanceKind)
def test_a_supplier_is_told_back_though_it_has_still_to_clear_the_birth(lacking: ClearanceKind) -> None:
    assert may_be_told_back(knowing(clearances=EVERYTHING - {lacking}), TODAY)
    assert may_be_told_back(knowing(), TODAY)
