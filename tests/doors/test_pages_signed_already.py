"""An agreement signed on paper already: one page, a director's confirmation, and the next file is taken in."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rightstart import journey
from rightstart.agreements import documents, signed_before, unfinished
from rightstart.agreements.models import Event
from rightstart.agreements.register import AgreementRow, register
from rightstart.contact.worklist import worklist
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer, open_viewing
from rightstart.terms import london_date
from tests.doors import world as making
from tests.doors.conftest import SignIn
from tests.doors.drafting import PDF, paper_form, typed
from tests.doors.world import BY, OURS, PASSWORD, World, born, bring

DIRECTOR, IG = RoleKind.DIRECTOR, RoleKind.IG_LEAD
PAPER = documents.sha256_of(PDF)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, database: str, settings: Any) -> World:
    """The same small council, and nothing agreed yet."""
    settings.PASSWORD_HASHERS = making.QUICK
    monkeypatch.setattr(making, "agree", lambda at: None)
    return making.build()


def viewer(world: World) -> Viewer:
    return open_viewing("council", world.council, until=world.at + timedelta(days=1))


def pdf(content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile("Signed by J Smith.pdf", content, content_type="application/pdf")


def prepared(world: World, client: Client, **more: Any) -> str:
    answer = client.post(reverse("signed_already"), paper_form(world, **{"paper": pdf()} | more))
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer["Location"]).split("/")[3]


def confirmed(world: World, client: Client, key: str, **more: str) -> str:
    """The signatures confirmed, with the password given where it was not just now; the page that follows."""
    address = reverse("signed-confirm", args=[key])
    if (asked := client.get(address)).status_code == 302:
        client.post(asked["Location"], {"password": PASSWORD})
    said = {"role_0": "signing-director", "on_0": typed(world, -31), "role_1": "director", "on_1": typed(world, -30)}
    answer = client.post(address, said | {"stands": "on"} | more, follow=True)
    return str(answer.content.decode())


def to_centres(world: World, client: Client) -> None:
    """The step from the council to its centres, by the same page."""
    items = [one for one in paper_form(world)["items"] if one != "nhs_number"]
    key = prepared(world, client, others=["CAL-01", "CAL-02"], items=items)
    assert "It is in force" in confirmed(
        world, client, key, role_0="director", on_0=typed(world, -30), role_1="", on_1=""
    )


def rows(world: World) -> list[AgreementRow]:
    return register(viewer(world), at=world.at)


def test_from_an_empty_register_to_a_family_on_the_worklist(world: World, sign_in: SignIn) -> None:
    client = sign_in(DIRECTOR)
    empty = client.get(reverse("agreements")).content.decode()
    assert f'<a class="govuk-link" href="{reverse("signed_already")}">enter one that is signed already' in empty
    key = prepared(world, client)
    page = client.get(reverse("signed-check", args=[key])).content.decode()
    assert f"{PAPER[:8]} {PAPER[8:16]}" in page
    assert "DSA-33-1" in page
    asked = client.get(reverse("signed-confirm", args=[key]))
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert "It is in force. Its reference is DSA-33-1" in confirmed(world, client, key)
    to_centres(world, client)
    assert [(one.reference, one.state.value) for one in rows(world)] == [
        ("DSA-33-1", "in-force"),
        ("INT-33-1", "in-force"),
    ]
    assert bring(world.at, born(world.at, "R1")).receipt["totals"]["accepted"] == 1
    centre = open_viewing("centre", world.centre, until=world.at + timedelta(days=1))
    assert worklist(centre, at=world.at).total == 1
    assert unfinished.unfinished(viewer(world)) == []


def test_births_that_wait_are_judged_the_moment_it_comes_into_force(world: World, sign_in: SignIn) -> None:
    client = sign_in(DIRECTOR)
    confirmed(world, client, prepared(world, client))
    bring(world.at, born(world.at, "R1"))
    centre = open_viewing("centre", world.centre, until=world.at + timedelta(days=1))
    assert worklist(centre, at=world.at).total == 0
    to_centres(world, client)
    journey.hand_over_due(by=BY, at=timezone.now())
    assert worklist(centre, at=timezone.now()).total == 1


def test_what_is_kept_is_who_signed_when_and_the_exact_bytes(world: World, sign_in: SignIn) -> None:
    client = sign_in(DIRECTOR)
    confirmed(world, client, prepared(world, client))
    signed = Event.objects.filter(kind="signed").order_by("on")
    told = [
        (one.organisation.code, one.role, one.document, one.on_paper, (london_date(world.at) - one.on).days)
        for one in signed
    ]
    assert told == [("CHIS01", "signing-director", PAPER, True, 31), (OURS, "director", PAPER, True, 30)]
    assert documents.content(viewer(world), PAPER) == PDF
    [row] = rows(world)
    assert (row.instrument.lawful_basis, row.frequency, len(row.attests)) == ("uk-gdpr-6-1-e", "weekly", 5)
    assert row.instrument.review_on == london_date(world.at) + timedelta(days=365)


def test_an_ig_lead_prepares_it_and_a_director_confirms_it(world: World, sign_in: SignIn) -> None:
    ig, director = sign_in(IG), sign_in(DIRECTOR)
    key = prepared(world, ig)
    waits = ig.get(reverse("signed-check", args=[key])).content.decode()
    assert "a director of your council must confirm the signatures" in waits
    assert reverse("signed-confirm", args=[key]) not in waits
    assert rows(world) == []
    confirming = reverse("signed-confirm", args=[key])
    again = ig.get(confirming)
    ig.post(again["Location"], {"password": PASSWORD})
    assert ig.post(confirming, {"stands": "on"}).status_code == 403
    assert "1 signed paper waits for your confirmation" in director.get("/").content.decode()
    assert "signed paper" not in sign_in(RoleKind.SIRO).get("/").content.decode()
    listed = director.get(reverse("agreements")).content.decode()
    assert reverse("signed-check", args=[key]) in listed
    changed = ig.post(reverse("signed-change", args=[key]), paper_form(world, giver_task="To tell of each birth"))
    assert changed["Location"] == reverse("signed-check", args=[key])
    page = director.get(reverse("signed-check", args=[key])).content.decode()
    assert "To tell of each birth" in page
    assert "Prepared by: Information governance lead" in page
    assert director.get(reverse("signed-paper", args=[key])).content == PDF
    assert "It is in force" in confirmed(world, director, key)


WRONG: tuple[tuple[dict[str, Any], str], ...] = (
    ({"paper": ""}, "Choose the signed agreement"),
    ({"paper": pdf(b"PK a workbook")}, "Choose a PDF: this file is none"),
    ({"others": []}, "Answer: Who is it with?"),
    ({"others": ["CHIS01", "CAL-01"]}, "Select one supplier, or one or more of your own centres"),
    ({"others": ["CAL-01"]}, "Take out the NHS number"),
    ({"giver_gateway": "NHS Act 2006 s.269"}, "section 269 may be used for"),
    ({"taker_gateway": "births-statistics-files"}, "never for contacting anybody"),
    ({"taker_task": "Ask Mrs Wrenfield"}, "Take out names, numbers"),
    ({"last_on": "1/1/2020"}, "must come after the first day"),
    ({"from_on": "1/1/2020", "last_on": "1/2/2020"}, "Nothing can flow under an agreement that has ended"),
    ({"exit_rule": ""}, "Answer: At the end, what becomes"),
)


@pytest.mark.parametrize(("more", "words"), WRONG)
def test_what_cannot_stand_is_said_and_nothing_is_kept(
    world: World, sign_in: SignIn, more: dict[str, Any], words: str
) -> None:
    client = sign_in(DIRECTOR)
    answer = client.post(reverse("signed_already"), paper_form(world, **{"paper": pdf()} | more))
    assert (answer.status_code, words in answer.content.decode()) == (200, True)
    assert signed_before.prepared(viewer(world), at=world.at) == []


def test_a_paper_that_is_too_large_is_not_taken(world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rightstart.web.drafting.signed_forms.LARGEST", 5)
    answer = sign_in(DIRECTOR).post(reverse("signed_already"), paper_form(world, paper=pdf()))
    assert "Choose a PDF of at most 20 MB" in answer.content.decode()


def test_signatures_are_whole_and_of_a_day_gone_by(world: World, sign_in: SignIn) -> None:
    client = sign_in(DIRECTOR)
    key = prepared(world, client)
    assert "The day of a signature cannot be in the future" in confirmed(world, client, key, on_0=typed(world, 1))
    address = reverse("signed-confirm", args=[key])
    said = {"role_0": "signing-director", "on_0": typed(world, -3), "role_1": "director", "on_1": typed(world, -3)}
    for more, words in (
        ({"stands": ""}, "Tick: Both signatures stand under this PDF"),
        ({"on_1": ""}, "Answer: On which day was it signed for Calderdale?"),
        ({"role_0": "caldicott-guardian"}, "is not one of the available choices"),
    ):
        assert words in client.post(address, said | {"stands": "on"} | more).content.decode()
    assert rows(world) == []


def test_one_that_begins_later_is_signed_and_waits_for_its_day(world: World, sign_in: SignIn) -> None:
    client = sign_in(DIRECTOR)
    page = confirmed(world, client, prepared(world, client, from_on=typed(world, 5)))
    assert "It is signed, and in force from" in page
    assert [one.state.value for one in rows(world)] == ["not-begun"]


def test_it_is_thrown_away_and_nobody_else_reads_it(world: World, sign_in: SignIn) -> None:
    client = sign_in(IG)
    key = prepared(world, client)
    for role in (RoleKind.SIRO, RoleKind.SIGNING_DIRECTOR):
        other = sign_in(role)
        for page in ("signed-check", "signed-paper"):
            assert other.get(reverse(page, args=[key]))["Location"] == reverse("agreements")
    for role in (RoleKind.SUPPLIER_SENDER, RoleKind.DATA_STEWARD, RoleKind.CENTRE_WORKER):
        assert sign_in(role).get(reverse("signed-paper", args=[key])).status_code == 403
    client.post(reverse("draft-drop", args=[key]))
    assert signed_before.prepared(viewer(world), at=world.at) == []
    gone = client.get(reverse("signed-check", args=[key]), follow=True).content.decode()
    assert "It is not here any more" in gone
