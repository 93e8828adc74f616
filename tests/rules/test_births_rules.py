"""Truths about who is who: the same baby, twins, and families."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from rightstart.births.rules import (
    CONFINEMENT_DAYS,
    Likeness,
    Sameness,
    same_baby,
    same_confinement,
    same_record,
)
from tests.rules.strategies import likenesses

OLIVIA = Likeness(
    supplier="CHIS01",
    record_key=b"r1",
    surname_key="smith",
    born_on=date(2026, 10, 1),
    postcode="HX1 1AA",
    parent_key="ann smith",
    forename_key="olivia",
    nhs_key=b"n1",
)
ELSEWHERE = replace(OLIVIA, supplier="RWY", record_key=b"r9")
UNNUMBERED = replace(OLIVIA, nhs_key=None, forename_key=None)


@given(likenesses, likenesses)
def test_sameness_does_not_depend_on_who_spoke_first(a: Likeness, b: Likeness) -> None:
    assert same_baby(a, b) is same_baby(b, a)
    assert same_confinement(a, b) is same_confinement(b, a)
    assert same_record(a, b) is same_record(b, a)


@given(likenesses, likenesses)
def test_different_nhs_numbers_are_never_one_baby(a: Likeness, b: Likeness) -> None:
    assert same_baby(replace(a, nhs_key=b"n1"), replace(b, nhs_key=b"n2")) is Sameness.NO


@given(likenesses, likenesses)
def test_different_places_in_one_confinement_are_never_one_baby(a: Likeness, b: Likeness) -> None:
    near = replace(b, born_on=a.born_on + timedelta(days=CONFINEMENT_DAYS), birth_order=2)
    contradicts = a.nhs_key is not None and a.nhs_key == b.nhs_key
    assert same_baby(replace(a, birth_order=1), near) is (Sameness.ASK if contradicts else Sameness.NO)


@given(likenesses, st.sampled_from(["nhs", "order"]), st.booleans())
def test_twins_alike_in_all_else_are_never_merged(one: Likeness, apart_by: str, same_supplier: bool) -> None:
    other = replace(one, record_key=b"r9", supplier=one.supplier if same_supplier else "OTHER")
    if apart_by == "nhs":
        one, other = replace(one, nhs_key=b"n1"), replace(other, nhs_key=b"n2")
    else:
        one, other = replace(one, birth_order=1), replace(other, birth_order=2)
    contradicts = apart_by == "order" and one.nhs_key is not None
    assert same_baby(one, other) is (Sameness.ASK if contradicts else Sameness.NO)


@given(likenesses, likenesses)
def test_surname_day_and_postcode_alone_never_decide(a: Likeness, b: Likeness) -> None:
    bare_a, bare_b = (replace(one, parent_key=None, nhs_key=None) for one in (a, b))
    assert same_baby(bare_a, bare_b) is not Sameness.YES


@given(likenesses, likenesses)
def test_one_supplier_with_two_ids_and_no_number_is_never_merged_by_a_machine(a: Likeness, b: Likeness) -> None:
    assume(a.nhs_key is None or b.nhs_key is None)
    assert same_baby(a, replace(b, supplier=a.supplier)) is not Sameness.YES


@given(likenesses)
def test_a_twin_declared_without_its_order_is_never_merged_by_a_machine(one: Likeness) -> None:
    twin = replace(one, nhs_key=None, births_in_confinement=2, birth_order=None)
    assert same_baby(twin, replace(twin, supplier="OTHER")) is not Sameness.YES
    second = replace(one, nhs_key=None, births_in_confinement=None, birth_order=2)
    assert same_baby(second, replace(twin, supplier="OTHER", births_in_confinement=None)) is not Sameness.YES


@given(likenesses, likenesses)
def test_a_word_more_of_disagreement_never_makes_two_into_one(a: Likeness, b: Likeness) -> None:
    if same_baby(a, b) is not Sameness.YES:
        assert same_baby(replace(a, surname_key="a"), replace(b, surname_key="b")) is not Sameness.YES


def test_one_number_and_two_agreements_are_one_baby() -> None:
    moved = replace(ELSEWHERE, postcode="HD1 1AA", parent_key=None)
    assert same_baby(OLIVIA, moved) is Sameness.YES


def test_one_number_and_nothing_else_alike_asks_a_person() -> None:
    stranger = replace(
        ELSEWHERE, surname_key="khan", born_on=date(2026, 10, 4), postcode="HD1 1AA", parent_key="sara khan"
    )
    assert same_baby(OLIVIA, stranger) is Sameness.ASK


def test_four_agreements_from_two_suppliers_are_one_baby_even_unnumbered_and_unnamed() -> None:
    assert same_baby(UNNUMBERED, ELSEWHERE) is Sameness.YES


def test_three_agreements_ask_a_person_and_two_are_two_babies() -> None:
    assert same_baby(UNNUMBERED, replace(ELSEWHERE, parent_key="sara khan")) is Sameness.ASK
    assert same_baby(UNNUMBERED, replace(ELSEWHERE, parent_key=None, postcode=None)) is Sameness.NO


def test_two_forenames_ask_a_person() -> None:
    jack = replace(ELSEWHERE, nhs_key=None, forename_key="jack")
    assert same_baby(OLIVIA, jack) is Sameness.ASK


def test_a_sibling_born_another_week_is_another_baby() -> None:
    next_year = replace(UNNUMBERED, supplier="RWY", born_on=date(2027, 10, 1))
    assert same_baby(UNNUMBERED, next_year) is Sameness.NO


def test_one_record_id_is_one_birth_unless_its_nhs_numbers_differ() -> None:
    assert same_record(OLIVIA, replace(OLIVIA, forename_key="jack", postcode="HD1 1AA")) is Sameness.YES
    assert same_record(OLIVIA, replace(OLIVIA, nhs_key=None)) is Sameness.YES
    assert same_record(OLIVIA, replace(OLIVIA, nhs_key=b"n2")) is Sameness.ASK


# -- families


def test_declared_twins_across_midnight_are_one_family() -> None:
    first = replace(OLIVIA, birth_order=1, births_in_confinement=2)
    second = replace(first, record_key=b"r2", nhs_key=b"n2", birth_order=2, born_on=date(2026, 10, 2))
    assert same_confinement(first, second) is Sameness.YES
    assert same_confinement(first, replace(second, parent_key=None)) is Sameness.YES
    assert same_confinement(first, replace(second, surname_key="jones")) is Sameness.YES


def test_neighbours_who_share_a_surname_are_not_silently_one_family() -> None:
    one = replace(UNNUMBERED, parent_key=None)
    assert same_confinement(one, replace(one, record_key=b"r2")) is Sameness.ASK


def test_a_baby_declared_single_makes_a_confinement_doubtful() -> None:
    single = replace(OLIVIA, births_in_confinement=1)
    assert same_confinement(single, replace(OLIVIA, record_key=b"r2")) is Sameness.ASK


@given(likenesses, likenesses)
def test_different_parents_homes_or_weeks_are_different_confinements(a: Likeness, b: Likeness) -> None:
    homes = replace(a, postcode="HX1 1AA"), replace(b, postcode="HD1 1AA")
    parents = replace(a, parent_key="ann smith"), replace(b, parent_key="sara khan")
    weeks = a, replace(b, born_on=a.born_on + timedelta(days=CONFINEMENT_DAYS + 1))
    assert {same_confinement(*pair) for pair in (homes, parents, weeks)} == {Sameness.NO}


def test_neither_surname_nor_parent_alike_is_another_family() -> None:
    assert same_confinement(UNNUMBERED, replace(UNNUMBERED, surname_key="khan", parent_key=None)) is Sameness.NO
    assert same_confinement(UNNUMBERED, replace(UNNUMBERED, postcode=None)) is Sameness.NO
