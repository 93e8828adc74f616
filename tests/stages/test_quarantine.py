"""A faulty row waits sealed, for its own council only, until a person puts it right or sends it back."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import ProgrammingError

from rightstart import journey
from rightstart.agreements.models import Version
from rightstart.births.models import Birth, Carried
from rightstart.engine import keys
from rightstart.engine.isolation import Viewer
from rightstart.intake import kept, quarantine, receipts
from rightstart.intake.inspection import Fate
from rightstart.intake.models import Consignment, FoundStop, Notice, Quarantined
from rightstart.intake.quarantine import NotSettled, Readmitted, Rejected, SentBackFor, StillFaulty
from rightstart.ledger.checkpoint import Signer
from rightstart.ledger.seal import seal
from rightstart.terms import Item
from tests import opened
from tests.stages.receiving import (
    AT,
    BY,
    HERE,
    THEIRS,
    THERE,
    agree,
    change,
    everything_kept,
    handed,
    key_file,
    row,
    rows,
    settle_down,
    take,
    viewer,
)

WRONG = {"baby_surname": "Wilson", "born_on": "05.10.2026", "nhs_number": "9990000019"}
RIGHT = {"born_on": "2026-10-05", "nhs_number": "9990000018"}
LATER = AT + timedelta(days=1)


@pytest.fixture(autouse=True)
def world(database: str) -> str:
    settle_down()
    return database


@pytest.fixture
def ours(world: str) -> Viewer:
    return viewer()


OTHER = SentBackFor.OTHER


def only() -> Quarantined:
    return Quarantined.objects.get()


def correct(ours: Viewer, **changes: str) -> Readmitted | StillFaulty | NotSettled:
    """Correct the one row that waits."""
    return journey.readmit(viewer=ours, number=only().pk, changes=changes, by=BY, at=LATER)


def test_a_waiting_row_is_told_by_its_faults_and_shown_with_its_cells(ours: Viewer) -> None:
    reference = take(*rows(5), row(1, **WRONG)).receipt["consignment"]
    [waits] = quarantine.waiting(ours, at=AT)
    assert (waits.consignment, waits.supplier, waits.row, waits.days) == (reference, "CHIS01", 7, 0)
    assert list(waits.faults) == ["born_on", "nhs_number"]
    shown = quarantine.show(ours, waits.number)
    assert shown is not None
    assert shown.faults == waits.faults
    assert (shown.values["born_on"], shown.values["baby_surname"]) == ("05.10.2026", "Wilson")


def test_a_row_is_overdue_after_five_working_days(ours: Viewer) -> None:
    take(*rows(5), row(1, **WRONG))  # on a Tuesday
    overdue = [quarantine.waiting(ours, at=AT + timedelta(days=day))[0].overdue for day in range(9)]
    assert overdue == [False] * 8 + [True]
    assert quarantine.waiting(ours, at=AT + timedelta(days=300))[0].days == 300


def test_a_waiting_row_can_be_read_by_nobody_who_has_only_the_database(world: str) -> None:
    take(*rows(5), row(1, **WRONG))
    assert not any(word in everything_kept(world) for word in ("Wilson", "05.10.2026", "9990000019"))


def test_another_council_sees_and_settles_nothing_of_it() -> None:
    take(*rows(5), row(1, **WRONG))
    theirs, number = viewer(code=THEIRS), only().pk
    assert quarantine.waiting(theirs, at=AT) == []
    assert quarantine.show(theirs, number) is None
    answer = journey.readmit(viewer=theirs, number=number, changes=RIGHT, by=BY, at=LATER)
    assert answer is NotSettled.UNKNOWN
    assert quarantine.reject(viewer=theirs, number=number, reason="x", why=OTHER, by=BY, at=LATER) is NotSettled.UNKNOWN
    assert only().settled_at is None


def test_a_centre_may_not_even_ask() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        quarantine.waiting(Viewer("centre", viewer().organisation, "none"), at=AT)


def test_a_corrected_row_becomes_a_birth_of_its_consignment(ours: Viewer) -> None:
    answer = journey.bring_in(handed(*rows(5), row(1, **WRONG)), by=BY, at=AT)
    assert Birth.objects.count() == 5
    assert correct(ours, **RIGHT) == Readmitted(answer.consignment, Fate.FIT)  # type: ignore[union-attr]
    notice = opened.notice(baby_surname="Wilson")
    assert (notice.row, notice.nhs_number, notice.as_at) == (7, "9990000018", AT)
    assert notice.clearances == ["nothing-known", "live", "parents-told", "no-objection"]
    assert Birth.objects.count() == 6
    assert Carried.objects.count() == 1
    assert quarantine.waiting(ours, at=LATER) == []


def test_what_is_still_wrong_is_told_and_the_row_goes_on_waiting_as_it_was(ours: Viewer) -> None:
    take(*rows(5), row(1, **WRONG))
    answer = correct(ours, born_on="2026-10-05", nhs_number="999", postcode="nowhere")
    assert isinstance(answer, StillFaulty)
    assert {column: len(told) for column, told in answer.faults.items()} == {"postcode": 1, "nhs_number": 1}
    shown = quarantine.show(ours, only().pk)
    assert shown is not None
    assert shown.values["born_on"] == "05.10.2026"


def test_a_corrected_row_may_turn_out_to_be_another_councils_or_a_stop(ours: Viewer) -> None:
    take(*rows(5), row(1, **WRONG), row(2, **WRONG))
    first, second = Quarantined.objects.order_by("row").values_list("pk", flat=True)
    away = journey.readmit(viewer=ours, number=first, changes=RIGHT | {"postcode": THERE}, by=BY, at=LATER)
    still = journey.readmit(viewer=ours, number=second, changes=RIGHT | {"outcome": "stillbirth"}, by=BY, at=LATER)
    assert isinstance(away, Readmitted)
    assert isinstance(still, Readmitted)
    assert (away.fate, still.fate) == (Fate.NOT_OURS, Fate.STILLBIRTH)
    assert Notice.objects.count() == 5
    assert set(FoundStop.objects.values_list("row", "kind")) == {(8, "stillbirth")}


def test_a_stop_that_the_row_had_when_it_came_is_not_taken_twice(ours: Viewer) -> None:
    take(*rows(5), row(1, objection="yes", **WRONG | {"nhs_number": "9990000018"}))
    before = FoundStop.objects.count()
    assert isinstance(correct(ours, born_on="2026-10-05"), Readmitted)
    assert FoundStop.objects.count() == before


def test_a_column_that_is_not_agreed_cannot_come_in_by_a_correction(ours: Viewer) -> None:
    Version.objects.update(items=sorted(frozenset(Item) - {Item.PHONE}))
    assert take(*rows(5), row(1, **WRONG)).receipt["status"] == "accepted"  # the column of phones is blank
    assert correct(ours, phone="01422 000000", **RIGHT) is NotSettled.COLUMN_OUTSIDE
    assert isinstance(correct(ours, **RIGHT), Readmitted)


def test_a_row_is_judged_by_the_agreement_under_which_it_came(ours: Viewer) -> None:
    take(*rows(5), row(1, **WRONG))
    agree(version=2, items=frozenset({Item.BORN_ON}))
    assert isinstance(correct(ours, **RIGHT), Readmitted)


def test_a_row_sent_back_is_gone_with_its_reason_kept_and_outside_the_ledger(ours: Viewer, world: str) -> None:
    consignment = take(*rows(5), row(1, **WRONG)).consignment
    answer = quarantine.reject(viewer=ours, number=only().pk, reason=" No such day ", why=OTHER, by=BY, at=LATER)
    assert answer == Rejected(consignment)
    settled = only()
    assert (settled.reason, settled.settled_how, settled.sealed) == ("No such day", "rejected", None)
    assert quarantine.show(ours, settled.pk) is None
    again = quarantine.reject(viewer=ours, number=settled.pk, reason="x", why=OTHER, by=BY, at=LATER)
    assert again is NotSettled.ALREADY
    assert correct(ours, **RIGHT) is NotSettled.ALREADY


def test_the_key_goes_with_a_consignments_last_row(ours: Viewer) -> None:
    reference = take(*rows(8), row(1, **WRONG), row(2, **WRONG)).receipt["consignment"]
    first, second = Quarantined.objects.order_by("pk")
    stolen = bytes(second.sealed or b"")
    quarantine.reject(viewer=ours, number=first.pk, reason="x", why=OTHER, by=BY, at=LATER)
    assert key_file("quarantine", reference).exists()
    quarantine.reject(viewer=ours, number=second.pk, reason="x", why=OTHER, by=BY, at=LATER)
    assert not key_file("quarantine", reference).exists()
    with pytest.raises(keys.KeyDestroyed):
        keys.unseal(settings.HOME, "quarantine", reference, stolen)


def test_a_key_left_over_by_somebody_cut_short_goes_in_the_night(ours: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = take(*rows(5), row(1, **WRONG)).receipt["consignment"]
    with monkeypatch.context() as cut_short:
        cut_short.setattr(keys, "destroy", lambda *_: None)
        quarantine.reject(viewer=ours, number=only().pk, reason="x", why=OTHER, by=BY, at=LATER)
    assert key_file("quarantine", reference).exists()
    kept.destroy_due(by=BY, at=LATER)
    assert not key_file("quarantine", reference).exists()


def test_a_row_whose_key_is_gone_cannot_be_read_or_corrected_but_can_be_sent_back(ours: Viewer) -> None:
    reference = take(*rows(5), row(1, **WRONG)).receipt["consignment"]
    keys.destroy(settings.HOME, "quarantine", reference)
    assert quarantine.show(ours, only().pk) is None
    assert correct(ours, **RIGHT) is NotSettled.UNREADABLE
    assert isinstance(
        quarantine.reject(viewer=ours, number=only().pk, reason="x", why=OTHER, by=BY, at=LATER), Rejected
    )


def test_a_correction_cut_short_leaves_the_row_waiting(ours: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    take(*rows(5), row(1, **WRONG))
    with monkeypatch.context() as broken:
        broken.setattr(journey, "carry", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            correct(ours, **RIGHT)
    assert Notice.objects.count() == 5
    assert isinstance(correct(ours, **RIGHT), Readmitted)
    assert Notice.objects.count() == 6


def test_a_corrected_status_row_about_an_unknown_record_is_still_faulty(ours: Viewer) -> None:
    take(row(1))
    given = [{"record_id": "R-1", "language": "ur"}] * 3 + [{"record_id": "R-9", "hv_seen_on": "never"}]
    change(*given)
    answer = correct(ours, hv_seen_on="2026-10-16")
    assert isinstance(answer, StillFaulty)
    assert list(answer.faults) == ["record_id"]
    assert isinstance(correct(ours, record_id="R-1", hv_seen_on="2026-10-16"), Readmitted)


def test_a_row_whose_council_cannot_be_told_is_not_this_councils_to_see(ours: Viewer) -> None:
    take(*rows(5), row(1, postcode="ZZ99 3VZ"))
    assert only().placed is False
    assert quarantine.waiting(ours, at=AT) == []


def test_each_side_sees_its_receipts_latest_first_and_nobody_elses(ours: Viewer) -> None:
    first = take(*rows(5), row(1, **WRONG)).receipt
    second = take(row(2), at=LATER).receipt
    for side in (ours, viewer("supplier", "CHIS01")):
        listed = receipts.receipts(side)
        assert [one["consignment"] for one in listed] == [second["consignment"], first["consignment"]]
        assert "faults" not in listed[1]
        assert receipts.receipts(side, most=1) == listed[:1]
        assert receipts.receipt(side, first["consignment"]) == first
    theirs = viewer(code=THEIRS)
    assert receipts.receipts(theirs) == []
    assert receipts.receipt(theirs, first["consignment"]) is None


def test_a_receipt_names_its_ledger_entry_once_that_is_sealed(ours: Viewer) -> None:
    told = take(row(1, postcode=HERE)).receipt
    assert Consignment.objects.get().reference == told["consignment"]
    seal(signer=Signer("example.org/log", keys.signing_key(settings.HOME)), at=LATER)
    found = receipts.receipt(ours, told["consignment"])
    assert found is not None
    assert found["ledger"] == {"leaf": told["ledger"]["leaf"], "entry": 0}
