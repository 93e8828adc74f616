"""The table of gateways says what each text gives and how it is bound, and never that a flow may rest on it."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest

from rightstart.agreements.citing import in_names
from rightstart.agreements.gateways import GATEWAYS, Gateway, Trust, Use, gateway

EACH = pytest.mark.parametrize("row", GATEWAYS, ids=lambda row: row.code)
ASSURANCES = re.compile(
    r"\b(is|are|be|makes?|it) (legal|lawful|permitted|compliant|safe)\b|\blegally\b|\blawfully\b", re.IGNORECASE
)


def test_a_gateway_is_found_by_its_code_and_by_nothing_else() -> None:
    assert [gateway(row.code) for row in GATEWAYS] == list(GATEWAYS)
    assert len({row.code for row in GATEWAYS}) == len({row.name for row in GATEWAYS}) == len(GATEWAYS)
    assert gateway("Children Act 2004") is None


def test_what_a_party_cites_is_told_by_its_name_where_it_gave_a_code_and_as_it_wrote_it_otherwise() -> None:
    said = "childcare-act-2006-s1-4; Children Act 2004 s.10 (illustrative) ;"
    assert in_names(said) == "Childcare Act 2006 ss.1–4; Children Act 2004 s.10 (illustrative)"
    assert in_names("") == ""


@EACH
def test_no_row_shows_what_it_gives_without_its_limit(row: Gateway) -> None:
    for said in (row.name, row.gives, row.limit):
        assert said == said.strip() != ""
    assert row.gives.endswith(".")
    assert row.limit.endswith(".")


@EACH
def test_no_row_says_that_anything_is_legal(row: Gateway) -> None:
    assert not ASSURANCES.search(f"{row.name} {row.gives} {row.limit}")


@EACH
def test_every_row_has_its_source_the_day_it_was_read_and_how_far_to_trust_it(row: Gateway) -> None:
    source = urlsplit(row.source)
    assert source.scheme in {"http", "https"}
    assert "." in source.netloc
    assert date(2026, 1, 1) <= row.read_on <= date(2026, 11, 23)
    assert isinstance(row.trust, Trust)


@EACH
def test_a_code_can_stand_in_an_address(row: Gateway) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row.code)


@pytest.mark.parametrize("code", ["childcare-act-2006-s99", "confidentiality", "nhs-act-2006-s251", "pecr-2003"])
def test_what_only_bounds_a_flow_is_no_ground_for_one(code: str) -> None:
    row = gateway(code)
    assert row is not None
    assert row.use is Use.BOUND


def test_birth_notices_received_for_the_health_service_are_shown_as_bound_to_it() -> None:
    row = gateway("nhs-act-2006-s269")
    assert row is not None
    assert "only for functions in relation to the health service" in row.limit


def test_a_duty_whose_beginning_was_not_seen_says_so() -> None:
    row = gateway("children-act-2004-s16la")
    assert row is not None
    assert row.trust is not Trust.READ
    assert "none had been seen" in row.limit
