"""Truths about what outlives a suppressed child's record."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.safeguards.fingerprints import LASTS, SUPPRESSES, Child, Trait, ends_on, first_traits, likeness, traits
from rightstart.safeguards.rules import LIFTS, NEVER_BY_HAND, MarkerKind

WORDS = st.sampled_from(["smith", "jones", "olivia", "amelia", "alexsmith"])
CHILDREN = st.builds(
    Child,
    WORDS,
    st.none() | WORDS,
    st.none() | WORDS,
    st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    st.none() | WORDS,
)


@given(CHILDREN)
def test_every_fingerprint_holds_the_day_and_something_else(child: Child) -> None:
    for _, facts in traits(child):
        assert child.born_on.isoformat() in facts
        assert len(facts) >= 2


@given(CHILDREN)
def test_what_is_not_said_is_in_no_fingerprint(child: Child) -> None:
    found = dict(traits(child))
    assert Trait.SURNAME_AND_DAY in found
    assert (Trait.NAMES_AND_DAY in found) == (child.forename is not None)
    assert (Trait.SURNAME_DAY_AND_HOME in found) == (Trait.DAY_AND_HOME in found) == (child.home is not None)
    assert (Trait.PARENT_AND_DAY in found) == (child.parent is not None)


@given(CHILDREN, CHILDREN)
def test_children_agree_in_a_trait_only_where_they_agree_in_all_its_facts(one: Child, other: Child) -> None:
    told, asked = dict(traits(one)), dict(traits(other))
    if told.get(Trait.NAMES_AND_DAY) == asked.get(Trait.NAMES_AND_DAY) is not None:
        assert (one.surname, one.forename, one.born_on) == (other.surname, other.forename, other.born_on)


@given(CHILDREN, CHILDREN, st.dates(date(2024, 1, 1), date(2036, 12, 31)))
def test_whoever_agrees_by_anything_that_lasts_agrees_by_what_is_looked_for_first(
    kept: Child, newcomer: Child, today: date
) -> None:
    lasting = {(trait, facts) for trait, facts in traits(kept) if ends_on(trait, kept.born_on) > today}
    first = set(first_traits(newcomer, today))
    assert first <= set(traits(newcomer))
    assert bool(lasting & set(traits(newcomer))) == bool(lasting & first)


@given(st.sampled_from(Trait), st.dates(date(2020, 1, 1), date(2032, 12, 31)))
def test_every_fingerprint_has_a_dated_end(trait: Trait, born_on: date) -> None:
    assert ends_on(trait, born_on).year == born_on.year + LASTS[trait].years


def test_one_born_on_a_leap_day_is_known_until_the_first_of_march() -> None:
    assert ends_on(Trait.SURNAME_AND_DAY, date(2028, 2, 29)) == date(2030, 3, 1)


@given(st.frozensets(st.sampled_from(Trait)))
def test_whoever_agrees_in_anything_is_held_and_by_the_surest_of_it(agreeing: frozenset[Trait]) -> None:
    means = {LASTS[trait].means for trait in agreeing}
    found = likeness(agreeing)
    assert (found is None) == (not agreeing)
    assert found is None or found == (
        MarkerKind.SUPPRESSED if MarkerKind.SUPPRESSED in means else MarkerKind.RESEMBLES_SUPPRESSED
    )


@pytest.mark.parametrize("kind", [MarkerKind.SUPPRESSED, MarkerKind.RESEMBLES_SUPPRESSED])
def test_a_likeness_is_nobodys_word_suppresses_nobody_further_and_ends_by_two_people(kind: MarkerKind) -> None:
    assert kind in NEVER_BY_HAND
    assert kind not in SUPPRESSES
    assert LIFTS[kind].asks
    assert LIFTS[kind].confirms
