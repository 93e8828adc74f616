"""Hides how the ledger is shown: its size, root, last signed checkpoint and witnesses, and the proof for one entry."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rightstart.directory.rules import Verb
from rightstart.ledger.cosigned import Standing, witnesses
from rightstart.ledger.kept import latest
from rightstart.ledger.own import own_signer
from rightstart.ledger.prove import Inclusion, prove_inclusion
from rightstart.web.components import Figure
from rightstart.web.days import moment
from rightstart.web.ledger.forms import LeafForm
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import NO_PROOF


@require_safe
@seated(Verb.SEE_LEDGER)
def ledger(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The ledger as it was last signed, and on request the proof that one act is in it."""
    signed = latest()
    form = LeafForm(request.GET or None)
    shown: dict[str, object] = {"form": form, "signed": signed}
    if signed is not None:
        shown |= {"figures": [Figure(f"{signed.size:,}", "acts in the ledger")], "root": bytes(signed.root).hex()}
        shown["signed_at"] = moment(signed.at)
        shown["key"] = own_signer().verifier.published
        shown["witnesses"] = [_vouched(one) for one in witnesses()]
    if form.is_bound and form.is_valid():
        proof = prove_inclusion(form.hash(), directory=settings.LEDGER_DIRECTORY)
        shown["proof" if isinstance(proof, Inclusion) else "no_proof"] = (
            proof if isinstance(proof, Inclusion) else NO_PROOF[proof]
        )
        shown["path"] = [one.hex() for one in proof.path] if isinstance(proof, Inclusion) else []
    return render(request, "ledger/ledger.html", shown)


def _vouched(one: Standing) -> str:
    """How far a witness vouches for the ledger."""
    if one.cosigned_at is None:
        return f"{one.key.name} has not cosigned yet"
    return f"{one.key.name} cosigned the first {one.size:,} entries on {moment(one.cosigned_at)}"
