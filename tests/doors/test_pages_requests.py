"""The pages on which families' requests are noted, worked on and answered: by whom, and what nobody else is shown."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.directory.rules import RoleKind
from rightstart.rights.models import Request
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId, london_date
from rightstart.web.days import day
from tests.doors.confirming import confirmed
from tests.doors.conftest import SignIn
from tests.doors.proof import said
from tests.doors.world import BY, World, born, bring

STEWARD, IG, SAFE = RoleKind.DATA_STEWARD, RoleKind.IG_LEAD, RoleKind.SAFEGUARDING_LEAD
NAMED = {"known_by": "photo-and-red-book", "asker": "named"}


@pytest.fixture
def sign_in(sign_in: SignIn) -> SignIn:
    """Everybody here has just shown again who they are: files about families are fetched."""
    return lambda who: confirmed(sign_in(who))


@pytest.fixture
def birth(world: World) -> Birth:
    bring(world.at, born(world.at, "R1"))
    return Birth.objects.get()


def note(client: Client, birth: Birth, kind: str, **told: str) -> str:
    given = {"birth": birth.reference, "kind": kind, **NAMED, **told}
    page = client.post(reverse("request-note"), given, follow=True).content.decode()
    assert "Noted. Tell the parent the reference" in page
    return Request.objects.latest("pk").reference


def page(client: Client, name: str, *given: str, **told: Any) -> str:
    """A page as it is read, or what is answered to a form."""
    address = reverse(name, args=given)
    answer = client.post(address, told, follow=True) if told else client.get(address)
    return answer.content.decode()


def mark(world: World, birth: Birth, kind: MarkerKind = MarkerKind.PROFESSIONAL_ADVICE) -> None:
    journey.mark(birth=BirthId(birth.pk), kind=kind, source="person", by=BY, at=world.at)


def test_a_copy_is_noted_by_a_steward_and_packed_and_answered_by_a_lead(birth: Birth, sign_in: SignIn) -> None:
    reference = note(sign_in(STEWARD), birth, "access")
    assert sign_in(STEWARD).get(reverse("request", args=[reference])).status_code == 403
    client = sign_in(IG)
    assert "Make the pack, read it, and hand it over" in page(client, "request", reference)
    made = client.post(reverse("request-pack", args=[reference]))
    with ZipFile(BytesIO(made.content)) as files:
        own = f"family-{reference}"
        assert set(files.namelist()) == {f"{own}.pdf", f"{own}.json", "family-pack-1.json"}
        told = json.loads(files.read(f"family-{reference}.json"))
    assert told["statements"][0]["said"]["baby_surname"] == "Smith"
    assert "Noted how it ended" in page(client, "request-answered", reference, outcome="given", ground="")
    shown = page(client, "request", reference)
    assert "With this letter comes a copy of what we hold" in shown
    assert "Make the pack</button>" not in shown
    assert "Answered" in page(client, "requests")


def test_the_reply_is_a_pdf_and_a_word_file_and_names_nobody(birth: Birth, sign_in: SignIn) -> None:
    reference = note(sign_in(IG), birth, "access")
    client = sign_in(IG)
    starts = {"pdf": b"%PDF", "docx": b"PK"}
    for form, start in starts.items():
        answer = client.get(reverse("request-letter", args=[reference, form]))
        assert answer.content.startswith(start)
        assert "Its reference is" in said(answer)
        assert not [words for words in ("Parkinson", "Smith", birth.reference) if words in said(answer)]
    assert client.get(reverse("request-letter", args=[reference, "exe"])).status_code == 404


def test_who_asks_is_noted_later_and_until_then_no_pack_is_offered(birth: Birth, sign_in: SignIn) -> None:
    reference = note(sign_in(STEWARD), birth, "access", known_by="not-yet", asker="")
    assert "I have seen who it is" in page(sign_in(STEWARD), "requests")
    client = sign_in(IG)
    assert "Make the pack</button>" not in page(client, "request", reference)
    refused = client.post(reverse("request-pack", args=[reference]), follow=True).content.decode()
    assert "may not be made now" in refused
    assert "Select which parent it is" in page(client, "request-who", reference, known_by="vouched-for")
    assert "Nothing hinders the answer now" in page(sign_in(STEWARD), "request-who", reference, **NAMED)
    assert "That may not be done now" in page(sign_in(STEWARD), "request-who", reference, **NAMED)
    assert "Make the pack</button>" in page(client, "request", reference)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"birth": "NOBODY"}, "Your council holds no family with this reference"),
        ({"kind": ""}, "Answer: What does the parent ask for?"),
        ({"kind": "complaint"}, "Note what the complaint is about"),
        ({"kind": "correction"}, "Say which detail is wrong, and what it should be"),
        ({"kind": "correction", "detail": "address", "should_be": "9 New Road"}, "the postcode as the last line"),
        ({"kind": "correction", "detail": "born_on", "should_be": "soon"}, "Enter a real date"),
        ({"asker": ""}, "Select which parent it is"),
        ({"received_on": "yesterday"}, "Enter a real date"),
    ],
)
def test_a_form_that_is_not_right_says_what_to_do(
    birth: Birth, sign_in: SignIn, told: dict[str, str], words: str
) -> None:
    given = {"birth": birth.reference, "kind": "access", **NAMED} | told
    answer = sign_in(STEWARD).post(reverse("request-note"), given).content.decode()
    assert words in answer
    assert Request.objects.count() == 0


def test_where_the_lead_alone_answers_nobody_else_is_shown_anything(
    world: World, birth: Birth, sign_in: SignIn
) -> None:
    reference = note(sign_in(STEWARD), birth, "complaint", said="Why did you write?")
    assert "Why did you write?" in page(sign_in(IG), "request", reference)
    mark(world, birth)
    shown = page(sign_in(IG), "request", reference)
    assert "The safeguarding lead answers this one" in shown
    assert "Why did you write?" not in shown
    assert sign_in(IG).get(reverse("request-letter", args=[reference, "pdf"])).status_code == 404
    assert "That may not be done now" in page(sign_in(IG), "request-step", reference, step="acknowledged")
    lead = page(sign_in(SAFE), "request", reference)
    assert "Why did you write?" in lead
    assert "Tell nobody why it is yours" in lead


def test_the_lead_chooses_part_by_part_what_a_guarded_familys_pack_tells(
    world: World, birth: Birth, sign_in: SignIn
) -> None:
    reference = note(sign_in(STEWARD), birth, "access")
    mark(world, birth)
    client = sign_in(SAFE)
    assert "Which of these parts go all the same?" in page(client, "request", reference)
    silent = client.post(reverse("request-pack", args=[reference]))
    given = client.post(reverse("request-pack", args=[reference]), {"parts": ["home", "told"]})
    told = []
    for answer in (silent, given):
        with ZipFile(BytesIO(answer.content)) as files:
            told.append(files.read(f"family-{reference}.json").decode())
    assert ["Little Stars" in one for one in told] == ["12 Parkinson" in one for one in told] == [False, True]
    shown = page(client, "request", reference)
    assert "What the last pack left out" in shown
    assert "it is a professional’s advice" in shown
    assert "What the last pack left out" not in page(sign_in(IG), "request", reference)


def test_a_complaint_is_acknowledged_logged_and_answered_with_what_was_changed(birth: Birth, sign_in: SignIn) -> None:
    client = sign_in(IG)
    reference = note(client, birth, "complaint", said="You wrote to my old address")
    assert "Acknowledged." in page(client, "request-step", reference, step="acknowledged")
    assert "That may not be done now" in page(client, "request-step", reference, step="acknowledged")
    told = {"outcome": "partly-upheld", "changed": ["wording"]}
    assert "Noted how it ended" in page(client, "request-answered", reference, **told)
    log, table = page(client, "complaints"), page(client, "complaints-csv")
    assert "The words of a letter or page were changed" in log
    assert "partly-upheld,wording" in table
    assert not [words for words in ("old address", birth.reference, "Smith") if words in log + table]


def test_more_time_is_taken_with_a_reason_and_a_second_tab_is_told(world: World, birth: Birth, sign_in: SignIn) -> None:
    client = sign_in(IG)
    reference = note(client, birth, "access")
    assert "That may not be done now" in page(client, "request-step", reference, step="extended")
    extended = page(client, "request-step", reference, step="extended", why="complex")
    assert "We need two months more" in extended
    assert "Take two months more" not in extended
    assert "That may not be done now" in page(client, "request-step", reference, step="extended", why="many")
    assert page(client, "request-answered", reference, outcome="refused", ground="").count("Say why it is refused") >= 1
    assert day(london_date(world.at) + timedelta(days=40)) not in extended


def test_a_lead_takes_a_request_or_gives_it_to_one_who_may_answer_it(birth: Birth, sign_in: SignIn) -> None:
    client = sign_in(IG)
    reference = note(client, birth, "access")
    shown = page(client, "request", reference)
    assert "safeguarding-lead</option>" in shown
    assert "data-steward</option>" not in shown
    assert "Noted who has it" in page(client, "request-owner", reference, person="")
    assert "ig-lead" in page(client, "requests")
    assert "That may not be done now" in page(client, "request-owner", reference, person="999999")


def test_a_reviewer_passes_a_detail_on_or_leaves_it_and_the_lead_answers(birth: Birth, sign_in: SignIn) -> None:
    steward, told = sign_in(STEWARD), {"detail": "baby_forename", "should_be": "Olive"}
    first, second = (note(steward, birth, "correction", **told) for _ in range(2))
    assert first in page(steward, "desk")
    shown = page(steward, "correction", first)
    assert all(words in shown for words in ("Olivia", "Olive", "The detail is wrong: pass it on"))
    assert "tell whoever sent the record" in page(steward, "correction-decide", first, do="accept")
    assert "I have told whoever sent it" in page(steward, "correction", first)
    assert "A lead now answers the family" in page(steward, "correction-decide", first, do="by-hand")
    assert "Somebody has decided about this already" in page(steward, "correction-decide", first, do="accept")
    assert "Select why the detail stays" in page(steward, "correction-decide", second, do="decline")
    assert "The reply says why" in page(steward, "correction-decide", second, do="decline", why="not-shown")
    assert "No detail waits for you" in page(steward, "desk")
    assert "Noted how it ended" in page(sign_in(IG), "request-answered", second, outcome="not-changed", ground="")


def test_contact_to_an_address_in_doubt_is_held_from_the_desk(birth: Birth, sign_in: SignIn) -> None:
    steward = sign_in(STEWARD)
    told = {"detail": "address", "should_be": "9 New Road\nHX1 3XL"}
    reference = note(steward, birth, "correction", **told)
    assert "Hold contact to this address" in page(steward, "correction", reference)
    held = page(steward, "correction-decide", reference, do="hold")
    assert "Nobody writes or goes to the address" in held
    assert "Hold contact to this address" not in held


def test_what_is_not_there_is_not_found(world: World, sign_in: SignIn) -> None:
    client = sign_in(IG)
    for name in ("request", "request-who"):
        assert client.get(reverse(name, args=["NOBODY"])).status_code == 404
    assert client.get(reverse("request-letter", args=["NOBODY", "pdf"])).status_code == 404
    for name in ("request-pack", "request-answered"):
        assert client.post(reverse(name, args=["NOBODY"])).status_code == 404
    answer = sign_in(SAFE).get(reverse("correction", args=["NOBODY"]), follow=True)
    assert "There is no such correction" in answer.content.decode()
