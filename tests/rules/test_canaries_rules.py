"""What a run of canaries proves, by what each way out said of each of them."""

import pytest

from rightstart.canaries.rules import SEEN, Canary, Looked, Stage, Verdict, Way, verdict
from rightstart.release.rules import Passage

EVERYBODY = frozenset(Canary)


def looked(stage: Stage, way: Way | None = None, **other: Passage) -> Looked:
    """A stage at which all is as it must be, but for what one way says."""
    right = {one: Passage.OPEN if one in SEEN[stage] else Passage.CLOSED for one in Canary}
    odd = {Canary(name.replace("_", "-")): passage for name, passage in other.items()}
    return Looked(stage, EVERYBODY, {one: right | (odd if one is way else {}) for one in Way})


def test_all_as_it_must_be_is_passed() -> None:
    assert verdict([looked(stage) for stage in Stage]) is Verdict.PASSED


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("passage", [Passage.OPEN, Passage.PAUSED])
def test_one_that_must_be_held_is_let_through_by_any_way_with_an_address_or_without(way: Way, passage: Passage) -> None:
    assert verdict([looked(Stage.HANDED_OVER, way, died_before=passage)]) is Verdict.LET_THROUGH
    assert verdict([looked(Stage.MARKED, way, adopted=passage)]) is Verdict.LET_THROUGH
    assert verdict([looked(Stage.WITHDRAWN, way, live=passage)]) is Verdict.LET_THROUGH


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("passage", [Passage.CLOSED, Passage.PAUSED])
def test_one_that_must_come_through_and_does_not_proves_nothing(way: Way, passage: Passage) -> None:
    assert verdict([looked(Stage.MARKED, way, live=passage)]) is Verdict.MISSING


def test_one_that_never_became_a_birth_has_not_tried_the_gate() -> None:
    right = looked(Stage.MARKED)
    assert verdict([Looked(right.stage, EVERYBODY - {Canary.ADOPTED}, right.told)]) is Verdict.MISSING


def test_what_was_let_through_outweighs_what_is_missing() -> None:
    odd = looked(Stage.MARKED, Way.LINES, live=Passage.CLOSED, protected=Passage.OPEN)
    assert verdict([odd]) is Verdict.LET_THROUGH


def test_only_the_one_of_whom_nothing_bad_is_told_is_seen_after_the_others_were_marked() -> None:
    assert SEEN[Stage.MARKED] == {Canary.LIVE}
    assert SEEN[Stage.HANDED_OVER] == EVERYBODY - {Canary.DIED_BEFORE}
