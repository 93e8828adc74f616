"""The register of agreements on its pages: suspended and resumed by either side at once, what flows, and what the law gives."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from rightstart.agreements.gateways import GATEWAYS
from rightstart.alerts.models import Alert
from rightstart.directory.rules import RoleKind
from rightstart.handover.models import CallBack
from tests.doors.conftest import SignIn
from tests.doors.world import OURS, PASSWORD, World, agree_on, born, bring

SENDER, STEWARD, IG, DIRECTOR = (
    RoleKind.SUPPLIER_SENDER,
    RoleKind.DATA_STEWARD,
    RoleKind.IG_LEAD,
    RoleKind.DIRECTOR,
)
WORKER = RoleKind.CENTRE_WORKER
ADDRESS = "12 Parkinson Lane"


def page(client: Client, name: str, reference: str = "") -> str:
    return client.get(reverse(name), {"reference": reference} if reference else {}, follow=True).content.decode()


def suspend(client: Client, reference: str, reason: str = "breach") -> str:
    answer = client.post(f"{reverse('suspend-agreement')}?reference={reference}", {"reason": reason}, follow=True)
    return answer.content.decode()


def resume(client: Client, reference: str) -> str:
    address = f"{reverse('resume-agreement')}?reference={reference}"
    client.post(f"{reverse('account_reauthenticate')}?next={address}", {"password": PASSWORD})
    return client.post(address, follow=True).content.decode()


def test_a_director_suspends_and_the_next_look_at_the_worklist_shows_no_address(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    worker, director = sign_in(WORKER), sign_in(DIRECTOR)
    assert ADDRESS in page(worker, "worklist")
    assert "Suspend it now" in page(director, "suspend-agreement", "II-1")
    shown = suspend(director, "II-1")
    assert "Suspended. Nothing passes under it" in shown
    assert "Details of families went, or may have gone, where they should not" in shown
    assert "Not in force: nothing may flow" in shown
    assert ADDRESS not in page(worker, "worklist")
    assert CallBack.objects.count() == 1
    assert "Your council’s agreement with you has stopped" in page(worker, "alerts")
    assert "Resumed." in resume(director, "II-1")
    assert CallBack.objects.count() == 1


def test_a_supplier_suspends_its_own_and_it_alone_resumes(world: World, sign_in: SignIn) -> None:
    sender, director = sign_in(SENDER), sign_in(DIRECTOR)
    assert "Suspended. Nothing passes" in suspend(sender, "DSA-1", "ground-in-doubt")
    assert "has suspended it already" in suspend(sender, "DSA-1")
    assert "Whoever suspended it resumes it" in resume(director, "DSA-1")
    assert "Calderdale Child Health, since" in page(director, "agreements")
    told = set(Alert.objects.filter(kind="agreement-stopped").values_list("organisation__code", "role"))
    assert told == {("CHIS01", SENDER.value), (OURS, DIRECTOR.value), (OURS, IG.value)}
    assert "Resumed." in resume(sender, "DSA-1")
    assert "since" not in page(director, "agreements").partition("Suspended by")[2]


def test_a_suspension_says_why_and_is_of_ones_own_agreements_alone(world: World, sign_in: SignIn) -> None:
    sender = sign_in(SENDER)
    assert "There is a problem" in suspend(sender, "DSA-1", "because")
    assert "There is no such agreement" in suspend(sender, "II-1")
    assert "There is no such agreement" in page(sender, "suspend-agreement", "NONE")


@pytest.mark.parametrize("role", [STEWARD, IG, WORKER])
def test_nobody_else_suspends_or_resumes(world: World, sign_in: SignIn, role: RoleKind) -> None:
    client = sign_in(role)
    assert client.post(f"{reverse('suspend-agreement')}?reference=II-1", {"reason": "breach"}).status_code == 403
    assert "/agreements/suspend" not in page(client, "agreements")
    assert "It may go on" not in resume(client, "II-1")


def test_whoever_sees_agreements_sees_whether_data_flows(world: World, sign_in: SignIn) -> None:
    assert page(sign_in(IG), "agreements").count("In force, but nothing has ever come") == 2
    bring(world.at, born(world.at, "R1"))
    for role, flows in ((IG, 2), (SENDER, 1)):
        shown = page(sign_in(role), "agreements")
        assert (shown.count("Flowing"), "Next delivery by" in shown) == (flows, True)
    assert "Nothing has ever gone to Sunshine Children’s Centre" in page(sign_in(IG), "agreements")


@pytest.mark.parametrize("role", [SENDER, STEWARD, IG, DIRECTOR])
def test_every_gateway_is_shown_with_its_limit_and_who_cites_it(world: World, sign_in: SignIn, role: RoleKind) -> None:
    shown = page(sign_in(role), "gateways")
    assert all(f'id="{one.code}"' in shown for one in GATEWAYS)
    assert all(f'href="{one.source}"' in shown for one in GATEWAYS)
    assert shown.count("Needs a lawyer") == sum(one.needs_lawyer for one in GATEWAYS)
    assert ("DSA-1" in shown, "II-1" in shown) == (True, role is not SENDER)
    assert f'{reverse("gateways")}#children-act-2004-s10"' in page(sign_in(role), "agreements")


def test_an_agreement_that_cites_a_disputed_gateway_says_so(world: World, sign_in: SignIn) -> None:
    cites = "Children Act 2004 s.10; NHS Act 2006 s.269"
    agree_on(world.at - timedelta(days=1), "DSA-9", "CHIS01", OURS, giver_gateway=cites)
    assert page(sign_in(DIRECTOR), "agreements").count("Needs a lawyer") == 1
