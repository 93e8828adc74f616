"""Hides how a centre's pages are put together: what to do today, one family, one attempt, copies destroyed."""

from collections.abc import Sequence
from typing import assert_never

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rightstart import journey
from rightstart.contact import assigning, follow_up, referring, searching
from rightstart.contact import worklist as reads
from rightstart.contact.assigning import Assigned, NotAssigned
from rightstart.contact.choosing import ALL, Asker
from rightstart.contact.follow_up import NoSuchFamily, Noted
from rightstart.contact.letters import whom
from rightstart.contact.letters.offices import who_sends
from rightstart.contact.letters.reading import on_its_way
from rightstart.contact.letters.rules import Sender
from rightstart.contact.retrace import Traced
from rightstart.contact.rules import NotAllowed, Trace
from rightstart.contact.shown import PAGE_SIZE, FamilyView, WaitingFamily
from rightstart.directory.rules import Verb
from rightstart.handover import hand_over
from rightstart.web.days import counted
from rightstart.web.listings.near import near
from rightstart.web.paging import page_asked
from rightstart.web.ringing import rings_at_council
from rightstart.web.searched import search_again, searched
from rightstart.web.seat import Seat, seated
from rightstart.web.team.views import looked
from rightstart.web.worklist.beside import told_beside
from rightstart.web.worklist.forms import (
    SEVERAL,
    AssignForm,
    AttemptForm,
    ChangedForm,
    ReferralForm,
    SearchForm,
    ToldForm,
    blank_search,
    choosing,
    chosen,
    in_codes,
)
from rightstart.web.worklist.returning import back
from rightstart.web.worklist.sentences import EMPTY, NOT_ASSIGNED
from rightstart.web.worklist.tables import (
    Carers,
    attempt_table,
    family_rows,
    in_words,
    next_step,
    not_offered,
    removal_rows,
    waiting_rows,
    waiting_table,
    worklist_table,
)


@require_safe
@seated(Verb.SEE_WORKLIST)
def worklist(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What to do today. To open it is to have received it: the parcels sent to this centre are acknowledged."""
    page, choice = page_asked(request), chosen(request.GET)
    carers, sender = _carers(seat), _sender(seat)
    asked_by = Asker(seat.person, carers.names)
    found = reads.worklist(seat.viewer, at=seat.at, page=page, choice=choice, asker=asked_by)
    if found.unseen:  # then read anew: what is acknowledged here is shown here
        hand_over.acknowledge(centre=seat.organisation, by=seat.by, at=seat.at)
        found = reads.worklist(seat.viewer, at=seat.at, page=page, choice=choice, asker=asked_by)
    if page > 1 and not found.total:
        return redirect("worklist")
    shown = {
        "table": worklist_table(found.families, seat.today, sender, carers),
        "assign": AssignForm(carers=carers, label=SEVERAL),
        "writes": _writes(seat, sender),
        "waiting": waiting_table(found.waiting) if found.waiting else None,
        "found": found,
        "search": blank_search(),
        "page": Paginator(range(found.total), PAGE_SIZE).page(page),
        "removals": removal_rows(found.removals),
        "ring": rings_at_council(seat.council) if found.removals and seat.council is not None else None,
        "choosing": choosing(choice),
        "chosen": choice != ALL,
        "kept": [*in_codes(choice).items(), ("page", page)],
        "said": in_words(choice),
        **told_beside(seat),
        "empty": None if found.total or choice.narrows else EMPTY[reads.why_empty(seat.viewer)],
    }
    return render(request, "worklist/worklist.html", shown)


@seated(Verb.SEE_WORKLIST)
def search(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The centre's families with a name or a postcode; what was typed stands in no address."""
    asked = request.POST.dict() if request.method == "POST" else searched(request)
    if asked is None:
        return redirect("worklist")
    form = SearchForm(asked)
    if request.method == "POST" and form.is_valid():
        return search_again(request, {name: asked.get(name, "") for name in form.fields})
    shown: dict[str, object] = {"search": form, "back": reverse("worklist")}
    if form.is_valid():
        found = searching.search(seat.viewer, form.cleaned_data["words"], at=seat.at)
        carers, sender = _carers(seat), _sender(seat)
        open_ones = [one for one in found if isinstance(one, FamilyView)]
        waiting = [one for one in found if isinstance(one, WaitingFamily)]
        shown["table"] = worklist_table(open_ones, seat.today, sender, carers) if open_ones else None
        shown["waiting"] = waiting_table(waiting) if waiting else None
        shown |= {
            "assign": AssignForm(carers=carers, label=SEVERAL),
            "writes": _writes(seat, sender),
            "found": len(found),
            "more": len(found) >= searching.MOST,
            "asked": True,
        }
    return render(request, "worklist/found.html", shown)


@require_POST
@seated(Verb.CONFIRM_DESTROYED)
def destroyed(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A person of the centre says that every copy of these lines is destroyed."""
    ticked = request.POST.getlist("reference")
    if not ticked:
        messages.error(request, "Nothing was confirmed. Tick each reference whose copies are destroyed.")
        return redirect("worklist")
    ended = hand_over.confirm_destroyed(references=ticked, centre=seat.organisation, by=seat.by, at=seat.at)
    messages.success(request, f"Thank you. Confirmed as destroyed: {ended}.")
    return redirect("worklist")


@seated(Verb.RECORD_ATTEMPT)
def family(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """One family with what was tried, and the form to record the next attempt."""
    found = reads.family(seat.viewer, reference, at=seat.at)
    shut, why_shut = not_offered(found)
    form = AttemptForm(request.POST or None, today=seat.today, waits=isinstance(found, WaitingFamily), shut=shut)
    if request.method == "POST" and form.is_valid() and (done := _record(request, seat, reference, form)):
        return done
    if found is None:
        return _gone(request)
    shown: dict[str, object] = {
        "family": found,
        "attempts": attempt_table(found.attempts) if found.attempts else None,
        "form": form,
        "not_offered": why_shut,
        "back": reverse("worklist"),
        "near": near(seat),
    }
    shown["looked"] = looked(seat, found.family)
    match found:
        case FamilyView():
            shown["gives_up"], carers = found.trace is Trace.NOT_FOUND, _carers(seat)
            shown["assign"] = AssignForm(carers=carers, initial={"to": carers.value(found.assigned_to)})
            shown |= {"rows": family_rows(found, seat.today, carers), "next": next_step(found, _sender(seat))}
            shown |= _letter(seat, found)
        case WaitingFamily():
            shown |= {"rows": waiting_rows(found), "waits": True}
    return render(request, "worklist/family.html", shown)


@require_POST
@seated(Verb.RECORD_ATTEMPT)
def give_up(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Close first contact with a family whose address nobody knows."""
    if isinstance(follow_up.give_up(viewer=seat.viewer, reference=reference, by=seat.by, at=seat.at), Traced):
        messages.success(request, "Given up. The family comes back to your list by itself if an address becomes known.")
    else:
        messages.info(request, "A family can be given up only once nobody knows its address.")
    return redirect("worklist")


@require_POST
@seated(Verb.ASSIGN_FAMILY)
def assign(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Give the families that were selected to one person of the centre, or to nobody."""
    form = AssignForm(request.POST, carers=_carers(seat))
    references = request.POST.getlist("reference")
    to = form.person() if form.is_valid() else NotAssigned.NOT_HERE
    answer = to if isinstance(to, NotAssigned) else _assigned(seat, references, to)
    if isinstance(answer, NotAssigned):
        messages.error(request, NOT_ASSIGNED[answer])
    else:
        messages.success(request, f"Assigned: {counted(answer.families, 'family', 'families')}.")
    return back(request.POST)


def _assigned(seat: Seat, references: Sequence[str], to: int | None) -> Assigned | NotAssigned:
    return assigning.assign(viewer=seat.viewer, references=references, to=to, by=seat.by, at=seat.at)


def _carers(seat: Seat) -> Carers:
    return Carers(seat.person, assigning.workers(seat.organisation, on=seat.today))


def _writes(seat: Seat, sender: Sender) -> bool:
    """Whether the centre sends its own first letters, and this person makes them."""
    return seat.allows(Verb.SEND_LETTERS) and sender is Sender.CENTRES


def _letter(seat: Seat, found: FamilyView) -> dict[str, object]:
    """Whether a letter can be made for a family here and now, or is on its way out already."""
    under_way = on_its_way(seat.viewer, found.family)
    return {"on_its_way": under_way, "writes": _writes(seat, _sender(seat)) and whom.takes(found) and not under_way}


def _sender(seat: Seat) -> Sender:
    return who_sends(seat.organisation if seat.council is None else seat.council)


@seated(Verb.RECORD_ATTEMPT)
def changed(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Something has changed about a family: what it is takes effect at once."""
    found = reads.family(seat.viewer, reference, at=seat.at)
    form = ChangedForm(request.POST or None, today=seat.today)
    if request.method == "POST" and form.is_valid() and (done := _record(request, seat, reference, form)):
        return done
    if found is None:
        return _gone(request)
    shown = {"family": found, "form": form, "back": reverse("family", args=[reference])}
    return render(request, "worklist/changed.html", shown)


@seated(Verb.RECORD_ATTEMPT)
def referred(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """Somebody asked the centre to see a family: then it may be called and visited."""
    found = reads.family(seat.viewer, reference, at=seat.at)
    if not isinstance(found, FamilyView):
        return _gone(request)
    form = ReferralForm(request.POST or None, today=seat.today)
    if request.method == "POST" and form.is_valid():
        by_whom, on = form.told()
        referring.refer(
            viewer=seat.viewer, reference=reference, by_whom=by_whom, referred_on=on, by=seat.by, at=seat.at
        )
        messages.success(request, "Recorded. You may call the family, write to it or offer it a home visit.")
        return redirect("family", reference)
    shown = {"family": found, "form": form, "back": reverse("family", args=[reference])}
    return render(request, "worklist/referred.html", shown)


def _record(request: HttpRequest, seat: Seat, reference: str, form: ToldForm) -> HttpResponse | None:
    """Record it and go on, or leave the form saying why it cannot be recorded."""
    answer = journey.record_attempt(
        viewer=seat.viewer, reference=reference, made=form.made(), by=seat.by, at=seat.at, **form.told()
    )
    match answer:
        case Noted(marks=None):
            messages.success(request, "Recorded.")
            return redirect("worklist")
        case Noted():
            messages.success(request, "Recorded. Contact with this family stops everywhere, from now.")
            return redirect("worklist")
        case NotAllowed():
            form.object_to(answer)
            return None
        case NoSuchFamily():
            return _gone(request)
    assert_never(answer)


def _gone(request: HttpRequest) -> HttpResponse:
    """The same words whether there never was such a family or it may no longer be contacted."""
    if request.method not in ("GET", "HEAD", "POST"):
        raise Http404
    return render(request, "worklist/gone.html", status=404)
