"""From nothing to a signed agreement in one sitting: asked question by question, advised on, approved, signed by each, in force."""

from django.test import Client
from django.urls import reverse

from rightstart.agreements.guiding import Question
from rightstart.directory.rules import RoleKind
from tests.doors.conftest import SignIn
from tests.doors.drafting import TYPED, begun, typed, walk
from tests.doors.signing import at, confirmed, page, put
from tests.doors.world import World

REF = {"reference": "DSA-33-7", "version": 1}


def drafted(world: World, lead: Client) -> str:
    """The guide walked to its end, to begin today; the page of the draft."""
    days = {"from_on": typed(world, 0), "last_on": typed(world, 700), "review_on": typed(world, 350)}
    key = begun(lead)
    walk(lead, key, TYPED | {Question.DAYS: days})
    return lead.post(reverse("draft-check", args=[key]), follow=True).content.decode()


def test_from_nothing_to_a_signed_agreement_in_one_sitting(world: World, sign_in: SignIn) -> None:
    lead, officer, guardian, siro, director = (
        sign_in(role)
        for role in (
            *(RoleKind.IG_LEAD, RoleKind.DATA_PROTECTION_OFFICER, RoleKind.CALDICOTT_GUARDIAN),
            *(RoleKind.SIRO, RoleKind.DIRECTOR),
        )
    )
    assert "Version 1 of DSA-33-7 is drafted" in drafted(world, lead)
    assert "Put to signature." in lead.post(at("propose-agreement", **REF), follow=True).content.decode()
    advice = {"advice": "go-ahead", "words": "The impact assessment covers it"}
    officer.post(at("advise-agreement", **REF), advice, follow=True)
    assert "The impact assessment covers it" in page(confirmed(director), "sign-agreement", **REF)
    assert "Approved." in put(guardian, "approve-agreement", **REF)
    assert "Signed." in put(siro, **REF)
    assert "All who must have signed" in put(director, **REF)
    assert "It is in force until" in page(siro, **REF)
