"""The papers drawn from an entry say what it says, name what it leaves out, and claim nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from rightstart.agreements.completing import blank
from rightstart.agreements.fields import LABELS, in_words
from rightstart.agreements.gateways import gateway
from rightstart.agreements.kit.agreement import agreement
from rightstart.agreements.kit.dpia import dpia
from rightstart.agreements.kit.notices import notice_full, notice_short
from rightstart.agreements.kit.papers import PAPERS, Format, file_name
from rightstart.agreements.kit.risks import RISKS
from rightstart.agreements.kit.words import MARKING
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.agreements.wording import Named, Statement, Terms
from rightstart.engine.paper import Block, Heading, Paper, texts
from rightstart.terms import Item
from tests.rules.test_agreement_words import COUNCIL, ONE, TERMS, other

CENTRES = (Named("CAL-01", "Elland"), Named("CAL-02", "Todmorden"))
INSIDE = Statement(
    *("INT-1", 2, Hop.COUNCIL_TO_CENTRE, InstrumentKind.INTERNAL_INSTRUCTION, COUNCIL, COUNCIL, CENTRES),
    replace(TERMS, items=frozenset({Item.POSTCODE})),
)
BARE = replace(
    ONE, terms=Terms(items=frozenset(), from_on=TERMS.from_on, ends_on=TERMS.ends_on, review_on=TERMS.review_on)
)
# Field guide 3.2: the Information Commissioner's checklist for an agreement, then the questions of its Annex A.
CHECKLIST = (
    *("Purpose of the sharing", "The organisations in it", "Whether it is with another controller", "Data items"),
    *("Lawful basis", "Special category data", "Access and individual rights", "Governance", "Further details"),
)
ANNEX = ("achieve", "benefits and risks of sharing", "of not sharing", "fair", "necessary and proportionate", "minimum")
ANNEX += ("done with less", "safeguards", "exemption")
TEN = ("bereavement", "address", "see more", "something else", "out of date", "wrong centre", "spreadsheet", "leave")
TEN += ("files change", "small numbers")
EVERY = [(name, one) for name in PAPERS for one in (ONE, INSIDE, BARE)]
CLAIMS = r"\b(is|are|was|be) (legal|lawful|compliant|permitted by law)\b|\bcompl(y|ies) with\b|\blegally\b|\blawfully\b"


def headings(paper: Paper) -> list[str]:
    return [one.text for one in paper.blocks if isinstance(one, Heading)]


def whole(paper: Paper) -> str:
    return "\n".join(texts(paper))


def altered(before: Paper, after: Paper) -> Iterator[Block]:
    return (one for one in after.blocks if one not in before.blocks)


def named(blocks: Iterator[Block]) -> set[str]:
    return {label for one in blocks if not isinstance(one, Heading) for label in one.fields}


def test_the_agreement_has_every_heading_of_the_checklist() -> None:
    found = headings(agreement(ONE))
    assert [one for one in found if one in CHECKLIST] == list(CHECKLIST)
    assert [words for words in ANNEX if not any(words in one for one in found)] == []


@pytest.mark.parametrize("name", sorted(LABELS))
@pytest.mark.parametrize("one", [ONE, INSIDE], ids=["supplier", "inside"])
def test_whatever_changes_in_the_entry_changes_the_agreement_and_is_named(name: str, one: Statement) -> None:
    changed = replace(one, terms=replace(one.terms, **{name: other(name)}))
    assert LABELS[name] in named(altered(agreement(one), agreement(changed)))


@pytest.mark.parametrize("name", sorted(set(LABELS) - {"items", "attests", "contacts", "paper", "informed_by"}))
def test_the_agreement_has_each_value_as_people_read_it(name: str) -> None:
    changed: Any = other(name)
    said = whole(agreement(replace(ONE, terms=replace(TERMS, **{name: changed}))))
    assert in_words(name, changed) in said


def test_each_blank_is_named_and_nothing_is_put_in_its_place() -> None:
    said = whole(agreement(BARE))
    assert blank(BARE.terms)
    for name in blank(BARE.terms):
        assert f"Not filled in yet: {LABELS[name]}." in said
    assert "Not filled in yet" not in whole(agreement(ONE))


def test_each_text_that_is_cited_is_shown_with_its_source() -> None:
    cites = replace(ONE, terms=replace(TERMS, taker_gateway="childcare-act-2006-s1-4"))
    row = gateway("childcare-act-2006-s1-4")
    assert row
    assert row.source in whole(agreement(cites))
    assert row.source not in whole(agreement(ONE))


@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_calls_blank_what_the_entry_may_leave_out(name: str) -> None:
    assert not ONE.terms.attests
    assert not blank(ONE.terms)
    assert "Not filled in yet" not in whole(PAPERS[name](ONE))


@pytest.mark.parametrize("notice", [notice_short, notice_full])
def test_parents_are_told_what_is_never_passed_on_and_that_contact_stops(notice) -> None:
    for one in (ONE, INSIDE, BARE):
        said = whole(notice(one))
        assert "Never passed on: health records" in said
        assert "contact stops as soon as it is entered" in said


def test_beside_a_signed_paper_the_agreement_says_that_the_paper_speaks() -> None:
    said = whole(agreement(replace(BARE, terms=replace(BARE.terms, paper="ab" * 32))))
    assert "The signed PDF speaks; this is its entry." in said
    assert "ab" * 32 in said
    assert f"Left to the signed PDF: {LABELS['purpose']}." in said
    assert f"Not filled in yet: {LABELS['exit_rule']}." in said


def test_each_of_the_ten_risks_stands_in_the_assessment_with_what_is_done_and_what_is_left() -> None:
    found, said = headings(dpia(ONE)), whole(dpia(ONE))
    assert [words for words in TEN if not any(words in one for one in found)] == []
    assert len(RISKS) == 10
    for risk in RISKS:
        assert risk.harm in said
        assert f"What Right Start does: {risk.done}" in said
        assert f"What remains for the parties: {risk.left}" in said
        assert {LABELS[name] for name in risk.terms} <= named(iter(dpia(ONE).blocks))


@pytest.mark.parametrize(("name", "one"), EVERY)
def test_no_paper_claims_that_anything_is_lawful(name: str, one: Statement) -> None:
    said = whole(PAPERS[name](one))
    assert re.findall(CLAIMS, said, re.IGNORECASE) == []
    assert "no legal advice" in said


@pytest.mark.parametrize(("name", "one"), EVERY)
def test_every_paper_is_marked_for_review_and_says_of_which_version_it_is(name: str, one: Statement) -> None:
    paper = PAPERS[name](one)
    assert (paper.marking, paper.reference) == (MARKING, f"{one.reference}, version {one.version}")


@pytest.mark.parametrize(("name", "one"), EVERY)
def test_no_text_is_empty_and_no_heading_leads_to_nothing(name: str, one: Statement) -> None:
    paper = PAPERS[name](one)
    assert all(text.strip() for text in texts(paper))
    levels = [one.level if isinstance(one, Heading) else 9 for one in paper.blocks]
    assert all(after > before or before == 9 for before, after in zip(levels, [*levels[1:], 1], strict=True))


def test_a_file_is_named_by_reference_version_and_paper() -> None:
    assert file_name(replace(ONE, reference="A/B 1"), "dpia", Format.PDF) == "AB1-v1-dpia.pdf"
