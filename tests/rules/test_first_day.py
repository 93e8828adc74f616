"""How far a first day is follows from what is there, step by step; a map is read from a spreadsheet, or told by row and column."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.allocation.sheets import Fault, Faulty, Headless, Map, Wrong, read
from rightstart.directory.people import OrganisationRow
from rightstart.directory.rules import OrganisationKind
from rightstart.reach.rules import AFTER, NEEDED, Agreed, Came, Facts, Standing, State, Step, how_many_done, progress
from rightstart.reach.wording import STATES, TITLES, says, summary, waits
from rightstart.terms import OrganisationId

DAY = date(2026, 11, 2)
NOTHING = Facts(roles={})
PEOPLE = replace(NOTHING, roles=dict.fromkeys(NEEDED, DAY))
CENTRES = replace(PEOPLE, centres=("Elland Hub",), rung=True, numbers_on=DAY)
AGREED = replace(CENTRES, sharing=Agreed(any=True, since=DAY), instruction=Agreed(any=True, since=DAY))
MAPPED = replace(AGREED, areas_from=DAY)
FILED = replace(MAPPED, came=Came(first_on=DAY, accepted=3), standing=Standing(first_on=DAY, listed=2, withheld=1))
ALL = replace(FILED, checked_on=DAY, received_on=DAY)
LADDER = [NOTHING, PEOPLE, CENTRES, AGREED, MAPPED, FILED, ALL]


def states(facts: Facts) -> dict[Step, State]:
    return {one.step: one.state for one in progress(facts)}


@pytest.mark.parametrize(("facts", "done", "comes"), [
    (NOTHING, 0, Step.PEOPLE), (PEOPLE, 1, Step.CENTRES), (CENTRES, 2, Step.SHARING), (AGREED, 4, Step.AREAS),
    (MAPPED, 5, Step.FILE), (FILED, 7, Step.CHECKED), (ALL, 9, None),
])  # fmt: skip
def test_one_step_after_the_other_comes_next(facts: Facts, done: int, comes: Step | None) -> None:
    found = progress(facts)
    assert how_many_done(found) == done
    assert [one.step for one in found if one.state is State.NEXT] == ([comes] if comes else [])
    assert summary(found) == f"{done} of 9 steps done"


@given(facts=st.sampled_from(LADDER), waits_for=st.sampled_from([(), ("Calderdale Child Health",)]), held=st.booleans())
def test_nothing_is_next_before_what_it_needs_and_at_most_one_is(
    facts: Facts, waits_for: tuple[str, ...], held: bool
) -> None:
    sharing = facts.sharing if facts.sharing.since else Agreed(any=bool(waits_for), waits_for=waits_for)
    came = facts.came if facts.came.first_on else Came(held_from=("Calderdale Child Health",) if held else ())
    found = progress(replace(facts, sharing=sharing, came=came))
    stands = {one.step: one.state for one in found}
    assert [*stands] == [*Step]
    assert sum(state is State.NEXT for state in stands.values()) <= 1
    for one in found:
        needed = [stands[step] for step in AFTER[one.step]]
        assert one.state in (State.DONE, State.NOT_BEGUN) or all(state is State.DONE for state in needed)
        assert bool(waits(one)) is (one.state is State.WAITING)


def test_a_step_that_waits_for_somebody_lets_the_next_one_be_done_meanwhile() -> None:
    waiting = replace(CENTRES, sharing=Agreed(any=True, waits_for=("Calderdale Child Health",)))
    assert states(waiting)[Step.SHARING] is State.WAITING
    assert states(waiting)[Step.INSTRUCTION] is State.NEXT


def test_what_is_entered_beside_its_paper_waits_for_the_director() -> None:
    entered = replace(CENTRES, sharing=Agreed(entered=True, waits_for=("your director",)))
    [sharing] = [one for one in progress(entered) if one.step is Step.SHARING]
    assert (sharing.state, waits(sharing)) == (State.WAITING, "Waits for your director")
    assert "not confirmed yet" in says(Step.SHARING, entered)


def test_what_was_done_and_is_not_any_more_is_not_told_as_done() -> None:
    assert states(replace(ALL, sharing=Agreed(any=True)))[Step.SHARING] is State.NEXT
    assert states(replace(ALL, numberless=("Elland Hub",)))[Step.CENTRES] is State.NEXT


@pytest.mark.parametrize("facts", LADDER)
def test_every_step_says_how_it_stands(facts: Facts) -> None:
    assert set(TITLES) == set(Step)
    assert set(STATES) == set(State)
    assert all(says(step, facts).endswith(".") for step in Step)


# -- the spreadsheet of postcodes and centres --------------------------------------------------------------------------


def centre(number: int, code: str, name: str) -> OrganisationRow:
    return OrganisationRow(OrganisationId(number), OrganisationKind.CENTRE, code, name, OrganisationId(1))


HUBS = [centre(7, "HUB1", "Children’s Centre at Elland"), centre(8, "HUB2", "Todmorden Hub")]


def sheet(*rows: str, head: str = "Postcode,Family hub") -> object:
    return read("\n".join((head, *rows)).encode(), HUBS)


@pytest.mark.parametrize("head", ["Postcode,Family hub", "post code;Centre", "PCDS\tHub name", "place,centre"])
def test_a_council_s_own_headings_are_understood(head: str) -> None:
    between = next(one for one in (";", "\t", ",") if one in head)
    found = sheet(f"hx1 3xl{between}children's centre at elland", f"HX14RG{between}hub2", head=head)
    assert isinstance(found, Map), found
    assert found.claims == (("postcode", "HX1 3XL", 7), ("postcode", "HX1 4RG", 8))


def test_every_faulty_cell_is_named_by_row_and_column_and_nothing_of_it_is_repeated() -> None:
    found = sheet("HX1 3XL,HUB1", "12 High Street,HUB1", ",HUB2", "HX1 4RG,Nowhere", "HX1 3XL,HUB2", "HX1 3XL,HUB1")
    assert found == Faulty((
        Fault(3, "Postcode", Wrong.PLACE_FORM),
        Fault(4, "Postcode", Wrong.BLANK),
        Fault(5, "Family hub", Wrong.CENTRE_UNKNOWN),
        Fault(6, "Postcode", Wrong.TWO_CENTRES, 2),
    ))  # fmt: skip
    assert "High Street" not in repr(found)


def test_a_sheet_without_the_columns_says_which_are_missing() -> None:
    assert sheet("1,2", head="name,address") == Headless(("place", "centre"))


def test_small_areas_are_told_from_postcodes_by_their_form() -> None:
    found = sheet("E01010901,HUB1", head="lsoa21cd,centre code")
    assert isinstance(found, Map)
    assert found.claims == (("small-area", "E01010901", 7),)
