"""A party without an account: a link opens one document and nothing else, and a code mailed to the same office signs it."""

import hashlib
import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from rightstart.agreements import by_link
from rightstart.agreements.inviting import ADDRESS
from rightstart.agreements.models import Event, Invitation, Remark
from rightstart.directory import roles
from rightstart.directory.rules import RoleKind
from rightstart.engine.logs import Terse
from rightstart.ledger.models import Leaf
from rightstart.terms import london_date
from tests.doors.conftest import SignIn
from tests.doors.signing import at, done, mailed_code, mailed_link, page, proposed_document, put
from tests.doors.test_pages_access import OPENS_FOR
from tests.doors.world import BY, OURS, World, draft_on, proposed

IG, DIRECTOR, OFFICER = RoleKind.IG_LEAD, RoleKind.DIRECTOR, RoleKind.DATA_PROTECTION_OFFICER
SIRO, GUARDIAN = RoleKind.SIRO, RoleKind.CALDICOTT_GUARDIAN
OFFICE = "ig@child-health.example.org"
GONE = "This link opens nothing"


@pytest.fixture(autouse=True)
def put_to_signature(world: World, settings: Settings) -> None:
    """A version that waits for names, and a supplier where nobody who signs or approves has an account."""
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.locmem.EmailBackend", "mail.example.org"
    draft_on(world.at, "DSA-1", "CHIS01", OURS, frequency="daily")
    proposed("DSA-1", 2, world.at)
    for email, kind in (("siro@example.org", SIRO), ("guardian@example.org", GUARDIAN)):
        until = {"kind": kind, "until_on": london_date(world.at)}
        roles.end_role(email=email, organisation_code="CHIS01", by=BY, at=world.at, **until)


def send(client: Client, role: RoleKind, email: str = OFFICE, code: str = "CHIS01") -> str:
    given = {"who": f"{code} {role.value}", "email": email}
    return client.post(at("invite"), given, follow=True).content.decode()


def link(sign_in: SignIn, role: RoleKind) -> str:
    assert "The link is on its way." in send(sign_in(IG), role)
    return mailed_link()


def shown(address: str) -> str:
    return Client().get(address).content.decode()


def sign(address: str, code: str, document: str = "") -> str:
    given = {"code": code, "document": document or proposed_document(), "read": "on"}
    return Client().post(f"{address}/sign", given, follow=True).content.decode()


def test_the_whole_way_without_an_account(sign_in: SignIn) -> None:
    guardian, siro = link(sign_in, GUARDIAN), link(sign_in, SIRO)
    assert "Your Caldicott Guardian approves it first" in shown(siro)
    for address, asks, answers in ((guardian, "to approve", "Approved."), (siro, "to sign", "Signed.")):
        assert f"Send me a code {asks}" in shown(address)
        assert "A code is on its way" in Client().post(f"{address}/code", follow=True).content.decode()
        assert answers in sign(address, mailed_code())
    assert "All who must have signed" in put(sign_in(DIRECTOR))
    assert "By a link sent to its office" in page(sign_in(IG))
    assert done()[1:] == [
        ("approved", "CHIS01", "caldicott-guardian", "invitation"),
        ("signed", "CHIS01", "siro", "invitation"),
        ("signed", OURS, "director", "person"),
    ]


def test_it_shows_the_version_and_hands_out_the_very_bytes(sign_in: SignIn) -> None:
    address = link(sign_in, SIRO)
    answer = Client().get(address)
    told = answer.content.decode()
    assert "How often: weekly becomes daily." in told
    assert "director who signs of Calderdale" not in told
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"], answer["Cache-Control"]) == (
        "same-origin",
        "noindex, nofollow",
        "no-store",
    )
    file = Client().get(f"{address}/file")
    assert hashlib.sha256(file.content).hexdigest() == proposed_document()


def test_whoever_is_invited_comments_and_an_officer_advises(sign_in: SignIn) -> None:
    address = link(sign_in, OFFICER)
    client = Client()
    said = client.post(f"{address}/comment", {"words": "Which leaflet is meant?"}, follow=True).content.decode()
    assert "Which leaflet is meant?" in said
    assert (
        "write of offices and systems" in client.post(f"{address}/comment", {"words": "x@example.org"}).content.decode()
    )
    given = {"advice": "with-changes", "words": "Name the leaflet."}
    assert "Your advice is recorded." in client.post(f"{address}/advise", given, follow=True).content.decode()
    assert "Name the leaflet." in page(sign_in(DIRECTOR))
    assert set(Remark.objects.values_list("by", flat=True)) == {f"invitation:{Invitation.objects.get().pk}"}
    for way in ("code", "sign"):
        client.post(f"{address}/{way}", {"document": proposed_document(), "read": "on", "code": "000000"})
    assert len(done()) == 1  # an officer signs nothing


def test_a_link_opens_no_other_page_and_no_other_agreement(world: World, sign_in: SignIn) -> None:
    client, address = Client(), link(sign_in, GUARDIAN)
    assert client.get(address).status_code == 200
    for name in ("home", "agreement", "agreement-document", "agreement-proof", "sign-agreement", *OPENS_FOR):
        answer = client.get(reverse(name), {"reference": "DSA-1", "version": 2})
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login")), name
    for asked in ("?reference=II-1&version=1", "?version=1"):
        assert "Version 2, from Calderdale Child Health" in client.get(address + asked).content.decode()
    assert "II-1" not in client.get(address).content.decode()
    other = proposed_document("DSA-1", 1)
    client.post(f"{address}/code")
    assert "The document is another one than you were shown" in sign(address, mailed_code(), other)
    assert len(done()) == 1


def test_wrong_old_and_withdrawn_links_all_answer_alike(world: World, sign_in: SignIn) -> None:
    wrong, withdrawn = shown("/document/nothing"), link(sign_in, SIRO)
    ig = sign_in(IG)
    number = Invitation.objects.get().pk
    taken = ig.post(at("take-back"), {"link": number}, follow=True).content.decode()
    assert "The link opens nothing any more." in taken
    old = link(sign_in, SIRO)
    Invitation.objects.filter(withdrawn_at=None).update(until_at=world.at)
    answers = [Client().get(one) for one in ("/document/nothing", withdrawn, old)]
    assert {(one.status_code, one.content.decode()) for one in answers} == {(404, wrong)}
    assert GONE in wrong
    for way in ("code", "sign", "comment", "advise"):
        assert Client().post(f"{withdrawn}/{way}", {"words": "x"}).status_code == 404
    assert Remark.objects.count() == 0


def test_a_link_lasts_thirty_days(world: World, sign_in: SignIn) -> None:
    link(sign_in, SIRO)
    made = Invitation.objects.get()
    assert made.until_at - made.at == timedelta(days=30)


def test_a_code_is_tried_five_times_and_serves_once(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    address = link(sign_in, GUARDIAN)
    assert "There is no code that is still good" in sign(address, "123456")
    Client().post(f"{address}/code")
    code = mailed_code()
    wrong = f"{(int(code) + 1) % 10**6:06}"
    assert [("not right" in sign(address, wrong)) for _ in range(4)] == [True] * 4
    assert "used up, or was wrong 5 times" in sign(address, wrong)
    assert "used up" in sign(address, code)
    assert "A code was sent a moment ago" in Client().post(f"{address}/code", follow=True).content.decode()
    Invitation.objects.update(code_until_at=Invitation.objects.get().code_until_at - timedelta(minutes=2))
    Client().post(f"{address}/code")
    assert "not right" in sign(address, code) or mailed_code() == code
    Invitation.objects.update(code_until_at=Invitation.objects.get().at)
    assert "There is no code that is still good" in sign(address, mailed_code())
    monkeypatch.setattr(by_link, "MOST_CODES", 2)
    assert "No more codes are sent" in Client().post(f"{address}/code", follow=True).content.decode()
    assert len(done()) == 1


def test_the_link_is_kept_nowhere_but_in_the_mailbox(sign_in: SignIn, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    address = link(sign_in, SIRO)
    token = address.rpartition("/")[2]
    assert ADDRESS.format(site="", token=token) == reverse("document", args=[token]) == address
    Client().get(f"{address}/nothing")
    Client().get(f"{address}x")
    Client(enforce_csrf_checks=True).post(f"{address}/code")
    lines = [Terse("{message}", style="{").format(record) for record in caplog.records]
    assert any("/document/…" in line for line in lines)
    assert not any(token in line for line in lines)
    assert token not in str([bytes(leaf.body) for leaf in Leaf.objects.all()])
    assert OFFICE not in str([bytes(leaf.body) for leaf in Leaf.objects.all()])
    kept = Invitation.objects.get()
    assert bytes(kept.token_hash) == hashlib.sha256(token.encode()).digest()
    [letter] = mail.outbox
    assert (letter.to, "DSA-1" in str(letter.message()), "Calderdale" in str(letter.message())) == (
        [OFFICE],
        False,
        False,
    )


def test_who_sends_a_link_to_whom(world: World, sign_in: SignIn, settings: Settings) -> None:
    ig = sign_in(IG)
    assert "There is a problem" in send(ig, DIRECTOR, code=OURS)
    assert "Somebody there holds this role and can sign in" in send(ig, RoleKind.SUPPLIER_SENDER)
    assert "in the correct format" in send(ig, SIRO, email="office")
    assert sign_in(RoleKind.SUPPLIER_SENDER).post(at("invite")).status_code == 403
    settings.EMAIL_HOST = ""
    assert "No mail server is set up here" in send(ig, SIRO)
    settings.EMAIL_HOST = "mail.example.org"
    settings.EMAIL_BACKEND = "tests.doors.signing.Refusing"
    assert "did not take the message" in send(ig, SIRO)
    assert Invitation.objects.count() == Event.objects.filter(by__startswith="invitation").count() == 0
