"""Hides how a party takes away what was signed, and all that shows what was done, to have it checked by anybody."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from rightstart.agreements.kit.papers import drawn
from rightstart.agreements.proving import proof_of
from rightstart.agreements.sign import NotChanged
from rightstart.directory.rules import Verb
from rightstart.engine.archive import zipped
from rightstart.ledger.own import own_signer
from rightstart.ledger.prove import NoProof
from rightstart.reach.evidence import evidence
from rightstart.web.downloads import attached
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import NO_PROOF, NOT_CHANGED


@require_safe
@seated(Verb.SEE_AGREEMENTS)
def proof(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What was signed, as an archive with a program that checks it."""
    asked = request.GET.get("reference", "")
    key = own_signer().verifier.published
    found = proof_of(seat.viewer, asked, key=key, published=settings.LEDGER_DIRECTORY)
    if found is None or isinstance(found, NoProof):
        messages.info(request, NO_PROOF[found] if found else NOT_CHANGED[NotChanged.UNKNOWN])
        return redirect("agreements")
    return archive(zipped(found.files), f"signed-{asked}.zip")


@require_safe
@seated(Verb.SEE_AGREEMENTS)
def pack(request: HttpRequest, seat: Seat) -> HttpResponse:
    """All that shows what was agreed and what was done, as one archive with a page that explains it."""
    asked = request.GET.get("reference", "")
    told: dict[str, Any] = {"key": own_signer().verifier.published, "published": settings.LEDGER_DIRECTORY}
    found = evidence(seat.viewer, asked, **told, papers=drawn, at=seat.at)
    if found is None or isinstance(found, NoProof):
        messages.info(request, NO_PROOF[found] if found else NOT_CHANGED[NotChanged.UNKNOWN])
        return redirect("agreements")
    return archive(found.content, found.name)


def archive(content: bytes, name: str) -> HttpResponse:
    """An archive as a file; what a reference may hold and a file's name may not is left out."""
    kept = "".join(one for one in name if one.isalnum() or one in "-_.")
    return attached(HttpResponse(content, content_type="application/zip"), kept)
