"""A birth reaches its centre, and is called back, by commands alone."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from rightstart.cli.main import commands
from tests.clean import put_back
from tests.journey.world import CALDERDALE, SUPPLIER, World, as_csv, row

BORN, SENT, DUE = date(2026, 9, 28), "2026-10-05", "2026-10-13"


@pytest.fixture
def world(database: str) -> World:
    return put_back(database, "journey", World)


@pytest.fixture
def births(tmp_path: Path) -> Path:
    path = tmp_path / "births.csv"
    path.write_bytes(as_csv([row("R1", "Ashworth", BORN), row("R2", "Barker", BORN, postcode="HX2 7AA")]))
    return path


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, words, catch_exceptions=False)


def told(*words: str) -> Any:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def receive(path: Path, *more: str) -> Result:
    order = ("receive", str(path), "--from", SUPPLIER, "--to", CALDERDALE, "--period", "2026-09-28/2026-10-04")
    return run(*order, "--as-of", SENT, *more)


def confirmed_and_passed(on: str) -> None:
    nil = ("receive", "--nil", "--kind", "status", "--from", SUPPLIER, "--to", CALDERDALE)
    told(*nil, "--period", "2026-10-05/2026-10-11", "--as-of", on)
    told("advance", "--as-of", on)
    told("hand-over", "--as-of", on)


def surnames(centre: str, on: str = DUE) -> list[str]:
    families = told("worklist", centre, "--as-of", on)["families"]
    return [baby["surname"] for family in families for baby in family["babies"]]


def test_a_birth_reaches_the_worklist_of_its_own_centre_and_no_other(world: World, births: Path) -> None:
    assert receive(births).exit_code == 0
    assert surnames("CAL-01", SENT) == []
    confirmed_and_passed(DUE)
    assert surnames("CAL-01") == ["Ashworth"]
    assert surnames("CAL-02") == ["Barker"]
    assert "Ashworth" in run("worklist", "CAL-01", "--as-of", DUE).stdout


def test_the_same_file_again_gives_the_first_receipt(world: World, births: Path) -> None:
    first, again = (json.loads(receive(births, "--as-at", SENT, "--json").stdout) for _ in range(2))
    assert (first["again"], again["again"]) == (False, True)
    assert first["consignment"] == again["consignment"]
    assert "first receipt" in receive(births, "--as-at", SENT).stdout


def test_a_file_that_is_held_or_refused_is_told_by_the_exit_status(world: World, tmp_path: Path) -> None:
    path = tmp_path / "strange.csv"
    path.write_bytes(as_csv([row("R1", "Ashworth", BORN, shoe_size="3")]))
    held = receive(path)
    assert held.exit_code == 1
    assert held.stdout.startswith("Held")
    assert "shoe_size" in held.stdout


def test_nobody_is_handed_in_for_by_a_supplier_that_is_not_there(world: World, births: Path) -> None:
    refused = run("receive", str(births), "--from", "NOPE", "--period", "2026-10", "--json")
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["reason"] == "unknown-supplier"
    assert run("receive", "--from", SUPPLIER, "--period", "2026-10").exit_code == 2


def test_what_is_not_attested_is_held(world: World, births: Path) -> None:
    assert receive(births, "--attests", "none").exit_code == 0
    confirmed_and_passed(DUE)
    assert surnames("CAL-01") == []
    assert receive(births, "--attests", "shoes").exit_code == 2


def test_a_birth_is_explained_by_its_record_its_reference_or_what_its_centre_calls_it(
    world: World, births: Path
) -> None:
    receive(births)
    confirmed_and_passed(DUE)
    by_record = told("explain", "R1", "--from", SUPPLIER)
    assert [one["outcome"] for one in by_record["decisions"]] == ["not-yet", "disclose"]
    assert by_record["decisions"][1]["agreement"] == "INT-CAL"
    assert told("explain", by_record["birth"]) == by_record
    [family] = told("worklist", "CAL-01", "--as-of", DUE)["families"]
    assert family["reference"] != by_record["birth"]
    assert told("explain", family["reference"]) == by_record
    words = run("explain", by_record["birth"]).stdout
    assert "It is too early for first contact. Not before 13 October 2026." in words
    assert "INT-CAL, version 1" in words
    assert "Ashworth" not in words


def test_a_marker_takes_the_family_off_the_worklist_at_once_and_a_lift_waits_for_a_second_person(
    world: World, births: Path
) -> None:
    receive(births)
    confirmed_and_passed(DUE)
    told("mark", "R1", "professional-advice", "--from", SUPPLIER, "--as-of", DUE)
    listed = told("worklist", "CAL-01", "--as-of", DUE)
    assert (listed["families"], len(listed["removals"])) == ([], 1)
    lift = ("lift", "R1", "professional-advice", "--from", SUPPLIER, "--reason", "author-withdrew")
    assert told(*lift)["confirmed"] is False
    assert surnames("CAL-01") == []
    again = run(*lift)
    assert (again.exit_code, again.stdout) == (1, "")
    assert "second person" in again.stderr
    assert run("lift", "R2", "adoption", "--from", SUPPLIER, "--reason", "social-care-cleared").exit_code == 1


def test_a_birth_placed_by_hand_moves_to_that_centre(world: World, births: Path) -> None:
    receive(births)
    confirmed_and_passed(DUE)
    reference = told("explain", "R1", "--from", SUPPLIER)["birth"]
    told("area", "place", reference, "CAL-02", "--reason", "across the road", "--as-of", DUE)
    told("hand-over", "--as-of", DUE)
    assert surnames("CAL-01") == []
    assert sorted(surnames("CAL-02")) == ["Ashworth", "Barker"]
    assert run("area", "place", reference, "KIR-01", "--reason", "x").exit_code == 1


def test_reach_counts_families_and_names_nobody(world: World, births: Path) -> None:
    receive(births)
    confirmed_and_passed(DUE)
    counts = told("reach", "--council", CALDERDALE)["counts"]
    assert {one["centre"]: one["notified"] for one in counts} == {"CAL-01": 1, "CAL-02": 1}
    assert "Ashworth" not in run("reach", "--council", CALDERDALE).output


def test_only_a_centre_has_a_worklist_and_only_a_council_has_reach(world: World) -> None:
    assert run("worklist", CALDERDALE).exit_code == 1
    assert run("reach", "--council", "CAL-01").exit_code == 1


def test_nothing_that_is_refused_names_anybody_on_standard_error(world: World, births: Path) -> None:
    receive(births)
    for words in (
        ("explain", "nobody"),
        ("mark", "nobody", "adoption"),
        ("lift", "nobody", "adoption", "--reason", "social-care-cleared"),
    ):
        refused = run(*words)
        assert refused.exit_code == 1
        assert refused.stderr == "No council here has such a birth.\n"


def test_a_file_is_checked_without_being_taken_in(world: World, births: Path) -> None:
    order = ("check", str(births), "--from", SUPPLIER, "--to", CALDERDALE)
    told = run(*order)
    assert told.exit_code == 0, told.output
    assert "It would be accepted." in told.stdout
    assert json.loads(run(*order, "--json").stdout)["totals"] == json.loads(receive(births, "--json").stdout)["totals"]
    assert "nothing would happen twice" not in told.stdout


def test_a_workbook_is_received_by_the_sheet_that_is_named(world: World, births: Path, tmp_path: Path) -> None:
    header, *rows = list(csv.reader(io.StringIO(births.read_text())))
    path = tmp_path / "births.csv"  # its name says one thing and its content another
    with xlsxwriter.Workbook(path) as book:
        for name in ("October", "November"):
            sheet = book.add_worksheet(name)
            for number, row in enumerate([header, *rows]):
                sheet.write_row(number, 0, row)
    which = receive(path)
    assert which.exit_code == 1
    assert "Its sheets: October, November. Name one with --sheet." in which.stdout
    assert receive(path, "--sheet", "November").exit_code == 0


def test_the_contract_is_printed_and_its_papers_written(tmp_path: Path) -> None:
    assert "record_id" in run("contract").stdout
    path = tmp_path / "births.xlsx"
    assert run("contract", "--paper", "example.xlsx", "--out", str(path)).exit_code == 0
    assert path.read_bytes().startswith(b"PK")
    assert run("contract", "--paper", "example.xlsx").exit_code == 2
    columns = json.loads(run("contract", "--json").stdout)["tableSchema"]["columns"]
    assert columns[0]["name"] == "record_id"


def test_what_is_due_is_told_with_the_exit_status_for_what_is_late(world: World, births: Path) -> None:
    assert run("due", "--as-of", SENT).exit_code == 1
    assert receive(births).exit_code == 0
    [feed] = told("due", "--council", CALDERDALE, "--as-of", SENT)
    assert (feed["supplier"], feed["due_on"], feed["days_late"], feed["fresh"]) == (SUPPLIER, "2026-10-14", 0, True)
    late = run("due", "--council", CALDERDALE, "--as-of", "2026-10-20")
    assert late.exit_code == 1
    assert "6 days" in late.stdout


def test_a_month_s_quality_is_printed_and_written(world: World, births: Path, tmp_path: Path) -> None:
    assert receive(births).exit_code == 0
    order = ("quality", "--from", SUPPLIER, "--to", CALDERDALE, "--month", "2026-10")
    assert "How complete each column is" in run(*order).stdout
    assert told(*order)["month"]["accepted"] == 1
    paper = tmp_path / "october.pdf"
    assert run(*order, "--pdf", str(paper)).exit_code == 0
    assert paper.read_bytes().startswith(b"%PDF")
    none = run("quality", "--from", SUPPLIER, "--to", CALDERDALE, "--month", "2020-01", "--json")
    assert (none.exit_code, json.loads(none.stdout)["reason"]) == (1, "nothing-handed-over")
