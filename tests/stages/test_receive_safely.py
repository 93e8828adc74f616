"""Stops come first, from any row of any file, and what must not be kept is kept nowhere."""

from datetime import timedelta

import pytest
from django.conf import settings

from rightstart.agreements.models import Version
from rightstart.engine import keys as engine_keys
from rightstart.engine.keys import KeyDestroyed
from rightstart.intake import kept, keys
from rightstart.intake.contract import Kind, Stop
from rightstart.intake.contracts.v1_0 import V1_0
from rightstart.intake.models import Consignment, FoundStop, KeptBytes, Notice, Quarantined
from rightstart.intake.receive import TakenStop, waiting
from rightstart.ledger.models import Leaf
from tests import opened
from tests.stages.receiving import (  # fmt: skip
    AT,
    BY,
    HERE,
    OURS,
    THERE,
    change,
    everything_kept,
    file_of,
    happen,
    key_file,
    row,
    rows,
    settle_down,
    take,
    totals,
)

SECRETS = ("Wilson", "7 Hidden Lane", "HX9 9ZZ", "Sam Wilson", "9990000018")
TELLING = {
    "baby_surname": "Wilson",
    "address_line_1": "7 Hidden Lane",
    "parent_name": "Sam Wilson",
    "nhs_number": "9990000018",
}


@pytest.fixture(autouse=True)
def world(database: str) -> str:
    settle_down()
    return database


def key_of(record: str) -> bytes:
    return keys.record_key(engine_keys.named_key(settings.HOME, "fingerprint"), "CHIS01", record)


def stopped(consignment: int) -> set[tuple[Stop, str]]:
    """What was stopped, by record, of the records that these tests send."""
    known = {key_of(f"R-{number}"): f"R-{number}" for number in range(1, 10)}
    return {(stop.kind, known[stop.key]) for stop in _stops_of(consignment) if stop.key in known}


def _stops_of(consignment: int) -> list[TakenStop]:
    [one] = waiting([consignment])
    return one.stops


def kept_of(answer_to: int) -> bytes:
    consignment = Consignment.objects.get(pk=answer_to)
    return engine_keys.unseal(settings.HOME, "kept", consignment.reference, bytes(KeptBytes.objects.get().sealed))


EVERY_STOP = (
    {"record_id": "R-1", "contact": "died"},
    {"record_id": "R-2", "contact": "hold", "born_on": "never"},
    {"record_id": "R-3", "outcome": "stillbirth"},
    {"record_id": "R-4", "objection": "yes", "postcode": "nonsense"},
    {"record_id": "R-5", "postcode": "ZZZSECUR"},
)
ALL_STOPPED = {
    (Stop.DIED, "R-1"),
    (Stop.HOLD, "R-2"),
    (Stop.STILLBIRTH, "R-3"),
    (Stop.OBJECTION, "R-4"),
    (Stop.PROTECTED, "R-5"),
}


def test_every_stop_of_an_accepted_file_is_found_whatever_else_is_in_its_row() -> None:
    answer = take(*rows(20), *EVERY_STOP)
    assert answer.receipt["status"] == "accepted"
    assert stopped(answer.consignment) == ALL_STOPPED
    assert answer.receipt["stops"] == 5
    [one] = waiting([answer.consignment])
    assert one.stops[0] == TakenStop(Stop.DIED, key_of("R-1"), AT)
    assert (one.council, one.notices) == (
        Consignment.objects.get().council_id,
        20,
    )  # of the record withheld nothing is kept


@pytest.mark.parametrize(("column", "status"), [("colour", "held"), ("ethnicity", "refused")])
def test_a_file_that_is_held_or_refused_still_stops_what_it_stops(column: str, status: str) -> None:
    answer = take(content=file_of(row(6, **{column: "x"}), *EVERY_STOP, columns=(*V1_0.names, column)))
    assert answer.receipt["status"] == status
    assert [fault["column"] for fault in answer.receipt["faults"]] == [column]
    assert stopped(answer.consignment) == ALL_STOPPED
    assert [model.objects.count() for model in (Notice, Quarantined)] == [0, 0]
    assert KeptBytes.objects.count() == (status == "held")


def test_a_file_of_stops_alone_is_not_too_faulty_to_stop() -> None:
    answer = take(*({"record_id": f"R-{n}", "contact": "died", "born_on": "never"} for n in range(1, 4)))
    assert answer.receipt["status"] == "refused"
    assert stopped(answer.consignment) == {(Stop.DIED, f"R-{n}") for n in range(1, 4)}


def test_without_an_agreement_in_force_the_stops_are_taken_and_nothing_else(world: str) -> None:
    version = Version.objects.get()
    happen(version, "suspended", version.agreement.council, AT.date())
    answer = take(row(1, contact="died", **TELLING), row(2, **TELLING | {"nhs_number": ""}))
    [fault] = answer.receipt["faults"]
    assert (answer.receipt["status"], fault["code"]) == ("refused", "no-agreement")
    assert fault["missing"]
    assert stopped(answer.consignment) == {(Stop.DIED, "R-1")}
    assert not any(secret in everything_kept(world) for secret in SECRETS)
    assert not key_file("kept", answer.receipt["consignment"]).exists()


def test_a_death_is_known_by_nhs_number_too() -> None:
    secret = engine_keys.named_key(settings.HOME, "fingerprint")
    answer = take(row(1), {"record_id": "R-2", "contact": "died", "nhs_number": "9990000018"})
    assert {stop.key for stop in _stops_of(answer.consignment)} == {key_of("R-2"), keys.nhs_key(secret, "9990000018")}


def test_a_stillbirth_is_known_by_its_confinement_where_that_can_be_told() -> None:
    born = {"outcome": "stillbirth", "born_on": "2026-10-05", "postcode": HERE}
    answer = take(row(1, **born), {"record_id": "R-2", **born}, {"record_id": "R-3", "outcome": "stillbirth"}, row(4))
    assert [stop.kind for stop in _stops_of(answer.consignment)] == [Stop.STILLBIRTH] * 4
    assert totals(answer) == {"accepted": 1, "stillbirth": 3}


def test_a_withdrawal_stops_what_was_sent_and_nothing_else() -> None:
    take(row(1))
    answer = take({"record_id": "R-1", "action": "withdraw"}, {"record_id": "R-2", "action": "withdraw"})
    assert stopped(answer.consignment) == {(Stop.WITHDRAWN, "R-1")}
    assert totals(answer) == {"accepted": 1, "refused": 1}
    assert [(fault["row"], fault["code"]) for fault in answer.receipt["faults"]] == [(3, "record-unknown")]


def test_a_birth_known_here_that_now_lives_elsewhere_has_moved() -> None:
    take(row(1))
    answer = take(row(1, postcode=THERE), row(2, postcode=THERE))
    assert stopped(answer.consignment) == {(Stop.MOVED, "R-1")}


@pytest.mark.parametrize("cells", [{"outcome": "stillbirth"}, {"postcode": THERE}], ids=["stillbirth", "not ours"])
def test_nothing_of_a_stillbirth_or_of_another_councils_birth_is_kept(cells: dict[str, str], world: str) -> None:
    answer = take(*rows(2), row(1, **TELLING, **cells))
    assert not any(secret in everything_kept(world) for secret in SECRETS)
    assert not any(secret.encode() in kept_of(answer.consignment) for secret in SECRETS)


def test_a_protected_address_is_nowhere_even_where_its_row_is_faulty(world: str) -> None:
    hidden = {"address_line_1": "7 Hidden Lane", "uprn": "4242424242", "postcode": "ZZZ HX9 9ZZ"}
    answer = take(*rows(5), row(1, **hidden), row(2, born_on="never", **hidden))
    assert totals(answer) == {"accepted": 6, "quarantined": 1}
    everywhere = everything_kept(world) + kept_of(answer.consignment).decode()
    assert not any(part in everywhere for part in ("Hidden", "4242424242"))
    notice = opened.notice(record_id="R-1")
    assert (notice.address, notice.postcode, notice.uprn) == ("", "", None)


def test_a_file_is_kept_as_it_came_where_all_of_it_may_be_kept() -> None:
    content = file_of(*rows(3), row(1, contact="hold"))
    assert kept_of(take(content=content).consignment) == content


def test_a_kept_file_is_unreadable_in_the_database_and_for_good_after_thirty_days(world: str) -> None:
    consignment = take(*rows(3), row(1, born_on="never", **TELLING)).consignment
    stolen, reference = bytes(KeptBytes.objects.get().sealed), Consignment.objects.get().reference
    assert "Hidden Lane" not in everything_kept(world)
    assert b"Hidden Lane" in kept_of(consignment)
    assert kept.destroy_due(by=BY, at=AT + timedelta(days=29)) == 0
    assert kept.destroy_due(by=BY, at=AT + timedelta(days=30)) == 1
    assert kept.destroy_due(by=BY, at=AT + timedelta(days=31)) == 0
    with pytest.raises(KeyDestroyed):
        engine_keys.unseal(settings.HOME, "kept", reference, stolen)
    assert KeptBytes.objects.get().destroyed_at == AT + timedelta(days=30)
    assert sum(b"kept.destroyed" in bytes(body) for body in Leaf.objects.values_list("body", flat=True)) == 1


def test_a_destruction_cut_short_is_finished_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    take(*rows(3))
    with monkeypatch.context() as broken:
        broken.setattr(kept, "append", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            kept.destroy_due(by=BY, at=AT + timedelta(days=30))
    assert KeptBytes.objects.get().destroyed_at is None
    assert kept.destroy_due(by=BY, at=AT + timedelta(days=30)) == 1


def test_a_status_file_stops_without_knowing_the_record() -> None:
    answer = change({"record_id": "R-1", "contact": "died"}, {"record_id": "R-2", "objection": "yes", "phone": "x"})
    assert answer.receipt["kind"] == Kind.STATUS.value
    assert stopped(answer.consignment) == {(Stop.DIED, "R-1"), (Stop.OBJECTION, "R-2")}
    assert FoundStop.objects.filter(consignment__council__code=OURS).count() == 2
    assert HERE not in str(answer.receipt)
