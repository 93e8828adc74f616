"""The page of the month within which parents are to be told: counts, why not yet, and the list by reference."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.directory.rules import RoleKind
from rightstart.rights import informing
from rightstart.rights.models import Exemption
from rightstart.rights.rules import Exempt
from rightstart.safeguards.models import Lift
from rightstart.safeguards.rules import LiftReason, MarkerKind, ParentKnownBy
from rightstart.terms import BirthId
from rightstart.web.rights import informing as pages
from tests.doors.conftest import SignIn
from tests.doors.world import BY, HIDDEN_HOMES, OURS, World, agree_on, born, bring

IG = RoleKind.IG_LEAD
PAGE = "informing"


@pytest.fixture
def untold(world: World) -> str:
    """A family that came five weeks ago, whom the council is to tell, and a row in quarantine; gives the birth's reference."""
    then = world.at - timedelta(days=34)
    agree_on(then, "DSA-1", "CHIS01", OURS, informed_by="taker")
    bring(then, born(then, "R1"))
    homes = enumerate(HIDDEN_HOMES[:9])
    late = [
        born(world.at, f"G{n}", baby_surname=f"Green{'abcdefghi'[n]}", parent_name="", postcode=one) for n, one in homes
    ]
    bring(world.at, *late, born(world.at, "R2", born_on="soon"))
    return Birth.objects.earliest("pk").reference


def test_the_page_says_how_many_are_late_and_why_without_a_name(world: World, untold: str, sign_in: SignIn) -> None:
    page = sign_in(IG).get(reverse(PAGE)).content.decode()
    assert untold in page
    assert all(
        words in page for words in ("Late", "no first letter is posted yet", "In quarantine", "Calderdale Child")
    )
    assert not [word for word in ("Smith", "Olivia", "Parkinson", "HX1 3XL") if word in page]


def test_of_a_withheld_birth_it_says_only_that_nobody_may_write(world: World, untold: str, sign_in: SignIn) -> None:
    birth = BirthId(Birth.objects.earliest("pk").pk)
    journey.mark(birth=birth, kind=MarkerKind.ADOPTION, source="person", by=BY, at=world.at)
    page = sign_in(IG).get(reverse(PAGE)).content.decode()
    assert "A safeguard forbids writing" in page
    assert "adopt" not in page.casefold()


def test_a_lead_says_that_one_need_not_be_told(world: World, untold: str, sign_in: SignIn) -> None:
    client, address = sign_in(IG), reverse("informing-exempt", args=[untold])
    assert "Answer: Why?" in client.post(address, {"reason": ""}).content.decode()
    page = client.post(address, {"reason": Exempt.SERIOUS_HARM}, follow=True).content.decode()
    assert "Noted." in page
    assert Exemption.objects.get().reason == Exempt.SERIOUS_HARM
    assert client.get(reverse("informing-exempt", args=["NOBODY"])).status_code == 404


def test_the_lead_is_led_there_by_the_alert(world: World, untold: str, sign_in: SignIn) -> None:
    informing.chase(at=world.at)
    page = sign_in(IG).get(reverse("alerts")).content.decode()
    assert f'href="{reverse(PAGE)}"' in page


def test_long_lists_come_page_by_page(
    world: World, untold: str, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = world.at - timedelta(days=33)
    bring(then, born(then, "R3", parent_name="Sam Jones", baby_surname="Jones"))
    for module in (informing, pages):
        monkeypatch.setattr(module, "PAGE_SIZE", 1)
    client = sign_in(IG)
    assert untold in client.get(reverse(PAGE)).content.decode()
    second = client.get(reverse(PAGE), {"page": "2"}).content.decode()
    assert untold not in second
    assert "Page 2 of 2" in second
    assert client.get(reverse(PAGE), {"page": "3"}).status_code == 302


def test_a_lift_on_a_parents_word_asks_how_the_parent_is_known(world: World, untold: str, sign_in: SignIn) -> None:
    birth = Birth.objects.earliest("pk")
    kind = MarkerKind.OBJECTION
    journey.mark(birth=BirthId(birth.pk), kind=kind, source="telephone", by=BY, at=world.at)
    client, address = sign_in(IG), reverse("ask_lift", args=[birth.reference])
    asked = {"kind": MarkerKind.OBJECTION, "reason": LiftReason.PARENT_WITHDREW}
    assert "Say how you know that it is the parent" in client.post(address, asked).content.decode()
    client.post(address, asked | {"known_by": ParentKnownBy.COURT_ORDER})
    [lift] = Lift.objects.all()
    assert lift.known_by == ParentKnownBy.COURT_ORDER
