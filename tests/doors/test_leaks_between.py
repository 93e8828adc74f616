"""A birth marked at the worst moment is neither shown nor acted on: between page and post, packing and sending, print and post."""

from typing import Final
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.contact.models import Attempt, Letter, LetterBatch, Retrace
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.handover import hand_over
from rightstart.handover.models import CallBack, Line, Parcel
from rightstart.intake.contract import Attestation
from rightstart.intake.door import HandedIn
from rightstart.release.models import Decision
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId, Period, london_date
from tests.doors.confirming import confirmed
from tests.doors.conftest import SignIn
from tests.doors.population import families
from tests.doors.proof import Walk, leaks, said
from tests.doors.world import BY, OURS, World, born, bring, file_of

WORDS: Final = ("Quillfeather", "Peregrine", "7 Cobblestone Mews")
MARKERS: Final = [MarkerKind.DEATH_INFORMAL, MarkerKind.ADOPTION, MarkerKind.OBJECTION, MarkerKind.PROTECTED_ADDRESS]
HIDDEN: Final = {"baby_surname": WORDS[0], "parent_name": f"Robin {WORDS[0]}", "baby_forename": WORDS[1]}


@pytest.fixture
def sign_in(sign_in: SignIn) -> SignIn:
    """Everybody here has just shown again who they are: files about families are fetched."""
    return lambda who: confirmed(sign_in(who))


def row(world: World) -> dict[str, str]:
    return born(world.at, "R2", address_line_1=WORDS[2], **HIDDEN)


def mark(world: World, kind: MarkerKind = MarkerKind.ADOPTION) -> None:
    [birth] = Birth.objects.filter(reference__isnull=False)
    journey.mark(birth=BirthId(birth.pk), kind=kind, source="person", by=BY, at=world.at)


def centre_pages(client: Client) -> Walk:
    """Whatever a worker can reach from the first page, by links alone."""
    walk = Walk(client)
    walk.walk(["/"])
    return walk


@pytest.mark.parametrize("kind", MARKERS)
def test_what_is_marked_between_page_and_post_is_not_shown_and_not_acted_on(
    world: World, sign_in: SignIn, kind: MarkerKind
) -> None:
    bring(world.at, row(world))
    client = sign_in(RoleKind.CENTRE_WORKER)
    walk = centre_pages(client)
    loaded = {way for way, _ in leaks(walk.shown, WORDS)}
    # The worklist in each way of looking at it, the family’s own page, and those of its joining, of a referral and what changed.
    assert len({urlsplit(way).path for way in loaded}) == 5
    about = [form for form in walk.posts.values() if "/families/" in form.address]
    assert about
    mark(world, kind)
    walk.shown.clear()
    walk.post()
    assert len(walk.shown) > 10
    for way in loaded:
        walk.shown[way] = said(client.get(way))
    assert leaks(walk.shown, WORDS) == []
    assert not Attempt.objects.exists()
    assert not Retrace.objects.exists()


def test_what_is_filled_in_before_a_mark_is_answered_as_if_there_were_no_such_family(
    world: World, sign_in: SignIn
) -> None:
    bring(world.at, row(world))
    [family], on = families(world), london_date(world.at)
    told = {"channel": "visit", "outcome": "reached", "made_on": f"{on:%d/%m/%Y}", "note": "Peregrine is well"}
    client, address = sign_in(RoleKind.CENTRE_WORKER), reverse("family", args=[family.reference])
    mark(world)
    for way, given in ((address, told), (reverse("give_up", args=[family.reference]), {})):
        answer = client.post(way, given, follow=True)
        assert leaks({way: said(answer)}, WORDS) == []
    assert client.post(address, told).status_code == 404
    assert not Attempt.objects.exists()


def test_what_is_marked_between_packing_and_sending_is_never_sent(world: World, sign_in: SignIn) -> None:
    packed(world, row(world))
    assert Parcel.objects.filter(sent_at__isnull=True).count() == 1
    mark(world)
    journey.hand_over_due(by=BY, at=world.at)
    assert not Line.objects.filter(replaced_at__isnull=True).exists()
    assert not CallBack.objects.exists()  # nobody saw it, so nobody need destroy it, nor be told that it was
    assert leaks(centre_pages(sign_in(RoleKind.CENTRE_WORKER)).shown, WORDS) == []


def test_what_is_marked_between_receipt_and_reading_is_not_read(world: World, sign_in: SignIn) -> None:
    bring(world.at, row(world))
    assert hand_over.acknowledge(centre=world.centre, by=BY, at=world.at) == 1
    mark(world)
    assert families(world) == []
    assert leaks(centre_pages(sign_in(RoleKind.CENTRE_WORKER)).shown, WORDS) == []
    assert CallBack.objects.count() == 1


@pytest.mark.parametrize("kind", MarkerKind)
def test_a_marker_that_no_pass_has_carried_yet_shuts_the_gate_all_the_same(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, kind: MarkerKind
) -> None:
    bring(world.at, row(world))
    client = sign_in(RoleKind.CENTRE_WORKER)
    walk = centre_pages(client)
    loaded = {way for way, _ in leaks(walk.shown, WORDS)}
    monkeypatch.setattr(journey, "advance", lambda **_: None)
    mark(world, kind)
    assert Decision.objects.get().outcome == "disclose"
    walk.post()
    told = {way: said(client.get(way)) for way in loaded} | {way: walk.shown[way] for way in walk.shown.keys() - loaded}
    assert leaks(told, WORDS) == []
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("kind", MarkerKind)
def test_a_letter_marked_between_queue_and_print_is_on_no_paper(
    world: World, sign_in: SignIn, kind: MarkerKind
) -> None:
    client, batch = queued(world, sign_in)
    mark(world, kind)
    for form in ("letters", "large", "labels"):
        answer = client.post(reverse("print-letters", args=[batch]), {"form": form})
        assert answer.headers["Content-Type"] != "application/pdf"
    assert Letter.objects.get().printed_at is None


@pytest.mark.parametrize("kind", MarkerKind)
@pytest.mark.parametrize("carried", [True, False], ids=["carried", "not-carried"])
def test_a_letter_marked_between_print_and_post_is_not_posted_nor_printed_again(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, kind: MarkerKind, carried: bool
) -> None:
    client, batch = queued(world, sign_in)
    paper = said(client.post(reverse("print-letters", args=[batch]), {"form": "letters"}))
    assert WORDS[2] in paper
    assert not [word for word in (WORDS[0], WORDS[1]) if word in paper]
    if not carried:
        monkeypatch.setattr(journey, "advance", lambda **_: None)
    mark(world, kind)
    ways = ("post-letters", "print-letters")
    told = {way: said(client.post(reverse(way, args=[batch]), {"form": "letters"}, follow=True)) for way in ways}
    told["preview"] = said(client.get(reverse("preview-letter", args=[batch, 1]), follow=True))
    assert leaks(told, WORDS) == []
    assert "Take the letters named below out of the pile first" in told["post-letters"]
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("role", [RoleKind.SUPPLIER_SENDER, RoleKind.DATA_STEWARD, RoleKind.DIRECTOR])
def test_what_is_marked_between_a_page_and_a_download_that_it_links_is_not_in_it(
    world: World, sign_in: SignIn, role: RoleKind
) -> None:
    bring(world.at, row(world))
    client = sign_in(role)
    walk = Walk(client)
    walk.walk(["/"])
    files = [way for way, text in walk.shown.items() if "Content-Disposition" in text]
    assert files or role is RoleKind.DIRECTOR
    mark(world)
    assert leaks({way: said(client.get(way)) for way in files}, WORDS) == []


def queued(world: World, sign_in: SignIn) -> tuple[Client, str]:
    """The steward, and a batch with one letter."""
    bring(world.at, row(world))
    told = {"number": "01422 000000", "hours": "9 to 5", "by": BY, "at": world.at}
    keep_number(organisation_code=OURS, role=RoleKind.DATA_STEWARD, **told)
    client = sign_in(RoleKind.DATA_STEWARD)
    client.post(reverse("make-letters"))
    return client, LetterBatch.objects.get().reference


def packed(world: World, *rows: dict[str, str]) -> None:
    """Brought in and packed, and not sent yet."""
    on = london_date(world.at)
    told = {"period": Period(on.replace(day=1), on), "attests": frozenset(Attestation)}
    journey.bring_in(HandedIn(file_of(rows), "CHIS01", OURS, **told), by=BY, at=world.at)
