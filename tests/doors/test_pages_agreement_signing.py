"""Signing on pages: by a role that signs, freshly proved, over the very bytes that were shown; and what follows at once."""

import hashlib
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from rightstart.agreements.models import Document, Event
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.directory import roles
from rightstart.directory.rules import RoleKind
from rightstart.ledger.models import Leaf
from rightstart.terms import london_date
from tests.doors.conftest import SignIn
from tests.doors.signing import at, confirmed, done, page, proposed_document, put
from tests.doors.world import BY, ITEMS_OUT, OURS, World, born, bring, draft_on, proposed

IG, DIRECTOR, WORKER = RoleKind.IG_LEAD, RoleKind.DIRECTOR, RoleKind.CENTRE_WORKER
SIRO, GUARDIAN, OFFICER = RoleKind.SIRO, RoleKind.CALDICOTT_GUARDIAN, RoleKind.DATA_PROTECTION_OFFICER


@pytest.fixture(autouse=True)
def drafted(world: World) -> None:
    draft_on(world.at, "DSA-1", "CHIS01", OURS, frequency="daily")


def test_from_draft_to_in_force_each_in_their_turn(world: World, sign_in: SignIn) -> None:
    ig, guardian, siro, director = (sign_in(role) for role in (IG, GUARDIAN, SIRO, DIRECTOR))
    assert "Put to signature." in ig.post(at("propose-agreement"), follow=True).content.decode()
    assert "waits for your approval" in guardian.get("/").content.decode()
    assert "waits for your signature" not in siro.get("/").content.decode()
    assert "Your Caldicott Guardian approves it first" in put(siro)
    assert "Approved." in put(guardian, "approve-agreement")
    assert "waits for your approval" not in guardian.get("/").content.decode()
    assert "waits for your signature" in siro.get("/").content.decode()
    assert "Signed." in put(siro)
    assert "waits for your signature" not in siro.get("/").content.decode()
    assert "All who must have signed" in put(director)
    shown = page(director)
    assert "It is in force until" in shown
    assert shown.count("Signed in here") == 4
    assert "as director" in shown
    assert "An agreement is signed by all who must" in siro.get("/").content.decode()
    assert [one[:3] for one in done()] == [
        ("proposed", OURS, ""),
        ("approved", "CHIS01", "caldicott-guardian"),
        ("signed", "CHIS01", "siro"),
        ("signed", OURS, "director"),
    ]


def test_a_signature_stands_in_the_ledger_with_role_and_document_and_nobodys_name(
    world: World, sign_in: SignIn
) -> None:
    of = proposed("DSA-1", 2, world.at)
    put(sign_in(DIRECTOR))
    leaf = Leaf.objects.get(hash=Event.objects.latest("pk").leaf_hash)
    told = bytes(leaf.body).decode()
    assert all(word in told for word in (of, '"role":"director"', f'"party":"{OURS}"', '"act":"agreement.signed"'))
    assert "director@example.org" not in told


def test_nobody_signs_without_giving_the_password_again_and_not_long_ago(world: World, sign_in: SignIn) -> None:
    assert settings.ACCOUNT_REAUTHENTICATION_TIMEOUT <= 300
    of = proposed("DSA-1", 2, world.at)
    client = sign_in(DIRECTOR)
    answer = client.post(at("sign-agreement"), {"document": of, "read": "on"})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    confirmed(client)
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= 301
    session.save()
    answer = client.post(at("sign-agreement"), {"document": of, "read": "on"})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert [kind for kind, *_ in done()] == ["proposed"]


def test_what_was_shown_is_what_is_signed_or_nothing_is(world: World, sign_in: SignIn) -> None:
    shown = proposed("DSA-1", 2, world.at)
    other = b"%PDF-other words"
    name = hashlib.sha256(other).hexdigest()
    Document.objects.create(sha256=name, content=other, made_at=world.at)
    Event.objects.filter(document=shown, version__version=2).update(document=name)  # as though it had been put anew
    said = put(sign_in(DIRECTOR), document=shown)
    assert "The document is another one than you were shown. Nothing was signed." in said
    assert name in said
    assert [kind for kind, *_ in done()] == ["proposed"]
    assert sign_in(DIRECTOR).get(at("agreement-document"))["Content-Type"] == "application/pdf"


def test_the_page_says_what_a_signature_means_and_is_not_signed_unread(world: World, sign_in: SignIn) -> None:
    proposed("DSA-1", 2, world.at)
    client = confirmed(sign_in(DIRECTOR))
    shown = page(client, "sign-agreement")
    assert "The product does not say that this is lawful" in shown
    assert "No data protection officer has recorded any advice" in shown
    assert proposed_document() in shown
    assert "There is a problem" in client.post(at("sign-agreement"), {"document": proposed_document()}).content.decode()
    assert [kind for kind, *_ in done()] == ["proposed"]


@pytest.mark.parametrize("role", [IG, GUARDIAN, OFFICER, RoleKind.SUPPLIER_SENDER, WORKER, RoleKind.DATA_STEWARD])
def test_only_a_role_that_signs_signs(world: World, sign_in: SignIn, role: RoleKind) -> None:
    of = proposed("DSA-1", 2, world.at)
    client = confirmed(sign_in(role))
    assert client.post(at("sign-agreement"), {"document": of, "read": "on"}).status_code == 403
    assert [kind for kind, *_ in done()] == ["proposed"]


def test_who_holds_two_roles_that_sign_says_in_which(world: World, sign_in: SignIn) -> None:
    proposed("DSA-1", 2, world.at)
    role = {"kind": SIRO, "from_on": london_date(world.at)}
    roles.give_role(email="director@example.org", organisation_code=OURS, by=BY, at=world.at, **role)
    client = sign_in(DIRECTOR)
    assert "In which role do you sign?" in put(client)
    assert "Signed." in put(client, role="siro")
    assert done()[-1][1:3] == (OURS, "siro")


def test_a_signature_that_completes_it_lets_births_through_at_once(world: World, sign_in: SignIn) -> None:
    director, worker = sign_in(DIRECTOR), sign_in(WORKER)
    today = f"{london_date(world.at):%d/%m/%Y}"
    ended = confirmed(director).post(at("end-agreement", "II-1", 1), {"ended_on": today}, follow=True)
    assert "Ended. The first day without it is" in ended.content.decode()
    bring(world.at, born(world.at, "R1"))
    assert "Alex Smith" not in worker.get(reverse("worklist")).content.decode()
    hop = (Hop.COUNCIL_TO_CENTRE, InstrumentKind.INTERNAL_INSTRUCTION)
    draft_on(world.at, "II-2", OURS, OURS, *hop, recipients=["CAL-01"], items=ITEMS_OUT)
    director.post(at("propose-agreement", "II-2", 1))
    assert "All who must have signed" in put(director, reference="II-2", version=1)
    assert Event.objects.filter(kind="signed", version__agreement__reference="II-2").count() == 1


def test_an_end_is_from_today_on_and_by_a_role_that_signs(world: World, sign_in: SignIn) -> None:
    director, ig = confirmed(sign_in(DIRECTOR)), confirmed(sign_in(IG))
    past = f"{london_date(timezone.now() - timedelta(days=1)):%d/%m/%Y}"
    assert (
        "cannot be ended for a day that is over"
        in director.post(at("end-agreement", version=1), {"ended_on": past}).content.decode()
    )
    assert ig.post(at("end-agreement", version=1), {"ended_on": past}).status_code == 403
    assert not Event.objects.filter(kind="ended").exists()


def test_an_operator_suspends_and_resumes_what_it_has_signed(world: World, sign_in: SignIn) -> None:
    contract = (Hop.COUNCIL_TO_CENTRE, InstrumentKind.PROCESSOR_CONTRACT)
    draft_on(world.at, "PC-1", OURS, OURS, *contract, recipients=["CAL-02"], items=ITEMS_OUT)
    proposed("PC-1", 1, world.at)
    operator, director = sign_in(RoleKind.SIGNING_DIRECTOR), sign_in(DIRECTOR)
    for client in (operator, director):
        put(client, reference="PC-1", version=1)
    given = operator.post(at("suspend-agreement", "PC-1", 1), {"reason": "wrong-data"}, follow=True)
    assert "Suspended. Nothing passes under it" in given.content.decode()
    assert "It is suspended by Sunshine Children’s Centre" in page(director, reference="PC-1", version=1)
    assert "Resume it" in page(operator, reference="PC-1", version=1)
    back = confirmed(operator).post(at("resume-agreement", "PC-1", 1), follow=True).content.decode()
    assert "Resumed." in back
