"""Stories of details that a parent says are wrong: looked at by a reviewer, told back to their supplier, never written over."""

from datetime import timedelta

import pytest

from rightstart import journey
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.contact import retrace
from rightstart.directory.rules import RoleKind
from rightstart.intake.offers import offers
from rightstart.rights.requests import keeping, reads, replies, reviewing
from rightstart.rights.requests.detail import Detail, Unfit
from rightstart.rights.requests.reviewing import NotReviewed
from rightstart.rights.requests.rules import Declined, Next, Outcome, RequestKind, Step
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from tests import opened as said
from tests.journey import look
from tests.journey.requesting import (
    ANN,
    HOME,
    IG,
    NAMED,
    SAFE,
    STEWARD,
    answered,
    on,
    opened,
    reference_of,
    row_of,
    tried_to_open,
    twins,
)
from tests.journey.world import CALDERDALE, SUPPLIER, World

NAME = {"detail": Detail.BABY_FORENAME, "should_be": "Peregrin"}
ADDRESS = {"detail": Detail.ADDRESS, "should_be": "9 New Road\nHX2 7AA"}


@pytest.fixture
def family(world: World) -> World:
    world.hand_in(*twins())
    return world


@pytest.fixture
def telling(family: World) -> World:
    """The agreement lets the council tell its supplier what it learnt."""
    look.ask("UPDATE agreements_version SET tells_back = true RETURNING 1")
    return family


def accept(world: World, reference: str, roles: frozenset[RoleKind] = STEWARD, baby: str = "") -> Step | NotReviewed:
    return reviewing.accept(**on(world, reference, roles), baby=baby)


def waits(world: World, roles: frozenset[RoleKind]) -> list[str]:
    return [one.reference for one in reads.to_review(world.viewer(CALDERDALE), roles)]


def desk(world: World, reference: str, roles: frozenset[RoleKind] = STEWARD) -> reviewing.Desk | None:
    found = reviewing.desk(world.viewer(CALDERDALE), reference, roles)
    return found[1] if found else None


def test_a_correction_reaches_the_reviewers_desk_and_from_there_its_supplier(telling: World) -> None:
    reference = opened(telling, RequestKind.CORRECTION, **NAME)
    assert waits(telling, STEWARD) == waits(telling, SAFE) == [reference]
    assert waits(telling, IG) == []
    assert AlertKind.CORRECTION_TO_REVIEW in {one.kind for one in open_alerts(telling.viewer(CALDERDALE), STEWARD)}
    assert accept(telling, reference, IG) is NotReviewed.NOT_YOURS
    shown = desk(telling, reference)
    assert shown is not None
    assert (shown.which, [one.now for one in shown.babies]) == (True, ["Peregrine", "Tarquin"])
    assert accept(telling, reference, baby=reference_of("R2")) is Step.OFFERED
    assert accept(telling, reference) is NotReviewed.NOT_NOW
    [offer] = offers(telling.viewer(SUPPLIER))
    assert (offer.record_id, offer.values) == ("R2", {"baby_forename": "Peregrin"})
    assert [one.baby_forename for one in said.notices()][:2] == ["Peregrine", "Tarquin"]
    assert (waits(telling, STEWARD), row_of(telling, reference).next) == ([], Next.ANSWER)
    assert answered(telling, reference, Outcome.PUT_RIGHT)
    reply = " ".join(replies.reply(row_of(telling, reference), "Calderdale"))
    assert "We have asked the organisation that told us, to put its own record right" in reply


def test_a_detail_of_the_family_is_offered_for_every_baby(telling: World) -> None:
    reference = opened(telling, RequestKind.CORRECTION, **ADDRESS)
    assert accept(telling, reference) is Step.OFFERED
    found = offers(telling.viewer(SUPPLIER))
    assert sorted(one.record_id for one in found) == ["R1", "R2"]
    assert {one.values["postcode"] for one in found} == {"HX2 7AA"}
    assert {one.values["address_line_2"] for one in found} == {""}


def test_where_no_agreement_allows_it_the_reviewer_tells_the_supplier_and_says_so(family: World) -> None:
    reference = opened(family, RequestKind.CORRECTION, **NAME)
    assert reviewing.told_by_hand(**on(family, reference, STEWARD)) is NotReviewed.NOT_NOW
    assert accept(family, reference) is Step.ACCEPTED
    assert (row_of(family, reference).next, waits(family, STEWARD)) == (Next.TELL_SUPPLIER, [reference])
    assert not answered(family, reference, Outcome.PUT_RIGHT)
    assert offers(family.viewer(SUPPLIER)) == []
    assert reviewing.told_by_hand(**on(family, reference, STEWARD)) is None
    assert answered(family, reference, Outcome.PUT_RIGHT)
    assert "We have told the organisation" in " ".join(replies.reply(row_of(family, reference), "Calderdale"))


def test_a_detail_that_stays_has_its_reason_and_the_reply_says_how_to_complain(family: World) -> None:
    reference = opened(family, RequestKind.CORRECTION, **NAME)
    assert reviewing.decline(**on(family, reference, STEWARD), why=Declined.NOT_WRONG) is None
    assert accept(family, reference) is NotReviewed.NOT_NOW
    assert not answered(family, reference, Outcome.PUT_RIGHT)
    assert answered(family, reference, Outcome.NOT_CHANGED)
    reply = " ".join(replies.reply(row_of(family, reference), "Calderdale"))
    assert all(words in reply for words in ("has said again that it is right", "ico.org.uk"))


def test_nothing_is_reviewed_before_it_is_known_who_asks(telling: World) -> None:
    reference = opened(telling, RequestKind.CORRECTION, known=None, **NAME)
    assert (waits(telling, STEWARD), desk(telling, reference)) == ([], None)
    assert accept(telling, reference) is NotReviewed.NOT_NOW
    seen = {"viewer": telling.viewer(CALDERDALE), "reference": reference, "known": NAMED, "by": ANN, "at": telling.at}
    assert keeping.see_who(**seen)
    assert waits(telling, STEWARD) == [reference]


def test_a_guarded_familys_correction_is_the_leads_and_nothing_goes_back_by_itself(telling: World) -> None:
    kind = MarkerKind.PROTECTED_ADDRESS
    journey.mark(birth=BirthId(look.birth_of("R2")), kind=kind, source="person", by=ANN, at=telling.at)
    reference = opened(telling, RequestKind.CORRECTION, **ADDRESS)
    assert (waits(telling, STEWARD), waits(telling, SAFE)) == ([], [reference])
    assert desk(telling, reference) is None
    assert reads.words_of(telling.viewer(CALDERDALE), reference, STEWARD).should_be == ""
    shown = desk(telling, reference, SAFE)
    assert shown is not None
    assert HOME not in "".join(one.now for one in shown.babies)
    assert accept(telling, reference, SAFE) is Step.ACCEPTED
    assert offers(telling.viewer(SUPPLIER)) == []


def test_while_an_address_is_in_doubt_nobody_goes_there_until_it_is_known_to_be_right(family: World) -> None:
    reference = opened(family, RequestKind.CORRECTION, **ADDRESS)
    shown = desk(family, reference)
    assert shown is not None
    assert (shown.may_hold, shown.held) == (True, False)
    assert reviewing.hold_address(**on(family, reference, STEWARD)) is None
    held = desk(family, reference)
    assert held is not None
    assert (held.may_hold, held.held) == (False, True)
    assert len(retrace.waiting(family.viewer(CALDERDALE), at=family.at)) == 1
    assert reviewing.decline(**on(family, reference, STEWARD), why=Declined.NOT_WRONG) is None
    assert retrace.waiting(family.viewer(CALDERDALE), at=family.at) == []


def test_an_address_that_its_supplier_then_sends_ends_the_doubt(telling: World) -> None:
    reference = opened(telling, RequestKind.CORRECTION, **ADDRESS)
    reviewing.hold_address(**on(telling, reference, STEWARD))
    accept(telling, reference)
    telling.today += timedelta(days=1)
    moved = {"action": "correct", "address_line_1": "9 New Road", "postcode": "HX2 7AA"}
    telling.hand_in(*(one | moved for one in twins()[:2]))
    assert retrace.waiting(telling.viewer(CALDERDALE), at=telling.at) == []
    assert offers(telling.viewer(SUPPLIER)) == []


def test_what_cannot_be_a_detail_is_not_taken(family: World) -> None:
    wrong = {"detail": Detail.ADDRESS, "should_be": "9 New Road"}
    assert tried_to_open(family, RequestKind.CORRECTION, **wrong) is Unfit.NO_POSTCODE
    other = opened(family, RequestKind.CORRECTION, **NAME)
    assert reviewing.hold_address(**on(family, other, STEWARD)) is NotReviewed.NOT_NOW
