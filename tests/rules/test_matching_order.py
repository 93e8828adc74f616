"""Truths about matching as a whole: no order of arrival shows in its end, and two numbers are never one birth."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bench._memory import Memory
from rightstart.births.crowd import Statement
from rightstart.births.rules import Likeness

FIRST = datetime(2026, 10, 1, tzinfo=UTC)
# Few values of each, so that much agrees and much contradicts.
likenesses = st.builds(
    Likeness,
    supplier=st.sampled_from(["CHIS01", "RWY", "REG"]),
    record_key=st.sampled_from([b"r1", b"r2", b"r3", b"r4", b"r5"]),
    surname_key=st.sampled_from(["smith", "smithjones", "khan"]),
    born_on=st.sampled_from([date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 9), date(2026, 9, 10)]),
    postcode=st.sampled_from(["HX1 1AA", "HX1 1AA", "HX2 2BB", None]),
    parent_key=st.sampled_from(["annsmith", "annsmith", "evesmith", None]),
    forename_key=st.sampled_from([None, None, "olivia", "jack"]),
    nhs_key=st.sampled_from([None, None, b"n1", b"n2"]),
    birth_order=st.sampled_from([None, None, None, 1, 2]),
    births_in_confinement=st.sampled_from([None, None, 1, 2]),
)
feeds = st.lists(likenesses, min_size=1, max_size=7)

Lot = frozenset[int]
End = tuple[frozenset[Lot], frozenset[Lot], frozenset[tuple[str, frozenset[Lot]]]]


def end_of(consignments: Iterable[Sequence[int]], said: Sequence[Likeness]) -> End:
    """Births, families and questions by the statements they hold, whichever numbers they got. The n-th is n hours old."""
    memory, came = Memory(), list[int]()
    for consignment in consignments:
        fresh = range(len(came), len(came) + len(consignment))
        came += consignment
        memory.take(Statement(place, said[came[place]], FIRST + timedelta(hours=came[place])) for place in fresh)
    births = {birth: frozenset(came[notice] for notice in notices) for birth, notices in memory.births().items()}
    families: dict[int, set[int]] = {}
    for birth, lot in births.items():
        families.setdefault(memory.family_of[birth], set()).update(lot)
    asked = {
        (one.kind.value, frozenset(births[birth] for birth in (one.birth, one.other) if birth is not None))
        for one in memory.open.values()
    }
    return frozenset(births.values()), frozenset(map(frozenset, families.values())), frozenset(asked)


def split(order: Sequence[int], cuts: set[int]) -> list[Sequence[int]]:
    edges = [0, *sorted(cut for cut in cuts if 0 < cut < len(order)), len(order)]
    return [order[start:end] for start, end in pairwise(edges)]


@settings(max_examples=400)
@given(feeds, st.data())
def test_no_order_of_arrival_changes_the_end(said: list[Likeness], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(said))))
    cuts = data.draw(st.sets(st.integers(1, 6)))
    assert end_of(split(order, cuts), said) == end_of([range(len(said))], said)


@settings(max_examples=200)
@given(feeds, st.data())
def test_two_nhs_numbers_are_never_in_one_birth(said: list[Likeness], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(said))))
    births, _, _ = end_of([[one] for one in order], said)
    for lot in births:
        assert len({said[place].nhs_key for place in lot} - {None}) <= 1


@settings(max_examples=200)
@given(feeds)
def test_one_record_with_one_number_is_one_birth(said: list[Likeness]) -> None:
    births, _, _ = end_of([[one] for one in range(len(said))], said)
    for record in {one.record_key for one in said}:
        mine = {place for place, one in enumerate(said) if one.record_key == record}
        numbers = {said[place].nhs_key for place in mine} - {None}
        assert len({lot for lot in births if lot & mine}) == max(1, len(numbers))


@settings(max_examples=400)
@given(feeds, st.data())
def test_one_nhs_number_on_two_births_is_always_asked_about(said: list[Likeness], data: st.DataObject) -> None:
    births, _, asked = end_of([[place] for place in data.draw(st.permutations(range(len(said))))], said)
    numbers = {lot: {said[place].nhs_key for place in lot} - {None} for lot in births}
    for one, other in combinations(births, 2):
        if numbers[one] & numbers[other]:
            assert ("same-baby", frozenset({one, other})) in asked
