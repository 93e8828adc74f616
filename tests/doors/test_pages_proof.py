"""The proof of one decision on paper: read back from the PDF by a camera's software, and checked by the program of others."""

import io
import json

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from rightstart.births.models import Birth
from rightstart.directory.rules import RoleKind
from rightstart.engine import keys
from rightstart.ledger.checkpoint import Signer
from rightstart.ledger.kept import bodies
from rightstart.ledger.publish import publish
from rightstart.ledger.seal import seal
from rightstart.release.explain import Told, explain
from tests.alone import check
from tests.doors.conftest import SignIn
from tests.doors.population import viewing
from tests.doors.world import World, born, bring

STEWARD, SAFE, WORKER = RoleKind.DATA_STEWARD, RoleKind.SAFEGUARDING_LEAD, RoleKind.CENTRE_WORKER


@pytest.fixture
def decided(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> tuple[str, Told]:
    """A birth handed over: its reference and the decision, sealed and published."""
    monkeypatch.setattr(settings, "LEDGER_DIRECTORY", tmp_path)
    bring(world.at, born(world.at, "R1"))
    return published(world)


def published(world: World) -> tuple[str, Told]:
    signer = Signer(settings.LEDGER_NAME, keys.signing_key(settings.HOME))
    seal(signer=signer, at=world.at)
    publish(directory=settings.LEDGER_DIRECTORY)
    reference = Birth.objects.get().reference
    return reference, (explain(viewing(world, "council"), reference) or [])[-1]


def key() -> str:
    return Signer(settings.LEDGER_NAME, keys.signing_key(settings.HOME)).verifier.published


def seen_by_a_camera(pdf: bytes) -> list[str]:
    """What the QR codes on the pages of a PDF say, as they are drawn at some 150 dots an inch."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        drawn = page.render(scale=2, grayscale=True)
        pixels = memoryview(bytes(drawn.buffer)).cast("B", (drawn.height, drawn.stride))
        found += [code.text for code in zxingcpp.read_barcodes(pixels)]
    return found


def test_the_codes_on_the_paper_are_read_and_hold(decided: tuple[str, Told], sign_in: SignIn) -> None:
    reference, told = decided
    client = sign_in(STEWARD)
    assert (
        reverse("proof", args=[reference, told.leaf]) in client.get(reverse("birth", args=[reference])).content.decode()
    )
    pdf = client.get(reverse("proof_file", args=[reference, told.leaf, "pdf"])).content
    codes = seen_by_a_camera(pdf)
    assert codes
    sound, said = check("proof", "-", key(), told="\n".join(codes))
    assert sound, said
    [body] = bodies([bytes.fromhex(told.leaf)]).values()
    assert all(f'"{name}"' in said for name in json.loads(body))
    log = settings.LEDGER_DIRECTORY
    (log / "proof.txt").write_text("\n".join(codes))
    assert check("log", log, key(), "--earlier", log / "proof.txt")[0]


def test_the_page_the_pdf_and_the_text_tell_the_same_and_name_nobody(
    decided: tuple[str, Told], sign_in: SignIn
) -> None:
    reference, told = decided
    client = sign_in(STEWARD)
    page = client.get(reverse("proof", args=[reference, told.leaf])).content.decode()
    pdf = PdfReader(io.BytesIO(client.get(reverse("proof_file", args=[reference, told.leaf, "pdf"])).content))
    text = client.get(reverse("proof_file", args=[reference, told.leaf, "txt"])).content.decode()
    assert check("proof", "-", key(), told=text)[0]
    on_paper = "".join(one.extract_text() for one in pdf.pages).replace("\u200b", "").replace("\n", "")
    assert text.replace("\n", "")[:200] in on_paper
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for words in (on_paper, page, text):
        for name in ("Smith", "Alex Smith", "HX1 3XL", "999000"):  # longer than chance spells in a hash
            assert name not in words
    for words in (on_paper, text):
        assert reference not in words


def test_a_hold_goes_on_no_paper_whoever_asks(world: World, decided: tuple[str, Told], sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1", contact="hold"))
    reference, told = published(world)
    assert told.outcome.value == "withheld"
    client = sign_in(SAFE)
    assert told.leaf in client.get(reverse("birth", args=[reference])).content.decode()
    assert (
        reverse("proof", args=[reference, told.leaf])
        not in client.get(reverse("birth", args=[reference])).content.decode()
    )
    for form in ("", "pdf", "txt"):
        assert client.get(address_of(reference, told.leaf, form)).status_code == 404


def address_of(reference: str, leaf: str, form: str) -> str:
    return reverse("proof_file", args=[reference, leaf, form]) if form else reverse("proof", args=[reference, leaf])


def test_only_who_may_explain_a_birth_of_this_council_gets_the_proof_of_its_own_decisions(
    decided: tuple[str, Told], sign_in: SignIn
) -> None:
    reference, told = decided
    assert sign_in(WORKER).get(address_of(reference, told.leaf, "pdf")).status_code == 403
    assert Client().get(address_of(reference, told.leaf, "pdf")).status_code == 302
    client = sign_in(STEWARD)
    for address in (
        address_of("NOBODY", told.leaf, ""),
        address_of(reference, "0" * 64, ""),
        address_of(reference, "x", "pdf"),
        address_of(reference, told.leaf, "csv"),
    ):
        assert client.get(address).status_code == 404


def test_a_decision_that_waits_for_its_place_says_so(world: World, sign_in: SignIn) -> None:
    bring(world.at, born(world.at, "R1"))
    reference = Birth.objects.get().reference
    [told] = explain(viewing(world, "council"), reference) or []
    page = sign_in(STEWARD).get(address_of(reference, told.leaf, "")).content.decode()
    assert "waits for its place" in page
