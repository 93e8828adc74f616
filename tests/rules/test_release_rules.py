"""Truths about the decision, and about what a new one means for the last."""

from dataclasses import dataclass
from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rightstart.agreements.rules import NotYet, Refused, Wait, lacking
from rightstart.allocation.rules import Claims, Home, Placed, Unplaced, place
from rightstart.notice import Payload
from rightstart.release.rules import (
    CALLS_BACK,
    HANDS_OVER,
    KEEPS,
    BirthFacts,
    Disclose,
    Outcome,
    OutcomeKind,
    Passage,
    Standing,
    Then,
    decide,
    kind_of,
    passage,
    reason_of,
    stays_marked,
    succession,
)
from rightstart.safeguards.rules import ClearanceKind, Doubt, Marker, MarkerKind, Withheld, screen
from rightstart.terms import NEVER_TO_A_CENTRE, OrganisationId
from tests.rules.strategies import days, disclosures, facts, markers, organisations, outcomes, ready

# -- the decision


@given(facts, days)
def test_a_disclosure_has_passed_every_safeguard_its_place_and_its_agreement(birth: BirthFacts, on: date) -> None:
    outcome = decide(birth, on)
    if isinstance(outcome, Disclose):
        assert not isinstance(screen(birth.clearances, birth.markers, birth.siblings, on), Withheld)
        placed = place(birth.claims, on)
        assert isinstance(placed, Placed)
        assert placed.centre == outcome.to
        named = [one for one in birth.agreements[outcome.to] if one.version_id == outcome.under.version_id]
        assert any(one.reference == outcome.under.reference and lacking(one, on) is None for one in named)


@given(facts, days)
def test_a_disclosure_carries_what_its_permit_lists_and_never_the_nhs_number(birth: BirthFacts, on: date) -> None:
    outcome = decide(birth, on)
    if isinstance(outcome, Disclose):
        carried = set(msgspec.to_builtins(outcome.payload))
        assert carried <= {item.value for item in outcome.under.items - NEVER_TO_A_CENTRE}
        assert (
            birth.notice.nhs_number not in msgspec.to_builtins(outcome.payload).values() or not birth.notice.nhs_number
        )


@given(facts, days, markers)
def test_a_standing_marker_is_the_end_of_it_whatever_else_is_in_order(
    birth: BirthFacts, on: date, marker: Marker
) -> None:
    marked = replace(birth, markers=[*birth.markers, Marker(marker.kind, on)])
    assert isinstance(decide(marked, on), Withheld)


@given(facts, days)
def test_nothing_is_looked_up_about_a_birth_that_is_withheld(birth: BirthFacts, on: date) -> None:
    protected = replace(
        birth,
        markers=[Marker(MarkerKind.PROTECTED_ADDRESS, on)],
        claims=None,  # type: ignore[arg-type]
        agreements=None,  # type: ignore[arg-type]
        notice=None,  # type: ignore[arg-type]
    )
    assert isinstance(decide(protected, on), Withheld)


@given(facts, days)
def test_deciding_twice_gives_the_same_answer(birth: BirthFacts, on: date) -> None:
    assert decide(birth, on) == decide(birth, on)


@given(facts, days)
def test_without_an_agreement_nothing_is_disclosed(birth: BirthFacts, on: date) -> None:
    assert not isinstance(decide(replace(birth, agreements={}), on), Disclose)


@given(ready(), days)
def test_a_birth_with_everything_in_order_goes_out_unless_the_word_is_stale(birth: BirthFacts, on: date) -> None:
    outcome = decide(birth, on)
    assert isinstance(outcome, Disclose) or outcome == NotYet(None, Wait.STATUS_STALE)
    assert isinstance(decide(birth, birth.timing.confirmed_on or on), Disclose)


@given(ready(), days)
def test_a_birth_that_no_centre_claims_is_unplaced_for_that_reason(birth: BirthFacts, on: date) -> None:
    for home in (Home.UNKNOWN, Home.OURS):
        nowhere = Claims(home, [])
        assert decide(replace(birth, claims=nowhere), on) == place(nowhere, on)
        assert isinstance(place(nowhere, on), Unplaced)


@given(ready(), days)
def test_while_its_council_has_stopped_everything_a_birth_that_might_go_out_waits(birth: BirthFacts, on: date) -> None:
    fresh = birth.timing.confirmed_on or on
    assert decide(replace(birth, stopped=True), fresh) == NotYet(None, Wait.STOPPED)


@given(facts, days)
def test_a_birth_that_may_not_go_out_may_not_for_the_same_reason_while_everything_is_stopped(
    birth: BirthFacts, on: date
) -> None:
    outcome = decide(birth, on)
    if not isinstance(outcome, Disclose):
        assert decide(replace(birth, stopped=True), on) == outcome


def test_each_outcome_is_spelled_as_it_is_kept_and_counted() -> None:
    assert [kind.value for kind in OutcomeKind] == ["disclose", "withheld", "not-yet", "unplaced", "refused"]


@given(outcomes)
def test_each_outcome_is_kept_under_its_kind_with_a_reason_that_only_a_disclosure_needs_not(outcome: Outcome) -> None:
    kinds = dict(zip((Disclose, Withheld, NotYet, Unplaced, Refused), OutcomeKind, strict=True))
    assert kind_of(outcome) is kinds[type(outcome)]
    assert (reason_of(outcome) == "") is isinstance(outcome, Disclose)


# -- succession, over whole histories


@dataclass(frozen=True, slots=True)
class Book:
    """What is kept about a birth while outcomes come in: the standing decision, and who still holds what."""

    standing: Standing | None = None
    payload: Payload | None = None
    holders: frozenset[OrganisationId] = frozenset()


def enter(book: Book, new: Outcome, reviewed: bool = False) -> tuple[Book, Then]:
    """One pass: what the verbs do with `succession`, and nothing more."""
    changed = isinstance(new, Disclose) and book.payload is not None and new.payload != book.payload
    then = succession(book.standing, new, reviewed=reviewed, payload_changed=changed)
    if then in KEEPS:
        return book, then
    handed = new if isinstance(new, Disclose) and then in HANDS_OVER else None
    holders = book.holders
    if then in CALLS_BACK and book.standing is not None and book.standing.recipient is not None:
        holders -= {book.standing.recipient}
    if handed:
        holders |= {handed.to}
    standing = Standing(
        kind_of(new),
        reason_of(new),
        new.until if isinstance(new, NotYet) else None,
        handed.to if handed else None,
        handed.under.items if handed else frozenset(),
        stays_marked(book.standing, new, reviewed=reviewed),
    )
    return Book(standing, handed.payload if handed else None, holders), then


def history(given_: list[Outcome]) -> Book:
    book = Book()
    for outcome in given_:
        book, _ = enter(book, outcome)
    return book


histories = st.lists(outcomes, max_size=8)


@given(histories, st.sampled_from(MarkerKind), histories)
def test_nothing_automatic_turns_a_withholding_by_a_marker_into_a_disclosure(
    before: list[Outcome], kind: MarkerKind, after: list[Outcome]
) -> None:
    book = history([*before, Withheld(kind)])
    for outcome in after:
        book, _ = enter(book, outcome)
        assert book.standing is not None
        assert book.standing.kind is not OutcomeKind.DISCLOSE
        assert book.standing.marked
        assert not book.holders


@given(histories, disclosures())
def test_once_a_person_has_reviewed_it_a_birth_may_go_out_again(given_: list[Outcome], disclosure: Disclose) -> None:
    book = history([*given_, Withheld(MarkerKind.DEATH_INFORMAL)])
    book, then = enter(book, disclosure, reviewed=True)
    assert then is Then.SUPERSEDE
    assert book.standing is not None
    assert not book.standing.marked
    assert book.holders == {disclosure.to}


@given(st.sampled_from([*ClearanceKind, *Doubt]), disclosures())
def test_what_was_only_waited_for_needs_no_person_once_it_has_come(
    why: ClearanceKind | Doubt, disclosure: Disclose
) -> None:
    book, then = enter(history([Withheld(why)]), disclosure)
    assert then is Then.SUPERSEDE
    assert book.holders == {disclosure.to}


@given(histories, outcomes)
def test_the_same_outcome_again_changes_nothing(given_: list[Outcome], outcome: Outcome) -> None:
    book, _ = enter(history(given_), outcome)
    again, then = enter(book, outcome)
    assert then in KEEPS
    assert again == book
    if book.standing is not None and (book.standing.kind, book.standing.reason) == (
        kind_of(outcome),
        reason_of(outcome),
    ):
        assert then is Then.NOTHING


@given(histories)
def test_nobody_holds_a_birth_but_the_centre_it_is_now_disclosed_to(given_: list[Outcome]) -> None:
    book = history(given_)
    recipient = book.standing.recipient if book.standing else None
    assert book.holders == ({recipient} if recipient is not None else set())


@given(histories, disclosures(), st.sampled_from(MarkerKind))
def test_bad_news_after_a_disclosure_always_calls_back(
    given_: list[Outcome], disclosure: Disclose, kind: MarkerKind
) -> None:
    book, _ = enter(history(given_), disclosure)
    if book.standing is not None and book.standing.kind is OutcomeKind.DISCLOSE:
        book, then = enter(book, Withheld(kind))
        assert then is Then.CALL_BACK
        assert not book.holders


@given(histories, disclosures(), st.integers(5, 9))
def test_a_new_version_that_changes_nothing_handed_over_sends_nothing_again(
    given_: list[Outcome], disclosure: Disclose, version_id: int
) -> None:
    book, _ = enter(history(given_), disclosure)
    renewed = replace(disclosure, under=replace(disclosure.under, version=9, version_id=version_id))
    again, then = enter(book, renewed)
    assert again == book
    assert then in {Then.NOTHING, Then.REVIEW}


@given(outcomes)
def test_the_first_decision_is_recorded_and_only_a_disclosure_hands_over(outcome: Outcome) -> None:
    book, then = enter(Book(), outcome)
    assert then is Then.RECORD
    assert bool(book.holders) is isinstance(outcome, Disclose)


def test_what_keeps_the_current_decision_neither_hands_over_nor_calls_back() -> None:
    assert not KEEPS & (HANDS_OVER | CALLS_BACK)
    assert set(Then) == KEEPS | HANDS_OVER | CALLS_BACK


def test_where_a_birth_moves_or_fewer_items_are_permitted_the_old_is_called_back_and_the_new_handed_over() -> None:
    assert HANDS_OVER & CALLS_BACK == {Then.MOVE, Then.NARROW}
    assert HANDS_OVER - CALLS_BACK == {Then.RECORD, Then.SUPERSEDE, Then.CORRECT}
    assert CALLS_BACK - HANDS_OVER == {Then.CALL_BACK, Then.END}


# -- the gate


@given(histories, outcomes, organisations, st.booleans())
def test_the_gate_opens_only_for_the_centre_that_holds_it_and_never_for_a_withheld_birth(
    given_: list[Outcome], now: Outcome, centre: OrganisationId, contacted: bool
) -> None:
    book = history(given_)
    answer = passage(book.standing, now, centre, contacted=contacted)
    if answer is not Passage.CLOSED:
        assert book.holders == {centre}
        assert not isinstance(now, Withheld)
    if answer is Passage.OPEN:
        assert (isinstance(now, Disclose) and now.to == centre) or (isinstance(now, Refused) and contacted)


@given(disclosures())
def test_the_gate_is_open_to_the_centre_that_holds_a_birth_unless_everything_is_stopped(disclosure: Disclose) -> None:
    standing = history([disclosure]).standing
    assert passage(standing, disclosure, disclosure.to, contacted=False) is Passage.OPEN
    assert passage(standing, disclosure, disclosure.to, contacted=False, stopped=True) is Passage.PAUSED


@given(disclosures(), st.sampled_from(OutcomeKind))
def test_the_gate_opens_by_a_disclosure_only_whoever_else_is_named(disclosure: Disclose, kind: OutcomeKind) -> None:
    standing = Standing(kind, "", None, disclosure.to, disclosure.under.items, marked=False)
    answer = passage(standing, disclosure, disclosure.to, contacted=True)
    assert (answer is Passage.OPEN) is (kind is OutcomeKind.DISCLOSE)
