"""A status file says only what changed; the rest stands as it was said last."""

from datetime import date, timedelta
from typing import Any

import pytest

from rightstart.intake.contract import Kind
from rightstart.intake.models import Notice
from tests import opened
from tests.stages.receiving import ALSO_HERE, AT, HERE, change, row, settle_down, take, totals

FULL = row(
    1,
    baby_forename="Olivia",
    address_line_2="Exampleton",
    nhs_number="9990000018",
    birth_order="1",
    births_in_confinement="2",
    uprn="100",
    address_kind="temporary",
    address_until="2027-01-01",
    hv_seen_on="2026-10-16",
    language="pl",
    interpreter="yes",
    phone="01422 000000",
    email="alex@example.org",
)
OF_THE_NOTICE = {"id", "consignment_id", "row", "action", "as_at", "content_hash", "key", "sealed"}


@pytest.fixture(autouse=True)
def world(database: str) -> None:
    settle_down()
    take(FULL)


def said() -> dict[str, Any]:
    """What is said of the birth by its last notice."""
    last = max(opened.notices(), key=lambda one: (one.as_at, one.id))
    return {name: value for name, value in vars(last).items() if name not in OF_THE_NOTICE}


def test_a_status_file_that_changes_only_a_postcode_keeps_everything_else() -> None:
    before = said()
    answer = change({"record_id": "R-1", "postcode": ALSO_HERE})
    assert totals(answer) == {"accepted": 1}
    assert said() == before | {"postcode": ALSO_HERE}
    assert Notice.objects.order_by("pk").last().action == "correct"  # type: ignore[union-attr]


def test_a_new_address_takes_the_place_of_the_old_one_with_all_that_was_said_of_it() -> None:
    change({"record_id": "R-1", "address_line_1": "3 New Street", "postcode": ALSO_HERE})
    now = said()
    assert (now["address"], now["postcode"], now["uprn"]) == ("3 New Street", ALSO_HERE, None)
    assert (now["address_kind"], now["address_until"]) == ("usual", None)


def test_a_visit_told_later_opens_nothing_else() -> None:
    before = said()
    change({"record_id": "R-1", "hv_seen_on": "2026-10-19", "interpreter": "no"})
    assert said() == before | {"hv_seen_on": date(2026, 10, 19), "interpreter": False}


def test_a_clearance_stands_until_a_row_contradicts_it() -> None:
    assert said()["clearances"] == ["nothing-known", "live", "parents-told", "no-objection"]
    take(
        {"record_id": "R-1", "language": "en"},
        at=AT + timedelta(days=1),
        kind=Kind.STATUS,
        attests=frozenset(),
    )
    assert said()["clearances"] == ["nothing-known", "live", "parents-told", "no-objection"]
    change({"record_id": "R-1", "language": "ur", "contact": "hold"}, at=AT + timedelta(days=2))
    assert said()["clearances"] == ["live", "parents-told", "no-objection"]
    change({"record_id": "R-1", "language": "pl", "objection": "yes"}, at=AT + timedelta(days=3))
    assert "no-objection" not in said()["clearances"]


def test_an_address_that_becomes_protected_is_erased_with_all_that_was_said_of_it() -> None:
    answer = change({"record_id": "R-1", "postcode": "ZZZSECUR", "address_line_1": "Somewhere"})
    now = said()
    assert (now["address"], now["postcode"], now["uprn"], now["address_until"]) == ("", "", None, None)
    assert answer.receipt["stops"] == 1
    change({"record_id": "R-1", "address_line_1": "3 New Street"}, at=AT + timedelta(days=2))
    assert said()["address"] == ""


def test_what_changes_nothing_is_a_duplicate() -> None:
    assert totals(change({"record_id": "R-1", "postcode": HERE})) == {"duplicate": 1}
    assert totals(change({"record_id": "R-1", "language": "ur"}, at=AT + timedelta(days=2))) == {"accepted": 1}
    later = AT + timedelta(days=3)
    again = change({"record_id": "R-1", "language": "ur"}, {"record_id": "R-2", "language": "ur"}, at=later)
    assert totals(again) == {"duplicate": 1, "refused": 1}
    assert Notice.objects.count() == 2


def test_a_row_about_an_unknown_record_is_refused_and_says_so() -> None:
    answer = change({"record_id": "R-7", "postcode": ALSO_HERE}, {"record_id": "R-8", "action": "withdraw"})
    assert totals(answer) == {"refused": 2}
    assert [(fault["row"], fault["code"]) for fault in answer.receipt["faults"]] == [
        (2, "record-unknown"),
        (3, "record-unknown"),
    ]
    assert Notice.objects.count() == 1


def test_a_late_status_is_completed_from_what_stood_when_it_was_drawn() -> None:
    take(FULL | {"baby_surname": "Jones"}, at=AT + timedelta(days=5))
    drawn = AT + timedelta(days=2)
    take({"record_id": "R-1", "language": "ur"}, at=AT + timedelta(days=6), as_at=drawn, kind=Kind.STATUS)
    late = opened.notice(as_at=drawn)
    assert (late.baby_surname, late.language) == ("Smith", "ur")
    assert said()["baby_surname"] == "Jones"
