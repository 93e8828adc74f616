"""The public page with a centre's full privacy notice: drawn from what is in force, open to anybody, and keeping nothing."""

import logging
from datetime import timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from rightstart.agreements import sign
from rightstart.contact.letters.batches import Sheet
from rightstart.contact.letters.paper import Form, as_pdf, notice_address
from rightstart.ledger.models import Leaf
from rightstart.terms import london_date
from tests.doors.world import BY, ITEMS_OUT, OURS, Hop, InstrumentKind, World, agree_on

INSTRUCTION = (Hop.COUNCIL_TO_CENTRE, InstrumentKind.INTERNAL_INSTRUCTION)


def page(code: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(reverse("privacy-notice", args=[code]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_notice_says_who_tells_whom_what_why_by_which_law_how_long_and_how_to_object(world: World) -> None:
    said = page("CAL-01")
    assert "What Calderdale Child Health tells Calderdale" in said
    assert "What Calderdale tells Little Stars Family Hub" in said
    for words in (
        *("Children Act 2004", "Childcare Act 2006", "are kept until 12 months after the birth", "Whom to ask"),
        *(f'href="{reverse("say-no")}"', "Information Commissioner", "complain to Calderdale", "Never passed on"),
    ):
        assert words in said
    assert "Sunshine" not in said
    assert "For review by" not in said
    assert "Entry:" not in said
    assert page("cal-01") == said


def test_only_what_is_in_force_is_told_of(world: World) -> None:
    sign.end(reference="II-1", party_code=OURS, ended_on=london_date(world.at), by=BY, at=world.at)
    said = page("CAL-01")
    assert "What Calderdale tells Little Stars" not in said
    sign.end(reference="DSA-1", party_code=OURS, ended_on=london_date(world.at), by=BY, at=world.at)
    assert "No agreement is in force today" in page("CAL-01")


def test_free_words_that_may_name_somebody_are_left_out(world: World) -> None:
    then = world.at - timedelta(days=35)
    more = {"recipients": ["CAL-01"], "items": ITEMS_OUT, "purpose": "Ask Mrs Quillfeather, HX1 3XL"}
    agree_on(then, "II-2", OURS, OURS, *INSTRUCTION, **more)
    said = page("CAL-01")
    assert "Quillfeather" not in said
    assert "(left out: it may name somebody)" in said


@pytest.mark.parametrize("code", ["CAL-99", OURS, "CHIS01", "NAT-01", "' OR 1=1"])
def test_what_is_no_centre_has_no_notice(world: World, code: str) -> None:
    assert Client().get(reverse("privacy-notice", args=[code])).status_code == 404


def test_nothing_is_kept_of_who_reads(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    client, leaves = Client(), Leaf.objects.count()
    page("CAL-01", client)
    assert not client.cookies
    assert "CAL-01" not in caplog.text
    assert Leaf.objects.count() == leaves


def test_a_letter_names_the_address_of_the_notice_and_that_holds_nothing_of_a_family(world: World) -> None:
    sheet = Sheet(1, world.centre, "REFERENCE", ("1 High Street", "HX1 3XL"), None, "23457-8CDFG-HJKMN")
    pdf = PdfReader(BytesIO(as_pdf("b", [sheet], Form.LETTERS, on=london_date(world.at))))
    site = settings.SITE_ADDRESS.split("://")[-1]
    assert notice_address("CAL-01") == site + reverse("privacy-notice", args=["CAL-01"])
    assert len(pdf.pages) == 1
    assert notice_address("CAL-01") in pdf.pages[0].extract_text().replace("\n", "")
