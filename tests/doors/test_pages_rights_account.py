"""The pages on which a parent who asks is noted and answered: by whom, and what nobody but the lead is shown."""

import pytest
from django.urls import reverse

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.directory.rules import RoleKind
from rightstart.rights.models import Asking
from rightstart.safeguards.rules import MarkerKind, ParentKnownBy
from rightstart.terms import BirthId
from tests.doors.confirming import confirmed
from tests.doors.conftest import SignIn
from tests.doors.world import BY, World, born, bring

STEWARD, IG, SAFE = RoleKind.DATA_STEWARD, RoleKind.IG_LEAD, RoleKind.SAFEGUARDING_LEAD


@pytest.fixture
def sign_in(sign_in: SignIn) -> SignIn:
    """Everybody here has just shown again who they are: files about families are fetched."""
    return lambda who: confirmed(sign_in(who))


@pytest.fixture
def birth(world: World) -> Birth:
    bring(world.at, born(world.at, "R1"))
    return Birth.objects.get()


def note(sign_in: SignIn, birth: Birth) -> str:
    told = {"birth": birth.reference, "known_by": ParentKnownBy.VOUCHED_FOR}
    page = sign_in(STEWARD).post(reverse("askings"), told, follow=True).content.decode()
    assert "Noted. A lead now reads the account" in page
    return Asking.objects.get().reference


def test_a_steward_notes_who_asks_and_a_lead_reads_and_prints(world: World, birth: Birth, sign_in: SignIn) -> None:
    reference = note(sign_in, birth)
    address = reverse("asking", args=[reference])
    assert sign_in(STEWARD).get(address).status_code == 403
    client = sign_in(IG)
    page = client.get(address).content.decode()
    assert all(words in page for words in ("Calderdale Child Health", "Little Stars Family Hub", "II-1, version 1"))
    assert not [word for word in ("Smith", "Olivia", "Parkinson", "HX1 3XL") if word in page]
    paper = client.post(reverse("asking-paper", args=[reference]))
    assert paper.content.startswith(b"%PDF")
    assert Asking.objects.get().answered_at is not None
    assert "Printed" in client.get(reverse("askings")).content.decode()


def test_where_only_the_lead_may_answer_nobody_else_sees_or_prints(world: World, birth: Birth, sign_in: SignIn) -> None:
    reference = note(sign_in, birth)
    kind = MarkerKind.PROTECTED_ADDRESS
    journey.mark(birth=BirthId(birth.pk), kind=kind, source="person", by=BY, at=world.at)
    page = sign_in(IG).get(reverse("asking", args=[reference])).content.decode()
    assert "The safeguarding lead answers this one" in page
    assert "Little Stars" not in page
    assert sign_in(IG).post(reverse("asking-paper", args=[reference])).status_code == 302
    assert Asking.objects.get().answered_at is None
    lead = sign_in(SAFE).get(reverse("asking", args=[reference])).content.decode()
    assert "Only you are shown this account" in lead
    assert sign_in(SAFE).post(reverse("asking-paper", args=[reference])).content.startswith(b"%PDF")


def test_who_asks_about_an_unknown_birth_is_told_so(world: World, birth: Birth, sign_in: SignIn) -> None:
    told = {"birth": "NOBODY", "known_by": ParentKnownBy.VOUCHED_FOR}
    assert "no birth with this reference" in sign_in(STEWARD).post(reverse("askings"), told).content.decode()
    assert sign_in(IG).get(reverse("asking", args=["NOBODY"])).status_code == 404
    assert sign_in(IG).post(reverse("asking-paper", args=["NOBODY"])).status_code == 404
