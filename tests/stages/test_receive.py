"""A consignment is taken in whole or not at all, once only, and says on its receipt what became of every row."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connections

from rightstart.directory.models import Organisation
from rightstart.engine import keys as engine_keys
from rightstart.engine.mapped import mapped
from rightstart.intake import judging, store
from rightstart.intake import kept as kept_bytes
from rightstart.intake import receive as receiving_verb
from rightstart.intake.contract import Attestation, Kind
from rightstart.intake.door import NotReceived
from rightstart.intake.formats import blocks
from rightstart.intake.models import Consignment, FoundStop, KeptBytes, Notice, Quarantined
from rightstart.intake.receive import Answer, Received, receive
from rightstart.ledger.models import Leaf
from rightstart.places.models import Postcode
from rightstart.terms import Item, Period
from tests import opened
from tests.stages.receiving import (
    ALSO_HERE,
    AT,
    BY,
    HERE,
    OURS,
    THEIRS,
    THERE,
    agree,
    file_of,
    handed,
    happen,
    row,
    rows,
    settle_down,
    take,
    totals,
)

KEPT = (Consignment, Notice, FoundStop, Quarantined, KeptBytes, Leaf)


@pytest.fixture(autouse=True)
def world(database: str) -> str:
    settle_down()
    return database


def kept() -> list[int]:
    return [model.objects.count() for model in KEPT]


def test_every_row_is_put_to_one_total_and_the_totals_sum_up() -> None:
    take(row(9), row(10))
    answer = take(
        *rows(12),
        *(row(9), row(1, contact="hold"), {"record_id": "R-2", "contact": "died"}, row(3, postcode=THERE)),
        *(row(4, outcome="stillbirth"), row(5, born_on="never"), row(6, postcode="ZZ99 3VZ")),
        *({"record_id": "R-10", "action": "withdraw"}, {"record_id": "R-8", "action": "withdraw"}),
        births_in_period=20,
        withheld={"deaths": 1},
    )
    counted = answer.receipt["totals"]
    assert counted["records"] == 21 == sum(count for name, count in counted.items() if name != "records")
    assert totals(answer) == {
        "accepted": 15,
        "quarantined": 2,
        "stillbirth": 1,
        "refused": 1,
        "not_ours": 1,
        "duplicate": 1,
    }
    assert answer.receipt["stops"] == 4
    assert answer.receipt["not_ours_by_area"] == {THEIRS: 1}


def test_the_control_total_is_set_against_what_was_counted() -> None:
    answer = take(*rows(5), row(1, outcome="stillbirth"), births_in_period=8, withheld={"deaths": 1, "objectors": 1})
    assert answer.receipt["control"] == {
        "declared": 8,
        "withheld": {"deaths": 1, "objectors": 1},
        "counted": 5,
        "difference": 1,
    }


def test_the_same_hand_over_again_gives_the_first_receipt_and_changes_nothing() -> None:
    first, before = take(*rows(3), row(1, contact="hold")), kept()
    again = take(*rows(3), row(1, contact="hold"), at=AT + timedelta(days=1))
    assert again.again
    assert again.receipt == first.receipt
    assert kept() == before


def test_the_same_file_under_a_new_agreement_version_or_period_is_another_consignment() -> None:
    take(*rows(2))
    later = Period(date(2026, 10, 12), date(2026, 10, 20))
    assert totals(take(*rows(2), period=later)) == {"duplicate": 2}
    agree(version=2)
    answer = take(*rows(2))
    assert not answer.again
    assert totals(answer) == {"duplicate": 2}
    assert Notice.objects.count() == 2


def test_two_at_once_are_taken_in_once() -> None:
    def hand_in(_: int) -> Answer:
        try:
            return receive(handed(*rows(40)), by=BY, at=AT)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as people:
        answers = list(people.map(hand_in, range(2)))
    assert sorted(one.again for one in answers if isinstance(one, Received)) == [False, True]
    assert answers[0].receipt == answers[1].receipt
    assert (Consignment.objects.count(), Notice.objects.count()) == (1, 40)


@pytest.mark.parametrize("step", ["keep", "keep_sealed", "settle"])
def test_cut_short_anywhere_nothing_is_kept_and_the_next_try_takes_all(
    step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object, **more: object) -> None:
        done(*given, **more)
        raise ConnectionError

    done = getattr(store, step)
    monkeypatch.setattr(receiving_verb.store, step, broken)
    with pytest.raises(ConnectionError):
        take(*rows(4), row(1, born_on="never"), row(2, contact="died"))
    assert kept() == [0] * len(KEPT)
    monkeypatch.setattr(receiving_verb.store, step, done)
    assert totals(take(*rows(4), row(1, born_on="never"), row(2, contact="died"))) == {"accepted": 5, "quarantined": 1}


def test_a_record_sent_again_is_a_duplicate_and_one_changed_is_not() -> None:
    take(row(1), row(2))
    answer = take(row(1), row(2, baby_forename="Olivia", action="correct"), at=AT + timedelta(days=7))
    assert totals(answer) == {"accepted": 1, "duplicate": 1}
    assert [(one.record_id, one.action, one.baby_forename) for one in opened.notices()] == [
        ("R-1", "new", None),
        ("R-2", "new", None),
        ("R-2", "correct", "Olivia"),
    ]


def test_a_notice_is_kept_as_it_was_sent_in_one_spelling() -> None:
    lines = {"address_line_1": 'Flat "2"', "address_line_2": "12, Back\\slash Row", "address_line_4": "Exampleton"}
    take(row(1, postcode="hx11uj", baby_surname=" O’Neill, Jr", nhs_number="999 000 0018", interpreter="yes", **lines))
    notice = opened.notice()
    assert notice.address == 'Flat "2"\n12, Back\\slash Row\nExampleton'
    assert (notice.postcode, notice.baby_surname, notice.nhs_number) == (HERE, "O’Neill, Jr", "9990000018")
    assert (notice.born_on, notice.interpreter, notice.address_kind) == (date(2026, 10, 5), True, "usual")
    assert notice.clearances == ["nothing-known", "live", "parents-told", "no-objection"]


def test_only_what_is_attested_for_this_file_and_agreed_clears() -> None:
    take(row(1), attests=frozenset({Attestation.DEATHS}))
    assert Notice.objects.get().clearances == ["live", "parents-told", "no-objection"]
    assert Consignment.objects.get().receipt["attests"] == ["deaths"]


def test_a_postcode_belongs_to_the_council_that_had_it_on_the_day() -> None:
    for days, council in ((1, THEIRS), (-1, OURS)):
        from_on = AT.date() - timedelta(days=days)
        Postcode.objects.create(postcode=ALSO_HERE, council_code=council, small_area_code="E01", from_on=from_on)
    assert totals(take(row(1, postcode=ALSO_HERE))) == {"not_ours": 1}


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"supplier": "NOBODY"}, NotReceived.UNKNOWN_SUPPLIER),
        ({"supplier": OURS}, NotReceived.UNKNOWN_SUPPLIER),
        ({"council": "E06000001"}, NotReceived.UNKNOWN_COUNCIL),
        ({"council": "CHIS01"}, NotReceived.UNKNOWN_COUNCIL),
        ({"nil": True}, NotReceived.NIL_WITH_ROWS),
        ({"as_at": AT + timedelta(hours=1)}, NotReceived.IN_THE_FUTURE),
    ],
)
def test_what_has_no_two_sides_or_contradicts_itself_is_no_consignment(
    more: dict[str, object], why: NotReceived
) -> None:
    assert receive(handed(row(1), **more), by=BY, at=AT) is why
    assert Consignment.objects.count() == 0


def test_the_council_need_not_be_named_where_there_is_one_only() -> None:
    assert take(row(1), council=None).receipt["council"] == OURS
    agree(council=THEIRS)
    assert receive(handed(row(2), council=None), by=BY, at=AT) is NotReceived.WHICH_COUNCIL


def test_a_file_for_two_councils_keeps_in_each_its_own_residents() -> None:
    agree(council=THEIRS)
    both = (row(1), row(2, postcode=THERE))
    assert totals(take(*both)) == totals(take(*both, council=THEIRS)) == {"accepted": 1, "not_ours": 1}
    codes = dict(Organisation.objects.values_list("pk", "code"))
    assert [(codes[one.council_id], one.record_id) for one in opened.notices()] == [(OURS, "R-1"), (THEIRS, "R-2")]


def test_a_nil_return_is_a_consignment_with_a_receipt_and_counts_once() -> None:
    nil = replace(handed(content=b"", nil=True), kind=Kind.STATUS)
    first, again = (receive(nil, by=BY, at=AT + timedelta(days=day)) for day in range(2))
    assert isinstance(first, Received)
    assert (first.receipt["status"], first.receipt["nil"], first.receipt["totals"]["records"]) == ("accepted", True, 0)
    assert isinstance(again, Received)
    assert again.again
    assert KeptBytes.objects.count() == 0


def test_a_held_or_refused_file_may_be_tried_again_at_any_time() -> None:
    narrow = agree(version=2, items=frozenset(Item) - {Item.PHONE})
    happen(narrow, "suspended", narrow.agreement.council, AT.date())
    version = agree(version=3, items=frozenset(Item) - {Item.PHONE})
    drifted = row(1, phone="01422 000000")
    assert take(drifted).receipt["status"] == "held"
    assert not take(drifted).again
    happen(version, "suspended", version.agreement.council, AT.date())
    agree(version=4)
    answer = take(drifted)
    assert (answer.receipt["status"], Consignment.objects.count()) == ("accepted", 3)


def test_the_receipt_and_the_ledger_name_nobody() -> None:
    answer = take(*rows(4), row(1, born_on="never", baby_surname="Wilson"))
    leaf = bytes(Leaf.objects.get().body).decode()
    assert answer.receipt["ledger"]["leaf"] == bytes(Consignment.objects.get().leaf_hash).hex()
    for told in (leaf, str(answer.receipt)):
        assert not any(word in told for word in ("Wilson", "Example", "never", "R-1", HERE))


def test_whoever_takes_in_can_read_nothing_of_births() -> None:
    for table in ("births_birth", "births_identity", "safeguards_marker", "handover_line"):
        with pytest.raises(DatabaseError, match="permission denied"):
            connections["intake"].cursor().execute(f"SELECT * FROM {table}")


def test_a_file_of_which_too_much_is_faulty_is_refused_whole_with_its_faults() -> None:
    answer = take(row(1), row(2, born_on="never"))
    assert (answer.receipt["status"], totals(answer)) == ("refused", {"refused": 2})
    assert [fault["code"] for fault in answer.receipt["faults"]] == ["too-faulty", "date-form"]
    assert [model.objects.count() for model in (Notice, Quarantined, KeptBytes)] == [0, 0, 0]


def test_a_file_without_its_header_is_refused_and_a_code_outside_the_contract_holds_one() -> None:
    headless = file_of(row(1)).split(b"\n", 1)[1]
    answers = [take(content=headless), take(*rows(9), row(1, address_kind="hostel"))]
    told = [(answer.receipt["status"], answer.receipt["faults"][0]["code"]) for answer in answers]
    assert told == [("refused", "no-header"), ("held", "code-outside")]
    assert Notice.objects.count() == 0


def test_a_file_that_cannot_be_read_is_refused_with_the_reason() -> None:
    for content, code in ((b"", "unreadable-empty"), (file_of(row(1)) + b'"x\n', "unreadable-quotes")):
        answer = take(content=content)
        assert (answer.receipt["status"], answer.receipt["faults"][0]["code"]) == ("refused", code)


def test_a_large_file_is_taken_in_part_by_part_and_all_of_it_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "WHOLE", 64)
    monkeypatch.setattr(blocks, "BLOCK", 1_000)
    monkeypatch.setattr(judging, "PIECE", 500)
    told = [*rows(60), row(70, born_on="never"), row(71, contact="hold"), row(72, action="withdraw"), rows(60)[0]]
    answer = take(*told)
    assert answer.receipt["totals"] | {"records": 64} == {
        "records": 64,
        "accepted": 61,
        "duplicate": 1,
        "quarantined": 1,
        "stillbirth": 0,
        "refused": 1,
        "not_ours": 0,
    }
    assert (Notice.objects.count(), Quarantined.objects.count()) == (61, 1)
    assert KeptBytes.objects.count() > 5
    opened = [
        engine_keys.unseal(settings.HOME, "kept", answer.receipt["consignment"], bytes(piece.sealed))
        for piece in KeptBytes.objects.order_by("piece")
    ]
    assert b"".join(opened) == file_of(*told)
    assert kept_bytes.destroy_due(by=BY, at=AT + timedelta(days=31)) == 1
    assert not KeptBytes.objects.filter(destroyed_at__isnull=True).exists()


def test_a_large_file_read_from_disk_is_the_same_hand_over_as_its_bytes(tmp_path: Path) -> None:
    first = take(*rows(3))
    path = tmp_path / "births.csv"
    path.write_bytes(file_of(*rows(3)))
    with path.open("rb") as file:
        again = take(content=mapped(file))
    assert again.again
    assert again.consignment == first.consignment
