"""The registers by command: organisations, people, reach areas and agreements, from nothing to a flow in force."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rightstart.cli.main import commands

pytestmark = pytest.mark.usefixtures("database")

CALDERDALE = "E08000033"
SQUARE = [[[-1.8, 53.7], [-1.7, 53.7], [-1.7, 53.8], [-1.8, 53.7]]]
OUTLINES = json.dumps(
    {
        "features": [
            {"properties": {"LSOA21CD": code}, "geometry": {"type": "Polygon", "coordinates": SQUARE}}
            for code in ("E01010876", "E01011107")
        ]
    }
)
INSTRUCTION = """
reference = "INT-1"
hop = 2
kind = "internal-instruction"
giver = "E08000033"
council = "E08000033"
recipients = ["HUB1"]
paper = "signed.pdf"
[terms]
exit_rule = "finish-contacts"
giver_task = "early childhood services"
giver_gateway = "Childcare Act 2006 ss.1-4"
taker_task = "early childhood services"
taker_gateway = "Childcare Act 2006 ss.1-4"
lawful_basis = "UK GDPR Art 6(1)(e)"
items = ["baby_surname", "address", "postcode"]
from_on = 2026-01-01
ends_on = 2030-01-01
review_on = 2029-01-01
"""


def run(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(commands, words, input=typed, catch_exceptions=False)


def told(*words: str) -> Any:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.fixture
def council() -> None:
    told("people", "organisation", "council", CALDERDALE, "Calderdale")
    told("people", "organisation", "centre", "HUB1", "Elland Hub", "--council", CALDERDALE)


@pytest.fixture
def instruction(tmp_path: Path) -> Path:
    path = tmp_path / "instruction.toml"
    path.write_text(INSTRUCTION)
    (tmp_path / "signed.pdf").write_bytes(b"%PDF-1.7 signed by hand")
    return path


def signed(instruction: Path, version: str = "1") -> tuple[str, ...]:
    """The words by which a signature on paper is entered."""
    paper = str(instruction.with_name("signed.pdf"))
    return ("INT-1", paper, "--version", version, "--party", CALDERDALE, "--role", "director")


def drawn(path: Path, *rows: str) -> str:
    file = path / "areas.csv"
    file.write_text("\n".join(("kind,place,centre", *rows)))
    return str(file)


def test_organisations_are_entered_once_and_listed_with_their_codes(council: None) -> None:
    told("people", "organisation", "council", CALDERDALE, "Calderdale")
    listed = {one["code"]: one["council"] for one in told("people", "list", "--organisations")}
    assert listed == {CALDERDALE: None, "HUB1": CALDERDALE}


def test_a_centre_without_its_council_is_refused() -> None:
    refused = run("people", "organisation", "centre", "HUB1", "Elland Hub")
    assert refused.exit_code == 1
    assert "--council" in refused.stderr


def test_somebody_signs_in_with_a_password_that_never_stands_on_the_command_line(council: None) -> None:
    added = run("people", "add", "olivia@hub.example", "--name", "Olivia", "--password-stdin", typed="a long secret\n")
    assert added.exit_code == 0
    told("people", "role", "olivia@hub.example", "centre-worker", "HUB1", "--from", "2026-10-01")
    [person] = told("people", "list")
    assert [(role["kind"], role["code"]) for role in person["roles"]] == [("centre-worker", "HUB1")]
    assert "centre worker at HUB1" in run("people", "list").stdout
    assert run("people", "add", "sam@hub.example", "--name", "Sam", "--password-stdin", typed="\n").exit_code == 2


def test_a_role_is_given_only_where_it_can_be_held_and_ends_on_its_day(council: None) -> None:
    run("people", "add", "olivia@hub.example", "--name", "Olivia", "--password-stdin", typed="a long secret\n")
    role = ("people", "role", "olivia@hub.example")
    assert run(*role, "safeguarding-lead", "HUB1").exit_code == 1
    assert run(*role, "centre-worker", "HUB1", "--until", "2026-12-01").exit_code == 1
    told(*role, "centre-worker", "HUB1", "--from", "2026-10-01")
    told(*role, "centre-worker", "HUB1", "--until", "2026-12-01")
    assert told("people", "list")[0]["roles"][0]["until_on"] == "2026-12-01"


def test_a_map_is_tried_out_and_then_drawn_from_a_day_on(council: None, tmp_path: Path) -> None:
    told("area", "places", "--from", "2020-01-01")
    outlines = tmp_path / "lsoa.geojson"
    outlines.write_text(OUTLINES)
    assert told("area", "boundaries", str(outlines), "--council", CALDERDALE) == {"areas": 1, "of": 129, "elsewhere": 1}
    outlines.write_text("{}")
    refused = run("area", "boundaries", str(outlines), "--council", CALDERDALE)
    assert (refused.exit_code, "no GeoJSON" in refused.stderr) == (1, True)
    file = drawn(tmp_path, "small-area,E01010876,HUB1", "postcode,HX1 1UJ,HUB1")
    assert told("area", "dry-run", file, "--council", CALDERDALE)["moved"] == 0
    assert told("area", "list", "--council", CALDERDALE) == []
    assert told("area", "load", file, "--council", CALDERDALE, "--from", "2026-01-01")["added"] == 2
    assert told("area", "load", file, "--council", CALDERDALE, "--from", "2026-01-01")["kept"] == 2
    assert {one["place"] for one in told("area", "list", "--council", CALDERDALE)} == {"E01010876", "HX1 1UJ"}


@pytest.mark.parametrize("row", ["ward,E05,HUB1", "postcode,HX1 1UJ,NOPE"])
def test_a_map_that_cannot_be_read_is_wrong_usage_and_names_the_row(council: None, tmp_path: Path, row: str) -> None:
    refused = run("area", "load", drawn(tmp_path, "postcode,HX2 7AA,HUB1", row), "--council", CALDERDALE)
    assert refused.exit_code == 2
    assert "row 3" in refused.stderr
    assert told("area", "list", "--council", CALDERDALE) == []


def test_an_instrument_is_drafted_from_a_file_and_in_force_when_signed(council: None, instruction: Path) -> None:
    assert told("agreement", "draft", str(instruction))["version"] == 1
    assert told("agreement", "draft", str(instruction))["again"] is True
    state = ("agreement", "list", "--as-of", "2026-10-01")
    assert [one["state"] for one in told(*state)] == ["draft"]
    assert run("agreement", "sign", *signed(instruction)).exit_code == 1
    told("agreement", "propose", "INT-1", "--version", "1", "--party", CALDERDALE)
    assert run("agreement", "propose", "INT-1", "--version", "1", "--party", CALDERDALE).exit_code == 1
    assert [one["state"] for one in told(*state)] == ["proposed"]
    assert told("agreement", "sign", *signed(instruction))["waits_for"] == []
    assert [(one["state"], one["flow"]) for one in told(*state)] == [("in-force", "never")]
    assert "in force" in run(*state).stdout
    assert "nothing has ever come" in run(*state).stdout


def test_the_gateways_are_listed_and_what_cannot_stand_on_them_is_refused(council: None, instruction: Path) -> None:
    codes = {one["code"]: one for one in told("agreement", "gateways")}
    assert codes["nhs-act-2006-s269"]["needs_lawyer"] is True
    assert "s.269(12)" in run("agreement", "gateways").stdout
    instruction.write_text(INSTRUCTION.replace("Childcare Act 2006 ss.1-4", "nhs-act-2006-s269"))
    refused = run("agreement", "draft", str(instruction))
    assert (refused.exit_code, "s.269(12)" in refused.stderr) == (1, True)


def test_an_instrument_cannot_name_a_feed_contract_that_is_not_there(council: None, instruction: Path) -> None:
    instruction.write_text(INSTRUCTION.replace("[terms]", '[terms]\ncontract = "9.9"'))
    refused = run("agreement", "draft", str(instruction))
    assert (refused.exit_code, "There is: 1.0" in refused.stderr) == (1, True)
    assert told("agreement", "list") == []


def test_an_instrument_is_suspended_resumed_and_ended_by_a_party(council: None, instruction: Path) -> None:
    told("agreement", "draft", str(instruction))
    told("agreement", "propose", "INT-1", "--version", "1", "--party", CALDERDALE)
    told("agreement", "sign", *signed(instruction))
    by = ("INT-1", "--party", CALDERDALE)
    assert run("agreement", "suspend", *by).exit_code == 2
    told("agreement", "suspend", *by, "--reason", "breach")
    assert [one["state"] for one in told("agreement", "list")] == ["suspended"]
    assert run("agreement", "suspend", *by, "--reason", "breach").exit_code == 1
    told("agreement", "resume", *by)
    assert [one["state"] for one in told("agreement", "list")] == ["in-force"]
    assert run("agreement", "end", *by, "--on", "2020-01-01").exit_code == 1
    told("agreement", "end", *by, "--on", "2029-06-01")
    assert run("agreement", "sign", *signed(instruction, version="9")).exit_code == 1


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("lawful_basis", "lawful_bases"),
        ("from_on = 2026-01-01", 'from_on = "soon"'),
        ("hop = 2", "hop = 7"),
        ("[", "{"),
    ],
)
def test_a_file_that_says_something_else_is_wrong_usage(
    council: None, instruction: Path, right: str, wrong: str
) -> None:
    instruction.write_text(INSTRUCTION.replace(right, wrong))
    assert run("agreement", "draft", str(instruction)).exit_code == 2
    assert told("agreement", "list") == []


def test_a_centre_may_never_be_promised_the_nhs_number(council: None, instruction: Path) -> None:
    instruction.write_text(INSTRUCTION.replace('"baby_surname"', '"nhs_number"'))
    refused = run("agreement", "draft", str(instruction), "--json")
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["reason"] == "forbidden-item"


def test_a_new_key_for_suppression_is_added_and_what_is_kept_is_told_in_counts() -> None:
    assert run("suppression", "show").output == "None is kept.\n"
    assert told("suppression", "show") == {"fingerprints": []}
    first, second = told("suppression", "add-key")["key"], told("suppression", "add-key")["key"]
    assert first < second
    assert f"key {first}" not in run("suppression", "add-key").output


def test_the_number_of_an_office_is_kept_replaced_listed_and_forgotten(council: None) -> None:
    contact = ("people", "contact", "HUB1", "centre-worker")
    told(*contact, "+44 1632 960123", "--hours", "Monday to Friday, 9 to 5")
    told(*contact, "01632 960124", "--hours", "Weekdays")
    [kept] = told("people", "numbers")
    assert kept == {
        "organisation": "HUB1",
        "role": "centre-worker",
        "number": "01632 960124",
        "hours": "Weekdays",
    }
    assert "centre worker" in run("people", "numbers").stdout
    told(*contact, "--forget")
    assert told("people", "numbers") == []
    assert run(*contact, "--forget").exit_code == 1


@pytest.mark.parametrize("number", ["07700 900123", "+44 7700 900123", "0700 000 0000"])
def test_a_mobile_number_is_a_persons_own_and_not_kept(council: None, number: str) -> None:
    refused = run("people", "contact", "HUB1", "centre-worker", number)
    assert (refused.exit_code, "Give the number of an office" in refused.stderr) == (1, True)
    assert number not in refused.stderr


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("HUB1", "centre-worker", "999"), 1),
        (("HUB1", "data-steward", "01632 960123"), 1),
        (("HUB9", "centre-worker", "01632 960123"), 1),
        (("HUB1", "centre-worker"), 2),
        (("HUB1", "centre-worker", "01632 960123", "--forget"), 2),
    ],
)
def test_a_number_is_kept_only_for_a_role_that_is_there_and_in_full(
    council: None, words: tuple[str, ...], status: int
) -> None:
    assert run("people", "contact", *words).exit_code == status
    assert told("people", "numbers") == []
