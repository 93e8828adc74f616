"""The pages of the log of breaches: what a lead sees, does and takes away, and that nobody is named on any of them."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from rightstart import journey
from rightstart.births.models import Birth
from rightstart.breaches import watch
from rightstart.breaches.codes import Advice, Cause, Consequence, Kind, Measure, NotBreach, NotTold, Risk, Way
from rightstart.breaches.models import Breach, Concern, Step
from rightstart.contact.letters import batches, queueing
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId, london_date
from tests.doors.confirming import confirmed
from tests.doors.conftest import SignIn
from tests.doors.world import BY, OURS, World, born, bring

IG, SAFE = RoleKind.IG_LEAD, RoleKind.SAFEGUARDING_LEAD
NAMES = ("Smith", "Olivia", "Parkinson", "HX1 3XL")
FINDING = {
    "kinds": [Kind.CONFIDENTIALITY],
    "cause": Cause.LATE_WORD,
    "risk": Risk.HIGH,
    "consequences": [Consequence.DISTRESS],
    "measures": [Measure.CALLED_BACK],
}


@pytest.fixture
def sign_in(sign_in: SignIn) -> SignIn:
    """Everybody here has just shown again who they are: files about families are fetched."""
    return lambda who: confirmed(sign_in(who))


@pytest.fixture
def entry(world: World) -> str:
    """A family whose letter was posted yesterday, and whose baby's death is known today; gives the entry's reference."""
    then = world.at - timedelta(days=1)
    bring(then, born(then, "R1"))
    told = {"number": "01632 960001", "hours": "9 to 5", "by": BY, "at": then}
    keep_number(organisation_code=OURS, role=RoleKind.DATA_STEWARD, **told)
    made = queueing.make(sender=world.council, by=BY, at=then)
    assert isinstance(made, batches.Batch)
    batches.print_letters(sender=world.council, reference=made.reference, by=BY, at=then)
    batches.post(sender=world.council, reference=made.reference, by=BY, at=then)
    birth = BirthId(Birth.objects.get().pk)
    journey.mark(birth=birth, kind=MarkerKind.DEATH_INFORMAL, source="person", by=BY, at=world.at)
    assert watch.watch(by=BY, at=world.at) == 1
    return Breach.objects.get().reference


def say(client: Client, entry: str, act: str, **told: object) -> str:
    page = client.post(reverse("breach-step", args=[entry, act]), told, follow=True)
    assert page.status_code == 200
    return page.content.decode()


def test_the_lead_is_led_there_and_sees_the_hours_and_what_it_concerns(entry: str, sign_in: SignIn) -> None:
    client = sign_in(IG)
    assert f'href="{reverse("breach", args=[entry])}"' in client.get(reverse("alerts")).content.decode()
    assert "71 hours are left of the first one’s 72." in client.get("/").content.decode()
    page = client.get(reverse("breach", args=[entry])).content.decode()
    known = (
        "71 hours left",
        "Little Stars Family Hub",
        "By the family’s health visitor",
        "not answered yet",
        "II-1, version 1",
    )
    assert [words for words in known if words not in page] == []
    assert [word for word in NAMES if word in page] == []


def test_a_lead_takes_it_from_candidate_to_closed(entry: str, sign_in: SignIn) -> None:
    client = sign_in(IG)
    assert "First say whether it is a breach." in say(client, entry, "notify")
    assert "Recorded in the log" in say(client, entry, "take-up")
    assert "Answer: What broke?" in say(client, entry, "find", cause=Cause.LATE_WORD)
    say(client, entry, "find", **FINDING)
    say(client, entry, "advised", advice=Advice.NOTIFY_AND_TELL)
    assert "With this risk the regulator must be told." in say(client, entry, "not-notify", reason="unlikely-risk")
    say(client, entry, "notify", late="")
    assert "people are told unless another of these reasons holds" in say(
        client, entry, "not-tell", reason=NotTold.NOT_HIGH
    )
    say(client, entry, "tell", ways=[Way.HEALTH_VISITOR])
    page = say(client, entry, "close")
    acts = list(Step.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["take-up", "find", "advised", "notify", "tell", "close"]
    assert all(words in page for words in ("Closed", "A high risk to people is likely", "ig-lead"))
    assert "What to do next" not in page


def test_what_is_no_breach_stands_under_what_is_over(entry: str, sign_in: SignIn) -> None:
    client = sign_in(IG)
    say(client, entry, "clear", reason=NotBreach.RIGHT_THEN)
    page = client.get(reverse("breaches")).content.decode()
    assert page.index("Nothing is open") < page.index("Over") < page.index(entry)


def test_the_safeguarding_lead_reads_and_opens_and_decides_nothing(world: World, entry: str, sign_in: SignIn) -> None:
    client = sign_in(SAFE)
    page = client.get(reverse("breach", args=[entry])).content.decode()
    assert "Your information governance lead takes the next step." in page
    assert client.post(reverse("breach-step", args=[entry, "take-up"])).status_code == 403
    assert client.get(reverse("widen-breach", args=[entry])).status_code == 403
    opened = {"about": "birth", "birth": Birth.objects.get().reference, "known_at": ""}
    assert "It stands in the log." in client.post(reverse("open-breach"), opened, follow=True).content.decode()


@pytest.mark.parametrize(
    "role", [RoleKind.MONITOR_VIEWER, RoleKind.SUPPLIER_SENDER, RoleKind.CENTRE_WORKER, RoleKind.DATA_STEWARD]
)
def test_nobody_else_opens_any_of_it(entry: str, sign_in: SignIn, role: RoleKind) -> None:
    client = sign_in(role)
    addresses = [
        *(reverse("breach", args=[entry]), reverse("breach-step", args=[entry, "find"])),
        *(reverse("breach-disclosures", args=[entry]), reverse("breach-families", args=[entry])),
        reverse("breach-draft", args=[entry, "regulator", "pdf"]),
    ]
    assert {client.get(address).status_code for address in addresses} == {403}


def test_the_drafts_count_right_and_name_nobody(world: World, entry: str, sign_in: SignIn) -> None:
    client = sign_in(IG)
    draft = reverse("breach-draft", args=[entry, "regulator", "pdf"])
    assert client.get(draft).status_code == 404
    say(client, entry, "find", **FINDING)
    paper = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(client.get(draft).content)).pages)
    counted = (
        "Newborn babies 1",
        "Records that went out 1",
        "1: Little Stars Family Hub",
        "Copies confirmed as destroyed: 0",
    )
    assert [words for words in counted if words not in " ".join(paper.split())] == []
    files = [client.get(reverse("breach-draft", args=[entry, one, "docx"])).content for one in ("regulator", "people")]
    texts = [zipfile.ZipFile(io.BytesIO(one)).read("word/document.xml").decode() for one in files]
    assert "when we should not have" in texts[1]
    assert not [word for word in ("Dear", "grieves", "death") if word in texts[1]]
    assert [word for word in NAMES for text in (paper, *texts) if word in text] == []
    assert client.get(reverse("breach-draft", args=[entry, "everybody", "pdf"])).status_code == 404


def test_the_lists_are_by_reference(entry: str, sign_in: SignIn) -> None:
    client, birth = sign_in(IG), Birth.objects.get().reference
    for name, words in (
        ("breach-disclosures", "II-1 version 1"),
        ("breach-families", "By the family’s health visitor"),
    ):
        told = client.get(reverse(name, args=[entry])).content.decode()
        assert (birth in told, words in told) == (True, True)
        assert [word for word in NAMES if word in told] == []


def test_one_is_opened_by_hand_and_turns_out_to_concern_more(world: World, entry: str, sign_in: SignIn) -> None:
    client, address = sign_in(IG), reverse("open-breach")
    day = f"{london_date(world.at - timedelta(days=1)):%d/%m/%Y}"
    centre = {"about": "centre", "centre": "CAL-01", "from_on": day, "until_on": day, "known_at": day}
    for told, words in (
        ({"about": "birth"}, "Enter reference of the birth"),
        ({"about": "birth", "birth": "none"}, "Your council has no birth with this reference"),
        (centre | {"known_at": "1/1/2099"}, "This lies in the future"),
        (centre | {"until_on": "1/1/2020"}, "The last day comes before the first"),
    ):
        assert words in client.post(address, told).content.decode()
    page = client.post(address, centre, follow=True).content.decode()
    assert "What Little Stars Family Hub was sent" in page
    newest = Breach.objects.latest("pk").reference
    more = {"about": "birth", "birth": Birth.objects.get().reference}
    assert "Added." in client.post(reverse("widen-breach", args=[newest]), more, follow=True).content.decode()
    assert Concern.objects.filter(breach__reference=newest).count() == 2


def test_a_file_with_others_residents_says_how_many_and_who_knows_them(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"), born(world.at, "R2", postcode="HD1 1AA", parent_name="Sam Jones"))
    assert watch.watch(by=BY, at=world.at) == 1
    page = sign_in(IG).get(reverse("breach", args=[Breach.objects.get().reference])).content.decode()
    assert all(words in page for words in ("Kirklees: 1", "1 row of a file", "only the supplier knows whose they are"))
    assert "Who tells which family" not in page
