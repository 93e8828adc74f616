"""A file can be tried: the same door, rules and memory as for one that is sent, and nothing of it is kept."""

from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from rightstart.intake.door import HandedIn, NotReceived
from rightstart.intake.receive import Preview, Received, receive, try_out
from tests.stages.receiving import AT, BY, THERE, handed, row, rows, settle_down, take

SAME = ("status", "totals", "not_ours_by_area", "stops", "control", "faults", "contract", "attests")


@pytest.fixture(autouse=True)
def world(database: str) -> str:
    settle_down()
    return database


def everything(dsn: str) -> tuple[dict[str, int], dict[str, int], set[Path]]:
    """How many rows every table has, how far every sequence has come, and every file of the home."""
    with psycopg.connect(dsn) as connection:
        tables = [name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        counts = {
            name: connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))).fetchall()[0][0]
            for name in tables
        }
        drawn = connection.execute("SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences").fetchall()
    return counts, dict(drawn), set((settings.HOME / "keys").rglob("*"))


def tried(one: HandedIn) -> Preview:
    answer = try_out(one, by=BY, at=AT)
    assert isinstance(answer, Preview), answer
    return answer


MIXED = [
    *rows(12),
    row(9),
    row(1, contact="hold"),
    row(3, postcode=THERE),
    row(4, outcome="stillbirth"),
    row(5, born_on="never"),
    row(6, postcode="ZZ99 3VZ"),
    {"record_id": "R-8", "action": "withdraw"},
]


def test_trying_leaves_not_a_row_not_a_key_and_not_a_number_behind(world: str) -> None:
    take(row(9), row(10))
    before = everything(world)
    assert tried(handed(*MIXED)).receipt["totals"]["records"] == len(MIXED)
    assert everything(world) == before


@pytest.mark.parametrize(
    "given",
    [
        {"births_in_period": 20},
        {"content": b"record_id,baby_surname,school\n1,Smith,x\n"},
        {"content": b"record_id,birth_weight\n1,3200\n"},
        {"content": b"\x00"},
    ],
)
def test_what_trying_says_is_what_sending_does(given: dict[str, Any]) -> None:
    take(row(9), row(10))
    one = handed(*MIXED, **given)
    preview, answer = tried(one), receive(one, by=BY, at=AT)
    assert isinstance(answer, Received)
    assert {name: preview.receipt[name] for name in SAME} == {name: answer.receipt[name] for name in SAME}
    assert not preview.again
    assert tried(one).again == (answer.receipt["status"] == "accepted")


def test_who_could_not_send_cannot_try() -> None:
    assert try_out(handed(row(1), supplier="NOBODY"), by=BY, at=AT) is NotReceived.UNKNOWN_SUPPLIER
