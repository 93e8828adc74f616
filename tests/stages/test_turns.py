"""Whose turn it is with an agreement is told to them and to nobody else, and is over once it is done."""

import pytest

from rightstart.agreements import reminding
from rightstart.agreements.concluding import conclude
from rightstart.agreements.models import Remark
from rightstart.agreements.remarks import NotRemarked, Remarked, advise, comment
from rightstart.agreements.sign import Changed, Signed
from rightstart.agreements.states import Advice
from rightstart.alerts.models import Alert
from rightstart.alerts.rules import AlertKind
from rightstart.directory.models import Organisation
from rightstart.directory.rules import RoleKind
from rightstart.ledger.models import Leaf
from tests.stages.agreeing import (
    AT,
    BY,
    CONTRACT,
    COUNCIL,
    DATA_SHARING,
    DAY,
    Ids,
    approve,
    draft,
    end,
    organisations,
    propose,
    put,
)

APPROVE, SIGN, ADVISE = AlertKind.AGREEMENT_TO_APPROVE, AlertKind.AGREEMENT_TO_SIGN, AlertKind.AGREEMENT_TO_ADVISE
COMMENT, SIGNED = AlertKind.AGREEMENT_COMMENT, AlertKind.AGREEMENT_SIGNED
GUARDIAN, OFFICER = RoleKind.CALDICOTT_GUARDIAN, RoleKind.DATA_PROTECTION_OFFICER
SIRO, DIRECTOR, SIGNER = RoleKind.SIRO, RoleKind.DIRECTOR, RoleKind.SIGNING_DIRECTOR
AT_COUNCIL = {(SIGN, COUNCIL, DIRECTOR), (SIGN, COUNCIL, SIRO)}
AT_SUPPLIER = {(SIGN, "CHIS01", SIRO), (SIGN, "CHIS01", SIGNER)}
OFFICERS = {(ADVISE, COUNCIL, OFFICER), (ADVISE, "CHIS01", OFFICER)}


@pytest.fixture(autouse=True)
def ids(database: str) -> Ids:
    return organisations()


def waiting(about: str = "DSA-1, version 1") -> set[tuple[AlertKind, str, RoleKind]]:
    """What is open about a version, the same before and after the hourly job."""
    found = _open(about)
    reminding.chase(at=AT)
    assert _open(about) == found
    return found


def _open(about: str) -> set[tuple[AlertKind, str, RoleKind]]:
    rows = Alert.objects.filter(settled_at__isnull=True, about=about).values_list("kind", "organisation__code", "role")
    return {(AlertKind(kind), code, RoleKind(role)) for kind, code, role in rows}


def test_a_draft_asks_nobody_and_a_proposal_asks_each_in_their_turn() -> None:
    draft(DATA_SHARING)
    assert waiting() == set()
    assert isinstance(propose(DATA_SHARING, COUNCIL), Changed)
    assert waiting() == {(APPROVE, "CHIS01", GUARDIAN)} | AT_COUNCIL | OFFICERS
    assert isinstance(approve(DATA_SHARING), Signed)
    assert waiting() == AT_SUPPLIER | AT_COUNCIL | OFFICERS
    assert isinstance(put(DATA_SHARING, "CHIS01"), Signed)
    assert waiting() == AT_COUNCIL | OFFICERS


def test_the_last_signature_settles_all_and_tells_both_sides_once() -> None:
    draft(DATA_SHARING)
    propose(DATA_SHARING, COUNCIL)
    approve(DATA_SHARING)
    put(DATA_SHARING, "CHIS01")
    put(DATA_SHARING, COUNCIL)
    told = waiting()
    assert {kind for kind, _, _ in told} == {SIGNED}
    assert {code for _, code, _ in told} == {"CHIS01", COUNCIL}
    assert (SIGNED, COUNCIL, OFFICER) in told


def test_a_registration_service_has_no_guardian_to_wait_for() -> None:
    Organisation.objects.filter(code="CHIS01").update(registrar=True)
    draft(DATA_SHARING)
    propose(DATA_SHARING, COUNCIL)
    assert waiting() == AT_SUPPLIER | AT_COUNCIL | OFFICERS


def test_operators_are_asked_beside_their_council() -> None:
    draft(CONTRACT)
    propose(CONTRACT, COUNCIL)
    operators = {(SIGN, code, SIGNER) for code in ("CAL-01", "CAL-02")}
    assert waiting("PC-1, version 1") == AT_COUNCIL | operators | {(ADVISE, COUNCIL, OFFICER)}


def test_what_is_over_or_proposed_anew_is_moot() -> None:
    draft(DATA_SHARING)
    propose(DATA_SHARING, COUNCIL)
    draft(DATA_SHARING, frequency="daily")
    assert AT_COUNCIL <= waiting()
    propose(DATA_SHARING, COUNCIL, 2)
    assert waiting() == set()
    assert AT_COUNCIL <= waiting("DSA-1, version 2")
    end(DATA_SHARING, COUNCIL)
    assert waiting("DSA-1, version 2") == set()


def test_what_lapsed_unsigned_is_moot_with_the_next_hour() -> None:
    draft(DATA_SHARING)
    propose(DATA_SHARING, COUNCIL)
    reminding.chase(at=AT + 800 * DAY)
    assert _open("DSA-1, version 1") == set()


def test_parties_that_are_one_hand_are_told_nothing() -> None:
    draft(DATA_SHARING)
    signers = {"CHIS01": SIRO, COUNCIL: DIRECTOR}
    assert conclude(reference="DSA-1", version=1, signers=signers, by=BY, at=AT) is None
    assert waiting() == set()


def test_advice_is_asked_of_each_officer_until_it_is_given_and_told_to_both_sides() -> None:
    draft(DATA_SHARING)
    propose(DATA_SHARING, COUNCIL)
    said = {"reference": "DSA-1", "version": 1, "party_code": COUNCIL, "by": BY, "at": AT}
    assert isinstance(advise(**said, advice=Advice.AGAINST), Remarked)
    told = waiting()
    assert {one for one in told if one[0] is ADVISE} == {(ADVISE, "CHIS01", OFFICER)}
    assert {code for kind, code, _ in told if kind is COMMENT} == {"CHIS01", COUNCIL}
    assert AT_COUNCIL <= told  # it decides nothing


def test_a_comment_is_told_to_the_others_and_stands_in_the_ledger_by_its_digest() -> None:
    draft(DATA_SHARING)
    said = {"reference": "DSA-1", "version": 1, "by": BY, "at": AT}
    assert isinstance(comment(**said, party_code="CHIS01", words=" Which leaflet? "), Remarked)
    assert {code for _, code, _ in waiting()} == {COUNCIL}
    body = bytes(Leaf.objects.get(hash=Remark.objects.get().leaf_hash).body).decode()
    assert ("agreement.commented" in body, "leaflet" in body) == (True, False)


@pytest.mark.parametrize(
    ("words", "party", "why"),
    [
        ("  ", COUNCIL, NotRemarked.NO_WORDS),
        ("x" * 2001, COUNCIL, NotRemarked.TOO_LONG),
        ("Ask Mrs Smith", COUNCIL, NotRemarked.SOMEBODY),
        ("Fine", "CAL-01", NotRemarked.NOT_A_PARTY),
        ("Fine", "NONE", NotRemarked.NOT_A_PARTY),
    ],
)
def test_what_is_not_recorded_says_why(words: str, party: str, why: NotRemarked) -> None:
    draft(DATA_SHARING)
    before = Leaf.objects.count()
    assert comment(reference="DSA-1", version=1, party_code=party, words=words, by=BY, at=AT) is why
    assert comment(reference="DSA-1", version=9, party_code=COUNCIL, words="x", by=BY, at=AT) is NotRemarked.UNKNOWN
    assert (Leaf.objects.count(), Alert.objects.count()) == (before, 0)
