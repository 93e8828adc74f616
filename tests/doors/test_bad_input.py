"""Whatever a supplier sends: a receipt or a clear refusal, nothing half stored, no trace, and never a word of what was in it."""

import json
import tracemalloc
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from rightstart import journey
from rightstart.directory.rules import RoleKind
from rightstart.intake.contract import Attestation
from rightstart.intake.formats import opening
from rightstart.intake.formats.table import Tables
from rightstart.intake.models import Notice, Quarantined
from rightstart.intake.receive import Received
from tests.clean import put_back
from tests.doors.conftest import SignIn
from tests.doors.malformed import SECRETS, files
from tests.journey.world import BY, World

BAD = list(files())
MOST_MEMORY = 600 * 2**20


@pytest.fixture
def story(database: str) -> World:
    return put_back(database, "journey", World)


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def stored() -> tuple[int, int]:
    return Notice.objects.count(), Quarantined.objects.count()


def test_there_are_hundreds_of_them_and_no_two_alike() -> None:
    assert len(BAD) > 300
    assert len({content for _, content in BAD}) > 0.95 * len(BAD)


def test_each_has_a_receipt_that_sums_up_stores_what_it_says_and_repeats_nothing(story: World) -> None:
    refused = 0
    for number, (name, content) in enumerate(BAD):
        before = stored()
        answer = journey.bring_in(story.handed(content), by=BY, at=story.at)
        assert isinstance(answer, Received), name
        receipt: dict[str, Any] = answer.receipt
        assert leaks(json.dumps(receipt)) == [], name
        assert "Traceback" not in json.dumps(receipt), name
        totals = dict(receipt["totals"])
        assert totals.pop("records") == sum(totals.values()), name
        notices, waiting = (now - then for now, then in zip(stored(), before, strict=True))
        assert waiting == totals["quarantined"], name
        assert notices <= totals["accepted"] + totals["duplicate"], name
        if receipt["status"] != "accepted":
            refused += 1
            assert (notices, waiting) == (0, 0), name
            assert receipt["faults"], (number, name)
    assert refused > 100


def test_reading_any_of_them_keeps_to_its_memory() -> None:
    for name, content in BAD:
        tracemalloc.start()
        read = opening.read(content)
        if isinstance(read, Tables):
            assert sum(table.frame.height for table in read.each()) < 10_000, name
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < MOST_MEMORY, name


def test_sent_by_the_page_none_breaks_it_and_none_is_repeated(sign_in: SignIn) -> None:
    client: Client = sign_in(RoleKind.SUPPLIER_SENDER)
    for name, content in BAD[::9]:
        given = {
            "council": "E08000033",
            "kind": "births",
            "first_on": "1/10/2026",
            "last_on": "7/10/2026",
            "attests": [one.value for one in Attestation],
            "file": SimpleUploadedFile("births of Quillfeather.csv", content),
        }
        answer = client.post(reverse("send"), given, follow=True)
        assert answer.status_code == 200, name
        assert leaks(answer.content.decode()) == [], name


def test_the_database_is_whole_afterwards(story: World) -> None:
    for _, content in BAD[::25]:
        journey.bring_in(story.handed(content), by=BY, at=story.at)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM intake_notice n LEFT JOIN intake_consignment c ON c.id = n.consignment_id"
            " WHERE c.id IS NULL OR c.status <> 'accepted'"
        )
        assert cursor.fetchone() == (0,)
