"""One agreement on its page: everything it says, to each party in its own turn, and nothing to a stranger."""

import hashlib
import json

import pytest
from django.urls import reverse

from rightstart.agreements.fields import LABELS
from rightstart.agreements.models import Remark
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.directory.rules import RoleKind
from tests.doors.conftest import SignIn
from tests.doors.signing import at, page, proposed_document
from tests.doors.world import ITEMS_OUT, OURS, World, draft_on, proposed

SENDER, STEWARD, IG, DIRECTOR = (
    RoleKind.SUPPLIER_SENDER,
    RoleKind.DATA_STEWARD,
    RoleKind.IG_LEAD,
    RoleKind.DIRECTOR,
)
SIRO, GUARDIAN, OFFICER = RoleKind.SIRO, RoleKind.CALDICOTT_GUARDIAN, RoleKind.DATA_PROTECTION_OFFICER
OPERATOR = RoleKind.SIGNING_DIRECTOR


@pytest.fixture(autouse=True)
def drafted(world: World) -> None:
    """The next version of the supplier's agreement, and a contract with an operator, neither put to signature."""
    draft_on(world.at, "DSA-1", "CHIS01", OURS, frequency="daily", giver_gateway="NHS Act 2006 s.269; Our own power")
    contract = (Hop.COUNCIL_TO_CENTRE, InstrumentKind.PROCESSOR_CONTRACT)
    draft_on(world.at, "PC-1", OURS, OURS, *contract, recipients=["CAL-02"], items=ITEMS_OUT)


def test_it_says_all_that_the_version_says_in_order_with_limits_and_differences(sign_in: SignIn) -> None:
    shown = page(sign_in(SENDER)).partition('id="says"')[2]
    said = [label[0].upper() + label[1:] for name, label in LABELS.items() if name != "paper"]
    places = [shown.find(f">{label}</dt>") for label in said if "operator" not in label and "runs it" not in label]
    assert -1 not in places
    assert places == sorted(places)
    assert "Its limit: What a council receives under this section it may use only for functions" in shown
    assert "Needs a lawyer" in shown
    assert "Data protection officer of Calderdale: 020 7946 0900" in shown
    assert "How often: weekly becomes daily." in page(sign_in(SENDER))


def test_what_is_left_out_is_named_and_keeps_it_from_being_put_to_signature(world: World, sign_in: SignIn) -> None:
    draft_on(world.at, "DSA-1", "CHIS01", OURS, security="", exit_clause="")
    client = sign_in(IG)
    shown = page(client, version=3)
    assert "It cannot be signed while it leaves out: security; exit clause." in shown
    assert "Put it to signature" not in shown
    refused = client.post(at("propose-agreement", version=3), follow=True).content.decode()
    assert "It leaves out something that it must say" in refused


def next_words(client: object, reference: str = "DSA-1", version: int = 2) -> str:
    shown = page(client, reference=reference, version=version)  # type: ignore[arg-type]
    return shown.partition("What to do next</h2>")[2].partition("<nav")[0]


def test_each_reader_is_told_one_next_step_by_role_and_state(world: World, sign_in: SignIn) -> None:
    everybody = (SENDER, STEWARD, IG, DIRECTOR, SIRO, GUARDIAN, OFFICER)
    acts = dict.fromkeys((IG, DIRECTOR, SIRO), "Put it to signature") | {OFFICER: "Give your advice"}
    for role in everybody:
        assert (acts.get(role, "") in next_words(sign_in(role)), 'role="button"' in next_words(sign_in(role))) == (
            True,
            role in acts,
        ), role
    proposed("DSA-1", 2, world.at)
    acts = {GUARDIAN: "Read and approve", DIRECTOR: "Read and sign", OFFICER: "Give your advice"}
    waits = "Calderdale Child Health (Caldicott Guardian) to approve before it signs"
    for role in everybody:
        said = next_words(sign_in(role))
        assert acts.get(role, waits) in said, role
        assert ('role="button"' in said) is (role in acts), role
    assert "It is in force until" in next_words(sign_in(SIRO), version=1)


def test_an_operator_reads_and_signs_what_covers_its_centre_alone(world: World, sign_in: SignIn) -> None:
    operator = sign_in(OPERATOR)
    assert "Put it to signature" in next_words(operator, "PC-1", 1)
    assert "There is no such agreement" in page(operator)
    proposed("PC-1", 1, world.at)
    assert "Read and sign" in next_words(operator, "PC-1", 1)
    assert "An agreement waits for your signature" in operator.get("/").content.decode()
    shown = page(operator, reference="II-1", version=1)
    assert "It is in force until" in shown
    assert "Suspend it" not in shown  # the council instructs its own centres by itself


@pytest.mark.parametrize("asked", ["reference=DSA-1&version=9", "reference=NONE", "version=x&reference=DSA-1", ""])
def test_an_address_that_means_nothing_says_so(sign_in: SignIn, asked: str) -> None:
    answer = sign_in(DIRECTOR).get(f"{reverse('agreement')}?{asked}", follow=True)
    assert "There is no such agreement" in answer.content.decode()


def test_the_register_leads_to_each_agreement_and_without_a_version_to_the_newest(sign_in: SignIn) -> None:
    client = sign_in(IG)
    assert f'href="{reverse("agreement")}?reference=DSA-1&amp;version=1"' in page(client, "agreements")
    assert "Version 2, from" in client.get(f"{reverse('agreement')}?reference=DSA-1").content.decode()


def test_the_document_is_the_very_bytes_that_are_signed(world: World, sign_in: SignIn) -> None:
    assert "There is no such agreement" in page(sign_in(SIRO), "agreement-document")
    of = proposed("DSA-1", 2, world.at)
    answer = sign_in(SIRO).get(at("agreement-document"))
    assert hashlib.sha256(answer.content).hexdigest() == of == proposed_document()
    assert "DSA-1-version-2." in answer["Content-Disposition"]
    assert of in page(sign_in(GUARDIAN))
    assert "There is no such agreement" in page(sign_in(OPERATOR), "agreement-document")


def test_both_sides_comment_and_nobody_is_named(sign_in: SignIn) -> None:
    sender, ig = sign_in(SENDER), sign_in(IG)
    said = sender.post(at("comment-agreement"), {"words": "Who rings whom when a file is late?"}, follow=True)
    assert "Your comment stands beside the agreement." in said.content.decode()
    assert "Who rings whom when a file is late?" in page(ig)
    assert "Something was said about an agreement" in ig.get(reverse("alerts")).content.decode()
    refused = ig.post(at("comment-agreement"), {"words": "Ask Mr Smith"}).content.decode()
    assert "write of offices and systems, not of people" in refused
    assert "Ask Mr Smith" in refused  # as it was typed, to be put right
    assert Remark.objects.count() == 1


@pytest.mark.parametrize("role", [STEWARD, RoleKind.CENTRE_WORKER, RoleKind.MONITOR_VIEWER, RoleKind.SAFEGUARDING_LEAD])
def test_nobody_else_comments_proposes_or_advises(sign_in: SignIn, role: RoleKind) -> None:
    client = sign_in(role)
    for name in ("comment-agreement", "propose-agreement", "advise-agreement", "invite"):
        assert client.post(at(name), {"words": "x"}).status_code == 403
    assert Remark.objects.count() == 0


def test_advice_decides_nothing_and_is_shown_to_whoever_signs(world: World, sign_in: SignIn) -> None:
    proposed("DSA-1", 2, world.at)
    officer, director = sign_in(OFFICER), sign_in(DIRECTOR)
    assert "An agreement waits for your advice" in officer.get("/").content.decode()
    given = {"advice": "against", "words": "The ground is in doubt."}
    assert "Your advice is recorded." in officer.post(at("advise-agreement"), given, follow=True).content.decode()
    assert "waits for your advice" not in officer.get("/").content.decode()
    shown = page(director)
    assert "Do not go ahead" in shown
    assert "The ground is in doubt." in shown
    assert "Read and sign" in shown
    assert json.dumps(given["words"])[1:-1] not in str(Remark.objects.get().leaf_hash)
