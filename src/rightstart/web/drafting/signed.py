"""Hides how an agreement that is signed on paper already comes into force: entered on one page, checked, and confirmed."""

from collections.abc import Mapping
from typing import Any, Final

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart import journey
from rightstart.agreements import signed_before
from rightstart.agreements.fields import in_words
from rightstart.agreements.guiding import Question, last_day, where
from rightstart.agreements.rules import Hop
from rightstart.agreements.signed_before import NotTaken, Prepared, Taken
from rightstart.agreements.unfinished import Saved
from rightstart.agreements.wording import NotDrafted
from rightstart.directory import people
from rightstart.directory.people import OrganisationRow
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.terms import OrganisationId
from rightstart.web.agreements.addresses import version_address
from rightstart.web.components import Link, SummaryRow
from rightstart.web.days import counted, day
from rightstart.web.downloads import pdf_attached
from rightstart.web.drafting import sheets
from rightstart.web.drafting.sentences import NOT_DRAFTED, NOT_SIGNED, NOT_TAKEN
from rightstart.web.drafting.signed_forms import NEEDED, ConfirmForm, ShortForm
from rightstart.web.drafting.views import role_of
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import INSTRUMENTS

PRESETS: Final = {
    Hop.SUPPLIER_TO_COUNCIL: (
        "Lawful basis UK GDPR Article 6(1)(e); files every week under feed contract 1.0; for each file the supplier confirms "
        "all five checks; its word may be 7 days old; nothing is told back."
    ),
    Hop.COUNCIL_TO_CENTRE: (
        "Lawful basis UK GDPR Article 6(1)(e); first contact from day 15 after birth and by day 42; only while the supplier’s "
        "word is at most 7 days old; the health visitor’s visit opens nothing earlier; a letter comes "
        "first, and a visit only after a reply or a referral."
    ),
}
BEGINS: Final = "It begins on {}. Until then nothing flows."


@seated(Verb.DRAFT_AGREEMENT)
def enter(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The whole entry on one page, beside the PDF that says the rest."""
    return _entered(request, seat, None)


@seated(Verb.DRAFT_AGREEMENT)
def change(request: HttpRequest, seat: Seat, key: str) -> HttpResponse:
    """The same page again, for what waits to be confirmed."""
    one = _waiting(seat, key)
    return _entered(request, seat, one) if one else _gone(request)


def _entered(request: HttpRequest, seat: Seat, one: Prepared | None) -> HttpResponse:
    initial = ShortForm.shown(one.short) if one else {"items": NEEDED}
    parties = {
        "suppliers": people.organisations(OrganisationKind.SUPPLIER),
        "centres": people.organisations(OrganisationKind.CENTRE, council=seat.organisation),
    }
    form = ShortForm(request.POST or None, request.FILES or None, initial=initial, **parties)
    if request.method == "POST" and form.is_valid():
        key = signed_before.prepare(
            council=seat.organisation,
            short=form.short(),
            paper=form.content(),
            key=one.key if one else None,
            role=role_of(seat),
            by=seat.by,
            at=seat.at,
        )
        if not isinstance(key, NotTaken | NotDrafted):
            return redirect("signed-check", key)
        if key is NotTaken.UNKNOWN:
            return _gone(request)
        form.refuse(key, at_giver=_at_giver(seat, form, key))
    shown = {
        "form": form,
        "presets": PRESETS,
        "waiting": [] if one else waiting_links(seat),
        "back": reverse("signed-check", args=[one.key]) if one else reverse("agreements"),
    }
    return render(request, "drafting/signed.html", shown)


def _at_giver(seat: Seat, form: ShortForm, why: NotTaken | NotDrafted) -> bool:
    """Whether a reason belongs to the side that gives."""
    short = form.short()
    between = signed_before.between_of(seat.organisation, short.others)
    if isinstance(why, NotTaken) or isinstance(between, NotTaken):
        return False
    return where(why, *between, signed_before.terms_of(short, between[0], seat.today)) is Question.GIVER


def waiting_links(seat: Seat) -> list[str]:
    """What waits at a council for its signatures to be confirmed, each with the way there."""
    if seat.kind is not OrganisationKind.COUNCIL:
        return []
    return [_waits(one) for one in signed_before.prepared(seat.viewer, at=seat.at)]


def _waits(one: Prepared) -> str:
    names = _names(one)
    words = f"{names[one.giver]} to {', '.join(names[code] for code in _takers(one))}"
    return Link(words, reverse("signed-check", args=[one.key])).html()


def _takers(one: Prepared) -> tuple[str, ...]:
    return one.short.others if one.hop is Hop.COUNCIL_TO_CENTRE else (one.council,)


def _parties(one: Prepared) -> Mapping[str, OrganisationRow]:
    return people.coded({one.giver, one.council, *one.short.others})


def _names(one: Prepared) -> dict[str, str]:
    return {code: party.name for code, party in _parties(one).items()}


def _waiting(seat: Seat, key: str) -> Prepared | None:
    if seat.kind is not OrganisationKind.COUNCIL:
        return None
    return next((one for one in signed_before.prepared(seat.viewer, at=seat.at) if one.key == key), None)


def _gone(request: HttpRequest) -> HttpResponse:
    messages.info(request, f"{NOT_TAKEN[NotTaken.UNKNOWN]}.")
    return redirect("agreements")


# -- checked and confirmed ---------------------------------------------------------------------------------------------


@require_safe
@seated(Verb.DRAFT_AGREEMENT, Verb.SIGN_AGREEMENT)
def check(request: HttpRequest, seat: Seat, key: str) -> HttpResponse:
    """What was entered, and that a person who signs for the council must confirm it."""
    one = _waiting(seat, key)
    if one is None:
        return _gone(request)
    shown = {
        "key": key,
        "rows": _rows(one),
        "changed": sheets.said_by(Saved(one.changed_role, one.changed_at)),
        "drafts": seat.allows(Verb.DRAFT_AGREEMENT),
        "signs": seat.allows(Verb.SIGN_AGREEMENT),
        "back": reverse("signed_already") if seat.allows(Verb.DRAFT_AGREEMENT) else reverse("agreements"),
    }
    return render(request, "drafting/signed_check.html", shown)


def _rows(one: Prepared) -> list[SummaryRow]:
    names, said = _names(one), one.terms
    giver, takers = names[one.giver], ", ".join(names[code] for code in _takers(one))
    paper = Link("Open the PDF", reverse("signed-paper", args=[one.key]), " that is signed").html()
    items = in_words("items", said.items)
    exit_rule = in_words("exit_rule", said.exit_rule)
    return [
        SummaryRow("What it is", [INSTRUMENTS[one.kind], f"Its reference will be {signed_before.reference_of(one)}"]),
        SummaryRow(
            "The signed PDF", [paper, f"{counted(-(-one.paper_bytes // 1000), 'kB', 'kB')}; SHA-256:", _digest(one)]
        ),
        SummaryRow("From", [giver, said.giver_task, in_words("giver_gateway", said.giver_gateway)]),
        SummaryRow("To", [takers, said.taker_task, in_words("taker_gateway", said.taker_gateway)]),
        SummaryRow("Details that may be told", [items[0].upper() + items[1:]]),
        SummaryRow("Runs", [f"{day(said.from_on)} to {day(last_day(said.ends_on))}"]),
        SummaryRow("Review", [f"{day(said.review_on)}, as preset: 30 days before the last day, or a year from now"]),
        SummaryRow("At the end", [exit_rule[0].upper() + exit_rule[1:]]),
        SummaryRow("As preset", [PRESETS[one.hop], "Change it by the guided draft, as the next version."]),
    ]


def _digest(one: Prepared) -> str:
    """In groups, so that a telephone's width holds it."""
    return " ".join(one.paper_sha256[start : start + 8] for start in range(0, len(one.paper_sha256), 8))


@require_safe
@seated(Verb.DRAFT_AGREEMENT, Verb.SIGN_AGREEMENT)
def paper(request: HttpRequest, seat: Seat, key: str) -> HttpResponse:
    """The PDF as it was given."""
    content = signed_before.paper_of(seat.viewer, key) if seat.kind is OrganisationKind.COUNCIL else None
    return pdf_attached("signed-agreement.pdf", content) if content else _gone(request)


@reauthentication_required
@seated(Verb.SIGN_AGREEMENT)
def confirm(request: HttpRequest, seat: Seat, key: str) -> HttpResponse:
    """A person who signs for the council says which signatures stand under the PDF; from then on it is signed."""
    one = _waiting(seat, key)
    if one is None:
        return _gone(request)
    parties = _parties(one)
    form = ConfirmForm(request.POST or None, signers=[parties[code] for code in one.signers])
    if request.method == "POST" and form.is_valid():
        said = form.signatures()
        answer = signed_before.confirm(council=seat.organisation, key=key, signatures=said, by=seat.by, at=seat.at)
        if isinstance(answer, Taken):
            return _in_force(request, seat, one, answer)
        _refuse(form, answer)
    names = _names(one)
    shown: dict[str, Any] = {
        "form": form,
        "between": f"{names[one.giver]} to {', '.join(names[each] for each in _takers(one))}",
        "key": key,
        "begins": BEGINS.format(day(one.terms.from_on)) if one.terms.from_on > seat.today else "",
        "back": reverse("signed-check", args=[key]),
    }
    return render(request, "drafting/signed_confirm.html", shown)


def _refuse(form: ConfirmForm, why: Any) -> None:
    sentences: Mapping[Any, str] = NOT_TAKEN | NOT_DRAFTED | NOT_SIGNED
    form.add_error("on_0" if isinstance(why, NotTaken) else None, sentences[why])


def _in_force(request: HttpRequest, seat: Seat, one: Prepared, taken: Taken) -> HttpResponse:
    """Have the births judged by what holds now, and say what comes next."""
    journey.advance_all(by=seat.by, at=seat.at, council=OrganisationId(taken.council))
    words = (
        "It is in force."
        if one.terms.from_on <= seat.today
        else f"It is signed, and in force from {day(one.terms.from_on)}."
    )
    messages.success(request, f"{words} Its reference is {taken.reference}.")
    return redirect(version_address(taken.reference, taken.version))
