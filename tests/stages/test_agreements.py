"""An agreement comes about when it is drafted between those who may give and take, and all whom it binds have signed."""

from typing import Any

import psycopg
import pytest

from rightstart.agreements.models import Document, Version
from rightstart.agreements.register import between, instruments
from rightstart.agreements.rules import FirstContact, InstrumentKind, Missing
from rightstart.agreements.sign import Changed, Drafted, NotChanged, NotDrafted, NotSigned, Signed, sign
from rightstart.directory.models import Organisation
from rightstart.directory.rules import RoleKind
from rightstart.terms import Item
from tests.stages.agreeing import (
    AT,
    BY,
    CONTRACT,
    COUNCIL,
    DATA_SHARING,
    DAY,
    INSTRUCTION,
    NEIGHBOUR,
    TERMS,
    TODAY,
    Ids,
    approve,
    at_centre,
    draft,
    from_supplier,
    organisations,
    propose,
    put,
    signed,
)


@pytest.fixture(autouse=True)
def ids(database: str) -> Ids:
    return organisations()


def acts(database: str) -> list[dict[str, Any]]:
    with psycopg.connect(database) as superuser:
        rows = superuser.execute("SELECT convert_from(body, 'UTF8')::jsonb FROM ledger_leaf ORDER BY id").fetchall()
    return [row[0] for row in rows]


def test_a_draft_permits_nothing_until_the_last_party_has_signed(ids: Ids) -> None:
    assert draft(DATA_SHARING, attests=frozenset({"deaths", "adoptions"})) == Drafted("DSA-1", 1, 1)
    assert from_supplier(ids) is Missing.NOT_SIGNED
    propose(DATA_SHARING, COUNCIL)
    assert from_supplier(ids) is Missing.NOT_SIGNED
    assert put(DATA_SHARING, "CHIS01") is NotSigned.NOT_APPROVED
    assert approve(DATA_SHARING) == Signed(1, ("CHIS01", COUNCIL))
    assert put(DATA_SHARING, "CHIS01") == Signed(1, (COUNCIL,))
    assert from_supplier(ids) is Missing.NOT_SIGNED
    assert put(DATA_SHARING, COUNCIL) == Signed(1, ())
    assert from_supplier(ids) == 1
    [one] = between(ids["CHIS01"], ids[COUNCIL], using="intake")
    assert one.attests == {"adoptions", "deaths"}


def test_a_registration_service_has_no_caldicott_guardian_to_wait_for(ids: Ids) -> None:
    Organisation.objects.filter(code="CHIS01").update(registrar=True)
    draft(DATA_SHARING)
    propose(DATA_SHARING, COUNCIL)
    assert approve(DATA_SHARING) is NotSigned.NOT_A_PARTY
    assert put(DATA_SHARING, "CHIS01") == Signed(1, (COUNCIL,))


def test_only_the_bytes_that_were_proposed_are_signed_and_by_a_role_that_signs(ids: Ids) -> None:
    draft(INSTRUCTION)
    propose(INSTRUCTION, COUNCIL)
    known = {"reference": "II-1", "version": 1, "party_code": COUNCIL, "by": BY, "at": AT}
    document = Document.objects.get().sha256
    assert sign(**known, role=RoleKind.DIRECTOR, document="0" * 64) is NotSigned.OTHER_DOCUMENT
    assert sign(**known, role=RoleKind.DATA_PROTECTION_OFFICER, document=document) is NotSigned.WRONG_ROLE
    assert sign(**known, role=RoleKind.SIRO, document=document, on_paper=True) is NotSigned.NOT_ON_PAPER
    assert sign(**known, role=RoleKind.SIRO, document=document) == Signed(1, ())


def test_beside_a_signed_pdf_a_short_entry_is_complete_and_its_signatures_are_entered(ids: Ids) -> None:
    bare = dict.fromkeys(("purpose", "security", "retention", "exclusions", "dpia_reference"), "") | {"contacts": ()}
    assert draft(DATA_SHARING, paper=b"MZ", **bare) is NotDrafted.NOT_A_PDF
    assert draft(DATA_SHARING, paper=b"%PDF-1.7 signed", **bare) == Drafted("DSA-1", 1, 1)
    propose(DATA_SHARING, COUNCIL)
    paper = Document.objects.get()
    assert bytes(paper.content) == b"%PDF-1.7 signed"
    for party in ("CHIS01", COUNCIL):
        known = {"reference": "DSA-1", "version": 1, "party_code": party, "by": BY, "at": AT}
        assert isinstance(sign(**known, role=RoleKind.DIRECTOR, document=paper.sha256, on_paper=True), Signed)
    assert from_supplier(ids) == 1


def test_a_council_instructs_its_own_centres_by_its_signature_alone(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL)
    assert at_centre(ids, "CAL-01") == at_centre(ids, "CAL-02") == 1


def test_a_processor_contract_waits_for_every_operator_that_it_covers(ids: Ids) -> None:
    signed(CONTRACT, COUNCIL, "CAL-01")
    assert at_centre(ids, "CAL-01") is Missing.NOT_SIGNED
    assert put(CONTRACT, "CAL-02") == Signed(1, ())
    assert at_centre(ids, "CAL-01") == at_centre(ids, "CAL-02") == 1


def test_a_permit_carries_what_was_drafted_word_for_word(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL, visit_opens=True, earliest_contact_day=10, target_day=30, freshness_days=3)
    [one] = instruments(ids[COUNCIL])[ids["CAL-01"]]
    assert (one.giver.task, one.giver.gateway) == (TERMS.giver_task, TERMS.giver_gateway)
    assert (one.taker.task, one.taker.gateway) == (TERMS.taker_task, TERMS.taker_gateway)
    assert (one.lawful_basis, one.items) == (TERMS.lawful_basis, TERMS.items)
    assert (one.from_on, one.ends_on, one.review_on) == (TERMS.from_on, TERMS.ends_on, TERMS.review_on)
    assert (one.visit_opens, one.earliest_contact_day, one.target_day, one.freshness_days) == (True, 10, 30, 3)


def test_a_version_from_before_there_was_the_clause_means_a_letter_first(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL, first_contact="any-channel")
    [one] = instruments(ids[COUNCIL])[ids["CAL-01"]]
    assert one.first_contact is FirstContact.ANY_CHANNEL
    Version.objects.update(first_contact="")
    [one] = instruments(ids[COUNCIL])[ids["CAL-01"]]
    assert one.first_contact is FirstContact.LETTER_FIRST


def test_the_same_draft_again_changes_nothing_and_other_words_are_the_next_version(database: str) -> None:
    assert draft(INSTRUCTION) == Drafted("II-1", 1, 1)
    assert draft(INSTRUCTION, covers=["CAL-02", "CAL-01", "CAL-02"]) == Drafted("II-1", 1, 1, again=True)
    assert draft(INSTRUCTION, frequency="daily") == Drafted("II-1", 2, 2)
    assert draft(INSTRUCTION, frequency="daily", covers=["CAL-01"]) == Drafted("II-1", 3, 3)
    assert [one["version"] for one in acts(database)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"council_code": "CHIS01"}, NotDrafted.UNKNOWN_COUNCIL),
        ({"council_code": "E09999999"}, NotDrafted.UNKNOWN_COUNCIL),
        ({"giver_code": "NOBODY"}, NotDrafted.UNKNOWN_GIVER),
        ({"giver_code": "CHIS01"}, NotDrafted.WRONG_GIVER),
        ({"giver_code": NEIGHBOUR}, NotDrafted.WRONG_GIVER),
        ({"recipient_codes": ["CAL-01", "CAL-99"]}, NotDrafted.UNKNOWN_RECIPIENT),
        ({"recipient_codes": ["CAL-01", "KIR-01"]}, NotDrafted.WRONG_RECIPIENT),
        ({"recipient_codes": [COUNCIL]}, NotDrafted.WRONG_RECIPIENT),
        ({"recipient_codes": []}, NotDrafted.NO_RECIPIENT),
        ({"kind": InstrumentKind.DATA_SHARING}, NotDrafted.WRONG_KIND),
        (DATA_SHARING | {"giver_code": COUNCIL}, NotDrafted.WRONG_GIVER),
        (DATA_SHARING | {"recipient_codes": ["CAL-01"]}, NotDrafted.WRONG_RECIPIENT),
        (DATA_SHARING | {"kind": InstrumentKind.PROCESSOR_CONTRACT}, NotDrafted.WRONG_KIND),
    ],
)
def test_no_instrument_is_drafted_between_those_who_cannot_give_and_take(
    database: str, changed: dict[str, Any], why: NotDrafted
) -> None:
    assert draft(INSTRUCTION | changed) is why
    assert acts(database) == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"items": TERMS.items | {Item.NHS_NUMBER}}, NotDrafted.FORBIDDEN_ITEM),
        ({"ends_on": TODAY}, NotDrafted.DATES),
        ({"review_on": TODAY}, NotDrafted.DATES),
        ({"earliest_contact_day": 43}, NotDrafted.DAYS),
        ({"earliest_contact_day": -1}, NotDrafted.DAYS),
        ({"target_day": 40_000}, NotDrafted.DAYS),
        ({"freshness_days": 0}, NotDrafted.DAYS),
    ],
)
def test_no_instrument_says_what_none_may_say(said: dict[str, Any], why: NotDrafted) -> None:
    assert draft(INSTRUCTION, **said) is why


def test_the_nhs_number_may_come_to_the_council_for_matching() -> None:
    assert isinstance(draft(DATA_SHARING, items=TERMS.items | {Item.NHS_NUMBER}), Drafted)


def test_a_reference_keeps_its_parties_for_good() -> None:
    signed(INSTRUCTION, COUNCIL)
    assert draft(CONTRACT | {"reference": "II-1"}) is NotDrafted.OTHER_PARTIES
    assert draft(DATA_SHARING | {"reference": "II-1"}) is NotDrafted.OTHER_PARTIES


def test_only_whom_an_instrument_binds_signs_it_and_only_once() -> None:
    draft(DATA_SHARING)
    assert put(DATA_SHARING, COUNCIL) is NotSigned.NOT_PROPOSED
    assert isinstance(propose(DATA_SHARING, COUNCIL), Changed)
    assert put(DATA_SHARING, NEIGHBOUR) is NotSigned.NOT_A_PARTY
    assert put(DATA_SHARING, "NOBODY") is NotSigned.NOT_A_PARTY
    assert put(DATA_SHARING, COUNCIL, version=2) is NotSigned.UNKNOWN
    assert put(INSTRUCTION, COUNCIL) is NotSigned.UNKNOWN
    assert isinstance(put(DATA_SHARING, COUNCIL), Signed)
    assert put(DATA_SHARING, COUNCIL) is NotSigned.ALREADY_SIGNED


@pytest.mark.parametrize("left_out", [{"giver_task": ""}, {"taker_gateway": " "}, {"items": frozenset()}])
def test_a_draft_that_leaves_something_out_cannot_be_signed(ids: Ids, left_out: dict[str, Any]) -> None:
    draft(INSTRUCTION, **left_out)
    assert propose(INSTRUCTION, COUNCIL) is NotChanged.INCOMPLETE
    assert put(INSTRUCTION, COUNCIL) is NotSigned.INCOMPLETE
    assert at_centre(ids, "CAL-01") is Missing.INCOMPLETE


def test_what_has_run_out_or_was_replaced_is_not_signed_any_more() -> None:
    draft(INSTRUCTION)
    assert put(INSTRUCTION, COUNCIL, at=AT + 730 * DAY) is NotSigned.ENDED
    signed(INSTRUCTION, COUNCIL, frequency="daily")
    assert put(INSTRUCTION, COUNCIL, version=1) is NotSigned.ENDED


def test_a_draft_is_put_to_the_others_once_and_by_a_party_alone() -> None:
    draft(DATA_SHARING)
    assert propose(DATA_SHARING, NEIGHBOUR) is NotChanged.NOT_A_PARTY
    assert propose(DATA_SHARING, COUNCIL, 2) is NotChanged.UNKNOWN
    assert propose(INSTRUCTION, COUNCIL) is NotChanged.UNKNOWN
    assert isinstance(propose(DATA_SHARING, "CHIS01"), Changed)
    assert propose(DATA_SHARING, COUNCIL) is NotChanged.ALREADY_PROPOSED
    put(DATA_SHARING, COUNCIL)
    assert propose(DATA_SHARING, "CHIS01") is NotChanged.ALREADY_PROPOSED
    assert propose(DATA_SHARING, COUNCIL, at=AT + 730 * DAY) is NotChanged.ALREADY_ENDED
