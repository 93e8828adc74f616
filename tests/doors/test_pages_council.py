"""What a council's people can see, explain, stop and lift."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from rightstart import journey
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert
from rightstart.births.models import Birth, Review
from rightstart.directory.models import Organisation
from rightstart.directory.rules import RoleKind
from rightstart.engine import keys
from rightstart.intake.models import Consignment
from rightstart.ledger.checkpoint import Signer
from rightstart.ledger.publish import publish
from rightstart.ledger.seal import seal
from rightstart.safeguards.models import Lift
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId, OrganisationId
from tests import opened
from tests.doors.conftest import SignIn
from tests.doors.world import BY, PASSWORD, World, born, bring

STEWARD, SAFE, IG = RoleKind.DATA_STEWARD, RoleKind.SAFEGUARDING_LEAD, RoleKind.IG_LEAD


def page(client: Client, name: str, *given: object) -> str:
    return client.get(reverse(name, args=given), follow=True).content.decode()


def only_birth() -> Birth:
    return Birth.objects.get()


def hold(world: World, kind: MarkerKind = MarkerKind.ADOPTION) -> str:
    """A birth handed over and then marked; its reference."""
    bring(world.at, born(world.at, "R1"))
    birth = only_birth()
    journey.mark(birth=BirthId(birth.pk), kind=kind, source="person", by=BY, at=world.at)
    return birth.reference


def test_a_disclosure_is_explained_with_its_agreement_and_ledger_entry(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    told = page(sign_in(STEWARD), "birth", only_birth().reference)
    assert "Handed to Little Stars Family Hub." in told
    assert "II-1, version 1" in told
    assert "Childcare Act" in told or "Children Act" in told
    assert "Smith" not in told


@pytest.mark.parametrize(("role", "told"), [(STEWARD, False), (SAFE, True)])
def test_the_reason_of_a_hold_is_told_to_few(world: World, sign_in: SignIn, role: RoleKind, told: bool) -> None:
    reference = hold(world)
    shown = page(sign_in(role), "birth", reference)
    assert ("Adoption" in shown) is told
    assert ("Ask your safeguarding lead" in shown) is not told


def test_a_birth_is_found_by_posting_its_reference(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    reference = only_birth().reference
    asked = sign_in(STEWARD).post(reverse("births"), {"reference": reference})
    assert asked["Location"] == reverse("birth", args=[reference])
    assert (
        "letters, figures and dashes"
        in sign_in(STEWARD).post(reverse("births"), {"reference": "A Smith"}).content.decode()
    )


def test_a_reference_that_this_council_does_not_know_is_not_found(sign_in: SignIn) -> None:
    for name in ("birth", "mark", "ask_lift"):
        assert sign_in(STEWARD).get(reverse(name, args=["unknown"])).status_code == 404


def test_marking_a_birth_takes_it_off_the_centres_worklist_at_once(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    worker = sign_in(RoleKind.CENTRE_WORKER)
    assert "Alex Smith" in page(worker, "worklist")
    client, address = sign_in(IG), reverse("mark", args=[only_birth().reference])
    assert "Tick: I understand" in client.post(address, {"kind": "adoption"}).content.decode()
    client.post(address, {"kind": "adoption", "sure": "on"})
    seen = page(worker, "worklist")
    assert "Alex Smith" not in seen
    assert "called back" in seen
    assert "doption" not in seen


def test_a_lift_needs_a_second_person_who_gives_the_password_again(world: World, sign_in: SignIn) -> None:
    reference = hold(world)
    given = {"kind": "adoption", "reason": "social-care-cleared"}
    asking = sign_in(SAFE)
    asking.post(reverse("ask_lift", args=[reference]), given)
    address = reverse("confirm_lift", args=[Lift.objects.get().pk])
    for client in (asking, second := sign_in(IG)):
        assert client.get(address)["Location"].startswith(reverse("account_reauthenticate"))
        client.post(f"{reverse('account_reauthenticate')}?next={address}", {"password": PASSWORD})
    assert "You asked for this yourself" in asking.get(address).content.decode()
    assert "You asked for this yourself" in asking.post(address, {"checked": "on"}).content.decode()
    assert second.post(address, {"checked": "on"})["Location"] == reverse("lifts")
    assert Lift.objects.get().confirmed_at is not None
    assert "Handed to Little Stars" in page(asking, "birth", reference)


def test_asking_for_a_lift_tells_a_steward_nothing_of_what_is_marked(world: World, sign_in: SignIn) -> None:
    reference = hold(world)
    birth = BirthId(Birth.objects.get(reference=reference).pk)
    journey.mark(birth=birth, kind=MarkerKind.PROFESSIONAL_ADVICE, source="person", by=BY, at=world.at)
    address, client = reverse("ask_lift", args=[reference]), sign_in(STEWARD)
    told = [
        client.post(address, {"kind": kind, "reason": reason}, follow=True).content.decode()
        for kind, reason in (("professional-advice", "author-withdrew"), ("supplier-hold", "source-corrected"))
    ]
    assert all("If such a marker stands" in one for one in told)
    assert Lift.objects.count() == 1


def test_what_only_a_lead_may_ask_is_not_offered_to_a_steward_and_each_marker_has_its_own_reasons(
    world: World, sign_in: SignIn
) -> None:
    address = reverse("ask_lift", args=[hold(world)])
    assert 'value="adoption"' not in sign_in(STEWARD).get(address).content.decode()
    refused = sign_in(STEWARD).post(address, {"kind": "adoption", "reason": "social-care-cleared"}).content.decode()
    assert "There is a problem" in refused
    wrong = sign_in(SAFE).post(address, {"kind": "adoption", "reason": "author-withdrew"}).content.decode()
    assert "This cannot end such a marker. What can: social care says" in wrong
    asked = sign_in(IG).post(
        address, {"kind": "objection", "reason": "parent-withdrew", "known_by": "vouched-for"}, follow=True
    )
    assert "If such a marker stands" in asked.content.decode()
    assert not Lift.objects.exists()


def test_the_safeguarding_lead_sees_every_hold_with_its_reason(world: World, sign_in: SignIn) -> None:
    reference = hold(world)
    client = sign_in(SAFE)
    shown = page(client, "holds")
    assert reference in shown
    assert "Adoption" in shown
    address = reverse("hold_stays", args=[reference])
    assert "Nobody has yet" in client.get(address).content.decode()
    assert "The hold stays" in client.post(address, follow=True).content.decode()
    assert "Nobody has yet" not in client.get(address).content.decode()
    nothing = sign_in(IG).get(address, follow=True).content.decode()
    assert ("Nothing of yours holds this birth" in nothing, "Adoption" in nothing) == (True, False)


def test_two_alike_are_a_question_until_a_person_answers(world: World, sign_in: SignIn) -> None:
    alike: dict[str, Any] = {"nhs_number": "", "baby_forename": ""}
    bring(world.at, born(world.at, "R1", **alike), born(world.at, "R2", **alike))
    client = sign_in(STEWARD)
    assert "Two records may be one baby" in page(client, "questions")
    address = reverse("question", args=[Review.objects.filter(kind="same-baby").get().pk])
    assert "Same: it is one baby" in client.get(address).content.decode()
    answer = client.post(address, {"answer": "keep-both"})
    assert answer["Location"] == reverse("questions")
    assert Review.objects.filter(kind="same-baby").get().answer == "keep-both"


def test_contradicting_identities_are_for_the_safeguarding_lead_and_never_side_by_side(
    world: World, sign_in: SignIn
) -> None:
    bring(world.at, born(world.at, "R1", nhs_number="9990000018"))
    bring(world.at, born(world.at, "R1", nhs_number="9990000026", action="correct"))
    reviews = Review.objects.filter(kind="identity-conflict").select_related("birth")
    references = {one.birth.reference for one in reviews}
    assert len(references) == 2
    assert "two identities" not in page(sign_in(STEWARD), "questions")
    for review in reviews:
        shown = page(sign_in(SAFE), "question", review.pk)
        assert {one for one in references if one in shown} == {review.birth.reference}
        assert "Same: it is one baby" not in shown
        assert sign_in(STEWARD).get(reverse("question", args=[review.pk]))["Location"] == reverse("questions")


def test_quarantine_shows_values_beside_faults_and_takes_the_corrected_row_in(world: World, sign_in: SignIn) -> None:
    good = [born(world.at, f"R{n}", parent_name=f"Sam Example{n}") for n in range(4)]
    bring(world.at, *good, born(world.at, "R9", born_on="2019-99-99", baby_surname="Wilson"))
    client = sign_in(STEWARD)
    assert "born_on" in page(client, "quarantine")
    address = reverse("quarantined", args=[1])
    shown = client.get(address).content.decode()
    assert "Wilson" in shown
    assert "2019-99-99" in shown
    assert "is not a date" in client.post(address, {"born_on": "yesterday"}).content.decode()
    row = born(world.at, "R9")
    assert client.post(address, {"born_on": row["born_on"]})["Location"] == reverse("quarantine")
    assert len(opened.notices(baby_surname="Wilson")) == 1
    assert "Nothing waits" in page(client, "quarantine")


def test_a_long_quarantine_is_shown_by_pages_and_by_what_is_wrong(world: World, sign_in: SignIn) -> None:
    wrong = [born(world.at, f"Q{n}", born_on="soon", address_line_1=f"{n} Road") for n in range(51)]
    other = born(world.at, "Q99", postcode="HX1", address_line_1="99 Road")
    good = [born(world.at, f"R{n}", parent_name=f"Sam Example{n}", address_line_1=f"{n} Lane") for n in range(130)]
    bring(world.at, *wrong, other, *good)
    client = sign_in(STEWARD)
    first = page(client, "quarantine")
    assert ("52 rows wait" in first, "Page 1 of 2" in first, "born_on: date-form (51)" in first) == (True, True, True)
    some = client.get(reverse("quarantine"), {"fault": "postcode:postcode-form"}).content.decode()
    assert ("1 row waits" in some, "Page 1 of" in some) == (True, False)
    second = client.get(reverse("quarantine"), {"fault": "born_on:date-form", "page": "2"}).content.decode()
    assert "Page 2 of 2" in second


def test_a_quarantined_row_is_rejected_with_a_reason(world: World, sign_in: SignIn) -> None:
    good = [born(world.at, f"R{n}", parent_name=f"Sam Example{n}") for n in range(4)]
    bring(world.at, *good, born(world.at, "R9", born_on="2019-99-99"))
    client, address = sign_in(STEWARD), reverse("reject", args=[1])
    assert "Why does it go back" in client.post(address, {"reason": "x"}).content.decode()
    given = {"why": "value-wrong", "reason": "No such date"}
    assert client.post(address, given)["Location"] == reverse("quarantine")
    told = page(client, "quarantine")
    assert "Nothing waits" in told
    assert "1 of 5" in told
    back = page(sign_in(RoleKind.SUPPLIER_SENDER), "quarantine")
    assert "Rows that came back to you" in back
    assert "No such date" in back
    assert "born_on is not a date that can be read" in back
    assert "Sam Example" not in back
    sender = sign_in(RoleKind.SUPPLIER_SENDER)
    assert "Rows that came back" not in sender.post(reverse("sent_back_done", args=[1]), follow=True).content.decode()


def test_the_register_says_of_each_agreement_whether_it_is_in_force(sign_in: SignIn) -> None:
    shown = page(sign_in(RoleKind.DIRECTOR), "agreements")
    assert shown.count("In force</strong>") == 2
    assert shown.count("In force, but nothing has ever come") == 2
    assert "Sunshine Children’s Centre" in shown
    assert "Tell of births" in shown


def test_reach_counts_families_by_centre(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    assert "Little Stars Family Hub" in page(sign_in(STEWARD), "reach")


def test_an_act_is_proved_from_its_leaf_hash(world: World, sign_in: SignIn) -> None:
    leaf = bring(world.at, born(world.at, "R1")).receipt["ledger"]["leaf"]
    client = sign_in(STEWARD)
    assert "waits for its place" in client.get(reverse("ledger"), {"leaf": leaf}).content.decode()
    assert "all 64 characters" in client.get(reverse("ledger"), {"leaf": "Smith"}).content.decode()
    assert "no such entry" in client.get(reverse("ledger"), {"leaf": "0" * 64}).content.decode()
    seal(signer=Signer("example.org/log", keys.signing_key(settings.HOME)), at=world.at)
    publish(directory=settings.LEDGER_DIRECTORY)
    assert "It is in the ledger: entry" in client.get(reverse("ledger"), {"leaf": leaf}).content.decode()


def test_a_birth_without_a_centre_is_placed_by_hand_and_handed_over(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1", postcode="HX1 9ZZ"))
    client, birth = sign_in(STEWARD), only_birth()
    shown = page(client, "questions")
    assert birth.reference in shown
    assert "No centre’s reach area covers the home" in shown
    address = reverse("place", args=[birth.reference])
    assert "Answer: Which centre serves this home?" in client.post(address, {"reason": "x"}).content.decode()
    client.post(address, {"centre": "CAL-02", "reason": "Agreed with the family"})
    assert "Handed to Sunshine" in page(client, "birth", birth.reference)


def test_an_alert_stands_on_the_home_page_of_its_role_and_of_no_other(world: World, sign_in: SignIn) -> None:
    council = OrganisationId(Organisation.objects.get(code="E08000033").pk)
    about = receipt_reference(world)
    raise_alert(to=council, role=STEWARD, kind=AlertKind.CONSIGNMENT_HELD, about=about, at=world.at)
    for name in ("home", "alerts"):
        told = page(sign_in(STEWARD), name)
        assert "A consignment is held" in told
        assert reverse("receipt", args=[about]) in told
        assert "A consignment is held" not in page(sign_in(IG), name)
    assert "Nothing waits for your role" in page(sign_in(IG), "alerts")


def receipt_reference(world: World) -> str:
    bring(world.at, born(world.at, "R1"))
    return Consignment.objects.get().reference


def test_a_council_sees_which_delivery_is_late_and_whose_word_is_fresh(world: World, sign_in: SignIn) -> None:
    assert "Was due by" in page(sign_in(STEWARD), "feeds")
    bring(world.at, born(world.at, "R1"))
    told = page(sign_in(STEWARD), "feeds")
    assert "Was due by" not in told
    assert "May go on" in told
    assert "Everything is in time." in page(sign_in(STEWARD), "home")


def test_the_page_of_a_birth_tells_whose_word_stands_as_of_when(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    assert "Confirmed by Calderdale Child Health, as of" in page(sign_in(STEWARD), "birth", only_birth().reference)
