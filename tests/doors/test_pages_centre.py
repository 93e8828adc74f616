"""What a centre's worker can see and do."""

import re
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.contact.assigning import workers
from rightstart.contact.models import Attempt
from rightstart.contact.rules import AttemptOutcome, Channel
from rightstart.contact.worklist import worklist
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import open_viewing
from rightstart.handover.models import CallBack, Receipt
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId, london_date
from tests.doors.conftest import SignIn
from tests.doors.world import BY, World, born, bring

WORKER = RoleKind.CENTRE_WORKER


def text(client: Client, name: str, *given: object) -> str:
    return client.get(reverse(name, args=given), follow=True).content.decode()


def reference(world: World) -> str:
    viewer = open_viewing("centre", world.centre, until=world.at + timedelta(days=1))
    return worklist(viewer, at=world.at).families[0].reference


def attempt(world: World, channel: Channel, outcome: AttemptOutcome, **more: str) -> dict[str, str]:
    on = london_date(world.at)
    return {"channel": channel.value, "outcome": outcome.value, "made_on": f"{on:%d/%m/%Y}", "note": ""} | more


def test_an_empty_worklist_says_why_and_what_to_do(world: World, sign_in: SignIn) -> None:
    client = sign_in(WORKER)
    page = text(client, "worklist")
    assert ("No family has come to you yet" in page, reverse("letter-words") in page) == (True, True)
    bring(world.at, born(world.at, "R1"))
    told = reference(world)
    assert "No family fits what you selected" in client.get(reverse("worklist"), {"show": "overdue"}).content.decode()
    client.post(reverse("family", args=[told]), attempt(world, Channel.AT_CENTRE, AttemptOutcome.JOINED))
    assert "All done" in text(client, "worklist")


def test_a_centre_whose_families_were_all_called_back_is_told_so_in_no_words(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    [birth] = Birth.objects.values_list("pk", flat=True)
    journey.mark(birth=BirthId(birth), kind=MarkerKind.ADOPTION, source="person", by=BY, at=world.at)
    assert "Nobody to contact today" in text(sign_in(WORKER), "worklist")


def test_families_are_assigned_several_at_once_and_shown_by_whose_they_are(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"), born(world.at, "R2", parent_name="Sam Jones", baby_surname="Jones"))
    client = sign_in(WORKER)
    viewer = open_viewing("centre", world.centre, until=world.at + timedelta(days=1))
    references = [one.reference for one in worklist(viewer, at=world.at).families]
    me = next(number for number, name in workers(world.centre, on=london_date(world.at)).items() if name == WORKER)
    posted = {"reference": references, "to": str(me), "show": "all", "whose": "nobodys", "order": "born", "page": "1"}
    answer = client.post(reverse("assign"), posted)
    assert answer["Location"] == f"{reverse('worklist')}?show=all&whose=nobodys&order=born&page=1"
    page = client.get(answer["Location"]).content.decode()
    assert ("Assigned: 2 families" in page, "No family fits" in page) == (True, True)
    assert client.get(reverse("worklist"), {"whose": "mine"}).content.decode().count(">You<") == 2
    page = client.post(
        reverse("assign"), {"reference": references[0], "family": references[0], "to": "nobody"}, follow=True
    )
    assert "Nobody" in page.content.decode()
    assert "Nothing was assigned" in client.post(reverse("assign"), {"to": str(me)}, follow=True).content.decode()
    assert "works at your centre" in client.post(reverse("assign"), {"to": "999"}, follow=True).content.decode()


def test_an_address_that_asks_for_what_there_is_not_shows_everything(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    page = sign_in(WORKER).get(reverse("worklist"), {"show": "'; --", "order": "9", "page": "0"})
    assert "Alex Smith" in page.content.decode()


def test_a_family_stands_once_with_its_next_step_and_day(world: World, sign_in: SignIn) -> None:
    twins = {"births_in_confinement": "2", "baby_surname": "Khan", "parent_name": "Noor Khan", "language": "ur"}
    bring(
        world.at,
        born(world.at, "R1", **twins, birth_order="1", baby_forename="Zara", interpreter="yes"),
        born(world.at, "R2", **twins, birth_order="2", baby_forename="Adam", interpreter="yes"),
    )
    page = text(sign_in(WORKER), "worklist")
    assert page.count("Noor Khan<") == 1
    assert "Your council sends the first letter" in page
    assert "Urdu; interpreter needed" in page
    assert "20 days" in page


def test_opening_the_worklist_acknowledges_what_was_handed_over_once(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    client = sign_in(WORKER)
    assert Receipt.objects.count() == 0
    text(client, "worklist")
    text(client, "worklist")
    assert Receipt.objects.count() == 1


def test_another_centres_worker_sees_no_trace_of_the_family(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1", postcode="HX1 4RG"))
    viewer = open_viewing("centre", world.other_centre, until=world.at + timedelta(days=1))
    theirs = worklist(viewer, at=world.at).families[0].reference
    client = sign_in(WORKER)
    assert "Alex Smith" not in text(client, "worklist")
    answer = client.get(reverse("family", args=[theirs]))
    assert (answer.status_code, "Alex Smith" in answer.content.decode()) == (404, False)


def test_a_letter_is_recorded_and_the_next_step_changes(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    client, family = sign_in(WORKER), reverse("family", args=[reference(world)])
    assert "12 Parkinson Lane" in client.get(family).content.decode()
    answer = client.post(family, attempt(world, Channel.LETTER, AttemptOutcome.SENT, note="second class"))
    assert answer["Location"] == reverse("worklist")
    page = client.get(family).content.decode()
    assert "second class" in page
    assert "Wait for a reply" in page


def test_a_visit_before_an_answer_is_refused_in_words(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    family = reverse("family", args=[reference(world)])
    answer = sign_in(WORKER).post(family, attempt(world, Channel.VISIT, AttemptOutcome.NO_ANSWER))
    assert answer.status_code == 200
    assert "only when the family has answered" in answer.content.decode()


def test_the_page_says_which_ways_are_not_offered_yet_and_what_opens_them(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    client, told = sign_in(WORKER), reference(world)
    family, call = reverse("family", args=[told]), attempt(world, Channel.PHONE, AttemptOutcome.NO_ANSWER)
    page = client.get(family).content.decode()
    assert "Telephone, Text message, Email" in page
    assert "opens once it has been sent" in page
    assert ('value="letter"' in page, 'value="phone"' in page, 'value="visit"' in page) == (True, False, False)
    assert "a letter comes first" in client.post(family, call).content.decode()
    client.post(family, attempt(world, Channel.LETTER, AttemptOutcome.SENT))
    page = client.get(family).content.decode()
    assert ('value="phone"' in page, 'value="visit"' in page) == (True, False)
    assert client.post(family, call).status_code == 302


def test_a_family_that_was_referred_may_be_visited(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    client, told = sign_in(WORKER), reference(world)
    page, family = reverse("referred", args=[told]), reverse("family", args=[told])
    assert "Who referred the family to you?" in client.get(page).content.decode()
    on = london_date(world.at)
    late = {"by_whom": "midwife", "referred_on": f"{on + timedelta(days=1):%d/%m/%Y}"}
    assert "not in the future" in client.post(page, late).content.decode()
    shown = client.post(page, late | {"referred_on": f"{on:%d/%m/%Y}"}, follow=True).content.decode()
    assert "A midwife, on" in shown
    assert client.post(family, attempt(world, Channel.VISIT, AttemptOutcome.NO_ANSWER)).status_code == 302
    assert client.get(reverse("referred", args=["unknown"])).status_code == 404


def test_an_attempt_cannot_lie_in_the_future(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    tomorrow = f"{london_date(world.at) + timedelta(days=1):%d/%m/%Y}"
    made = attempt(world, Channel.LETTER, AttemptOutcome.SENT, made_on=tomorrow)
    answer = sign_in(WORKER).post(reverse("family", args=[reference(world)]), made)
    assert "not in the future" in answer.content.decode()


def test_a_bereavement_told_at_the_door_stops_contact_and_asks_for_copies(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    client, told = sign_in(WORKER), reference(world)
    made = attempt(world, Channel.PHONE, AttemptOutcome.BEREAVEMENT)
    page = client.post(reverse("family", args=[told]), made, follow=True).content.decode()
    assert "stops everywhere" in page
    assert "Alex Smith" not in page
    assert f'value="{told}"' in page
    assert client.get(reverse("family", args=[told])).status_code == 404
    page = client.post(reverse("destroyed"), {"reference": [told]}, follow=True).content.decode()
    assert "Confirmed as destroyed: 1" in page
    assert not CallBack.objects.filter(answered_at__isnull=True).exists()


def test_a_family_that_waits_is_recognised_but_not_found_and_what_it_says_is_taken(
    world: World, sign_in: SignIn
) -> None:
    bring(world.at - timedelta(days=9), born(world.at - timedelta(days=9), "R1"))
    client = sign_in(WORKER)
    page = text(client, "worklist")
    assert "Wait: do not contact these families for now" in page
    assert ("Alex Smith" in page, "12 Parkinson Lane" in page, "HX1" in page) == (True, False, False)
    viewer = open_viewing("centre", world.centre, until=world.at + timedelta(days=1))
    [waits] = worklist(viewer, at=world.at).waiting
    address = reverse("family", args=[waits.reference])
    page = client.get(address).content.decode()
    assert ("Do not contact this family for now" in page, "12 Parkinson Lane" in page) == (True, False)
    assert "Sent, no reply yet" not in page
    refused = client.post(address, attempt(world, Channel.LETTER, AttemptOutcome.SENT)).content.decode()
    assert "There is a problem" in refused
    told = client.post(address, attempt(world, Channel.PHONE, AttemptOutcome.BEREAVEMENT), follow=True)
    assert "stops everywhere" in told.content.decode()


def test_what_has_changed_takes_effect_at_once(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    client, told = sign_in(WORKER), reference(world)
    page, family = reverse("changed", args=[told]), reverse("family", args=[told])
    assert "Something has changed" in client.get(page).content.decode()
    speaks = attempt(world, Channel.HEALTH_VISITOR, AttemptOutcome.LANGUAGE)
    assert "Select a language" in client.post(page, speaks).content.decode()
    client.post(page, speaks | {"language": "ur", "interpreter": "needed"})
    shown = client.get(family).content.decode()
    assert ("Urdu" in shown, "Interpreter needed" in shown) == (True, True)
    client.post(page, attempt(world, Channel.LETTER, AttemptOutcome.NOT_AT_ADDRESS))
    assert "the right address is being asked for" in client.get(family).content.decode()
    gone = client.post(page, attempt(world, Channel.PHONE, AttemptOutcome.MOVED), follow=True).content.decode()
    assert ("stops everywhere" in gone, "Alex Smith" in gone) == (True, False)
    assert client.get(page).status_code == 404


def test_a_form_sent_twice_is_recorded_once(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    client, family = sign_in(WORKER), reverse("family", args=[reference(world)])
    form = re.findall(r'name="form" value="([0-9a-f]{32})"', client.get(family).content.decode())
    sent = attempt(world, Channel.LETTER, AttemptOutcome.SENT, form=form[0])
    pages = [client.post(family, sent, follow=True).content.decode() for _ in range(2)]
    assert all("Recorded." in page for page in pages)
    assert Attempt.objects.count() == 1


def test_confirming_nothing_is_pointed_out(world: World, sign_in: SignIn) -> None:
    assert "Nothing was confirmed" in sign_in(WORKER).post(reverse("destroyed"), follow=True).content.decode()


def test_a_page_beyond_the_last_leads_back_to_the_first(world: World, sign_in: SignIn) -> None:
    assert sign_in(WORKER).get(reverse("worklist"), {"page": "9"})["Location"] == reverse("worklist")


def test_no_page_of_a_family_may_be_kept_by_a_browser(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    assert sign_in(WORKER).get(reverse("worklist"))["Cache-Control"] == "no-store"
