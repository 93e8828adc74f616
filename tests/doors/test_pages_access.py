"""Who may open which page, and what is said to those who may not."""

import pytest
from django.test import Client
from django.urls import reverse

from rightstart.contact.worklist import worklist
from rightstart.directory import people, roles
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer
from rightstart.terms import london_date
from tests.doors.confirming import confirmed
from tests.doors.conftest import SignIn
from tests.doors.world import BY, PASSWORD, World, born, bring

# Each page with the roles it opens for, as a person would say it; every other role is refused.
STEWARD, SAFE, IG = RoleKind.DATA_STEWARD, RoleKind.SAFEGUARDING_LEAD, RoleKind.IG_LEAD
TEAM = RoleKind.SOCIAL_CARE
SENDER, DIRECTOR, WORKER = RoleKind.SUPPLIER_SENDER, RoleKind.DIRECTOR, RoleKind.CENTRE_WORKER
MANAGER, ADMIN = RoleKind.CENTRE_MANAGER, RoleKind.ADMINISTRATOR
AT_AGREEMENTS_ALONE = {
    *(RoleKind.SIRO, RoleKind.SIGNING_DIRECTOR),
    *(RoleKind.CALDICOTT_GUARDIAN, RoleKind.DATA_PROTECTION_OFFICER),
}
OPENS_FOR = {
    "send": {SENDER, STEWARD},
    "receipts": {SENDER, STEWARD, IG},
    "quarantine": {SENDER, STEWARD},
    "worklist": {WORKER, MANAGER},
    "team": {MANAGER},
    "letters": {WORKER, MANAGER, STEWARD, SAFE, IG},
    "joined": {WORKER, MANAGER},
    "listings": {WORKER, MANAGER},
    "notices": {WORKER, MANAGER, STEWARD, SAFE},
    "questions": {STEWARD, SAFE},
    "births": {STEWARD, SAFE, IG, TEAM},
    "holds": {SAFE, IG},
    "social-care": {TEAM},
    "lifts": {SAFE, IG},
    "family-stops": {STEWARD, SAFE, IG, TEAM},
    "told-no": {STEWARD, SAFE, IG, TEAM, WORKER, MANAGER},
    "stop-everything": {STEWARD, SAFE, IG, DIRECTOR},
    "agreements": {SENDER, STEWARD, IG, DIRECTOR, *AT_AGREEMENTS_ALONE},
    "call-backs": {STEWARD, SAFE},
    "downstream": {STEWARD, SAFE, IG},
    "breaches": {SAFE, IG},
    "askings": {STEWARD, SAFE, IG},
    "requests": {STEWARD, SAFE, IG},
    "desk": {STEWARD, SAFE},
    "informing": {IG},
    "retention": {IG},
    "reach": {STEWARD, IG, DIRECTOR},
    "who-shares": {STEWARD, IG, DIRECTOR, RoleKind.MONITOR_VIEWER},
    "people": {ADMIN, IG, RoleKind.SIRO},
    "ledger": set(RoleKind),
}
# Pages that no menu has: the way to them stands on the start or on another page.
OPENS_BESIDE_FOR = {
    "try": {SENDER, STEWARD},
    "add-listing": {WORKER, MANAGER},
    "bring-joins-back": {WORKER, MANAGER},
    "joins-template": {WORKER, MANAGER},
    "open-breach": {SAFE, IG},
    "request-note": {STEWARD, SAFE, IG},
    "complaints": {SAFE, IG},
    "complaints-csv": {SAFE, IG},
    "enter-person": {ADMIN},
    "elsewhere": {WORKER, MANAGER},
    "away": {WORKER, MANAGER},
    "sheets": {WORKER, MANAGER},
    "take-sheet": {WORKER, MANAGER},
    "cover": {STEWARD, DIRECTOR},
    "opened-elsewhere": {IG},
    "areas": {STEWARD},
    "areas-template": {STEWARD},
    "first-day": {STEWARD, IG, DIRECTOR},
    "who-is-here": {STEWARD, IG, DIRECTOR},
    "people-template": {STEWARD, IG, DIRECTOR},
    "centres-template": {STEWARD, IG, DIRECTOR},
    "worklists-check": {STEWARD, IG, DIRECTOR},
}


@pytest.mark.parametrize("role", RoleKind)
def test_each_role_opens_its_own_pages_and_no_others(sign_in: SignIn, role: RoleKind) -> None:
    client, opens_for = confirmed(sign_in(role)), OPENS_FOR | OPENS_BESIDE_FOR
    answers = {name: client.get(reverse(name)).status_code for name in opens_for}
    assert answers == {name: 200 if role in roles else 403 for name, roles in opens_for.items()}


@pytest.mark.parametrize("role", RoleKind)
def test_the_start_shows_each_role_only_places_it_may_go(sign_in: SignIn, role: RoleKind) -> None:
    client = sign_in(role)
    page = client.get("/", follow=True)
    assert page.status_code == 200
    offered = {url for _, url, _ in page.context["nav"]}
    assert offered - {"/"} == {reverse(name) for name, roles in OPENS_FOR.items() if role in roles}
    assert all(client.get(url, follow=True).status_code == 200 for url in offered)


def test_who_is_refused_learns_whose_page_it_is(sign_in: SignIn) -> None:
    page = sign_in(WORKER).get(reverse("quarantine"))
    assert "Data stewards of a council" in page.content.decode()


def test_nobody_sees_a_page_without_signing_in(world: World) -> None:
    for name in ("home", "choose", *OPENS_FOR, *OPENS_BESIDE_FOR):
        answer = Client().get(reverse(name))
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_health_and_attribution_are_open_to_all(world: World) -> None:
    assert Client().get(reverse("health")).content == b"ok\n"
    page = Client().get(reverse("attribution")).content.decode()
    assert "Office for National Statistics" in page
    assert "Open Government Licence" in page


def test_a_person_without_a_role_is_told_so(world: World, sign_in: SignIn) -> None:
    people.add_person(email="new@example.org", name="New", password=PASSWORD, by=BY, at=world.at)
    answer = sign_in("new@example.org").get("/")
    assert answer.status_code == 403
    assert "You have no role yet" in answer.content.decode()


def test_a_role_that_has_ended_opens_nothing_even_in_an_open_session(world: World, sign_in: SignIn) -> None:
    client = sign_in(WORKER)
    assert client.get(reverse("worklist")).status_code == 200
    roles.end_role(
        email="worker@example.org",
        organisation_code="CAL-01",
        kind=WORKER,
        until_on=london_date(world.at),
        by=BY,
        at=world.at,
    )
    assert client.get(reverse("worklist")).status_code == 403


def test_who_works_at_two_centres_chooses_and_sees_only_the_chosen_one(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"), born(world.at, "R2", postcode="HX1 4RG", parent_name="Sam Jones"))
    roles.give_role(
        email="worker@example.org",
        organisation_code="CAL-02",
        kind=WORKER,
        from_on=london_date(world.at),
        by=BY,
        at=world.at,
    )
    client = sign_in(WORKER)
    assert client.get("/")["Location"] == reverse("choose")
    for code, sees, hidden in (("CAL-01", "Alex Smith", "Sam Jones"), ("CAL-02", "Sam Jones", "Alex Smith")):
        page = client.post(reverse("choose"), {"workplace": code}, follow=True).content.decode()
        assert sees in page
        assert hidden not in page


def test_an_organisation_where_one_has_no_role_cannot_be_chosen(world: World, sign_in: SignIn) -> None:
    client = sign_in(WORKER)
    client.post(reverse("choose"), {"workplace": "CAL-02"})
    page = client.get("/", follow=True)
    assert page.context["organisation"] == "Little Stars Family Hub"


def test_a_seat_that_has_run_out_is_taken_anew_and_shows_no_empty_list(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    client = sign_in(WORKER)
    client.get(reverse("worklist"))
    session = client.session
    session["seat"] |= {"until": "2020-01-01T00:00:00+00:00", "token": "run out"}
    session.save()
    assert "Alex Smith" in client.get(reverse("worklist")).content.decode()


def test_signing_out_ends_the_proof_towards_the_database_too(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    client = sign_in(WORKER)
    client.get(reverse("worklist"))
    viewer = Viewer("centre", world.centre, client.session["seat"]["token"])
    assert worklist(viewer, at=world.at).total == 1
    client.post(reverse("account_logout"))
    assert worklist(viewer, at=world.at).total == 0
