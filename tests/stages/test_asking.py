"""Truths about how the database is asked: planned once, several questions in one go, and only what the viewer may see."""

import pytest

from rightstart.engine.bulk import Question, ask, ask_together

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
