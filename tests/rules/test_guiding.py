"""Truths about the guide to an agreement: what it asks, what follows from the answers, and where a reason belongs."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.agreements import guiding
from rightstart.agreements.completing import blank
from rightstart.agreements.guiding import FIELDS, INSTRUMENTS, NECESSARY, OFFERS, Part, Question, With
from rightstart.agreements.items import SUGGESTED, WHY, offered
from rightstart.agreements.rules import KINDS_BY_HOP, Hop, InstrumentKind
from rightstart.agreements.signed_before import LAWFUL_BASIS, Short, review_of, terms_of
from rightstart.agreements.wording import HEALTH_ITEMS, Contact, Named, NotDrafted, Statement, Terms, unfit
from rightstart.directory.rules import RoleKind
from rightstart.terms import NEVER_TO_A_CENTRE, Item
from tests.said import said

OWN, OTHER = "E08000033", "CHIS01"
TODAY = date(2026, 11, 27)
YEAR = timedelta(days=365)
WHOLE = Terms(
    **said(OWN),
    giver_task="Tell of births",
    giver_gateway="children-act-2004-s10",
    taker_task="Offer early help",
    taker_gateway="childcare-act-2006-s1-4",
    lawful_basis=LAWFUL_BASIS,
    items=frozenset({Item.POSTCODE, Item.ADDRESS, Item.NHS_NUMBER}),
    attests=frozenset({"deaths"}),
    tells_back=True,
    from_on=TODAY,
    ends_on=TODAY + 2 * YEAR,
    review_on=TODAY + YEAR,
)


def stated(hop: Hop, kind: InstrumentKind, giver: str, council: str, *takers: str, terms: Terms = WHOLE) -> Statement:
    named = [Named(code, code) for code in (giver, council, *takers)]
    return Statement("R-1", 1, hop, kind, named[0], named[1], tuple(named[2:]), terms)


def begun(with_: With, *others: str, **more: Any) -> dict[Question, Any]:
    part = next(part for part, several in OFFERS.items() if with_ in several)
    answers = {
        Question.PART: {"part": part.value},
        Question.WITH: {"partner": with_.value},
        Question.PARTIES: {"others": list(others), "reference": "R-1"},
    }
    return answers | {Question(name): said for name, said in more.items()}


def test_every_term_is_asked_by_exactly_one_question_and_the_paper_by_none() -> None:
    asked = [name for names in FIELDS.values() for name in names]
    assert sorted(asked) == sorted({field.name for field in fields(Terms)} - {"paper"})
    assert set(FIELDS) == set(Question)


def test_with_whom_it_is_says_the_hop_and_the_kind() -> None:
    assert set(INSTRUMENTS) == set(With) == {one for several in OFFERS.values() for one in several}
    assert all(kind in KINDS_BY_HOP[hop] for hop, kind in INSTRUMENTS.values())
    assert {kind for _, kind in INSTRUMENTS.values()} == set(InstrumentKind)
    flows = {
        With.SUPPLIER: (OTHER, OWN, (OWN,)),
        With.COUNCIL_GIVES: (OTHER, OWN, (OWN,)),
        With.COUNCIL_TAKES: (OWN, OTHER, (OTHER,)),
        With.OWN_CENTRES: (OWN, OWN, (OTHER,)),
        With.PROCESSOR: (OWN, OWN, (OTHER,)),
    }
    for with_, between in flows.items():
        found = guiding.flow(begun(with_, OTHER), OWN)
        assert found
        assert (found.giver, found.council, found.recipients) == between


def test_a_partner_that_does_not_fit_the_part_is_no_answer() -> None:
    answers = begun(With.SUPPLIER, OTHER) | {Question.PART: {"part": "gives"}}
    assert guiding.instrument(answers) is None
    assert Question.WITH in guiding.unanswered(answers, TODAY)


@pytest.mark.parametrize("with_", With)
@given(items=st.frozensets(st.sampled_from(Item)))
def test_only_what_applies_is_asked(with_: With, items: frozenset[Item]) -> None:
    asked = guiding.asked(begun(with_, OTHER, items={"items": sorted(items)}))
    hop, _ = INSTRUMENTS[with_]
    assert (Question.HEALTH in asked) is bool(items & HEALTH_ITEMS)
    assert (Question.ATTESTS in asked) is (hop is Hop.SUPPLIER_TO_COUNCIL)
    assert (Question.DELIVERY in asked) is (hop is not Hop.COUNCIL_TO_CENTRE)
    assert list(asked) == sorted(asked, key=list(Question).index)


def test_answers_come_to_the_terms_that_they_say_and_back() -> None:
    one = stated(Hop.SUPPLIER_TO_COUNCIL, InstrumentKind.DATA_SHARING, OTHER, OWN, OWN)
    answers = guiding.answers_of(one, OWN, TODAY)
    assert Question.DAYS not in answers
    answers[Question.DAYS] = guiding.days_of(one, TODAY)
    assert guiding.terms(answers, TODAY) == WHOLE
    assert guiding.unanswered(answers, TODAY) == ()
    found = guiding.flow(answers, OWN)
    assert found
    assert (found.hop, found.kind, found.giver, found.reference) == (one.hop, one.kind, OTHER, "R-1")


@pytest.mark.parametrize(
    ("one", "with_"),
    [
        (stated(Hop.COUNCIL_TO_COUNCIL, InstrumentKind.ARRIVALS_SHARING, OWN, OTHER, OTHER), With.COUNCIL_TAKES),
        (stated(Hop.COUNCIL_TO_COUNCIL, InstrumentKind.ARRIVALS_SHARING, OTHER, OWN, OWN), With.COUNCIL_GIVES),
        (stated(Hop.COUNCIL_TO_CENTRE, InstrumentKind.PROCESSOR_CONTRACT, OWN, OWN, "A", "B"), With.PROCESSOR),
    ],
)
def test_a_next_version_is_with_the_same_as_before(one: Statement, with_: With) -> None:
    answers = guiding.answers_of(one, OWN, TODAY)
    assert guiding.partner(answers) is with_
    found = guiding.flow(answers, OWN)
    assert found
    assert (found.giver, found.council) == (one.giver.code, one.council.code)
    asked = guiding.asked(answers, next_version=True)
    assert not {Question.PART, Question.WITH} & set(asked)
    assert (Question.PARTIES in asked) is (one.hop is Hop.COUNCIL_TO_CENTRE)


@given(st.sets(st.sampled_from(sorted(set(Question) - set(NECESSARY)))))
def test_what_is_still_open_is_what_the_draft_would_lack(left: set[Question]) -> None:
    one = stated(Hop.SUPPLIER_TO_COUNCIL, InstrumentKind.DATA_SHARING, OTHER, OWN, OWN)
    whole = guiding.answers_of(one, OWN, TODAY) | {Question.DAYS: guiding.days_of(one, TODAY)}
    answers = {question: said for question, said in whole.items() if question not in left}
    lacking = {guiding.ASKED_AT[name] for name in blank(guiding.terms(answers, TODAY))}
    assert set(guiding.unanswered(answers, TODAY)) == lacking <= left


@pytest.mark.parametrize(
    ("question", "said_", "why"),
    [
        (Question.ITEMS, {"items": ["nhs_number"]}, NotDrafted.FORBIDDEN_ITEM),
        (Question.GIVER, {"giver_task": "x", "giver_gateway": "nhs-act-2006-s269"}, NotDrafted.HEALTH_SERVICE_ONLY),
        (Question.TAKER, {"taker_task": "x", "taker_gateway": "confidentiality"}, NotDrafted.ONLY_BOUNDS),
        (Question.TAKER, {"taker_task": "x", "taker_gateway": "uk-gdpr-6-1-ea"}, NotDrafted.NOT_FOR_COUNCILS),
        (Question.CONTACTS, {"contacts": [{"party": "X", "role": "director", "email": "a@b.uk"}]}, NotDrafted.CONTACTS),
        (Question.RETENTION, {"retention_months": 0, "retention": "x"}, NotDrafted.MONTHS),
        (
            Question.DAYS,
            {"from_on": "2026-11-27", "ends_on": "2026-11-27", "review_on": "2027-01-01"},
            NotDrafted.DATES,
        ),
        (
            Question.CONTACT,
            {"earliest_contact_day": 50, "visit_opens": False, "target_day": 42, "freshness_days": 7},
            NotDrafted.DAYS,
        ),
    ],
)
def test_what_cannot_stand_is_said_at_the_question_it_belongs_to(
    question: Question, said_: Any, why: NotDrafted
) -> None:
    answers = begun(With.OWN_CENTRES, OTHER) | {question: said_}
    assert guiding.trouble_at(question, answers, OWN, TODAY) is why
    assert guiding.trouble(answers, OWN, TODAY) == guiding.Trouble(question, why)
    assert all(
        guiding.trouble_at(other, answers, OWN, TODAY) is None
        for other in Question
        if other not in (question, Question.DAYS)
    )


def test_a_change_of_who_it_is_with_asks_for_the_parties_again_and_keeps_the_rest() -> None:
    answers = begun(With.SUPPLIER, OTHER, purpose={"purpose": "x"}, contacts={"contacts": []})
    same = guiding.answered(answers, Question.WITH, {"partner": "supplier"})
    assert same == answers
    other = guiding.answered(answers, Question.PART, {"part": Part.GIVES.value})
    assert set(other) == {Question.PART, Question.PURPOSE}
    assert list(guiding.answered(answers, Question.WITH, {"partner": "council-that-gives"})) == [
        *(Question.PART, Question.PURPOSE, Question.WITH)
    ]


def test_every_item_says_why_it_is_needed_and_what_is_not_needed_is_off() -> None:
    assert set(WHY) == set(Item)
    assert not SUGGESTED & {Item.PHONE, Item.EMAIL, *HEALTH_ITEMS}
    assert set(offered(to_centre=True)) == set(Item) - NEVER_TO_A_CENTRE
    assert set(offered(to_centre=False)) == set(Item)


@given(st.integers(-900, 900), st.integers(2, 900))
def test_the_short_entry_is_whole_beside_its_paper_and_its_review_is_ahead(starts: int, lasts: int) -> None:
    from_on = TODAY + timedelta(days=starts)
    short = Short(
        others=(OTHER,),
        items=frozenset({Item.POSTCODE}),
        **{name: getattr(WHOLE, name) for name in ("giver_task", "giver_gateway", "taker_task", "taker_gateway")},
        from_on=from_on,
        ends_on=max(from_on, TODAY) + timedelta(days=lasts),
        exit_rule="recall-all",
        attests=frozenset({"deaths"}),
    )
    said_ = terms_of(short, Hop.SUPPLIER_TO_COUNCIL, TODAY)
    assert blank(replace(said_, paper="0" * 64)) == frozenset()
    assert unfit(Hop.SUPPLIER_TO_COUNCIL, InstrumentKind.DATA_SHARING, said_) is None
    assert max(TODAY, from_on) < review_of(short, TODAY) <= max(TODAY, from_on) + YEAR
    assert terms_of(short, Hop.COUNCIL_TO_CENTRE, TODAY).attests == frozenset()


def test_a_contact_is_read_back_as_the_office_it_is() -> None:
    said_ = {"contacts": [{"party": OWN, "role": "ig-lead", "email": "ig@council.example", "telephone": ""}]}
    terms = guiding.terms({Question.CONTACTS: said_}, TODAY)
    assert terms.contacts == (Contact(OWN, RoleKind.IG_LEAD, email="ig@council.example"),)
