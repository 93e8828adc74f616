"""Truths about what a family's pack leaves out: unknown means hold, and what may not be said is not hinted at."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.rights.requests.redaction import (
    SAID_ALOUD,
    TELLS_WHERE,
    LeftOut,
    Part,
    Thing,
    Whose,
    said_aloud,
    whose_details,
    why_left_out,
)
from rightstart.rights.requests.rules import Asker
from rightstart.rights.rules import Giver
from rightstart.safeguards.rules import MarkerKind
from tests.spec import requests as spec

LEAD = Giver.SAFEGUARDING_LEAD
things = st.builds(
    Thing,
    st.sampled_from(Part),
    st.sampled_from(Whose),
    st.none() | st.sampled_from(MarkerKind),
    marked=st.booleans(),
    hidden_home=st.booleans(),
    given=st.booleans(),
)
givers = st.sampled_from(Giver)
names = st.none() | st.sampled_from(["ALEX", "ROBIN"])


@given(things, givers)
def test_somebody_elses_and_what_nobody_can_say_whose_it_is_is_never_given(thing: Thing, giver: Giver) -> None:
    if thing.part is not Part.MARKER and thing.whose is not Whose.OWN:
        assert why_left_out(thing, giver) is not None


@given(things, givers)
def test_a_hidden_home_is_given_to_nobody_whoever_says_so(thing: Thing, giver: Giver) -> None:
    home = replace(thing, part=Part.HOME, hidden_home=True)
    own = thing.whose is Whose.OWN
    assert why_left_out(home, giver) is (LeftOut.WOULD_DEFEAT if own else LeftOut.THIRD_PARTY)


@given(givers, st.sampled_from(MarkerKind), st.booleans())
def test_of_safeguards_only_a_no_of_the_familys_own_is_told(giver: Giver, kind: MarkerKind, given_: bool) -> None:
    told = why_left_out(Thing(Part.MARKER, marker=kind, given=given_), giver)
    assert (told is None) == (kind is MarkerKind.OBJECTION)
    assert told not in SAID_ALOUD


@given(givers, st.none() | st.sampled_from(MarkerKind))
def test_no_decision_that_a_safeguard_made_is_told_but_that_of_an_own_no(giver: Giver, kind: MarkerKind | None) -> None:
    told = why_left_out(Thing(Part.DECISION, marker=kind, marked=True, given=True), giver)
    assert told is (None if kind is MarkerKind.OBJECTION else LeftOut.SAFEGUARD)


@pytest.mark.parametrize("part", sorted(TELLS_WHERE))
def test_where_the_lead_answers_what_tells_where_they_are_goes_by_the_leads_word_alone(part: Part) -> None:
    assert why_left_out(Thing(part), LEAD) is LeftOut.WOULD_DEFEAT
    assert why_left_out(Thing(part, given=True), LEAD) is None
    assert why_left_out(Thing(part), Giver.EITHER) is None


@given(things)
def test_more_is_never_given_of_a_guarded_family_than_of_another(thing: Thing) -> None:
    if why_left_out(thing, LEAD) is None:
        assert why_left_out(thing, Giver.EITHER) is None


@given(things, givers)
def test_only_reasons_that_are_the_same_in_every_family_are_said_aloud(thing: Thing, giver: Giver) -> None:
    own = replace(thing, marker=None, marked=False, hidden_home=False)
    if (why := why_left_out(thing, giver)) in SAID_ALOUD and thing.part is not Part.MARKER:
        assert why_left_out(own, Giver.EITHER) is why


def test_a_note_goes_once_somebody_has_read_it() -> None:
    assert why_left_out(Thing(Part.NOTE), Giver.EITHER) is LeftOut.UNREAD
    assert why_left_out(Thing(Part.NOTE, given=True), Giver.EITHER) is None


@given(st.none() | st.sampled_from(Asker), names, names)
def test_a_notice_is_ones_own_where_its_parent_is_the_newest_ones_and_asks(
    asker: Asker | None, named: str | None, newest: str | None
) -> None:
    found = whose_details(asker, named=named, newest=newest)
    assert (found is Whose.OWN) == (asker is Asker.NAMED and named is not None and named == newest)
    assert (found is Whose.UNKNOWN) == (None in (asker, named, newest))


@given(st.lists(st.tuples(st.sampled_from(Part), st.sampled_from(LeftOut))))
def test_a_pack_never_speaks_of_a_safeguard_and_tells_who_is_not_the_parent_the_same_of_every_home(
    left_out: list[tuple[Part, LeftOut]],
) -> None:
    said = said_aloud(left_out, Asker.OTHER)
    assert {why for _, why in said} <= SAID_ALOUD
    assert {(Part.HOME, LeftOut.THIRD_PARTY), (Part.PARENT, LeftOut.THIRD_PARTY)} <= set(said)
    assert said_aloud([], Asker.NAMED) == []


@pytest.mark.parametrize("row", spec.LEFT_OUT, ids=lambda row: row.what)
def test_a_pack_leaves_out_what_the_table_says(row: spec.LeftOutRow) -> None:
    assert {giver: why_left_out(row.thing, giver) for giver in Giver} == {giver: row.why(giver) for giver in Giver}
