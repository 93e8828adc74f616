"""A round of answers gives the study's figures, counted a second way; what is wrong with a file is told by row and column."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.agreements.barriers import Barrier
from rightstart.intake.formats.table import Unreadable
from rightstart.reach.study import PUBLISHED, Answer, Fault, Faulty, Frequency, Wrong, figures, made_up, read

HEAD = "council,answered,frequency,source,barriers\n"
ANSWERS = st.lists(
    st.builds(
        Answer,
        council=st.just("Anywhere"),
        frequency=st.none() | st.sampled_from(Frequency),
        barriers=st.frozensets(st.sampled_from(Barrier), max_size=3),
    ),
    max_size=60,
)


def test_the_answers_that_ship_have_the_published_totals_and_say_that_they_are_made_up() -> None:
    answers = made_up()
    found = figures(answers)
    assert found.answered == 147
    assert {name: round(getattr(found, name).percent) for name in PUBLISHED} == {
        name: percent for name, (_, percent) in PUBLISHED.items()
    }
    assert all(one.synthetic and one.council.startswith("Made-up council") for one in answers)
    assert found.synthetic


@given(answers=ANSWERS, more=st.integers(0, 20))
def test_every_figure_is_what_a_second_count_gives(answers: Sequence[Answer], more: int) -> None:
    asked = len(answers) + more
    found = figures(answers, asked=asked)
    told = [one.frequency.value for one in answers if one.frequency is not None]
    lacking = [one for one in told if one not in ("weekly", "monthly")]
    assert (found.answered, found.asked) == (len(told), asked)
    assert (found.not_monthly.count, found.not_monthly.base) == (len(lacking), len(told))
    assert found.never.count + found.seldom.count == found.not_monthly.count
    stuck = [one for one in answers if one.frequency == "never" and "cannot-get-from-health" in one.barriers]
    assert (found.not_from_health.count, found.not_from_health.base) == (len(stuck), told.count("never"))
    assert found.whole.most.count - found.whole.least.count == asked - len(told)
    assert found.whole.least.count <= found.not_monthly.count <= found.whole.most.count
    assert dict(found.barriers).get(Barrier.CAPACITY, 0) == sum(
        Barrier.CAPACITY in one.barriers for one in answers if one.frequency in lacking
    )


def test_nobody_who_answered_makes_no_share() -> None:
    assert figures([Answer("Anywhere", None)]).not_monthly.percent is None


def test_answers_are_read_as_they_stand_in_a_sheet() -> None:
    content = HEAD + "Anywhere,Yes,Never,,Capacity; confidentiality\nElsewhere,no,,,\n"
    assert read(content.encode()) == (
        Answer("Anywhere", Frequency.NEVER, "", frozenset({Barrier.CAPACITY, Barrier.CONFIDENTIALITY})),
        Answer("Elsewhere", None),
    )


@pytest.mark.parametrize(
    ("row", "column", "wrong"),
    [
        (",yes,never,,", "council", Wrong.BLANK),
        ("Anywhere,perhaps,never,,", "answered", Wrong.YES_OR_NO),
        ("Anywhere,yes,often,,", "frequency", Wrong.FREQUENCY),
        ("Anywhere,yes,,,", "frequency", Wrong.FREQUENCY),
        ("Anywhere,no,never,,", "frequency", Wrong.SAID_NOTHING),
        ("Anywhere,yes,never,,bother", "barriers", Wrong.BARRIER),
        ("First,yes,never,,", "council", Wrong.TWICE),
    ],
)
def test_a_wrong_cell_refuses_the_whole_file(row: str, column: str, wrong: Wrong) -> None:
    assert read(f"{HEAD}First,yes,weekly,,\n{row}\n".encode()) == Faulty((Fault(3, column, wrong),))


def test_a_missing_column_and_a_file_that_is_none_are_told() -> None:
    assert read(b"council,answered\nAnywhere,yes\n") == Faulty(missing=("frequency",))
    assert isinstance(read(b""), Unreadable)
