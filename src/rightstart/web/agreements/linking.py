"""Hides how a council sends a link to a party without an account, and takes it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from rightstart.agreements.inviting import Invited, NotInvited, Withdrawn, invite, withdraw
from rightstart.agreements.reviewing import Review
from rightstart.directory.rules import Verb
from rightstart.web.agreements.addresses import version_address
from rightstart.web.agreements.one import asked, unknown
from rightstart.web.agreements.one_sheets import heading
from rightstart.web.agreements.remark_forms import InviteForm
from rightstart.web.agreements.signing_sentences import NOT_INVITED
from rightstart.web.days import day
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import OFFICES

AT_FAULT = {NotInvited.NO_ADDRESS: "email", NotInvited.NOT_SENT: "email"}


@seated(Verb.DRAFT_AGREEMENT, Verb.SIGN_AGREEMENT)
def send(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Send a link for one version to one office."""
    found = asked(request, seat)
    if found is None or found.council.code != seat.code:
        return unknown(request)
    form = InviteForm(request.POST or None, review=found, own=seat.code)
    if request.method == "POST" and form.is_valid():
        answer = _invited(seat, found, form)
        if isinstance(answer, Invited):
            messages.success(request, f"The link is on its way. It opens until {day(answer.until_at.date())}.")
            return redirect(version_address(found.reference, found.version))
        form.add_error(AT_FAULT.get(answer, "who"), NOT_INVITED[answer])
    page = {
        "form": form,
        "heading": heading(found),
        "review": found,
        "contacts": _contacts(found, seat.code),
        "back": version_address(found.reference, found.version),
    }
    return render(request, "agreements/invite.html", page)


def _invited(seat: Seat, found: Review, form: InviteForm) -> Invited | NotInvited:
    return invite(
        reference=found.reference,
        version=found.version,
        inviter_code=seat.code,
        party_code=form.party(),
        role=form.role(),
        email=form.cleaned_data["email"],
        by=seat.by,
        at=seat.at,
    )


def _contacts(found: Review, own: str) -> list[str]:
    """The addresses that the version itself gives of the other parties' offices."""
    names = {party.code: party.name for party in found.parties}
    told = [one for one in found.statement.terms.contacts if one.email and one.party != own]
    return [f"{names[one.party]}, {OFFICES[one.role]}: {one.email}" for one in told]


@require_POST
@seated(Verb.DRAFT_AGREEMENT, Verb.SIGN_AGREEMENT)
def take_back(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A link opens nothing from now on."""
    found = asked(request, seat)
    number = request.POST.get("link", "")
    if found is None or not number.isdecimal():
        return unknown(request)
    own = any(one.number == int(number) for one in found.invited)
    answer = withdraw(number=int(number), inviter_code=seat.code, by=seat.by, at=seat.at) if own else Withdrawn.UNKNOWN
    if answer is Withdrawn.WITHDRAWN:
        messages.success(request, "Taken back. The link opens nothing any more.")
    else:
        messages.info(request, "There is no such link of your council.")
    return redirect(version_address(found.reference, found.version))
