"""What an agreement must say, and what a new version changes, in plain words."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.agreements.citing import cited
from rightstart.agreements.completing import ENFORCED, FOR_HEALTH, WRITTEN, blank, demanded
from rightstart.agreements.differences import differences, told
from rightstart.agreements.fields import LABELS, in_words
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.agreements.wording import HEALTH_ITEMS, Contact, Named, Statement, Terms, columns, meaning, said
from rightstart.directory.rules import RoleKind
from rightstart.terms import Item
from tests.said import said as agreed

COUNCIL = Named("E08000033", "Calderdale")
GROUNDS = dict.fromkeys(("giver_task", "giver_gateway", "taker_task", "taker_gateway", "lawful_basis"), "words")
TERMS = Terms(
    **agreed(COUNCIL.code),
    **GROUNDS,
    items=frozenset({Item.POSTCODE, Item.NHS_NUMBER}),
    from_on=date(2026, 1, 1),
    ends_on=date(2028, 1, 1),
    review_on=date(2027, 1, 1),
)
ONE = Statement(
    *("DSA-1", 1, Hop.SUPPLIER_TO_COUNCIL, InstrumentKind.DATA_SHARING),
    *(Named("CHIS01", "Child Health"), COUNCIL, (COUNCIL,), TERMS),
)
OTHERS: dict[str, Any] = {
    "items": frozenset({Item.POSTCODE, Item.LANGUAGE}),
    "attests": frozenset({"deaths"}),
    "contacts": (Contact(COUNCIL.code, RoleKind.IG_LEAD, email="ig@example.org"),),
    "informed_by": "both",
    "exit_rule": "recall-all",
    "first_contact": "any-channel",
    "giver_confidentiality": "consent",
    "taker_confidentiality": "public-interest",
}


def other(name: str) -> Any:
    """Another value of the same kind than the terms have."""
    match was := getattr(TERMS, name):
        case _ if name in OTHERS:
            return OTHERS[name]
        case bool():
            return not was
        case int():
            return was + 1
        case date():
            return was.replace(year=was.year + 1)
        case _:
            return "something else"


def test_whatever_is_demanded_and_left_empty_is_named() -> None:
    assert blank(TERMS) == frozenset()
    bare = Terms(
        items=frozenset({Item.NHS_NUMBER}), from_on=TERMS.from_on, ends_on=TERMS.ends_on, review_on=TERMS.review_on
    )
    assert blank(bare) == {*ENFORCED, *WRITTEN, *FOR_HEALTH} - {"items"}


@pytest.mark.parametrize("name", [*ENFORCED, *WRITTEN, *FOR_HEALTH])
def test_each_term_that_is_demanded_is_missed_alone(name: str) -> None:
    empty = (
        type(was)()
        if isinstance(was := getattr(TERMS, name), frozenset | tuple)
        else None
        if name == "dpia_on"
        else "  "
    )
    left = replace(TERMS, **{name: empty})
    assert blank(left) == {name}


def test_health_conditions_are_demanded_beside_health_items_alone() -> None:
    without = replace(TERMS, items=TERMS.items - HEALTH_ITEMS, special_category="", dpa_condition="")
    assert blank(without) == frozenset()
    assert blank(replace(without, items=TERMS.items)) == set(FOR_HEALTH)


def test_beside_a_signed_paper_what_the_gate_enforces_is_enough() -> None:
    assert demanded(replace(TERMS, paper="ab" * 32)) == ENFORCED


def test_terms_come_back_from_their_columns_as_they_went() -> None:
    assert said(columns(TERMS)) == TERMS
    assert said(columns(replace(TERMS, **OTHERS))) == replace(TERMS, **OTHERS)


def test_a_version_from_before_a_clause_keeps_its_digest_and_means_the_strictest() -> None:
    before = replace(TERMS, first_contact="")
    assert "first_contact" not in columns(before)
    assert said(columns(before) | {"first_contact": ""}) == before
    assert meaning(before) == meaning(TERMS) == columns(TERMS)


def test_every_term_has_its_name_and_no_other_has() -> None:
    assert sorted(LABELS) == sorted(field.name for field in fields(Terms))


@given(changed=st.sets(st.sampled_from(sorted(LABELS))))
def test_the_differences_are_exactly_what_was_changed(changed: set[str]) -> None:
    after = replace(ONE, version=2, terms=replace(TERMS, **{name: other(name) for name in changed}))
    found = differences(ONE, after)
    assert {one.field for one in found} == changed
    assert [one.field for one in found] == [name for name in LABELS if name in changed]
    assert all(one.before != one.after and told(one) for one in found)
    assert differences(after, after) == []


def test_items_taken_out_and_put_in_are_told_apart() -> None:
    [one] = differences(ONE, replace(ONE, terms=replace(TERMS, items=OTHERS["items"])))
    assert told(one) == "Items: no longer NHS number (for matching only); new language."


def test_a_centre_that_is_left_out_is_told_first() -> None:
    hub = Named("CAL-02", "Sunshine Children’s Centre")
    wider = replace(ONE, takers=(COUNCIL, hub))
    found = differences(wider, replace(ONE, terms=replace(TERMS, frequency="monthly")))
    assert [told(one) for one in found] == [
        "Who receives: no longer Sunshine Children’s Centre.",
        "How often: weekly becomes monthly.",
    ]


def test_what_was_not_said_before_and_what_is_no_longer_said_read_so() -> None:
    blank_before = replace(ONE, terms=replace(TERMS, security=""))
    assert [told(one) for one in differences(blank_before, ONE)] == ["Security: now Encrypted on the way and at rest."]
    [gone] = differences(ONE, blank_before)
    assert told(gone) == "Security: no longer said (it was Encrypted on the way and at rest)."


def test_a_gateway_given_by_its_code_reads_by_its_name() -> None:
    assert in_words("giver_gateway", "children-act-2004-s10") == "Children Act 2004 s.10"


def test_one_point_of_an_article_is_known_for_the_row_of_both() -> None:
    for words in ("UK GDPR Art 9(2)(h)", "UK GDPR Article 9(2)(g)", "UK GDPR Article 9(2)(g) and (h)"):
        assert [row.code for row in cited(words)] == ["uk-gdpr-9-2-g-h"]
