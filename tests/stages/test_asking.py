"""Truths about how the database is asked: planned once, several questions in one go, and only what the viewer may see."""

import pytest
from django.db import connections

from rightstart.engine.bulk import Question, ask, ask_together, named

LEARNT = "SELECT generic_plans > 0, custom_plans FROM pg_prepared_statements WHERE statement LIKE %(asked)s"


@pytest.mark.usefixtures("database")
def test_a_question_asked_often_is_planned_once() -> None:
    for number in range(8):
        assert ask("SELECT %(number)s::bigint AS asked_often", {"number": number}) == [(number,)]
    assert ask(LEARNT, {"asked": "%AS asked_often"}) == [(True, 0)]


@pytest.mark.usefixtures("database")
def test_questions_asked_together_are_answered_by_name() -> None:
    counted = "SELECT count(*) FROM unnest(%(ids)s::bigint[])"
    told = ask_together({"two": Question(counted, {"ids": [1, 2]}), "none": Question(counted, {"ids": []})})
    assert told == {"two": [(2,)], "none": [(0,)]}


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("query", ["near", "with_family"])
def test_what_is_near_is_looked_up_row_by_row_even_by_a_plan_made_for_empty_tables(query: str) -> None:
    for table in ("births_identity", "births_birth", "intake_notice"):
        with connections["owner"].cursor() as cursor:
            cursor.execute(f"ANALYZE {table}")
    nobody: dict[str, object] = {"council": 0, "councils": [], "births": [], "days": [], "turned": [], "homes": []}
    plan = ask("EXPLAIN " + named("births", query), nobody | {"records": [], "numbers": []})
    told = "\n".join(line for (line,) in plan)
    assert "(id = i.notice_id)" in told
    assert "Join Filter" not in told


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "sent", [[b"\x00\xff", b"ab"], [b"", b"longer"], [b"\x01", None, b"\x02\x03"], [None, None], []]
)
def test_bytes_are_sent_as_they_are_and_what_is_lacking_as_null(sent: list[bytes | None]) -> None:
    rows = ask(
        "SELECT one FROM unnest(%(sent)s::bytea[]) WITH ORDINALITY AS told (one, place) ORDER BY place", {"sent": sent}
    )
    assert [one for (one,) in rows] == sent
