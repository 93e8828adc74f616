"""Hides how the proof of one decision is shown and given out on paper, to council staff who may explain it."""

from base64 import b64encode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.directory.rules import Verb
from rightstart.ledger.own import own_signer
from rightstart.ledger.paper import LEAD, SILENT, TITLE, Paper, as_pdf, entry_line, paper
from rightstart.ledger.prove import NoProof
from rightstart.release.explain import explain
from rightstart.web.downloads import attached, pdf_attached
from rightstart.web.explaining.telling import goes_on_paper
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import NO_PROOF


@require_safe
@seated(Verb.EXPLAIN)
def proof(request: HttpRequest, seat: Seat, reference: str, leaf: str, form: str = "") -> HttpResponse:
    """The proof of one decision about a birth of this council: a page to print, as PDF, or as text for a program."""
    told = explain(seat.viewer, reference) or []
    if form not in ("", "pdf", "txt") or not any(one.leaf == leaf and goes_on_paper(one) for one in told):
        return render(request, "404.html", status=404)
    found = _paper(leaf)
    if isinstance(found, NoProof):
        return _page(request, reference, {"no_proof": NO_PROOF[found]})
    if form == "pdf":
        return pdf_attached(f"proof-{leaf[:8]}.pdf", as_pdf(found))
    if form == "txt":
        return attached(HttpResponse(found.text, content_type="text/plain; charset=utf-8"), f"proof-{leaf[:8]}.txt")
    shown: dict[str, object] = {
        "paper": found,
        "where": entry_line(found),
        "lead": LEAD,
        "silent": SILENT,
        "leaf": leaf,
    }
    shown["pictures"] = [f"data:image/svg+xml;base64,{b64encode(code.encode()).decode()}" for code in found.codes]
    return _page(request, reference, shown)


def _page(request: HttpRequest, reference: str, shown: dict[str, object]) -> HttpResponse:
    around = {"title": TITLE, "reference": reference, "back": reverse("birth", args=[reference])}
    return render(request, "ledger/proof.html", around | shown)


def _paper(leaf: str) -> Paper | NoProof:
    return paper(
        bytes.fromhex(leaf),
        directory=settings.LEDGER_DIRECTORY,
        key=own_signer().verifier.published,
        address=f"{settings.SITE_ADDRESS}{reverse('ledger')}",
    )
