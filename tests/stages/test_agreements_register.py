"""The register shows each party its own agreements as they stand, and every change of one has its line in the ledger."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from rightstart.agreements.register import AgreementRow, instruments, register
from rightstart.agreements.rules import Hop, Missing
from rightstart.agreements.sign import Drafted, Signed
from rightstart.agreements.states import State
from rightstart.directory.models import Organisation
from rightstart.engine.isolation import Viewer, open_viewing
from tests.stages.agreeing import (
    AT,
    CONTRACT,
    COUNCIL,
    DATA_SHARING,
    DAY,
    INSTRUCTION,
    NEIGHBOUR,
    TODAY,
    Ids,
    approve,
    draft,
    end,
    looking,
    organisations,
    propose,
    put,
    resume,
    signed,
    suspend,
)


@pytest.fixture(autouse=True)
def ids(database: str) -> Ids:
    return organisations()


def rows(ids: Ids, code: str = COUNCIL, kind: str = "council", *, at: datetime = AT) -> list[AgreementRow]:
    return register(looking(ids, code, kind), at=at)


def test_each_party_sees_its_own_agreements_and_no_other(ids: Ids) -> None:
    signed(DATA_SHARING, "CHIS01", COUNCIL)
    signed(INSTRUCTION, COUNCIL)
    elsewhere = INSTRUCTION | {"reference": "II-9", "giver_code": NEIGHBOUR, "council_code": NEIGHBOUR}
    signed(elsewhere, NEIGHBOUR, covers=["KIR-01"])
    assert [row.reference for row in rows(ids)] == ["DSA-1", "II-1"]
    assert [row.reference for row in rows(ids, "CHIS01", "supplier")] == ["DSA-1"]
    assert [row.reference for row in rows(ids, NEIGHBOUR)] == ["II-9"]


def test_a_viewer_whose_time_is_over_sees_nothing(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL)
    late = open_viewing("council", ids[COUNCIL], until=datetime.now(UTC) - timedelta(seconds=1))
    assert register(late, at=AT) == []
    assert register(Viewer("council", ids[COUNCIL], "a token that was never given"), at=AT) == []


def test_a_centre_sees_what_covers_it_and_nothing_else_of_the_register(ids: Ids) -> None:
    signed(DATA_SHARING, "CHIS01", COUNCIL)
    signed(INSTRUCTION, COUNCIL, covers=["CAL-01"])
    signed(CONTRACT, COUNCIL, "CAL-02", covers=["CAL-02"])
    assert [row.reference for row in rows(ids, "CAL-01", "centre")] == ["II-1"]
    [row] = rows(ids, "CAL-02", "centre")
    assert (row.reference, row.signed_by) == ("PC-1", ("The CAL-02", f"The {COUNCIL}"))


def test_a_centre_that_a_newer_version_leaves_out_sees_that_the_older_is_over(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL)
    signed(INSTRUCTION, COUNCIL, covers=["CAL-02"], frequency="monthly")
    [row] = rows(ids, "CAL-01", "centre")
    assert (row.version, row.recipients) == (2, ("The CAL-02",))


def test_a_row_names_the_parties_and_what_is_agreed(ids: Ids) -> None:
    signed(DATA_SHARING, "CHIS01", attests=frozenset({"deaths"}), exit_clause="Families contacted stay")
    [row] = rows(ids)
    assert (row.hop, row.giver_code, row.giver) == (Hop.SUPPLIER_TO_COUNCIL, "CHIS01", "The CHIS01")
    assert (row.council_code, row.council, row.recipients) == (COUNCIL, f"The {COUNCIL}", (f"The {COUNCIL}",))
    assert (row.signed_by, row.waits_for) == (("The CHIS01",), (f"The {COUNCIL}",))
    assert (row.attests, row.frequency, row.exit_clause) == (("deaths",), "weekly", "Families contacted stay")
    assert row.instrument.giver.task == "Tell of births"


@pytest.mark.parametrize(
    ("happens", "after", "state", "lacks"),
    [
        (lambda: signed(DATA_SHARING), 0, State.DRAFT, Missing.NOT_SIGNED),
        (lambda: signed(DATA_SHARING, lawful_basis=""), 0, State.DRAFT, Missing.INCOMPLETE),
        (lambda: (draft(DATA_SHARING), propose(DATA_SHARING, COUNCIL)), 0, State.PROPOSED, Missing.NOT_SIGNED),
        (lambda: signed(DATA_SHARING, "CHIS01"), 0, State.PART_SIGNED, Missing.NOT_SIGNED),
        (lambda: signed(DATA_SHARING, "CHIS01", COUNCIL), -1, State.NOT_BEGUN, Missing.NOT_BEGUN),
        (lambda: signed(DATA_SHARING, "CHIS01", COUNCIL), 0, State.IN_FORCE, None),
        (lambda: signed(DATA_SHARING, "CHIS01", COUNCIL), 365, State.REVIEW_OVERDUE, Missing.REVIEW_OVERDUE),
        (lambda: signed(DATA_SHARING, "CHIS01", COUNCIL), 730, State.LAPSED, Missing.ENDED),
        (
            lambda: (signed(DATA_SHARING, "CHIS01", COUNCIL), suspend(DATA_SHARING, COUNCIL)),
            0,
            State.SUSPENDED,
            Missing.SUSPENDED,
        ),
        (lambda: (signed(DATA_SHARING, "CHIS01", COUNCIL), end(DATA_SHARING, COUNCIL)), 0, State.ENDED, Missing.ENDED),
    ],
)
def test_every_state_of_an_agreement_is_told_with_what_it_lacks(
    ids: Ids, happens: Callable[[], object], after: int, state: State, lacks: Missing | None
) -> None:
    happens()
    [row] = rows(ids, at=AT + after * DAY)
    assert (row.state, row.lacks, row.in_force) == (state, lacks, lacks is None)


def test_an_agreement_is_shown_by_the_version_that_speaks_with_those_to_come(ids: Ids) -> None:
    signed(CONTRACT, COUNCIL, "CAL-01", "CAL-02")
    signed(CONTRACT, COUNCIL, "CAL-01", from_on=TODAY + 10 * DAY)
    [row] = rows(ids)
    assert (row.version, row.state, row.waits_for) == (1, State.IN_FORCE, ())
    [later] = row.later
    assert (later.version, later.state, later.from_on) == (2, State.PART_SIGNED, TODAY + 10 * DAY)
    assert later.waits_for == ("The CAL-02",)
    put(CONTRACT, "CAL-02", 2)
    [row] = rows(ids, at=AT + 10 * DAY)
    assert (row.version, row.state, row.later) == (2, State.IN_FORCE, ())


def test_a_replaced_version_is_never_the_one_shown(ids: Ids) -> None:
    signed(INSTRUCTION, COUNCIL)
    signed(INSTRUCTION, COUNCIL, covers=["CAL-01"])
    end(INSTRUCTION, COUNCIL)
    [row] = rows(ids)
    assert (row.version, row.state, row.recipients) == (2, State.ENDED, ("The CAL-01",))


def test_every_act_has_its_leaf_and_every_event_names_its_own(database: str) -> None:
    signed(DATA_SHARING, "CHIS01", COUNCIL)
    suspend(DATA_SHARING, COUNCIL)
    resume(DATA_SHARING, COUNCIL)
    end(DATA_SHARING, "CHIS01")
    with psycopg.connect(database) as superuser:
        bodies = superuser.execute("SELECT convert_from(body, 'UTF8')::jsonb FROM ledger_leaf ORDER BY id").fetchall()
        named = superuser.execute(
            "SELECT convert_from(l.body, 'UTF8')::jsonb ->> 'act' FROM agreements_event e"
            " JOIN ledger_leaf l ON l.hash = e.leaf_hash ORDER BY e.id"
        ).fetchall()
    acts = [body for (body,) in bodies]
    happened = [
        f"agreement.{verb}" for verb in ("proposed", "approved", "signed", "signed", "suspended", "resumed", "ended")
    ]
    assert [one["act"] for one in acts] == ["agreement.drafted", *happened]
    assert [name for (name,) in named] == happened
    assert [one.get("party") for one in acts] == [
        *(None, "CHIS01", "CHIS01", "CHIS01", COUNCIL),
        *(COUNCIL, COUNCIL, "CHIS01"),
    ]
    assert [one.get("reason") for one in acts if one["act"] == "agreement.suspended"] == ["breach"]
    assert len({one["terms"] for one in acts}) == 1
    assert len({one["document"] for one in acts[1:5]}) == 1
    assert [one.get("role") for one in acts[2:5]] == ["caldicott-guardian", "director", "director"]
    assert acts[0]["recipients"] == [COUNCIL]


def test_two_who_sign_at_once_both_stand_and_one_who_signs_twice_stands_once(database: str, ids: Ids) -> None:
    draft(DATA_SHARING)
    propose(DATA_SHARING, COUNCIL)
    approve(DATA_SHARING)

    def signing(party: str) -> object:
        try:
            return put(DATA_SHARING, party)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as four:
        answers = list(four.map(signing, ["CHIS01", COUNCIL, "CHIS01", COUNCIL]))
    assert sum(isinstance(answer, Signed) for answer in answers) == 2
    [row] = rows(ids)
    assert row.in_force


def test_two_who_draft_at_once_make_one_version_of_the_same_words() -> None:
    def drafting(frequency: str) -> object:
        try:
            return draft(INSTRUCTION, frequency=frequency)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as three:
        answers = list(three.map(drafting, ["weekly"] * 3))
    assert sorted(one.again for one in answers if isinstance(one, Drafted)) == [False, True, True]


def test_twenty_centres_are_read_in_four_questions(ids: Ids) -> None:
    hubs = [f"HUB-{number:02}" for number in range(20)]
    Organisation.objects.bulk_create(
        Organisation(kind="centre", code=code, name=code, council_id=ids[COUNCIL]) for code in hubs
    )
    for frequency in ("weekly", "daily", "monthly"):
        signed(INSTRUCTION, COUNCIL, covers=hubs, frequency=frequency)
    with CaptureQueriesContext(connections["default"]) as asked:
        found = instruments(ids[COUNCIL])
    assert len(asked) == 4
    assert len(found) == 20
    assert {tuple(one.version for one in ones) for ones in found.values()} == {(1, 2, 3)}
