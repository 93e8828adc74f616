"""Families who move, on the pages: told of by a supplier, handed on by a council, met by a centre; and letters that come back."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rightstart import journey
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.births.models import Birth
from rightstart.contact.models import Retrace
from rightstart.contact.worklist import worklist
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import open_viewing
from rightstart.intake.contract import Attestation
from rightstart.intake.models import Notice, Offer, Quarantined
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId, london_date
from tests import opened
from tests.doors.confirming import confirmed
from tests.doors.conftest import SignIn
from tests.doors.world import BY, ITEMS_OUT, OURS, THEIRS, World, agree_on, born, bring

ARRIVALS = InstrumentKind.ARRIVALS_SHARING
SAFE = RoleKind.SAFEGUARDING_LEAD
NEW_HOME = {"council": THEIRS, "address_line_1": "9 New Road", "postcode": "HD1 1AA", "sure": "on"}


def agree_between_councils(world: World) -> None:
    agree_on(world.at - timedelta(days=35), "ARR-2", OURS, THEIRS, Hop.COUNCIL_TO_COUNCIL, ARRIVALS)


def arrival(client: Client, world: World, **more: object) -> str:
    toddler = london_date(world.at) - timedelta(days=900)
    row = born(world.at, "A1", born_on=f"{toddler:%d/%m/%Y}", told_on="")
    told = row | {"council": OURS, "attests": [one.value for one in Attestation]} | more
    return client.post(reverse("arrival"), told, follow=True).content.decode()


def moved_away(world: World) -> str:
    """A family that has moved, and its reference."""
    bring(world.at, born(world.at, "R1"))
    bring(world.at, born(world.at, "R1", postcode="HD1 1AA", action="correct"))
    return Birth.objects.get().reference


def hand_on(client: Client, reference: str, **more: str) -> str:
    return client.post(reverse("hand_on", args=[reference]), NEW_HOME | more, follow=True).content.decode()


def test_a_supplier_tells_of_a_family_that_has_moved_in(world: World, sign_in: SignIn) -> None:
    client = sign_in(RoleKind.SUPPLIER_SENDER)
    assert "There is no council to tell" in client.get(reverse("arrival")).content.decode()
    agree_on(world.at - timedelta(days=35), "ARR-1", "CHIS01", OURS, kind=ARRIVALS)
    assert "Enter postcode" in arrival(client, world, postcode="")
    assert not Notice.objects.exists()
    assert "The file was taken in." in arrival(client, world)
    assert Notice.objects.get().arrived
    journey.hand_over_due(by=BY, at=timezone.now())
    page = sign_in(RoleKind.CENTRE_WORKER).get(reverse("worklist")).content.decode()
    assert ("Alex Smith" in page, "Moved in" in page) == (True, True)


def test_whoever_may_know_why_hands_a_family_to_its_new_council(world: World, sign_in: SignIn) -> None:
    reference = moved_away(world)
    client = sign_in(SAFE)
    assert "Hand this family to its new council" in client.get(reverse("birth", args=[reference])).content.decode()
    assert (
        "There is no council to hand a family to" in client.get(reverse("hand_on", args=[reference])).content.decode()
    )
    agree_between_councils(world)
    assert "another council than the one selected" in hand_on(client, reference, postcode="HX1 3XL")
    assert "is not a postcode" in hand_on(client, reference, postcode="NOWHERE")
    assert "Handed to its new council" in hand_on(client, reference)
    assert Birth.objects.count() == 2


def test_nobody_else_hands_a_family_on_nor_learns_that_it_has_moved(world: World, sign_in: SignIn) -> None:
    reference = moved_away(world)
    for role in set(RoleKind) - {SAFE}:
        assert sign_in(role).get(reverse("hand_on", args=[reference])).status_code == 403
    page = sign_in(RoleKind.DATA_STEWARD).get(reverse("birth", args=[reference])).content.decode()
    assert "new council" not in page


def test_a_family_that_has_not_moved_is_not_handed_on(world: World, sign_in: SignIn) -> None:
    agree_between_councils(world)
    bring(world.at, born(world.at, "R1"))
    assert "Not every baby of this family" in hand_on(sign_in(SAFE), Birth.objects.get().reference)


def test_both_councils_see_the_agreement_under_which_families_move(world: World, sign_in: SignIn) -> None:
    agree_between_councils(world)
    page = sign_in(RoleKind.DIRECTOR).get(reverse("agreements")).content.decode()
    assert ("ARR-2" in page, "Agreement about families who move in" in page) == (True, True)


def test_items_that_the_councils_did_not_agree_on_stay_behind(world: World, sign_in: SignIn) -> None:
    few = ITEMS_OUT - {"language", "parent_name"}
    agree_on(world.at - timedelta(days=35), "ARR-2", OURS, THEIRS, Hop.COUNCIL_TO_COUNCIL, ARRIVALS, items=few)
    assert "Handed to its new council" in hand_on(sign_in(SAFE), moved_away(world))
    there = opened.notice(arrived=True)
    assert (there.parent_name, there.language, there.address) == (None, None, "9 New Road")


# -- letters that come back


def letter_comes_back(world: World, sign_in: SignIn) -> str:
    """A family's first letter has come back to its centre; gives the family's page."""
    bring(world.at, born(world.at, "R1"))
    viewer = open_viewing("centre", world.centre, until=world.at + timedelta(days=1))
    page = reverse("family", args=[worklist(viewer, at=world.at).families[0].reference])
    told = {"channel": "letter", "outcome": "returned-mail", "made_on": f"{london_date(world.at):%d/%m/%Y}"}
    sign_in(RoleKind.CENTRE_WORKER).post(page, told)
    return page


def test_a_supplier_is_asked_for_the_address_of_its_own_record(world: World, sign_in: SignIn) -> None:
    agree_on(world.at - timedelta(days=35), "DSA-1", "CHIS01", OURS, tells_back=True)
    family = letter_comes_back(world, sign_in)
    worker, sender = sign_in(RoleKind.CENTRE_WORKER), sign_in(RoleKind.SUPPLIER_SENDER)
    assert "the right address is being asked for" in worker.get(family).content.decode()
    alerts = sender.get(reverse("alerts")).content.decode()
    assert "An address seems wrong" in alerts
    page = sender.get(reverse("told-back")).content.decode()
    assert ("R1" in page, "Smith" in page, "Parkinson" in page) == (True, False, False)
    letter = reverse("returned-letter", args=[Retrace.objects.get().reference])
    assert "There is a problem" in sender.post(letter, {"found": ""}).content.decode()
    assert "Answered." in sender.post(letter, {"found": "same-address"}, follow=True).content.decode()
    assert "Write again" in worker.get(family).content.decode()
    assert "Somebody has answered this already" in sender.get(letter, follow=True).content.decode()


def test_a_steward_looks_for_the_address_where_nothing_is_told_back_and_the_centre_gives_up(
    world: World, sign_in: SignIn
) -> None:
    family = letter_comes_back(world, sign_in)
    worker, steward = sign_in(RoleKind.CENTRE_WORKER), sign_in(RoleKind.DATA_STEWARD)
    assert "No letter waits" in sign_in(RoleKind.SUPPLIER_SENDER).get(reverse("told-back")).content.decode()
    assert "the supplier may not be told" in steward.get(reverse("told-back")).content.decode()
    early = worker.post(f"{family}/give-up", follow=True).content.decode()
    assert "only once nobody knows its address" in early
    letter = reverse("returned-letter", args=[Retrace.objects.get().reference])
    steward.post(letter, {"found": "not-found"})
    assert "Give the family up" in worker.get(family).content.decode()
    gone = worker.post(f"{family}/give-up", follow=True).content.decode()
    assert ("Given up." in gone, "Alex Smith" in gone) == (True, False)


def test_a_supplier_sees_what_its_council_put_right_takes_it_as_csv_and_answers(world: World, sign_in: SignIn) -> None:
    agree_on(world.at - timedelta(days=35), "DSA-1", "CHIS01", OURS, tells_back=True)
    good = [born(world.at, f"X{number}", address_line_1=f"{number} Road") for number in range(4)]
    bring(world.at, born(world.at, "R1", born_on="2019-99-99"), *good)
    steward, sender = sign_in(RoleKind.DATA_STEWARD), sign_in(RoleKind.SUPPLIER_SENDER)
    on = f"{london_date(world.at) - timedelta(days=20):%d/%m/%Y}"
    steward.post(reverse("quarantined", args=[Quarantined.objects.get().pk]), {"born_on": on, "action": "correct"})
    page = sender.get(reverse("told-back")).content.decode()
    assert ("Corrections offered to you" in page, on in page) == (True, True)
    assert f"R1,{on}" in confirmed(sender).get(reverse("corrections")).content.decode()
    assert "Corrections offered, not answered yet" in steward.get(reverse("told-back")).content.decode()
    assert on not in steward.get(reverse("told-back")).content.decode()
    answer = reverse("answer-offer", args=[Offer.objects.get().reference])
    assert steward.post(answer, {"answer": "taken"}).status_code == 403
    assert "What was offered is destroyed" in sender.post(answer, {"answer": "taken"}, follow=True).content.decode()
    assert on not in sender.get(reverse("told-back")).content.decode()


def test_a_correction_that_may_no_longer_be_told_is_gone_from_the_first_page_and_the_alerts_too(
    world: World, sign_in: SignIn
) -> None:
    agree_on(world.at - timedelta(days=35), "DSA-1", "CHIS01", OURS, tells_back=True)
    good = [born(world.at, f"X{number}", address_line_1=f"{number} Road") for number in range(4)]
    bring(world.at, born(world.at, "R1", born_on="2019-99-99"), *good)
    on = f"{london_date(world.at) - timedelta(days=20):%d/%m/%Y}"
    quarantined = reverse("quarantined", args=[Quarantined.objects.get().pk])
    sign_in(RoleKind.DATA_STEWARD).post(quarantined, {"born_on": on, "action": "correct"})
    sender = sign_in(RoleKind.SUPPLIER_SENDER)
    said = ("A correction is offered to you", "1 correction is offered to you")
    before = "".join(sender.get(address).content.decode() for address in ("/", reverse("alerts")))
    assert all(words in before for words in said)
    mended = BirthId(Birth.objects.latest("pk").pk)
    journey.mark(birth=mended, kind=MarkerKind.ADOPTION, source="person", by=BY, at=world.at)
    after = "".join(sender.get(address).content.decode() for address in ("/", reverse("alerts")))
    assert not any(words in after for words in said)
