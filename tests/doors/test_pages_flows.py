"""Whether data may move, in plain words on a page; and what an agreement's end or next version would have changed."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from rightstart import journey
from rightstart.agreements import sign
from rightstart.agreements.barriers import Barrier
from rightstart.agreements.gateways import gateway
from rightstart.agreements.refusals import Why, refuse
from rightstart.agreements.sign import SuspensionReason
from rightstart.directory.rules import RoleKind
from rightstart.release.models import Decision
from rightstart.terms import london_date
from tests.doors.conftest import SignIn
from tests.doors.world import BY, OURS, THEIRS, World, agree_on, born, bring

SENDER, STEWARD, IG, DIRECTOR, SAFE, WORKER = (
    RoleKind.SUPPLIER_SENDER,
    RoleKind.DATA_STEWARD,
    RoleKind.IG_LEAD,
    RoleKind.DIRECTOR,
    RoleKind.SAFEGUARDING_LEAD,
    RoleKind.CENTRE_WORKER,
)


OTHERS = {"baby_surname": "Jones", "parent_name": "Sam Jones", "address_line_1": "3 Parkinson Lane"}


def flow(client: Client, giver: str = "", taker: str = "") -> str:
    asked = {"from": giver, "to": taker} if giver else {}
    return unescape(client.get(reverse("flow"), asked, follow=True).content.decode())


def what_if(client: Client, reference: str = "II-1", **asked: str) -> str:
    answer = client.get(reverse("what-if"), {"reference": reference} | asked, follow=True)
    return unescape(answer.content.decode())


def this_month(world: World) -> str:
    return f"{london_date(world.at):%Y-%m}"


def suspend(world: World, reference: str = "II-1") -> None:
    sign.suspend(reference=reference, party_code=OURS, reason=SuspensionReason.WRONG_DATA, by=BY, at=world.at)
    journey.advance_all(by=BY, at=world.at)


@pytest.mark.parametrize("role", [SENDER, STEWARD, IG, DIRECTOR])
def test_whoever_sees_agreements_reads_what_permits_a_flow_with_the_laws_own_text(
    world: World, sign_in: SignIn, role: RoleKind
) -> None:
    shown, cited = flow(sign_in(role), "CHIS01", OURS), gateway("children-act-2004-s10")
    assert cited
    assert "Yes. On " in shown
    assert "Data sharing agreement DSA-1, version 1" in shown
    assert f'href="{cited.source}"' in shown
    assert cited.limit in shown
    assert "Whatever is agreed, nothing is told of a baby who has died" in shown
    assert "Object, at any time and without saying why" in shown


def test_a_text_that_needs_a_lawyer_says_so(world: World, sign_in: SignIn) -> None:
    cites = "Children Act 2004 s.10; NHS Act 2006 s.269"
    agree_on(world.at - timedelta(days=1), "DSA-9", "CHIS01", OURS, giver_gateway=cites)
    assert flow(sign_in(DIRECTOR), "CHIS01", OURS).count("Needs a lawyer") == 1


def test_to_a_centre_both_steps_are_told_and_must_be_open(world: World, sign_in: SignIn) -> None:
    client = sign_in(IG)
    shown = flow(client, OURS, "CAL-01")
    assert ("Both steps are open." in shown, "Step 1: " in shown, "Step 2: " in shown) == (True, True, True)
    suspend(world, "DSA-1")
    shown = flow(client, OURS, "CAL-01")
    assert "No. On " in shown
    assert "A birth reaches a centre only where both steps are open." in shown
    assert "Why: What came was wrong" in shown
    assert "Who can supply it: Calderdale (director or senior information risk owner)" in shown


def test_everything_missing_is_told_and_whose_turn_it_is(world: World, sign_in: SignIn) -> None:
    shown = flow(sign_in(DIRECTOR), THEIRS, OURS)
    assert "There is no agreement" in shown
    assert "Who can supply it: Kirklees (" in shown
    on = london_date(world.at)
    why = Why(
        barriers=frozenset({Barrier.CAPACITY}), would_change="People", from_on=on, review_on=on + timedelta(days=90)
    )
    refuse(party="CHIS01", giver="CHIS01", taker=OURS, role=SENDER, why=why, by=BY, at=world.at)
    shown = flow(sign_in(SENDER), "CHIS01", OURS)
    assert "A party has decided not to share" in shown
    assert "Why: There are not enough people or means" in shown
    assert "though there is an agreement" not in shown


@pytest.mark.parametrize(
    ("role", "giver", "taker", "said"),
    [
        (SENDER, OURS, "CAL-01", "That is between other organisations"),
        (SENDER, "CHIS01", "CAL-01", "That is between other organisations"),
        (DIRECTOR, OURS, "CHIS01", "Nothing is told that way"),
        (DIRECTOR, "CHIS01", "NONE", "There is no such organisation"),
        (DIRECTOR, "CHIS01", THEIRS, "That is between other organisations"),
    ],
)
def test_what_is_no_flow_of_ones_own_is_told_to_nobody(
    world: World, sign_in: SignIn, role: RoleKind, giver: str, taker: str, said: str
) -> None:
    shown = flow(sign_in(role), giver, taker)
    assert said in shown
    assert "Choose who would tell whom" in shown


def test_a_flow_is_chosen_from_those_of_the_organisation(world: World, sign_in: SignIn) -> None:
    client = sign_in(DIRECTOR)
    assert "Calderdale to Little Stars Family Hub" in flow(client)
    asked = client.get(reverse("flow"), {"flow": f"{OURS} CAL-01"})
    assert asked["Location"] == f"{reverse('flow')}?from={OURS}&to=CAL-01"
    assert "Select one of the flows" in client.get(reverse("flow"), {"flow": "A B"}).content.decode()


@pytest.mark.parametrize("role", [SAFE, WORKER, RoleKind.SOCIAL_CARE, RoleKind.MONITOR_VIEWER])
def test_who_sees_no_agreements_opens_neither_page(world: World, sign_in: SignIn, role: RoleKind) -> None:
    client = sign_in(role)
    assert [client.get(reverse(name)).status_code for name in ("flow", "what-if")] == [403, 403]


# -- what would it change


def test_a_council_sees_what_an_end_would_have_changed_and_nothing_changes(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"), born(world.at, "R2", contact="hold", **OTHERS))
    before = list(Decision.objects.order_by("pk").values_list("pk", "superseded_at"))
    shown = what_if(sign_in(IG), what="ended", month=this_month(world))
    assert "What its end would have changed in" in shown
    assert "1 birth would not be handed over, and is now." in shown
    assert "1 family handed over would be called back." in shown
    assert "The supplier says not to contact" not in shown
    assert "Smith" not in shown
    assert list(Decision.objects.order_by("pk").values_list("pk", "superseded_at")) == before


def test_where_nothing_would_change_and_where_there_are_no_births_that_is_said(world: World, sign_in: SignIn) -> None:
    client = sign_in(DIRECTOR)
    shown = what_if(client, what="ended", month=this_month(world))
    assert "It would change nothing about the births of that month." in shown
    assert "No births to try" in shown


def test_the_sheet_of_an_agreement_leads_to_both_pages(world: World, sign_in: SignIn) -> None:
    council, supplier = (sign_in(role).get(reverse("agreements")).content.decode() for role in (IG, SENDER))
    assert council.count("What would it change?") == 2
    assert "May data move to Calderdale?" in council
    assert ("What would it change?" in supplier, "May data move to Calderdale?" in supplier) == (False, True)


def test_a_suspended_version_is_offered_and_an_ended_agreement_has_nothing_to_try(
    world: World, sign_in: SignIn
) -> None:
    client = sign_in(DIRECTOR)
    assert "is in force</label>" not in what_if(client)
    suspend(world)
    assert "Version 1 (suspended) is in force" in what_if(client)
    sign.end(reference="II-1", party_code=OURS, ended_on=london_date(world.at), by=BY, at=world.at)
    assert "Nothing to try" in what_if(client)


def test_what_cannot_be_tried_is_said_and_another_councils_or_a_suppliers_is_nobodys(
    world: World, sign_in: SignIn
) -> None:
    client = sign_in(DIRECTOR)
    shown = what_if(client, what="99", month="1999-01")
    assert "Select what you would try" in shown
    assert "Select one of the last months" in shown
    assert "Your council has no such agreement" in what_if(client, "NONE")
    assert "Your council has no such agreement" in what_if(sign_in(SENDER), "DSA-1", what="ended")


# -- one birth


def birth_page(world: World, client: Client) -> str:
    decision = Decision.objects.select_related("birth").get(superseded_at=None)
    return unescape(client.get(reverse("birth", args=[decision.birth.reference])).content.decode())


def test_a_decision_to_hand_over_leads_to_the_law_that_it_rests_on(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    shown, cited = birth_page(world, sign_in(SAFE)), gateway("children-act-2004-s10")
    assert cited
    assert f'href="{cited.source}"' in shown
    assert "Why Little Stars Family Hub may be told" in shown


def test_a_refused_birth_tells_what_is_missing_and_whose_turn_it_is(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    suspend(world)
    for role in (STEWARD, SAFE):
        shown = birth_page(world, sign_in(role))
        assert "Each of these, from the council to Little Stars Family Hub" in shown
        assert "Who can supply it: Calderdale (director" in shown


def test_a_birth_that_waits_tells_what_ends_the_wait(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1", born_on=str(london_date(world.at) - timedelta(days=3))))
    assert "Its day comes by itself" in birth_page(world, sign_in(STEWARD))


def test_of_a_birth_that_is_held_by_now_nothing_more_is_told(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1", contact="hold"))
    suspend(world)
    shown = birth_page(world, sign_in(STEWARD))
    assert "Held. Ask your safeguarding lead" in shown
    assert "What is missing" not in shown
    assert "Who can supply it" not in shown
