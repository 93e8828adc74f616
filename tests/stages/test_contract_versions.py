"""A second version of the feed contract stands beside the first: each file comes under the version that its agreement names."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rightstart.intake import door, quarantine, receive
from rightstart.intake.contract import Column, Contract, Form, Kind
from rightstart.intake.contracts.known import CONTRACTS
from rightstart.intake.contracts.v1_0 import V1_0
from rightstart.intake.door import NotReceived
from rightstart.intake.models import Notice
from tests.stages.receiving import AT, BY, OURS, THEIRS, THERE, agree, handed, row, settle_down, take, totals, viewer

FEED = Column("first_feed", Form.CODE, "how the baby is fed", codes=("breast", "bottle"))
ACTION = replace(V1_0.by_name["action"], codes=("new", "correct", "withdraw", "amend"))
COLUMNS = (*(ACTION if column.name == "action" else column for column in V1_0.columns), FEED)
V1_1 = Contract("1.1", COLUMNS, V1_0.refused, window_days=dict.fromkeys(Kind, 30), share_limit=0.60)
TAKEN = {"received_at": None, "consignment": None, "ledger": None}


@pytest.fixture(autouse=True)
def both(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One council under 1.0 and one under 1.1."""
    settle_down()
    for module in (door, quarantine):
        monkeypatch.setattr(module, "CONTRACTS", {**CONTRACTS, "1.1": V1_1})
    agree(council=THEIRS, contract="1.1")


def to_them(*given: dict[str, str]) -> Any:
    return take(*[one | {"postcode": THERE} for one in given], council=THEIRS)


def said(answer: Any) -> dict[str, Any]:
    receipt: dict[str, Any] = answer.receipt
    return receipt


def test_each_file_comes_under_the_version_that_its_agreement_names() -> None:
    assert [said(take(row(1)))["contract"], said(to_them(row(2)))["contract"]] == ["1.0", "1.1"]


def test_a_column_of_the_second_version_is_taken_there_and_holds_the_file_under_the_first() -> None:
    fed = row(1, first_feed="breast")
    under_1_0, under_1_1 = take(content=as_sent(fed)), take(content=as_sent(fed | {"postcode": THERE}), council=THEIRS)
    assert (said(under_1_0)["status"], said(under_1_1)["status"]) == ("held", "accepted")
    assert [fault["column"] for fault in said(under_1_0)["faults"]] == ["first_feed"]


def test_a_code_of_the_second_version_is_drift_under_the_first_alone() -> None:
    assert said(take(row(1, action="amend")))["status"] == "held"
    assert said(to_them(row(2, action="amend")))["status"] == "accepted"
    [fault] = said(take(content=as_sent(row(3, first_feed="soup")), council=THEIRS))["faults"]
    assert (fault["column"], fault["code"]) == ("first_feed", "code-outside")


def test_the_window_and_the_share_of_each_version_are_its_own() -> None:
    old = row(1, born_on="2026-08-01", told_on="2026-08-02")
    assert totals(take(old)) == {"accepted": 1}
    assert totals(to_them(old, row(2))) == {"quarantined": 1, "accepted": 1}
    [waits] = quarantine.waiting(viewer(code=THEIRS), at=AT)
    assert waits.faults == {
        "born_on": ["born_on is too long ago: births are taken for 30 days, arrivals for 30. Check the date."]
    }
    assert said(take(row(3, born_on="never"), row(4)))["status"] == "refused"


def test_a_row_of_quarantine_is_judged_again_by_the_version_it_came_under() -> None:
    to_them(row(1, born_on="2026-08-01", told_on="2026-08-02"), row(2))
    theirs = viewer(code=THEIRS)
    [waits] = quarantine.waiting(theirs, at=AT)
    again = {"viewer": theirs, "number": waits.number, "by": BY, "at": AT}
    assert isinstance(quarantine.correct(changes={"born_on": "2026-08-02"}, **again), quarantine.StillFaulty)
    assert isinstance(quarantine.correct(changes={"born_on": "2026-10-02"}, **again), quarantine.Readmitted)
    assert Notice.objects.filter(born_on=date(2026, 10, 2)).count() == 1


def test_a_receipt_under_the_first_version_says_what_it_said_before_there_was_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [row(1), row(2, born_on="never"), row(3, contact="hold"), *(row(number) for number in range(4, 9))]
    beside = said(take(*rows))
    monkeypatch.setattr(door, "CONTRACTS", CONTRACTS)
    alone = said(take(*[one | {"record_id": f"B-{one['record_id']}"} for one in rows]))
    assert beside | TAKEN == alone | TAKEN


def test_a_version_that_is_not_known_here_takes_nothing_in() -> None:
    agree(version=2, council=OURS, contract="9.9")
    answer = receive.receive(handed(row(1)), by=BY, at=AT)
    assert answer is NotReceived.UNKNOWN_CONTRACT


def as_sent(cells: dict[str, str]) -> bytes:
    return "\n".join(",".join(line) for line in (cells, cells.values())).encode()
