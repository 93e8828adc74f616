"""Decisions not to share: recorded by who may decide, read by both sides, and told plainly where an agreement says otherwise."""

import json
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from rightstart import journey
from rightstart.agreements.barriers import Barrier, EndReason, Standing
from rightstart.agreements.refusals import NotRecorded
from rightstart.agreements.rules import Hop
from rightstart.cli import refusals as command
from rightstart.cli.main import commands
from rightstart.contact.worklist import worklist
from rightstart.directory import people, roles
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import open_viewing
from rightstart.jobs import chasing as jobs
from rightstart.terms import london_date
from rightstart.web.refusals import sentences
from tests.doors.conftest import SignIn
from tests.doors.world import BY, OURS, THEIRS, World, born, bring

DIRECTOR, IG, STEWARD, SENDER = RoleKind.DIRECTOR, RoleKind.IG_LEAD, RoleKind.DATA_STEWARD, RoleKind.SUPPLIER_SENDER
OPERATOR = RoleKind.SIGNING_DIRECTOR
MAY = {DIRECTOR, IG, SENDER, RoleKind.SIRO, OPERATOR}
FLOW = f"CHIS01 {OURS}"
SAID = {
    "flow": FLOW,
    "barriers": ["system-cannot-extract", "capacity"],
    "words": "The extract cannot leave out objectors",
    "would_change": "A new extract, tried with made-up rows",
}


def form(world: World, **more: Any) -> dict[str, Any]:
    review = london_date(world.at) + timedelta(days=90)
    return SAID | {"review_on": f"{review.day}/{review.month}/{review.year}"} | more


def refused(world: World, client: Client, **more: Any) -> str:
    """The address of a new decision."""
    answer = client.post(reverse("refuse"), form(world, **more))
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def page(client: Client, address: str) -> str:
    return str(client.get(address, follow=True).content.decode())


def told(*order: str) -> Any:
    ran = CliRunner().invoke(commands, ["agreement", *order, "--json"])
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout)


@pytest.mark.parametrize("role", RoleKind)
def test_only_who_may_decide_records_a_decision(world: World, sign_in: SignIn, role: RoleKind) -> None:
    client = sign_in(role)
    assert client.get(reverse("refuse")).status_code == (200 if role in MAY else 403)
    said = form(world, flow=f"{OURS} CAL-02") if role is OPERATOR else form(world)
    assert client.post(reverse("refuse"), said).status_code == (302 if role in MAY else 403)
    offers = "Record a decision not to share" in page(client, reverse("refusals"))
    assert offers is (role in MAY)
    assert len(told("refusals", "--party", OURS)) == (role in MAY)


def test_both_sides_read_it_in_words_and_only_the_side_that_decided_may_change_it(
    world: World, sign_in: SignIn
) -> None:
    address = refused(world, sign_in(SENDER))
    for role, changes in ((SENDER, True), (DIRECTOR, False), (STEWARD, False)):
        read = page(sign_in(role), address)
        for words in ("Calderdale Child Health to Calderdale", "The system cannot give the details out", SAID["words"]):
            assert words in read
        assert ("Who sends the files" in read, "Looked at: it stays" in read) == (True, changes)
    assert "Calderdale Child Health to Calderdale" in page(sign_in(IG), reverse("refusals"))
    sign_in(DIRECTOR).post(f"{address}/end", {"reason": "barrier-gone"})
    assert [one["standing"] for one in told("refusals", "--party", OURS)] == ["stands"]
    people.add_organisation(kind=people.OrganisationKind.SUPPLIER, code="CHIS02", name="Other", by=BY, at=world.at)
    assert told("refusals", "--party", "CHIS02") == []


def test_a_contradiction_is_told_to_both_sides_until_it_is_settled(world: World, sign_in: SignIn) -> None:
    address = refused(world, sign_in(SENDER))
    clients = [sign_in(SENDER), sign_in(DIRECTOR)]
    for client in clients:
        for where in (address, reverse("refusals"), reverse("agreements")):
            assert "yet agreement DSA-1 is in force for the same" in page(client, where), where
        assert page(client, reverse("agreements")).count("To be settled") == 1
        assert "1 decision not to share must be settled" in page(client, "/")
    done = clients[0].post(f"{address}/end", {"reason": "sharing-begins"}, follow=True).content.decode()
    assert ("That opens nothing" in done, "Sharing begins" in done, "Looked at" in done) == (True, True, False)
    assert all("yet agreement" not in page(client, reverse("agreements")) for client in clients)


def test_what_is_wrong_is_said_where_it_is_wrong_and_nothing_is_recorded(world: World, sign_in: SignIn) -> None:
    client, address = sign_in(DIRECTOR), reverse("refuse")
    for more, words in (
        ({"flow": ""}, "Answer: Between whom is nothing shared?"),
        ({"flow": "CHIS01 CAL-01"}, "CHIS01 CAL-01 is not one of the available choices"),
        ({"barriers": []}, "Answer: Why is nothing shared?"),
        ({"would_change": " "}, "Enter what would change the decision"),
        ({"words": "Mrs Wrenfield objects"}, "Take out names, numbers"),
        ({"would_change": "Ring 01632 960001"}, "Take out names, numbers"),
        ({"review_on": "1/1/2020"}, "at most a year ahead"),
        ({"review_on": "soon"}, "Enter a real date"),
    ):
        assert words in client.post(address, form(world, **more)).content.decode(), more
    assert told("refusals", "--party", OURS) == []
    refused(world, client)
    assert "recorded this decision already" in client.post(address, form(world)).content.decode()


def test_each_organisation_is_offered_the_flows_that_it_is_on_a_side_of(sign_in: SignIn) -> None:
    offered = {
        role: {
            value
            for _, several in sign_in(role).get(reverse("refuse")).context["form"]["flow"].field.choices[1:]
            for value, _ in several
        }
        for role in (SENDER, DIRECTOR)
    }
    assert offered[SENDER] == {FLOW, f"CHIS01 {THEIRS}"}
    assert offered[DIRECTOR] == {FLOW, f"{OURS} CAL-01", f"{OURS} CAL-02", f"{OURS} {THEIRS}", f"{THEIRS} {OURS}"}


def test_who_holds_two_roles_says_in_which_of_them_it_is_decided(world: World, sign_in: SignIn) -> None:
    given = {"email": "director@example.org", "organisation_code": OURS, "kind": IG, "by": BY, "at": world.at}
    roles.give_role(from_on=london_date(world.at), **given)
    client = sign_in(DIRECTOR)
    assert "Answer: In which role do you decide this?" in client.post(reverse("refuse"), form(world)).content.decode()
    address = refused(world, client, role="ig-lead")
    assert "Information governance lead" in page(client, address)
    drawn = page(client, address)
    assert drawn.count('id="id_role_0"') == drawn.count('id="end_role_0"') == 1


def test_it_is_looked_at_again_and_stays_until_the_next_review(world: World, sign_in: SignIn) -> None:
    client = sign_in(IG)
    address = refused(world, client)
    assert "at most a year ahead" in client.post(f"{address}/keep", {"review_on": "1/1/2020"}).content.decode()
    assert "Enter day of the next review" in client.post(f"{address}/keep", {}).content.decode()
    assert "Answer: Why is it over?" in client.post(f"{address}/end", {}).content.decode()
    later = london_date(world.at) + timedelta(days=200)
    kept = client.post(f"{address}/keep", {"review_on": f"{later:%d/%m/%Y}"}, follow=True).content.decode()
    assert "It stays. Look at it again by" in kept
    [row] = told("refusals", "--party", OURS)
    assert row["review_on"] == str(later)
    client.post(f"{address}/end", {"reason": "entered-in-error"})
    assert (
        "It has ended already"
        in client.post(f"{address}/keep", {"review_on": f"{later:%d/%m/%Y}"}, follow=True).content.decode()
    )
    gone = client.post(reverse("end-refusal", args=["nothing"]), {"reason": "barrier-gone"}, follow=True)
    assert "no such decision of your organisation" in gone.content.decode()
    assert "no such decision" in page(client, reverse("refusal", args=["nothing"]))


def test_a_review_that_is_due_leads_whoever_decided_straight_to_it(world: World, sign_in: SignIn) -> None:
    client = sign_in(DIRECTOR)
    address = refused(world, client)
    jobs.chase_refusals(BY, world.at + timedelta(days=89))
    assert "due to be looked at again" not in page(client, "/")
    jobs.chase_refusals(BY, world.at + timedelta(days=90))
    assert (f'href="{address}"' in page(client, "/"), "due to be looked at again" in page(sign_in(IG), "/")) == (
        True,
        False,
    )


def test_while_a_council_refuses_a_centre_nothing_new_goes_there_and_who_was_not_contacted_is_called_back(
    world: World, sign_in: SignIn
) -> None:
    bring(world.at, born(world.at, "R1"))
    viewer = open_viewing("centre", world.centre, until=world.at + timedelta(days=1))
    assert worklist(viewer, at=world.at).total == 1
    answer = sign_in(DIRECTOR).post(reverse("refuse"), form(world, flow=f"{OURS} CAL-01"), follow=True)
    assert "are called back with the next daily pass" in answer.content.decode()
    address = answer.redirect_chain[0][0]
    khan = {
        "parent_name": "Noor Khan",
        "baby_surname": "Khan",
        "baby_forename": "Zia",
        "address_line_1": "3 Green Road",
    }
    bring(world.at, born(world.at, "R2", **khan))
    assert worklist(viewer, at=world.at).total == 1
    journey.advance_all(by=BY, at=world.at)
    shown = worklist(viewer, at=world.at)
    assert (shown.total, len(shown.removals)) == (0, 1)
    sign_in(DIRECTOR).post(f"{address}/end", {"reason": "sharing-begins"})
    journey.advance_all(by=BY, at=world.at)
    journey.hand_over_due(by=BY, at=world.at)
    assert worklist(viewer, at=world.at).total == 2


def test_it_is_kept_by_command_too(world: World) -> None:
    review = str(london_date(world.at) + timedelta(days=90))
    flow = ("--giver", "CHIS01", "--taker", OURS, "--party", "CHIS01", "--role", "supplier-sender")
    why = ("--barrier", "capacity", "--barrier", "other", "--would-change", "More people", "--review", review)
    made = told("refuse", *flow, *why)
    [row] = told("refusals", "--party", "CHIS01")
    assert (row["reference"], row["barriers"], row["against"]) == (made["refusal"], ["capacity", "other"], ["DSA-1"])
    refused = CliRunner().invoke(commands, ["agreement", "refuse", *flow, *why, "--json"])
    assert (refused.exit_code, json.loads(refused.stdout)["reason"]) == (1, "already")
    assert "contradicts" in CliRunner().invoke(commands, ["agreement", "refusals", "--party", OURS]).stdout
    later = str(london_date(world.at) + timedelta(days=200))
    of = (made["refusal"], "--role", "supplier-sender")
    assert told("keep-refusal", *of, "--review", later)["review_on"] == later
    wrong = CliRunner().invoke(
        commands, ["agreement", "end-refusal", made["refusal"], "--role", "director", "--reason", "other"]
    )
    assert (wrong.exit_code, "it is not one of" in wrong.stderr) == (2, True)
    told("end-refusal", *of, "--reason", "barrier-gone")
    assert [one["end_reason"] for one in told("refusals", "--party", OURS)] == ["barrier-gone"]
    assert "That opens nothing" in CliRunner().invoke(commands, ["agreement", "refusals", "--party", THEIRS]).stdout


def test_every_code_has_its_words() -> None:
    tables = ((sentences.BARRIERS, Barrier), (sentences.STANDINGS, Standing), (sentences.END_REASONS, EndReason))
    said = ((sentences.NOT_RECORDED, NotRecorded), (command.NOT_RECORDED, NotRecorded))
    for table, members in (*tables, *said, (sentences.FLOWS, Hop), (command.STANDINGS, Standing)):
        assert set(table) == set(members)
