"""Hides how a person approves or signs: freshly proved to be who they are, over the exact bytes that they were shown."""

from collections.abc import Callable
from typing import Final, NamedTuple

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rightstart import journey
from rightstart.agreements import sign as signatures
from rightstart.agreements.reviewing import Review
from rightstart.agreements.sign import NotSigned, Signed
from rightstart.directory.rules import SIGNS, RoleKind, Verb
from rightstart.web.agreements.addresses import version_address
from rightstart.web.agreements.one import asked, unknown
from rightstart.web.agreements.one_sheets import told
from rightstart.web.agreements.remark_forms import SignForm
from rightstart.web.agreements.signing_sentences import NOT_SIGNED
from rightstart.web.seat import Seat, seated


class Naming(NamedTuple):
    """One way to put a name to a document."""

    verb: Callable[..., Signed | NotSigned]
    roles: frozenset[RoleKind]
    word: str
    page: str
    done: str


SIGNING: Final = Naming(signatures.sign, SIGNS, "sign", "sign-agreement", "Signed.")
APPROVING: Final = Naming(
    signatures.approve, frozenset({RoleKind.CALDICOTT_GUARDIAN}), "approve", "approve-agreement", "Approved."
)
COMPLETE: Final = "Signed. All who must have signed: it is in force from its first day."


@reauthentication_required
@seated(Verb.SIGN_AGREEMENT)
def sign(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A signature for one's organisation."""
    return _put(request, seat, SIGNING)


@reauthentication_required
@seated(Verb.APPROVE_AGREEMENT)
def approve(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The Caldicott Guardian's approval."""
    return _put(request, seat, APPROVING)


def _put(request: HttpRequest, seat: Seat, how: Naming) -> HttpResponse:
    found = asked(request, seat)
    if found is None:
        return unknown(request)
    if why := hindered(found, seat.code, how is APPROVING):
        messages.info(request, NOT_SIGNED[why])
        return redirect(version_address(found.reference, found.version))
    roles = [role for role in RoleKind if role in how.roles & seat.role_kinds]
    form = SignForm(
        request.POST or None, roles=roles, party=seat.name, verb=how.word, initial={"document": found.document}
    )
    if request.method == "POST" and form.is_valid():
        answer = how.verb(
            reference=found.reference,
            version=found.version,
            party_code=seat.code,
            role=form.decided_by(),
            document=form.cleaned_data["document"],
            by=seat.by,
            at=seat.at,
        )
        return _answered(request, seat, found, answer, how)
    page = version_address(found.reference, found.version)
    shown = dict(told(found)) | {"form": form, "back": page, "verb": how.word, "party": seat.name}
    shown["document"] = version_address(found.reference, found.version, "agreement-document")
    return render(request, "agreements/sign.html", shown)


def hindered(found: Review, code: str, approving: bool) -> NotSigned | None:
    """Why there is nothing to put a name to for this organisation now; the verb itself asks again."""
    if not found.document or not (found.signs(code)):
        return NotSigned.NOT_PROPOSED if found.signs(code) else NotSigned.NOT_A_PARTY
    if found.blank:
        return NotSigned.INCOMPLETE
    unapproved = any(one.code == code for one in found.unapproved)
    if approving:
        return None if unapproved else NotSigned.ALREADY_APPROVED
    if not any(one.code == code for one in found.waits_for):
        return NotSigned.ALREADY_SIGNED
    return NotSigned.NOT_APPROVED if unapproved else None


def _answered(request: HttpRequest, seat: Seat, found: Review, answer: Signed | NotSigned, how: Naming) -> HttpResponse:
    if answer is NotSigned.OTHER_DOCUMENT:
        messages.error(request, NOT_SIGNED[answer])
        return redirect(version_address(found.reference, found.version, how.page))
    if isinstance(answer, NotSigned):
        messages.info(request, NOT_SIGNED[answer])
    elif answer.waits_for:
        messages.success(request, how.done)
    else:
        journey.advance_all(by=seat.by, at=seat.at, council=found.council.id)
        messages.success(request, COMPLETE)
    return redirect(version_address(found.reference, found.version))
