"""The public register: anybody reads it without signing in, as a page and as open data, and it names no person and no birth."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from rightstart.agreements import refusals, sign
from rightstart.agreements.barriers import Barrier
from rightstart.agreements.openly import LEFT_OUT
from rightstart.agreements.refusals import Recorded, Why
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.canaries import ground
from rightstart.cli.main import commands
from rightstart.directory.rules import RoleKind
from rightstart.terms import Item, london_date
from rightstart.web.register.papers import PAPERS
from tests.doors.conftest import SignIn
from tests.doors.world import BY, OURS, SEATS, World, agree_on, born, bring

PAGE = "public-register"
WORDS = "Our manager wants a new extract"


def paper(name: str) -> Any:
    return Client().get(reverse("public-register-file", args=[name]))


def document() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(paper("register.json").content)
    return told


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(paper(name).content.decode("utf-8-sig"))))


def refuse(world: World) -> None:
    on = london_date(world.at)
    why = Why(
        barriers=frozenset({Barrier.CONSENT}),
        words=WORDS,
        would_change=WORDS,
        from_on=on,
        review_on=on + timedelta(days=9),
    )
    flow = {"party": "CHIS01", "giver": "CHIS01", "taker": OURS, "role": RoleKind.SUPPLIER_SENDER}
    assert isinstance(refusals.refuse(**flow, why=why, by=BY, at=world.at), Recorded)


def test_anybody_finds_it_from_every_page_and_reads_it_without_signing_in(world: World) -> None:
    assert f'href="{reverse(PAGE)}"' in Client().get(reverse("account_login")).content.decode()
    answer = Client().get(reverse(PAGE))
    page = answer.content.decode()
    assert answer.status_code == 200
    for words in (
        *("Calderdale Child Health to Calderdale", "Data sharing agreement DSA-1, version 1", "In force", "Weekly"),
        *(
            "Tell of births",
            "Children Act 2004 s.10",
            "UK GDPR Art 6(1)(e)",
            "whom to write to",
            "Internal instruction II-1",
        ),
        *("At the earliest on day 15 after birth", "Little Stars Family Hub", "Open Government Licence v3.0"),
    ):
        assert words in page, words
    assert "Sign out" not in page
    for name in PAPERS:
        assert reverse("public-register-file", args=[name]) in page
        assert paper(name).status_code == 200
    assert paper("births.csv").status_code == 404


def test_the_files_hold_the_same_as_the_page_and_say_when_they_were_made(world: World) -> None:
    refuse(world)
    told, agreements, decisions = document(), table("agreements.csv"), table("refusals.csv")
    assert (
        [one["reference"] for one in told["agreements"]]
        == [one["reference"] for one in agreements]
        == ["DSA-1", "II-1"]
    )
    first, second = agreements
    assert (first["giver"], first["takers"], first["frequency"]) == ("Calderdale Child Health", "Calderdale", "weekly")
    assert (second["takers"], second["earliest_contact_day"]) == (
        "Little Stars Family Hub; Sunshine Children’s Centre",
        "15",
    )
    assert (first["state"], first["contradicted"], second["contradicted"]) == ("In force", "yes", "no")
    assert "baby’s surname" in told["agreements"][0]["items"]
    assert [one["barrier_codes"] for one in decisions] == ["data-protection-or-consent"]
    for line in (*agreements, *decisions):
        assert (line["made_at"][:10], line["licence"]) == (told["made_at"][:10], told["licence"])
    assert "Open Government Licence" in told["licence"]


def test_the_schema_describes_every_column_of_both_forms(world: World) -> None:
    refuse(world)
    said, told = json.loads(paper("schema.json").content), document()
    assert set(said["properties"]) == set(told) == set(said["required"])
    for name in ("agreements", "refusals"):
        one = said["properties"][name]["items"]
        assert list(told[name][0]) == one["required"] == list(one["properties"])
        assert [*one["required"], "made_at", "licence"] == list(table(f"{name}.csv")[0])
        assert all(column["description"] for column in one["properties"].values())
        for key, value in told[name][0].items():
            fits(one["properties"][key], value)


def fits(kind: dict[str, Any], value: Any) -> None:
    """The little of JSON Schema that the columns use."""
    if "enum" in kind:
        assert value in kind["enum"]
    elif kind["type"] == "array":
        for one in value:
            fits(kind["items"], one)
    else:
        known = {"string": str, "integer": int, "boolean": bool, "null": type(None)}
        named = kind["type"] if isinstance(kind["type"], list) else [kind["type"]]
        assert isinstance(value, tuple(known[one] for one in named))


def test_it_holds_what_was_in_force_once_and_nothing_that_never_was(world: World) -> None:
    at, on = world.at, london_date(world.at)
    agree_on(at, "DSA-1", "CHIS01", OURS, frequency="monthly")
    instruction = (Hop.COUNCIL_TO_CENTRE, InstrumentKind.INTERNAL_INSTRUCTION)
    out = {"recipients": ["CAL-01"], "items": frozenset({Item.POSTCODE})}
    agree_on(at, "II-LATER", OURS, OURS, *instruction, **out, from_on=on + timedelta(days=5))
    agree_on(at, "II-NEVER", OURS, OURS, *instruction, **out)
    sign.end(reference="II-NEVER", party_code=OURS, ended_on=on, by=BY, at=at)
    sign.suspend(reference="II-1", party_code=OURS, reason=sign.SuspensionReason.OTHER, by=BY, at=at)
    said = [(one["reference"], one["version"], one["state"], one["until"]) for one in document()["agreements"]]
    assert [one[:3] for one in said] == [("DSA-1", 2, "In force"), ("DSA-1", 1, "Ended"), ("II-1", 1, "Suspended")]
    assert said[1][3] == str(on), "until the day on which the next version began"


def test_a_decision_not_to_share_stands_there_by_organisation_and_barrier_and_without_its_words(world: World) -> None:
    assert "None stands" in Client().get(reverse(PAGE)).content.decode()
    refuse(world)
    page = Client().get(reverse(PAGE)).content.decode()
    assert ("Data protection: whether the family must consent first" in page, "Contradiction" in page) == (True, True)
    for text in (page, *(paper(name).content.decode() for name in PAPERS)):
        assert WORDS not in text
        assert "sender" not in text


def test_it_names_no_person_no_birth_no_canary_and_no_telephone(world: World) -> None:
    ground.prepare(by=BY, at=world.at)
    bring(world.at, born(world.at, "R1"))
    agree_on(world.at, "DSA-2", "CHIS01", OURS, giver_task="Ask Mrs Wrenfield, 01632 960001")
    every = "".join(paper(name).content.decode() for name in PAPERS) + Client().get(reverse(PAGE)).content.decode()
    assert LEFT_OUT in every
    hidden = ("Wrenfield", "960001", "Alex Smith", "Olivia", "HX1 3XL", "canary", "Canary", "@example.org")
    assert [word for word in (*hidden, *(email for email, _ in SEATS.values())) if word in every] == []


def test_everybody_may_keep_it_for_ten_minutes_and_nobody_keeps_a_signed_in_page(world: World, sign_in: SignIn) -> None:
    for answer in (Client().get(reverse(PAGE)), *map(paper, PAPERS)):
        assert answer["Cache-Control"] == "public, max-age=600"
        assert not answer.cookies
    assert "Cookie" in Client().get(reverse(PAGE))["Vary"]
    own = sign_in(RoleKind.DIRECTOR).get(reverse(PAGE))
    assert (own["Cache-Control"], "Sign out" in own.content.decode()) == ("no-store", True)


def test_a_demonstrations_register_says_that_it_is_made_up(world: World, settings: Settings) -> None:
    settings.DEMO = True
    assert "Made up for a demonstration" in Client().get(reverse(PAGE)).content.decode()
    assert document()["licence"].startswith("Made up for a demonstration")


@pytest.mark.parametrize("asked", ["2", "0", "x", "99999"])
def test_a_page_that_is_not_there_is_the_nearest_one(world: World, asked: str) -> None:
    assert "Made " in Client().get(reverse(PAGE), {"page": asked}).content.decode()


def test_the_command_prints_the_same(world: World) -> None:
    refuse(world)
    ran = CliRunner().invoke(commands, ["agreement", "published", "--json"])
    told = json.loads(ran.stdout)
    assert [one["reference"] for one in told["agreements"]] == ["DSA-1", "II-1"]
    assert [one["party"]["code"] for one in told["refusals"]] == ["CHIS01"]
    words = CliRunner().invoke(commands, ["agreement", "published"]).stdout
    assert ("in force, refused" in words, "1 decisions" in words, WORDS in ran.stdout) == (True, False, False)
