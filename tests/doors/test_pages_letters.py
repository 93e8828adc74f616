"""First letters on the pages of whoever sends them, and of those who must see to it that one is stopped."""

import zipfile
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.contact.letters import queueing
from rightstart.contact.letters.offices import choose_sender
from rightstart.contact.letters.rules import Sender
from rightstart.contact.models import Attempt, LetterBatch
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.ledger.models import Leaf
from rightstart.release import halt
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId
from rightstart.web.letters import soon
from tests.doors.confirming import confirmed, unconfirmed
from tests.doors.conftest import SignIn
from tests.doors.population import families
from tests.doors.test_pages_centre import text
from tests.doors.world import BY, OURS, World, born, bring

STEWARD, LEAD, WORKER, IG = (
    RoleKind.DATA_STEWARD,
    RoleKind.SAFEGUARDING_LEAD,
    RoleKind.CENTRE_WORKER,
    RoleKind.IG_LEAD,
)


@pytest.fixture
def sign_in(sign_in: SignIn) -> SignIn:
    """Everybody here has just shown again who they are: files about families are fetched."""
    return lambda who: confirmed(sign_in(who))


@pytest.fixture
def steward(world: World, sign_in: SignIn) -> Client:
    """Two families wait for their letter, and there is a number to ring."""
    told = {"number": "01422 000000", "hours": "9 to 5", "by": BY, "at": world.at}
    keep_number(organisation_code=OURS, role=STEWARD, **told)
    bring(
        world.at,
        born(world.at, "R1"),
        born(world.at, "R2", baby_surname="Brown", parent_name="Kim Brown", address_line_1="2 Ash Grove"),
    )
    return sign_in(STEWARD)


def made(client: Client) -> str:
    client.post(reverse("make-letters"))
    return LetterBatch.objects.latest("pk").reference


def page(client: Client, batch: str) -> str:
    return text(client, "letter-batch", batch)


def pdf(client: Client, batch: str, form: str = "letters") -> str:
    answer = client.post(reverse("print-letters", args=[batch]), {"form": form})
    assert answer.headers["Content-Type"] == "application/pdf"
    return "\n".join(one.extract_text() for one in PdfReader(BytesIO(answer.content)).pages)


def post(client: Client, way: str, batch: str, **told: object) -> str:
    return client.post(reverse(way, args=[batch]), told, follow=True).content.decode()


def mark(world: World) -> None:
    """One of the two babies has died."""
    birth = BirthId(Birth.objects.latest("pk").pk)
    journey.mark(birth=birth, kind=MarkerKind.DEATH_INFORMAL, source="person", by=BY, at=world.at)


def test_a_batch_is_made_printed_and_posted(steward: Client) -> None:
    batch = made(steward)
    assert "2 letters to go" in page(steward, batch)
    paper = pdf(steward, batch)
    assert paper.count("Dear parent or carer") == 2
    assert "2 Ash Grove" in paper
    assert "Posted: 2 letters" in post(steward, "post-letters", batch)
    assert Attempt.objects.count() == 2
    assert "No family can be written to now" in steward.post(reverse("make-letters"), follow=True).content.decode()


def test_a_worker_makes_letters_for_the_families_that_were_selected_and_for_one(
    steward: Client, sign_in: SignIn, world: World
) -> None:
    worker = sign_in(WORKER)
    button = "Make letters for the selected families"
    assert button not in text(worker, "worklist")
    choose_sender(council=world.council, sender=Sender.CENTRES, by=BY, at=world.at)
    assert button in text(worker, "worklist")
    first, second = (one.reference for one in families(world))
    selected = {"for": "selected", "show": "all", "page": "1"}
    nothing = worker.post(reverse("make-letters"), selected, follow=True)
    assert "Select at least one family" in nothing.content.decode()
    assert nothing.redirect_chain[-1][0].startswith(reverse("worklist") + "?show=all")
    assert (
        "1 letter waits"
        in worker.post(reverse("make-letters"), selected | {"reference": first}, follow=True).content.decode()
    )
    assert "Make a letter for this family" not in (page := text(worker, "family", first))
    assert "is being made ready" in page
    assert "Make a letter for this family" in text(worker, "family", second)
    again = worker.post(reverse("make-letters"), selected | {"reference": [first, second]}, follow=True)
    assert "1 letter waits to be printed. 1 family of those selected" in again.content.decode()
    one = worker.post(reverse("make-letters"), selected | {"reference": first, "family": first}, follow=True)
    assert one.redirect_chain[-1][0] == reverse("family", args=[first])
    assert "each has its letter already" in one.content.decode()


def test_a_large_batch_is_made_behind_the_answer_and_can_be_tried_again(
    steward: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queueing, "STEP", 1)
    monkeypatch.setattr(soon, "finish", lambda: asked.append(1))
    asked: list[int] = []
    batch = made(steward)
    shown = page(steward, batch)
    assert ("1 of 2 letters made" in shown, "Being made" in text(steward, "letters")) == (True, True)
    assert "still being made" in post(steward, "print-letters", batch, form="letters")
    assert "1 of 2 letters made" in post(steward, "try-letters-again", batch)
    assert len(asked) == 2
    monkeypatch.undo()
    soon.finish().result()
    assert "2 letters to go" in page(steward, batch)


def test_a_council_makes_letters_for_families_by_their_references(steward: Client, world: World) -> None:
    first, _ = (one.reference for one in families(world))
    asked = reverse("letters-for")
    assert "Enter references only" in steward.post(asked, {"references": "Alex Smith?"}).content.decode()
    assert "No letter was made" in steward.post(asked, {"references": "NOBODYS"}).content.decode()
    said = steward.post(asked, {"references": f"{first}\nNOBODYS"}, follow=True).content.decode()
    assert "1 letter waits to be printed. 1 family of those selected may get no letter now." in said


def test_a_batch_leaves_for_hybrid_mail_counted_and_only_for_whoever_showed_again_who_they_are(
    steward: Client,
) -> None:
    batch = made(steward)
    answer = steward.post(reverse("hybrid-mail", args=[batch]))
    assert f'filename="hybrid-mail-{batch}.zip"' in answer["Content-Disposition"]
    archive = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert len(archive.namelist()) == 3
    [leaf] = [bytes(one.body) for one in Leaf.objects.all() if b"letters.printed" in bytes(one.body)]
    assert b'"letters":2' in leaf
    assert "no such batch" in post(steward, "hybrid-mail", "NOBODYS")
    unconfirmed(steward)
    assert "/account/confirm/" in steward.post(reverse("hybrid-mail", args=[batch])).headers["Location"]


@pytest.mark.parametrize("form", ["letters", "large", "labels"])
def test_every_form_names_nobody(steward: Client, form: str) -> None:
    paper = pdf(steward, made(steward), form)
    assert paper.count("Parent or carer") == 2
    assert "Brown" not in paper


def test_a_letter_that_must_not_go_is_named_and_nothing_counts_as_posted(
    steward: Client, sign_in: SignIn, world: World
) -> None:
    batch = made(steward)
    pdf(steward, batch)
    mark(world)
    for role in (STEWARD, LEAD):
        assert "A letter must not go out" in text(sign_in(role), "alerts")
    said = post(sign_in(STEWARD), "post-letters", batch)
    assert "Take the letters named below out of the pile first" in said
    assert not Attempt.objects.exists()
    shown = page(sign_in(LEAD), batch)
    assert "One letter must not go out" in shown
    assert "Check again and mark as posted" not in shown
    [number] = [str(one.number) for one in LetterBatch.objects.get().letters.filter(withdrawn_at__isnull=False)]
    assert "Noted: 1 letter" in post(sign_in(LEAD), "answer-letters", batch, number=number, answer="taken-out")
    assert "Posted: 1 letter" in post(sign_in(STEWARD), "post-letters", batch)


def test_nothing_ticked_is_nothing_noted(steward: Client, world: World) -> None:
    batch = made(steward)
    pdf(steward, batch)
    mark(world)
    assert "Tick each letter" in post(steward, "answer-letters", batch, answer="taken-out")
    assert "Nothing was noted" in post(steward, "answer-letters", "NOBODY", number="1", answer="taken-out")


def test_a_posted_letter_is_stopped_or_said_to_have_been_delivered(steward: Client, world: World) -> None:
    batch = made(steward)
    pdf(steward, batch)
    post(steward, "post-letters", batch)
    mark(world)
    shown = page(steward, batch)
    assert "Stopped on its way, and destroyed" in shown
    assert "Could not be stopped: the safeguarding lead knows" in shown


def test_a_letter_is_taken_out_by_its_number(steward: Client) -> None:
    batch = made(steward)
    assert "Enter numbers with commas between them" in post(steward, "take-letters-out", batch, numbers="the second")
    assert "Taken out: 1 letter" in post(steward, "take-letters-out", batch, numbers="2")
    assert "None of these is on its way" in post(steward, "take-letters-out", batch, numbers="2, 99")


def test_while_everything_is_stopped_the_pages_offer_nothing(steward: Client, world: World) -> None:
    batch = made(steward)
    halt.stop_everything(council=world.council, reason=halt.Reason.DRILL, by=BY, at=world.at)
    assert "Keep the pile where it is" in page(steward, batch)
    assert reverse("make-letters") not in text(steward, "letters")
    assert "no letter leaves" in post(steward, "print-letters", batch, form="letters")


def test_a_preview_says_that_it_is_one(steward: Client) -> None:
    answer = steward.get(reverse("preview-letter", args=[made(steward), 1]))
    [shown] = PdfReader(BytesIO(answer.content)).pages
    assert "Do not post" in shown.extract_text()


def test_without_a_number_to_ring_nothing_is_printed(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    client = sign_in(STEWARD)
    assert "A letter must say whom to ring" in post(client, "print-letters", made(client), form="letters")


def test_a_council_leaves_its_letters_to_its_centres(steward: Client, sign_in: SignIn) -> None:
    worker = sign_in(WORKER)
    assert "Your council sends the first letter" in text(worker, "letters")
    assert "Your council sends the first letter" in text(worker, "worklist")
    steward = sign_in(STEWARD)
    steward.post(reverse("letter-sender"), {"sender": "centres"})
    assert "Your centres send the first letters" in text(steward, "letters")
    worker = sign_in(WORKER)
    assert "Send the first letter" in text(worker, "worklist")
    assert "2 letters to go" in page(worker, made(worker))


def test_a_centre_says_in_its_letters_what_it_is(steward: Client, sign_in: SignIn) -> None:
    worker = sign_in(WORKER)
    assert "Saved" in worker.post(reverse("letter-words"), {"welcome": "Come in & stay."}, follow=True).content.decode()
    listed = {"kind": "stay-and-play", "title": "Stay and play", "times": "Tuesdays", "in_letters": "on"}
    worker.post(reverse("add-listing"), listed)
    worker.post(reverse("add-listing"), {"kind": "debt-advice", "title": "Money help"})
    sample = PdfReader(BytesIO(worker.get(reverse("sample-letter")).content)).pages[0].extract_text()
    assert "Come in & stay." in sample
    assert "Money help" not in sample
    assert "Stay and play, Tuesdays" in pdf(sign_in(STEWARD), made(sign_in(STEWARD)))


def test_words_are_a_centres_and_the_choice_of_sender_a_councils(steward: Client, sign_in: SignIn) -> None:
    for role, ways in ((WORKER, ["letter-sender"]), (STEWARD, ["letter-words", "sample-letter"])):
        client = sign_in(role)
        assert {client.get(reverse(way)).headers.get("Location") for way in ways} == {reverse("letters")}


def test_the_ig_lead_sees_batches_and_prints_none(steward: Client, sign_in: SignIn) -> None:
    batch = made(steward)
    client = sign_in(IG)
    assert "Print letters" not in page(client, batch)
    assert client.post(reverse("print-letters", args=[batch])).status_code == 403


def test_a_batch_that_is_not_there_is_said_plainly(steward: Client) -> None:
    for way in ("post-letters", "print-letters"):
        assert "There is no such batch" in post(steward, way, "NOBODY", form="letters")


@pytest.mark.parametrize("role", [STEWARD, RoleKind.DIRECTOR])
def test_whoever_stops_everything_sees_which_letters_are_on_paper(
    steward: Client, sign_in: SignIn, world: World, role: RoleKind
) -> None:
    batch = made(steward)
    assert "Letters on paper" not in text(steward, "stop-everything")
    pdf(steward, batch)
    mark(world)
    client = sign_in(role)
    shown = text(client, "stop-everything")
    assert "Letters on paper since then" in shown
    assert (reverse("letter-batch", args=[batch]) in shown) is (role is STEWARD)
    first, second = client.get(reverse("letters-file")).content.decode().splitlines()[1:]
    assert {first.rsplit(",", 1)[1], second.rsplit(",", 1)[1]} == {"Printed", "Take it out of the pile"}
    assert batch in first
    assert "Brown" not in first + second
