"""A decision not to share is recorded, heeded, seen by both sides of its flow, looked at again and ended, each with its leaf."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connections

from rightstart.agreements.barriers import Barrier, EndReason, Standing
from rightstart.agreements.refusals import NotRecorded, Recorded, Why, chase, end, keep, refuse
from rightstart.agreements.refused import RefusalRow, by_barrier, refusals, standing_refusals
from rightstart.agreements.register import feeds, register, tells_back
from rightstart.agreements.rules import Hop, Missing
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import open_alerts
from rightstart.directory.models import Organisation
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer, open_viewing
from rightstart.ledger.models import Leaf
from tests.stages.agreeing import (
    AT,
    BY,
    COUNCIL,
    DATA_SHARING,
    DAY,
    INSTRUCTION,
    NEIGHBOUR,
    TODAY,
    Ids,
    at_centre,
    from_supplier,
    organisations,
    signed,
)

WHY = Why(
    barriers=frozenset({Barrier.SYSTEM, Barrier.CONFIDENTIALITY}),
    words="The extract cannot leave out objectors.",
    would_change="A new extract, tried with made-up rows.",
    from_on=TODAY,
    review_on=TODAY + 90 * DAY,
)
DIRECTOR, SENDER = RoleKind.DIRECTOR, RoleKind.SUPPLIER_SENDER


@pytest.fixture(autouse=True)
def ids(database: str) -> Ids:
    return organisations()


def said(
    party: str = "CHIS01",
    giver: str = "CHIS01",
    taker: str = COUNCIL,
    role: RoleKind = SENDER,
    *,
    at: datetime = AT,
    **more: Any,
) -> Recorded | NotRecorded:
    return refuse(party=party, giver=giver, taker=taker, role=role, why=replace(WHY, **more), by=BY, at=at)


def refused(*flow: Any, **more: Any) -> str:
    answer = said(*flow, **more)
    assert isinstance(answer, Recorded), answer
    return answer.reference


def looking(ids: Ids, code: str, kind: str = "council") -> Viewer:
    return open_viewing(kind, ids[code], until=datetime.now(UTC) + timedelta(minutes=5))


def seen(ids: Ids, code: str = COUNCIL, kind: str = "council", *, at: datetime = AT) -> list[RefusalRow]:
    return refusals(looking(ids, code, kind), at=at)


def acts() -> list[dict[str, Any]]:
    found = [json.loads(bytes(body)) for body in Leaf.objects.order_by("pk").values_list("body", flat=True)]
    return [act for act in found if act["act"].startswith("refusal.")]


# -- recorded ----------------------------------------------------------------------------------------------------------


def test_both_sides_of_the_flow_see_what_was_decided_and_nobody_else(ids: Ids) -> None:
    refused()
    [row] = seen(ids)
    assert [row] == seen(ids, "CHIS01", "supplier")
    assert seen(ids, NEIGHBOUR) == []
    assert (row.hop, row.giver, row.taker, row.party) == (
        Hop.SUPPLIER_TO_COUNCIL,
        *("The CHIS01", "The E08000033", "The CHIS01"),
    )
    assert (row.role, row.barriers) == (SENDER, (Barrier.CONFIDENTIALITY, Barrier.SYSTEM))
    assert (row.words, row.would_change) == (WHY.words, WHY.would_change)
    assert (row.from_on, row.review_on, row.standing, row.against) == (TODAY, TODAY + 90 * DAY, Standing.STANDS, ())
    assert seen(ids, "CAL-01", "centre") == []


def test_raw_sql_shows_a_stranger_nothing_and_changes_nothing(ids: Ids) -> None:
    keep(party=None, reference=refused(), role=SENDER, review_on=TODAY + 9 * DAY, by=BY, at=AT)
    for code, kind, rows in ((NEIGHBOUR, "council", 0), (COUNCIL, "council", 1), ("CHIS01", "supplier", 1)):
        for table in ("agreements_refusal", "agreements_refusalreview"):
            viewer = looking(ids, code, kind)
            with connections[kind].cursor() as cursor:
                cursor.execute("BEGIN")
                cursor.execute("SELECT set_config('rightstart.token', %s, true)", [viewer.token])
                cursor.execute(f"SELECT count(*) FROM {table} WHERE true OR id > 0")
                assert cursor.fetchone() == (rows,), (code, table)
                cursor.execute("ROLLBACK")
            with pytest.raises(DatabaseError, match="permission denied"), connections[kind].cursor() as cursor:
                cursor.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    ("flow", "more", "why"),
    [
        (("CHIS01", "CHIS01", "NOBODY"), {}, NotRecorded.NO_SUCH_FLOW),
        ((COUNCIL, COUNCIL, "CHIS01", DIRECTOR), {}, NotRecorded.NO_SUCH_FLOW),
        ((COUNCIL, COUNCIL, COUNCIL, DIRECTOR), {}, NotRecorded.NO_SUCH_FLOW),
        ((COUNCIL, COUNCIL, "KIR-01", DIRECTOR), {}, NotRecorded.NO_SUCH_FLOW),
        (("CHIS01", "CHIS01", "CAL-01"), {}, NotRecorded.NO_SUCH_FLOW),
        ((NEIGHBOUR, "CHIS01", COUNCIL, DIRECTOR), {}, NotRecorded.NOT_A_PARTY),
        (("NOBODY", "CHIS01", COUNCIL), {}, NotRecorded.NOT_A_PARTY),
        (("CHIS01", "CHIS01", COUNCIL, DIRECTOR), {}, NotRecorded.WRONG_ROLE),
        ((COUNCIL, "CHIS01", COUNCIL, SENDER), {}, NotRecorded.WRONG_ROLE),
        ((COUNCIL, "CHIS01", COUNCIL, RoleKind.DATA_STEWARD), {}, NotRecorded.WRONG_ROLE),
        (("CAL-01", COUNCIL, "CAL-01", RoleKind.CENTRE_WORKER), {}, NotRecorded.WRONG_ROLE),
        (("CHIS01",), {"barriers": frozenset()}, NotRecorded.NO_BARRIER),
        (("CHIS01",), {"would_change": " "}, NotRecorded.NO_CHANGE),
        (("CHIS01",), {"words": "x" * 501}, NotRecorded.TOO_LONG),
        (("CHIS01",), {"words": "Mrs Wrenfield objects"}, NotRecorded.SOMEBODY),
        (("CHIS01",), {"would_change": "a word from jo@example.org"}, NotRecorded.SOMEBODY),
        (("CHIS01",), {"review_on": TODAY}, NotRecorded.REVIEW_DAY),
        (("CHIS01",), {"review_on": TODAY + 367 * DAY}, NotRecorded.REVIEW_DAY),
        (("CHIS01",), {"from_on": TODAY + 90 * DAY}, NotRecorded.REVIEW_DAY),
    ],
)
def test_what_is_no_decision_of_a_party_is_not_recorded(flow: Any, more: dict[str, Any], why: NotRecorded) -> None:
    assert said(*flow, **more) is why
    assert acts() == []


def test_a_canary_refuses_nobody_and_is_refused_by_nobody(ids: Ids) -> None:
    Organisation.objects.create(kind="supplier", code="CAN01", name="Canary", canary=True)
    assert said("CAN01", "CAN01") is NotRecorded.NO_SUCH_FLOW


def test_a_party_refuses_a_flow_once_at_a_time_and_each_side_for_itself(ids: Ids) -> None:
    first = refused()
    assert said() is NotRecorded.ALREADY
    refused(COUNCIL, role=RoleKind.IG_LEAD)
    assert isinstance(end(party=None, reference=first, role=SENDER, reason=EndReason.IN_ERROR, by=BY, at=AT), Recorded)
    assert refused() != first
    assert len(seen(ids)) == 3


def test_of_two_who_record_the_same_at_once_one_does() -> None:
    def apart(_: int) -> Recorded | NotRecorded:
        try:
            return said()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(apart, range(4)))
    assert sorted(isinstance(one, Recorded) for one in answers) == [False, False, False, True]
    assert len(acts()) == 1


def test_every_act_is_in_the_ledger_without_its_words() -> None:
    reference = refused()
    keep(party=None, reference=reference, role=SENDER, review_on=TODAY + 9 * DAY, by=BY, at=AT)
    end(party=None, reference=reference, role=SENDER, reason=EndReason.BARRIER_GONE, by=BY, at=AT)
    recorded, kept, ended = acts()
    assert {
        "party": "CHIS01",
        "taker": COUNCIL,
        "barriers": ["confidentiality", "system-cannot-extract"],
    }.items() <= recorded.items()
    assert (kept["act"], kept["review"], ended["act"], ended["reason"]) == (
        *("refusal.kept", str(TODAY + 9 * DAY)),
        *("refusal.ended", "barrier-gone"),
    )
    assert WHY.words not in json.dumps(recorded)


# -- heeded ------------------------------------------------------------------------------------------------------------


def test_nothing_passes_over_a_flow_that_a_party_refuses_whatever_is_signed(ids: Ids) -> None:
    signed(DATA_SHARING, "CHIS01", COUNCIL, tells_back=True)
    assert (from_supplier(ids), len(feeds(at=AT))) == (1, 1)
    reference = refused(COUNCIL, role=DIRECTOR, from_on=TODAY + DAY)
    assert (from_supplier(ids), from_supplier(ids, TODAY + DAY)) == (1, Missing.REFUSAL_STANDS)
    assert from_supplier(ids, TODAY + 200 * DAY) is Missing.REFUSAL_STANDS, "long after its review"
    assert feeds(at=AT + DAY) == []
    assert not tells_back(ids["CHIS01"], ids[COUNCIL], arrived=False, on=TODAY + DAY)
    end(party=None, reference=reference, role=DIRECTOR, reason=EndReason.SHARING_BEGINS, by=BY, at=AT)
    assert from_supplier(ids, TODAY + DAY) == 1


def test_a_council_refuses_one_centre_and_the_others_under_the_same_instruction_go_on(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL)
    assert (at_centre(ids, "CAL-01"), at_centre(ids, "CAL-02")) == (1, 1)
    refused(COUNCIL, COUNCIL, "CAL-01", DIRECTOR)
    assert (at_centre(ids, "CAL-01"), at_centre(ids, "CAL-02")) == (Missing.REFUSAL_STANDS, 1)


def test_a_refusal_that_is_over_opens_nothing(ids: Ids) -> None:
    reference = refused()
    end(party=None, reference=reference, role=SENDER, reason=EndReason.SHARING_BEGINS, by=BY, at=AT)
    assert from_supplier(ids) is Missing.NO_AGREEMENT


def test_what_contradicts_a_refusal_is_named_to_both_and_nothing_else(ids: Ids) -> None:
    signed(DATA_SHARING, "CHIS01", COUNCIL)
    signed(INSTRUCTION, COUNCIL)
    refused()
    refused(COUNCIL, COUNCIL, "CAL-01", DIRECTOR)
    refused(COUNCIL, NEIGHBOUR, COUNCIL, DIRECTOR)
    assert {row.giver_code: row.against for row in seen(ids)} == {
        "CHIS01": ("DSA-1",),
        COUNCIL: ("II-1",),
        NEIGHBOUR: (),
    }
    assert [row.against for row in seen(ids, "CHIS01", "supplier")] == [("DSA-1",)]
    assert [row.lacks for row in register(looking(ids, COUNCIL), at=AT)] == [None, None], "no version ends by it"


# -- looked at again, and ended ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda ref, ids: kept(ref, party=ids[COUNCIL]), NotRecorded.UNKNOWN),
        (lambda ref, ids: kept("0" * 16), NotRecorded.UNKNOWN),
        (lambda ref, ids: kept(ref, role=DIRECTOR), NotRecorded.WRONG_ROLE),
        (lambda ref, ids: kept(ref, review_on=TODAY), NotRecorded.REVIEW_DAY),
        (lambda ref, ids: kept(ref, review_on=TODAY + 400 * DAY), NotRecorded.REVIEW_DAY),
        (lambda ref, ids: (over(ref), kept(ref))[1], NotRecorded.ENDED),
        (lambda ref, ids: (over(ref), over(ref))[1], NotRecorded.ENDED),
    ],
)
def test_only_who_decided_may_keep_or_end_it_and_only_while_it_stands(
    ids: Ids, act: Callable[[str, Ids], object], why: NotRecorded
) -> None:
    assert act(refused(), ids) is why


def kept(reference: str, **more: Any) -> Recorded | NotRecorded:
    given = {"party": None, "role": SENDER, "review_on": TODAY + 30 * DAY, "by": BY, "at": AT}
    return keep(reference=reference, **given | more)


def over(reference: str) -> Recorded | NotRecorded:
    return end(party=None, reference=reference, role=SENDER, reason=EndReason.BARRIER_GONE, by=BY, at=AT)


def due(ids: Ids, code: str = "CHIS01", kind: str = "supplier", role: RoleKind = SENDER) -> list[str]:
    found = open_alerts(looking(ids, code, kind), [role])
    return [one.about for one in found if one.kind is AlertKind.REFUSAL_REVIEW_DUE]


def test_a_review_that_is_due_is_told_to_the_role_that_decided_until_it_was_looked_at(ids: Ids) -> None:
    reference, day = refused(), AT + 90 * DAY
    assert (chase(at=day - DAY), due(ids)) == (0, [])
    assert (chase(at=day), chase(at=day), due(ids)) == (1, 1, [reference])
    assert due(ids, COUNCIL, "council", DIRECTOR) == []
    [row] = seen(ids, at=day)
    assert (row.standing, row.stands) == (Standing.REVIEW_DUE, True)
    kept(reference, review_on=TODAY + 180 * DAY, at=day)
    assert (due(ids), chase(at=day), due(ids)) == ([], 0, [])
    assert [one.review_on for one in seen(ids, at=day)] == [TODAY + 180 * DAY]
    assert chase(at=AT + 180 * DAY) == 1
    over(reference)
    assert (due(ids), chase(at=AT + 180 * DAY)) == ([], 0)
    assert [(one.standing, one.end_reason) for one in seen(ids)] == [(Standing.ENDED, EndReason.BARRIER_GONE)]


def test_the_monitor_can_count_what_stands_by_hop_and_barrier(ids: Ids) -> None:
    over(refused())
    refused(from_on=TODAY + DAY)
    refused(COUNCIL, role=DIRECTOR)
    refused(COUNCIL, COUNCIL, "CAL-01", DIRECTOR, barriers=frozenset({Barrier.SYSTEM}))
    assert [(one.party_code, one.taker_code) for one in standing_refusals(at=AT)] == [
        *((COUNCIL, COUNCIL), (COUNCIL, "CAL-01")),
    ]
    counted = by_barrier(at=AT)
    assert counted[Hop.SUPPLIER_TO_COUNCIL] == {Barrier.SYSTEM: 1, Barrier.CONFIDENTIALITY: 1}
    assert counted[Hop.COUNCIL_TO_CENTRE] == {Barrier.SYSTEM: 1}
    assert counted[Hop.COUNCIL_TO_COUNCIL] == {}
