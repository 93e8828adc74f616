"""`rightstart monitor`: run as typed, read as printed, tried wrong."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from rightstart.cli.main import commands
from rightstart.cli.monitoring import SIGNS, WRONG
from rightstart.reach.sharing.rules import MonthState
from rightstart.reach.study import Wrong
from tests.doors.world import OURS, World


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, ["monitor", *words], catch_exceptions=False)


def test_the_study_prints_the_published_figures_with_their_base_and_says_that_the_answers_are_made_up() -> None:
    done = run("study")
    assert done.exit_code == 0
    for said in ("made up (synthetic)", "47 %", "37 %", "10 %", "60 %", "147 of 152 councils answered"):
        assert said in done.output


def test_real_answers_are_counted_from_a_file(tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text("council,answered,frequency\nHere,yes,weekly\nThere,yes,never\n")
    done = run("study", str(answers), "--asked", "4", "--json")
    told = json.loads(done.stdout)
    assert (told["asked"], told["answered"], told["never"]) == (4, 2, {"count": 1, "base": 2})
    assert "made up" not in run("study", str(answers)).output


def test_a_wrong_file_is_told_by_row_and_column(tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text("council,answered,frequency\nHere,yes,often\n")
    done = run("study", str(answers))
    assert done.exit_code == 1
    assert "Row 2, frequency: must be one of weekly" in done.stderr
    answers.write_text("council,frequency\nHere,often\n")
    assert "no column answered" in run("study", str(answers)).stderr
    answers.write_text("")
    assert run("study", str(answers)).exit_code == 1


def test_whatever_can_be_wrong_with_a_cell_and_become_of_a_month_has_its_words() -> None:
    assert set(WRONG) == set(Wrong)
    assert set(SIGNS) == set(MonthState)


def test_every_flow_is_listed_with_its_months(world: World) -> None:
    told = json.loads(run("sharing", "--json").stdout)
    [ours] = [one for one in told if one["council"] == OURS]
    assert [one["from"] for one in ours["suppliers"]] == ["CHIS01"]
    assert {one["to"] for one in ours["centres"]} == {"CAL-01", "CAL-02"}
    assert len(ours["suppliers"][0]["months"]) == 12
    printed = run("sharing").output
    assert "Little Stars Family Hub" in printed
    assert "not-enrolled" in printed
