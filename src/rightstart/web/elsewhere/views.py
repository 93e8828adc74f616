"""Hides how a centre's worker opens one family of another centre for a reason, and how that is read by whoever watches."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.contact import assigning
from rightstart.contact.elsewhere import NotOpened, open_elsewhere
from rightstart.contact.shown import FamilyView, WaitingFamily
from rightstart.directory import people
from rightstart.directory.rules import Verb
from rightstart.release.break_glass import GlassRow, broken
from rightstart.terms import OrganisationId
from rightstart.web.components import Cell, Column, Table
from rightstart.web.days import moment
from rightstart.web.elsewhere.forms import ElsewhereForm
from rightstart.web.elsewhere.sentences import NOT_OPENED, REASONS
from rightstart.web.paging import paged
from rightstart.web.seat import Seat, seated
from rightstart.web.worklist.tables import Carers, attempt_table, family_rows, waiting_rows


@seated(Verb.OPEN_ELSEWHERE)
def elsewhere(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ask for one family of another centre of the same council; it is shown in the answer, once, and has no address."""
    form = ElsewhereForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and seat.council is not None:
        answer = open_elsewhere(
            viewer=seat.viewer,
            council=seat.council,
            surname=form.cleaned_data["surname"],
            born_on=form.cleaned_data["born_on"],
            reason=form.why(),
            by=seat.by,
            at=seat.at,
        )
        if not isinstance(answer, NotOpened):
            return _shown(request, seat, *answer)
        form.add_error("surname", NOT_OPENED[answer])
    return render(request, "elsewhere/ask.html", {"form": form, "back": reverse("worklist")})


def _shown(
    request: HttpRequest, seat: Seat, centre: OrganisationId, family: FamilyView | WaitingFamily
) -> HttpResponse:
    """The family as its own centre sees it, with nothing to do about it here."""
    waits = isinstance(family, WaitingFamily)
    carers = Carers(seat.person, assigning.workers(centre, on=seat.today))
    rows = waiting_rows(family) if isinstance(family, WaitingFamily) else family_rows(family, seat.today, carers)
    shown = {
        "family": family,
        "waits": waits,
        "centre": people.named([centre])[centre].name,
        "rows": rows,
        "attempts": attempt_table(family.attempts) if family.attempts else None,
        "back": reverse("worklist"),
    }
    answer = render(request, "elsewhere/family.html", shown)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@seated(Verb.SEE_ELSEWHERE)
def opened(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Who opened families of other centres, latest first."""
    found = broken(seat.viewer)
    page = paged(request, found)
    return render(request, "elsewhere/opened.html", {"table": _table(list(page)) if found else None, "page": page})


def _table(found: Sequence[GlassRow]) -> Table:
    columns = [Column("When"), Column("Who"), Column("Why"), Column("Whose family"), Column("Birth")]
    rows = [
        [
            Cell(moment(one.at)),
            Cell(one.name, note=one.centre),
            Cell(REASONS[one.reason]),
            Cell(one.of_centre),
            Cell(one.birth or "Forgotten since", note=one.reference),
        ]
        for one in found
    ]
    return Table("Families opened at another centre", columns, rows, caption_hidden=True)
